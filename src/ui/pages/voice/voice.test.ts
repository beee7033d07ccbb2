import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FakeVoice } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { openPagedApp } from '#test/harness/paged-app';
import type { PagedApp } from '#test/harness/paged-app';
import type { TestStage } from '#test/harness/stage';

let paged: PagedApp;
let stage: TestStage;
let sample: SampleApp;
let voice: FakeVoice;

const arrive = (): Promise<void> => paged.arrive();
const route = (): string => paged.route();
const focus = (): [number | undefined, string] => [stage.mirror().focus?.index, stage.mirror().group];

beforeEach(async () => {
  voice = new FakeVoice();
  paged = await openPagedApp({ extras: { voice } });
  ({ stage, sample } = paged);
});

afterEach(() => {
  paged.end();
});

test('a spoken term opens search with it, and a second one takes its place', async () => {
  expect(voice.scene).toBe('list');
  expect(voice.say({ kind: 'search', term: 'northern' })).toBe(true);
  await arrive();
  await sample.host.clock.advance(2000);
  await arrive();
  const search = await sample.app.openSearch();
  expect([route(), search.query.peek()]).toEqual(['search', 'northern']);
  expect(voice.say({ kind: 'search', term: 'arena' })).toBe(true);
  await arrive();
  expect([route(), search.query.peek(), sample.app.navigation.depth.peek()]).toEqual(['search', 'arena', 2]);
});

test('words walk as keys do, and a number chooses a place of the row, or nothing', async () => {
  voice.say({ kind: 'press', key: 'down' });
  await arrive();
  const [, row] = focus();
  voice.say({ kind: 'walk', delta: 1 });
  await arrive();
  expect(focus()).toEqual([2, row]);
  expect(voice.say({ kind: 'choose', place: 999 })).toBe(false);
  await arrive();
  expect([route(), focus()]).toEqual(['home', [2, row]]);
  expect(voice.say({ kind: 'choose', place: 3 })).toBe(true);
  await arrive();
  expect(route()).not.toBe('home');
});

test('over a picture words steer it; what no page uses is the set’s; a panel is walked through, not passed by', async () => {
  const { app, host } = sample;
  expect([voice.say({ kind: 'press', key: 'pause' }), voice.say({ kind: 'skip', byMs: 30_000 })]).toEqual([false, false]);
  const film = app.home.hero.peek()[0]?.key;
  if (film === undefined) throw new Error('no film');
  app.player.playMovie(film, 'start');
  app.openPlayer();
  await host.clock.advance(500);
  await arrive();
  await host.clock.advance(500);
  await arrive();
  expect(voice.scene).toBe('player');
  expect([voice.say({ kind: 'press', key: 'pause' }), app.player.isWanted.peek()]).toEqual([true, false]);
  expect([voice.say({ kind: 'press', key: 'play' }), app.player.isWanted.peek()]).toEqual([true, true]);
  expect(voice.say({ kind: 'seek', positionMs: 600_000 })).toBe(true);
  await host.clock.advance(2000);
  await arrive();
  expect(app.player.positionMs.peek()).toBeGreaterThanOrEqual(600_000);
  voice.say({ kind: 'press', key: 'caption' });
  await arrive();
  expect([stage.mirror().overlay === '', voice.scene, voice.say({ kind: 'search', term: 'arena' }), route()]).toEqual([false, 'list', false, 'player']);
});
