import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#core/base';
import type { Platform } from '#server/domain';

/** Throws `media.refused` unless the address `/s/<token>/…` a request came to is signed by us and still good. */
export function mustBeSigned({ params, url }: FastifyRequest<{ Params: { readonly token: string } }>, platform: Pick<Platform, 'mayServe'>): void {
  const path = (url.split('?', 1)[0] ?? '').split('/').slice(3).join('/');
  if (!platform.mayServe(params.token, path)) throw new AppError('media.refused', { message: 'This address has expired or is not yours.' });
}

/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A single byte range of RFC 9110; `null`: none asked for or several, which are answered whole; `bad`: there is no such part. */
export function readRange(header: string | undefined, size: number): ByteRange | null | 'bad' {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'bad' : { start, end };
}

/** Answers that there is no such part. */
export function refuseRange(reply: FastifyReply, size: number): FastifyReply {
  return reply.code(416).header('content-range', `bytes */${String(size)}`).send();
}

/** Heads for a part of `size` bytes, or for the whole; answers how long it is. */
export function rangeHead(reply: FastifyReply, range: ByteRange | null, size: number): number {
  if (range === null) return size;
  reply.code(206).header('content-range', `bytes ${String(range.start)}-${String(range.end)}/${String(size)}`);
  return range.end - range.start + 1;
}

/** Heads of media for players on other hosts. */
export function mediaHead(reply: FastifyReply, type: string, cache: string): FastifyReply {
  return reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', 'content-length, content-range, accept-ranges')
    .header('cache-control', cache).type(type);
}

/** Answers HEAD: an empty stream, since without a body the length would become none. */
export function sendHead(reply: FastifyReply, length: number): FastifyReply {
  return reply.header('content-length', length).send(Readable.from([]));
}
