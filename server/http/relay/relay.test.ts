import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { HOUR_MS, MINUTE_MS } from '#core/base';
import { parseWireRelayHead, RELAY_HEAD } from '#core/wire';
import type { WireRelayAddresses } from '#core/wire';
import type { RelaySettings } from '#server/config';
import { Relay } from '#server/domain';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import { openProxy } from '#test/harness/proxy';
import { relayPlugin } from './relay-plugin';

const ON: RelaySettings = { isOn: true, hosts: [], networks: ['127.0.0.1'], proxy: '', connections: 3, gigabytesPerDay: 0 };
const SECRET = 'hunter2';
const PLAYLIST = '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="key.bin"\n#EXTINF:4,\nseg.ts\n';

let provider: Server;
let base: string;
let asked: IncomingMessage[] = [];
let ports: number[] = [];
let serve: (request: IncomingMessage, response: ServerResponse) => void;
let fixture: PlatformFixture;
let url: string;
let headers: { authorization: string };
const open: FastifyInstance[] = [];

/** The same platform with another relay. */
async function start(settings: RelaySettings, hasEndedSignIns = false): Promise<{ readonly url: string; readonly headers: { authorization: string } }> {
  const { platform } = fixture;
  const sessions = hasEndedSignIns ? { isOpen: () => Promise.resolve(false) } : platform.sessions;
  const relay = new Relay({ settings, publicUrl: '', keys: platform.keys, sessions, accounts: platform.store.accounts, nowMs: platform.nowMs });
  const app = Fastify();
  relayPlugin(app, { platform: { ...platform, relay } });
  open.push(app);
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), headers: await fixture.bearer() };
}

