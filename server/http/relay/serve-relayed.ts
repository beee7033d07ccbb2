import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { AppError, joinDisposers, SECOND_MS } from '#core/base';
import { HEAD_TIMEOUT_MS, rewritePlaylist, safeType, SNIFF_BYTES, sniffBody } from '#server/domain';
import type { Platform, RelayClaim, UpstreamAnswer } from '#server/domain';
import { baseUrl } from '../base-url';
import { Meter, metered, readWhole, takeStart, unpacked } from './relay-body';
import { platformHeaders, takePlace } from './relay-place';

/** A "playlist" longer than this is something else. */
const MAX_PLAYLIST_BYTES = 8 * 1024 * 1024;
/** No picture a television draws is larger. */
const MAX_PICTURE_BYTES = 20 * 1024 * 1024;
/** How often a body under way is asked whether it still may be. */
const RECHECK_MS = 30 * SECOND_MS;
/** What a player may ask for, and what it is told of the answer. */
const PASSED = ['range', 'if-range', 'if-none-match', 'if-modified-since'] as const;
const TOLD = ['content-range', 'accept-ranges', 'last-modified', 'etag'] as const;

/** A name for the end of an address: players look at it. It says the form and nothing else, since names hold credentials too. */
export function shortName(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const form = /\.(m3u8?|ts|m2ts|mp4|m4s|m4v|m4a|aac|mp3|ac3|ec3|vtt|srt|ttml|webvtt|key|jpe?g|png|webp|gif|svg|mkv|mov|avi|flv|mpd)$/i.exec(path)?.[1]?.toLowerCase();
  return form === undefined ? 'part' : `part.${form}`;
}

/** Answers a player or a picture's loader at `/relay/<address>/<name>`. */
export async function serveRelayed(request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply, platform: Platform): Promise<FastifyReply> {
  const { relay } = platform;
  const token = request.params['*'].split('/')[0] ?? '';
  const claim = await relay.open(token);
  const place = takePlace(reply, await relay.enter(claim.accountId));
  // An endless body must not outlive the sign-in or the stream it belongs to.
  const watch = setInterval(() => { relay.open(token).catch(place.end); }, RECHECK_MS);
  const leave = joinDisposers([relay.streams.join(claim, place.end), () => { clearInterval(watch); }]);
  reply.raw.once('close', leave).once('finish', leave);
  const sent: Record<string, string> = { ...platformHeaders(platform), ...claim.headers, 'accept-encoding': 'identity' };
  // A part of a playlist could not be rewritten.
  const isList = /\.m3u8?$/i.test(new URL(claim.url).pathname);
  for (const name of PASSED) {
    const value = request.headers[name];
    if (typeof value === 'string' && !(isList && (name === 'range' || name === 'if-range'))) sent[name] = value;
  }
  const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
  return place.during(relay.ask({ url: claim.url, method, headers: sent, body: null, headTimeoutMs: HEAD_TIMEOUT_MS, signal: place.signal }).then((answer) => send(request, reply, platform, { claim, answer })));
}

interface Served {
  readonly claim: RelayClaim;
  readonly answer: UpstreamAnswer;
}

async function send(request: FastifyRequest, reply: FastifyReply, platform: Platform, served: Served): Promise<FastifyReply> {
  const { claim, answer } = served;
  const { status, response, url } = answer;
  // Nothing that is handed out here may act as a page or a script of the platform's.
  reply.header('content-security-policy', 'sandbox; default-src \'none\'').header('cross-origin-resource-policy', 'cross-origin');
  reply.header('cache-control', claim.isPicture ? 'private, max-age=86400' : 'no-store');
  for (const name of TOLD) {
    const value = response.headers[name];
    if (typeof value === 'string') reply.header(name, value);
  }
  if (status !== 200 && status !== 206) {
    response.destroy();
    if (status >= 300 && status < 400 && status !== 304) throw new AppError('net.unreachable', { message: 'redirected to nothing' });
    return reply.code(status).send();
  }
  const type = response.headers['content-type'] ?? '';
  const path = new URL(url).pathname;
  const length = response.headers['content-encoding'] === undefined ? response.headers['content-length'] : undefined;
  if (request.method === 'HEAD') return sendHead(reply.code(status), sniffBody(type, path, new Uint8Array()), { type, length });
  const body = unpacked(response);
  const begun = await takeStart(body, SNIFF_BYTES);
  const kind = sniffBody(type, path, begun.start);
  if (kind === 'manifest' || (kind === 'playlist' && claim.isPicture)) {
    response.destroy();
    throw new AppError('media.unsupported', { message: 'The addresses of this form cannot be held inside the relay.' });
  }
  if (kind === 'playlist') return sendPlaylist(request, reply, platform, { ...served, body, begun });
  if (length !== undefined) reply.header('content-length', length);
  const meter = new Meter({ take: (bytes) => platform.relay.limits.take(claim.accountId, bytes), limitBytes: claim.isPicture ? MAX_PICTURE_BYTES : 0 });
  return reply.code(status).type(safeType(type)).send(metered(body, begun, meter));
}

function sendHead(reply: FastifyReply, kind: ReturnType<typeof sniffBody>, { type, length }: { readonly type: string; readonly length: string | undefined }): FastifyReply {
  if (kind === 'playlist') return reply.type('application/vnd.apple.mpegurl').send();
  if (length !== undefined) reply.header('content-length', length);
  return reply.type(safeType(type)).send();
}

type Playlist = Served & { readonly body: Readable; readonly begun: { readonly start: Buffer; readonly isWhole: boolean } };

async function sendPlaylist(request: FastifyRequest, reply: FastifyReply, platform: Platform, { claim, answer, body, begun }: Playlist): Promise<FastifyReply> {
  const { response, url } = answer;
  const range = response.headers['content-range'];
  // The middle of a list may name addresses that nobody would rewrite.
  if (answer.status === 206 && !/^bytes 0-/.test(range ?? '')) {
    response.destroy();
    return reply.code(416).send();
  }
  const bytes = await readWhole(body, begun, MAX_PLAYLIST_BYTES);
  if (bytes === null) {
    response.destroy();
    throw new AppError('media.unsupported', { message: 'The playlist is too long.' });
  }
  platform.relay.limits.take(claim.accountId, bytes.length);
  const prefix = new URL(baseUrl(request, platform.config)).pathname.replace(/\/+$/, '');
  const text = rewritePlaylist(bytes.toString('utf8'), url, (each) => `${prefix}/relay/${platform.relay.partOf(claim, each)}/${shortName(each)}`);
  reply.removeHeader('content-range');
  return reply.code(200).type('application/vnd.apple.mpegurl').send(text);
}
