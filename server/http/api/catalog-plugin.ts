import type { FastifyInstance } from 'fastify';
import type { WireCatalog } from '#core/wire';
import { toWireCategory, toWireChannel, toWireMovie, toWireSeries } from '#server/domain';
import type { Platform } from '#server/domain';
import type { CatalogStore, ListKind } from '#server/store';
import { jsonList, sendChunks } from '../send-chunks';
import { readActiveViewer } from '../viewer';

async function* catalogJson(catalog: CatalogStore, revision: string, includesAdult: boolean): AsyncGenerator<string> {
  const categories = async (kind: ListKind): Promise<WireCatalog['categories'][ListKind]> =>
    (await catalog.categories(kind)).filter((row) => includesAdult || !row.isAdult).map(toWireCategory);
  const byKind: WireCatalog['categories'] = { channel: await categories('channel'), movie: await categories('movie'), series: await categories('series') };
  yield `{"revision":${JSON.stringify(revision)},"categories":${JSON.stringify(byKind)},"channels":`;
  yield* jsonList(catalog.channels({ includesAdult }), toWireChannel);
  yield ',"movies":';
  yield* jsonList(catalog.movies({ includesAdult }), toWireMovie);
  yield ',"series":';
  yield* jsonList(catalog.series({ includesAdult }), toWireSeries);
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
