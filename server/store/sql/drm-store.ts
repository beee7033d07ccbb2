import type { DrmKeyRow, DrmKind, DrmStore, DrmSystem, DrmTitleRow } from '../drm';
import type { SqlDatabase } from './sql-database';

function titleOf(row: { readonly kind: string; readonly item_id: number; readonly systems: string }): DrmTitleRow {
  // Written by this file alone.
  return { kind: row.kind as DrmKind, itemId: row.item_id, systems: row.systems.split(',').filter((name) => name !== '') as DrmSystem[] };
}

/** {@link DrmStore} in SQL. */
export class SqlDrmStore implements DrmStore {
  constructor(private readonly database: SqlDatabase) {}

  async titles(): Promise<readonly DrmTitleRow[]> {
    return (await this.database.selectFrom('drm_titles').selectAll().orderBy('kind').orderBy('item_id').execute()).map(titleOf);
  }

  async title(kind: DrmKind, itemId: number): Promise<DrmTitleRow | null> {
    const row = await this.database.selectFrom('drm_titles').selectAll().where('kind', '=', kind).where('item_id', '=', itemId).executeTakeFirst();
    return row === undefined ? null : titleOf(row);
  }

  async put(row: DrmTitleRow, keys: readonly DrmKeyRow[]): Promise<void> {
    const { kind, itemId } = row;
    const systems = row.systems.join(',');
    await this.database.inTurn(`drm ${kind} ${String(itemId)}`, async (transaction) => {
      await transaction.insertInto('drm_titles').values({ kind, item_id: itemId, systems })
        .onConflict((conflict) => conflict.columns(['kind', 'item_id']).doUpdateSet({ systems })).execute();
      await transaction.deleteFrom('drm_keys').where('kind', '=', kind).where('item_id', '=', itemId).execute();
      if (keys.length === 0) return;
      await transaction.insertInto('drm_keys').values(keys.map((key) => ({ kind, item_id: itemId, key_id: key.keyId, sealed_key: key.sealedKey }))).execute();
    });
  }

  async keys(kind: DrmKind, itemId: number): Promise<readonly DrmKeyRow[]> {
    const rows = await this.database.selectFrom('drm_keys').selectAll().where('kind', '=', kind).where('item_id', '=', itemId).orderBy('key_id').execute();
    return rows.map((row) => ({ keyId: row.key_id, sealedKey: row.sealed_key }));
  }

  remove(kind: DrmKind, itemId: number): Promise<boolean> {
    return this.database.inTurn(`drm ${kind} ${String(itemId)}`, async (transaction) => {
      await transaction.deleteFrom('drm_keys').where('kind', '=', kind).where('item_id', '=', itemId).execute();
      const removed = await transaction.deleteFrom('drm_titles').where('kind', '=', kind).where('item_id', '=', itemId).executeTakeFirst();
      return removed.numDeletedRows > 0n;
    });
  }
}
