import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { AddressInfo, Socket } from 'node:net';
import { answerOf, collect, type Answer, type FakeBus, type FakeCall } from './testing/drive';
import { openProxy, type TestProxy } from '../../test/harness/proxy';

interface ServiceModule {
  createHearthService(bus: FakeBus, options: { serviceId: string; version: string }): () => void;
}
const { createHearthService } = jest.requireActual<ServiceModule>('./hearth-service.js');
const FakeService = jest.requireActual<new (busId: string, manager: null, options: object) => FakeBus>(
  './testing/fake-webos-service.js'
);

const ID = 'com.hearthtv.app.service';
const PLAYLIST = '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="key?a=1"\n#EXTINF:4,\nhttp://cdn.example:PORT/seg.ts\n';

const MANIFEST = '<?xml version="1.0"?><MPD><BaseURL>http://cdn.example:PORT/film/</BaseURL><Location>http://provider.example:PORT/manifest.mpd</Location><Period><AdaptationSet>'
  + '<SegmentTemplate media="$RepresentationID$/$Number%03d$.m4s" initialization="$RepresentationID$/init.mp4"/><Representation id="v=1" bandwidth="9"/></AdaptationSet></Period></MPD>';

/** Calls itself a page, and tries to lead away. */
const DISGUISED = [
  '\ufeff#EXTM3U', '#EXT-X-CONTENT-STEERING:SERVER-URI="http://evil.example/s"', '#EXT-X-DATERANGE:ID="1",X-ASSET-LIST="http://evil.example/a"',
  '#EXT-X-KEY:METHOD=AES-128,URI=http://evil.example/k', '#EXT-X-MAP:URI="data:text/plain,http://evil.example"', '#EXT-X-SESSION-DATA:DATA-ID="x",VALUE="http://evil.example/v"',
  'data:application/vnd.apple.mpegurl,http://evil.example', 'http://{$host}/evil.example', '#EXTINF:1,\rhttp://evil.example/s.ts'
].join('\n');

let bus: FakeBus;
let closeService: () => void;
let origin: Server;
let port: number;
let proxies: Record<'http' | 'socks5', TestProxy>;
let direct: number;
let headersSeen: (string | undefined)[];

