import { describe, expect, test } from '@jest/globals';
import type { SupportCaseRow } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const CASE: SupportCaseRow = {
  id: 'c1', code: '123456', accountId: 'a', deviceName: 'Living room', diagnostics: 'Hearth\nset: x', openedAtMs: 10, expiresAtMs: 100, seenBy: '', fix: '', fixNumber: 0, answer: '', answeredAtMs: 0,
};

/** Sets that ask for help, whichever database is beneath. */
export function supportContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: support`, () => {
    test('a code is one set’s while it is good; who looks is noted; what ran out is gone', () =>
      withStore(fixture, async ({ support }) => {
        expect([await support.open(CASE), await support.open({ ...CASE, id: 'c2', accountId: 'b' }), await support.open({ ...CASE, id: 'c3', code: '654321', accountId: 'b' })]).toEqual([true, false, true]);
        expect([await support.see('123456', 'Ann', 20), await support.see('000000', 'Ann', 20), await support.see('123456', 'Ann', 100)]).toEqual([{ ...CASE, seenBy: 'Ann' }, null, null]);
        // The same set asks anew: its former code leads nowhere.
        expect([await support.open({ ...CASE, id: 'c4', code: '111111' }), await support.byId('c1', 20)]).toEqual([true, null]);
        expect([await support.open({ ...CASE, id: 'c5', code: '654321', accountId: 'c', openedAtMs: 200, expiresAtMs: 300 }), await support.byId('c3', 20)]).toEqual([true, null]);
        await support.end('c5');
        expect(await support.byId('c5', 210)).toBeNull();
      }));

    test('a proposal is answered once, and never one that was replaced', () =>
      withStore(fixture, async ({ support }) => {
        await support.open(CASE);
        expect([await support.propose('c1', 'refresh', 20), await support.propose('c1', 'large-text', 21), await support.propose('none', 'refresh', 20), await support.propose('c1', 'refresh', 100)]).toEqual([true, true, false, false]);
        expect([await support.answer('c1', 1, 'done', 22), await support.answer('c1', 2, 'refused', 23), await support.answer('c1', 2, 'done', 24)]).toEqual([false, true, false]);
        expect(await support.byId('c1', 25)).toMatchObject({ fix: 'large-text', fixNumber: 2, answer: 'refused', answeredAtMs: 23 });
        await support.propose('c1', 'refresh', 26);
        expect(await support.byId('c1', 27)).toMatchObject({ fix: 'refresh', fixNumber: 3, answer: '' });
      }));
  });
}
