import { expect, test } from '@jest/globals';
import { runStorageSoak } from './storage-soak';

const KILLS = 8;
/** The engine finds its database damaged after this one, and deletes it: told apart, and stored anew. */
const DAMAGED = 5;

test('killed at any moment of storing, the app starts with the old or the new catalogue', async () => {
  const result = await runStorageSoak({ kills: KILLS, seed: 7, damagedRound: DAMAGED, say: () => undefined });
  expect(result.faults).toEqual([]);
  expect([result.foundOld + result.foundNew + result.deletions, result.deletions]).toEqual([KILLS, 1]);
  // All before the damage; behind it each may die before anything is stored again.
  expect(result.previewed).toBeGreaterThanOrEqual(DAMAGED - 1);
  // Else nothing was shown: some rounds wait for a confirmed catalogue.
  expect(result.confirmed + result.foundNew).toBeGreaterThan(0);
}, 240_000);
