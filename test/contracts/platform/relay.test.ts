import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createCancelSource, NEVER_CANCELLED, ok } from '#core/base';
import type { SourceId } from '#core/base';
import { FetchHttp } from '#platforms/common';
import type { HttpPort, HttpRequest } from '#ports';
import { Relay } from '#server/domain';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import { relayPlugin } from '#server/http';
import { HttpClient } from '#sources/http';
import { makeOwnSource } from '#sources/own-sources';
import { PlatformApi } from '#sources/platform';
import type { TokenSession } from '#sources/platform';
import type { PlayTarget, Source } from '#sources/source';
import { createFakeHost } from '#test/harness/fakes';
import type { FakeClock } from '#test/harness/fakes';
import { LoopbackServer } from '#test/harness/loopback';

/** Every request the television itself sends carries this: at the provider's door it means "directly". */
const MARK = 'x-from-the-set';
const LOGIN = JSON.stringify({ user_info: { auth: 1, status: 'Active', username: 'ann' }, server_info: {} });
const PLAYLIST = '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="key.bin"\n#EXTINF:4,\nseg.ts\n';

let fixture: PlatformFixture;
let provider: LoopbackServer;
let providerUrl: string;
let token: string;
let came: IncomingMessage[] = [];
let serve: (request: IncomingMessage, response: ServerResponse) => void;
const running: FastifyInstance[] = [];

beforeAll(async () => {
  fixture = await openPlatformFixture();
  token = (await fixture.signIn()).access_token;
  provider = new LoopbackServer((request, response) => {
    came.push(request);
    serve(request, response);
  });
  await provider.listen();
  providerUrl = provider.url;
});
afterEach(async () => {
  for (const app of running.splice(0)) await end(app);
  came = [];
});
afterAll(async () => {
  await fixture.close();
  await provider.close();
});

async function end(app: FastifyInstance): Promise<void> {
  app.server.closeAllConnections();
  await app.close();
}

async function startRelay(isOn = true): Promise<{ readonly app: FastifyInstance; readonly url: string }> {
  const { platform } = fixture;
  const settings = { isOn, hosts: [], networks: ['127.0.0.1'], proxy: '', connections: 8, gigabytesPerDay: 0 };
  const relay = new Relay({ settings, publicUrl: '', keys: platform.keys, sessions: platform.sessions, accounts: platform.store.accounts, nowMs: platform.nowMs });
  const app = Fastify();
  relayPlugin(app, { platform: { ...platform, relay } });
  running.push(app);
  return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) };
}

interface Television {
  readonly source: Source;
  readonly clock: FakeClock;
  /** Addresses the set's own engine asked. */
  readonly asked: string[];
}

/** An own line by the relay at `url`, on a set whose every request is noted and marked. */
function television(url: string): Television {
  const host = createFakeHost();
  const asked: string[] = [];
  const engine = new FetchHttp({ fetch, createAbort: () => new AbortController(), clock: host.clock, isOnline: () => true });
  const http: HttpPort = {
    forbiddenHeaders: engine.forbiddenHeaders,
    request: (request: HttpRequest) => {
      asked.push(request.url);
      return engine.request({ ...request, headers: { ...request.headers, [MARK]: '1' } });
    },
  };
  const client = new HttpClient(http);
  const tokens = { access: () => Promise.resolve(ok(token)), renewAfter: () => Promise.resolve(ok(token)) } as unknown as TokenSession;
  const api = new PlatformApi(client, url, tokens);
  const secret = { address: providerUrl, username: 'ann', password: 'hunter2', route: { kind: 'relay' } as const };
  const stored = { config: { id: 's1' as SourceId, kind: 'xtream' as const, name: 'Line', host: new URL(providerUrl).host }, secret };
  const source = makeOwnSource(stored, { ...host, client, http, capabilities: host.device.capabilities, ingest: null as never, relay: () => api, languages: () => ['en'] });
  return { source, clock: host.clock, asked };
}

const trailer = (path: string): PlayTarget => ({ kind: 'trailer', key: 'k' as never, url: `${providerUrl}${path}` });
const codeOf = async (work: Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>): Promise<string> => (await work).error?.code ?? '';
const direct = (asked: readonly string[], relay: string): readonly string[] => asked.filter((url) => !url.startsWith(relay)).concat(came.filter((request) => request.headers[MARK] !== undefined).map((request) => request.url ?? ''));

