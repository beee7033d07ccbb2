import type { Transaction } from 'kysely';
import type { Database } from './database';

/** Gives the catalogue a new revision after rows of a source changed without an import. */
export async function renewRevision(transaction: Transaction<Database>, sourceId: string, nowMs: number): Promise<void> {
  const source = await transaction.selectFrom('sources').select('imported_at_ms').where('id', '=', sourceId).executeTakeFirst();
  // The revision is made of it; two changes in one millisecond are two.
  const importedAtMs = Math.max(nowMs, (source?.imported_at_ms ?? 0) + 1);
  await transaction.updateTable('sources').set({ imported_at_ms: importedAtMs }).where('id', '=', sourceId).execute();
}
