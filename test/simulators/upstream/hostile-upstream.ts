import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '#test/harness/loopback';
import { MediaServer } from '../testing/media-server';
import { changedPlaylist, changedSegment, seamedPlaylist, skewedPlaylist } from './hostile-streams';

/** What one address does: answers, or leaves the one who asks hanging. */
type Behaviour = (request: IncomingMessage, response: ServerResponse, upstream: HostileUpstream) => void;

/** A channel of the playlist; `stated` says how it must end for the viewer. */
export interface HostileChannel {
  readonly id: string;
  readonly name: string;
  readonly stated: string;
  /** By form; a form that is left out is `404`. */
  readonly answers: Readonly<Partial<Record<'m3u8' | 'ts', Behaviour>>>;
}

/** A given-out address is good for so long. */
const TOKEN_MS = 1_500;
/** A server that thinks before its first byte. */
const SLOW_MS = 1_500;
const DRIP_MS = 40;
/** A provider's clock that is six hours ahead. */
const SKEW_MS = 6 * 3_600_000;
const CHANGE_LEAD_MS = 4_000;

const status =
  (code: number, words = 'no'): Behaviour =>
  (_request, response) => {
    response.writeHead(code, { 'content-type': 'text/plain' }).end(words);
  };
const healthy =
  (form: 'm3u8' | 'ts'): Behaviour =>
  (_request, response, { mediaUrl }) => {
    response.writeHead(302, { location: `${mediaUrl}/live.${form}` }).end();
  };
const dead: Behaviour = (request) => request.socket.destroy();
const slow: Behaviour = (request, response, upstream) => {
  setTimeout(() => healthy('m3u8')(request, response, upstream), SLOW_MS);
};
const page: Behaviour = (request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end(request.method === 'HEAD' ? undefined : '<!doctype html><html><body>Welcome to the hotel</body></html>');
};
const loop: Behaviour = (request, response) => {
  response.writeHead(302, { location: `${(request.url ?? '').replace(/\?.*$/, '')}?${String(Math.random())}` }).end();
};
/** Gives out an address that runs out while it plays. */
const expiring: Behaviour = (_request, response, upstream) => {
  response.writeHead(302, { location: `${upstream.url}/token/${String(Date.now() + TOKEN_MS)}/live.m3u8` }).end();
};
/** A clip that says no: whole at once, and over after two seconds. */
const notice: Behaviour = (_request, response, { mediaUrl }) => {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:2', '#EXTINF:2.0,', `${mediaUrl}/hls/live0.ts`, '#EXT-X-ENDLIST', ''];
  response.writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl' }).end(lines.join('\n'));
};
/** Lines without end. */
const endless: Behaviour = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl' });
  if (request.method === 'HEAD') return void response.end();
  response.write('#EXTM3U\n#EXT-X-TARGETDURATION:2\n');
  const timer = setInterval(() => response.write('#EXTINF:2.0,\nsegment.ts\n'), DRIP_MS);
  response.on('close', () => clearInterval(timer));
};
/** Half a packet, announced as a whole one. */
const truncated: Behaviour = (request, response) => {
  response.writeHead(200, { 'content-type': 'video/mp2t', 'content-length': 188_000 });
  if (request.method === 'HEAD') return void response.end();
  response.write(Buffer.alloc(90, 0x47));
  setTimeout(() => request.socket.destroy(), 200);
};
const playlist =
  (make: (upstream: HostileUpstream, nowMs: number) => string): Behaviour =>
  (_request, response, upstream) => {
    response.writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl' }).end(make(upstream, Date.now()));
  };
/** Segments of the other codec begin with the newest one of the first answer. */
const changing: Behaviour = (request, response, upstream) => {
  upstream.changeAtMs ??= Date.now() - CHANGE_LEAD_MS;
  const fromMs = upstream.changeAtMs;
  playlist(({ mediaUrl, url }, nowMs) => changedPlaylist(mediaUrl, `${url}/changed`, nowMs, fromMs))(request, response, upstream);
};
const both = (behaviour: Behaviour): HostileChannel['answers'] => ({ m3u8: behaviour, ts: behaviour });

