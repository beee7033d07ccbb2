import type { Disposer } from '#core/base';

/** Why the app was started or called again. */
export interface LaunchIntent {
  readonly kind: 'user' | 'deeplink' | 'relaunch';
  /** Deep-link parameters; empty for an ordinary start. Outside data: judge before use. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** Start, background, foreground, exit. */
export interface LifecyclePort {
  readonly launchIntent: LaunchIntent;
  onIntent(listener: (intent: LaunchIntent) => void): Disposer;
  readonly isForeground: boolean;
  /** Background listeners must finish synchronously: JavaScript is frozen right after. */
  onForegroundChange(listener: (isForeground: boolean) => void): Disposer;
  /** Leaves the app for good. Progress must be saved before. */
  exit(): void;
  /** Starts the app anew, as when it was left and called again: what is stored is read again. */
  restart(): void;
  /** Back on the entry page where the television owns the question (webOS 6 and newer); `false`: the app asks itself. */
  readonly hasSystemExitQuestion: boolean;
  /** Hands Back on the entry page to the television; only where `hasSystemExitQuestion`. */
  systemBack(): void;
}
