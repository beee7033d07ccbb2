import type { ItemKey } from '#core/base';
import type { CatalogReader, Row, TitleRecord } from '#core/catalog';
import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { posterCard } from '#model/cards';
import type { Cards, CardView } from '#model/cards';
import type { PicksModel } from '#model/picks';

const MAX_SIMILAR = 14;
/** With fewer, a category has more to offer. */
const LEAST_PICKED = 3;
/** Titles looked at when the provider names none; the nearest neighbours of a category are as good as far ones. */
const SCAN_LIMIT = 600;

/** A crude likeness for providers without recommendations: shared genres first, then closeness in years and rating. */
export function likeness(a: TitleRecord, b: TitleRecord): number {
  const shared = a.genres.filter((genre) => b.genres.indexOf(genre) !== -1).length;
  const sameCategory = a.categories.some((category) => b.categories.indexOf(category) !== -1) ? 1 : 0;
  if (shared === 0 && sameCategory === 0) return 0;
  const years = a.year > 0 && b.year > 0 ? Math.max(0, 1 - Math.abs(a.year - b.year) / 20) : 0;
  return shared * 2 + sameCategory + years + b.rating / 20;
}

/** What is known to be alike. */
export interface SimilarKeys {
  /** The provider's word; empty without one. */
  readonly named: readonly ItemKey[];
  /** Titles about the same things; `null`: not known yet. */
  readonly nearer: readonly ItemKey[] | null;
}

/** Titles like this one: the provider's, else those about the same things, else computed from its first category. */
export function similarTitles(
  catalog: CatalogReader,
  kind: 'movie' | 'series',
  record: TitleRecord,
  { named, nearer }: SimilarKeys,
  cards: Cards,
): readonly CardView[] {
  const cardsOf = (rows: readonly Row[]): readonly CardView[] =>
    rows.map((row) => posterCard(cards, catalog, kind, row)).filter((card): card is CardView => card !== null);
  const fromProvider = cardsOf(named.map((key) => catalog.rowOf(kind, key)));
  if (fromProvider.length > 0) return fromProvider.slice(0, MAX_SIMILAR);
  if (nearer === null) return [];
  const picked = cardsOf(nearer.map((key) => catalog.rowOf(kind, key)));
  if (picked.length >= LEAST_PICKED) return picked.slice(0, MAX_SIMILAR);
  const rows = catalog.rows(kind, record.categories[0] ?? 'all');
  const found: Array<{ readonly row: number; readonly score: number }> = [];
  for (let i = 0; i < Math.min(rows.length, SCAN_LIMIT); i += 1) {
    const row = rows.at(i);
    const other = kind === 'movie' ? catalog.movie(row) : catalog.series(row);
    if (other === null || other.key === record.key) continue;
    const score = likeness(record, other);
    if (score > 0) found.push({ row, score });
  }
  found.sort((a, b) => b.score - a.score || a.row - b.row);
  return cardsOf(found.slice(0, MAX_SIMILAR).map(({ row }) => row));
}

/** Titles about the same things, found while the page loads; `null` until then, none where they cannot be had at once: the row must not change under the viewer. */
export function nearerTo(deps: { picks(): PicksModel | null }, key: ItemKey): ReadonlySignal<readonly ItemKey[] | null> {
  const picks = deps.picks();
  const nearer = signal<readonly ItemKey[] | null>(picks === null ? [] : null);
  // Never rejects.
  void picks?.similar(key).then((keys) => {
    nearer.value = keys ?? [];
  });
  return nearer;
}
