import { createGunzip, gunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import type { Static } from '@sinclair/typebox';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SNAPSHOT_VERSION } from '#core/catalog';
import { DELTA_FORMAT, DELTA_MEDIA_TYPE, SNAPSHOT_MEDIA_TYPE } from '#core/delta';
import type { WireError } from '#core/wire';
import type { Platform, ServedSnapshot } from '#server/domain';
import { acceptsGzip, namedTags } from '../send-chunks';
import { readActiveViewer } from '../viewer';

const Query = Type.Object({
  /** Version of the snapshot the caller reads; absent: any. */
  format: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Version of the deltas the caller reads; absent: none. */
  delta: Type.Optional(Type.Integer({ minimum: 0 })),
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

function refuse(reply: FastifyReply): FastifyReply {
  const message = `This platform serves snapshots of version ${String(SNAPSHOT_VERSION)}; /api/v1/catalog has the same as JSON.`;
  const body: WireError = { error: { code: 'source.unsupported', message } };
  return reply.code(406).header('cache-control', 'no-store').send(body);
}

async function sendWhole(reply: FastifyReply, snapshot: ServedSnapshot, isPacked: boolean): Promise<FastifyReply> {
  const file = await snapshot.open();
  reply.type(SNAPSHOT_MEDIA_TYPE);
  if (isPacked) return reply.header('content-encoding', 'gzip').header('content-length', snapshot.packedBytes).send(file);
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
 * caller has, packed beforehand.
 */
export function snapshotPlugin(app: FastifyInstance, { platform }: { platform: Platform }): void {
  app.get<{ Querystring: Static<typeof Query> }>('/catalog/snapshot', { schema: { querystring: Query } }, async (request, reply) => {
    const { includesAdult } = await readActiveViewer(request, platform);
    const { format = SNAPSHOT_VERSION, delta = -1 } = request.query;
    reply.header('vary', 'accept-encoding, authorization');
    if (format !== SNAPSHOT_VERSION) return refuse(reply);
    const snapshot = await platform.snapshots.current(includesAdult);
    const isPacked = acceptsGzip(request);
    reply.header('cache-control', 'private, no-cache').header('etag', `"${snapshot.tag}${isPacked ? PACKED : ''}"`);
    const known = knownTags(request);
    if (known.includes(snapshot.tag) || namedTags(request).includes('*')) return reply.code(304).send();
    const packed = delta === DELTA_FORMAT ? await findDelta(platform, known, snapshot) : null;
    if (packed === null) return sendWhole(reply, snapshot, isPacked);
    reply.type(DELTA_MEDIA_TYPE);
    return isPacked ? reply.header('content-encoding', 'gzip').send(packed) : reply.send(await unpack(packed));
  });
}
