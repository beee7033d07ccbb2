import { describe, expect, test } from '@jest/globals';
import type { ProgressRow } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

function at(key: string, positionMs: number, updatedAtMs: number, changes: Partial<ProgressRow> = {}): ProgressRow {
  return { key, positionMs, durationMs: 100_000, updatedAtMs, isFinished: false, parentId: '', ...changes };
}

/** Progress and favourites. */
export function viewingContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: viewing`, () => {
    test('the newest point wins whichever way it arrives', () =>
      withStore(fixture, async (store) => {
        await store.progress.merge('p1', [at('m:1', 20, 200), at('e:9', 5, 100, { parentId: '4', isFinished: true })]);
        await store.progress.merge('p1', [at('m:1', 10, 100), at('e:9', 6, 300, { parentId: '4' })]);
        expect(await store.progress.list('p1')).toEqual([at('e:9', 6, 300, { parentId: '4' }), at('m:1', 20, 200)]);
        expect(await store.progress.list('p2')).toEqual([]);
      }));

    test('of equally new points the later one stays', () =>
      withStore(fixture, async (store) => {
        await store.progress.merge('p1', [at('m:1', 20, 200), at('m:1', 30, 200)]);
        expect(await store.progress.list('p1')).toEqual([at('m:1', 30, 200)]);
      }));

    test('the newest of several profiles and kinds', () =>
      withStore(fixture, async (store) => {
        await store.progress.merge('p1', [at('m:1', 1, 100), at('c:3', 1, 900)]);
        await store.progress.merge('p2', [at('e:2', 1, 500)]);
        expect(await store.progress.newest(['p1', 'p2'], ['m:', 'e:'])).toMatchObject({ key: 'e:2' });
        expect(await store.progress.newest(['p1'], ['m:', 'e:'])).toMatchObject({ key: 'm:1' });
        expect(await store.progress.newest(['p3'], ['m:'])).toBeNull();
        expect(await store.progress.newest([], ['m:'])).toBeNull();
      }));

    test('limits of a profile: either part alone, the other stays, and they go with the profile', () =>
      withStore(fixture, async (store) => {
        expect(await store.limits.get('p1')).toEqual({ parental: null, time: null, changedAtMs: 0 });
        await Promise.all([store.limits.put('p1', { time: '{"a":1}' }, 5_000_000_000_000), store.limits.put('p2', { parental: '{}' }, 1)]);
        await store.limits.put('p1', { parental: '{"b":2}' }, 5_000_000_000_001);
        expect(await store.limits.get('p1')).toEqual({ parental: '{"b":2}', time: '{"a":1}', changedAtMs: 5_000_000_000_001 });
        expect(await store.limits.get('p2')).toEqual({ parental: '{}', time: null, changedAtMs: 1 });
      }));

    test('a line-up is replaced over the revision it was made of, once; of two sets at the same time one is told', () =>
      withStore(fixture, async (store) => {
        expect(await store.lineups.get('p1')).toEqual({ revision: 0, body: '' });
        const answers = await Promise.all(['{"a":1}', '{"a":2}'].map((body) => store.lineups.put('p1', 0, body)));
        expect(answers.filter((revision) => revision === null)).toHaveLength(1);
        expect(await store.lineups.get('p1')).toEqual({ revision: 1, body: answers[0] === 1 ? '{"a":1}' : '{"a":2}' });
        expect([await store.lineups.put('p1', 1, '{}'), await store.lineups.put('p1', 1, '{"late":1}'), await store.lineups.put('p2', 0, '[]')]).toEqual([2, null, 1]);
        expect(await store.lineups.get('p1')).toEqual({ revision: 2, body: '{}' });
      }));

    test('a list of favourites is replaced as a whole, order and repeats of other profiles kept', () =>
      withStore(fixture, async (store) => {
        await store.favourites.replace('p1', ['c:3', 'm:1', 'c:2']);
        await store.favourites.replace('p2', ['c:3']);
        await store.favourites.replace('p1', ['m:1', 'c:3']);
        expect(await store.favourites.list('p1')).toEqual(['m:1', 'c:3']);
        expect(await store.favourites.list('p2')).toEqual(['c:3']);
        await store.favourites.replace('p1', []);
        expect(await store.favourites.list('p1')).toEqual([]);
      }));

    test('many writers at once lose nothing', () =>
      withStore(fixture, async (store) => {
        await Promise.all(Array.from({ length: 50 }, (_, index) => store.progress.merge('p1', [at(`m:${String(index)}`, index, index)])));
        expect(await store.progress.list('p1')).toHaveLength(50);
      }));
  });
}
