import { heading, switchRow } from './setting-rows';
import type { SettingsContext, SettingsRow } from './settings-rows';
import { kept } from './told';

/** What others may see or know of this set; nothing on sets that have neither a row on their home screen nor an id for advertising. */
export function privacyRows({ app }: Pick<SettingsContext, 'app'>): readonly SettingsRow[] {
  const { offers, settings, session, translator } = app;
  const row = (id: 'hub-row' | 'ad-id', name: 'isHubRowOn' | 'isAdIdShared'): SettingsRow => switchRow({ app }, id, settings.values.value[name], (isOn) => kept(app, settings.set(name, isOn)));
  // Only a platform has advertising.
  const hasAdvertising = offers.adId && session.sources.value.some((source) => source.kind === 'platform');
  const rows = [...(offers.hubRow ? [row('hub-row', 'isHubRowOn')] : []), ...(hasAdvertising ? [row('ad-id', 'isAdIdShared')] : [])];
  return rows.length === 0 ? [] : [heading('privacy', translator.t('settings.privacy')), ...rows];
}
