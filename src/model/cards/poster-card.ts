import type { CatalogReader, Row } from '#core/catalog';
import type { CardView } from './card-view';
import type { Cards } from './create-cards';

/** The poster card of a film's or series' row; `null` where there is none. */
export function posterCard(cards: Cards, catalog: CatalogReader, kind: 'movie' | 'series', row: Row): CardView | null {
  if (kind === 'movie') {
    const movie = catalog.movie(row);
    return movie === null ? null : cards.movie(movie, 'poster');
  }
  const series = catalog.series(row);
  return series === null ? null : cards.series(series, 'poster');
}
