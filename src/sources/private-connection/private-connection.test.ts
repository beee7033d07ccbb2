import { describe, expect, test } from '@jest/globals';
import { AppError, NEVER_CANCELLED } from '#core/base';
import type { SourceId } from '#core/base';
import type { ProxyRoute, ServicePort } from '#ports';
import { HttpClient } from '#sources/http';
import { makeOwnSource } from '#sources/own-sources';
import { SourceStore } from '#sources/registry';
import type { SourceRoute, StoredSource } from '#sources/registry';
import type { PlayTarget, Source } from '#sources/source';
import { createFakeHost, FakeLog, FakeService, FakeStorage } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { ProxyTunnel } from './proxy-tunnel';
import { RoutedHttp } from './routed-http';
import { RoutedSource } from './routed-source';

const ROUTE: ProxyRoute = { kind: 'socks5', host: 'proxy.example', port: 1080, username: 'anna', password: 's3cret' };
const STORED: StoredSource = {
  config: { id: 'sx' as SourceId, kind: 'xtream', name: 'Line', host: 'line.example' },
  secret: { address: 'http://line.example:8080', username: 'u', password: 'p', route: ROUTE },
};
const TRAILER: PlayTarget = { kind: 'trailer', key: 'k' as never, url: 'http://cdn.example/trailer.mp4' };

function open(service?: ServicePort | null, route: SourceRoute = ROUTE): { host: FakeHost; service: FakeService; source: Source } {
  const host = createFakeHost();
  const capabilities = { ...host.device.capabilities, hasLocalService: true };
  const source = makeOwnSource({ ...STORED, secret: { ...STORED.secret, route } }, {
    ...host, capabilities, client: new HttpClient(host.http), relay: () => null, ingest: null as never, languages: () => ['en'], ...(service === undefined ? {} : { service }),
  });
  return { host, service: host.service, source };
}

test('everything a source asks goes by its proxy', async () => {
  const { host, service, source } = open();
  service.http.on('/player_api.php', { body: { user_info: { auth: 1, status: 'Active' }, server_info: {} } });
  expect((await source.check(NEVER_CANCELLED)).ok).toBe(true);
  expect(service.routes).toEqual([ROUTE]);
  expect(host.http.requests).toEqual([]);
});

describe('kill switch: no way out but the proxy', () => {
  test.each([
    ['the proxy is down', (service: FakeService) => { service.failsWith = 'net.tunnel-down'; }, 'net.tunnel-down'],
    ['the proxy refuses the login', (service: FakeService) => { service.failsWith = 'net.tunnel-refused'; }, 'net.tunnel-refused'],
    ['the proxy is too slow', (service: FakeService) => { service.failsWith = 'net.timeout'; }, 'net.timeout'],
    ['the set lost its service', (service: FakeService) => { service.isMissing = true; }, 'net.tunnel-down'],
  ])('%s', async (_name, spoil, code) => {
    const { host, service, source } = open();
    spoil(service);
    const checked = await source.check(NEVER_CANCELLED);
    const played = await source.resolve(TRAILER, NEVER_CANCELLED);
    expect([checked.ok ? '' : checked.error.code, played.ok ? '' : played.error.code]).toEqual([code, code]);
    expect(host.http.requests).toEqual([]);
  });

  test('a set without a service', async () => {
    const { host, source } = open(null);
    const checked = await source.check(NEVER_CANCELLED);
    expect(checked.ok ? '' : checked.error.code).toBe('net.tunnel-down');
    expect((await source.resolve(TRAILER, NEVER_CANCELLED)).ok).toBe(false);
    expect(host.http.requests).toEqual([]);
  });

  test('a source by the relay, of a platform nobody is signed in to', async () => {
    const { host, source } = open(null, { kind: 'relay' });
    const checked = await source.check(NEVER_CANCELLED);
    expect([checked.ok ? '' : checked.error.code, (await source.resolve(TRAILER, NEVER_CANCELLED)).ok, await source.pictureAddress?.('http://line.example/p.png')]).toEqual(['net.tunnel-down', false, null]);
    expect(host.http.requests).toEqual([]);
  });

  test('a stored route that cannot be read leads nowhere, and is never "directly"', async () => {
    const storage = new FakeStorage();
    const store = new SourceStore(storage, new FakeLog());
    await store.put({ ...STORED, secret: { ...STORED.secret, route: { ...ROUTE, kind: 'vpn' as never } } }, [STORED.config]);
    const [found] = await store.load();
    expect(found?.secret.route).toMatchObject({ host: '', port: 0 });
    expect(storage.values.get('sources.v1')).not.toMatch(/s3cret|proxy\.example/);
    await store.put({ ...STORED, secret: { ...STORED.secret, route: { kind: 'relay' } } }, [STORED.config]);
    expect((await store.load())[0]).toMatchObject({ config: { isPrivate: true }, secret: { route: { kind: 'relay' } } });
    await store.put(STORED, [STORED.config]);
    expect(await store.load()).toEqual([{ ...STORED, config: { ...STORED.config, isPrivate: true } }]);
  });
});

