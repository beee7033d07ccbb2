import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { createSampleApp, SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { Statistics } from './statistics';

const FILM = itemKey(platformSourceId(SAMPLE_PLATFORM_URL), 'movie', 'kestrel');

let sample: SampleApp;
let statistics: Statistics;

afterEach(() => {
  sample.app.dispose();
});

beforeEach(async () => {
  sample = await createSampleApp();
  sample.app.perform({ kind: 'watch-movie', key: FILM, from: 'start' });
  await sample.host.clock.advance(40);
  statistics = new Statistics(sample.app.player, sample.app.translator);
});

const read = (): ReadonlyMap<string, string> => new Map(statistics.sample(sample.host.clock.monotonicMs()).rows.map(({ id, value }) => [id, value]));

test('figures in words, the host without its path, and what was done to get the picture back', async () => {
  const before = read();
  expect([before.get('picture'), before.get('bitrate'), before.get('recovery')]).toEqual(['1920 × 1080', '5.2 Mb/s', 'nothing had to be done']);
  expect(before.get('host')).not.toMatch(/[/?]/);
  sample.host.media.player.break('media.decode');
  await sample.host.clock.advance(2600);
  expect(sample.app.player.state.peek().kind).toBe('playing');
  expect([read().get('recovery'), read().get('start')]).toEqual(['tried again', expect.stringMatching(/ s · stalls: 0$/)]);
});

test('what is slow is said; what a set does not tell is not made up', () => {
  const decoder = sample.host.media.player;
  let dropped = 0;
  decoder.stats = () => ({ engine: 'native', bufferedAheadMs: 20_000, droppedFrames: (dropped += 9) });
  statistics.sample(1000);
  expect(statistics.sample(2000)).toMatchObject({ diagnosis: 'decoder', throughput: 'not told' });
  decoder.stats = () => ({ engine: 'native' });
  expect(statistics.sample(3000)).toMatchObject({ diagnosis: 'well', buffer: 'not told' });
  sample.host.network.set(false);
  expect(statistics.sample(4000).verdict).toBe('Your network is not connected.');
});
