import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, normalize } from 'node:path';
import { LoopbackServer } from '#test/harness/loopback';
import { captionedSegment } from './captioned-segment';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

const FIXTURES = join(process.cwd(), 'test/simulators/fixtures');
const TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4', m4s: 'video/mp4', ts: 'video/mp2t', m3u8: 'application/vnd.apple.mpegurl', mpd: 'application/dash+xml', vtt: 'text/vtt', html: 'text/html', js: 'text/javascript',
  json: 'application/json',
};
const SEGMENT_MS = 2_000;
const SEGMENTS = 12;
/** Stream number of the fixtures' pictures. */
const PICTURES_PID = 256;
/** Twelve seconds with captions inside the pictures. */
const CAPTIONED_LIST = [
  '#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:2', ...[0, 1, 2, 3, 4, 5].map((at) => `#EXTINF:2.0,\ncaptioned/live${String(at)}.ts`), '#EXT-X-ENDLIST', '',
].join('\n');
/** The same, with an opening it names itself. */
const MARKED_LIST = CAPTIONED_LIST.replace(
  '#EXTINF', '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000Z\n#EXT-X-DATERANGE:ID="one",CLASS="com.example.intro",START-DATE="2026-01-01T00:00:02.000Z",DURATION=4.0,X-TITLE="Opening"\n#EXTINF',
);
/** Bytes of the endless transport stream per tenth of a second: about the speed of its picture. */
const TS_STEP_MS = 100;

/**
 * Serves the fixtures as a provider would: films with ranges, a sliding live playlist, an endless transport stream, and
 * captions inside pictures (`/captions.m3u8`, `/captioned.ts`, `/captioned-film.ts`), a named opening (`/marked.m3u8`), a film that needs a licence (`/dash/locked.mpd`, and `/locked.mp4`, `/hls/locked.m3u8` for sets that play them by their address), a server that
 * gives them (`/licence`), and the ways to fail: `/status/<code>`, `/hang`, `/garbage.mp4`, `/page` (HTML). Pages and scripts can be added.
 */
export class MediaServer {
  readonly requests: SeenRequest[] = [];
  private readonly server = new LoopbackServer((request, response) => {
    if (!this.handle(request, response)) this.answer(request, response);
  });
  private readonly extra = new Map<string, { readonly type: string; readonly body: string }>();
  /** Takes requests over whole before anything else; false: it is not one of these. */
  handle: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;

  /** Listens on a free port of 127.0.0.1. Whoever opens closes. */
  static async open(): Promise<MediaServer> {
    const media = new MediaServer();
    await media.server.listen();
    return media;
  }

  get url(): string {
    return this.server.url;
  }

  /** Adds a file by its path. */
  add(path: string, type: string, body: string): void {
    this.extra.set(path, { type, body });
  }

  /** Pulls the cable: every connection breaks and none is taken. */
  cut(): void {
    this.server.cut();
  }

