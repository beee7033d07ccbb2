import { MINUTE_MS } from '#core/base';
import { MOST_GUIDE_OFFSET } from '#core/lineup';
import type { Translator } from '#model/i18n';
import type { Choice } from '../choice/choice-panel';

/** Offsets are offered in steps of so many minutes. */
const STEP_MIN = 15;
/** Id of the choice that sets nothing. */
export const INHERITED = 'inherited';

/** What a guide is moved by: `1 h later`, `Not moved`; `null`: nothing is set here. */
export function offsetWords({ t, format }: Translator, offsetMin: number | null): string {
  if (offsetMin === null) return t('guide-clock.inherited');
  if (offsetMin === 0) return t('guide-clock.none');
  const duration = format.duration(Math.abs(offsetMin) * MINUTE_MS);
  return offsetMin > 0 ? t('guide-clock.later', { duration }) : t('guide-clock.earlier', { duration });
}

/** All offsets, the earliest first; ids are minutes. `canInherit`: the first says that nothing is set here. */
export function offsetChoices(translator: Translator, canInherit: boolean): readonly Choice[] {
  const choices: Choice[] = canInherit ? [{ id: INHERITED, label: offsetWords(translator, null) }] : [];
  for (let minutes = -MOST_GUIDE_OFFSET; minutes <= MOST_GUIDE_OFFSET; minutes += STEP_MIN) choices.push({ id: String(minutes), label: offsetWords(translator, minutes) });
  return choices;
}
