import { describe, expect, test } from '@jest/globals';
import type { AccountRow, ProfileRow } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

/** An account row with defaults, for contracts. */
export function anAccount(changes: Partial<AccountRow> = {}): AccountRow {
  return {
    id: 'a1', name: 'Ann', passwordHash: 'hash', status: 'active', expiresAtMs: 0, maxConnections: 3, allowsAdult: false, createdAtMs: 1000,
    ...changes,
  };
}

function aProfile(changes: Partial<ProfileRow> = {}): ProfileRow {
  return { id: 'p1', accountId: 'a1', position: 0, name: 'Ingrid', avatar: 'ember', isKids: false, maxAge: -1, pinHash: '', language: 'en', ...changes };
}

/** Accounts, profiles, stream credentials. */
export function accountsContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: accounts`, () => {
    test('an account is found by id and by name in any case', () =>
      withStore(fixture, async (store) => {
        await store.accounts.create(anAccount(), [], []);
        expect(await store.accounts.byId('a1')).toEqual(anAccount());
        expect(await store.accounts.byName(' aNN ')).toEqual(anAccount());
        expect(await store.accounts.byName('anna')).toBeNull();
        expect(await store.accounts.byId('a2')).toBeNull();
      }));

    test('profiles keep their order and every field', () =>
      withStore(fixture, async (store) => {
        const kids = aProfile({ id: 'p2', position: 1, name: 'Kids', isKids: true, maxAge: 7, pinHash: 'x', language: 'de', avatar: 'moss' });
        await store.accounts.create(anAccount(), [kids, aProfile()], []);
        expect(await store.accounts.profiles('a1')).toEqual([aProfile(), kids]);
        expect(await store.accounts.profiles('a2')).toEqual([]);
      }));

    test('a taken name is refused and nothing of the second account stays', () =>
      withStore(fixture, async (store) => {
        await store.accounts.create(anAccount(), [], []);
        const second = store.accounts.create(anAccount({ id: 'a2', name: 'ANN' }), [aProfile({ accountId: 'a2' })], []);
        await expect(second).rejects.toMatchObject({ code: 'input.invalid' });
        expect(await store.accounts.profiles('a2')).toEqual([]);
      }));

    test('a taken stream user name takes the whole account back', () =>
      withStore(fixture, async (store) => {
        const credential = { username: 'line1', secretHash: 's', accountId: 'a1', createdAtMs: 5 };
        await store.accounts.create(anAccount(), [], [credential]);
        const second = store.accounts.create(anAccount({ id: 'a2', name: 'Bo' }), [], [{ ...credential, accountId: 'a2' }]);
        await expect(second).rejects.toMatchObject({ code: 'input.invalid' });
        expect(await store.accounts.byId('a2')).toBeNull();
        expect(await store.accounts.streamCredential('line1')).toEqual(credential);
        expect(await store.accounts.streamCredential('line2')).toBeNull();
      }));

    test('status and expiry change', () =>
      withStore(fixture, async (store) => {
        await store.accounts.create(anAccount(), [], []);
        await store.accounts.setStatus('a1', 'suspended', 77);
        expect(await store.accounts.byId('a1')).toMatchObject({ status: 'suspended', expiresAtMs: 77 });
      }));
  });
}
