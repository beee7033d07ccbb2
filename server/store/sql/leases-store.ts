import { sql } from 'kysely';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { LeaseEnd, LeaseRow, LeasesStore, LeaseStart, LeaseTerms, LeaseWish, PlayedRow } from '../leases';
import type { Database } from './database';
import { toFlag } from './flags';
import { inBatches } from './in-batches';
import type { SqlDatabase } from './sql-database';

/** Ids named in one statement; SQLite takes 32,766 parameters. */
const IDS_PER_STATEMENT = 500;

function leaseOf(row: Selectable<Database['leases']>): LeaseRow {
  return {
    id: row.id,
    accountId: row.account_id,
    playerKey: row.player_key,
    playerName: row.player_name,
    item: row.item,
    startedAtMs: row.started_at_ms,
    beatAtMs: row.beat_at_ms,
    expiresAtMs: row.expires_at_ms,
    endedAtMs: row.ended_at_ms,
    // Written by this file alone.
    endReason: row.end_reason as LeaseEnd | '',
    replacedBy: row.replaced_by,
  };
}

function running(transaction: Kysely<Database>, accountId: string) {
  return transaction.selectFrom('leases').selectAll().where('account_id', '=', accountId).where('ended_at_ms', '=', 0);
}

/** Who gives way first: those that no longer beat, then the one that has played longest. */
function inOrderOfEnding(rows: readonly LeaseRow[], staleBeforeMs: number): readonly LeaseRow[] {
  const rank = (row: LeaseRow): number => (row.beatAtMs < staleBeforeMs ? row.beatAtMs - staleBeforeMs : row.startedAtMs);
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

/** {@link LeasesStore} in SQL. Starts of one account stand in line, those of other processes too. */
export class SqlLeasesStore implements LeasesStore {
  constructor(private readonly database: SqlDatabase) {}

  start(wish: LeaseWish, terms: LeaseTerms): Promise<LeaseStart> {
    return this.database.inTurn(`streams ${wish.accountId}`, async (transaction): Promise<LeaseStart> => {
      const untold = await this.takeUntold(transaction, wish);
      if (untold !== null) return { kind: 'told', lease: untold };
      const open = (await running(transaction, wish.accountId).execute()).map(leaseOf);
      const own = open.find((lease) => lease.playerKey === wish.playerKey) ?? null;
      const others = open.filter((lease) => lease !== own && lease.expiresAtMs > terms.nowMs);
      const surplus = terms.most === 0 ? 0 : others.length - terms.most + 1;
      if (surplus > 0 && terms.policy === 'reject') return { kind: 'refused', open: others };
      const giveWay = surplus > 0 ? inOrderOfEnding(others, terms.staleBeforeMs).slice(0, surplus) : [];
      const ended: LeaseRow[] = [];
      for (const lease of giveWay) ended.push(await this.replace(transaction, lease, wish.playerName, terms));
      return { kind: 'started', lease: await this.write(transaction, wish, own, terms), ended };
    });
  }

  async beat(id: string, terms: LeaseTerms): Promise<LeaseRow | null> {
    const known = await this.byId(id);
    if (known === null || known.endedAtMs > 0) return known;
    return this.database.inTurn(`streams ${known.accountId}`, async (transaction) => {
      const row = await transaction.selectFrom('leases').selectAll().where('id', '=', id).executeTakeFirst();
      const lease = row === undefined ? null : leaseOf(row);
      if (lease === null || lease.endedAtMs > 0) return lease;
      if (lease.expiresAtMs <= terms.nowMs && terms.most > 0) {
        const open = await running(transaction, lease.accountId).where('expires_at_ms', '>', terms.nowMs).execute();
        if (open.length >= terms.most) return this.replace(transaction, lease, open[open.length - 1]?.player_name ?? '', terms);
      }
      const changes = { beat_at_ms: terms.nowMs, expires_at_ms: terms.nowMs + terms.lifeMs };
      await transaction.updateTable('leases').set(changes).where('id', '=', id).execute();
      return { ...lease, beatAtMs: changes.beat_at_ms, expiresAtMs: changes.expires_at_ms };
    });
  }

  keepAll(ids: readonly string[], nowMs: number, lifeMs: number): Promise<readonly string[]> {
    return this.database.transaction().execute(async (transaction) => {
      const kept = new Set<string>();
      for (const batch of inBatches(ids, IDS_PER_STATEMENT)) {
        const running = transaction.updateTable('leases').set({ beat_at_ms: nowMs, expires_at_ms: nowMs + lifeMs }).where('id', 'in', batch);
        const found = await running.where('ended_at_ms', '=', 0).where('expires_at_ms', '>', nowMs).returning('id').execute();
        for (const row of found) kept.add(row.id);
      }
      return ids.filter((id) => !kept.has(id));
    });
  }

  async end(id: string, accountId: string, reason: LeaseEnd, nowMs: number): Promise<boolean> {
    const query = this.database.updateTable('leases').set({ ended_at_ms: nowMs, end_reason: reason, is_told: toFlag(reason !== 'owner') });
    const result = await query.where('id', '=', id).where('account_id', '=', accountId).where('ended_at_ms', '=', 0).executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  async byId(id: string): Promise<LeaseRow | null> {
    const row = await this.database.selectFrom('leases').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : leaseOf(row);
  }

  async running(accountId: string, nowMs: number): Promise<readonly LeaseRow[]> {
    const query = running(this.database, accountId).where('expires_at_ms', '>', nowMs);
    return (await query.orderBy('started_at_ms').orderBy('id').execute()).map(leaseOf);
  }

  async countRunning(nowMs: number): Promise<number> {
    const query = this.database.selectFrom('leases').select((it) => it.fn.countAll<number>().as('count'));
    return (await query.where('ended_at_ms', '=', 0).where('expires_at_ms', '>', nowMs).executeTakeFirst())?.count ?? 0;
  }

  async newest(nowMs: number, most: number): Promise<readonly LeaseRow[]> {
    const rows = this.database.selectFrom('leases').selectAll().where('ended_at_ms', '=', 0).where('expires_at_ms', '>', nowMs);
    return (await rows.orderBy('started_at_ms', 'desc').limit(most).execute()).map(leaseOf);
  }

  async played(sinceMs: number, most: number): Promise<readonly PlayedRow[]> {
    const rows = await this.database.selectFrom('leases')
      .select(['item', (it) => it.fn.countAll().as('plays'), sql<number>`cast(sum(beat_at_ms - started_at_ms) as bigint)`.as('played_ms')])
      .where('beat_at_ms', '>=', sinceMs).groupBy('item').orderBy('plays', 'desc').orderBy('item').limit(most).execute();
    return rows.map((row) => ({ item: row.item, plays: Number(row.plays), playedMs: row.played_ms }));
  }

  async endedByOthers(sinceMs: number): Promise<readonly string[]> {
    const query = this.database.selectFrom('leases').select('id').where('ended_at_ms', '>=', sinceMs).where('end_reason', 'in', ['replaced', 'owner']);
    return (await query.where('ended_at_ms', '>', 0).execute()).map((row) => row.id);
  }

  async deleteOver(beforeMs: number): Promise<number> {
    const ended = await this.database.deleteFrom('leases').where('ended_at_ms', '>', 0).where('ended_at_ms', '<', beforeMs).executeTakeFirst();
    const ranOut = await this.database.deleteFrom('leases').where('ended_at_ms', '=', 0).where('expires_at_ms', '<', beforeMs).executeTakeFirst();
    return Number(ended.numDeletedRows + ranOut.numDeletedRows);
  }

  /** A lease of this player that was ended for another's sake while it played, and of which it has not been told. */
  private async takeUntold(transaction: Transaction<Database>, wish: LeaseWish): Promise<LeaseRow | null> {
    const query = transaction.selectFrom('leases').selectAll().where('account_id', '=', wish.accountId).where('ended_at_ms', '>', 0);
    const rows = await query.where('player_key', '=', wish.playerKey).where('is_told', '=', 0).execute();
    const last = rows[rows.length - 1];
    if (last === undefined) return null;
    await transaction.updateTable('leases').set({ is_told: 1 }).where('id', 'in', rows.map((row) => row.id)).execute();
    return leaseOf(last);
  }

  private async replace(transaction: Transaction<Database>, lease: LeaseRow, by: string, terms: LeaseTerms): Promise<LeaseRow> {
    const isTold = toFlag(lease.beatAtMs < terms.staleBeforeMs);
    const changes = { ended_at_ms: terms.nowMs, end_reason: 'replaced', replaced_by: by, is_told: isTold };
    await transaction.updateTable('leases').set(changes).where('id', '=', lease.id).execute();
    return { ...lease, endedAtMs: terms.nowMs, endReason: 'replaced', replacedBy: by };
  }

  private async write(transaction: Transaction<Database>, wish: LeaseWish, own: LeaseRow | null, terms: LeaseTerms): Promise<LeaseRow> {
    const beat = { item: wish.item, player_name: wish.playerName, beat_at_ms: terms.nowMs, expires_at_ms: terms.nowMs + terms.lifeMs };
    if (own !== null) {
      await transaction.updateTable('leases').set(beat).where('id', '=', own.id).execute();
      return { ...own, item: wish.item, playerName: wish.playerName, beatAtMs: terms.nowMs, expiresAtMs: beat.expires_at_ms };
    }
    const row = {
      ...beat, id: wish.id, account_id: wish.accountId, player_key: wish.playerKey, started_at_ms: terms.nowMs, ended_at_ms: 0, end_reason: '',
      replaced_by: '', is_told: toFlag(true),
    };
    await transaction.insertInto('leases').values(row).execute();
    return leaseOf(row);
  }
}
