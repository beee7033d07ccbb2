import { writeSync } from 'node:fs';
import { openSqliteStore } from '#server/store';
import type { Store } from '#server/store';

const CHANNEL = {
  number: 1, logo: '', guideKey: '', isRadio: false, isAdult: false, archiveDays: 0, catchup: null, addedMs: 0, categoryKeys: [],
  media: { asset: '', upstreamUrl: 'http://up.example/', container: '' },
};

const LEASE = { accountId: 'a', playerName: 'Set', item: 'channel:1' };
const ORDER = {
  accountId: 'a', kind: 'plan', refId: 'p', priceMinor: 500, discountMinor: 0, creditMinor: 0, creditFromId: '', currency: 'EUR', couponId: '', status: 'open',
  provider: 'bank', reference: '', isSandbox: true, requestMark: '', createdAtMs: 1, paidAtMs: 0, grantId: '', quantity: 1, shippingMinor: 0, taxMinor: 0, taxCountry: '', claim: '', closedAtMs: 0, lines: [],
} as const;
const LEASE_TERMS = { nowMs: 1, lifeMs: 1000, staleBeforeMs: 0, most: 0, policy: 'reject' } as const;

/** A sign-in with a refresh token that was rotated once. A number that was under way when the process died may have it already. */
async function signIn(store: Store, number: number): Promise<void> {
  const id = String(number);
  if ((await store.tokens.family(`f${id}`)) === null) {
    const family = { id: `f${id}`, accountId: 'a', deviceId: 'd', createdAtMs: 0, revokedAtMs: 0 };
    await store.tokens.start(family, { hash: `first${id}`, familyId: family.id, issuedAtMs: 0, expiresAtMs: 1e12 });
  }
  if ((await store.tokens.familyOf(`next${id}`)) === null) await store.tokens.rotate(`first${id}`, { hash: `next${id}`, issuedAtMs: 0, expiresAtMs: 1e12 }, 0);
}

/** An order that is placed and paid: its lines in the ledger and what it gives belong together. */
async function buy(store: Store, number: number): Promise<void> {
  const id = `o${String(number)}`;
  await store.money.place({ ...ORDER, id, idempotencyKey: id });
  const subscription = { id: `s${String(number)}`, accountId: 'a', planId: 'p', startedAtMs: 1, trialUntilMs: 1, paidUntilMs: 2, graceMs: 0, endedAtMs: 0 };
  await store.money.settle({ provider: 'bank', eventId: id, orderId: id, nowMs: 1 }, () => ({ id: subscription.id, subscriptions: [subscription], titleRight: null }));
}

/** An import that replaces the one before: one channel that bears the number. */
async function importOne(store: Store, number: number): Promise<void> {
  const session = await store.imports.begin({ id: 'counted', kind: 'm3u', name: 'counted', fingerprint: '' });
  await session.addChannels([{ ...CHANNEL, externalKey: 'one', name: `channel ${String(number)}` }]);
  await session.commit(number);
}

/**
 * The process that the kill test kills: confirms one sign-in, import, progress point, list of favourites and lease after another, with
 * every third a paid order, telling each confirmed number on standard output, while an import that never ends writes to the same file.
 */
async function run(path: string, first: number): Promise<void> {
  const store = await openSqliteStore(path, 0);
  const endlessImport = async (): Promise<void> => {
    const session = await store.imports.begin({ id: 'endless', kind: 'm3u', name: 'never committed', fingerprint: '' });
    for (let row = 0; ; row += 1) await session.addChannels([{ ...CHANNEL, externalKey: `k${String(row)}`, name: 'never seen' }]);
  };
  const confirm = async (): Promise<void> => {
    for (let number = first; ; number += 1) {
      const key = `m:${String(number)}`;
      await signIn(store, number);
      await importOne(store, number);
      await store.progress.merge('p', [{ key, positionMs: number, durationMs: 1, updatedAtMs: number, isFinished: false, parentId: '' }]);
      await store.favourites.replace('p', [key, `${key}b`]);
      await store.leases.start({ ...LEASE, id: `l${String(number)}`, playerKey: `p${String(number)}` }, LEASE_TERMS);
      if (number % 3 === 0) await buy(store, number);
      writeSync(1, `${String(number)}\n`);
    }
  };
  await Promise.all([endlessImport(), confirm()]);
}

const [path = '', first = '0'] = process.argv.slice(2);
run(path, Number(first)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
