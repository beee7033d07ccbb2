import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openFromRail, signInByPhone } from './steps';
import type { TelevisionKind } from './viewer';
import type { Viewer } from './viewer';

jest.setTimeout(240_000);

const KINDS: readonly TelevisionKind[] = ['web', 'webos'];
const KEYS = 'abcdefghijklmnopqrstuvwxyz';
const COLUMNS = 6;

/** Types with the letters on the screen, as a viewer with a remote does. */
async function typeLetters(viewer: Viewer, text: string): Promise<void> {
  for (const letter of text) {
    const place = KEYS.indexOf(letter);
    for (let presses = 0; presses < 20; presses += 1) {
      const id = (await viewer.now()).data['id'] ?? '';
      const at = KEYS.indexOf(id.replace('key-', ''));
      if (at === place) break;
      const rows = Math.floor(place / COLUMNS) - Math.floor(at / COLUMNS);
      await viewer.press(at === -1 ? 'up' : rows > 0 ? 'down' : rows < 0 ? 'up' : place > at ? 'right' : 'left');
    }
    await viewer.press('ok');
  }
}

/** Empties the field by its key: letters of a computer's keyboard are typed here, whatever colour they stand for elsewhere. */
async function clearField(viewer: Viewer): Promise<void> {
  await viewer.go('down', { id: /^key-(space|delete|clear)$/ }, 8);
  await viewer.go('right', { id: 'key-clear' }, 3);
  await viewer.press('ok');
  await viewer.hears({ query: '' });
}

describe.each(KINDS)('search on %s', (kind) => {
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
    expect(viewer.mishaps).toEqual([]);
    await opened.viewer.close();
    await platform.stop();
  });

  test('finds while letters are typed, opens a film, and comes back to it', async () => {
    await openFromRail(viewer, 'search');
    await viewer.hears({ page: 'search', id: 'key-a' });
    await typeLetters(viewer, 'the');
    await viewer.hears({ query: 'the', results: /^[1-9]/ });
    await viewer.go('right', { role: 'listitem' }, 8);
    await viewer.go('down', { group: 'Movies' }, 4);
    const film = await viewer.now();
    expect(film.data['name']).toMatch(/Movie.*Watch any time/);
    await viewer.press('ok');
    await viewer.hears({ page: 'movie', id: 'play' });
    await viewer.press('back');
    await viewer.hears({ page: 'search', id: film.data['id'] ?? '', query: 'the' });
  });

  test('a channel is found by its name and plays', async () => {
    await viewer.go('left', { id: /^key-/ }, 8);
    await clearField(viewer);
    await viewer.hears({ query: '' });
    await typeLetters(viewer, 'arena');
    await viewer.hears({ query: 'arena', results: /^[1-9]/ });
    await viewer.go('right', { group: 'Live now' }, 8);
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    try {
      await viewer.watches(0);
    } finally {
      // What follows begins on the search page, in engines that show no picture too.
      await viewer.go('back', { page: 'search' }, 4);
    }
  });

  test('what was opened is remembered, and Back empties the field and then leaves', async () => {
    await viewer.go('left', { id: /^key-/ }, 8);
    await clearField(viewer);
    await viewer.go('down', { id: /^word / }, 9);
    expect((await viewer.now()).data['name']).toBe('arena');
    await viewer.press('ok');
    await viewer.hears({ query: 'arena', group: 'Live now' });
    await viewer.go('back', { overlay: 'rail' }, 8);
    await viewer.press('back');
    await viewer.hears({ page: 'home' });
  });

  test('a face of the cast leads to what is known of the person, and back', async () => {
    await openFromRail(viewer, 'movies');
    await viewer.go('down', { role: 'listitem' }, 4);
    await viewer.press('ok');
    await viewer.hears({ page: 'movie', id: 'play' });
    await viewer.go('down', { group: /Cast/ }, 3);
    await viewer.press('ok');
    await viewer.hears({ page: 'person', role: 'listitem', results: /^[1-9]/ });
    await viewer.press('back');
    await viewer.hears({ page: 'movie', group: /Cast/ });
  });
});
