import type { WireChannel, WireMovie, WireSeries } from '#core/wire';
import type { CatalogStore, ListKind } from '#server/store';
import { mergeCategories } from './merge-categories';
import type { MergedCategories } from './merge-categories';
import { toWireCategory, toWireChannel, toWireMovie, toWireSeries } from './wire-rows';

/** The catalogue as one kind of account sees it: categories of a name merged, rows page by page. */
export interface VisibleCatalog {
  readonly categories: Readonly<Record<ListKind, MergedCategories>>;
  channels(): AsyncIterable<readonly WireChannel[]>;
  movies(): AsyncIterable<readonly WireMovie[]>;
  series(): AsyncIterable<readonly WireSeries[]>;
}

async function* listed<Row, Wire extends { readonly categoryIds: readonly string[] }>(
  pages: AsyncIterable<readonly Row[]>,
  merged: MergedCategories,
  toWire: (row: Row) => Wire,
): AsyncGenerator<readonly Wire[]> {
  for await (const page of pages) {
    yield page.map((row) => {
      const wire = toWire(row);
      return { ...wire, categoryIds: merged.idsOf(wire.categoryIds) };
    });
  }
}

/**
 * What the JSON catalogue and the snapshot are both made of, so that they hold the same rows in the same order under the same ids.
 * `includesAdult` is all that tells what one account sees from what another does.
 */
export async function readVisibleCatalog(catalog: CatalogStore, includesAdult: boolean): Promise<VisibleCatalog> {
  const merge = async (kind: ListKind): Promise<MergedCategories> =>
    mergeCategories((await catalog.categories(kind)).filter((row) => includesAdult || !row.isAdult).map(toWireCategory));
  const categories = { channel: await merge('channel'), movie: await merge('movie'), series: await merge('series') };
  return {
    categories,
    channels: () => listed(catalog.channels({ includesAdult }), categories.channel, toWireChannel),
    movies: () => listed(catalog.listedMovies({ includesAdult }), categories.movie, toWireMovie),
    series: () => listed(catalog.listedSeries({ includesAdult }), categories.series, toWireSeries),
  };
}
