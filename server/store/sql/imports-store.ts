import type { ImportsStore, ImportSession, ImportTarget } from '../imports';
import { dropGeneration } from './drop-generation';
import { SqlImportSession } from './import-session';
import type { SqlDatabase } from './sql-database';

/** {@link ImportsStore} in SQL. */
export class SqlImportsStore implements ImportsStore {
  constructor(private readonly database: SqlDatabase) {}

  async begin(target: ImportTarget): Promise<ImportSession> {
    const live = await this.ensureSource(target);
    // What a killed import left behind.
    await dropGeneration(this.database, target.id, live - 1);
    await dropGeneration(this.database, target.id, live + 1);
    return new SqlImportSession(this.database, target, live + 1);
  }

  async remove(sourceId: string): Promise<void> {
    await this.database.deleteFrom('import_origins').where('source_id', '=', sourceId).execute();
    const source = await this.database.selectFrom('sources').select('generation').where('id', '=', sourceId).executeTakeFirst();
    if (source === undefined) return;
    // Readers stop seeing the rows with this step; what follows only clears the disk.
    await this.database.deleteFrom('sources').where('id', '=', sourceId).execute();
    for (const generation of [source.generation - 1, source.generation, source.generation + 1, -source.generation]) {
      await dropGeneration(this.database, sourceId, generation);
    }
  }

  async highestChannelNumber(exceptSourceId: string): Promise<number> {
    const row = await this.database
      .selectFrom('channels')
      .innerJoin('sources', (join) => join.onRef('sources.id', '=', 'source_id').onRef('sources.generation', '=', 'channels.generation'))
      .select((select) => select.fn.max<number | string | null>('number').as('highest'))
      .where('source_id', '!=', exceptSourceId)
      .executeTakeFirst();
    return Number(row?.highest ?? 0);
  }

  private ensureSource(target: ImportTarget): Promise<number> {
    return this.database.inTurn('sources', async (transaction) => {
      const known = await transaction.selectFrom('sources').select('generation').where('id', '=', target.id).executeTakeFirst();
      if (known !== undefined) return known.generation;
      const last = await transaction.selectFrom('sources').select((select) => select.fn.max<number | string | null>('rank').as('rank')).executeTakeFirst();
      const values = { id: target.id, kind: target.kind, name: target.name, fingerprint: '', generation: 0, imported_at_ms: 0 };
      await transaction.insertInto('sources').values({ ...values, rank: Number(last?.rank ?? -1) + 1 }).execute();
      return 0;
    });
  }
}
