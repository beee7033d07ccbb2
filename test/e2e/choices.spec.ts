import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openFromRail, signInByPhone, START_MS, typeDigits } from './steps';
import type { TelevisionKind, Viewer } from './viewer';

jest.setTimeout(240_000);

const KINDS: readonly TelevisionKind[] = ['web'];

describe.each(KINDS)('what a viewer chooses on %s', (kind) => {
  let platform: TestPlatform;
  let opened: OpenedViewer;
  let viewer: Viewer;

  beforeAll(async () => {
    platform = await startPlatform();
    opened = await openViewer(kind, platform, SMALL_SCREEN);
    viewer = opened.viewer;
    await signInByPhone(opened, platform);
  });

  afterAll(async () => {
    await viewer.close();
    await platform.stop();
  });

  test('a grid is filtered by a value, which shows as a chip and goes with OK', async () => {
    await openFromRail(viewer, 'movies');
    const before = await viewer.hears({ page: 'movies', role: 'listitem' }, START_MS);
    await viewer.press('yellow');
    const value = await viewer.hears({ overlay: 'filters', role: 'checkbox' });
    await viewer.press('ok');
    await viewer.hears({ overlay: 'filters', id: value.data['id'] ?? '' });
    await viewer.press('back');
    const after = await viewer.hears({ overlay: '', page: 'movies', role: 'listitem' });
    expect(after.data['position']).not.toBe(before.data['position']);
    await viewer.press('up');
    await viewer.go('left', { id: value.data['id'] ?? '' }, 3);
    await viewer.press('ok');
    await viewer.press('down');
    await viewer.hears({ page: 'movies', role: 'listitem', position: before.data['position'] ?? '' });
  });

  test('a title is locked from its page, behind a PIN that is chosen then, and is gone', async () => {
    const film = await viewer.now();
    await viewer.press('ok');
    await viewer.hears({ page: 'movie', id: /play|resume/ }, START_MS);
    await viewer.go('right', { id: 'options' }, 6);
    await viewer.press('ok');
    await viewer.hears({ overlay: 'options' });
    await viewer.go('down', { id: 'lock' }, 8);
    await viewer.press('ok');
    await viewer.hears({ overlay: 'pin' }, START_MS);
    await typeDigits(viewer, '2580');
    await typeDigits(viewer, '2580');
    await viewer.hears({ page: 'movie', overlay: '', id: 'back' }, START_MS);
    await viewer.press('ok');
    const next = await viewer.hears({ page: 'movies', role: 'listitem' });
    expect(next.data['name']).not.toBe(film.data['name']);
  });

  test('a channel is hidden in the line-up, is gone from Live TV, and comes back by undo', async () => {
    await openFromRail(viewer, 'settings');
    await viewer.go('down', { id: 'sources' }, 8);
    await viewer.press('right');
    await viewer.go('down', { id: 'lineup' }, 6);
    await viewer.press('ok');
    await viewer.hears({ page: 'lineup', role: 'tab', id: 'all' }, START_MS);
    await viewer.press('right');
    const channel = await viewer.hears({ page: 'lineup', role: 'checkbox' });
    await viewer.press('ok', 'right');
    await viewer.hears({ id: 'hide' });
    await viewer.press('ok', 'left');
    const hidden = await viewer.hears({ page: 'lineup', role: 'checkbox', id: channel.data['id'] ?? '', details: 'Hidden' }, START_MS);
    expect(hidden.data['name']).toBe(channel.data['name']);
    await viewer.press('red');
    await viewer.hears({ page: 'lineup', id: channel.data['id'] ?? '', details: '' }, START_MS);
  });

  test('time per day is limited in settings, behind the PIN of before', async () => {
    await viewer.go('back', { page: 'settings' }, 4);
    await viewer.go('left', { role: 'tab' }, 2);
    await viewer.go('down', { id: 'parental' }, 8);
    await viewer.press('right');
    await viewer.hears({ page: 'settings', id: /^(pin|parental-open)$/ });
    if ((await viewer.now()).data['id'] === 'parental-open') {
      await viewer.press('ok');
      await viewer.hears({ overlay: 'pin' }, START_MS);
      await typeDigits(viewer, '2580');
      await viewer.hears({ overlay: '', page: 'settings' }, START_MS);
    }
    await viewer.go('down', { id: 'time-budget' }, 12);
    await viewer.press('ok');
    await viewer.hears({ overlay: 'time-budget' });
    await viewer.press('down', 'ok');
    await viewer.hears({ overlay: '', id: 'time-budget', value: /30/ }, START_MS);
  });
});
