import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { answerOf, collect, type Answer, type FakeBus, type FakeCall } from './testing/drive';

interface ServiceModule {
  createHearthService(bus: FakeBus, options: { serviceId: string; version: string; origins?: string[] }): () => void;
}
const { createHearthService } = jest.requireActual<ServiceModule>('./hearth-service.js');
const FakeService = jest.requireActual<{
  new (busId: string, manager: null, options: object): FakeBus;
  isOldLibrary: boolean;
}>('./testing/fake-webos-service.js');

const ID = 'com.hearthtv.app.service';
type Route = (request: IncomingMessage, response: ServerResponse) => void;

let bus: FakeBus;
let close: () => void;
let upstream: Server;
let base: string;
let routes: Record<string, Route>;
let sockets: Set<Socket>;

beforeEach(async () => {
  bus = new FakeService(ID, null, { noBuiltinMethods: true });
  close = createHearthService(bus, { serviceId: ID, version: '0.1.0', origins: ['http://localhost:5173'] });
  routes = {};
  sockets = new Set();
  upstream = createServer((request, response) => {
    const route = routes[(request.url ?? '').replace(/\?.*$/, '')];
    if (route === undefined) response.writeHead(404).end('not here');
    else route(request, response);
  });
  upstream.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
});

afterEach(async () => {
  close();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => upstream.close(resolve));
});

const fetchFrom = (path: string, more: object = {}): FakeCall =>
  bus.deliver('fetch', { url: `${base}${path}`, subscribe: true, ...more });
const bodyOf = async (call: FakeCall): Promise<string> =>
  (await collect((await answerOf(call)).bodyUrl ?? '')).bytes.toString();