/** Everything a viewer meets upstream, one channel each, in the order of the playlist. */
export const HOSTILE_CHANNELS: readonly HostileChannel[] = [
  { id: '1', name: 'Alpha One', stated: 'plays', answers: { m3u8: healthy('m3u8'), ts: healthy('ts') } },
  { id: '2', name: 'Beta Form', stated: 'plays in the other form', answers: { ts: healthy('ts') } },
  { id: '3', name: 'Gamma Full', stated: 'HRT-2110, counted down', answers: both(status(458)) },
  { id: '4', name: 'Delta Words', stated: 'HRT-2110, counted down', answers: both(status(403, 'Max connections reached')) },
  { id: '5', name: 'Epsilon Page', stated: 'HRT-2112', answers: both(page) },
  { id: '6', name: 'Zeta Refused', stated: 'HRT-2102', answers: both(status(403, 'not in your package')) },
  { id: '7', name: 'Eta Gone', stated: 'HRT-2103', answers: {} },
  { id: '8', name: 'Theta Dead', stated: 'HRT-2101, tried again', answers: both(dead) },
  { id: '9', name: 'Iota Loop', stated: 'HRT-2101, tried again', answers: both(loop) },
  { id: '10', name: 'Kappa Broken', stated: 'HRT-2101, tried again', answers: both(status(503)) },
  { id: '11', name: 'Lambda Slow', stated: 'plays', answers: { m3u8: slow } },
  { id: '12', name: 'Mu Notice', stated: 'HRT-2111', answers: { m3u8: notice } },
  { id: '13', name: 'Nova HD', stated: 'plays as Nova', answers: both(status(403, 'no')) },
  { id: '14', name: 'Nova', stated: 'plays', answers: { m3u8: healthy('m3u8') } },
  { id: '15', name: 'Xi Token', stated: 'goes on with a new address', answers: { m3u8: expiring } },
  { id: '16', name: 'Omicron Endless', stated: 'HRT-2101, tried again', answers: both(endless) },
  { id: '17', name: 'Pi Cut', stated: 'HRT-2101, tried again', answers: both(truncated) },
  { id: '18', name: 'Rho Clock', stated: 'plays, at the edge', answers: { m3u8: playlist(({ mediaUrl }, nowMs) => skewedPlaylist(mediaUrl, nowMs, SKEW_MS)) } },
  { id: '19', name: 'Sigma Seams', stated: 'plays across the seams', answers: { m3u8: playlist(({ mediaUrl }, nowMs) => seamedPlaylist(mediaUrl, nowMs)) } },
  { id: '20', name: 'Tau Codec', stated: 'goes on, in the other form where the engine cannot', answers: { m3u8: changing, ts: healthy('ts') } },
];

/** A provider as hostile as providers are: one playlist, a scenario behind each of its addresses. Whoever opens closes. */
export class HostileUpstream {
  /** `<id>.<form>` of every stream that was asked for, heads left out, with the time. */
  readonly asked: Array<{ readonly what: string; readonly atMs: number }> = [];
  /** From when on channel 20 is in another codec; set by its first answer. */
  changeAtMs: number | undefined;
  private readonly server = new LoopbackServer((request, response) => {
    this.answer(request, response);
  });
  private readonly media: MediaServer;

  private constructor(media: MediaServer) {
    this.media = media;
  }

  /** Listens on a free port of 127.0.0.1. */
  static async open(): Promise<HostileUpstream> {
    const upstream = new HostileUpstream(await MediaServer.open());
    await upstream.server.listen();
    return upstream;
  }

  get url(): string {
    return this.server.url;
  }

  /** Where the healthy media is. */
  get mediaUrl(): string {
    return this.media.url;
  }

  /** Address of the playlist. */
  get playlistUrl(): string {
    return `${this.url}/p`;
  }

  /** How often a channel was asked for since a moment, both forms together. */
  countOf(id: string, sinceMs = 0): number {
    return this.asked.filter(({ what, atMs }) => what.indexOf(`${id}.`) === 0 && atMs >= sinceMs).length;
  }

  async close(): Promise<void> {
    await Promise.all([this.media.close(), this.server.close()]);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
    response.setHeader('access-control-expose-headers', '*');
    response.setHeader('cache-control', 'no-store');
    const path = (request.url ?? '/').replace(/[?#].*$/, '');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (path === '/p') return void response.writeHead(200, { 'content-type': 'audio/x-mpegurl' }).end(this.playlist());
    const [, changed = ''] = /^\/changed\/hls\/([a-z0-9.]+)$/.exec(path) ?? [];
    const segment = changed === '' ? null : changedSegment(changed);
    if (segment !== null) return void response.writeHead(200, { 'content-type': 'video/mp2t' }).end(segment);
    const [, expiresMs] = /^\/token\/(\d+)\//.exec(path) ?? [];
    if (expiresMs !== undefined) {
      void this.answerToken(Number(expiresMs), response);
      return;
    }
    const [, id = '', form = ''] = /^\/live\/u\/p\/(\d+)\.(m3u8|ts)$/.exec(path) ?? [];
    const channel = HOSTILE_CHANNELS.find((each) => each.id === id);
    const answer = channel?.answers[form as 'm3u8' | 'ts'] ?? status(404);
    if (channel !== undefined && request.method !== 'HEAD') this.asked.push({ what: `${id}.${form}`, atMs: Date.now() });
    answer(request, response, this);
  }

  private async answerToken(expiresMs: number, response: ServerResponse): Promise<void> {
    if (Date.now() > expiresMs) return void response.writeHead(403, { 'content-type': 'text/plain' }).end('token expired');
    const answer = await fetch(`${this.mediaUrl}/live.m3u8`);
    const text = (await answer.text()).replace(/^hls\//gm, `${this.mediaUrl}/hls/`);
    response.writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl' }).end(text);
  }

  private playlist(): string {
    const lines = HOSTILE_CHANNELS.map(({ id, name }) => `#EXTINF:-1 tvg-chno="${id}" group-title="Hostile",${name}\n${this.url}/live/u/p/${id}.m3u8\n`);
    return `#EXTM3U\n${lines.join('')}`;
  }
}
