import type { ReadonlySignal } from '#core/state';
import type { Locale } from '#model/i18n';

/** Every setting with its type. Settings belong to the set, not to a profile. */
export interface SettingValues {
  /** `system`: the television's language when there is a file for it, else English. */
  readonly language: 'system' | Locale;
  readonly startScreen: 'home' | 'live' | 'last-channel';
  readonly clockFormat: '24' | '12';
  /** Plays the next episode after a countdown. */
  readonly isAutoplayOn: boolean;
  /** Silent preview when resting on a card or channel. */
  readonly isPreviewOn: boolean;
  /** Versions of a channel (SD, HD, 4K, backup) are one row of lists and one step of zapping. */
  readonly areVersionsMerged: boolean;
  /** The best picture a stream may choose, in lines. */
  readonly pictureLimit: 'none' | '1080' | '720' | '480';
  /** Small pictures whatever {@link pictureLimit} says, no previews, and nothing opened ahead. */
  readonly isDataSaverOn: boolean;
  /** How much of a stream is gathered ahead. */
  readonly buffer: 'short' | 'standard' | 'long';
  readonly theme: 'dark' | 'high-contrast';
  readonly textSize: 'normal' | 'large';
  readonly isReducedMotionOn: boolean;
  /** Whether the platform hears how well playing goes. Nothing is told of own sources, whatever this says. */
  readonly isQualityTold: boolean;
  /** Whether the set's own home screen shows what goes on here; only some sets have a place for it. */
  readonly isHubRowOn: boolean;
  /** Whether advertising may know the set by its advertising id; only some sets have one, and their owner can forbid it besides. */
  readonly isAdIdShared: boolean;
  /** Language tags in order of preference; empty: the interface's language. */
  readonly audioLanguage: string;
  readonly subtitleLanguage: string;
}

/** Name of a setting. */
export type SettingName = keyof SettingValues;

/** Settings, stored on every change. */
export interface SettingsModel {
  readonly values: ReadonlySignal<SettingValues>;
  /** Changes one setting; visible at once, durable when the promise resolves. */
  set<K extends SettingName>(name: K, value: SettingValues[K]): Promise<void>;
  /** Reads what is stored; unknown or broken values keep their default. */
  load(): Promise<void>;
}
