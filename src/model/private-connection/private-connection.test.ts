import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, fail, ok } from '#core/base';
import type { Result, SourceId } from '#core/base';
import type { ProxyRoute } from '#ports';
import { createFakeHost } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import type { PlatformApi } from '#sources/platform';
import type { StoredSource } from '#sources/registry';
import { createPrivateConnection } from './create-private-connection';
import type { PrivateConnectionDeps, PrivateConnectionModel } from './create-private-connection';
import { judgeProxy } from './judge-proxy';

const ID = 'sx' as SourceId;
const ROUTE: ProxyRoute = { kind: 'socks5', host: 'proxy.example', port: 1080, username: 'anna', password: 's3cret' };
const FIELDS = { kind: 'socks5', address: 'proxy.example', port: '', username: 'anna', password: 's3cret' } as const;

describe('judgeProxy', () => {
  const judge = (more: object): Result<ProxyRoute, AppError> => judgeProxy({ ...FIELDS, ...more });

  test.each<[object, Partial<ProxyRoute>]>([
    [{}, ROUTE],
    [{ kind: 'http' }, { kind: 'http', port: 8080 }],
    [{ address: 'proxy.example:99', port: ' 7 ' }, { port: 7 }],
    [{ address: 'https://proxy.example' }, { kind: 'https', port: 443 }],
    [{ address: 'socks5h://bob:p%40ss@10.0.0.2:9', username: '', password: '' }, { kind: 'socks5', host: '10.0.0.2', port: 9, username: 'bob', password: 'p@ss' }],
  ])('%j', (more, wanted) => {
    expect(judge(more)).toMatchObject({ ok: true, value: wanted });
  });

  test.each([[{ address: 'not an address' }, 'source.bad-address'], [{ address: 'ftp://a' }, 'source.bad-address'], [{ port: '70000' }, 'input.invalid'], [{ username: 'a:b' }, 'input.invalid']])('%j is refused', (more, code) => {
    const judged = judge(more);
    expect(judged.ok ? '' : judged.error.code).toBe(code);
  });
});

