import type { Kysely } from 'kysely';
import type { LearningRow, NearItemRow, NearReason, RankedRow, RecommendRun, RecommendStore, RecommendWork, UnlearntRow } from '../recommend';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import { inBatches } from './in-batches';
import type { SqlDatabase } from './sql-database';

/** Rows of one statement; SQLite takes 32,766 parameters. */
const ROWS_PER_STATEMENT = 500;
/** The table a work writes. Numbers of generations are each work's own. */
const TABLES = { model: 'recommend_near', rankings: 'recommend_rankings' } as const;

const EVERYTHING: LearningRow = { isOn: true, forgottenBeforeMs: 0, forgotten: [] };

/** As stored: item, nearness in thousandths, reason. */
type StoredNear = readonly [item: string, thousandths: number, why: NearReason];

function turn(database: Kysely<Database>, work: RecommendWork) {
  return database.selectFrom('recommend_turns').selectAll().where('work', '=', work).executeTakeFirst();
}

/** {@link RecommendStore} in SQL. */
export class SqlRecommendStore implements RecommendStore {
  constructor(private readonly database: SqlDatabase) {}

  claim(work: RecommendWork, terms: Parameters<RecommendStore['claim']>[1]): Promise<number | null> {
    return this.database.inTurn(`recommend ${work}`, async (transaction) => {
      const known = await turn(transaction, work);
      const isHeld = known !== undefined && known.running > 0 && known.held_until_ms > terms.nowMs;
      if (isHeld || (known !== undefined && known.generation > 0 && known.finished_at_ms >= terms.dueBeforeMs)) return null;
      const generation = (known?.newest ?? 0) + 1;
      const taken = { running: generation, newest: generation, node: terms.node, held_until_ms: terms.nowMs + terms.lifeMs };
      await transaction.insertInto('recommend_turns').values({ work, generation: 0, finished_at_ms: 0, facts: '{}', ...taken })
        .onConflict((conflict) => conflict.column('work').doUpdateSet(taken)).execute();
      await transaction.deleteFrom(TABLES[work]).where('generation', '<>', known?.generation ?? 0).execute();
      return generation;
    });
  }

  async keep(work: RecommendWork, generation: number, untilMs: number): Promise<boolean> {
    const result = await this.database.updateTable('recommend_turns').set({ held_until_ms: untilMs }).where('work', '=', work).where('running', '=', generation).executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  async addNear(generation: number, lists: ReadonlyMap<string, readonly NearItemRow[]>): Promise<void> {
    const rows = Array.from(lists, ([item, list]) => {
      const stored = list.map((near): StoredNear => [near.item, Math.round(near.nearness * 1000), near.why]);
      return { generation, item, list: JSON.stringify(stored) };
    });
    for (const batch of inBatches(rows, ROWS_PER_STATEMENT)) await this.database.insertInto('recommend_near').values([...batch]).execute();
  }

  async addRanking(generation: number, name: string, rows: readonly RankedRow[]): Promise<void> {
    const values = rows.map((row, place) => ({ generation, name, place, item: row.item, score: row.score, viewers: row.viewers }));
    for (const batch of inBatches(values, ROWS_PER_STATEMENT)) await this.database.insertInto('recommend_rankings').values([...batch]).execute();
  }

  publish(work: RecommendWork, generation: number, run: Omit<RecommendRun, 'generation'>): Promise<boolean> {
    return this.database.inTurn(`recommend ${work}`, async (transaction) => {
      const known = await turn(transaction, work);
      if (known?.running !== generation) return false;
      const done = { generation, running: 0, node: '', held_until_ms: 0, finished_at_ms: run.finishedAtMs, facts: JSON.stringify(run.facts) };
      await transaction.updateTable('recommend_turns').set(done).where('work', '=', work).execute();
      await transaction.deleteFrom(TABLES[work]).where('generation', '<>', generation).execute();
      return true;
    });
  }

  abandon(work: RecommendWork, generation: number): Promise<void> {
    return this.database.inTurn(`recommend ${work}`, async (transaction) => {
      if ((await turn(transaction, work))?.running !== generation) return;
      await transaction.updateTable('recommend_turns').set({ running: 0, node: '', held_until_ms: 0 }).where('work', '=', work).execute();
      await transaction.deleteFrom(TABLES[work]).where('generation', '=', generation).execute();
    });
  }

  async run(work: RecommendWork): Promise<RecommendRun> {
    const row = await turn(this.database, work);
    // Written by this file alone.
    const facts = JSON.parse(row?.facts ?? '{}') as RecommendRun['facts'];
    return { generation: row?.generation ?? 0, finishedAtMs: row?.finished_at_ms ?? 0, facts };
  }

  async near(items: readonly string[]): Promise<ReadonlyMap<string, readonly NearItemRow[]>> {
    const found = new Map<string, readonly NearItemRow[]>();
    for (const batch of inBatches(items, ROWS_PER_STATEMENT)) {
      const rows = await this.database.selectFrom('recommend_near')
        .innerJoin('recommend_turns', (join) => join.onRef('recommend_turns.generation', '=', 'recommend_near.generation').on('work', '=', 'model'))
        .select(['item', 'list']).where('item', 'in', batch).execute();
      for (const row of rows) {
        const list = JSON.parse(row.list) as readonly StoredNear[];
        found.set(row.item, list.map(([item, thousandths, why]) => ({ item, nearness: thousandths / 1000, why })));
      }
    }
    return found;
  }

  async ranking(name: string, most: number): Promise<readonly RankedRow[]> {
    const query = this.database.selectFrom('recommend_rankings')
      .innerJoin('recommend_turns', (join) => join.onRef('recommend_turns.generation', '=', 'recommend_rankings.generation').on('work', '=', 'rankings'))
      .select(['item', 'score', 'viewers']).where('name', '=', name).orderBy('place').limit(most);
    return query.execute();
  }

  async learning(profileId: string): Promise<LearningRow> {
    const row = await this.database.selectFrom('recommend_learning').selectAll().where('profile_id', '=', profileId).executeTakeFirst();
    if (row === undefined) return EVERYTHING;
    return { isOn: fromFlag(row.is_on), forgottenBeforeMs: row.forgotten_before_ms, forgotten: JSON.parse(row.forgotten) as readonly string[] };
  }

  async putLearning(profileId: string, profileHash: string, row: LearningRow): Promise<void> {
    const values = { profile_hash: profileHash, is_on: toFlag(row.isOn), forgotten_before_ms: row.forgottenBeforeMs, forgotten: JSON.stringify(row.forgotten) };
    await this.database.insertInto('recommend_learning').values({ profile_id: profileId, ...values })
      .onConflict((conflict) => conflict.column('profile_id').doUpdateSet(values)).execute();
  }

  async unlearnt(): Promise<readonly UnlearntRow[]> {
    const rows = await this.database.selectFrom('recommend_learning').selectAll().execute();
    return rows.map((row) => ({
      profileHash: row.profile_hash, isOn: fromFlag(row.is_on), forgottenBeforeMs: row.forgotten_before_ms, forgotten: JSON.parse(row.forgotten) as readonly string[],
    }));
  }
}
