import { setTimeout as delay } from 'node:timers/promises';
import { HOUR_MS } from '#core/base';
import { openStore } from '#server/store';
import type { LedgerRow, Store, StorePlace } from '#server/store';
import type { SimulatedSet } from './simulated-set';
import { VIEW_MS } from './simulated-set';

/** Screens a household may play on at once. */
export const SCREENS = 3;
/** So often a set tries again what was not confirmed. */
const MOST_TRIES = 30;
const LEDGER_PAGE = 1000;

/** What was confirmed and is not there, and households that play on a screen too many. Empty: everything is right. */
async function reconcilePlaces(sets: readonly SimulatedSet[], node: string): Promise<readonly string[]> {
  const problems: string[] = [];
  const households = new Map<string, SimulatedSet[]>();
  for (const set of sets) households.set(set.profileId, [...(households.get(set.profileId) ?? []), set]);
  for (const [profileId, members] of households) {
    const [first] = members;
    const places = (await first?.places(node)) ?? new Map<string, number>();
    // The sets of a household share a profile, so which of them was last is anybody's; what it was is one of theirs.
    for (const key of new Set(members.flatMap((set) => [...set.saved.keys()]))) {
      const place = places.get(key);
      if (!members.some((set) => set.saved.get(key) === place)) problems.push(`the place of ${key} of ${profileId} was confirmed and is ${place === undefined ? 'gone' : 'another'}`);
    }
    const streams = (await first?.streams(node)) ?? -1;
    if (streams > SCREENS) problems.push(`${String(streams)} screens of ${profileId} play where ${String(SCREENS)} may`);
  }
  return problems;
}

/** What sets told of watching and the figures do not have, or have twice. Sets tell again what was not confirmed, so that in the end all of it is. */
async function reconcileEvents(sets: readonly SimulatedSet[], node: string, store: Store): Promise<readonly string[]> {
  for (const set of sets) {
    for (let again = 0; again < MOST_TRIES && (await set.tellWaiting(node)) !== 202; again += 1) await delay(1000);
  }
  const toldMs = sets.reduce((sum, set) => sum + set.told, 0) * VIEW_MS;
  const { playedMs } = await store.analytics.quality({ sinceMs: 0, untilMs: Date.now() + HOUR_MS });
  return playedMs === toldMs ? [] : [`${String(toldMs / 1000)} s of watching were confirmed and ${String(playedMs / 1000)} are counted`];
}

async function wholeLedger(store: Store): Promise<readonly LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for (;;) {
    const page = await store.money.ledger(rows[rows.length - 1]?.sequence ?? 0, LEDGER_PAGE);
    rows.push(...page);
    if (page.length < LEDGER_PAGE) return rows;
  }
}

/** Orders that were confirmed as paid and are not booked, or twice, or with another amount; and whatever else the ledger has. Sets first end what they had begun to pay. */
async function reconcileLedger(sets: readonly SimulatedSet[], node: string, store: Store): Promise<readonly string[]> {
  for (const set of sets) {
    for (let again = 0; again < MOST_TRIES && !(await set.settleWaiting(node)); again += 1) await delay(1000);
  }
  const paid = new Map(sets.flatMap((set) => [...set.paid]));
  const booked = new Map<string, string[]>();
  for (const { orderId, kind, amountMinor } of await wholeLedger(store)) booked.set(orderId, [...(booked.get(orderId) ?? []), `${kind} ${String(amountMinor)}`]);
  const problems: string[] = [];
  for (const [orderId, amountMinor] of paid) {
    const lines = booked.get(orderId)?.join(', ') ?? 'nothing';
    const wanted = `charge ${String(-amountMinor)}, payment ${String(amountMinor)}`;
    if (lines !== wanted) problems.push(`order ${orderId} was paid and the ledger has ${lines} for it, not ${wanted}`);
  }
  for (const orderId of booked.keys()) if (!paid.has(orderId)) problems.push(`the ledger has lines of order ${orderId}, which nobody paid`);
  return problems;
}

/** What was confirmed and is not there, or is there twice. Empty: everything is right. */
export async function reconcile(sets: readonly SimulatedSet[], node: string, place: StorePlace): Promise<readonly string[]> {
  const store = await openStore(place, Date.now());
  try {
    return [...(await reconcilePlaces(sets, node)), ...(await reconcileEvents(sets, node, store)), ...(await reconcileLedger(sets, node, store))];
  } finally {
    await store.close();
  }
}
