import type { Transaction } from 'kysely';
import { AppError } from '#core/base';
import type { Database } from './database';
import { initial } from './migrations/0001-initial';
import { importOrigins } from './migrations/0002-import-origins';
import { rights } from './migrations/0003-rights';
import { pins } from './migrations/0004-pins';
import { leases } from './migrations/0005-leases';
import { money } from './migrations/0006-money';
import { analytics } from './migrations/0007-analytics';
import { operatorConsole } from './migrations/0008-console';
import { ads } from './migrations/0009-ads';
import { recommend } from './migrations/0010-recommend';
import { goods } from './migrations/0011-goods';
import { drm } from './migrations/0012-drm';
import { recordings } from './migrations/0013-recordings';
import { limits } from './migrations/0014-limits';
import { support } from './migrations/0015-support';
import { order } from './migrations/0016-order';
import { bouquetOrder } from './migrations/0017-bouquet-order';
import { lineups } from './migrations/0018-lineups';
import { accountSettings } from './migrations/0019-account-settings';
import { orderLines } from './migrations/0020-order-lines';
import { events } from './migrations/0021-events';
import { boxes } from './migrations/0022-boxes';
import { baskets } from './migrations/0023-baskets';
import type { SqlDatabase, SqlKind } from './sql-database';

/** One step of the schema. Forward only: what is out is never changed, a mistake is mended by a further step. */
export interface Migration {
  readonly name: string;
  up(database: Transaction<Database>, kind: SqlKind): Promise<void>;
}

const MIGRATIONS: readonly Migration[] = [initial, importOrigins, rights, pins, leases, money, analytics, operatorConsole, ads, recommend, goods, drm, recordings, limits, support, order, bouquetOrder, lineups, accountSettings, orderLines, events, boxes, baskets];

/**
 * Brings the schema to the newest version, all steps in one transaction: a killed process leaves the old schema. Rejects with
 * `storage.broken` when the store was written by a newer release.
 */
export async function migrate(database: SqlDatabase, nowMs: number): Promise<void> {
  await database.inTurn('schema', async (transaction) => {
    await transaction.schema
      .createTable('schema_versions')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('applied_at_ms', 'bigint', (column) => column.notNull())
      .execute();
    const applied = await transaction.selectFrom('schema_versions').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst();
    const from = applied?.version ?? 0;
    if (from > MIGRATIONS.length) {
      throw new AppError('storage.broken', {
        message: `the store has schema ${String(from)}, this release knows ${String(MIGRATIONS.length)}: use the newer release or another HEARTH_DATA_DIR`,
      });
    }
    for (let version = from + 1; version <= MIGRATIONS.length; version += 1) {
      const step = MIGRATIONS[version - 1];
      if (step === undefined) break;
      await step.up(transaction, database.kind);
      await transaction.insertInto('schema_versions').values({ version, name: step.name, applied_at_ms: nowMs }).execute();
    }
  });
}
