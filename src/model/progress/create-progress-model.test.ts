import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, fail, itemKey, ok } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import type { WireProgress } from '#core/wire';
import type { ProfileSync } from '#sources/source';
import { createStoredCell } from '#sources/storage';
import { FakeClock, FakeLog, FakeStorage, settle } from '#test/harness/fakes';
import { createProgressModel } from './create-progress-model';

const P = 'p1' as SourceId;
const MIN = 60_000;
const film = itemKey(P, 'movie', '1');
const own = itemKey('x9' as SourceId, 'movie', '1');
const series = itemKey(P, 'series', 's');
const episode = (n: number): ItemKey => itemKey(P, 'episode', String(n));

let clock: FakeClock;
let storage: FakeStorage;
let stored: Map<string, WireProgress>;
let isReachable: boolean;
let remote: ProfileSync;
const make = () => createProgressModel({ clock, log: new FakeLog(), cellOf: (id) => createStoredCell(storage, new FakeLog(), `progress.${id}`), remote: () => remote });

beforeEach(() => {
  clock = new FakeClock();
  storage = new FakeStorage();
  stored = new Map();
  isReachable = true;
  const refuse = () => Promise.resolve(fail(new AppError('net.offline')));
  remote = {
    sourceId: P,
    fetchProgress: () => (isReachable ? Promise.resolve(ok({ items: Array.from(stored.values()) })) : refuse()),
    pushProgress(_profile, items) {
      if (!isReachable) return refuse();
      for (const item of items) if ((stored.get(item.key)?.updatedAtMs ?? 0) < item.updatedAtMs) stored.set(item.key, item);
      return Promise.resolve(ok(undefined));
    },
    fetchFavourites: refuse,
    pushFavourites: refuse,
  };
});

describe('on the set', () => {
  test('a saved position survives a killed process', async () => {
    const progress = make();
    await progress.openProfile('a');
    await progress.save(film, 30 * MIN, 120 * MIN);
    const again = make();
    await again.openProfile('a');
    expect([again.get(film)?.positionMs, again.fraction(film), again.isWatched(film)]).toEqual([30 * MIN, 0.25, false]);
    await again.openProfile('b');
    expect(again.get(film)).toBeNull();
  });

  test('finishing marks watched, a short look afterwards does not unmark', async () => {
    const progress = make();
    await progress.openProfile('a');
    await progress.save(film, 119 * MIN, 120 * MIN);
    await progress.save(film, 5_000, 120 * MIN);
    expect([progress.isWatched(film), progress.fraction(film)]).toEqual([true, -1]);
  });

  test('series know their latest episode; removing a series forgets all', async () => {
    const progress = make();
    await progress.openProfile('a');
    await progress.save(episode(1), 49 * MIN, 50 * MIN, series);
    clock.tick(1000);
    await progress.save(episode(2), 10 * MIN, 50 * MIN, series);
    expect(progress.latestOfSeries(series)?.key).toBe(episode(2));
    await progress.remove(series);
    expect([progress.latestOfSeries(series), progress.recent()]).toEqual([null, []]);
  });

  test('a clock set back does not make old words newer', async () => {
    const progress = make();
    await progress.openProfile('a');
    await progress.save(film, 30 * MIN, 120 * MIN);
    const before = progress.get(film)?.updatedAtMs ?? 0;
    clock.jumpWall(-3_600_000);
    await progress.save(film, 40 * MIN, 120 * MIN);
    expect(progress.get(film)?.updatedAtMs).toBeGreaterThan(before);
  });
});

describe('with the platform', () => {
  test('offline points are queued, kept over a restart, and sent later', async () => {
    isReachable = false;
    const progress = make();
    await progress.openProfile('a');
    await progress.save(film, 30 * MIN, 120 * MIN);
    await clock.advance(6000);
    expect(stored.size).toBe(0);
    const again = make();
    await again.openProfile('a');
    isReachable = true;
    await again.sync();
    expect(stored.get('m:1')?.positionMs).toBe(30 * MIN);
  });

  test('saves are gathered and sent by themselves', async () => {
    const progress = make();
    await progress.openProfile('a');
    await progress.save(film, 30 * MIN, 120 * MIN);
    await progress.save(film, 31 * MIN, 120 * MIN);
    expect(stored.size).toBe(0);
    await clock.advance(5000);
    expect(stored.get('m:1')?.positionMs).toBe(31 * MIN);
  });

  test('the newest word wins both ways', async () => {
    const progress = make();
    await progress.openProfile('a');
    await progress.save(film, 30 * MIN, 120 * MIN);
    const base = { durationMs: 120 * MIN, isFinished: false, parentId: '' };
    stored.set('m:1', { ...base, key: 'm:1', positionMs: MIN, updatedAtMs: clock.nowMs() - 1 });
    stored.set('e:7', { ...base, key: 'e:7', positionMs: 9 * MIN, updatedAtMs: 5, parentId: 's' });
    await progress.sync();
    expect([progress.get(film)?.positionMs, stored.get('m:1')?.positionMs]).toEqual([30 * MIN, 30 * MIN]);
    expect(progress.latestOfSeries(series)?.key).toBe(episode(7));
    stored.set('m:1', { ...base, key: 'm:1', positionMs: 90 * MIN, updatedAtMs: clock.nowMs() + 5 });
    await progress.sync();
    expect(progress.get(film)?.positionMs).toBe(90 * MIN);
  });

  test('keys of other sources never leave the set', async () => {
    const progress = make();
    await progress.openProfile('a');
    await progress.save(own, 30 * MIN, 120 * MIN);
    await progress.sync();
    expect([stored.size, progress.get(own)?.positionMs]).toEqual([0, 30 * MIN]);
  });

  test('a removal reaches the platform', async () => {
    const progress = make();
    await progress.openProfile('a');
    await progress.save(film, 30 * MIN, 120 * MIN);
    await progress.sync();
    clock.tick(10);
    await progress.remove(film);
    await progress.sync();
    await settle();
    expect([stored.get('m:1')?.positionMs, progress.recent()]).toEqual([0, []]);
  });
});
