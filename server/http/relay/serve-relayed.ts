import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { AppError, joinDisposers, SECOND_MS } from '#core/base';
import { fillTemplate, rewriteManifest } from '#core/dash';
import { HEAD_TIMEOUT_MS, holdsManifest, rewritePlaylist, safeType, SNIFF_BYTES, sniffBody } from '#server/domain';
import type { BodyKind, Platform, RelayClaim, UpstreamAnswer } from '#server/domain';
import { absoluteUrl, baseUrl } from '../base-url';
import { Meter, metered, readWhole, takeStart, unpacked } from './relay-body';
import { platformHeaders, takePlace } from './relay-place';

/** A "playlist" or manifest longer than this is something else, and so is a text nobody can look through. */
const MAX_PLAYLIST_BYTES = 8 * 1024 * 1024;
/** No picture a television draws is larger. */
const MAX_PICTURE_BYTES = 20 * 1024 * 1024;
const LIST_TYPES = { playlist: 'application/vnd.apple.mpegurl', manifest: 'application/dash+xml' } as const;
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
  const [token = '', ...rest] = request.params['*'].split('/');
  const claim = filled(await relay.open(token), rest);
  const place = takePlace(reply, await relay.enter(claim.accountId));
  // An endless body must not outlive the sign-in or the stream it belongs to.
  const watch = setInterval(() => { relay.open(token).catch(place.end); }, RECHECK_MS);
  const leave = joinDisposers([relay.streams.join(claim, place.end), () => { clearInterval(watch); }]);
  reply.raw.once('close', leave).once('finish', leave);
  const sent: Record<string, string> = { ...platformHeaders(platform), ...claim.headers, 'accept-encoding': 'identity' };
  // A part of a playlist could not be rewritten.
  const isList = claim.role === 'manifest' || /\.(?:m3u8?|mpd)$/i.test(new URL(claim.url).pathname);
  for (const name of PASSED) {
    const value = request.headers[name];
    if (typeof value === 'string' && !(isList && (name === 'range' || name === 'if-range'))) sent[name] = value;
  }
  const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
  return place.during(relay.ask({ url: claim.url, method, headers: sent, body: null, headTimeoutMs: HEAD_TIMEOUT_MS, signal: place.signal }).then((answer) => send(request, reply, platform, { claim, answer })));
}

/** The claim of a part: what a player put into the blanks of a template stands behind it, before the name. */
function filled(claim: RelayClaim, rest: readonly string[]): RelayClaim {
  if (claim.role !== 'template') return claim;
  const url = fillTemplate(claim.url, rest.slice(0, -1));
  if (url === null) throw new AppError('http.forbidden', { message: 'This address is not or no longer good.' });
  return { ...claim, url };
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
  if (request.method === 'HEAD') return sendHead(reply.code(status), kindOf(claim, sniffBody(type, path, new Uint8Array())), { type, length });
  const body = unpacked(response);
  const begun = await takeStart(body, SNIFF_BYTES);
  const kind = kindOf(claim, sniffBody(type, path, begun.start));
  if (claim.isPicture && (kind === 'manifest' || kind === 'playlist')) {
    response.destroy();
    throw new AppError('media.unsupported', { message: 'No picture.' });
  }
  if (kind !== 'other' && !claim.isPicture) return sendList(request, reply, platform, { ...served, body, begun, kind, type });
  if (length !== undefined) reply.header('content-length', length);
  const meter = new Meter({ take: (bytes) => platform.relay.limits.take(claim.accountId, bytes), limitBytes: claim.isPicture ? MAX_PICTURE_BYTES : 0 });
  return reply.code(status).type(safeType(type)).send(metered(body, begun, meter));
}

/** What a body is handed out as: where a manifest was said to be, nothing else is. */
function kindOf(claim: RelayClaim, sniffed: BodyKind): BodyKind {
  return claim.role === 'manifest' ? 'manifest' : sniffed;
}

function sendHead(reply: FastifyReply, kind: BodyKind, { type, length }: { readonly type: string; readonly length: string | undefined }): FastifyReply {
  if (kind === 'playlist' || kind === 'manifest') return reply.type(LIST_TYPES[kind]).send();
  if (length !== undefined) reply.header('content-length', length);
  return reply.type(safeType(type)).send();
}

type List = Served & {
  readonly body: Readable;
  readonly begun: { readonly start: Buffer; readonly isWhole: boolean };
  readonly kind: 'playlist' | 'manifest' | 'text';
  /** As the host says. */
  readonly type: string;
};

/** Reads what names further addresses, or could, as a whole: it is handed out rewritten, and a text without a manifest in it as it came. */
async function sendList(request: FastifyRequest, reply: FastifyReply, platform: Platform, list: List): Promise<FastifyReply> {
  const { claim, answer, body, begun, type } = list;
  const { response } = answer;
  // The middle of a list may name addresses that nobody would rewrite.
  if (list.kind !== 'text' && answer.status === 206 && !/^bytes 0-/.test(response.headers['content-range'] ?? '')) {
    response.destroy();
    return reply.code(416).send();
  }
  const bytes = await readWhole(body, begun, MAX_PLAYLIST_BYTES);
  if (bytes === null) {
    response.destroy();
    throw new AppError('media.unsupported', { message: 'The list is too long.' });
  }
  platform.relay.limits.take(claim.accountId, bytes.length);
  const isText = list.kind === 'text' && !holdsManifest(bytes);
  if (isText) return reply.code(answer.status).type(safeType(type)).send(bytes);
  const kind = list.kind === 'playlist' ? 'playlist' : 'manifest';
  reply.removeHeader('content-range').code(200).type(LIST_TYPES[kind]);
  return reply.send(kind === 'playlist' ? playlistText(request, platform, list, bytes) : manifestText(request, platform, list, bytes));
}

function playlistText(request: FastifyRequest, platform: Platform, { claim, answer }: Served, bytes: Buffer): string {
  const prefix = new URL(baseUrl(request, platform.config)).pathname.replace(/\/+$/, '');
  return rewritePlaylist(bytes.toString('utf8'), answer.url, (each) => `${prefix}/relay/${platform.relay.partOf(claim, each)}/${shortName(each)}`);
}

/** Throws `media.unsupported` for what cannot be held (Smooth Streaming among it), `media.drm-unsupported` for a protected stream. */
function manifestText(request: FastifyRequest, platform: Platform, { claim, answer }: Served, bytes: Buffer): string {
  const base = baseUrl(request, platform.config);
  const told = (url: string, role: RelayClaim['role'], blanks: readonly string[]): string =>
    absoluteUrl(['/relay', platform.relay.partOf(claim, url, role), ...blanks, shortName(url)].join('/'), base);
  const done = rewriteManifest(bytes.toString('utf8'), answer.url, {
    resolve: (from, address) => {
      const url = URL.canParse(address, from) ? new URL(address, from) : null;
      return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
    },
    address: (url) => told(url, 'part', []),
    manifest: (url) => told(url, 'manifest', []),
    template: (template, blanks) => told(template, 'template', blanks),
  });
  if ('refused' in done) throw new AppError(done.refused, { message: 'The addresses of this form cannot be held inside the relay.' });
  return done.text;
}