describe('streams', () => {
  const inner = (form: 'hls' | 'dash'): Source => ({
    id: STORED.config.id, kind: 'xtream', sync: null, guideMode: 'none', dispose: () => undefined,
    resolve: () => Promise.resolve({
      ok: true,
      value: {
        media: { url: 'http://line.example/live/u/p/1.m3u8', form, isLive: true, headers: { 'user-agent': 'Box' } },
        thumbnailsUrl: 'http://line.example/t.vtt', subtitles: [{ language: 'en', label: '', url: 'http://line.example/en.srt' }], otherForms: ['ts', 'dash'],
      },
    }),
  } as Partial<Source> as Source);

  test('the player gets an address of this set, and so does everything beside the stream', async () => {
    const service = new FakeService();
    const answer = await new RoutedSource(inner('hls'), new ProxyTunnel(service, ROUTE)).resolve(TRAILER, NEVER_CANCELLED);
    expect(service.streams[0]).toMatchObject({ url: 'http://line.example/live/u/p/1.m3u8', headers: { 'user-agent': 'Box' }, route: ROUTE });
    expect(answer).toMatchObject({ ok: true, value: { thumbnailsUrl: '', otherForms: ['ts', 'dash'], media: { headers: {}, isLive: true } } });
    const { media, subtitles } = answer.ok ? answer.value : { media: null, subtitles: [] };
    for (const url of [media?.url, ...subtitles.map((file) => file.url)]) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  test.each([['hls', false], ['dash', true]] as const)('whoever fetches %s is told whether nothing but a manifest may come', async (form, isManifest) => {
    const service = new FakeService();
    const answer = await new RoutedSource(inner(form), new ProxyTunnel(service, ROUTE)).resolve(TRAILER, NEVER_CANCELLED);
    expect(answer).toMatchObject({ ok: true, value: { media: { form } } });
    expect(service.streams[0]?.isManifest).toBe(isManifest);
  });

  test('a protected stream is refused: its licence would be asked for directly', async () => {
    const service = new FakeService();
    const plain = inner('dash');
    const locked = { ...plain, resolve: async (...asked: Parameters<Source['resolve']>) => {
      const answer = await plain.resolve(...asked);
      return answer.ok ? { ok: true, value: { ...answer.value, media: { ...answer.value.media, drm: { system: 'widevine' } } } } : answer;
    } } as unknown as Source;
    const answer = await new RoutedSource(locked, new ProxyTunnel(service, ROUTE)).resolve(TRAILER, NEVER_CANCELLED);
    expect([answer.ok ? '' : answer.error.code, service.streams]).toEqual(['media.drm-unsupported', []]);
  });

  test('a proxy that fails while it plays ends the play with that reason; what the host does is the player\'s to bear', async () => {
    const service = new FakeService();
    const answer = await new RoutedSource(inner('hls'), new ProxyTunnel(service, ROUTE)).resolve(TRAILER, NEVER_CANCELLED);
    const lost: string[] = [];
    const leave = answer.ok ? answer.value.hold?.((error: AppError) => lost.push(error.code)) : undefined;
    service.streams[0]?.onBroken?.(new AppError('net.unreachable'));
    service.streams[0]?.onBroken?.(new AppError('net.tunnel-down'));
    expect(lost).toEqual(['net.tunnel-down']);
    leave?.();
    expect(service.open).toBe(0);
  });

  test('zapping leaves no more than two open; the end closes them', async () => {
    const service = new FakeService();
    const source = new RoutedSource(inner('hls'), new ProxyTunnel(service, ROUTE));
    for (let i = 0; i < 20; i += 1) await source.resolve(TRAILER, NEVER_CANCELLED);
    expect(service.open).toBe(2);
    source.dispose();
    expect(service.open).toBe(0);
  });
});

test('headers that frame a message are left to who sends it; all others go', async () => {
  const service = new FakeService();
  service.http.on('line.example', { body: 'x' });
  await new RoutedHttp(new ProxyTunnel(service, ROUTE)).request({ url: 'http://line.example/', headers: { Host: 'evil', 'User-Agent': 'Box' } });
  expect(service.http.requests[0]?.headers).toEqual({ 'user-agent': 'Box' });
});
