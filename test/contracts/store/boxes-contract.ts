import { describe, expect, test } from '@jest/globals';
import type { BoxRow } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const BOX: BoxRow = { idHash: 'i1', wordHash: 'w1', sealed: 'c2VhbGVk', createdAtMs: 10, expiresAtMs: 100 };
const MUCH = 1000;

/** What sets leave for each other, whichever database is beneath. */
export function boxesContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: boxes`, () => {
    test('a box is kept until it runs out, and is never replaced before', () =>
      withStore(fixture, async ({ boxes }) => {
        expect([await boxes.put(BOX, MUCH), await boxes.put({ ...BOX, sealed: 'other' }, MUCH)]).toEqual(['kept', 'taken']);
        expect([await boxes.byId('i1', 99), await boxes.byId('i1', 100), await boxes.byId('i2', 20)]).toEqual([BOX, null, null]);
        const again = { ...BOX, sealed: 'other', createdAtMs: 100, expiresAtMs: 200 };
        expect([await boxes.put(again, MUCH), await boxes.byId('i1', 150)]).toEqual(['kept', again]);
      }));

    test('its word has it forgotten, another does not', () =>
      withStore(fixture, async ({ boxes }) => {
        await boxes.put(BOX, MUCH);
        expect([await boxes.forget('i1', 'w2'), await boxes.forget('i2', 'w1'), await boxes.forget('i1', 'w1'), await boxes.forget('i1', 'w1')]).toEqual([false, false, true, false]);
        expect(await boxes.byId('i1', 20)).toBeNull();
      }));

    test('all together have a limit; what ran out makes room', () =>
      withStore(fixture, async ({ boxes }) => {
        const long = 'x'.repeat(400);
        expect([await boxes.put({ ...BOX, sealed: long }, MUCH), await boxes.put({ ...BOX, idHash: 'i2', sealed: long }, MUCH), await boxes.put({ ...BOX, idHash: 'i3', sealed: long }, MUCH)]).toEqual(['kept', 'kept', 'full']);
        expect(await boxes.put({ ...BOX, idHash: 'i3', sealed: long, createdAtMs: 100, expiresAtMs: 200 }, MUCH)).toBe('kept');
        expect([await boxes.deleteExpired(150), await boxes.deleteExpired(200), await boxes.deleteExpired(200)]).toEqual([0, 1, 0]);
      }));

    test('two that leave the same id at once: one is kept', () =>
      withStore(fixture, async ({ boxes }) => {
        const puts = await Promise.all(Array.from({ length: 8 }, (_, i) => boxes.put({ ...BOX, sealed: `s${String(i)}` }, MUCH)));
        expect(puts.filter((put) => put === 'kept').length).toBe(1);
      }));
  });
}
