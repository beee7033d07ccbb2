import type { AppModel } from '#model/app';
import { LANGUAGES, LOCALES } from '#model/i18n';
import type { Locale } from '#model/i18n';
import type { KeysModel } from '#model/keys';
import type { ParentalControl, WatchTimeModel } from '#model/parental';
import type { SettingName, SettingValues } from '#model/settings';
import type { SpoilersModel } from '#model/spoilers';
import type { ListItemContent } from '#ui/components';
import type { Ui } from '#ui/engine';
import type { ChoiceQuestion } from '../choice/choice-panel';
import { askSleep, sleepText } from '../remote/ask-sleep';
import { accountRows, sourceRows } from './account-rows';
import { keyRows } from './key-rows';
import { parentalRows } from './parental-rows';
import { answersRow, heading, switchRow } from './setting-rows';
import { spoilerRows } from './spoiler-rows';
import { tasteRows } from './taste-rows';
import { kept } from './told';

/** Sections of the left list. */
export type SectionId = 'account' | 'sources' | 'playback' | 'parental' | 'appearance' | 'keys' | 'language' | 'about';

/** A line of the right list: a heading, or something to press. */
export type SettingsRow =
  | { readonly kind: 'heading'; readonly id: string; readonly label: string }
  | { readonly kind: 'item'; readonly id: string; readonly content: ListItemContent; press(): void };

/** What rows read and do. */
export interface SettingsContext {
  readonly app: AppModel;
  /** PINs and rules; `null` where their code could not be loaded. */
  readonly control: ParentalControl | null;
  /** How long and until when the profile may watch; `null` where its code could not be loaded. */
  readonly time: WatchTimeModel | null;
  /** What the remote's keys do; `null` where its code could not be loaded. */
  readonly keys: KeysModel | null;
  /** What the profile does not want told ahead; `null` where its code could not be loaded. */
  readonly spoilers: SpoilersModel | null;
  /** What opens above the page. */
  readonly ui: Ui;
  /** Opens a panel with several answers. */
  ask(question: ChoiceQuestion): void;
}

/** Languages offered for sound and subtitles, beside those of the interface. */
const TRACK_LANGUAGES = ['en', 'de', 'ar', 'cs', 'da', 'el', 'es', 'fi', 'fr', 'he', 'hi', 'it', 'ja', 'ko', 'nl', 'no', 'pl', 'pt', 'ru', 'sv', 'tr', 'uk', 'zh'] as const;

type SwitchName = 'isDataSaverOn' | 'isAutoplayOn' | 'isPreviewOn' | 'areVersionsMerged' | 'isReducedMotionOn';

function flagRow(context: SettingsContext, id: string, name: SwitchName): SettingsRow {
  const { app } = context;
  return switchRow(context, id, app.settings.values.value[name], (isOn) => kept(app, app.settings.set(name, isOn)));
}

/** A setting with several answers; `labelOf` names each. */
function choiceRow<K extends SettingName>(
  context: SettingsContext,
  { name, ...row }: { readonly id: string; readonly name: K; readonly values: ReadonlyArray<SettingValues[K] & string>; readonly text?: string },
  labelOf: (value: string) => string,
): SettingsRow {
  const { app } = context;
  const { settings } = app;
  return answersRow<SettingValues[K] & string>(context, { ...row, now: settings.values.value[name] as SettingValues[K] & string, labelOf, set: (value) => kept(app, settings.set(name, value)) });
}

