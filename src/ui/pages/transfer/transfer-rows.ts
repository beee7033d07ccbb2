import type { AppModel } from '#model/app';
import { CHOSEN_PARTS } from '#model/transfer';
import type { ChosenPart, ImportPreview, TransferModel, TransferState } from '#model/transfer';
import type { IconName } from '#ui/engine';
import { heading } from '../settings/setting-rows';
import type { SettingsRow } from '../settings/settings-rows';

/** What the rows of the page do that is asked above it. */
export interface TransferActs {
  /** Asks for the other set's code. */
  typeCode(): void;
  /** Asks for new words, twice, and saves. */
  chooseWords(): void;
  /** Asks for the words of a file. */
  typeWords(): void;
  /** Shows the way to connect a phone. */
  pair(): void;
  /** Asks whether it shall be so, and takes it over. */
  accept(): void;
  undo(): void;
  leave(): void;
}

/** What rows are made of. */
export interface TransferContext {
  readonly app: AppModel;
  readonly transfer: TransferModel;
  readonly acts: TransferActs;
}

const ICONS: Readonly<Record<ChosenPart | 'profiles', IconName>> = { profiles: 'lock', lists: 'heart', lineup: 'pencil', progress: 'clock', settings: 'gear', sources: 'source', passwords: 'lock' };

interface RowWords {
  readonly label: string;
  readonly text?: string;
  readonly icon?: IconName;
  readonly isDisabled?: boolean;
}

function row(id: string, words: RowWords, press: () => void = () => undefined): SettingsRow {
  return { kind: 'item', id, content: { id, ...words }, press };
}

function menuRows({ app, transfer, acts }: TransferContext): readonly SettingsRow[] {
  const { t } = app.translator;
  const codes = transfer.hasCodes
    ? [
        row('send', { label: t('transfer.send'), text: t('transfer.send.text'), icon: 'swap' }, () => void transfer.choose('send')),
        row('receive', { label: t('transfer.receive'), text: t('transfer.receive.text'), icon: 'plus' }, acts.typeCode),
      ]
    : [row('no-codes', { label: t('transfer.no-codes'), text: t('transfer.no-codes.text'), isDisabled: true })];
  const backups = transfer.hasPhone
    ? [
        row('save', { label: t('transfer.save'), text: t('transfer.save.text'), icon: 'phone' }, () => void transfer.choose('save')),
        row('restore', { label: t('transfer.restore'), text: t('transfer.restore.text'), icon: 'restart' }, () => void transfer.restore()),
      ]
    : [row('no-phone', { label: t('transfer.no-phone'), text: t('transfer.no-phone.text'), isDisabled: true })];
  const undo = transfer.canUndo.value ? [heading('undo-heading', t('transfer.undo.heading')), row('undo', { label: t('transfer.undo'), text: t('transfer.undo.text'), icon: 'back' }, acts.undo)] : [];
  return [heading('sets', t('transfer.sets')), ...codes, heading('backup', t('transfer.backup')), ...backups, ...undo];
}

function partRow({ app, transfer }: TransferContext, part: ChosenPart, text: string): SettingsRow {
  const { t } = app.translator;
  const isOn = transfer.parts.value.indexOf(part) !== -1;
  return {
    kind: 'item', id: part, press: () => transfer.toggle(part),
    content: { id: part, label: t(`transfer.part.${part}`), text, icon: ICONS[part], role: 'switch', isOn, state: t(isOn ? 'settings.on' : 'settings.off') },
  };
}

function profilesRow({ app }: TransferContext, text: string): SettingsRow {
  return row('profiles', { label: app.translator.t('transfer.part.profiles'), text, icon: ICONS.profiles });
}

function choosingRows(context: TransferContext, { goal }: Extract<TransferState, { kind: 'choosing' }>): readonly SettingsRow[] {
  const { app, transfer, acts } = context;
  const { t } = app.translator;
  const go = goal === 'send'
    ? row('go', { label: t('transfer.show-code'), text: t('transfer.show-code.text'), icon: 'check' }, () => void transfer.send())
    : row('go', { label: t('transfer.words'), text: t('transfer.words.text'), icon: 'check' }, acts.chooseWords);
  const hasSources = transfer.parts.value.indexOf('sources') !== -1;
  const parts = CHOSEN_PARTS.filter((part) => part !== 'passwords' || hasSources).map((part) => partRow(context, part, t(`transfer.part.${part}.text`)));
  return [go, heading('along', t('transfer.along')), profilesRow(context, t('transfer.part.profiles.text')), ...parts];
}

