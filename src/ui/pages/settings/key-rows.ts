import { canChange, isPlain, KEY_USES } from '#model/keys';
import type { KeysModel, KeyUse, PressKind } from '#model/keys';
import type { RemoteKey } from '#ports';
import { Z } from '#ui/theme';
import { openKeyPad } from '../remote/key-pad-overlay';
import { KeyTesterOverlay } from '../remote/key-tester-overlay';
import { keyName, useName } from '../remote/key-words';
import type { SettingsContext, SettingsRow } from './settings-rows';
import { kept } from './told';

/** The key does what is printed on it. */
const OWN = 'own';
/** Leads from the panel of the short press to that of the held one. */
const HELD = 'held';

function useOf({ app }: SettingsContext, use: KeyUse | undefined): string {
  return use === undefined ? app.translator.t('keys.own') : useName(app.translator, use);
}

/** Asks what a press should do. */
function askUse(context: SettingsContext, keys: KeysModel, kind: PressKind, key: RemoteKey): void {
  const { translator } = context.app;
  const { t } = translator;
  const { [key]: now } = keys.plan.peek()[kind];
  const { [key]: held } = keys.plan.peek().held;
  const hasHeld = kind === 'short' && canChange('held', key);
  const name = keyName(translator, key);
  context.ask({
    id: `key-${kind}`,
    title: kind === 'short' ? name : t('keys.held', { key: name }),
    choices: [
      { id: OWN, label: t(kind === 'short' ? 'keys.own' : 'keys.held.own') },
      ...(hasHeld ? [{ id: HELD, label: held === undefined ? t('keys.held.choose') : t('keys.held.is', { use: useName(translator, held) }) }] : []),
      ...KEY_USES.filter((use) => use !== key).map((use) => ({ id: use, label: useName(translator, use) })),
    ],
    selected: now ?? OWN,
    onChoose: (id) => {
      if (id === HELD) askUse(context, keys, 'held', key);
      else kept(context.app, keys.give(kind, key, KEY_USES.find((use) => use === id) ?? null));
    },
  });
}

/** The keys of this remote: try them, change them, hold them, have them on screen, and put all back. Reached by arrows and OK, which cannot be changed. */
export function keyRows(context: SettingsContext): readonly SettingsRow[] {
  const { app, keys, ui } = context;
  const { translator } = app;
  const { t } = translator;
  if (keys === null) return [];
  const plan = keys.plan.value;
  const row = (id: string, press: () => void): SettingsRow => ({ kind: 'item', id, content: { id, label: t(`keys.${id}`), text: t(`keys.${id}.text`) }, press });
  const test = (): void => {
    const { close } = ui.overlays.show(KeyTesterOverlay, { app, keys, onClose: () => close() }, { z: Z.dialog, motion: 'fade', takesFocus: true });
  };
  const reset = (): void => {
    kept(app, keys.reset().then(() => app.notices.showToast(t('keys.reset.done'))));
  };
  return [
    row('tester', test),
    row('pad', () => openKeyPad(ui, app)),
    ...(isPlain(plan) ? [] : [row('reset', reset)]),
    ...(keys.keys.length === 0 ? [] : [{ kind: 'heading' as const, id: 'keys-heading', label: t('keys.remap') }]),
    ...keys.keys.map((key): SettingsRow => {
      const held = plan.held[key];
      const text = held === undefined ? {} : { text: t('keys.held.is', { use: useName(translator, held) }) };
      return { kind: 'item', id: `key-${key}`, content: { id: `key-${key}`, label: keyName(translator, key), value: useOf(context, plan.short[key]), ...text }, press: () => askUse(context, keys, 'short', key) };
    }),
  ];
}
