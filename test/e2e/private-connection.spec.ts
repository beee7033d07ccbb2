import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openProxy } from '#test/harness/proxy';
import type { TestProxy } from '#test/harness/proxy';
import { MediaServer } from '#test/simulators';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import { addPlaylist, fillForm, openFromRail, openSettings, START_MS } from './steps';
import type { Viewer } from './viewer';

jest.setTimeout(300_000);

let platform: TestPlatform;
let provider: MediaServer;
let proxy: TestProxy;
let viewer: Viewer;
/** The private connection is down. */
const LABEL = 'HRT-1005';
/** Requests of the provider that came by themselves, and those that came by the proxy. */
const came = { directly: 0, byProxy: 0 };
/** Segments of the film. */
let segments = 0;

beforeAll(async () => {
  platform = await startPlatform();
  proxy = await openProxy('socks5');
  provider = await MediaServer.open();
  provider.add('/l', 'audio/x-mpegurl', `#EXTM3U\n#EXTINF:-1,One\n${provider.url}/live.m3u8\n#EXTINF:-1,Two\n${provider.url}/live.m3u8?b\n#EXTINF:-1,Film\n${provider.url}/dash/film.mpd\n`);
  provider.handle = (request) => {
    if (proxy.ports.has(request.socket.remotePort ?? 0)) came.byProxy += 1;
    else came.directly += 1;
    if (/\.m4s$/.test(request.url ?? '')) segments += 1;
    return false;
  };
  viewer = (await openViewer('webos', platform, SMALL_SCREEN)).viewer;
});

afterAll(async () => {
  await viewer.close();
  await provider.close();
  await proxy.close();
  await platform.stop();
});

test('a viewer sends a source by a proxy; from then on the provider never sees the set, not even when the proxy dies', async () => {
  await addPlaylist(viewer, `${provider.url}/l`);
  expect(came).toEqual({ directly: expect.any(Number), byProxy: 0 });

  await openSettings(viewer);
  await viewer.press('down', 'right', 'ok');
  await viewer.hears({ id: 'close' });
  await viewer.go('right', { id: 'connection' }, 2);
  await viewer.press('ok');
  await viewer.hears({ page: 'connection', id: 'address', connection: 'direct' });
  await viewer.press('ok');
  await fillForm(viewer, ['127.0.0.1', String(proxy.port), '', '']);
  await viewer.hears({ page: 'settings' }, START_MS);
  const before = came.directly;
  expect(came.byProxy).toBeGreaterThan(0);

  await openFromRail(viewer, 'live');
  await viewer.hears({ page: 'live', role: 'listitem' }, START_MS);
  await viewer.press('ok');
  await viewer.watches(0);
  expect(came.directly).toBe(before);
  // A film of DASH, whose segments the player names itself.
  await viewer.press('channelUp', 'channelUp');
  await viewer.hears({ group: /Film/ }, START_MS);
  await viewer.watches(1, START_MS);
  expect(segments).toBeGreaterThan(2);
  await viewer.press('channelUp');
  await viewer.hears({ group: /One/ }, START_MS);
  await viewer.watches(0, START_MS);
  expect(came.directly).toBe(before);

  const seen = came.byProxy;
  await proxy.close();
  await viewer.hears({ page: 'player', problem: LABEL }, START_MS);
  await viewer.press('channelUp');
  await viewer.hears({ group: /Two/, problem: LABEL }, START_MS);
  expect([came.directly, came.byProxy]).toEqual([before, seen]);
  expect(viewer.mishaps).toEqual([]);
});
