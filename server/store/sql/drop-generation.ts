import type { Kysely } from 'kysely';
import type { Database } from './database';

/** Rows per deleting transaction. Larger: writers of other processes wait longer. */
const ROWS_PER_STEP = 2000;

const POSITIONED = ['category_entries', 'episodes', 'series', 'movies', 'channels', 'categories'] as const;

async function dropProgrammes(database: Kysely<Database>, sourceId: string, generation: number): Promise<void> {
  let after = '';
  for (;;) {
    const next = await database
      .selectFrom('programmes')
      .select('guide_key_folded as key')
      .where('source_id', '=', sourceId)
      .where('generation', '=', generation)
      .where('guide_key_folded', '>=', after)
      .orderBy('guide_key_folded')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return;
    const query = database.deleteFrom('programmes').where('source_id', '=', sourceId).where('generation', '=', generation);
    await query.where('guide_key_folded', '=', next.key).execute();
    after = next.key;
  }
}

/** Deletes the rows of one generation of a source in short steps, so that nobody waits long. Harmless when there are none. */
export async function dropGeneration(database: Kysely<Database>, sourceId: string, generation: number): Promise<void> {
  for (const table of POSITIONED) {
    for (;;) {
      const first = await database
        .selectFrom(table)
        .select((select) => select.fn.min<number | string | null>('position').as('position'))
        .where('source_id', '=', sourceId)
        .where('generation', '=', generation)
        .executeTakeFirst();
      const from = first?.position;
      if (from === undefined || from === null) break;
      const query = database.deleteFrom(table).where('source_id', '=', sourceId).where('generation', '=', generation);
      await query.where('position', '<', Number(from) + ROWS_PER_STEP).execute();
    }
  }
  await dropProgrammes(database, sourceId, generation);
  await database.deleteFrom('guide_names').where('source_id', '=', sourceId).where('generation', '=', generation).execute();
}