describe('heartbeat', () => {
  test('keeps the service alive until the app cancels it', async () => {
    const call = bus.deliver('heartbeat', { subscribe: true });
    expect(await answerOf(call)).toMatchObject({ returnValue: true, subscribed: true, leaseMs: 120_000 });
    expect(bus.activityCount()).toBe(1);
    call.cancel();
    expect(bus.activityCount()).toBe(0);
  });

  test('ends by itself after its lease: a frozen page cannot cancel', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    try {
      const call = bus.deliver('heartbeat', { subscribe: true });
      await answerOf(call);
      jest.advanceTimersByTime(119_999);
      expect(bus.activityCount()).toBe(1);
      jest.advanceTimersByTime(1);
      expect(call.answers[1]).toMatchObject({ subscribed: false, leaseEnded: true });
      expect(bus.activityCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  test('without a subscription it only answers', async () => {
    expect(await answerOf(bus.deliver('heartbeat', {}))).toMatchObject({ returnValue: true, subscribed: false });
    expect(bus.activityCount()).toBe(0);
  });
});

describe('info', () => {
  test('tells versions and load, also where the library brings an info of its own', async () => {
    await answerOf(bus.deliver('heartbeat', { subscribe: true }));
    expect(await answerOf(bus.deliver('info', {}))).toMatchObject({
      version: '0.1.0',
      nodeVersion: process.version,
      heartbeats: 1,
      transfers: 0,
      features: ['fetch', 'inflate', 'stream', 'tunnel', 'companion']
    });
    FakeService.isOldLibrary = true;
    const old = new FakeService(ID, null, { noBuiltinMethods: true });
    FakeService.isOldLibrary = false;
    const closeOld = createHearthService(old, { serviceId: ID, version: '0.1.0' });
    expect(await answerOf(old.deliver('info', {}))).toMatchObject({ version: '0.1.0' });
    closeOld();
  });
});

describe('who may call', () => {
  test.each(['heartbeat', 'fetch', 'companion', 'info'])('%s is for the own app only', async (method) => {
    expect(await answerOf(bus.deliver(method, { url: base }, 'com.other.app'))).toMatchObject({
      returnValue: false,
      code: 'http.forbidden'
    });
    expect(await answerOf(bus.deliver(method, { url: base }, 'com.hearthtv.app2'))).toMatchObject({
      returnValue: false,
      code: 'http.forbidden'
    });
  });
});

describe('fetch', () => {
  test('sends any header and hands over status, headers and body', async () => {
    const seen: IncomingMessage['headers'][] = [];
    routes['/list'] = (request, response) => {
      seen.push(request.headers);
      response.writeHead(203, { 'X-Panel': 'yes', 'Content-Length': '8' }).end('#EXTM3U\n');
    };
    const call = fetchFrom('/list', {
      headers: { 'User-Agent': 'VLC/3.0', Referer: 'http://portal.example/', 'X-Own': 'ü' }
    });
    expect(await answerOf(call)).toMatchObject({
      status: 203,
      url: `${base}/list`,
      lengthBytes: 8,
      headers: { 'x-panel': 'yes' }
    });
    expect(await bodyOf(call)).toBe('#EXTM3U\n');
    expect(await answerOf(call, 1)).toMatchObject({
      returnValue: true,
      finished: true,
      sentBytes: 8,
      subscribed: false
    });
    expect(seen[0]).toMatchObject({ 'user-agent': 'VLC/3.0', referer: 'http://portal.example/', 'x-own': 'ü' });
    expect(bus.activityCount()).toBe(0);
  });

  test('posts a body', async () => {
    routes['/form'] = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () =>
        response.end(`${request.method} ${request.headers['content-length']} ${Buffer.concat(chunks).toString()}`)
      );
    };
    expect(await bodyOf(fetchFrom('/form', { method: 'POST', body: 'größe=1' }))).toBe('POST 9 größe=1');
    expect(
      await bodyOf(fetchFrom('/form', { method: 'POST', bodyBase64: Buffer.from('bytes').toString('base64') }))
    ).toBe('POST 5 bytes');
  });

  test('an error status is an answer like any other', async () => {
    const call = fetchFrom('/gone');
    expect(await answerOf(call)).toMatchObject({ returnValue: true, status: 404 });
    expect(await bodyOf(call)).toBe('not here');
  });

  test('an empty body and one of a single byte arrive whole', async () => {
    routes['/empty'] = (_, response) => void response.end();
    routes['/one'] = (_, response) => void response.end('1');
    routes['/204'] = (_, response) => void response.writeHead(204).end();
    expect(await bodyOf(fetchFrom('/empty'))).toBe('');
    expect(await bodyOf(fetchFrom('/one'))).toBe('1');
    expect(await bodyOf(fetchFrom('/204'))).toBe('');
    expect(await bodyOf(fetchFrom('/one', { method: 'HEAD' }))).toBe('');
  });

  test('a call without subscription is answered once', async () => {
    routes['/list'] = (_, response) => void response.end('text');
    const call = bus.deliver('fetch', { url: `${base}/list` });
    expect(await bodyOf(call)).toBe('text');
    await answerOf(bus.deliver('info', {}));
    expect(call.answers).toHaveLength(1);
  });

  test.each([
    [{ url: 'ftp://host/x' }, 'source.bad-address'],
    [{ url: 'http://' }, 'source.bad-address'],
    [{ url: 'http://host/\r\nHost: other' }, 'source.bad-address'],
    [{ url: 7 }, 'source.bad-address'],
    [{ url: 'http://host/', method: 'TRACE' }, 'input.invalid'],
    [{ url: 'http://host/', headers: { 'X-A': 'a\r\nX-B: b' } }, 'input.invalid'],
    [{ url: 'http://host/', headers: { 'X A': 'a' } }, 'input.invalid'],
    [{ url: 'http://host/', headers: { Host: 'other' } }, 'input.invalid'],
    [{ url: 'http://host/', headers: { 'content-length': '5' } }, 'input.invalid'],
    [{ url: 'http://host/', bodyBase64: '???' }, 'input.invalid'],
    [{ url: 'http://host/', body: 'x'.repeat(1_048_577) }, 'input.invalid'],
    [{ url: 'http://host/', maxBytes: 0 }, 'input.invalid'],
    [{ url: 'http://host/', headTimeoutMs: 1.5 }, 'input.invalid'],
    [{ url: 'http://host/', maxRedirects: 99 }, 'input.invalid'],
    [{ url: 'http://host/', inflate: 'yes' }, 'input.invalid'],
    [{}, 'source.bad-address']
  ])('%j is refused with %s', async (payload, code) => {
    expect(await answerOf(bus.deliver('fetch', payload))).toMatchObject({ returnValue: false, code });
    expect(bus.activityCount()).toBe(0);
  });

  test('characters old Nodes would cut to a byte are encoded', async () => {
    const paths: string[] = [];
    routes['/%C4%8A%E2%80%A8/%20x'] = (request, response) => {
      paths.push(request.url ?? '');
      response.end('ok');
    };
    expect(await bodyOf(fetchFrom('/\u010a\u2028/ x'))).toBe('ok');
    expect(paths).toEqual(['/%C4%8A%E2%80%A8/%20x']);
  });
});

describe('redirects', () => {
  test('are followed, and the last address is told', async () => {
    routes['/a'] = (_, response) => void response.writeHead(302, { Location: '/b?x=1' }).end('moved');
    routes['/b'] = (_, response) => void response.writeHead(307, { Location: `${base}/c` }).end();
    routes['/c'] = (_, response) => void response.end('there');
    const call = fetchFrom('/a');
    expect(await answerOf(call)).toMatchObject({ status: 200, url: `${base}/c` });
    expect(await bodyOf(call)).toBe('there');
  });

  test('take no password to another host', async () => {
    const seen: (string | undefined)[][] = [];
    const other = base.replace('127.0.0.1', 'localhost');
    routes['/away'] = (_, response) => void response.writeHead(302, { Location: `${other}/here` }).end();
    routes['/near'] = (_, response) => void response.writeHead(302, { Location: '/here' }).end();
    routes['/here'] = (request, response) => {
      seen.push([request.headers.authorization, request.headers.cookie, request.headers['user-agent']]);
      response.end();
    };
    const headers = { authorization: 'Basic eA==', cookie: 'a=b', 'user-agent': 'VLC' };
    await bodyOf(fetchFrom('/away', { headers }));
    await bodyOf(fetchFrom('/near', { headers }));
    expect(seen).toEqual([
      [undefined, undefined, 'VLC'],
      ['Basic eA==', 'a=b', 'VLC']
    ]);
  });

  test('turn a post into a get where browsers do', async () => {
    const seen: (string | undefined)[] = [];
    for (const status of [301, 302, 303, 307, 308])
      routes[`/${status}`] = (_, response) => void response.writeHead(status, { Location: '/end' }).end();
    routes['/end'] = (request, response) => {
      seen.push(request.method);
      response.end();
    };
    for (const status of [301, 302, 303, 307, 308])
      await bodyOf(fetchFrom(`/${status}`, { method: 'POST', body: 'x' }));
    expect(seen).toEqual(['GET', 'GET', 'GET', 'POST', 'POST']);
  });

  test.each([
    ['a loop', '/loop', {}, 'redirected too often'],
    ['none allowed', '/loop', { maxRedirects: 0 }, 'redirected too often'],
    ['a file address', '/file', {}, 'no http address']
  ])('%s ends with a failure', async (_, path, more, text) => {
    routes['/loop'] = (_request, response) => void response.writeHead(302, { Location: '/loop' }).end();
    routes['/file'] = (_request, response) => void response.writeHead(302, { Location: 'file:///etc/passwd' }).end();
    const answer = await answerOf(fetchFrom(path, more));
    expect(answer).toMatchObject({ returnValue: false, code: 'http.unexpected' });
    expect(answer.errorText).toContain(text);
  });
});

describe('gzip', () => {
  const guide = '<tv>'.repeat(20_000);

  test.each([
    ['said in the headers', { 'Content-Encoding': 'gzip' }],
    ['a bare .gz file', {}]
  ])('%s is inflated', async (_, headers) => {
    routes['/guide.xml.gz'] = (_request, response) => void response.writeHead(200, headers).end(gzipSync(guide));
    expect(await bodyOf(fetchFrom('/guide.xml.gz'))).toBe(guide);
  });

  test('stays as it is when the page wants so', async () => {
    routes['/guide.xml.gz'] = (_, response) => void response.end(gzipSync(guide));
    const answer = await answerOf(fetchFrom('/guide.xml.gz', { inflate: false }));
    expect(Buffer.compare((await collect(answer.bodyUrl ?? '')).bytes, gzipSync(guide))).toBe(0);
  });

  test('the magic bytes may come one by one', async () => {
    const packed = gzipSync(guide);
    routes['/slow.gz'] = (_, response) => {
      response.write(packed.subarray(0, 1), () => setImmediate(() => response.end(packed.subarray(1))));
    };
    expect(await bodyOf(fetchFrom('/slow.gz'))).toBe(guide);
  });

  test('broken data ends the body and says so', async () => {
    const packed = gzipSync(guide);
    packed.fill(0xff, 20, 60);
    routes['/broken.gz'] = (_, response) => void response.end(packed);
    const call = fetchFrom('/broken.gz');
    expect((await collect((await answerOf(call)).bodyUrl ?? '')).isWhole).toBe(false);
    expect(await answerOf(call, 1)).toMatchObject({ returnValue: false, code: 'source.malformed', finished: true });
  });

  test('a bomb is stopped at the size allowed', async () => {
    routes['/bomb.gz'] = (_, response) => void response.end(gzipSync(Buffer.alloc(5_000_000)));
    const call = fetchFrom('/bomb.gz', { maxBytes: 100_000 });
    const body = await collect((await answerOf(call)).bodyUrl ?? '');
    expect([body.isWhole, body.bytes.length <= 100_000]).toEqual([false, true]);
    expect(await answerOf(call, 1)).toMatchObject({ code: 'http.unexpected' });
  });
});

describe('limits', () => {
  test('a body announced larger than allowed is refused at once', async () => {
    routes['/large'] = (_, response) =>
      void response.writeHead(200, { 'Content-Length': '1001' }).end('x'.repeat(1001));
    expect(await answerOf(fetchFrom('/large', { maxBytes: 1000 }))).toMatchObject({
      returnValue: false,
      code: 'http.unexpected'
    });
  });

  test('a host that never answers is given up', async () => {
    routes['/mute'] = () => undefined;
    expect(await answerOf(fetchFrom('/mute', { headTimeoutMs: 30 }))).toMatchObject({
      returnValue: false,
      code: 'net.timeout'
    });
  });

  test('a body that falls silent is given up', async () => {
    routes['/stall'] = (_, response) => void response.write('some');
    const call = fetchFrom('/stall', { idleTimeoutMs: 30 });
    expect(await collect((await answerOf(call)).bodyUrl ?? '')).toMatchObject({ isWhole: false });
    expect(await answerOf(call, 1)).toMatchObject({ code: 'net.timeout', sentBytes: 4 });
  });

  test('a refused connection and a broken one are told apart from an end', async () => {
    const unused = createServer();
    await new Promise<void>((resolve) => unused.listen(0, '127.0.0.1', resolve));
    const port = (unused.address() as AddressInfo).port;
    await new Promise((resolve) => unused.close(resolve));
    const refused = await answerOf(bus.deliver('fetch', { url: `http://user:secret@127.0.0.1:${port}/secret` }));
    expect(refused).toMatchObject({ returnValue: false, code: 'net.unreachable' });
    expect(JSON.stringify(refused)).not.toContain('secret');
    routes['/cut'] = (_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => response.socket?.destroy());
    };
    const call = fetchFrom('/cut');
    await collect((await answerOf(call)).bodyUrl ?? '');
    expect(await answerOf(call, 1)).toMatchObject({ code: 'net.unreachable', errorText: 'the connection broke off' });
  });

  test('more transfers at once than a set can hold are refused', async () => {
    routes['/wait'] = (_, response) => void response.write('x');
    const calls = Array.from({ length: 24 }, () => fetchFrom('/wait'));
    await Promise.all(calls.map((call) => answerOf(call)));
    expect(await answerOf(fetchFrom('/wait'))).toMatchObject({ code: 'http.rate-limited' });
    for (const call of calls) call.cancel();
    expect(await answerOf(fetchFrom('/wait'))).toMatchObject({ returnValue: true });
  });
});

