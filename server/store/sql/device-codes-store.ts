import type { Selectable } from 'kysely';
import type { DeviceCodeRow, DeviceCodesStore, DeviceCodeStatus } from '../device-codes';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

const STATUSES: readonly DeviceCodeStatus[] = ['pending', 'approved', 'denied', 'used'];

function deviceCodeOf(row: Selectable<Database['device_codes']>): DeviceCodeRow {
  return {
    id: row.id,
    deviceCodeHash: row.device_code_hash,
    userCode: row.user_code,
    clientId: row.client_id,
    deviceName: row.device_name,
    ip: row.ip,
    status: STATUSES.find((status) => status === row.status) ?? 'denied',
    accountId: row.account_id,
    intervalSec: row.interval_sec,
    lastPollMs: row.last_poll_ms,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
  };
}

/** {@link DeviceCodesStore} in SQL. */
export class SqlDeviceCodesStore implements DeviceCodesStore {
  constructor(private readonly database: SqlDatabase) {}

  async create(row: DeviceCodeRow): Promise<boolean> {
    const values = {
      id: row.id,
      device_code_hash: row.deviceCodeHash,
      user_code: row.userCode,
      client_id: row.clientId,
      device_name: row.deviceName,
      ip: row.ip,
      status: row.status,
      account_id: row.accountId,
      interval_sec: row.intervalSec,
      last_poll_ms: row.lastPollMs,
      created_at_ms: row.createdAtMs,
      expires_at_ms: row.expiresAtMs,
    };
    const query = this.database.insertInto('device_codes').values(values).onConflict((conflict) => conflict.column('user_code').doNothing());
    return (await query.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
  }

  async byDeviceCodeHash(hash: string): Promise<DeviceCodeRow | null> {
    const row = await this.database.selectFrom('device_codes').selectAll().where('device_code_hash', '=', hash).executeTakeFirst();
    return row === undefined ? null : deviceCodeOf(row);
  }

  async byUserCode(userCode: string): Promise<DeviceCodeRow | null> {
    const row = await this.database.selectFrom('device_codes').selectAll().where('user_code', '=', userCode).executeTakeFirst();
    return row === undefined ? null : deviceCodeOf(row);
  }

  async recordPoll(id: string, polledAtMs: number, intervalSec: number): Promise<void> {
    const query = this.database.updateTable('device_codes').set({ last_poll_ms: polledAtMs, interval_sec: intervalSec });
    await query.where('id', '=', id).execute();
  }

  async decide(id: string, status: 'approved' | 'denied', accountId: string, nowMs: number): Promise<boolean> {
    const query = this.database.updateTable('device_codes').set({ status, account_id: accountId }).where('id', '=', id);
    const result = await query.where('status', '=', 'pending').where('expires_at_ms', '>', nowMs).executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  async redeem(id: string): Promise<boolean> {
    const query = this.database.updateTable('device_codes').set({ status: 'used' }).where('id', '=', id).where('status', '=', 'approved');
    return (await query.executeTakeFirst()).numUpdatedRows === 1n;
  }

  async deleteExpired(beforeMs: number): Promise<number> {
    const result = await this.database.deleteFrom('device_codes').where('expires_at_ms', '<', beforeMs).executeTakeFirst();
    return Number(result.numDeletedRows);
  }
}
