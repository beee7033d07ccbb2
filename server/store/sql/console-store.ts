import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { AppError } from '#core/base';
import type { AccountRow } from '../accounts';
import type { AuditRow, ConsoleSessionRow, ConsoleStore, OperatorRole, OperatorRow, RevenueRow, SubscriberCounts } from '../console';
import { accountOf, foldName } from './accounts-store';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import type { SqlDatabase } from './sql-database';

function operatorOf(row: Selectable<Database['operators']>): OperatorRow {
  return {
    // Written by this file alone.
    id: row.id, name: row.name, passwordHash: row.password_hash, role: row.role as OperatorRole, isActive: fromFlag(row.is_active), createdAtMs: row.created_at_ms,
  };
}

/** {@link ConsoleStore} in SQL. */
export class SqlConsoleStore implements ConsoleStore {
  constructor(private readonly database: SqlDatabase) {}

  async operators(): Promise<readonly OperatorRow[]> {
    return (await this.database.selectFrom('operators').selectAll().orderBy('name_folded').execute()).map(operatorOf);
  }

  async operator(id: string): Promise<OperatorRow | null> {
    const row = await this.database.selectFrom('operators').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : operatorOf(row);
  }

  async operatorByName(name: string): Promise<OperatorRow | null> {
    const row = await this.database.selectFrom('operators').selectAll().where('name_folded', '=', foldName(name)).executeTakeFirst();
    return row === undefined ? null : operatorOf(row);
  }

  async addOperator(row: OperatorRow): Promise<void> {
    await this.database.insertInto('operators').values({
      id: row.id, name: row.name, name_folded: foldName(row.name), password_hash: row.passwordHash, role: row.role, is_active: toFlag(row.isActive),
      created_at_ms: row.createdAtMs,
    }).execute();
  }

  changeOperator(id: string, change: Partial<Pick<OperatorRow, 'role' | 'passwordHash' | 'isActive'>>): Promise<boolean> {
    return this.database.inTurn('operators', async (transaction) => {
      const all = (await transaction.selectFrom('operators').selectAll().execute()).map(operatorOf);
      const after = all.map((row) => (row.id === id ? { ...row, ...change } : row));
      const changed = after.find((row) => row.id === id);
      if (changed === undefined || !after.some((row) => row.role === 'owner' && row.isActive)) return false;
      const columns = { role: changed.role, password_hash: changed.passwordHash, is_active: toFlag(changed.isActive) };
      await transaction.updateTable('operators').set(columns).where('id', '=', id).execute();
      await transaction.deleteFrom('console_sessions').where('operator_id', '=', id).execute();
      return true;
    });
  }

  async startSession(row: ConsoleSessionRow): Promise<void> {
    const values = { hash: row.hash, operator_id: row.operatorId, created_at_ms: row.createdAtMs, expires_at_ms: row.expiresAtMs };
    await this.database.insertInto('console_sessions').values(values).execute();
  }

  async session(hash: string): Promise<ConsoleSessionRow | null> {
    const row = await this.database.selectFrom('console_sessions').selectAll().where('hash', '=', hash).executeTakeFirst();
    return row === undefined ? null : { hash: row.hash, operatorId: row.operator_id, createdAtMs: row.created_at_ms, expiresAtMs: row.expires_at_ms };
  }

  async endSession(hash: string): Promise<void> {
    await this.database.deleteFrom('console_sessions').where('hash', '=', hash).execute();
  }

  async deleteExpiredSessions(beforeMs: number): Promise<void> {
    await this.database.deleteFrom('console_sessions').where('expires_at_ms', '<', beforeMs).execute();
  }

  async note(row: Omit<AuditRow, 'sequence'>): Promise<void> {
    await this.database.insertInto('audit').values({
      at_ms: row.atMs, operator_id: row.operatorId, operator_name: row.operatorName, action: row.action, subject: row.subject, detail: row.detail,
    }).execute();
  }

