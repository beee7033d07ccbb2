import type { ItemKey } from '#core/base';
import type { CatalogCore } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { HomeModel } from '#model/home';
import type { LiveModel } from '#model/live';
import type { ProgressModel } from '#model/progress';

/** Where to look. */
export interface AtHandSources {
  readonly live: Pick<LiveModel, 'lastKey'>;
  readonly home: Pick<HomeModel, 'hero' | 'rows'>;
  readonly progress: Pick<ProgressModel, 'recent'>;
  readonly favourites: Pick<FavouritesModel, 'keys'>;
}

/** What the first page shows and where the viewer goes first, most wanted first; the next start has these rows at once. */
export function keysAtHand({ live, home, progress, favourites }: AtHandSources): readonly ItemKey[] {
  const keys = new Set<ItemKey>();
  const last = live.lastKey.peek();
  if (last !== null) keys.add(last);
  for (const item of home.hero.peek()) keys.add(item.key);
  // Cards of films, series and channels are named by their key.
  for (const row of home.rows.peek()) for (const card of row.cards) keys.add(card.id as ItemKey);
  for (const point of progress.recent()) keys.add(point.parentKey === '' ? point.key : point.parentKey);
  for (const key of favourites.keys.peek()) keys.add(key);
  return Array.from(keys);
}

/** Inside an effect: tells the catalogue whenever something may have come to hand. */
export function followAtHand({ live, progress, favourites, catalog }: AtHandSources & { readonly progress: ProgressModel; readonly catalog: CatalogCore }): void {
  for (const fact of [live.lastKey, progress.revision, favourites.keys, catalog.landing]) void fact.value;
  catalog.noteAtHand();
}