beforeAll(async () => {
  provider = createServer((request, response) => {
    asked.push(request);
    ports.push(request.socket.remotePort ?? 0);
    serve(request, response);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${String((provider.address() as AddressInfo).port)}/live/ann/${SECRET}`;
  fixture = await openPlatformFixture({ relay: ON });
  url = await fixture.app.listen({ host: '127.0.0.1', port: 0 });
  headers = await fixture.bearer();
});
afterEach(() => {
  asked = [];
  ports = [];
  fixture.resetClock();
});
afterAll(async () => {
  // A client keeps connections open that never asked anything.
  for (const each of [fixture.app, ...open]) each.server.closeAllConnections();
  for (const each of open) await each.close();
  await fixture.close();
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
});

const post = (path: string, body: unknown, to = { url, headers }): Promise<Response> =>
  fetch(`${to.url}/api/v1/relay/${path}`, { method: 'POST', headers: { ...to.headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
const sign = async (wish: object, to = { url, headers }): Promise<WireRelayAddresses> => (await (await post('streams', wish, to)).json()) as WireRelayAddresses;
const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { error: { code: string } }).error.code;
const answers = (body: string | Buffer, head: Record<string, string> = {}, status = 200): void => {
  serve = (_request, response) => {
    response.writeHead(status, head).end(body);
  };
};

describe('who may', () => {
  test('nobody where the operator has not said so, and nobody unsigned', async () => {
    const off = await start({ ...ON, isOn: false });
    for (const answer of [await post('requests', { url: `${base}/1` }, off), await post('streams', { urls: [`${base}/1`] }, off), await fetch(`${off.url}/api/v1/relay`, { headers: off.headers }), await fetch(`${off.url}/relay/x/y`)]) {
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'net.relay-off']);
    }
    const stranger = { url, headers: { authorization: 'Bearer h1.x.y' } };
    expect([(await post('requests', { url: base }, stranger)).status, (await post('streams', { urls: [base] }, stranger)).status]).toEqual([401, 401]);
    expect((await post('requests', { url: base }, { url, headers: await fixture.bearer('suspended') })).status).toBe(403);
    expect(asked).toEqual([]);
  });

  test('forged, changed, foreign and old addresses find nothing', async () => {
    answers('x');
    const [address = ''] = (await sign({ urls: [`${base}/1.ts`] })).urls;
    const token = address.split('/')[4] ?? '';
    const other = await start(ON, true);
    const changed = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const bad of ['', 'x', changed, `${token}A`, token.slice(4), '..%2f..%2fapi', Buffer.from(`${base}/1.ts`).toString('base64url')]) {
      const answer = await fetch(`${url}/relay/${bad}/part.ts`);
      expect([403, 404]).toContain(answer.status);
    }
    const path = await fetch(`${url}/relay/${token}/..%2f..%2f..%2fetc%2fpasswd`);
    expect([path.status, await path.text()]).toEqual([200, 'x']);
    expect(asked.map((request) => request.url)).toEqual([`/live/ann/${SECRET}/1.ts`]);
    // The same secret, but the sign-in is not one of its own.
    expect((await fetch(`${other.url}/relay/${token}/part.ts`)).status).toBe(403);
    fixture.advance(16 * MINUTE_MS);
    expect((await fetch(address)).status).toBe(403);
  });

  test('an address lives while it is used, and ends with the day, the app’s word or the sign-in', async () => {
    answers('x');
    const mine = await sign({ urls: [`${base}/1.ts`] });
    const [address = ''] = mine.urls;
    for (let i = 0; i < 4; i += 1) {
      fixture.advance(14 * MINUTE_MS);
      expect((await fetch(address)).status).toBe(200);
    }
    const foreign = await fetch(`${url}/api/v1/relay/streams/${mine.id}`, { method: 'DELETE', headers: await fixture.bearer('expired') });
    expect(foreign.status).toBe(403);
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(`${url}/api/v1/relay/streams/${mine.id}`, { method: 'DELETE', headers: await fixture.bearer() })).status).toBe(204);
    expect((await fetch(address)).status).toBe(403);

    const token = await fixture.signIn();
    const [next = ''] = (await sign({ urls: [`${base}/2.ts`] }, { url, headers: { authorization: `Bearer ${token.access_token}` } })).urls;
    expect((await fetch(next)).status).toBe(200);
    await fixture.platform.sessions.end(token.access_token);
    fixture.advance(20_000);
    expect((await fetch(next)).status).toBe(403);
    fixture.advance(13 * HOUR_MS);
    expect((await fetch(address)).status).toBe(403);
  });

  test('what is not of the open internet is refused, at once and after a redirect', async () => {
    const strict = await start({ ...ON, networks: [], hosts: [] });
    const refused = await post('requests', { url: `${base}/1` }, strict);
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'net.relay-refused']);
    serve = (_request, response) => { response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(); };
    expect(await codeOf(await post('requests', { url: `${base}/1` }))).toBe('net.relay-refused');
    const [address = ''] = (await sign({ urls: [`${base}/1.ts`] })).urls;
    expect(await codeOf(await fetch(address))).toBe('net.relay-refused');
    expect(await codeOf(await post('streams', { urls: ['file:///etc/passwd'] }))).toBe('source.bad-address');
  });
});

describe('requests of the app', () => {
  test('headers go along, the host’s head comes back apart from the relay’s own', async () => {
    answers('not here', { 'content-type': 'text/html', etag: '"1"', 'set-cookie': 'a=1' }, 404);
    const answer = await post('requests', { url: `${base}/player_api.php`, headers: { 'User-Agent': 'Box', 'If-None-Match': '"0"', Host: 'evil', Cookie: 'mac=1' } });
    const head = parseWireRelayHead(answer.headers.get(RELAY_HEAD) ?? '');
    expect([answer.status, await answer.text(), answer.headers.get('content-type'), answer.headers.get('set-cookie')]).toEqual([200, 'not here', 'application/octet-stream', null]);
    expect(head).toMatchObject({ ok: true, value: { status: 404, url: `${base}/player_api.php`, headers: { etag: '"1"' } } });
    expect(asked[0]?.headers).toMatchObject({ 'user-agent': 'Box', 'if-none-match': '"0"', cookie: 'mac=1', host: new URL(base).host });
    expect(JSON.stringify(asked[0]?.headers)).not.toMatch(/bearer|127\.0\.0\.1:\d+.*forwarded/i);
  });

  test('bodies are sent and packed answers come through', async () => {
    let body = '';
    serve = (request, response) => {
      request.on('data', (chunk: Buffer) => { body += chunk.toString(); }).on('end', () => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}')); });
    };
    const answer = await post('requests', { url: base, method: 'POST', body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect([await answer.json(), body]).toEqual([{ a: 1 }, 'a=1']);
  });
});

describe('streams', () => {
  test('ranges and conditions go along; nothing is handed out as a page', async () => {
    answers('bytes', { 'content-type': 'text/html', 'content-range': 'bytes 5-9/100', etag: '"x"' }, 206);
    const [address = ''] = (await sign({ urls: [`${base}/f.mp4`], headers: { 'user-agent': 'Box', referer: 'http://site.example/' } })).urls;
    expect(address).toMatch(/\/part\.mp4$/);
    expect(address).not.toMatch(/hunter2|127\.0\.0\.1:\d+\/live/);
    const answer = await fetch(address, { headers: { range: 'bytes=5-9', 'if-range': '"x"' } });
    expect([answer.status, answer.headers.get('content-range'), answer.headers.get('content-type'), answer.headers.get('access-control-allow-origin')])
      .toEqual([206, 'bytes 5-9/100', 'application/octet-stream', '*']);
    expect([answer.headers.get('content-security-policy'), answer.headers.get('x-content-type-options')]).toEqual(['sandbox; default-src \'none\'', 'nosniff']);
    expect(asked[0]?.headers).toMatchObject({ range: 'bytes=5-9', 'if-range': '"x"', 'user-agent': 'Box', referer: 'http://site.example/' });
    answers('', { etag: '"x"' }, 304);
    expect((await fetch(address, { headers: { 'if-none-match': '"x"' } })).status).toBe(304);
  });

  test('a playlist leads on through the relay, whatever it calls itself, and names the same parts each time', async () => {
    serve = (request, response) => {
      if (request.url?.endsWith('live.php') === true) response.writeHead(200, { 'content-type': 'text/html' }).end(PLAYLIST);
      else response.end(`body of ${request.url?.split('/').pop() ?? ''}`);
    };
    const [address = ''] = (await sign({ urls: [`${base}/live.php`], headers: { 'user-agent': 'Box' } })).urls;
    const first = await fetch(address, { headers: { range: 'bytes=0-' } });
    const list = await first.text();
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/vnd.apple.mpegurl']);
    expect(await (await fetch(address)).text()).toBe(list);
    expect(list).not.toMatch(/hunter2|http:/);
    const key = /URI="([^"]+)"/.exec(list)?.[1] ?? '';
    const segment = list.trim().split('\n').pop() ?? '';
    expect(segment).toMatch(/^\/relay\/[\w-]+\/part\.ts$/);
    expect([await (await fetch(url + key)).text(), await (await fetch(url + segment)).text()]).toEqual(['body of key.bin', 'body of seg.ts']);
    expect(asked.map((request) => request.headers['user-agent'])).toEqual(['Box', 'Box', 'Box', 'Box']);
  });

  test('a manifest leads on through the relay: templates are filled by the player, and by nothing but ids and digits', async () => {
    const manifest = `<?xml version="1.0"?><MPD><Location>next.mpd</Location><UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="${base}/now"/><Period><AdaptationSet>`
      + '<SegmentTemplate media="$RepresentationID$/$Number%03d$.m4s?k=1" initialization="$RepresentationID$/init.mp4"/><Representation id="v=1" bandwidth="9"/></AdaptationSet>'
      + '<AdaptationSet><Representation id="a"><BaseURL>whole.mp4</BaseURL><SegmentBase indexRange="0-9"/></Representation></AdaptationSet></Period></MPD>';
    serve = (request, response) => {
      if (request.url?.endsWith('.php') === true) response.writeHead(302, { location: 'a/film.mpd' }).end();
      else response.end(request.url?.endsWith('film.mpd') === true ? manifest : `body of ${request.url?.slice(-16) ?? ''}`);
    };
    const [address = ''] = (await sign({ urls: [`${base}/play.php`], headers: { 'user-agent': 'Box' }, isManifest: true })).urls;
    const first = await fetch(address, { headers: { range: 'bytes=0-' } });
    const text = await first.text();
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/dash+xml']);
    expect(await (await fetch(address)).text()).toBe(text);
    expect(text).not.toMatch(/hunter2|\/live\//);
    const found = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';
    const media = found(/media="([^"]+)"/);
    expect(media).toMatch(/^http:\/\/127[^"]*\/relay\/[\w-]+\/\$RepresentationID\$\/\$Number%03d\$\/part\.m4s$/);
    const fill = (id: string, number: string): string => media.replace('$RepresentationID$', id).replace('$Number%03d$', number);
    const bodies = [fill('v=1', '007'), fill('v%3D1', '008'), found(/<BaseURL>([^<]+)/), found(/<Location>([^<]+)/).replace(/$/, ''), found(/value="([^"]+)"/)];
    const seen = await Promise.all(bodies.slice(0, 3).map(async (url) => (await fetch(url)).text()));
    expect(seen).toEqual(['body of v=1/007.m4s?k=1', 'body of v=1/008.m4s?k=1', 'body of 2/a/whole.mp4'].map((body) => expect.stringContaining(body.slice(8))));
    expect(asked.slice(-3).map((request) => request.headers['user-agent'])).toEqual(['Box', 'Box', 'Box']);
    asked = [];
    for (const bad of [fill('..', '1'), fill('a%2f..%2fb', '1'), fill('v=1', '1x'), fill('v=1', ''), media.replace('/$RepresentationID$', ''), fill('v=1/2', '3'), fill('v=1', '%2e%2e')]) {
      expect((await fetch(bad)).status).toBe(403);
    }
    expect(asked).toEqual([]);
    // What stands where the manifest goes on is a manifest or nothing.
    expect((await fetch(found(/<Location>([^<]+)/))).status).toBe(422);
    expect((await fetch(found(/value="([^"]+)"/))).status).toBe(200);
  });

  test.each([
    ['Smooth Streaming', '<SmoothStreamingMedia><StreamIndex Url="http://direct.example/{start time}"/></SmoothStreamingMedia>', 'media.unsupported'],
    ['a protected manifest', '<MPD><Period><AdaptationSet><ContentProtection schemeIdUri="urn:uuid:1"/></AdaptationSet></Period></MPD>', 'media.drm-unsupported'],
    ['a manifest that is none', '<MPD><BaseURL>http://direct.example/</BaseURL>', 'media.unsupported'],
    ['a manifest far behind', `${'x'.repeat(9_000)}<MPD><BaseURL>http://direct.example/</BaseURL></MPD>`, 'media.unsupported'],
    ['a manifest in letters of two bytes', Buffer.from('\ufeff<MPD><BaseURL>http://direct.example/</BaseURL></MPD>', 'utf16le'), 'media.unsupported'],
  ])('%s is not handed out, whatever it calls itself', async (_name, body, code) => {
    const [address = ''] = (await sign({ urls: [`${base}/x`] })).urls;
    answers(body, { 'content-type': 'text/plain' });
    const answer = await fetch(address);
    expect([answer.status, await codeOf(answer)]).toEqual([422, code]);
  });

  test('where a manifest was said to be, nothing else is handed out; a text without one comes as it is', async () => {
    answers('#EXTM3U\nhttp://direct.example/1.ts');
    const [manifest = '', beside = ''] = (await sign({ urls: [`${base}/x`, `${base}/y.srt`], isManifest: true })).urls;
    expect((await fetch(manifest)).status).toBe(422);
    answers('1\n00:00:01,000 --> 00:00:02,000\nHello', { 'content-type': 'text/plain' });
    const words = await fetch(beside);
    expect([words.status, words.headers.get('content-type'), await words.text()]).toEqual([200, 'text/plain', expect.stringContaining('Hello')]);
  });

  test('the middle of a list is not handed out', async () => {
    const [address = ''] = (await sign({ urls: [`${base}/x`] })).urls;
    answers('http://direct.example/1.ts\n', { 'content-type': 'application/x-mpegurl', 'content-range': 'bytes 100-126/300' }, 206);
    expect((await fetch(address, { headers: { range: 'bytes=100-' } })).status).toBe(416);
  });

  test('what a host refuses is told by its status, without its page', async () => {
    answers('<html>blocked</html>', {}, 403);
    const [address = ''] = (await sign({ urls: [`${base}/x.ts`] })).urls;
    const answer = await fetch(address);
    expect([answer.status, await answer.text()]).toEqual([403, '']);
  });

  test('a host that dies in the middle breaks the answer off, so that half is never taken for whole', async () => {
    serve = (_request, response) => {
      response.writeHead(200, { 'content-length': '100000' }).write(Buffer.alloc(5_000, 1));
      setTimeout(() => { response.destroy(); }, 20);
    };
    const [address = ''] = (await sign({ urls: [`${base}/x.ts`] })).urls;
    await expect((await fetch(address)).arrayBuffer()).rejects.toThrow();
  });

  test('only so many at once; a viewer who leaves gives the place back and ends the host’s connection', async () => {
    const closed: string[] = [];
    serve = (request, response) => {
      response.writeHead(200).write(Buffer.alloc(2_000, 1));
      response.on('close', () => closed.push(request.url ?? ''));
    };
    const mine = await sign({ urls: ['a', 'b', 'c', 'd'].map((name) => `${base}/${name}.ts`) });
    const leaving = new AbortController();
    for (const each of mine.urls.slice(0, 3)) expect((await fetch(each, { signal: leaving.signal })).status).toBe(200);
    const fourth = await fetch(mine.urls[3] ?? '');
    expect([fourth.status, await codeOf(fourth)]).toEqual([429, 'net.relay-limit']);
    expect((await post('requests', { url: base })).status).toBe(429);
    leaving.abort();
    for (let i = 0; i < 100 && closed.length < 3; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect([fixture.platform.relay.limits.underWay, closed.length]).toEqual([0, 3]);
  });

  test('the end of a stream cuts what is under way', async () => {
    serve = (_request, response) => { response.writeHead(200).write(Buffer.alloc(2_000, 1)); };
    const mine = await sign({ urls: [`${base}/a.ts`] });
    const body = (await fetch(mine.urls[0] ?? '')).arrayBuffer();
    await Promise.all([expect(body).rejects.toThrow(), fetch(`${url}/api/v1/relay/streams/${mine.id}`, { method: 'DELETE', headers })]);
    expect(fixture.platform.relay.limits.underWay).toBe(0);
  });

  test('an endless body does not outlive the sign-in', async () => {
    jest.useFakeTimers({ doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] });
    serve = (_request, response) => { response.writeHead(200).write(Buffer.alloc(2_000, 1)); };
    const token = (await fixture.signIn()).access_token;
    const [address = ''] = (await sign({ urls: [`${base}/a.ts`] }, { url, headers: { authorization: `Bearer ${token}` } })).urls;
    const body = (await fetch(address)).arrayBuffer();
    await fixture.platform.sessions.end(token);
    fixture.advance(20_000);
    jest.advanceTimersByTime(30_000);
    await expect(body).rejects.toThrow();
    jest.useRealTimers();
  });

  test('the volume of a day ends', async () => {
    const small = await start({ ...ON, gigabytesPerDay: 1e-5 });
    answers(Buffer.alloc(200_000, 1), { 'content-length': '200000' });
    const [address = ''] = (await sign({ urls: [`${base}/a.ts`] }, small)).urls;
    await expect(fetch(address).then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error('broken off'))))).rejects.toThrow();
    expect((await fetch(address)).status).toBe(429);
    fixture.advance(24 * HOUR_MS);
    const [next = ''] = (await sign({ urls: [`${base}/a.ts`] }, { url: small.url, headers: await fixture.bearer() })).urls;
    answers('x');
    expect((await fetch(next)).status).toBe(200);
  });
});

