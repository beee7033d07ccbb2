import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { MediaServer } from '#test/simulators';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { addPlaylist, openFromRail, openSettings, signInByPhone, START_MS } from './steps';
import { isDrawn } from './tried-engine';

jest.setTimeout(300_000);

let platform: TestPlatform;
let provider: MediaServer;
let opened: OpenedViewer;
/** The private connection is down. */
const LABEL = 'HRT-1005';
/** Requests of the provider that came from the set's own engine, and those of the relay, which says who it is. */
const came = { directly: 0, byRelay: 0 };
/** Segments of the film. */
let segments = 0;

beforeAll(async () => {
  platform = await startPlatform({ env: { HEARTH_SAMPLE: '0', HEARTH_RELAY: '1', HEARTH_RELAY_NETWORKS: '127.0.0.1' } });
  provider = await MediaServer.open();
  const logo = (name: string): string => `tvg-logo="${provider.url}/${name}.png"`;
  provider.add('/l', 'audio/x-mpegurl', `#EXTM3U\n#EXTINF:-1 ${logo('one')},One\n${provider.url}/live.m3u8\n#EXTINF:-1 ${logo('two')},Two\n${provider.url}/live.m3u8?b\n#EXTINF:-1 ${logo('film')},Film\n${provider.url}/dash/film.mpd\n`);
  provider.handle = (request) => {
    if (/^Hearth\//.test(request.headers['user-agent'] ?? '')) came.byRelay += 1;
    else came.directly += 1;
    if (/\.m4s$/.test(request.url ?? '')) segments += 1;
    return false;
  };
  opened = await openViewer('tizen', platform, SMALL_SCREEN);
});

afterAll(async () => {
  await opened.viewer.close();
  await provider.close();
  await platform.stop();
});

test('a viewer of a Samsung set sends a source by the relay; from then on the provider never sees the set, not even when the relay dies', async () => {
  const { viewer } = opened;
  await addPlaylist(viewer, `${provider.url}/l`);
  await openSettings(viewer);
  await viewer.press('right');
  await viewer.go('down', { id: 'sign-in' }, 3);
  await viewer.press('ok');
  await signInByPhone(opened, platform, { page: 'home', name: /./ });
  expect(came).toEqual({ directly: expect.any(Number), byRelay: 0 });

  await openSettings(viewer);
  await viewer.press('down', 'right');
  await viewer.go('down', { id: /^s[0-9a-f]+$/ }, 3);
  await viewer.press('ok');
  await viewer.hears({ id: 'close' });
  await viewer.go('right', { id: 'connection' }, 2);
  await viewer.press('ok');
  await viewer.hears({ page: 'connection', id: 'use-relay', connection: 'direct' });
  await viewer.press('ok');
  await viewer.hears({ page: 'settings' }, START_MS);
  const before = came.directly;
  expect(came.byRelay).toBeGreaterThan(0);

  await openFromRail(viewer, 'live');
  await viewer.hears({ page: 'live', role: 'listitem', name: /One/ }, START_MS);
  await viewer.press('ok');
  await viewer.hears({ page: 'player' }, START_MS);
  await viewer.watches(0);
  expect(came.directly).toBe(before);
  // A film of DASH, whose segments the player names itself.
  await viewer.press('channelUp', 'channelUp');
  await viewer.hears({ group: /Film/ }, START_MS);
  await viewer.watches(1, START_MS);
  if (!isDrawn(viewer.kind)) expect(segments).toBeGreaterThan(2);
  await viewer.press('channelUp');
  await viewer.hears({ group: /One/ }, START_MS);
  await viewer.watches(0, START_MS);
  expect(came.directly).toBe(before);

  await platform.kill();
  const seen = came.byRelay;
  // A picture that is drawn misses nobody.
  if (!isDrawn(viewer.kind)) {
    await viewer.hears({ page: 'player', problem: LABEL }, START_MS);
    await viewer.press('channelUp');
    await viewer.hears({ group: /Two/, problem: LABEL }, START_MS);
  }
  expect([came.directly, came.byRelay]).toEqual([before, seen]);
  expect(viewer.mishaps).toEqual([]);
});
