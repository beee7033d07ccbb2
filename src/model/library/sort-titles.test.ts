import { expect, test } from '@jest/globals';
import { mulberry32 } from '#core/base';
import { listOfRows } from '#core/catalog';
import type { CatalogReader } from '#core/catalog';
import { sortTitles } from './sort-titles';

test('many titles by date: the newest first, equal ones in their order, unknown dates and then rows that are not here last', () => {
  const random = mulberry32(3);
  const dates = Array.from({ length: 5_000 }, () => (random() < 0.1 ? 0 : 1_600_000_000_000 + Math.floor(random() * 3_000) * 40_000_000));
  const rows = dates.map((_date, row) => (random() < 0.05 ? -1 : row));
  const catalog = { titleNumber: (_kind: string, row: number) => dates[row] ?? 0 } as unknown as CatalogReader;
  const valueOf = (row: number): number => (row < 0 ? -1 : (dates[row] ?? 0));
  const places = rows.map((row, place) => ({ row, place }));
  places.sort((a, b) => valueOf(b.row) - valueOf(a.row) || a.place - b.place);
  expect(sortTitles(catalog, 'movie', listOfRows(rows), 'newest')).toEqual(places.map(({ row }) => row));
});