beforeEach(async () => {
  bus = new FakeService(ID, null, { noBuiltinMethods: true });
  closeService = createHearthService(bus, { serviceId: ID, version: '0.1.0' });
  proxies = { http: await openProxy('http'), socks5: await openProxy('socks5') };
  direct = 0;
  headersSeen = [];
  origin = createServer((request, response) => {
    headersSeen.push(request.headers['user-agent']);
    if (!isThroughProxy(request.socket)) direct += 1;
    if (request.url === '/list.m3u8') response.end(PLAYLIST.replace('PORT', String(port)));
    else if (request.url === '/moved') response.writeHead(302, { location: `http://other.example:${port}/big` }).end();
    else if (request.url === '/manifest.mpd') response.end(MANIFEST.replaceAll('PORT', String(port)));
    else if (request.url === '/locked.mpd') response.end('<MPD><Period><AdaptationSet><ContentProtection/></AdaptationSet></Period></MPD>');
    else if (request.url === '/smooth.php') response.writeHead(200, { 'content-type': 'text/plain' }).end('<SmoothStreamingMedia><StreamIndex Url="http://evil.example/"/></SmoothStreamingMedia>');
    else if (request.url === '/packed.php') response.writeHead(200, { 'content-type': 'video/mp4', 'content-encoding': 'gzip' }).end(gzipSync(DISGUISED));
    else if (request.url === '/wide.php') response.end(Buffer.from('\ufeff<MPD><BaseURL>http://evil.example/</BaseURL></MPD>', 'utf16le'));
    else if (request.url === '/words.srt') response.end('1\n00:00:01,000 --> 00:00:02,000\nHello');
    else if (request.url === '/live.php') response.writeHead(200, { 'content-type': 'text/html' }).end(DISGUISED);
    else if (request.url === '/dash.php') response.writeHead(200, { 'content-type': 'text/plain' }).end(`${' '.repeat(3_000)}<MPD><BaseURL>http://evil.example/</BaseURL></MPD>`);
    else response.end(Buffer.alloc(200_000, 7));
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  port = (origin.address() as AddressInfo).port;
});

afterEach(async () => {
  closeService();
  await proxies.http.close();
  await proxies.socks5.close();
  origin.closeAllConnections();
  await new Promise((resolve) => origin.close(resolve));
});

const isThroughProxy = (socket: Socket): boolean =>
  proxies.http.ports.has(socket.remotePort ?? 0) || proxies.socks5.ports.has(socket.remotePort ?? 0);
const routeOf = (kind: 'http' | 'socks5', more: object = {}): object => ({
  kind,
  host: '127.0.0.1',
  port: proxies[kind].port,
  ...more
});
const ask = (path: string, route: unknown, more: object = {}): FakeCall =>
  bus.deliver('fetch', {
    url: `http://provider.example:${port}${path}`,
    subscribe: true,
    route,
    headTimeoutMs: 5_000,
    idleTimeoutMs: 5_000,
    ...more
  });

describe.each(['http', 'socks5'] as const)('a source behind a proxy (%s)', (kind) => {
  test('is asked through it alone, by name: the set asks no name server', async () => {
    const whole = await collect((await answerOf(ask('/big', routeOf(kind)))).bodyUrl ?? '');
    expect(whole).toMatchObject({ isWhole: true });
    expect(whole.bytes).toHaveLength(200_000);
    expect(proxies[kind].targets).toEqual([`provider.example:${port}`]);
    expect(direct).toBe(0);
  });

  test('redirects to another host stay inside', async () => {
    const answer = await answerOf(ask('/moved', routeOf(kind)));
    expect(answer).toMatchObject({ status: 200, url: `http://other.example:${port}/big` });
    expect(proxies[kind].targets).toEqual([`provider.example:${port}`, `other.example:${port}`]);
    expect(direct).toBe(0);
  });

  test('a name and a password are handed over; wrong ones are told as such', async () => {
    proxies[kind].mood = 'login';
    expect(await answerOf(ask('/big', routeOf(kind, { username: 'anna', password: 's3cret' })))).toMatchObject({ status: 200 });
    const refused = await answerOf(ask('/big', routeOf(kind, { username: 'anna', password: 'wrong-word' })));
    expect(refused.code).toBe('net.tunnel-refused');
    expect(JSON.stringify(refused)).not.toMatch(/wrong-word|anna|provider/);
    expect((await answerOf(ask('/big', routeOf(kind)))).code).toBe('net.tunnel-refused');
    expect(direct).toBe(0);
  });

  test('kill switch: a proxy that refuses, is silent, dies or is gone leads to no request at all', async () => {
    proxies[kind].mood = 'refuses';
    expect((await answerOf(ask('/big', routeOf(kind)))).code).toBe('net.tunnel-down');
    proxies[kind].mood = 'silent';
    expect((await answerOf(ask('/big', routeOf(kind), { headTimeoutMs: 300 }))).code).toBe('net.timeout');
    expect(headersSeen).toEqual([]);
    proxies[kind].mood = 'dies';
    const dying = ask('/big', routeOf(kind));
    expect((await collect((await answerOf(dying)).bodyUrl ?? '')).isWhole).toBe(false);
    expect((await answerOf(dying, 1)).code).toBe('net.unreachable');
    expect(headersSeen).toHaveLength(1);
    await proxies[kind].close();
    expect((await answerOf(ask('/big', routeOf(kind)))).code).toBe('net.tunnel-down');
    expect(headersSeen).toHaveLength(1);
    expect(direct).toBe(0);
  });
});

test.each([[{}], ['direct'], [{ kind: 'vpn', host: 'a', port: 1 }], [{ kind: 'socks5', host: 'a', port: 0 }], [{ kind: 'http', host: 'a b', port: 1 }]])(
  'a route that cannot be read is refused, never read as "directly": %j',
  async (route) => {
    expect((await answerOf(ask('/big', route))).code).toBe('input.invalid');
    expect(headersSeen).toEqual([]);
  }
);

describe('stream', () => {
  const open = async (path: string, more: object): Promise<{ call: FakeCall; first: Answer & { streamUrl?: string } }> => {
    const call = bus.deliver('stream', { url: `http://provider.example:${port}${path}`, subscribe: true, ...more });
    return { call, first: await answerOf(call) };
  };

  test('every address of a playlist leads through the relay, with the stream\'s headers and route', async () => {
    const { first } = await open('/list.m3u8', { headers: { 'user-agent': 'Box/1' }, route: routeOf('http') });
    const list = (await collect(first.streamUrl ?? '')).bytes.toString();
    const [, key = ''] = /URI="([^"]+)"/.exec(list) ?? [];
    const segment = list.trim().split('\n').pop() ?? '';
    expect(list).not.toMatch(/example/);
    expect(first.streamUrl).toMatch(/\/list\.m3u8$/);
    expect(segment).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/stream\/.*\/seg\.ts$/);
    expect((await collect(segment, { headers: { origin: 'null' } })).bytes).toHaveLength(200_000);
    await collect(key);
    expect(proxies.http.targets).toEqual([`provider.example:${port}`, `cdn.example:${port}`, `provider.example:${port}`]);
    expect(headersSeen).toEqual(['Box/1', 'Box/1', 'Box/1']);
    expect(direct).toBe(0);
  });

  test('a proxy that goes while a stream plays ends the stream, and the page hears why', async () => {
    const { call, first } = await open('/big', { route: routeOf('socks5') });
    proxies.socks5.mood = 'dies';
    expect((await collect(first.streamUrl ?? '')).isWhole).toBe(false);
    await proxies.socks5.close();
    expect((await collect(first.streamUrl ?? '')).status).toBe(502);
    expect(await answerOf(call, 1)).toMatchObject({ broken: true, code: 'net.tunnel-down' });
    expect(direct).toBe(0);
  });

  test('every address of a DASH manifest leads through the relay; what a player fills in is ids and digits alone', async () => {
    const { first } = await open('/manifest.mpd', { isManifest: true, headers: { 'user-agent': 'Box/1' }, route: routeOf('http') });
    const answer = await collect(first.streamUrl ?? '');
    const text = answer.bytes.toString();
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/dash+xml']);
    expect(text).not.toMatch(/example/);
    const media = /media="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(media).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/stream\/.*\/\$RepresentationID\$\/\$Number%03d\$\/[\w.]+\.m4s$/);
    const fill = (id: string, number: string): string => media.replace('$RepresentationID$', id).replace('$Number%03d$', number);
    for (const id of ['v=1', 'v%3D1']) expect((await collect(fill(id, '007'), { headers: { origin: 'null' } })).bytes).toHaveLength(200_000);
    expect((await collect(/<Location>([^<]+)/.exec(text)?.[1] ?? '')).bytes.toString()).toBe(text);
    expect(proxies.http.targets).toEqual(['provider', 'cdn', 'cdn', 'provider'].map((name) => `${name}.example:${port}`));
    for (const bad of [fill('..', '1'), fill('a%2f..', '1'), fill('v=1', '1x'), fill('v=1', ''), fill('v=1/2', '3'), fill('%', '3')]) {
      expect((await collect(bad)).status).toBe(404);
    }
    expect(headersSeen).toEqual(['Box/1', 'Box/1', 'Box/1', 'Box/1']);
    expect(direct).toBe(0);
  });

  test.each([
    ['a protected stream', '/locked.mpd', {}, 'media.drm-unsupported'], ['Smooth Streaming', '/smooth.php', {}, 'media.unsupported'], ['letters of two bytes', '/wide.php', {}, 'media.unsupported'],
    ['a playlist in place of a manifest', '/list.m3u8', { isManifest: true }, 'media.unsupported'], ['anything in place of a manifest', '/big', { isManifest: true }, 'media.unsupported'],
  ])('%s is refused, and the page hears why', async (_name, path, more, code) => {
    const { call, first } = await open(path, { ...more, route: routeOf('http') });
    expect((await collect(first.streamUrl ?? '')).status).toBe(415);
    expect(await answerOf(call, 1)).toMatchObject({ broken: true, code });
  });

  test('a text that is no list comes as it is', async () => {
    const { first } = await open('/words.srt', { route: routeOf('http') });
    expect((await collect(first.streamUrl ?? '')).bytes.toString()).toContain('Hello');
  });

  test('what a host packed unasked is looked into as well', async () => {
    const { first } = await open('/packed.php', { route: routeOf('http') });
    const list = (await collect(first.streamUrl ?? '')).bytes.toString();
    expect(list).toContain('#EXTM3U');
    expect(list).not.toMatch(/evil\.example/);
  });

  test('a list that calls itself a page is one still, and nothing in it leads away', async () => {
    const { first } = await open('/live.php', { route: routeOf('http') });
    const list = (await collect(first.streamUrl ?? '')).bytes.toString();
    expect(list).toContain('#EXTM3U');
    expect(list).not.toMatch(/evil\.example|STEERING|DATERANGE|data:/);
    const dash = await open('/dash.php', { route: routeOf('http') });
    expect((await collect(dash.first.streamUrl ?? '')).status).toBe(415);
  });

  test('its address ends with the subscription; without one there is none', async () => {
    const { call, first } = await open('/big', {});
    call.cancel();
    expect([0, 404]).toContain((await collect(first.streamUrl ?? '')).status);
    expect(await answerOf(bus.deliver('stream', { url: `http://127.0.0.1:${port}/big` }))).toMatchObject({ code: 'input.invalid' });
    expect(bus.activityCount()).toBe(0);
  });
});
