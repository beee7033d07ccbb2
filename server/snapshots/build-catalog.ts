import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';
import { addWireCategories, addWireChannel, addWireMovie, addWireSeries } from '#core/wire';
import { readVisibleCatalog } from '#server/domain';
import type { CatalogStore } from '#server/store';
import { runPaced } from './run-paced';

/** The source a snapshot is made for; televisions put their own id in its place. */
const PLATFORM = 'platform' as SourceId;
/** Tables larger than this hold mostly what nobody uses any more: then numbering begins anew, at the price of one long delta. */
const MOST_PREFIXES = 6000;
const MOST_WORDS = 60_000;
const MOST_SETS = 20_000;

/** Addresses of pictures as a snapshot holds them: absolute, or from the platform's root. */
export function snapshotAddress(address: string): string {
  if (address.startsWith('//')) return `https:${address}`;
  return address === '' || address.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `/${address}`;
}

/** Whether an earlier catalogue's numbers are still worth keeping. */
function isTidy({ data }: ColumnarCatalog): boolean {
  const sets = data.sets.channel.ends.length + data.sets.movie.ends.length + data.sets.series.ends.length;
  return data.store.prefixes.size < MOST_PREFIXES && data.store.words.size < MOST_WORDS && sets < MOST_SETS;
}

/**
 * Builds what accounts of a kind see. Rows come in pages, so that beside the catalogue itself (about 100 bytes per title) one page is
 * in memory; other requests get their turn between pages. `like`: an earlier one, for small differences.
 */
export async function buildCatalog(
  store: CatalogStore,
  includesAdult: boolean,
  like: ColumnarCatalog | null,
  checkOpen: () => void,
): Promise<ColumnarCatalog> {
  const builder = createCatalogBuilder({ sourceId: PLATFORM, ...(like !== null && isTidy(like) ? { like } : {}) });
  const visible = await readVisibleCatalog(store, includesAdult);
  for (const kind of ['channel', 'movie', 'series'] as const) addWireCategories(builder, kind, visible.categories[kind].categories);
  const fill = async <Row>(pages: AsyncIterable<readonly Row[]>, add: (row: Row) => void): Promise<void> => {
    for await (const page of pages) {
      checkOpen();
      page.forEach(add);
    }
  };
  await fill(visible.channels(), (row) => addWireChannel(builder, row, snapshotAddress));
  await fill(visible.movies(), (row) => addWireMovie(builder, row, snapshotAddress));
  await fill(visible.series(), (row) => addWireSeries(builder, row, snapshotAddress));
  return runPaced(builder.finishSteps(), checkOpen);
}
