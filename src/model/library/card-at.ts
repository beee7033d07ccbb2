import type { CatalogReader, Row } from '#core/catalog';
import type { Cards, CardView } from '#model/cards';

/** The poster card of a row; `null` where there is none. */
export function cardAt(cards: Cards, catalog: CatalogReader, kind: 'movie' | 'series', row: Row): CardView | null {
  if (kind === 'movie') {
    const movie = catalog.movie(row);
    return movie === null ? null : cards.movie(movie, 'poster');
  }
  const series = catalog.series(row);
  return series === null ? null : cards.series(series, 'poster');
}
