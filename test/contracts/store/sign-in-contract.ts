import { describe, expect, test } from '@jest/globals';
import type { DeviceCodeRow, RotateOutcome, Store } from '#server/store';
import type { StoreFixture } from './store-fixture';
import { withStore } from './store-fixture';

const GRACE_MS = 60_000;

function aCode(changes: Partial<DeviceCodeRow> = {}): DeviceCodeRow {
  return {
    id: 'd1', deviceCodeHash: 'h1', userCode: 'BCDFGHJK', clientId: 'tv', deviceName: 'Living room', ip: '10.0.0.9', status: 'pending',
    accountId: '', intervalSec: 5, lastPollMs: 0, createdAtMs: 1000, expiresAtMs: 901_000, ...changes,
  };
}

async function startFamily(store: Store): Promise<void> {
  const family = { id: 'f1', accountId: 'a1', deviceId: 'v1', createdAtMs: 0, revokedAtMs: 0 };
  await store.tokens.start(family, { hash: 't0', familyId: 'f1', issuedAtMs: 0, expiresAtMs: 10_000_000 });
}

function rotate(store: Store, from: string, to: string, nowMs: number): Promise<RotateOutcome> {
  return store.tokens.rotate(from, { hash: to, issuedAtMs: nowMs, expiresAtMs: nowMs + 10_000_000 }, GRACE_MS);
}

function tokensContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: tokens`, () => {
    test('a refresh token rotates, and the chain goes on', () =>
      withStore(fixture, async (store) => {
        await startFamily(store);
        expect(await rotate(store, 't0', 't1', 1000)).toMatchObject({ kind: 'rotated', family: { accountId: 'a1', deviceId: 'v1' } });
        expect(await rotate(store, 't1', 't2', 2000)).toMatchObject({ kind: 'rotated' });
      }));

    test('within the grace an unanswered rotation may be repeated', () =>
      withStore(fixture, async (store) => {
        await startFamily(store);
        await rotate(store, 't0', 't1', 1000);
        expect(await rotate(store, 't0', 't1b', 61_000)).toMatchObject({ kind: 'repeated' });
        expect(await rotate(store, 't1b', 't2', 62_000)).toMatchObject({ kind: 'rotated' });
      }));

    test('after the grace a replaced token revokes the family', () =>
      withStore(fixture, async (store) => {
        await startFamily(store);
        await rotate(store, 't0', 't1', 1000);
        expect(await rotate(store, 't0', 'x', 61_001)).toMatchObject({ kind: 'reused' });
        expect(await rotate(store, 't1', 'y', 62_000)).toEqual({ kind: 'revoked' });
        expect(await store.tokens.family('f1')).toMatchObject({ revokedAtMs: 61_001 });
      }));

    test('a replaced token whose successor was used is reuse even within the grace', () =>
      withStore(fixture, async (store) => {
        await startFamily(store);
        await rotate(store, 't0', 't1', 1000);
        await rotate(store, 't1', 't2', 2000);
        expect(await rotate(store, 't0', 'x', 3000)).toMatchObject({ kind: 'reused' });
      }));

    test('unknown and expired tokens are told apart and change nothing', () =>
      withStore(fixture, async (store) => {
        await startFamily(store);
        expect(await rotate(store, 'nope', 'x', 1000)).toEqual({ kind: 'unknown' });
        expect(await rotate(store, 't0', 'x', 10_000_000)).toEqual({ kind: 'expired' });
        expect(await rotate(store, 't0', 't1', 9_999_999)).toMatchObject({ kind: 'rotated' });
      }));

    test('parallel rotations of one token leave exactly one rotated', () =>
      withStore(fixture, async (store) => {
        await startFamily(store);
        const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((next) => rotate(store, 't0', next, 1000)));
        expect(outcomes.map((it) => it.kind).sort()).toEqual(['repeated', 'repeated', 'repeated', 'rotated']);
      }));

    test('revoking and cleaning up', () =>
      withStore(fixture, async (store) => {
        await startFamily(store);
        expect(await store.tokens.familyOf('t0')).toMatchObject({ id: 'f1', revokedAtMs: 0 });
        expect(await store.tokens.familyOf('t9')).toBeNull();
        await store.tokens.revokeFamily('f1', 50);
        await store.tokens.revokeFamily('f1', 99);
        expect(await store.tokens.family('f1')).toMatchObject({ revokedAtMs: 50 });
        expect(await store.tokens.deleteExpired(10_000_001)).toBe(1);
        expect(await store.tokens.family('f1')).toBeNull();
      }));
  });
}

function deviceCodesContract(fixture: StoreFixture): void {
  describe(`${fixture.name}: device codes`, () => {
    test('a code is found both ways', () =>
      withStore(fixture, async (store) => {
        expect(await store.deviceCodes.create(aCode())).toBe(true);
        expect(await store.deviceCodes.byUserCode('BCDFGHJK')).toEqual(aCode());
        expect(await store.deviceCodes.byDeviceCodeHash('h1')).toEqual(aCode());
        expect(await store.deviceCodes.byUserCode('BCDFGHJL')).toBeNull();
      }));

    test('a user code in use is not given twice', () =>
      withStore(fixture, async (store) => {
        await store.deviceCodes.create(aCode());
        expect(await store.deviceCodes.create(aCode({ id: 'd2', deviceCodeHash: 'h2' }))).toBe(false);
        expect(await store.deviceCodes.byDeviceCodeHash('h2')).toBeNull();
      }));

    test('it is decided once, and only while it lives', () =>
      withStore(fixture, async (store) => {
        await store.deviceCodes.create(aCode());
        expect(await store.deviceCodes.decide('d1', 'approved', 'a1', 901_000)).toBe(false);
        expect(await store.deviceCodes.decide('d1', 'approved', 'a1', 900_999)).toBe(true);
        expect(await store.deviceCodes.decide('d1', 'denied', 'a1', 5000)).toBe(false);
        expect(await store.deviceCodes.byUserCode('BCDFGHJK')).toMatchObject({ status: 'approved', accountId: 'a1' });
      }));

    test('an approved code is redeemed by exactly one caller', () =>
      withStore(fixture, async (store) => {
        await store.deviceCodes.create(aCode());
        expect(await store.deviceCodes.redeem('d1')).toBe(false);
        await store.deviceCodes.decide('d1', 'approved', 'a1', 5000);
        const answers = await Promise.all([store.deviceCodes.redeem('d1'), store.deviceCodes.redeem('d1'), store.deviceCodes.redeem('d1')]);
        expect(answers.filter(Boolean)).toHaveLength(1);
      }));

    test('polls are remembered and old codes go', () =>
      withStore(fixture, async (store) => {
        await store.deviceCodes.create(aCode());
        await store.deviceCodes.recordPoll('d1', 7000, 10);
        expect(await store.deviceCodes.byUserCode('BCDFGHJK')).toMatchObject({ lastPollMs: 7000, intervalSec: 10 });
        expect(await store.deviceCodes.deleteExpired(901_000)).toBe(0);
        expect(await store.deviceCodes.deleteExpired(901_001)).toBe(1);
      }));
  });
}

function devicesContract(fixture: StoreFixture): void {
  test(`${fixture.name}: devices are listed newest first and touched`, () =>
    withStore(fixture, async (store) => {
      const old = { id: 'v1', accountId: 'a1', clientId: 'tv', name: 'Old set', createdAtMs: 1, lastSeenMs: 1, lastIp: '' };
      const young = { ...old, id: 'v2', name: 'New set', createdAtMs: 2 };
      await store.devices.create(old);
      await store.devices.create(young);
      await store.devices.touch('v1', 9, '10.0.0.2');
      expect(await store.devices.ofAccount('a1')).toEqual([young, { ...old, lastSeenMs: 9, lastIp: '10.0.0.2' }]);
      expect(await store.devices.byId('v3')).toBeNull();
    }));
}

/** Devices, device codes, refresh tokens. */
export function signInContract(fixture: StoreFixture): void {
  tokensContract(fixture);
  deviceCodesContract(fixture);
  devicesContract(fixture);
}
