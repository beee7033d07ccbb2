import type { FastifyInstance } from 'fastify';
import type { WireCatalog } from '#core/wire';
import { mergeCategories, toWireCategory, toWireChannel, toWireMovie, toWireSeries } from '#server/domain';
import type { MergedCategories, Platform } from '#server/domain';
import type { CatalogStore, ListKind } from '#server/store';
import { jsonList, sendChunks } from '../send-chunks';
import { readActiveViewer } from '../viewer';

async function* catalogJson(catalog: CatalogStore, revision: string, includesAdult: boolean): AsyncGenerator<string> {
  const merge = async (kind: ListKind): Promise<MergedCategories> =>
    mergeCategories((await catalog.categories(kind)).filter((row) => includesAdult || !row.isAdult).map(toWireCategory));
  const [channel, movie, series] = [await merge('channel'), await merge('movie'), await merge('series')];
  const listed = <Row, Wire extends { readonly categoryIds: readonly string[] }>(merged: MergedCategories, toWire: (row: Row) => Wire) =>
    (row: Row): Wire => {
      const wire = toWire(row);
      return { ...wire, categoryIds: merged.idsOf(wire.categoryIds) };
    };
  const byKind: WireCatalog['categories'] = { channel: channel.categories, movie: movie.categories, series: series.categories };
  yield `{"revision":${JSON.stringify(revision)},"categories":${JSON.stringify(byKind)},"channels":`;
  yield* jsonList(catalog.channels({ includesAdult }), listed(channel, toWireChannel));
  yield ',"movies":';
  yield* jsonList(catalog.movies({ includesAdult }), listed(movie, toWireMovie));
  yield ',"series":';
  yield* jsonList(catalog.series({ includesAdult }), listed(series, toWireSeries));
  // A catalogue that was replaced while it was sent would be half old, half new: the answer is broken off instead.
  if ((await catalog.revision()) !== revision) throw new Error('the catalogue changed while it was sent');
  yield '}';
}

/** `GET /api/v1/catalog`: everything an account may see, streamed, with a tag. */
export function catalogPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { catalog } = platform.store;
  app.get('/catalog', async (request, reply) => {
    const { account } = await readActiveViewer(request, platform);
    const revision = await catalog.revision();
    return sendChunks(request, reply, {
      contentType: 'application/json; charset=utf-8',
      tagParts: ['catalog', platform.version, revision, String(account.allowsAdult)],
      chunks: () => catalogJson(catalog, revision, account.allowsAdult),
    });
  });
}