function playbackRows(context: SettingsContext): readonly SettingsRow[] {
  const { t } = context.app.translator;
  const labelOf = (tag: string): string => (tag === '' ? t('settings.automatic') : tag === 'off' ? t('settings.none') : t(`language.${tag}`));
  const text = t('settings.audio-language.text');
  const { isDataSaverOn, buffer } = context.app.settings.values.value;
  return [
    heading('watching', t('settings.watching')),
    flagRow(context, 'autoplay', 'isAutoplayOn'),
    flagRow(context, 'preview', 'isPreviewOn'),
    flagRow(context, 'versions', 'areVersionsMerged'),
    sleepRow(context),
    heading('picture', t('settings.picture')),
    choiceRow(context, { id: 'picture-limit', name: 'pictureLimit', values: ['none', '1080', '720', '480'], text: t(isDataSaverOn ? 'settings.picture-limit.saved' : 'settings.picture-limit.text') }, (value) =>
      value === 'none' ? t('settings.automatic') : t('settings.picture-limit.most', { lines: `${value}p` }),
    ),
    flagRow(context, 'data-saver', 'isDataSaverOn'),
    choiceRow(context, { id: 'buffer', name: 'buffer', values: ['short', 'standard', 'long'], text: t(`settings.buffer.${buffer}.text`) }, (value) => t(`settings.buffer.${value}`)),
    heading('tracks', t('settings.tracks')),
    choiceRow(context, { id: 'audio-language', name: 'audioLanguage', values: ['', ...TRACK_LANGUAGES], text }, labelOf),
    choiceRow(context, { id: 'subtitle-language', name: 'subtitleLanguage', values: ['', 'off', ...TRACK_LANGUAGES], text }, labelOf),
    ...spoilerRows(context),
  ];
}

function sleepRow({ app, ui }: SettingsContext): SettingsRow {
  const { translator } = app;
  const content = { id: 'sleep', label: translator.t('sleep.title'), text: translator.t('sleep.text'), value: sleepText(translator, app.sleep.value) };
  return { kind: 'item', id: 'sleep', content, press: () => void askSleep(ui, app) };
}

function appearanceRows(context: SettingsContext): readonly SettingsRow[] {
  const { settings } = context.app;
  const { theme, textSize } = settings.values.value;
  return [
    switchRow(context, 'theme', theme === 'high-contrast', (isOn) => kept(context.app, settings.set('theme', isOn ? 'high-contrast' : 'dark'))),
    switchRow(context, 'text-size', textSize === 'large', (isOn) => kept(context.app, settings.set('textSize', isOn ? 'large' : 'normal'))),
    flagRow(context, 'reduced-motion', 'isReducedMotionOn'),
  ];
}

function languageRows(context: SettingsContext): readonly SettingsRow[] {
  const { t } = context.app.translator;
  return [
    choiceRow(context, { id: 'app-language', name: 'language', values: ['system', ...LANGUAGES] }, (value) => (value === 'system' ? t('settings.language.system') : LOCALES[value as Locale].name)),
    choiceRow(context, { id: 'clock', name: 'clockFormat', values: ['24', '12'] }, (value) => t(`settings.clock.${value}`)),
    choiceRow(context, { id: 'start-screen', name: 'startScreen', values: ['home', 'live', 'last-channel'], text: t('settings.start-screen.text') }, (value) => t(`settings.start.${value}`)),
  ];
}

function aboutRows({ app }: SettingsContext): readonly SettingsRow[] {
  const { t } = app.translator;
  const close = { id: 'close', label: t('settings.close') };
  return [
    { kind: 'item', id: 'version', content: { id: 'version', label: t('settings.version'), text: app.version }, press: () => undefined },
    { kind: 'item', id: 'diagnostics', content: { id: 'diagnostics', label: t('diagnostics.title'), text: t('diagnostics.text') }, press: () => app.navigation.open({ name: 'diagnostics' }) },
    { kind: 'item', id: 'rehearsal', content: { id: 'rehearsal', label: t('rehearsal.title'), text: t('rehearsal.text') }, press: () => app.navigation.open({ name: 'rehearsal' }) },
    {
      kind: 'item',
      id: 'licences',
      content: { id: 'licences', label: t('settings.licences'), text: t('settings.licences.text'), value: '' },
      press: () => void app.notices.ask({ title: t('settings.licences'), text: t('settings.licences.long'), buttons: [close], safeId: close.id }),
    },
  ];
}

/** Lines of a section as they are now; read inside an effect. */
export function settingsRows(section: SectionId, context: SettingsContext): readonly SettingsRow[] {
  switch (section) {
    case 'account':
      return accountRows(context);
    case 'sources':
      return sourceRows(context);
    case 'playback':
      return playbackRows(context);
    case 'parental':
      return parentalRows(context);
    case 'appearance':
      return [...appearanceRows(context), ...tasteRows(context)];
    case 'keys':
      return keyRows(context);
    case 'language':
      return languageRows(context);
    case 'about':
      return aboutRows(context);
  }
}
