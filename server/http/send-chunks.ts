import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A long text answer. */
export interface ChunkedAnswer {
  readonly contentType: string;
  /** What the content depends on; the same parts mean the same bytes. Empty: the answer has no tag. */
  readonly tagParts: readonly string[];
  /** Pieces of text in order, made while they are sent: memory is bounded by one piece. */
  chunks(): AsyncIterable<string>;
}

/** A weak tag (the same content may be sent with and without compression) over everything an answer depends on. */
export function entityTag(parts: readonly string[]): string {
  return `W/"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22)}"`;
}

/** Tags `If-None-Match` names, without the mark of weak ones, which proxies put on when they pack. `*` stands for itself. */
export function namedTags(request: FastifyRequest): readonly string[] {
  const header = request.headers['if-none-match'];
  return header === undefined ? [] : header.split(',').map((entry) => entry.trim().replace(/^W\//, ''));
}

/** Whether `If-None-Match` names `tag`; weak comparison. */
export function isNotModified(request: FastifyRequest, tag: string): boolean {
  const named = namedTags(request);
  return named.includes('*') || named.includes(tag.replace(/^W\//, ''));
}

/** Whether the client takes gzip. */
export function acceptsGzip(request: FastifyRequest): boolean {
  const header = request.headers['accept-encoding'];
  return typeof header === 'string' && header.split(',').some((entry) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0+)?\s*$).*)?$/i.test(entry));
}

/**
 * Sends an answer piece by piece, gzip where the client takes it, 304 where it has it. A failure in mid-answer breaks the
 * connection, so that half a list never looks like a whole one.
 */
export function sendChunks(request: FastifyRequest, reply: FastifyReply, answer: ChunkedAnswer): FastifyReply {
  reply.header('vary', 'accept-encoding, authorization').header('cache-control', 'private, no-cache');
  if (answer.tagParts.length > 0) {
    const tag = entityTag(answer.tagParts);
    reply.header('etag', tag);
    if (isNotModified(request, tag)) return reply.code(304).send();
  }
  reply.type(answer.contentType);
  const source = Readable.from(joined(answer.chunks()), { objectMode: false, highWaterMark: 64 * 1024 });
  if (!acceptsGzip(request)) return reply.send(source);
  reply.header('content-encoding', 'gzip');
  return reply.send(gzipped(source, 5));
}

/** `source` packed; a failure of either breaks off both. */
export function gzipped(source: Readable, level: number): Readable {
  const gzip = createGzip({ level });
  pipeline(source, gzip, () => undefined);
  return gzip;
}

/** Pieces of less than this are joined: every piece costs a turn of the stream machinery. */
const PIECE_LENGTH = 32 * 1024;

async function* joined(chunks: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length < PIECE_LENGTH) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** A JSON list of everything in `pages`, one text per page. */
export async function* jsonList<T>(pages: AsyncIterable<readonly T[]>, toJson: (row: T) => unknown): AsyncGenerator<string> {
  let separator = '[';
  for await (const page of pages) {
    let text = '';
    for (const row of page) {
      text += separator + JSON.stringify(toJson(row));
      separator = ',';
    }
    yield text;
  }
  yield separator === '[' ? '[]' : ']';
}
