import { expect, test } from '@jest/globals';
import { signal } from '#core/state';
import { DEFAULT_SETTINGS } from '#model/settings';
import type { SettingValues } from '#model/settings';
import { withLimits } from './with-limits';

const SOURCE = { url: 'http://a/b', form: 'hls', isLive: false } as const;
const limited = (change: Partial<SettingValues>): unknown => withLimits(SOURCE, { values: signal({ ...DEFAULT_SETTINGS, ...change }) });

test('a stream is loaded as the settings allow it', () => {
  expect(limited({})).toEqual(SOURCE);
  expect(limited({ pictureLimit: '720', buffer: 'long' })).toEqual({ ...SOURCE, buffer: 'long', limit: { maxHeight: 720, maxBitrateBps: 4_000_000 } });
  // The data saver holds whatever else is set.
  expect(limited({ isDataSaverOn: true, pictureLimit: '1080' })).toEqual({ ...SOURCE, limit: { maxHeight: 480, maxBitrateBps: 1_500_000 } });
});
