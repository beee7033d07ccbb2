import type { SubtitleStyle } from '#model/player';
import type { Theme, TypeStyleName } from '#ui/theme';

const SIZES: Readonly<Record<SubtitleStyle['size'], TypeStyleName>> = { small: 'title3', normal: 'title2', large: 'title1', huge: 'display' };
/** Styles subtitles may have, the smallest first. */
const LADDER: readonly TypeStyleName[] = ['caption', 'heading', 'title3', 'title2', 'title1', 'display'];

/** The type style that comes nearest to `times` the size the viewer chose: a file may ask, the interface's own sizes answer. */
export function subtitleType(theme: Theme, size: SubtitleStyle['size'], times: number): TypeStyleName {
  const chosen = SIZES[size];
  if (times === 1) return chosen;
  const wanted = theme.type[chosen].size * times;
  return LADDER.reduce((best, name) => (Math.abs(theme.type[name].size - wanted) < Math.abs(theme.type[best].size - wanted) ? name : best), chosen);
}
