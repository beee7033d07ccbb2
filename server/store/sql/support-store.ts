import type { Selectable } from 'kysely';
import type { SupportAnswer, SupportCaseRow, SupportStore } from '../support';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

/** Tables of support. */
export interface SupportTables {
  support_cases: {
    id: string; code: string; account_id: string; device_name: string; diagnostics: string; opened_at_ms: number; expires_at_ms: number; seen_by: string; fix: string; fix_number: number;
    answer: string; answered_at_ms: number;
  };
}

function caseOf(row: Selectable<Database['support_cases']>): SupportCaseRow {
  return {
    id: row.id, code: row.code, accountId: row.account_id, deviceName: row.device_name, diagnostics: row.diagnostics, openedAtMs: row.opened_at_ms, expiresAtMs: row.expires_at_ms,
    // Written by this file alone.
    seenBy: row.seen_by, fix: row.fix, fixNumber: row.fix_number, answer: row.answer as SupportAnswer, answeredAtMs: row.answered_at_ms,
  };
}

/** {@link SupportStore} in SQL. */
export class SqlSupportStore implements SupportStore {
  constructor(private readonly database: SqlDatabase) {}

  open(row: SupportCaseRow): Promise<boolean> {
    return this.database.inTurn('support codes', async (transaction) => {
      await transaction.deleteFrom('support_cases').where('expires_at_ms', '<=', row.openedAtMs).execute();
      await transaction.deleteFrom('support_cases').where('account_id', '=', row.accountId).where('device_name', '=', row.deviceName).execute();
      if ((await transaction.selectFrom('support_cases').select('id').where('code', '=', row.code).executeTakeFirst()) !== undefined) return false;
      await transaction.insertInto('support_cases').values({
        id: row.id, code: row.code, account_id: row.accountId, device_name: row.deviceName, diagnostics: row.diagnostics, opened_at_ms: row.openedAtMs, expires_at_ms: row.expiresAtMs,
        seen_by: row.seenBy, fix: row.fix, fix_number: row.fixNumber, answer: row.answer, answered_at_ms: row.answeredAtMs,
      }).execute();
      return true;
    });
  }

  async see(code: string, operator: string, nowMs: number): Promise<SupportCaseRow | null> {
    await this.database.updateTable('support_cases').set({ seen_by: operator }).where('code', '=', code).where('expires_at_ms', '>', nowMs).execute();
    const row = await this.database.selectFrom('support_cases').selectAll().where('code', '=', code).where('expires_at_ms', '>', nowMs).executeTakeFirst();
    return row === undefined ? null : caseOf(row);
  }

  async byId(id: string, nowMs: number): Promise<SupportCaseRow | null> {
    const row = await this.database.selectFrom('support_cases').selectAll().where('id', '=', id).where('expires_at_ms', '>', nowMs).executeTakeFirst();
    return row === undefined ? null : caseOf(row);
  }

  async propose(id: string, fix: string, nowMs: number): Promise<boolean> {
    const changed = await this.database.updateTable('support_cases').set((it) => ({ fix, fix_number: it('fix_number', '+', 1), answer: '', answered_at_ms: 0 }))
      .where('id', '=', id).where('expires_at_ms', '>', nowMs).executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  }

  async answer(id: string, fixNumber: number, answer: SupportAnswer, nowMs: number): Promise<boolean> {
    const changed = await this.database.updateTable('support_cases').set({ answer, answered_at_ms: nowMs })
      .where('id', '=', id).where('fix_number', '=', fixNumber).where('answer', '=', '').where('expires_at_ms', '>', nowMs).executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  }

  async end(id: string): Promise<void> {
    await this.database.deleteFrom('support_cases').where('id', '=', id).execute();
  }
}
