import { describe, expect, test } from '@jest/globals';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

/** Protected titles and their keys. */
export function drmContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: protected titles`, () => {
    test('are kept with their keys, replaced whole, and removed with them; the same number of another kind is another title', () =>
      withStore(fixture, async ({ drm }) => {
        const [first, second] = [{ keyId: 'a'.repeat(32), sealedKey: 'one' }, { keyId: 'b'.repeat(32), sealedKey: 'two' }];
        expect([await drm.titles(), await drm.title('movie', 7), await drm.keys('movie', 7), await drm.remove('movie', 7)]).toEqual([[], null, [], false]);
        await drm.put({ kind: 'movie', itemId: 7, systems: ['widevine', 'clearkey'] }, [second, first]);
        await drm.put({ kind: 'channel', itemId: 7, systems: ['playready'] }, []);
        expect(await drm.titles()).toEqual([{ kind: 'channel', itemId: 7, systems: ['playready'] }, { kind: 'movie', itemId: 7, systems: ['widevine', 'clearkey'] }]);
        expect([await drm.keys('movie', 7), await drm.keys('channel', 7)]).toEqual([[first, second], []]);
        await drm.put({ kind: 'movie', itemId: 7, systems: ['clearkey'] }, [{ ...first, sealedKey: 'anew' }]);
        expect([await drm.title('movie', 7), await drm.keys('movie', 7)]).toEqual([{ kind: 'movie', itemId: 7, systems: ['clearkey'] }, [{ ...first, sealedKey: 'anew' }]]);
        expect([await drm.remove('movie', 7), await drm.title('movie', 7), await drm.keys('movie', 7)]).toEqual([true, null, []]);
        expect(await drm.title('channel', 7)).not.toBeNull();
      }));
  });
}
