import type { DayPlan } from './day-plan';
import { business, food, general, news, nordOne, nordTwo, regional, talk } from './plans-general';
import { beat, films, football, kids, kinoNoir, knowledge, minimo, motor, music, nature, seriesChannel, sport, terra, threeParts } from './plans-special';

/** Plans of single channels, by slug. */
const OF_CHANNEL: Readonly<Record<string, DayPlan>> = { 'nord-1': nordOne, 'nord-2': nordTwo, 'kino-noir': kinoNoir, terra, minimo, beat };

/** Plans by the channels' style. */
const OF_STYLE: Readonly<Record<string, DayPlan>> = {
  public: general,
  football,
  motor,
  winter: sport('ice'),
  cycling: sport('cycling'),
  tennis: sport('tennis'),
  news,
  business,
  regional,
  talk,
  food,
  films: films([], 18),
  comedy: films(['Comedy', 'Romance', 'Family'], 12),
  thriller: films(['Thriller', 'Horror', 'Crime', 'Mystery'], 18),
  scifi: films(['Science fiction', 'Fantasy', 'Mystery'], 18),
  series: seriesChannel,
  kids,
  knowledge,
  nature,
  mountain: threeParts('mountain', 'mountain', 'slow'),
  slow: threeParts('slow', 'slow', 'slow'),
  music,
  classical: threeParts('classical', 'classical', 'slow'),
  jazz: threeParts('jazz', 'jazz', 'music'),
  radio: threeParts('radio', 'radio', 'radio'),
};

/** The plan of a channel; a style nobody planned for gets the general one. */
export function planOf(slug: string, style: string): DayPlan {
  return OF_CHANNEL[slug] ?? OF_STYLE[style] ?? general;
}
