import { oneOf, asFields } from '#core/wire';
import type { Fields } from '#core/wire';
import { signal } from '#core/state';
import { LANGUAGES } from '#model/i18n';
import type { StoredCell } from '#sources/storage';
import type { SettingName, SettingValues, SettingsModel } from './settings-model';

/** What a set starts with. */
export const DEFAULT_SETTINGS: SettingValues = Object.freeze({
  language: 'system',
  startScreen: 'home',
  clockFormat: '24',
  isAutoplayOn: true,
  isPreviewOn: true,
  areVersionsMerged: true,
  pictureLimit: 'none',
  isDataSaverOn: false,
  buffer: 'standard',
  theme: 'dark',
  textSize: 'normal',
  isReducedMotionOn: false,
  isQualityTold: true,
  isHubRowOn: true,
  isAdIdShared: false,
  audioLanguage: '',
  subtitleLanguage: '',
} as const);

function flag(fields: Fields, name: SettingName, fallback: boolean): boolean {
  const value = fields[name];
  return typeof value === 'boolean' ? value : fallback;
}

function languageTag(fields: Fields, name: SettingName): string {
  const value = fields[name];
  return typeof value === 'string' && /^([a-z]{2,3}|off)?$/.test(value) ? value : '';
}

/** Judges stored settings; whatever is unknown or broken keeps its default. */
export function judgeSettings(value: unknown): SettingValues {
  const fields = asFields(value) ?? {};
  const base = DEFAULT_SETTINGS;
  return {
    language: oneOf(fields['language'], ['system', ...LANGUAGES] as const) ?? base.language,
    startScreen: oneOf(fields['startScreen'], ['home', 'live', 'last-channel'] as const) ?? base.startScreen,
    clockFormat: oneOf(fields['clockFormat'], ['24', '12'] as const) ?? base.clockFormat,
    isAutoplayOn: flag(fields, 'isAutoplayOn', base.isAutoplayOn),
    isPreviewOn: flag(fields, 'isPreviewOn', base.isPreviewOn),
    areVersionsMerged: flag(fields, 'areVersionsMerged', base.areVersionsMerged),
    pictureLimit: oneOf(fields['pictureLimit'], ['none', '1080', '720', '480'] as const) ?? base.pictureLimit,
    isDataSaverOn: flag(fields, 'isDataSaverOn', base.isDataSaverOn),
    buffer: oneOf(fields['buffer'], ['short', 'standard', 'long'] as const) ?? base.buffer,
    theme: oneOf(fields['theme'], ['dark', 'high-contrast'] as const) ?? base.theme,
    textSize: oneOf(fields['textSize'], ['normal', 'large'] as const) ?? base.textSize,
    isReducedMotionOn: flag(fields, 'isReducedMotionOn', base.isReducedMotionOn),
    isQualityTold: flag(fields, 'isQualityTold', base.isQualityTold),
    isHubRowOn: flag(fields, 'isHubRowOn', base.isHubRowOn),
    isAdIdShared: flag(fields, 'isAdIdShared', base.isAdIdShared),
    audioLanguage: languageTag(fields, 'audioLanguage'),
    subtitleLanguage: languageTag(fields, 'subtitleLanguage'),
  };
}

/** Makes the settings over one stored cell. `onChange` hears of every change by `set`. */
export function createSettingsModel(cell: StoredCell, onChange: (name: SettingName) => void = () => undefined): SettingsModel {
  const values = signal<SettingValues>(DEFAULT_SETTINGS);
  return {
    values,
    set(name, value) {
      if (values.peek()[name] === value) return Promise.resolve();
      values.value = { ...values.peek(), [name]: value };
      onChange(name);
      return cell.write(() => values.peek());
    },
    async load() {
      values.value = judgeSettings(await cell.read());
    },
  };
}