describe('pipes', () => {
  test('a page that does not read holds the provider back: nothing is piled up', async () => {
    const total = 64 * 1024 * 1024;
    let written = 0;
    let release: () => void = () => undefined;
    const isHeldBack = new Promise<void>((resolve) => {
      routes['/stream'] = (_, response) => {
        const chunk = Buffer.alloc(256 * 1024);
        const write = (): void => {
          while (written < total) {
            written += chunk.length;
            if (!response.write(chunk)) {
              // Two turns without room: everybody on the way has what they can hold.
              const seen = written;
              const timer = setTimeout(() => written === seen && resolve(), 150);
              response.once('drain', () => {
                clearTimeout(timer);
                write();
              });
              return;
            }
          }
          response.end();
        };
        write();
      };
    });
    const answer = await answerOf(fetchFrom('/stream'));
    const collected = collect(answer.bodyUrl ?? '', {
      hold: () => new Promise<void>((resolve) => (release = resolve))
    });
    await isHeldBack;
    expect(written).toBeLessThan(total / 2);
    release();
    expect((await collected).bytes.length).toBe(total);
  });

  test.each(['before it collects', 'in mid-body'])(
    'a page that goes away %s ends the provider’s connection',
    async (when) => {
      const isClosed = new Promise<void>((resolve) => {
        routes['/stream'] = (request, response) => {
          response.write('x'.repeat(100_000));
          request.socket.on('close', () => resolve());
        };
      });
      const call = fetchFrom('/stream');
      const { bodyUrl } = await answerOf(call);
      if (when === 'in mid-body') {
        const page = get(bodyUrl ?? '', (response) => response.once('data', () => page.destroy()));
        page.on('error', () => undefined);
        await isClosed;
        expect(await answerOf(call, 1)).toMatchObject({ code: 'net.cancelled', finished: true });
      } else {
        call.cancel();
        await isClosed;
      }
      expect(bus.activityCount()).toBe(0);
      expect(await answerOf(bus.deliver('info', {}))).toMatchObject({ transfers: 0 });
    }
  );

  test('a call cancelled before the head ends the provider’s connection and is not answered', async () => {
    let arrived: () => void = () => undefined;
    const hasArrived = new Promise<void>((resolve) => (arrived = resolve));
    const isClosed = new Promise<void>((resolve) => {
      routes['/mute'] = (request) => {
        request.socket.on('close', () => resolve());
        arrived();
      };
    });
    const call = fetchFrom('/mute');
    await hasArrived;
    call.cancel();
    await isClosed;
    expect(call.answers).toEqual([]);
  });
});

