import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openSqliteStore } from '#server/store';
import { bundleChild, runAndKill } from '#test/contracts/kill';

/** After how many confirmations each process dies. */
const ROUNDS = [1, 3, 40, 7, 90, 2, 25, 60];
let folder: string;
let program: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-kill-'));
  program = await bundleChild(join(__dirname, 'kill-child.ts'));
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the child until it confirmed `count` numbers, kills it, and answers the last number it confirmed. */
async function confirmAndKill(path: string, first: number, count: number): Promise<number> {
  const printed = await runAndKill({ program, words: [path, String(first)], lines: count });
  return Number(printed[printed.length - 1]);
}

test('killing the process at any moment loses nothing that was confirmed', async () => {
  const path = join(folder, 'store.sqlite');
  let confirmed = -1;
  for (const count of ROUNDS) {
    confirmed = await confirmAndKill(path, confirmed + 1, count);
    const store = await openSqliteStore(path, 0);
    try {
      const numbers = new Set((await store.progress.list('p')).map((row) => row.positionMs));
      const lost = Array.from({ length: confirmed + 1 }, (_, number) => number).filter((number) => !numbers.has(number));
      expect(lost).toEqual([]);
      // At most the one after the last confirmed was under way.
      expect(numbers.size).toBeLessThanOrEqual(confirmed + 2);
      const favourites = await store.favourites.list('p');
      expect([confirmed, confirmed + 1].map((number) => [`m:${String(number)}`, `m:${String(number)}b`])).toContainEqual(favourites);
      const signIns = await Promise.all(Array.from({ length: confirmed + 1 }, (_, number) => store.tokens.familyOf(`next${String(number)}`)));
      expect(signIns.map((family) => family?.id)).toEqual(Array.from({ length: confirmed + 1 }, (_, number) => `f${String(number)}`));
      // Every confirmed order is paid, and what is in the ledger belongs to an order that was paid and gave something.
      const paid = new Set((await store.money.orders('a')).filter((order) => order.status === 'paid').map((order) => order.id));
      const bought = Array.from({ length: Math.floor(confirmed / 3) + 1 }, (_, third) => `o${String(third * 3)}`);
      expect(bought.filter((id) => !paid.has(id))).toEqual([]);
      const lines = await store.money.ledger(0, 10_000);
      expect([lines.length, lines.reduce((sum, line) => sum + line.amountMinor, 0), lines.every((line) => paid.has(line.orderId))]).toEqual([2 * paid.size, 0, true]);
      expect((await store.rights.subscriptions('a')).length).toBe(paid.size);
      // Leases are counted on, and run out by themselves.
      const leases = await store.leases.running('a', 2);
      expect(leases.map((lease) => lease.id)).toEqual(expect.arrayContaining(Array.from({ length: confirmed + 1 }, (_, number) => `l${String(number)}`)));
      expect(await store.leases.countRunning(1001)).toBe(0);
      // The last import that was confirmed or the one after it, whole, and nothing of the one that never ended.
      const channels: string[] = [];
      for await (const rows of store.catalog.channels({ includesAdult: true })) channels.push(...rows.map((row) => row.name));
      expect([confirmed, confirmed + 1].map((number) => [`channel ${String(number)}`])).toContainEqual(channels);
      confirmed = Math.max(confirmed, ...numbers);
    } finally {
      await store.close();
    }
  }
}, 600_000);
