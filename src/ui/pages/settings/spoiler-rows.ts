import { EPISODE_PROTECTIONS } from '#core/spoilers';
import { answersRow, heading, switchRow } from './setting-rows';
import type { SettingsContext, SettingsRow } from './settings-rows';
import { kept } from './told';

/** What of episodes and of sport is not told ahead to the profile that watches. */
export function spoilerRows(context: SettingsContext): readonly SettingsRow[] {
  const { app, spoilers } = context;
  if (spoilers === null) return [];
  const { t } = app.translator;
  const { episodes, isScoreSafe } = spoilers.protection.value;
  return [
    heading('spoilers', t('settings.spoilers')),
    answersRow(context, {
      id: 'episode-spoilers', values: EPISODE_PROTECTIONS, now: episodes, text: t('settings.episode-spoilers.text'),
      labelOf: (level) => t(`settings.episode-spoilers.${level}`),
      set: (level) => kept(app, spoilers.change({ episodes: level })),
    }),
    switchRow(context, 'score-safe', isScoreSafe, (isOn) => kept(app, spoilers.change({ isScoreSafe: isOn }))),
  ];
}
