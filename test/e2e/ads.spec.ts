import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { runOperator, startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openFromRail, signInByPhone } from './steps';

jest.setTimeout(180_000);

let platform: TestPlatform;
let opened: OpenedViewer;

beforeAll(async () => {
  platform = await startPlatform();
  await runOperator(platform, 'ads', 'set', '--on', '--per-break', '2', '--mid', '0');
  // The house's own has an offer to skip after five seconds; this one plays to its end.
  await runOperator(platform, 'campaign', 'set', 'second', '--name', 'Second', '--clips', 'house-spot:12', '--priority', '0');
  await runOperator(platform, 'campaign', 'set', 'house', '--name', 'House', '--clips', 'house-spot:12', '--priority', '1', '--skip-after', '3');
  opened = await openViewer('web', platform, SMALL_SCREEN);
});

afterAll(async () => {
  await opened.viewer.close();
  await platform.stop();
});

test('a film is preceded by two advertisements: one is skipped, one is seen, the film plays, and all of it is counted once', async () => {
  const { viewer } = opened;
  await signInByPhone(opened, platform);
  await openFromRail(viewer, 'movies');
  await viewer.go('down', { role: 'listitem' }, 4);
  await viewer.press('ok');
  await viewer.hears({ page: 'movie', id: 'play' });
  await viewer.press('ok');
  await viewer.hears({ page: 'player', ad: '1/2', id: 'ad', name: /^Ad 1 of 2/ });
  // Nothing is sought in it.
  await viewer.press('right', 'right', 'right');
  await viewer.hears({ id: 'skip-ad', name: 'Skip ad' });
  await viewer.press('ok');
  await viewer.hears({ ad: '2/2', id: 'ad' });
  await viewer.page.waitFor(`document.getElementById('hearth-mirror').getAttribute('data-ad') === ''`, { timeoutMs: 40_000, what: 'the break is over' });
  await viewer.watches(1);
  // The same evening nothing of it comes again.
  await viewer.go('back', { page: 'movie' }, 4);
  await viewer.press('ok');
  await viewer.hears({ page: 'player' });
  await viewer.watches(1);
  expect(await runOperator(platform, 'campaign', 'list')).toMatch(/house {2,}House {2,}1 seen {2,}0 to the end {2,}1 skipped[\s\S]*second {2,}Second {2,}1 seen {2,}1 to the end {2,}0 skipped/);
  expect(viewer.mishaps).toEqual([]);
});
