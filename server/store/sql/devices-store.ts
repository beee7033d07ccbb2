import type { Selectable } from 'kysely';
import type { DeviceRow, DevicesStore } from '../devices';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

function deviceOf(row: Selectable<Database['devices']>): DeviceRow {
  return {
    id: row.id,
    accountId: row.account_id,
    clientId: row.client_id,
    name: row.name,
    createdAtMs: row.created_at_ms,
    lastSeenMs: row.last_seen_ms,
    lastIp: row.last_ip,
  };
}

/** {@link DevicesStore} in SQL. */
export class SqlDevicesStore implements DevicesStore {
  constructor(private readonly database: SqlDatabase) {}

  async create(device: DeviceRow): Promise<void> {
    const values = {
      id: device.id,
      account_id: device.accountId,
      client_id: device.clientId,
      name: device.name,
      created_at_ms: device.createdAtMs,
      last_seen_ms: device.lastSeenMs,
      last_ip: device.lastIp,
    };
    await this.database.insertInto('devices').values(values).execute();
  }

  async byId(id: string): Promise<DeviceRow | null> {
    const row = await this.database.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : deviceOf(row);
  }

  async ofAccount(accountId: string): Promise<readonly DeviceRow[]> {
    const query = this.database.selectFrom('devices').selectAll().where('account_id', '=', accountId);
    return (await query.orderBy('created_at_ms', 'desc').orderBy('id').execute()).map(deviceOf);
  }

  async touch(id: string, seenMs: number, ip: string): Promise<void> {
    await this.database.updateTable('devices').set({ last_seen_ms: seenMs, last_ip: ip }).where('id', '=', id).execute();
  }

  async signedIn(accountId: string): Promise<readonly DeviceRow[]> {
    const open = this.database.selectFrom('token_families').select('device_id').where('account_id', '=', accountId).where('revoked_at_ms', '=', 0);
    const query = this.database.selectFrom('devices').selectAll().where('account_id', '=', accountId).where('id', 'in', open);
    return (await query.orderBy('created_at_ms').orderBy('id').execute()).map(deviceOf);
  }
}
