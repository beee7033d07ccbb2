import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { AppError, DAY_MS } from '#core/base';
import { toWireProgramme } from '#server/domain';
import type { Platform } from '#server/domain';
import { sendChunks } from '../send-chunks';
import { readActiveViewer } from '../viewer';

/** The longest window of one answer: the whole sample guide, 7 days back and 7 ahead, and some. */
const LONGEST_WINDOW_MS = 31 * DAY_MS;

const Query = Type.Object({
  from: Type.Integer({ minimum: 0, maximum: 4_102_444_800_000 }),
  to: Type.Integer({ minimum: 0, maximum: 4_102_444_800_000 }),
  keys: Type.Optional(Type.String({ maxLength: 16_000 })),
});

async function* guideJson(platform: Platform, revision: string, keys: readonly string[], fromMs: number, toMs: number): AsyncGenerator<string> {
  yield `{"revision":${JSON.stringify(revision)},"programmes":{`;
  let separator = '';
  for await (const step of platform.guide.ofChannels(keys, fromMs, toMs)) {
    for (const [key, rows] of step) {
      yield `${separator}${JSON.stringify(key)}:${JSON.stringify(rows.map(toWireProgramme))}`;
      separator = ',';
    }
  }
  yield '}}';
}

/** `GET /api/v1/guide`: programmes overlapping a window, of the named guide keys or of every channel. */
export function guidePlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get<{ Querystring: Static<typeof Query> }>('/guide', { schema: { querystring: Query } }, async (request, reply) => {
    const { includesAdult } = await readActiveViewer(request, platform);
    const { from, to, keys: named } = request.query;
    if (to <= from || to - from > LONGEST_WINDOW_MS) {
      throw new AppError('input.invalid', { message: 'to must be after from, by 31 days at most' });
    }
    const all = await platform.guide.allKeys(includesAdult);
    const keys = named === undefined ? Array.from(all) : named.split(',').filter((key) => all.has(key));
    const revision = await platform.store.catalog.revision();
    return sendChunks(request, reply, {
      contentType: 'application/json; charset=utf-8',
      tagParts: ['guide', platform.version, revision, String(from), String(to), keys.join(',')],
      chunks: () => guideJson(platform, revision, keys, from, to),
    });
  });
}
