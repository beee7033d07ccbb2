import type { FastifyInstance } from 'fastify';
import type { WireCatalog } from '#core/wire';
import { readVisibleCatalog } from '#server/domain';
import type { Platform } from '#server/domain';
import type { CatalogStore } from '#server/store';
import { jsonList, sendChunks } from '../send-chunks';
import { readActiveViewer } from '../viewer';

async function* catalogJson(catalog: CatalogStore, revision: string, includesAdult: boolean): AsyncGenerator<string> {
  const visible = await readVisibleCatalog(catalog, includesAdult);
  const { channel, movie, series } = visible.categories;
  const byKind: WireCatalog['categories'] = { channel: channel.categories, movie: movie.categories, series: series.categories };
  yield `{"revision":${JSON.stringify(revision)},"categories":${JSON.stringify(byKind)},"channels":`;
  yield* jsonList(visible.channels(), (row) => row);
  yield ',"movies":';
  yield* jsonList(visible.movies(), (row) => row);
  yield ',"series":';
  yield* jsonList(visible.series(), (row) => row);
  // A catalogue that was replaced while it was sent would be half old, half new: the answer is broken off instead.
  if ((await catalog.titlesRevision()) !== revision) throw new Error('the catalogue changed while it was sent');
  yield '}';
}

/** `GET /api/v1/catalog`: everything an account may see, streamed, with a tag. Televisions prefer the snapshot. */
export function catalogPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  const { catalog } = platform.store;
  app.get('/catalog', async (request, reply) => {
    const { includesAdult } = await readActiveViewer(request, platform);
    const revision = await catalog.titlesRevision();
    return sendChunks(request, reply, {
      contentType: 'application/json; charset=utf-8',
      tagParts: ['catalog', platform.version, revision, String(includesAdult)],
      chunks: () => catalogJson(catalog, revision, includesAdult),
    });
  });
}
