import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { runOperator, startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openFromRail, signInByPhone, START_MS } from './steps';
import type { Viewer } from './viewer';

jest.setTimeout(240_000);

const FILM = /^A Minute of Rain/;

describe('a protected film in the browser', () => {
  let platform: TestPlatform;
  let opened: OpenedViewer;
  let viewer: Viewer;
  let number = '';

  async function play(): Promise<void> {
    await viewer.hears({ page: 'movie', id: /play|resume/ }, START_MS);
    await viewer.press('ok');
  }

  beforeAll(async () => {
    platform = await startPlatform();
    opened = await openViewer('web', platform, SMALL_SCREEN);
    viewer = opened.viewer;
    await signInByPhone(opened, platform);
    number = /^movie +(\d+) +A Minute of Rain/m.exec(await runOperator(platform, 'drm', 'list'))?.[1] ?? '';
    await openFromRail(viewer, 'movies');
    await viewer.hears({ page: 'movies', role: 'listitem' }, START_MS);
  });

  afterAll(async () => {
    await viewer.close();
    await platform.stop();
  });

  test('plays by a licence of the platform', async () => {
    await viewer.go('up', { role: 'tab' }, 4);
    await viewer.go('right', { name: /^Short film/ }, 24);
    await viewer.press('ok');
    await viewer.press('down');
    await viewer.hears({ page: 'movies', role: 'listitem', position: '1 of 3' });
    await viewer.go('right', { name: FILM }, 4);
    await viewer.press('ok');
    await play();
    await viewer.watches(1, START_MS);
    expect(await viewer.page.evaluate('document.querySelector("video").mediaKeys !== null && document.querySelector("video").getVideoPlaybackQuality().totalVideoFrames > 5')).toBe(true);
  });

  test('whose licence holds another key is told so, with the operator’s number for it', async () => {
    await viewer.go('back', { page: 'movie' }, 4);
    await runOperator(platform, 'drm', 'set', '--movie', number, '--systems', 'clearkey', '--keys', `${'0'.repeat(31)}1:${'1'.repeat(32)}`);
    await play();
    const shown = await viewer.hears({ player: 'failed', problem: 'HRT-2114' }, START_MS);
    expect(shown.text).toMatch(/No licence for this/);
  });

  test('which nothing here can open is told so as well', async () => {
    await viewer.go('back', { page: 'movie' }, 4);
    await runOperator(platform, 'drm', 'set', '--movie', number, '--systems', 'playready');
    await play();
    const shown = await viewer.hears({ player: 'failed', problem: 'HRT-2115' }, START_MS);
    expect(shown.text).toMatch(/Protection this set cannot open/);
  });
});