describe('the relay', () => {
  let answer: Answer;
  beforeEach(async () => {
    routes['/list'] = (_, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<b>list</b>');
    answer = await answerOf(fetchFrom('/list'));
  });

  test('listens on the loopback under a secret address, good for one collection', async () => {
    expect(answer.bodyUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/body\/[0-9a-f]{32}$/);
    expect((await collect(answer.bodyUrl ?? '')).status).toBe(200);
    expect((await collect(answer.bodyUrl ?? '')).status).not.toBe(200);
  });

  test('gives opaque bytes that no engine caches or guesses at', async () => {
    expect((await collect(answer.bodyUrl ?? '')).headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store'
    });
  });

  test.each(['null', 'file://', 'file://com.hearthtv.app-webos', 'http://localhost:5173'])(
    'the page of origin %s may collect',
    async (origin) => {
      const collected = await collect(answer.bodyUrl ?? '', { headers: { origin } });
      expect([collected.status, collected.headers['access-control-allow-origin']]).toEqual([200, origin]);
    }
  );

  test.each(['https://evil.example', 'http://127.0.0.1', 'file://com.other.app-webos'])(
    'a page of origin %s is turned away and uses nothing up',
    async (origin) => {
      const refused = await collect(answer.bodyUrl ?? '', { headers: { origin } });
      expect([refused.status, refused.headers['access-control-allow-origin'], refused.bytes.length]).toEqual([
        404,
        undefined,
        0
      ]);
      expect((await collect(answer.bodyUrl ?? '')).bytes.toString()).toBe('<b>list</b>');
    }
  );

  test('a foreign name that points at the loopback is turned away', async () => {
    expect((await collect(answer.bodyUrl ?? '', { headers: { host: 'evil.example' } })).status).toBe(404);
  });

  test.each([
    [(url: string) => url.replace(/\/[0-9a-f]{32}\/body/, `/${'0'.repeat(32)}/body`)],
    [(url: string) => url.replace(/[0-9a-f]{32}$/, '0'.repeat(32))],
    [(url: string) => url.replace(/\/body\/.*/, '/')],
    [(url: string) => `${url}/../..`]
  ])('a guessed address finds nothing', async (change) => {
    expect((await collect(change(answer.bodyUrl ?? ''))).status).toBe(404);
  });

  test('answers the engine’s question before a local address, and other methods not at all', async () => {
    const asked = await collect(answer.bodyUrl ?? '', {
      method: 'OPTIONS',
      headers: { origin: 'null', 'access-control-request-private-network': 'true' }
    });
    expect(asked.status).toBe(204);
    expect(asked.headers['access-control-allow-private-network']).toBe('true');
    expect((await collect(answer.bodyUrl ?? '', { method: 'POST' })).status).toBe(404);
  });

  test('is gone when nobody needs the service any more', async () => {
    const heartbeat = bus.deliver('heartbeat', { subscribe: true });
    await answerOf(heartbeat);
    await collect(answer.bodyUrl ?? '');
    const next = await answerOf(fetchFrom('/list'));
    expect(new URL(next.bodyUrl ?? '').port).toBe(new URL(answer.bodyUrl ?? '').port);
    await collect(next.bodyUrl ?? '');
    heartbeat.cancel();
    expect((await collect(next.bodyUrl ?? '')).status).toBe(0);
  });
});