/** `New: Mia. Replaced: Anna.`, by what becomes of each. */
function outcomes(app: AppModel, prefix: string, items: ReadonlyArray<{ readonly name: string; readonly outcome: string }>): string {
  const { t } = app.translator;
  const names = new Map<string, string[]>();
  for (const { name, outcome } of items) names.set(outcome, (names.get(outcome) ?? []).concat(name === '' ? t('profile.default-name') : name));
  return Array.from(names, ([outcome, list]) => t(`transfer.${prefix}.${outcome}`, { names: list.join(', ') })).join(' ');
}

function previewText(app: AppModel, preview: ImportPreview, part: ChosenPart): string {
  const { t, format } = app.translator;
  switch (part) {
    case 'lists':
      return t('transfer.comes.lists', { count: preview.favourites, number: format.number(preview.favourites) });
    case 'progress':
      return t('transfer.comes.progress', { count: preview.places, number: format.number(preview.places) });
    case 'lineup':
      return t(preview.lineups === 0 ? 'transfer.comes.nothing' : 'transfer.comes.lineup');
    case 'settings':
      return t('transfer.comes.settings');
    case 'sources':
      return preview.sources.length === 0 ? t('transfer.comes.nothing') : outcomes(app, 'source', preview.sources);
    case 'passwords':
      return '';
  }
}

function previewRows(context: TransferContext, preview: ImportPreview): readonly SettingsRow[] {
  const { app, acts } = context;
  const { t } = app.translator;
  const pin = preview.pin === 'none' ? '' : t(`transfer.pin.${preview.pin}`);
  const elsewhere = preview.elsewhere === 0 ? '' : t('transfer.elsewhere');
  const profiles = [outcomes(app, 'profile', preview.profiles), pin, elsewhere].filter((text) => text !== '').join(' ');
  const parts = preview.parts.filter((part) => part !== 'passwords').map((part) => partRow(context, part, previewText(app, preview, part)));
  return [
    row('accept', { label: t('transfer.accept'), text: t('transfer.accept.text'), icon: 'check' }, acts.accept),
    heading('comes', t('transfer.comes')),
    profilesRow(context, profiles === '' ? t('transfer.comes.nothing') : profiles),
    ...parts,
  ];
}

function phoneRows({ app, acts }: TransferContext, goal: 'save' | 'restore'): readonly SettingsRow[] {
  const { t } = app.translator;
  const phone = app.phone.companion.value?.phone.value ?? null;
  const first = phone === null
    ? row('pair', { label: t('companion.setting'), text: t('companion.setting.text'), icon: 'phone' }, acts.pair)
    : row('phone', { label: phone, text: t(`transfer.phone.${goal}`), icon: 'phone' });
  return [first, row('cancel', { label: t('pin.cancel'), icon: 'back' }, acts.leave)];
}

/** The rows of a state: all of the page is walked by arrows and OK. */
export function transferRows(context: TransferContext, state: TransferState): readonly SettingsRow[] {
  const { app, transfer, acts } = context;
  const { t } = app.translator;
  switch (state.kind) {
    case 'menu':
      return menuRows(context);
    case 'choosing':
      return choosingRows(context, state);
    case 'working':
      return [row('cancel', { label: t('pin.cancel'), icon: 'back' }, acts.leave)];
    case 'code':
      return [
        row('done', { label: t('profiles.done'), text: t('transfer.code.done'), icon: 'check' }, acts.leave),
        row('forget', { label: t('transfer.forget'), text: t('transfer.forget.text'), icon: 'x' }, () => void transfer.forget()),
      ];
    case 'phone':
      return phoneRows(context, state.goal);
    case 'saved':
      return [row('done', { label: t('profiles.done'), icon: 'check' }, acts.leave)];
    case 'locked':
      return [row('words', { label: t('transfer.words.type'), icon: 'lock' }, acts.typeWords), row('cancel', { label: t('pin.cancel'), icon: 'back' }, acts.leave)];
    case 'preview':
      return previewRows(context, state.preview);
    case 'failed':
      return [row('done', { label: t('profiles.done'), icon: 'back' }, acts.leave)];
  }
}