test('account, stream, parts and pictures of a source all come by the relay', async () => {
  const { url } = await startRelay();
  const { source, asked } = television(url);
  serve = (request, response) => {
    if (request.url?.startsWith('/player_api.php') === true) response.writeHead(200, { 'content-type': 'application/json' }).end(LOGIN);
    else if (request.url === '/t.m3u8') response.end(PLAYLIST);
    else response.end('part');
  };
  expect(await source.check(NEVER_CANCELLED)).toMatchObject({ ok: true });
  const played = await source.resolve(trailer('/t.m3u8'), NEVER_CANCELLED);
  const media = played.ok ? played.value.media.url : '';
  expect(media.startsWith(`${url}/relay/`)).toBe(true);
  const list = await (await fetch(media)).text();
  expect(await (await fetch(url + (list.trim().split('\n').pop() ?? ''))).text()).toBe('part');
  const pictures = await Promise.all(['/a.png', '/b.png'].map((path) => source.pictureAddress?.(providerUrl + path) ?? Promise.resolve(null)));
  for (const picture of pictures) expect(picture).toMatch(/\/relay\/[\w-]+\/part\.png$/);
  expect(asked.filter((each) => each.endsWith('/relay/streams'))).toHaveLength(2);
  expect(came.map((request) => request.url?.split('?')[0])).toEqual(['/player_api.php', '/t.m3u8', '/seg.ts']);
  expect(direct(asked, url)).toEqual([]);
});

test('the relay refuses: so does the source', async () => {
  const { url } = await startRelay(false);
  const { source, asked } = television(url);
  expect([await codeOf(source.check(NEVER_CANCELLED)), await codeOf(source.resolve(trailer('/t.ts'), NEVER_CANCELLED)), await source.pictureAddress?.(`${providerUrl}/a.png`)]).toEqual(['net.relay-off', 'net.relay-off', null]);
  expect([came, direct(asked, url)]).toEqual([[], []]);
});

test('the relay dies in mid-stream: the stream breaks, and nothing follows it', async () => {
  const { app, url } = await startRelay();
  const { source, asked } = television(url);
  serve = (_request, response) => { response.writeHead(200).write(Buffer.alloc(5_000, 0x47)); };
  const played = await source.resolve(trailer('/t.ts'), NEVER_CANCELLED);
  const body = (await fetch(played.ok ? played.value.media.url : '')).arrayBuffer();
  await Promise.all([expect(body).rejects.toThrow(), end(app)]);
  expect([await codeOf(source.check(NEVER_CANCELLED)), await codeOf(source.resolve(trailer('/t.ts'), NEVER_CANCELLED)), await source.pictureAddress?.(`${providerUrl}/a.png`)]).toEqual(['net.tunnel-down', 'net.tunnel-down', null]);
  expect([came.length, direct(asked, url)]).toEqual([1, []]);
});

test('the relay is slow, or something else answers in its place: the source waits, and fails by name', async () => {
  const silent = Fastify();
  silent.post('/*', () => new Promise<never>(() => undefined));
  running.push(silent);
  const url = await silent.listen({ host: '127.0.0.1', port: 0 });
  const { source, clock, asked } = television(url);
  const checked = source.check(createCancelSource().signal);
  await clock.advance(60_000);
  expect(await codeOf(checked)).toBe('net.tunnel-down');
  const portal = Fastify();
  portal.post('/*', (_request, reply) => reply.type('text/html').send('<html>Please sign in to this hotel</html>'));
  running.push(portal);
  const other = television(await portal.listen({ host: '127.0.0.1', port: 0 }));
  expect([await codeOf(other.source.check(NEVER_CANCELLED)), await codeOf(other.source.resolve(trailer('/t.ts'), NEVER_CANCELLED))]).toEqual(['net.tunnel-down', 'net.tunnel-down']);
  expect([came, direct(asked, url)]).toEqual([[], []]);
});

test('what the host does behind a relay that works is the host’s: it is told as such', async () => {
  const { url } = await startRelay();
  const { source, asked } = television(url);
  serve = (_request, response) => { response.writeHead(404).end(); };
  expect(await codeOf(source.check(NEVER_CANCELLED))).toMatch(/^(?:http\.not-found|source\.)/);
  serve = (_request, response) => { response.destroy(); };
  expect(await codeOf(source.check(NEVER_CANCELLED))).toBe('net.unreachable');
  expect(direct(asked, url)).toEqual([]);
});