describe('the connection of a source', () => {
  let host: FakeHost;
  let stored: StoredSource;
  let answer: Result<void, AppError>;
  let ended: number;
  let model: PrivateConnectionModel;
  let api: Pick<PlatformApi, 'get'> | null;
  let relayAnswer: Result<unknown, AppError>;

  const make = (platformUrl: string | null): PrivateConnectionModel => {
    const session = {
      sources: { peek: () => [{ id: ID, name: 'Line' }] },
      platformName: { peek: () => 'Hearth' },
      platformHost: { peek: () => 'tv.example' },
      platformApi: () => api,
      storedSource: () => Promise.resolve(stored),
      replaceSource: (next: StoredSource) => {
        if (answer.ok) stored = next;
        return Promise.resolve(answer);
      },
    } as unknown as PrivateConnectionDeps['session'];
    return createPrivateConnection({ session, device: { capabilities: { ...host.device.capabilities, hasLocalService: true } }, http: host.http, service: host.service, platformUrl, onChanged: () => { ended += 1; } }, ID);
  };

  beforeEach(() => {
    host = createFakeHost();
    stored = { config: { id: ID, kind: 'playlist', name: 'Line', host: 'line.example' }, secret: { address: 'http://line.example/l.m3u', username: '', password: '' } };
    answer = ok(undefined);
    ended = 0;
    relayAnswer = ok({ exitAddress: '203.0.113.9', exitCountry: 'NZ' });
    api = { get: (_path, parse) => Promise.resolve(relayAnswer.ok ? parse(relayAnswer.value) : relayAnswer) };
    host.http.on('/api/v1/address', { body: { address: '198.51.100.7', country: 'DE' } });
    host.service.http.on('/api/v1/address', { body: { address: '203.0.113.9', country: 'NZ' } });
    model = make('https://tv.example');
  });

  test('a proxy that works is kept; the world sees its address, and what played has ended', async () => {
    expect((await model.use(FIELDS)).ok).toBe(true);
    expect(stored.secret.route).toEqual(ROUTE);
    expect([model.form.value.kind, ended]).toEqual(['done', 1]);
    expect(model.view.value).toMatchObject({ kind: 'proxy', place: 'proxy.example:1080', health: 'up', exit: { address: '203.0.113.9', country: 'NZ' }, isLeaking: false });
    expect(JSON.stringify([model.view.value, host.log.lines])).not.toContain('s3cret');
  });

  test('one that does not is not kept', async () => {
    answer = fail(new AppError('net.tunnel-refused'));
    await model.use(FIELDS);
    expect(stored.secret.route).toBeUndefined();
    expect(model.form.value).toMatchObject({ kind: 'failed', error: { code: 'net.tunnel-refused' } });
    expect(ended).toBe(0);
  });

  test('the same address both ways is a leak', async () => {
    stored = { ...stored, secret: { ...stored.secret, route: ROUTE } };
    host.service.http.on('/api/v1/address', { body: { address: '198.51.100.7', country: 'DE' } });
    await model.check();
    expect(model.view.value).toMatchObject({ health: 'up', isLeaking: true });
  });

  test('a proxy that is down is told as such, and nobody is asked directly', async () => {
    stored = { ...stored, secret: { ...stored.secret, route: ROUTE } };
    host.service.failsWith = 'net.tunnel-down';
    await model.check();
    expect(model.view.value).toMatchObject({ health: 'down', error: { code: 'net.tunnel-down' } });
    expect(host.http.requests).toEqual([]);
  });

  test('without a platform nothing is claimed of the exit', async () => {
    stored = { ...stored, secret: { ...stored.secret, route: ROUTE } };
    host.service.http.on('line.example', { body: '' });
    model = make(null);
    await model.check();
    expect(model.view.value).toMatchObject({ health: 'up', exit: null, isLeaking: false });
  });

  test('the relay of the platform: its exit is the platform’s to tell, and is compared with this set’s own', async () => {
    expect(model.ways).toEqual(['relay', 'socks5', 'http', 'https']);
    await model.useRelay();
    expect(stored.secret.route).toEqual({ kind: 'relay' });
    expect(model.view.value).toMatchObject({ kind: 'proxy', proxy: 'relay', place: 'tv.example', health: 'up', exit: { address: '203.0.113.9', country: 'NZ' }, isLeaking: false });
    relayAnswer = ok({ exitAddress: '198.51.100.7', exitCountry: 'DE' });
    await model.check();
    expect(model.view.value).toMatchObject({ isLeaking: true });
    relayAnswer = ok({ exitAddress: '', exitCountry: '' });
    await model.check();
    expect(model.view.value).toMatchObject({ health: 'up', exit: null, isLeaking: false });
  });

  test.each([
    ['the relay is not there', new AppError('net.unreachable'), 'net.tunnel-down'],
    ['its way out is down', new AppError('net.tunnel-down', { facts: { status: 502 } }), 'net.tunnel-down'],
    ['there is none', new AppError('net.relay-off', { facts: { status: 403 } }), 'net.relay-off'],
    ['nobody is signed in any more', null, 'net.tunnel-down'],
  ])('%s: told as such, and the way is kept', async (_name, error, code) => {
    stored = { ...stored, secret: { ...stored.secret, route: { kind: 'relay' } } };
    if (error === null) api = null;
    else relayAnswer = fail(error);
    await model.check();
    expect(model.view.value).toMatchObject({ kind: 'proxy', proxy: 'relay', health: 'down', error: { code } });
    expect(stored.secret.route).toEqual({ kind: 'relay' });
  });

  test('going directly again takes the route away', async () => {
    stored = { ...stored, secret: { ...stored.secret, route: ROUTE } };
    await model.useDirect();
    expect(stored.secret).not.toHaveProperty('route');
    expect(model.view.value).toEqual({ kind: 'direct' });
  });
});
