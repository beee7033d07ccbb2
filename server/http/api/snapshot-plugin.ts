import { createGunzip, gunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SNAPSHOT_VERSION } from '#core/catalog';
import { DELTA_FORMAT, DELTA_MEDIA_TYPE, SEARCH_INDEX_MEDIA_TYPE, SNAPSHOT_MEDIA_TYPE } from '#core/delta';
import { SEARCH_INDEX_VERSION } from '#core/search';
import type { WireError } from '#core/wire';
import type { Platform, ServedFile, ServedSnapshot } from '#server/domain';
import { acceptsGzip, namedTags } from '../send-chunks';
import { readActiveViewer } from '../viewer';

const Query = Type.Object({
  /** Version of the snapshot the caller reads; absent: any. */
  format: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Version of the deltas the caller reads; absent: none. */
  delta: Type.Optional(Type.Integer({ minimum: 0 })),
});

const SearchQuery = Type.Object({
  /** Tag of the snapshot the index is wanted of. */
  of: Type.String({ pattern: '^[\\w-]{1,64}$' }),
  /** Version of the index the caller reads; absent: any. */
  format: Type.Optional(Type.Integer({ minimum: 0 })),
});

/** Ends the tag of the packed form, since a strong tag names bytes as they are sent. */
const PACKED = '.gz';
/** Tags looked at; a caller has one. */
const MOST_TAGS = 4;

const unpack = promisify(gunzip);

/** Tags of ours a request names, as the library knows them. */
function knownTags(request: FastifyRequest): readonly string[] {
  const tags = namedTags(request).map((tag) => /^"([\w-]+)(?:\.gz)?"$/.exec(tag)?.[1]);
  return tags.filter((tag): tag is string => tag !== undefined).slice(0, MOST_TAGS);
}

const OTHER_SNAPSHOT = `This platform serves snapshots of version ${String(SNAPSHOT_VERSION)}; /api/v1/catalog has the same as JSON.`;
const OTHER_INDEX = `This platform serves search indexes of version ${String(SEARCH_INDEX_VERSION)}; they can be built of the catalogue.`;

function refuse(reply: FastifyReply, status: 404 | 406, code: 'http.not-found' | 'source.unsupported', message: string): FastifyReply {
  const body: WireError = { error: { code, message } };
  return reply.code(status).header('cache-control', 'no-store').send(body);
}

/** Says what the file is; `true` when the caller has it, who is then told so. */
function isKnown(request: FastifyRequest, reply: FastifyReply, file: ServedFile): boolean {
  reply.header('cache-control', 'private, no-cache').header('etag', `"${file.tag}${acceptsGzip(request) ? PACKED : ''}"`);
  return knownTags(request).includes(file.tag) || namedTags(request).includes('*');
}

async function sendWhole(reply: FastifyReply, served: ServedFile, type: string, isPacked: boolean): Promise<FastifyReply> {
  const file = await served.open();
  reply.type(type);
  if (isPacked) return reply.header('content-encoding', 'gzip').header('content-length', served.packedBytes).send(file);
  const plain = createGunzip();
  pipeline(file, plain, () => undefined);
  return reply.send(plain);
}

async function findDelta(platform: Platform, known: readonly string[], target: ServedSnapshot): Promise<Buffer | null> {
  for (const tag of known) {
    const delta = await platform.snapshots.delta(tag, target);
    if (delta !== null) return delta;
  }
  return null;
}

/**
 * `GET /api/v1/catalog/snapshot`: what an account may see as a framed binary snapshot, as it is or as the difference to one the
 * caller has; `GET /api/v1/catalog/search-index`: the index of such a snapshot. Both are packed beforehand.
 */
export function snapshotPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get<{ Querystring: Static<typeof Query> }>('/catalog/snapshot', { schema: { querystring: Query } }, async (request, reply) => {
    const { includesAdult } = await readActiveViewer(request, platform);
    const { format = SNAPSHOT_VERSION, delta = -1 } = request.query;
    reply.header('vary', 'accept-encoding, authorization');
    if (format !== SNAPSHOT_VERSION) return refuse(reply, 406, 'source.unsupported', OTHER_SNAPSHOT);
    const snapshot = await platform.snapshots.current(includesAdult);
    if (isKnown(request, reply, snapshot)) return reply.code(304).send();
    const isPacked = acceptsGzip(request);
    const packed = delta === DELTA_FORMAT ? await findDelta(platform, knownTags(request), snapshot) : null;
    if (packed === null) return sendWhole(reply, snapshot, SNAPSHOT_MEDIA_TYPE, isPacked);
    reply.type(DELTA_MEDIA_TYPE);
    return isPacked ? reply.header('content-encoding', 'gzip').send(packed) : reply.send(await unpack(packed));
  });

  app.get<{ Querystring: Static<typeof SearchQuery> }>('/catalog/search-index', { schema: { querystring: SearchQuery } }, async (request, reply) => {
    const { includesAdult } = await readActiveViewer(request, platform);
    const { of, format = SEARCH_INDEX_VERSION } = request.query;
    reply.header('vary', 'accept-encoding, authorization');
    if (format !== SEARCH_INDEX_VERSION) return refuse(reply, 406, 'source.unsupported', OTHER_INDEX);
    const index = await platform.snapshots.searchIndex(of, includesAdult);
    if (index === null) return refuse(reply, 404, 'http.not-found', 'No such snapshot.');
    if (isKnown(request, reply, index)) return reply.code(304).send();
    return sendWhole(reply, index, SEARCH_INDEX_MEDIA_TYPE, acceptsGzip(request));
  });
}
