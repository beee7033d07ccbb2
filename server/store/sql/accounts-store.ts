import type { Selectable } from 'kysely';
import type { AccountRow, AccountsStore, ProfileRow, StreamCredentialRow } from '../accounts';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import { readInBatches } from './in-batches';
import type { SqlDatabase } from './sql-database';

/** An account as the tables hold it. */
export function accountOf(row: Selectable<Database['accounts']>): AccountRow {
  return {
    id: row.id,
    name: row.name,
    passwordHash: row.password_hash,
    status: row.status === 'suspended' ? 'suspended' : 'active',
    expiresAtMs: row.expires_at_ms,
    maxConnections: row.max_connections,
    allowsAdult: fromFlag(row.allows_adult),
    createdAtMs: row.created_at_ms,
  };
}

function accountColumns(account: AccountRow): Selectable<Database['accounts']> {
  return {
    id: account.id,
    name: account.name,
    name_folded: foldName(account.name),
    password_hash: account.passwordHash,
    status: account.status,
    expires_at_ms: account.expiresAtMs,
    max_connections: account.maxConnections,
    allows_adult: toFlag(account.allowsAdult),
    created_at_ms: account.createdAtMs,
  };
}

function profileColumns(profile: ProfileRow): Selectable<Database['profiles']> {
  return {
    id: profile.id,
    account_id: profile.accountId,
    position: profile.position,
    name: profile.name,
    avatar: profile.avatar,
    is_kids: toFlag(profile.isKids),
    max_age: profile.maxAge,
    pin_hash: profile.pinHash,
    language: profile.language,
  };
}

/** How names are compared. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** {@link AccountsStore} in SQL. */
export class SqlAccountsStore implements AccountsStore {
  constructor(private readonly database: SqlDatabase) {}

  async create(account: AccountRow, profiles: readonly ProfileRow[], credentials: readonly StreamCredentialRow[]): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      await transaction.insertInto('accounts').values(accountColumns(account)).execute();
      if (profiles.length > 0) await transaction.insertInto('profiles').values(profiles.map(profileColumns)).execute();
      if (credentials.length > 0) {
        const rows = credentials.map((it) => ({
          username: it.username, secret_hash: it.secretHash, account_id: it.accountId, created_at_ms: it.createdAtMs,
        }));
        await transaction.insertInto('stream_credentials').values(rows).execute();
      }
    });
  }

  async byId(id: string): Promise<AccountRow | null> {
    const row = await this.database.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : accountOf(row);
  }

  async byIds(ids: readonly string[]): Promise<readonly AccountRow[]> {
    return (await readInBatches(ids, (batch) => this.database.selectFrom('accounts').selectAll().where('id', 'in', batch).execute())).map(accountOf);
  }

  async byName(name: string): Promise<AccountRow | null> {
    const row = await this.database.selectFrom('accounts').selectAll().where('name_folded', '=', foldName(name)).executeTakeFirst();
    return row === undefined ? null : accountOf(row);
  }

  async all(): Promise<readonly AccountRow[]> {
    return (await this.database.selectFrom('accounts').selectAll().orderBy('name_folded').execute()).map(accountOf);
  }

  async setStatus(id: string, status: AccountRow['status'], expiresAtMs: number): Promise<void> {
    await this.database.updateTable('accounts').set({ status, expires_at_ms: expiresAtMs }).where('id', '=', id).execute();
  }

  async profiles(accountId: string): Promise<readonly ProfileRow[]> {
    const rows = await this.database.selectFrom('profiles').selectAll().where('account_id', '=', accountId).orderBy('position').execute();
    return rows.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      position: row.position,
      name: row.name,
      avatar: row.avatar,
      isKids: fromFlag(row.is_kids),
      maxAge: row.max_age,
      pinHash: row.pin_hash,
      language: row.language,
    }));
  }

  async addProfile(profile: ProfileRow): Promise<void> {
    await this.database.inTurn(`account ${profile.accountId}`, async (transaction) => {
      const last = await transaction.selectFrom('profiles').select('position').where('account_id', '=', profile.accountId).orderBy('position', 'desc').limit(1).executeTakeFirst();
      await transaction.insertInto('profiles').values(profileColumns({ ...profile, position: (last?.position ?? -1) + 1 })).execute();
    });
  }

  async changeProfile(profile: ProfileRow): Promise<void> {
    const { name, avatar, is_kids, max_age, language } = profileColumns(profile);
    await this.database
      .updateTable('profiles')
      .set({ name, avatar, is_kids, max_age, language })
      .where('id', '=', profile.id)
      .where('account_id', '=', profile.accountId)
      .execute();
  }

  async removeProfile(accountId: string, profileId: string): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      const removed = await transaction.deleteFrom('profiles').where('id', '=', profileId).where('account_id', '=', accountId).executeTakeFirst();
      if (removed.numDeletedRows === 0n) return;
      for (const table of ['progress', 'favourites', 'profile_limits', 'profile_lineups', 'recommend_learning'] as const) await transaction.deleteFrom(table).where('profile_id', '=', profileId).execute();
      await transaction.deleteFrom('pins').where('holder_id', '=', profileId).execute();
    });
  }

  async settings(accountId: string): Promise<string> {
    const row = await this.database.selectFrom('account_settings').select('body').where('account_id', '=', accountId).executeTakeFirst();
    return row?.body ?? '';
  }

  async putSettings(accountId: string, body: string): Promise<void> {
    await this.database
      .insertInto('account_settings')
      .values({ account_id: accountId, body })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ body }))
      .execute();
  }

  async streamCredential(username: string): Promise<StreamCredentialRow | null> {
    const row = await this.database.selectFrom('stream_credentials').selectAll().where('username', '=', username).executeTakeFirst();
    if (row === undefined) return null;
    return { username: row.username, secretHash: row.secret_hash, accountId: row.account_id, createdAtMs: row.created_at_ms };
  }
}
