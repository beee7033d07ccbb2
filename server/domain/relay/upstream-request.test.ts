import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#core/base';
import { openProxy } from '#test/harness/proxy';
import type { TestProxy } from '#test/harness/proxy';
import { AddressGuard } from './address-guard';
import { judgeHeaders, judgeUrl } from './judge-request';
import { readOnwardProxy } from './onward-proxy';
import { askUpstream } from './upstream-request';
import type { WayOut } from './upstream-request';

test.each([
  '127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '168.63.129.16', '198.18.0.1',
  '::1', '::', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:1::1',
  '::127.0.0.1', 'localhost', '', '127.1', '0x7f000001', '2130706433',
])('%s is not of the open internet', (address) => {
  expect(new AddressGuard([]).admits(address)).toBe(false);
});

test('the open internet, and what the operator opens', () => {
  expect(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'].map((address) => new AddressGuard([]).admits(address))).toEqual([true, true, true]);
  const guard = new AddressGuard(['192.168.1.20', '10.1.0.0/16', 'fd00::/8', 'nonsense', '10.0.0.0/99']);
  expect(['192.168.1.20', '10.1.9.9', 'fd12::1', '::ffff:10.1.0.1'].map((address) => guard.admits(address))).toEqual([true, true, true, true]);
  expect(['192.168.1.21', '10.2.0.1', '127.0.0.1'].map((address) => guard.admits(address))).toEqual([false, false, false]);
});

test.each([
  ['ftp://a.example/', 'source.bad-address'], ['file:///etc/passwd', 'source.bad-address'], ['http://', 'source.bad-address'], ['http://a.example/\n', 'source.bad-address'], ['http:\\\\a.example', 'source.bad-address'],
  ['http://a.example:22/', 'net.relay-refused'], ['http://a.example:6379/', 'net.relay-refused'], ['http://b.example/', 'net.relay-refused'], ['http://xa.example/', 'net.relay-refused'], ['http://a.example.evil.test/', 'net.relay-refused'],
])('%j is refused', (url, code) => {
  const judged = judgeUrl(url, { hosts: ['a.example', '*.a.example'] });
  expect(judged.ok ? '' : judged.error.code).toBe(code);
});

test('hosts of the operator’s list pass, in every spelling', () => {
  for (const url of ['http://a.example/x', 'https://A.EXAMPLE.:8443/', 'http://deep.cdn.a.example/']) expect(judgeUrl(url, { hosts: ['a.example', '*.a.example'] }).ok).toBe(true);
});

test('headers that frame a message or name the sender are left out; those that end one are refused', () => {
  expect(judgeHeaders({ 'User-Agent': 'Box', Referer: 'http://a', Host: 'evil', 'X-Forwarded-For': '1', 'Proxy-Authorization': 'x', Connection: 'close', 'Content-Length': '1', Cookie: 'mac=1' }))
    .toEqual({ ok: true, value: { 'user-agent': 'Box', referer: 'http://a', cookie: 'mac=1' } });
  expect([judgeHeaders({ a: 'b\r\nhost: evil' }).ok, judgeHeaders({ 'a b': '1' }).ok]).toEqual([false, false]);
});

test.each([['socks5://anna:p%40ss@proxy.example:1081', { kind: 'socks5', host: 'proxy.example', port: 1081, username: 'anna', password: 'p@ss' }], ['http://10.0.0.1', { kind: 'http', port: 8080 }], ['https://[::1]:99/', { kind: 'https', host: '::1', port: 99 }]])('%s', (text, wanted) => {
  expect(readOnwardProxy(text)).toMatchObject(wanted);
});

test.each([['proxy.example:80'], ['vpn://a'], ['socks5://a:99999'], ['']])('%s is no proxy', (text) => {
  expect(readOnwardProxy(text)).toBeNull();
});

describe('on sockets', () => {
  let origin: Server;
  let port: number;
  let came: Array<{ readonly port: number; readonly host: string; readonly authorization: string }>;
  let names: Record<string, readonly string[]>;

  beforeEach(async () => {
    came = [];
    names = { 'provider.example': ['127.0.0.1'], 'cdn.example': ['127.0.0.1'], 'inside.example': ['169.254.169.254'], 'both.example': ['127.0.0.1', '10.0.0.1'], 'gone.example': [] };
    origin = createServer((request, response) => {
      came.push({ port: request.socket.remotePort ?? 0, host: request.headers.host ?? '', authorization: String(request.headers.authorization) });
      const to = /^\/to\?(.*)/.exec(request.url ?? '')?.[1];
      if (to !== undefined) response.writeHead(302, { location: decodeURIComponent(to) }).end();
      else response.end(Buffer.alloc(200_000, 7));
    });
    await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
    port = (origin.address() as AddressInfo).port;
  });
  afterEach(async () => {
    origin.closeAllConnections();
    await new Promise((resolve) => origin.close(resolve));
  });

  const wayOut = (more: Partial<WayOut> = {}): WayOut => ({ guard: new AddressGuard(['127.0.0.1']), hosts: [], proxy: null, resolve: (name) => Promise.resolve(names[name] ?? []), ...more });
  const ask = async (url: string, way = wayOut(), signal = new AbortController().signal, headers = {}): Promise<string> => {
    try {
      const { status, url: at, response } = await askUpstream({ url, method: 'GET', headers, body: null, headTimeoutMs: 5_000, signal }, way);
      let length = 0;
      for await (const chunk of response as AsyncIterable<Buffer>) length += chunk.length;
      return `${String(status)} ${at} ${String(length)}`;
    } catch (error) {
      return error instanceof AppError ? error.code : 'broken';
    }
  };
  const at = (host: string, path = '/x'): string => `http://${host}:${String(port)}${path}`;

  test('the host is asked by its name, at the address that was judged', async () => {
    expect(await ask(at('provider.example'))).toBe(`200 ${at('provider.example')} 200000`);
    expect(came[0]?.host).toBe(`provider.example:${String(port)}`);
  });

  test.each([
    ['a name of an address inside', (): string => at('inside.example')],
    ['a name one of whose addresses is inside', (): string => at('both.example')],
    ['the address itself', (): string => at('10.0.0.1')],
    ['the address in another spelling', (): string => at('0x0a000001')],
    ['a redirect to the inside', (): string => at('provider.example', `/to?${encodeURIComponent('http://inside.example/latest/meta-data/')}`)],
    ['a redirect to loopback in IPv6', (): string => at('provider.example', `/to?${encodeURIComponent(`http://[::1]:${String(port)}/`)}`)],
  ])('%s is refused', async (_name, url) => {
    const before = came.length;
    expect(await ask(url())).toBe('net.relay-refused');
    expect(came.length - before).toBeLessThanOrEqual(1);
  });

  test('a name that changes its meaning between the look and the connection changes nothing', async () => {
    let looks = 0;
    const way = wayOut({ resolve: () => Promise.resolve([(looks += 1) === 1 ? '127.0.0.1' : '10.0.0.1']) });
    expect(await ask(at('provider.example'), way)).toMatch(/^200/);
    expect(looks).toBe(1);
  });

  test('redirects keep names and passwords with their host, and end', async () => {
    await ask(at('provider.example', `/to?${encodeURIComponent(at('cdn.example'))}`), wayOut(), undefined, { authorization: 'Bearer x', cookie: 'a=1' });
    expect(came.map(({ authorization }) => authorization)).toEqual(['Bearer x', 'undefined']);
    expect(await ask(at('provider.example', `/to?${encodeURIComponent(`/to?${encodeURIComponent('/to?/to')}`)}`))).toMatch(/^200|http\.unexpected/);
    expect(await ask(at('provider.example', '/to?ftp%3A%2F%2Fa'))).toBe('source.bad-address');
    expect(await ask(at('gone.example'))).toBe('net.unreachable');
  });

  test('whoever leaves ends the connection', async () => {
    const leaving = new AbortController();
    leaving.abort();
    expect(await ask(at('provider.example'), wayOut(), leaving.signal)).toBe('net.cancelled');
    expect(came).toEqual([]);
  });

  describe.each(['http', 'socks5'] as const)('behind an onward proxy (%s): kill switch', (kind) => {
    let proxy: TestProxy;
    beforeEach(async () => { proxy = await openProxy(kind); });
    afterEach(async () => { await proxy.close(); });

    const behind = (more: object = {}): WayOut => wayOut({ proxy: { kind, host: '127.0.0.1', port: proxy.port, username: '', password: '', ...more } });
    const direct = (): number => came.filter((each) => !proxy.ports.has(each.port)).length;

    test('everything goes by it', async () => {
      expect(await ask(at('provider.example', `/to?${encodeURIComponent(at('cdn.example'))}`), behind())).toBe(`200 ${at('cdn.example')} 200000`);
      expect([proxy.targets.length, came.length, direct()]).toEqual([2, 2, 0]);
    });

    test('it refuses, wants another login, dies or is gone: nothing goes out another way', async () => {
      proxy.mood = 'refuses';
      expect(await ask(at('provider.example'), behind())).toBe('net.tunnel-down');
      proxy.mood = 'login';
      expect(await ask(at('provider.example'), behind())).toBe('net.tunnel-refused');
      expect(await ask(at('provider.example'), behind({ username: 'anna', password: 'wrong' }))).toBe('net.tunnel-refused');
      expect(came).toEqual([]);
      expect(await ask(at('provider.example'), behind({ username: 'anna', password: 's3cret' }))).toMatch(/^200/);
      proxy.mood = 'dies';
      expect(await ask(at('provider.example'), behind())).toBe('broken');
      await proxy.close();
      expect(await ask(at('provider.example'), behind())).toBe('net.tunnel-down');
      expect([came.length, direct()]).toEqual([2, 0]);
    });

    test('it is silent: the viewer leaves, nothing went out', async () => {
      proxy.mood = 'silent';
      const leaving = new AbortController();
      setTimeout(() => { leaving.abort(); }, 50);
      expect(await ask(at('provider.example'), behind(), leaving.signal)).toBe('net.cancelled');
      expect(came).toEqual([]);
    });
  });
});
