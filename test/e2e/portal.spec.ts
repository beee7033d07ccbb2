import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { SimulatedPortal } from '#test/simulators/upstream';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import { fillForm, openFromRail, openOwnSource, START_MS } from './steps';
import type { Viewer } from './viewer';

jest.setTimeout(180_000);

const CHANNELS = 41;

let platform: TestPlatform;
let portal: SimulatedPortal;
let viewer: Viewer;

beforeAll(async () => {
  platform = await startPlatform();
  // A page cannot set the box's cookie: portals of resellers take the MAC from the query.
  portal = await SimulatedPortal.open({ path: '/portal.php', takesQueryMac: true, knownMac: '00:1A:79:3C:5E:70', sizes: { films: 30 } });
  viewer = (await openViewer('web', platform, SMALL_SCREEN)).viewer;
});

afterAll(async () => {
  await viewer.close();
  await portal.close();
  await platform.stop();
});

test('a viewer adds a portal by its MAC address with the remote, mends a wrong one, and sees its channels', async () => {
  await openOwnSource(viewer);
  await viewer.go('up', { id: 'xtream' }, 2);
  await viewer.go('right', { id: 'portal' }, 2);
  await viewer.press('down');
  await viewer.hears({ id: 'address' });
  await viewer.press('ok');
  // The beginning of the MAC address stands there already.
  await fillForm(viewer, [`127.0.0.1:${String(portal.port)}`, '111111', '', '']);
  await viewer.hears({ formProblem: 'HRT-1214', id: 'change-details' }, START_MS);
  await viewer.press('ok');
  for (let digit = 0; digit < 6; digit += 1) await viewer.press('back');
  await fillForm(viewer, ['3c5e70', '', '']);
  await viewer.hears({ page: 'home', name: /./ }, START_MS);
  await openFromRail(viewer, 'live');
  const first = await viewer.hears({ page: 'live', role: 'listitem', position: `1 of ${String(CHANNELS)}` }, START_MS);
  expect(first.data['name']).toMatch(/^1, Channel 1/);
  expect(viewer.mishaps).toEqual([]);
});
