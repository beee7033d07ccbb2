import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { HostileUpstream } from '#test/simulators/upstream';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import { fillForm, START_MS, typeDigits } from './steps';
import type { Viewer } from './viewer';

jest.setTimeout(180_000);

/** A plain word is promised within ten seconds; a loaded machine takes its time besides. */
const WORD_MS = 20_000;

let platform: TestPlatform;
let upstream: HostileUpstream;
let viewer: Viewer;

beforeAll(async () => {
  platform = await startPlatform();
  upstream = await HostileUpstream.open();
  ({ viewer } = await openViewer('web', platform, SMALL_SCREEN));
  await addPlaylist();
  await viewer.go('left', { overlay: 'rail' }, 4);
  await viewer.go('down', { overlay: 'rail', id: 'live' }, 8);
  await viewer.press('ok');
  await viewer.hears({ page: 'live', role: 'listitem' });
  await viewer.press('ok');
  await viewer.watches(1);
});

afterAll(async () => {
  await viewer.close();
  await upstream.close();
  await platform.stop();
});

async function addPlaylist(): Promise<void> {
  await viewer.hears({ page: 'sign-in', code: /-/ }, START_MS);
  await viewer.go('up', { role: 'tab' }, 4);
  await viewer.go('right', { id: 'own' }, 3);
  await viewer.press('ok');
  await viewer.hears({ page: 'add-source' });
  await viewer.go('up', { role: 'tab' }, 6);
  await viewer.go('right', { id: 'm3u' }, 3);
  await viewer.press('down');
  await viewer.hears({ role: 'textbox' });
  await viewer.press('ok');
  await fillForm(viewer, [upstream.playlistUrl, '']);
  await viewer.hears({ page: 'home', name: /./ }, START_MS);
}

/** Goes to a channel by its number, whatever is on screen. */
async function zapTo(id: string): Promise<void> {
  const before = (await viewer.now()).data['playing'] ?? '';
  await typeDigits(viewer, id);
  await viewer.press('ok');
  await viewer.hears({ page: 'player', playing: new RegExp(`^(?!${before}$).+`) });
}

/** The picture goes on for so long in all, whatever its clock says. */
async function movesFor(ms: number): Promise<void> {
  const endMs = Date.now() + WORD_MS;
  let moved = 0;
  let last = await viewer.watches(0);
  while (moved * 1000 < ms) {
    if (Date.now() > endMs) throw new Error(`the picture stands after ${String(moved)} s`);
    await delay(250);
    const { data } = await viewer.now();
    const seconds = Number(data['seconds']);
    if (seconds !== last && data['player'] === 'playing') moved += 1;
    last = seconds;
  }
}

describe('a hostile upstream ends as stated, on the built app', () => {
  test('a form the provider has not: the other one plays, and is remembered', async () => {
    await zapTo('2');
    await viewer.watches(1);
    expect((await viewer.now()).data['problem']).toBe('');
    expect(upstream.asked.map(({ what }) => what)).toContain('2.ts');
  });

  test.each([
    ['3', 'a full line', 'HRT-2110'],
    ['4', 'a full line in words', 'HRT-2110'],
  ])('%s: %s is counted down and never hammered', async (id, _what, label) => {
    const sinceMs = Date.now();
    await zapTo(id);
    const shown = await viewer.hears({ player: 'recovering', problem: label, id: 'retry', name: /Watch here/ }, WORD_MS);
    expect(shown.text).toMatch(/Too many screens.*Looking again in \d+ seconds/s);
    await delay(1500);
    // Once for each form the engine may ask for, and once for the words of the refusal.
    expect(upstream.countOf(id, sinceMs)).toBeLessThanOrEqual(3);
  });

  test.each([
    ['5', 'a web page', 'HRT-2112', /A web page came instead/],
    ['6', 'a refusal', 'HRT-2102', /The provider said no/],
    ['7', 'an address that is gone', 'HRT-2103', /This is no longer there/],
  ])('%s: %s is told, with a way on', async (id, _what, label, words) => {
    await zapTo(id);
    const shown = await viewer.hears({ player: 'failed', problem: label, role: 'button' }, WORD_MS);
    expect(shown.text).toMatch(words);
  });

  test.each([
    ['8', 'a dead host'],
    ['9', 'a redirect loop'],
    ['10', 'a broken server'],
    ['17', 'a stream that is cut'],
  ])('%s: %s is tried again by itself', async (id) => {
    await zapTo(id);
    const shown = await viewer.hears({ player: 'recovering', problem: 'HRT-2101', id: 'retry' }, WORD_MS);
    expect(shown.text).toMatch(/does not answer|We lost the picture/);
  });

  test('11: a slow first byte plays', async () => {
    await zapTo('11');
    await viewer.watches(1);
  });

  test('13: another version of the channel takes its place and says so', async () => {
    await zapTo('13');
    const shown = await viewer.hears({ player: 'playing', text: /Playing Nova instead/ }, WORD_MS);
    expect(shown.data['problem']).toBe('');
  });

  test('15: an address that runs out in mid-play is asked for again, and the picture goes on', async () => {
    const sinceMs = Date.now();
    await zapTo('15');
    await viewer.watches(1);
    const endMs = Date.now() + 25_000;
    while (upstream.countOf('15', sinceMs) < 2 && Date.now() < endMs) await delay(200);
    expect(upstream.countOf('15', sinceMs)).toBeGreaterThanOrEqual(2);
    await viewer.watches(1);
    expect((await viewer.now()).data['problem']).toBe('');
  });

  test('18: a clock that is six hours ahead plays, and the edge is the edge', async () => {
    await zapTo('18');
    await viewer.watches(1);
    await movesFor(1_500);
    expect((await viewer.now()).data['problem']).toBe('');
  });

  test('19: time that jumps with every segment plays across the seams', async () => {
    await zapTo('19');
    await viewer.watches(1);
    // Two seams at least.
    await movesFor(5_000);
    expect((await viewer.now()).data['problem']).toBe('');
  });

  test('20: an encoder that is changed in mid-play does not stop it', async () => {
    await zapTo('20');
    await viewer.watches(1);
    // Past the change, which lies in the newest segments of the first answer.
    await movesFor(8_000);
    expect((await viewer.now()).data['problem']).toBe('');
  });

  test('12: a clip that says no is told as such, not played for ever', async () => {
    await zapTo('12');
    const shown = await viewer.hears({ player: 'failed', problem: 'HRT-2111' }, 40_000);
    expect(shown.text).toMatch(/The provider shows a notice/);
    expect(viewer.page.log.exceptions).toEqual([]);
  });
});