  /** Plugs it again. */
  mend(): void {
    this.server.mend();
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** `/control/headers?path=` tells what the last request to a path carried; `/control/cut?ms=` pulls the cable for a while. */
  private control(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '';
    response.setHeader('content-type', 'application/json');
    if (url.indexOf('/control/headers') === 0) {
      const wanted = parameter(url, 'path');
      const seen = this.requests.filter((candidate) => candidate.path === wanted).pop();
      return void response.end(JSON.stringify(seen?.headers ?? {}));
    }
    response.end('{}', () => {
      this.cut();
      setTimeout(() => {
        this.mend();
      }, Number(parameter(url, 'ms')));
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '/').replace(/[?#].*$/, '');
    this.requests.push({ method: request.method ?? 'GET', path, headers: request.headers });
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    response.setHeader('access-control-expose-headers', '*');
    response.setHeader('cache-control', 'no-store');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const status = /^\/status\/(\d+)/.exec(path)?.[1];
    if (status !== undefined) return void response.writeHead(Number(status), { 'content-type': 'text/plain' }).end('refused');
    if (path === '/hang') return;
    if (path === '/garbage.mp4') return void response.writeHead(200, { 'content-type': 'video/mp4' }).end(Buffer.alloc(20_000, 7));
    if (path === '/page') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>sign in</body></html>');
    if (path.indexOf('/control/') === 0) return this.control(request, response);
    if (path === '/live.m3u8') return void response.writeHead(200, { 'content-type': TYPES['m3u8'] }).end(livePlaylist(Date.now(), 15));
    if (path === '/live.ts') return serveEndless(request, response, readFileSync(join(FIXTURES, 'film.m2ts')));
    if (path === '/captioned.ts') return serveEndless(request, response, captionedFilm());
    if (path === '/captioned-film.ts') return void response.writeHead(200, { 'content-type': 'video/mp2t' }).end(captionedFilm());
    if (path === '/dash/locked.mpd') return void response.writeHead(200, { 'content-type': TYPES['mpd'] }).end(lockedManifest());
    if (path === '/locked.mp4') return serveFile(request, response, '/film.mp4');
    if (path === '/hls/locked.m3u8') return serveFile(request, response, '/hls/master.m3u8');
    if (path === '/licence') return void response.writeHead(request.method === 'POST' ? 200 : 405, { 'content-type': 'application/octet-stream' }).end('licence');
    if (path === '/captions.m3u8') return void response.writeHead(200, { 'content-type': TYPES['m3u8'] }).end(CAPTIONED_LIST);
    if (path === '/marked.m3u8') return void response.writeHead(200, { 'content-type': TYPES['m3u8'] }).end(MARKED_LIST);
    const captioned = /^\/captioned\/(live\d+)\.ts$/.exec(path)?.[1];
    if (captioned !== undefined) return void response.writeHead(200, { 'content-type': 'video/mp2t' }).end(captionedSegment(readFileSync(join(FIXTURES, 'hls', `${captioned}.m2ts`)), PICTURES_PID, 'HELLO THERE'));
    const extra = this.extra.get(path);
    if (extra !== undefined) return void response.writeHead(200, { 'content-type': extra.type }).end(extra.body);
    serveFile(request, response, path);
  }
}

/** Twenty-four seconds with a caption in each two. */
function captionedFilm(): Buffer {
  return captionedSegment(readFileSync(join(FIXTURES, 'film.m2ts')), PICTURES_PID, 'HELLO THERE', 20);
}

/** The film as one that is protected: players ask for a licence before they read a picture. */
function lockedManifest(): string {
  const keyId = '0123456789abcdef0123456789abcdef';
  const box = Buffer.from(`0000003470737368010000001077efecc0b24d02ace33c1e52e2fb4b00000001${keyId}00000000`, 'hex');
  const dashed = keyId.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const protection = `<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc" cenc:default_KID="${dashed}"/>`
    + `<ContentProtection schemeIdUri="urn:uuid:1077efec-c0b2-4d02-ace3-3c1e52e2fb4b"><cenc:pssh>${box.toString('base64')}</cenc:pssh></ContentProtection>`;
  return readFileSync(join(FIXTURES, 'dash/film.mpd'), 'utf8')
    .replace('<MPD ', '<MPD xmlns:cenc="urn:mpeg:cenc:2013" ')
    .replace(/<AdaptationSet [^>]*>/g, (head) => head + protection);
}

/** The value of a parameter of an address, or the empty text. */
function parameter(url: string, name: string): string {
  return new URL(url, 'http://here').searchParams.get(name) ?? '';
}

/** A playlist of `count` segments that ends at the wall clock. */
function livePlaylist(nowMs: number, count: number): string {
  const last = Math.floor(nowMs / SEGMENT_MS) - 1;
  const first = last - count + 1;
  const lines = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:2', `#EXT-X-MEDIA-SEQUENCE:${String(first)}`, `#EXT-X-DISCONTINUITY-SEQUENCE:${String(Math.floor(first / SEGMENTS))}`];
  for (let at = first; at <= last; at += 1) {
    if (at % SEGMENTS === 0 && at !== first) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(at * SEGMENT_MS).toISOString()}`, '#EXTINF:2.0,', `hls/live${String(at % SEGMENTS)}.ts`);
  }
  return `${lines.join('\n')}\n`;
}

function serveEndless(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const step = Math.ceil(bytes.length / (24_000 / TS_STEP_MS));
  response.writeHead(200, { 'content-type': 'video/mp2t' });
  if (request.method === 'HEAD') return void response.end();
  // Three seconds in hand, then at the speed of the picture.
  let at = step * 30;
  response.write(bytes.subarray(0, at));
  const timer = setInterval(() => {
    if (at >= bytes.length) response.end();
    else response.write(bytes.subarray(at, at + step));
    at += step;
  }, TS_STEP_MS);
  response.on('close', () => {
    clearInterval(timer);
  });
}

function serveFile(request: IncomingMessage, response: ServerResponse, path: string): void {
  // Transport streams are kept as .m2ts beside the TypeScript.
  const file = join(FIXTURES, normalize(path).replace(/\.ts$/, '.m2ts'));
  const type = TYPES[path.split('.').pop() ?? ''] ?? 'application/octet-stream';
  let size: number;
  try {
    size = statSync(file).size;
  } catch {
    return void response.writeHead(404, { 'content-type': 'text/plain' }).end('no such file');
  }
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = range === null ? 0 : Number(range[1]);
  const end = range === null || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1);
  const headers = { 'content-type': type, 'content-length': end - start + 1, 'accept-ranges': 'bytes' };
  if (range === null) response.writeHead(200, headers);
  else response.writeHead(206, { ...headers, 'content-range': `bytes ${String(start)}-${String(end)}/${String(size)}` });
  if (request.method === 'HEAD') return void response.end();
  createReadStream(file, { start, end }).pipe(response);
}
