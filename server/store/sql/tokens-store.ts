import type { Kysely, Selectable, Transaction } from 'kysely';
import type { RefreshTokenRow, RotateOutcome, TokenFamilyRow, TokensStore } from '../tokens';
import type { Database } from './database';
import type { SqlDatabase } from './sql-database';

function familyOf(row: Selectable<Database['token_families']>): TokenFamilyRow {
  return { id: row.id, accountId: row.account_id, deviceId: row.device_id, createdAtMs: row.created_at_ms, revokedAtMs: row.revoked_at_ms };
}

function tokenColumns(token: RefreshTokenRow, parentHash: string): Selectable<Database['refresh_tokens']> {
  return {
    hash: token.hash,
    family_id: token.familyId,
    parent_hash: parentHash,
    issued_at_ms: token.issuedAtMs,
    expires_at_ms: token.expiresAtMs,
    rotated_at_ms: 0,
  };
}

async function hasUsedChild(database: Transaction<Database>, hash: string): Promise<boolean> {
  const query = database.selectFrom('refresh_tokens').select('hash').where('parent_hash', '=', hash).where('rotated_at_ms', '>', 0);
  return (await query.executeTakeFirst()) !== undefined;
}

async function revoke(database: Kysely<Database>, familyId: string, nowMs: number): Promise<void> {
  const query = database.updateTable('token_families').set({ revoked_at_ms: nowMs });
  await query.where('id', '=', familyId).where('revoked_at_ms', '=', 0).execute();
}

/** {@link TokensStore} in SQL. */
export class SqlTokensStore implements TokensStore {
  constructor(private readonly database: SqlDatabase) {}

  async start(family: TokenFamilyRow, first: RefreshTokenRow): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      const values = {
        id: family.id,
        account_id: family.accountId,
        device_id: family.deviceId,
        created_at_ms: family.createdAtMs,
        revoked_at_ms: family.revokedAtMs,
      };
      await transaction.insertInto('token_families').values(values).execute();
      await transaction.insertInto('refresh_tokens').values(tokenColumns(first, '')).execute();
    });
  }

  async family(id: string): Promise<TokenFamilyRow | null> {
    const row = await this.database.selectFrom('token_families').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : familyOf(row);
  }

  async familyOf(hash: string): Promise<TokenFamilyRow | null> {
    const row = await this.database
      .selectFrom('refresh_tokens')
      .innerJoin('token_families', 'token_families.id', 'refresh_tokens.family_id')
      .selectAll('token_families')
      .where('hash', '=', hash)
      .executeTakeFirst();
    return row === undefined ? null : familyOf(row);
  }

  async rotate(presentedHash: string, next: Omit<RefreshTokenRow, 'familyId'>, graceMs: number): Promise<RotateOutcome> {
    const nowMs = next.issuedAtMs;
    const holder = await this.familyOf(presentedHash);
    if (holder === null) return { kind: 'unknown' };
    return this.database.inTurn(`tokens ${holder.id}`, async (transaction): Promise<RotateOutcome> => {
      const token = await transaction.selectFrom('refresh_tokens').selectAll().where('hash', '=', presentedHash).executeTakeFirst();
      if (token === undefined) return { kind: 'unknown' };
      const familyRow = await transaction.selectFrom('token_families').selectAll().where('id', '=', token.family_id).executeTakeFirst();
      if (familyRow === undefined) return { kind: 'unknown' };
      const family = familyOf(familyRow);
      if (family.revokedAtMs > 0) return { kind: 'revoked' };
      if (token.expires_at_ms <= nowMs) return { kind: 'expired' };
      const isRepeat = token.rotated_at_ms > 0;
      if (isRepeat && (nowMs - token.rotated_at_ms > graceMs || (await hasUsedChild(transaction, presentedHash)))) {
        await revoke(transaction, family.id, nowMs);
        return { kind: 'reused', family };
      }
      if (!isRepeat) await transaction.updateTable('refresh_tokens').set({ rotated_at_ms: nowMs }).where('hash', '=', presentedHash).execute();
      await transaction.insertInto('refresh_tokens').values(tokenColumns({ ...next, familyId: family.id }, presentedHash)).execute();
      return { kind: isRepeat ? 'repeated' : 'rotated', family };
    });
  }

  async revokeFamily(id: string, nowMs: number): Promise<void> {
    await revoke(this.database, id, nowMs);
  }

  async revokeDevice(accountId: string, deviceId: string, nowMs: number): Promise<void> {
    const query = this.database.updateTable('token_families').set({ revoked_at_ms: nowMs }).where('account_id', '=', accountId);
    await query.where('device_id', '=', deviceId).where('revoked_at_ms', '=', 0).execute();
  }

  deleteExpired(beforeMs: number): Promise<number> {
    return this.database.transaction().execute(async (transaction) => {
      const deleted = await transaction.deleteFrom('refresh_tokens').where('expires_at_ms', '<', beforeMs).executeTakeFirst();
      await transaction
        .deleteFrom('token_families')
        .where('created_at_ms', '<', beforeMs)
        .where('id', 'not in', transaction.selectFrom('refresh_tokens').select('family_id'))
        .execute();
      return Number(deleted.numDeletedRows);
    });
  }
}
