import { expect, test } from '@jest/globals';
import { runStorageSoak } from './storage-soak';

const KILLS = 8;

test('killed at any moment of storing, the app starts with the old or the new catalogue', async () => {
  const result = await runStorageSoak({ kills: KILLS, seed: 7, say: () => undefined });
  expect(result.faults).toEqual([]);
  expect([result.foundOld + result.foundNew + result.deletions, result.previewed + result.deletions]).toEqual([KILLS, KILLS]);
  // Else nothing was shown: some rounds wait for a confirmed catalogue.
  expect(result.confirmed + result.foundNew).toBeGreaterThan(0);
}, 240_000);
