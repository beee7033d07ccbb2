import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';

/** Content types of what is served here. */
export const TYPE = {
  playlist: 'application/vnd.apple.mpegurl',
  transport: 'video/mp2t',
  text: 'text/vtt; charset=utf-8',
  manifest: 'application/dash+xml',
  mp4: 'video/mp4',
  jpeg: 'image/jpeg',
} as const;

/** How long an answer may be kept: live playlists not at all, segments for a day since they never change. */
export type Keeping = 'never' | 'day';

function head(reply: FastifyReply, type: string, keeping: Keeping): FastifyReply {
  return reply
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'content-length, content-range, accept-ranges')
    .header('cache-control', keeping === 'day' ? 'public, max-age=86400, immutable' : 'no-cache')
    .type(type);
}

/** Sends a text. */
export async function sendText(reply: FastifyReply, text: string, type: string, keeping: Keeping): Promise<void> {
  await head(reply, type, keeping).send(text);
}

interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A single byte range of RFC 9110; `null`: none asked for or several, which are answered whole; `bad`: unsatisfiable. */
function parseRange(header: string | undefined, size: number): ByteRange | null | 'bad' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const first = match[1] ?? '';
  const last = match[2] ?? '';
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'bad' : { start, end };
}

/** Sends bytes, whole or the range asked for. */
export async function sendBytes(request: FastifyRequest, reply: FastifyReply, bytes: Uint8Array, type: string, keeping: Keeping): Promise<void> {
  const range = parseRange(request.headers.range, bytes.length);
  head(reply, type, keeping).header('accept-ranges', 'bytes');
  if (range === 'bad') {
    await reply.code(416).header('content-range', `bytes */${String(bytes.length)}`).send();
    return;
  }
  if (range === null) {
    await reply.send(asBuffer(bytes));
    return;
  }
  reply.code(206).header('content-range', `bytes ${String(range.start)}-${String(range.end)}/${String(bytes.length)}`);
  await reply.send(asBuffer(bytes.subarray(range.start, range.end + 1)));
}

/** Sends a stream of unknown length; for HEAD only says that there is one and makes none. */
export async function sendStream(request: FastifyRequest, reply: FastifyReply, make: () => Readable): Promise<void> {
  head(reply, TYPE.transport, 'never');
  if (request.method === 'HEAD') await reply.send();
  else await reply.send(make());
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
