import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openFromRail, signInByPhone, START_MS } from './steps';
import { hasSystemExitQuestion } from './tried-engine';
import { otherThan } from './viewer';
import type { TelevisionKind } from './viewer';
import type { Viewer } from './viewer';

jest.setTimeout(240_000);

/** What requests for media said of the session as they left the page (CTA-5004): one text per request that said something. */
function cmcdOf(viewer: Viewer): readonly string[] {
  return viewer.page.log.requests.map(({ url }) => new URL(url).searchParams.get('CMCD') ?? '').filter((told) => told !== '');
}

/** An episode without its title, and what stands where the words about a match would. */
const UNNAMED = /, Episode \d+,/;
const KEPT_BACK = /Hidden, so that the result/;
const NOT_KEPT_BACK = /^(?![^]*Hidden, so that the result)/;

const KINDS: readonly TelevisionKind[] = ['web', 'tizen', 'webos'];

describe.each(KINDS)('a viewer in front of %s', (kind) => {
  let platform: TestPlatform;
  let opened: OpenedViewer;
  let viewer: Viewer;

  beforeAll(async () => {
    platform = await startPlatform();
    opened = await openViewer(kind, platform, SMALL_SCREEN);
    viewer = opened.viewer;
  });

  afterAll(async () => {
    await opened.viewer.close();
    await platform.stop();
  });

  test('signs in with the phone and reaches Home', async () => {
    await signInByPhone(opened, platform);
    const home = await viewer.hears({ page: 'home', id: 'play' });
    expect(home.data['pageName']).toMatch(/rows/);
  });

  test('walks Home and comes back to the same card', async () => {
    await viewer.go('down', { role: 'listitem' }, 2);
    await viewer.press('right', 'right');
    const card = await viewer.now();
    expect(card.position).toMatch(/^3 /);
    await viewer.press('down', 'up');
    expect((await viewer.now()).data['id']).toBe(card.data['id']);
  });

  test('watches a channel from Live TV, zaps, recalls and types a number', async () => {
    await openFromRail(viewer, 'live');
    await viewer.hears({ page: 'live', role: 'listitem' });
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    await viewer.watches(0);
    const first = (await viewer.now()).data['playing'] ?? '';
    await viewer.press('channelUp');
    await viewer.hears({ playing: otherThan(first) });
    await viewer.watches(0);
    const second = (await viewer.now()).data['playing'] ?? '';
    // Digits open by themselves two seconds after the last one.
    await viewer.press('digit1', 'digit0', 'digit3');
    await viewer.hears({ playing: otherThan(second) });
    await viewer.watches(0);
    await viewer.go('back', { page: 'live' }, 4);
    // Only Shaka is told by us what to ask; the sets' own players ask as they like.
    const told = cmcdOf(viewer);
    if (kind !== 'web') return;
    expect(told.filter((each) => !/(^|,)sid="[0-9a-f-]{36}"/.test(each) || !/(^|,)cid="[^"]+"/.test(each) || /(^|,)sf=(?!h(,|$))/.test(each))).toEqual([]);
    // What is asked for while a channel is left has no form any more.
    expect(told.filter((each) => /(^|,)sf=h(,|$)/.test(each)).length).toBeGreaterThan(told.length / 2);
    // Manifests, and pictures with sound; one session per channel.
    expect(told.some((each) => /(^|,)ot=m(,|$)/.test(each)) && told.some((each) => /(^|,)ot=(av|v)(,|$)/.test(each) && /(^|,)d=\d+/.test(each))).toBe(true);
    expect(new Set(told.map((each) => /sid="([^"]*)"/.exec(each)?.[1])).size).toBeGreaterThanOrEqual(3);
  });

  test('opens a film, plays it, pauses, seeks, leaves, and resumes where it was', async () => {
    await openFromRail(viewer, 'movies');
    await viewer.go('down', { role: 'listitem' }, 4);
    await viewer.press('ok');
    await viewer.hears({ page: 'movie', id: 'play' });
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    await viewer.watches(1);
    await viewer.press('right', 'right', 'right', 'right', 'right', 'right');
    const sought = await viewer.watches(45);
    await viewer.pause();
    await viewer.hears({ player: 'paused' });
    await viewer.go('back', { page: 'movie' }, 4);
    const resume = await viewer.hears({ page: 'movie', id: 'play', name: /Resume/ });
    expect(resume.data['name']).toMatch(/Resume/);
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    expect(await viewer.watches(40)).toBeGreaterThan(sought - 20);
    await viewer.go('back', { page: 'movie' }, 4);
  });

  test('opens a series and plays the next episode', async () => {
    await viewer.go('back', { page: 'movies' }, 2);
    await openFromRail(viewer, 'series');
    await viewer.go('down', { role: 'listitem' }, 4);
    await viewer.press('ok');
    // Focus begins on the next episode to watch.
    await viewer.hears({ page: 'show', role: 'listitem', group: /Episodes/ });
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    await viewer.watches(1);
    await viewer.go('back', { page: 'show' }, 4);
    await viewer.go('back', { page: 'series' }, 2);
  });

  test('keeps back what episodes and sport give away, as settings say, and tells it when asked', async () => {
    await openFromRail(viewer, 'settings');
    await viewer.go('down', { id: 'playback' }, 8);
    await viewer.press('right');
    await viewer.go('down', { id: 'episode-spoilers' });
    await viewer.press('ok');
    await viewer.hears({ overlay: 'episode-spoilers' });
    await viewer.go('down', { id: 'titles' }, 3);
    await viewer.press('ok');
    await viewer.hears({ overlay: '', page: 'settings', id: 'episode-spoilers' });
    await viewer.go('down', { id: 'score-safe' }, 2);
    await viewer.press('ok');

    await openFromRail(viewer, 'series');
    await viewer.go('down', { role: 'listitem' }, 4);
    await viewer.press('ok');
    const episode = await viewer.hears({ page: 'show', role: 'listitem', group: /Episodes/, name: UNNAMED });
    await viewer.holdOk({ overlay: 'options' });
    await viewer.go('down', { id: 'tell' }, 8);
    await viewer.press('ok');
    const told = await viewer.hears({ page: 'show', overlay: '', id: episode.data['id'] ?? '' });
    expect(told.data['name']).not.toMatch(UNNAMED);

    await openFromRail(viewer, 'guide');
    await viewer.go('down', { page: 'guide', role: 'gridcell', name: /, now, catch-up/ }, 12);
    await viewer.go('left', { name: /, past, catch-up/ }, 4);
    await viewer.holdOk({ overlay: 'guide-options' });
    await viewer.go('down', { id: 'sport' }, 8);
    // Whatever it is: from here on it is sport.
    await viewer.press(/not sport/.test((await viewer.now()).data['name'] ?? '') ? 'back' : 'ok');
    await viewer.hears({ page: 'guide', overlay: '', role: 'gridcell' });
    await viewer.press('ok');
    await viewer.hears({ page: 'player' });
    await viewer.watches(0);
    await viewer.go('back', { page: 'guide' }, 4);
    await viewer.holdOk({ overlay: 'guide-options' });
    await viewer.go('down', { id: 'details' }, 8);
    await viewer.press('ok');
    await viewer.hears({ overlay: 'guide-details', overlayName: KEPT_BACK, id: 'show' });
    await viewer.press('ok');
    await viewer.hears({ overlay: 'guide-details', id: 'details', overlayName: NOT_KEPT_BACK });
    await viewer.go('back', { page: 'guide', overlay: '' }, 2);
  });

  test('Back leads to Home and then to the exit question, where Stay has the focus', async () => {
    await viewer.go('back', { page: 'home' }, 6);
    if (hasSystemExitQuestion(kind)) {
      // This set has an exit question of its own: the app hands Back on at the end of its way.
      await viewer.press('back', 'back', 'back');
      expect(await viewer.page.evaluate('JSON.stringify(__television.journal())')).toMatch(/platformBack: exit question/);
      return;
    }
    await viewer.go('back', { overlay: 'dialog' }, 4);
    expect((await viewer.now()).data['id']).toBe('stay');
    await viewer.press('back');
    await viewer.hears({ page: 'home', overlay: '' });
  });

  test('a relaunch is back on Home from what is stored', async () => {
    await viewer.page.reload();
    await viewer.hears({ page: /^(profiles|home)$/ }, START_MS);
  });

  test('nothing went wrong on the way', () => {
    expect(viewer.mishaps).toEqual([]);
  });
});
