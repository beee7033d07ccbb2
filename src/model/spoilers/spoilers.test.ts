import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { itemKey } from '#core/base';
import type { ProfileId } from '#core/base';
import { cardOptions } from '#model/card-options';
import type { CardOption } from '#model/card-options';
import { platformSourceId } from '#sources/registry';
import { createSampleApp, SAMPLE_PLATFORM_URL, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import type { SpoilersModel } from './spoilers-model';

const NORTHERN = itemKey(platformSourceId(SAMPLE_PLATFORM_URL), 'series', 'northern');
const HIDDEN = 'Hidden, so that the result stays open.';

let sample: SampleApp;
let spoilers: SpoilersModel;

beforeEach(async () => {
  sample = await createSampleApp({});
  spoilers = await sample.app.spoilers.open();
});
afterEach(() => {
  sample.app.dispose();
});

const arena = () => {
  const reader = sample.app.catalog.catalog.peek();
  const rows = reader.rows('channel', 'all');
  for (let at = 0; at < rows.length; at += 1) {
    const channel = reader.channel(rows.at(at));
    if (channel?.number === 103) return channel;
  }
  throw new Error('no arena');
};
const optionsOf = (key: ReturnType<typeof arena>['key']): readonly CardOption[] => {
  const action = { kind: 'watch-channel', key } as const;
  return cardOptions(sample.app, { id: key, key, kind: 'channel', title: '', facts: [], image: '', logo: '', action }, 'list').options;
};

test('scores: what runs loses its description everywhere, and gets it back by asking', async () => {
  const { key } = arena();
  const details = () => sample.app.live.details(key);
  const before = details()?.description ?? '';
  expect(before).not.toBe('');
  await spoilers.change({ isScoreSafe: true });
  expect(details()?.description).toBe(HIDDEN);
  optionsOf(key).find(({ id }) => id === 'tell')?.run();
  expect(details()?.description).toBe(before);
});

test('a channel that was marked keeps all of its results, whatever its guide says', async () => {
  await spoilers.change({ isScoreSafe: true });
  const programme = { title: 'Studio', category: 'News', startMs: 1 };
  expect(spoilers.guards(arena(), programme)).toBe(false);
  optionsOf(arena().key).find(({ id }) => id === 'sport')?.run();
  expect([spoilers.guards(arena(), programme), spoilers.guards(arena(), null)]).toEqual([true, true]);
  await spoilers.markTitle('Studio', false);
  expect(spoilers.guards(arena(), programme)).toBe(false);
  optionsOf(arena().key).find(({ id }) => id === 'sport-undo')?.run();
  expect(spoilers.guards(arena(), null)).toBe(false);
});

test('episodes: what nobody has seen is without picture, description and title, until it was seen', async () => {
  const { app } = sample;
  await spoilers.change({ episodes: 'titles' });
  const visit = app.detail.openSeries(NORTHERN);
  await settle();
  const next = visit.nextEpisodeKey.peek();
  const shown = () => visit.seasons.peek().flatMap(({ episodes }) => episodes).find(({ key }) => key === next);
  expect(shown()).toMatchObject({ title: 'Episode 4', still: '', plot: 'Hidden until you have seen it. Hold OK to show it.' });
  // Nothing of it is spoken either, but that it is kept back.
  expect(shown()?.spoken).not.toContain('Ice Road');
  expect(shown()?.spoken).toMatch(/^season 2 episode 4, Episode 4, .*\. Hidden until you have seen it\. Hold OK to show it\.$/);
  const card = app.home.rows.peek().flatMap(({ cards }) => cards).find(({ key }) => key === next);
  expect(card?.subtitle).toBe('S2 E4');
  if (next !== null) await app.progress.markWatched(next, true, NORTHERN);
  expect(shown()).toMatchObject({ title: '4. Ice Road' });
  expect(shown()?.still).not.toBe('');
  expect(shown()?.spoken).not.toContain('Hidden');
  visit.dispose();
});

test('each profile has its own wish, which is there with its first page', async () => {
  const { app } = sample;
  await spoilers.change({ episodes: 'pictures', isScoreSafe: true });
  await app.session.chooseProfile('noor' as ProfileId);
  expect([spoilers.protection.peek().episodes, app.live.details(arena().key)?.description === HIDDEN]).toEqual(['off', false]);
  await app.session.chooseProfile('ingrid' as ProfileId);
  expect([spoilers.protection.peek().episodes, spoilers.protection.peek().isScoreSafe]).toEqual(['pictures', true]);
});

test('what was asked for stays told to its profile, and what was watched stays guarded', async () => {
  const { app } = sample;
  await spoilers.change({ episodes: 'pictures', isScoreSafe: true });
  const channel = arena();
  const visit = app.detail.openSeries(NORTHERN);
  await settle();
  const next = visit.nextEpisodeKey.peek();
  if (next === null) throw new Error('nothing to see next');
  visit.dispose();
  spoilers.showEpisode(next);
  spoilers.noteWatched({ title: 'Lindau – Marlow', category: 'Football', startMs: 1 });
  const later = { title: 'Lindau: the week', category: 'Football', startMs: 2 };
  spoilers.showProgramme(channel, later.startMs);
  await app.session.chooseProfile('noor' as ProfileId);
  expect(spoilers.guards(channel, { ...later, startMs: 3 })).toBe(false);
  await app.session.chooseProfile('ingrid' as ProfileId);
  expect([spoilers.isVeiled(next, false), spoilers.guards(channel, later), spoilers.guards(channel, { ...later, startMs: 3 })]).toEqual([false, false, true]);
});
