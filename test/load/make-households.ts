import { randomUUID } from 'node:crypto';
import { DAY_MS } from '#core/base';
import { openStore } from '#server/store';
import type { StorePlace } from '#server/store';
import { TEST_ACCOUNTS } from '#test/harness/server';

/**
 * Makes households beside the running nodes, each with one profile and the test account's password, whose hash is taken as it is:
 * hashing hundreds would be a test of its own. Answers their names.
 */
export async function makeHouseholds(place: StorePlace, count: number): Promise<readonly string[]> {
  const store = await openStore(place, Date.now());
  try {
    const model = await store.accounts.byName(TEST_ACCOUNTS.tester.name);
    if (model === null) throw new Error('the test accounts are missing');
    const names = Array.from({ length: count }, (_, at) => `household-${String(at)}`);
    for (const name of names) {
      const id = randomUUID();
      const profile = { id: randomUUID(), accountId: id, position: 0, name: 'Viewer', avatar: 'sky', isKids: false, maxAge: -1, pinHash: '', language: 'en' };
      await store.accounts.create({ ...model, id, name }, [profile], []);
    }
    return names;
  } finally {
    await store.close();
  }
}

/** Puts every film of the catalogue up for rent; answers the offers' ids. */
export async function sellFilms(place: StorePlace): Promise<readonly string[]> {
  const store = await openStore(place, Date.now());
  try {
    const ids: string[] = [];
    for await (const page of store.catalog.movies({ includesAdult: false })) {
      for (const { id: itemId } of page) {
        const id = `rent-${String(itemId)}`;
        const target = { kind: 'movie', itemId } as const;
        await store.rights.putOffer({ id, target, model: 'rent', priceMinor: 399, currency: 'EUR', startWithinMs: 30 * DAY_MS, windowMs: 2 * DAY_MS, rightsEndMs: 0, isSold: true });
        ids.push(id);
      }
    }
    return ids;
  } finally {
    await store.close();
  }
}
