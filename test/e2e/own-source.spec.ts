import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import { fillForm, openOwnSource, START_MS } from './steps';
import type { Viewer } from './viewer';

jest.setTimeout(180_000);

let platform: TestPlatform;
let viewer: Viewer;

beforeAll(async () => {
  platform = await startPlatform();
  viewer = (await openViewer('tizen', platform, SMALL_SCREEN)).viewer;
});

afterAll(async () => {
  await viewer.close();
  await platform.stop();
});

test('a viewer types the line of a provider with the remote and watches its channels', async () => {
  const { streamUser, streamPassword } = TEST_ACCOUNTS.tester;
  await openOwnSource(viewer);
  await viewer.press('ok');
  await fillForm(viewer, [`127.0.0.1:${String(platform.port)}`, streamUser, streamPassword, '']);
  await viewer.hears({ page: 'home', name: /./ }, START_MS);
  await viewer.go('back', { overlay: 'rail' }, 4);
  await viewer.go('down', { overlay: 'rail', id: 'live' }, 4);
  await viewer.press('ok');
  await viewer.hears({ page: 'live', role: 'listitem' });
  await viewer.press('ok');
  await viewer.watches(0);
  expect(viewer.mishaps).toEqual([]);
});
