import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { chooseProfile, openFromRail, signInByPhone } from './steps';
import type { TelevisionKind } from './viewer';
import type { Viewer } from './viewer';

jest.setTimeout(240_000);

const KINDS: readonly TelevisionKind[] = ['web', 'tizen'];

describe.each(KINDS)('the guide on %s', (kind) => {
  let platform: TestPlatform;
  let opened: OpenedViewer;
  let viewer: Viewer;

  beforeAll(async () => {
    platform = await startPlatform();
    opened = await openViewer(kind, platform, SMALL_SCREEN);
    viewer = opened.viewer;
    await signInByPhone(opened, platform);
    await openFromRail(viewer, 'guide');
  });

  afterAll(async () => {
    await opened.viewer.close();
    await platform.stop();
  });

  test('begins on what runs now, and goes through channels and time', async () => {
    const first = await viewer.hears({ page: 'guide', role: 'gridcell', name: /, now/ });
    await viewer.press('down');
    const second = await viewer.hears({ page: 'guide', name: /, now/ });
    expect(second.data['group']).not.toBe(first.data['group']);
    await viewer.go('right', { name: /, later/ }, 3);
    await viewer.go('left', { name: /, past/ }, 4);
    await viewer.press('blue');
    await viewer.hears({ name: /, now/ });
  });

  test('days are jumped over by colour keys, and Back comes to now', async () => {
    const before = await viewer.now();
    await viewer.press('green');
    const next = await viewer.hears({ page: 'guide', name: /later|No information/ });
    const day = (id: string | undefined): number => Number((id ?? '').split('@')[1]) / 86_400_000;
    expect(Math.round(day(next.data['id']) - day(before.data['id']))).toBe(1);
    await viewer.press('back');
    await viewer.hears({ page: 'guide', overlay: '', name: /, now/ });
  });

  test('a reminder is set with OK and survives a restart', async () => {
    await viewer.go('right', { name: /, later/ }, 3);
    const { data } = await viewer.now();
    await viewer.press('ok');
    await viewer.hears({ id: data['id'] ?? '', name: /reminder set/ });
    await viewer.page.reload();
    await chooseProfile(viewer);
    await openFromRail(viewer, 'guide');
    await viewer.hears({ page: 'guide', role: 'gridcell' });
    await viewer.go('down', { group: data['group'] ?? '' }, 12);
    await viewer.go('right', { id: data['id'] ?? '', name: /reminder set/ }, 3);
    await viewer.press('ok');
    await viewer.hears({ id: data['id'] ?? '', name: /, later$/ });
  });

  test('OK plays what runs now, Guide comes back with the picture, and what is past plays from the archive', async () => {
    await viewer.press('blue');
    await viewer.go('down', { name: /, now, catch-up/ }, 12);
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    await viewer.watches(0);
    await viewer.press('guide');
    await viewer.hears({ page: 'guide', group: /, playing$/, role: 'gridcell' });
    await viewer.go('left', { name: /, past, catch-up/ }, 4);
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    await viewer.watches(0);
    await viewer.go('back', { page: 'guide' }, 4);
  });

  test('nothing went wrong on the way', () => {
    expect(viewer.mishaps).toEqual([]);
  });
});