  async audit(beforeSequence: number, most: number): Promise<readonly AuditRow[]> {
    const all = this.database.selectFrom('audit').selectAll();
    const wanted = beforeSequence > 0 ? all.where('sequence', '<', beforeSequence) : all;
    return (await wanted.orderBy('sequence', 'desc').limit(most).execute()).map((row) => ({
      sequence: row.sequence, atMs: row.at_ms, operatorId: row.operator_id, operatorName: row.operator_name, action: row.action, subject: row.subject,
      detail: row.detail,
    }));
  }

  async setting(key: string): Promise<string> {
    return (await this.database.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst())?.value ?? '';
  }

  async putSetting(key: string, value: string): Promise<void> {
    await this.database.insertInto('settings').values({ key, value }).onConflict((conflict) => conflict.column('key').doUpdateSet({ value })).execute();
  }

  async findAccounts(part: string, offset: number, most: number): Promise<{ readonly rows: readonly AccountRow[]; readonly total: number }> {
    const pattern = `%${foldName(part).replace(/[\\%_]/g, '\\$&')}%`;
    const isNamed = sql<boolean>`name_folded like ${pattern} escape '\\'`;
    const rows = await this.database.selectFrom('accounts').selectAll().where(isNamed).orderBy('name_folded').offset(offset).limit(most).execute();
    const counted = await this.database.selectFrom('accounts').select((it) => it.fn.countAll().as('total')).where(isNamed).executeTakeFirst();
    return { rows: rows.map(accountOf), total: Number(counted?.total ?? 0) };
  }

  async countAccounts(): Promise<number> {
    const counted = await this.database.selectFrom('accounts').select((it) => it.fn.countAll().as('total')).executeTakeFirst();
    return Number(counted?.total ?? 0);
  }

  async setAccountPassword(accountId: string, passwordHash: string): Promise<void> {
    const changed = await this.database.updateTable('accounts').set({ password_hash: passwordHash }).where('id', '=', accountId).executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw new AppError('http.not-found', { message: 'There is no such account.' });
  }

  async subscribers(beforeMs: number, nowMs: number): Promise<SubscriberCounts> {
    const stands = (atMs: number) => sql<number>`max(case when started_at_ms <= ${atMs} and (ended_at_ms = 0 or ended_at_ms > ${atMs})
      and (case when trial_until_ms > paid_until_ms then trial_until_ms else paid_until_ms end) + grace_ms > ${atMs} then 1 else 0 end)`;
    const accounts = this.database.selectFrom('subscriptions').select([stands(beforeMs).as('was'), stands(nowMs).as('stands')]).groupBy('account_id').as('accounts');
    const rows = await this.database.selectFrom(accounts).select(['was', 'stands', (it) => it.fn.countAll().as('count')]).groupBy(['was', 'stands']).execute();
    const count = (was: number, standing: number): number => Number(rows.find((row) => row.was === was && row.stands === standing)?.count ?? 0);
    return { before: count(1, 0) + count(1, 1), now: count(0, 1) + count(1, 1), won: count(0, 1), lost: count(1, 0) };
  }

  async revenue(sinceMs: number): Promise<readonly RevenueRow[]> {
    // Written as a number in the text: both databases then divide whole numbers.
    const day = sql<number>`at_ms / 86400000`;
    const sumOf = (kind: 'payment' | 'refund') => sql<number>`cast(sum(case when kind = ${kind} then amount_minor else 0 end) as bigint)`;
    const rows = await this.database.selectFrom('ledger')
      .select([day.as('day'), 'currency', 'is_sandbox', sumOf('payment').as('taken'), sumOf('refund').as('refunded')])
      .where('at_ms', '>=', sinceMs).where('kind', 'in', ['payment', 'refund'])
      .groupBy(['day', 'currency', 'is_sandbox']).orderBy('day').orderBy('currency').execute();
    return rows.map((row) => ({
      day: row.day, currency: row.currency, isSandbox: fromFlag(row.is_sandbox), takenMinor: row.taken, refundedMinor: row.refunded,
    }));
  }
}
