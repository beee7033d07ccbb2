import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { RemoteKey } from '#ports';
import { FakeRandom } from '#test/harness/fakes';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { signInByPhone, START_MS } from './steps';
import type { Viewer } from './viewer';

jest.setTimeout(900_000);

const PRESSES = 5_000;
/** A person who presses without looking: mostly arrows. The numbers are weights. */
const HABITS: ReadonlyArray<readonly [RemoteKey, number]> = [
  ['up', 16], ['down', 20], ['left', 14], ['right', 20], ['ok', 16], ['back', 8],
  ['red', 1], ['green', 1], ['yellow', 1], ['blue', 1], ['channelUp', 2], ['channelDown', 2],
  ['play', 1], ['pause', 1], ['rewind', 1], ['forward', 1], ['info', 1],
  ['digit1', 1], ['digit0', 1], ['digit3', 1], ['digit7', 1],
];
const TOTAL = HABITS.reduce((sum, [, weight]) => sum + weight, 0);

function draw(random: FakeRandom): RemoteKey {
  let left = random.below(TOTAL);
  for (const [key, weight] of HABITS) {
    if (left < weight) return key;
    left -= weight;
  }
  return 'ok';
}

/** Whether somebody who listens knows where the focus is. The app may have been left: then there is nothing to hear. */
async function check(viewer: Viewer, pressed: readonly RemoteKey[]): Promise<'here' | 'left'> {
  const hasLeft = await viewer.page.evaluate('__television.state().hasExited || __television.state().isHidden');
  if (hasLeft === true) return 'left';
  try {
    // The start page shows for a moment after a sign-out; whatever else shows has a focus.
    await viewer.hears({ page: /./, role: /./, name: /./ }, START_MS);
  } catch (error) {
    throw new Error(`focus is lost after ${pressed.slice(-24).join(' ')}\n${error instanceof Error ? error.message : ''}`);
  }
  return 'here';
}

describe.each(['tizen', 'webos'] as const)('five thousand random keys on %s', (kind) => {
  let platform: TestPlatform;
  let opened: OpenedViewer;

  beforeAll(async () => {
    platform = await startPlatform();
    opened = await openViewer(kind, platform);
    await signInByPhone(opened, platform);
  });

  afterAll(async () => {
    await opened.viewer.close();
    await platform.stop();
  });

  test('never lose the focus and never end in an unhandled error', async () => {
    const { viewer } = opened;
    const random = new FakeRandom(20_261_124);
    const pressed: RemoteKey[] = [];
    const pages = new Set<string>();
    let exits = 0;
    for (let i = 0; i < PRESSES; i += 1) {
      const key = draw(random);
      pressed.push(key);
      await viewer.tap(key);
      if (i % 20 !== 19) continue;
      if ((await check(viewer, pressed)) === 'left') {
        exits += 1;
        await viewer.page.reload();
        await viewer.hears({ page: /./, role: /./ }, START_MS);
        continue;
      }
      const { page } = await viewer.now();
      pages.add(page);
      if (/^(sign-in|add-source)$/.test(page) && i % 100 === 99) {
        // Signed out by chance: the viewer signs in again, else the rest would press on one page.
        await viewer.go('back', { page: 'sign-in', overlay: '' }, 60);
        await signInByPhone(opened, platform);
      }
    }
    expect(viewer.mishaps).toEqual([]);
    expect(await viewer.page.evaluate('__television.violations')).toEqual([]);
    // A monkey that got nowhere proves nothing.
    expect(pages.size).toBeGreaterThan(4);
    expect(exits).toBeLessThan(200);
  });
});