describe('pictures', () => {
  test('keep their address for hours, so that they stay in caches', async () => {
    answers('PNG', { 'content-type': 'image/png' });
    const wish = { urls: [`${base}/logo.png`, 'ftp://a/b.png'], isPicture: true };
    const [address = '', none] = (await sign(wish)).urls;
    expect(none).toBe('');
    fixture.advance(10 * MINUTE_MS);
    expect((await sign(wish)).urls).toEqual([address, '']);
    const answer = await fetch(address);
    expect([answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual(['image/png', 'private, max-age=86400']);
    fixture.advance(13 * HOUR_MS);
    expect((await fetch(address)).status).toBe(403);
  });
});

describe('the operator’s onward proxy', () => {
  test('is the only way; while it is down nothing goes out, and the status says so', async () => {
    const proxy = await openProxy('socks5');
    const behind = await start({ ...ON, proxy: `socks5://anna:s3cret@127.0.0.1:${String(proxy.port)}` });
    answers('x');
    const [address = ''] = (await sign({ urls: [`${base}/a.ts`] }, behind)).urls;
    expect((await fetch(address)).status).toBe(200);
    expect(proxy.ports.has(ports[0] ?? 0)).toBe(true);
    await proxy.close();
    fixture.advance(10_000);
    for (const answer of [await fetch(address), await post('requests', { url: base }, behind), await post('streams', { urls: [base] }, behind), await fetch(`${behind.url}/api/v1/relay`, { headers: behind.headers })]) {
      expect([answer.status, await codeOf(answer)]).toEqual([502, 'net.tunnel-down']);
    }
    expect(asked).toHaveLength(1);
    expect(fixture.logged.join('')).not.toMatch(/s3cret|anna:/);
  });

  test('one that cannot be read ends the start; it never means "directly"', async () => {
    await expect(start({ ...ON, proxy: 'socks5://a:99999' })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

test('the exit is what the platform’s own public address sees', async () => {
  const plain = await fetch(`${url}/api/v1/relay`, { headers });
  expect(await plain.json()).toEqual({ exitAddress: '', exitCountry: '' });
});

test('nothing of a host’s address is in the log', () => {
  const log = fixture.logged.join('');
  expect(log).toContain('/relay/***/part.ts');
  expect(log).not.toMatch(new RegExp(`${SECRET}|${new URL(base).port}/live|/relay/[\\w-]{20}`));
});
