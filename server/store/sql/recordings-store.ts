import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { DAY_MS } from '#core/base';
import type {
  RecordingEnd, RecordingJobRow, RecordingOutcome, RecordingPlanRow, RecordingRequest, RecordingRuleRow, RecordingSegmentRow, RecordingsStore, RecordingTurn, WishedRecording,
} from '../recordings';
import type { Database } from './database';
import { jobOf, newJob, NOBODY, ruleOf, segmentColumns, segmentOf, wishColumns, wishOf } from './recording-rows';
import type { SqlDatabase } from './sql-database';

/** State of a recording whose objects are to go. */
const UNWANTED = 'unwanted';
/** Refused wishes are told so long after their programme. */
const TELL_REFUSED_MS = 3 * DAY_MS;
const CLAIMS = 'recording claims';

function standing(database: Kysely<Database>, accountId: string) {
  return database.selectFrom('recording_wishes').selectAll().where('account_id', '=', accountId).where('is_dropped', '=', 0);
}

async function usedBy(database: Kysely<Database>, accountId: string): Promise<number> {
  const row = await database.selectFrom('recording_wishes').select(sql<number>`cast(coalesce(sum(stop_ms - start_ms), 0) as bigint)`.as('used'))
    .where('account_id', '=', accountId).where('is_dropped', '=', 0).where('refusal', '=', '').executeTakeFirst();
  return row?.used ?? 0;
}

/** The recording a wish shares, made if there is none; one that failed while its time is not over is begun again. */
async function jobFor(transaction: Transaction<Database>, job: RecordingRequest['job'], nowMs: number): Promise<string> {
  const known = await transaction.selectFrom('recording_jobs').selectAll().where('share_key', '=', job.shareKey).executeTakeFirst();
  if (known === undefined) {
    await transaction.insertInto('recording_jobs').values(newJob(job)).execute();
    return job.id;
  }
  if (known.state === 'failed' && known.to_ms > nowMs) {
    await transaction.updateTable('recording_jobs').set({ state: 'waiting', failure: '', finished_at_ms: 0, due_at_ms: nowMs, ...NOBODY }).where('id', '=', known.id).execute();
  }
  return known.id;
}

/** What nobody wishes for any more is handed out to be removed. Its channel's turn must be held. */
async function letGo(transaction: Transaction<Database>, jobId: string): Promise<void> {
  if (jobId === '') return;
  const wanted = await transaction.selectFrom('recording_wishes').select('id').where('job_id', '=', jobId).where('is_dropped', '=', 0).limit(1).executeTakeFirst();
  if (wanted !== undefined) return;
  await transaction.updateTable('recording_jobs').set({ state: UNWANTED, share_key: jobId, ...NOBODY }).where('id', '=', jobId).execute();
}

/** Changes a recording as long as it is `node`'s. */
function held(database: Kysely<Database>, jobId: string, node: string) {
  return database.updateTable('recording_jobs').where('id', '=', jobId).where('node', '=', node).where('state', '=', 'waiting');
}

/** {@link RecordingsStore} in SQL. Turns are taken in the order account, channel. */
export class SqlRecordingsStore implements RecordingsStore {
  constructor(private readonly database: SqlDatabase) {}

  request({ wish, job, quotaMs }: RecordingRequest): Promise<RecordingOutcome> {
    return this.inAccount(wish.accountId, wish.channelId, async (transaction) => {
      const same = transaction.selectFrom('recording_wishes').selectAll().where('account_id', '=', wish.accountId).where('channel_id', '=', wish.channelId);
      const known = await same.where('start_ms', '=', wish.startMs).executeTakeFirst();
      const isByRule = wish.ruleId !== '';
      if (known !== undefined && known.refusal === '' && (isByRule || known.is_dropped === 0)) return 'known';
      const isOver = (await usedBy(transaction, wish.accountId)) + wish.stopMs - wish.startMs > quotaMs;
      if (isOver && !isByRule) return 'quota';
      if (known !== undefined) await transaction.deleteFrom('recording_wishes').where('id', '=', known.id).execute();
      const jobId = isOver ? '' : await jobFor(transaction, job, wish.createdAtMs);
      await transaction.insertInto('recording_wishes').values(wishColumns({ ...wish, refusal: isOver ? 'quota' : '' }, jobId)).execute();
      return isOver ? 'quota' : 'added';
    });
  }

  async wishes(accountId: string): Promise<readonly WishedRecording[]> {
    const rows = await standing(this.database, accountId).orderBy('start_ms', 'desc').orderBy('id').execute();
    const ids = Array.from(new Set(rows.map((row) => row.job_id)));
    const jobs = ids.length === 0 ? [] : await this.database.selectFrom('recording_jobs').selectAll().where('id', 'in', ids).execute();
    const byId = new Map(jobs.map((job) => [job.id, jobOf(job)]));
    return rows.map((row) => ({ wish: wishOf(row), job: byId.get(row.job_id) ?? null }));
  }

  async wish(accountId: string, id: string): Promise<WishedRecording | null> {
    const row = await standing(this.database, accountId).where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : { wish: wishOf(row), job: await this.job(row.job_id) };
  }

  async drop(accountId: string, id: string): Promise<boolean> {
    const known = await standing(this.database, accountId).where('id', '=', id).executeTakeFirst();
    if (known === undefined) return false;
    return this.inAccount(accountId, known.channel_id, async (transaction) => {
      const row = await standing(transaction, accountId).where('id', '=', id).executeTakeFirst();
      if (row === undefined) return false;
      if (row.rule_id === '') await transaction.deleteFrom('recording_wishes').where('id', '=', id).execute();
      else await transaction.updateTable('recording_wishes').set({ is_dropped: 1, job_id: '' }).where('id', '=', id).execute();
      await letGo(transaction, row.job_id);
      return true;
    });
  }

  usedMs(accountId: string): Promise<number> {
    return usedBy(this.database, accountId);
  }

  async move(accountId: string, id: string, to: Parameters<RecordingsStore['move']>[2]): Promise<void> {
    const { job, startMs, stopMs } = to;
    await this.inAccount(accountId, job.channelId, async (transaction) => {
      const row = await standing(transaction, accountId).where('id', '=', id).executeTakeFirst();
      if (row === undefined) return;
      const old = await transaction.selectFrom('recording_jobs').select(['attempts', 'id']).where('id', '=', row.job_id).executeTakeFirst();
      const taken = await transaction.selectFrom('recording_wishes').select('id').where('account_id', '=', accountId).where('channel_id', '=', row.channel_id)
        .where('start_ms', '=', startMs).where('id', '<>', id).executeTakeFirst();
      if (old === undefined || old.attempts > 0 || taken !== undefined) return;
      const jobId = await jobFor(transaction, job, startMs);
      await transaction.updateTable('recording_wishes').set({ start_ms: startMs, stop_ms: stopMs, job_id: jobId }).where('id', '=', id).execute();
      if (jobId !== old.id) await letGo(transaction, old.id);
    });
  }

  async rules(accountId?: string): Promise<readonly RecordingRuleRow[]> {
    const query = this.database.selectFrom('recording_rules').selectAll().orderBy('created_at_ms').orderBy('id');
    return (await (accountId === undefined ? query : query.where('account_id', '=', accountId)).execute()).map(ruleOf);
  }

  async addRule(rule: RecordingRuleRow): Promise<void> {
    const row = { id: rule.id, account_id: rule.accountId, channel_id: rule.channelId, title: rule.title, title_folded: rule.titleFolded, created_at_ms: rule.createdAtMs };
    await this.database.insertInto('recording_rules').values(row).onConflict((it) => it.columns(['account_id', 'channel_id', 'title_folded']).doNothing()).execute();
  }

  async dropRule(accountId: string, id: string, nowMs: number): Promise<boolean> {
    const rule = await this.database.selectFrom('recording_rules').selectAll().where('account_id', '=', accountId).where('id', '=', id).executeTakeFirst();
    if (rule === undefined) return false;
    return this.inAccount(accountId, rule.channel_id, async (transaction) => {
      const gone = await transaction.deleteFrom('recording_rules').where('id', '=', id).executeTakeFirst();
      const coming = await transaction.selectFrom('recording_wishes').selectAll().where('rule_id', '=', id).where('account_id', '=', accountId).execute();
      for (const row of coming) {
        if (row.start_ms > nowMs || row.is_dropped === 1) await transaction.deleteFrom('recording_wishes').where('id', '=', row.id).execute();
        else await transaction.updateTable('recording_wishes').set({ rule_id: '' }).where('id', '=', row.id).execute();
        if (row.start_ms > nowMs) await letGo(transaction, row.job_id);
      }
      return gone.numDeletedRows > 0n;
    });
  }

  claim(turn: RecordingTurn): Promise<RecordingJobRow | null> {
    return this.database.inTurn(CLAIMS, async (transaction) => {
      const row = await transaction.selectFrom('recording_jobs').selectAll().where('state', '=', 'waiting').where('due_at_ms', '<=', turn.nowMs)
        .where('held_until_ms', '<=', turn.nowMs).orderBy('due_at_ms').orderBy('id').limit(1).executeTakeFirst();
      if (row === undefined) return null;
      const taken = { node: turn.node, held_until_ms: turn.nowMs + turn.lifeMs, attempts: row.attempts + 1 };
      const result = await transaction.updateTable('recording_jobs').set(taken).where('id', '=', row.id).where('state', '=', 'waiting').executeTakeFirst();
      return result.numUpdatedRows === 1n ? { ...jobOf(row), attempts: taken.attempts } : null;
    });
  }

  async keep(jobId: string, node: string, untilMs: number): Promise<boolean> {
    const result = await held(this.database, jobId, node).set({ held_until_ms: untilMs }).executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  async postpone(jobId: string, node: string, dueAtMs: number): Promise<void> {
    await held(this.database, jobId, node).set({ due_at_ms: dueAtMs, ...NOBODY }).execute();
  }

  async finish(jobId: string, node: string, end: RecordingEnd): Promise<boolean> {
    const done = { state: end.state, failure: end.failure, finished_at_ms: end.finishedAtMs, ...NOBODY };
    return (await held(this.database, jobId, node).set(done).executeTakeFirst()).numUpdatedRows === 1n;
  }

  addSegment(jobId: string, node: string, segment: RecordingSegmentRow, layout: string): Promise<boolean> {
    return this.database.transaction().execute(async (transaction) => {
      const length = segment.track === 0 ? segment.durationMs : 0;
      const result = await held(transaction, jobId, node)
        .set((it) => ({ layout, bytes: it('bytes', '+', segment.bytes), recorded_ms: it('recorded_ms', '+', length) })).executeTakeFirst();
      if (result.numUpdatedRows !== 1n) return false;
      await transaction.insertInto('recording_segments').values(segmentColumns(jobId, segment)).execute();
      return true;
    });
  }

  async segments(jobId: string): Promise<readonly RecordingSegmentRow[]> {
    const rows = await this.database.selectFrom('recording_segments').selectAll().where('job_id', '=', jobId).orderBy('track').orderBy('number').execute();
    return rows.map(segmentOf);
  }

  async job(jobId: string): Promise<RecordingJobRow | null> {
    const row = await this.database.selectFrom('recording_jobs').selectAll().where('id', '=', jobId).where('state', '<>', UNWANTED).executeTakeFirst();
    return row === undefined ? null : jobOf(row);
  }

  async waitingAccounts(): Promise<readonly string[]> {
    const rows = await this.database.selectFrom('recording_wishes').innerJoin('recording_jobs', 'recording_jobs.id', 'recording_wishes.job_id')
      .select('recording_wishes.account_id').distinct().where('recording_jobs.state', '=', 'waiting').where('recording_jobs.attempts', '=', 0).execute();
    return rows.map((row) => row.account_id).sort();
  }

  async expire(nowMs: number): Promise<number> {
    const over = await this.database.selectFrom('recording_wishes').innerJoin('recording_jobs', 'recording_jobs.id', 'recording_wishes.job_id')
      .select(['recording_wishes.id', 'recording_wishes.account_id', 'recording_wishes.channel_id', 'recording_wishes.job_id'])
      .where('recording_jobs.finished_at_ms', '>', 0).where('recording_wishes.keep_ms', '>', 0)
      .where((it) => it(it('recording_jobs.finished_at_ms', '+', it.ref('recording_wishes.keep_ms')), '<=', nowMs)).execute();
    for (const row of over) {
      await this.inAccount(row.account_id, row.channel_id, async (transaction) => {
        await transaction.deleteFrom('recording_wishes').where('id', '=', row.id).execute();
        await letGo(transaction, row.job_id);
      });
    }
    await this.database.deleteFrom('recording_wishes').where('is_dropped', '=', 1).where('stop_ms', '<=', nowMs).execute();
    await this.database.deleteFrom('recording_wishes').where('refusal', '<>', '').where('stop_ms', '<=', nowMs - TELL_REFUSED_MS).execute();
    return over.length;
  }

  claimUnwanted(turn: RecordingTurn): Promise<string | null> {
    return this.database.inTurn(CLAIMS, async (transaction) => {
      const row = await transaction.selectFrom('recording_jobs').select('id').where('state', '=', UNWANTED).where('held_until_ms', '<=', turn.nowMs).orderBy('id').limit(1).executeTakeFirst();
      if (row === undefined) return null;
      await transaction.updateTable('recording_jobs').set({ node: turn.node, held_until_ms: turn.nowMs + turn.lifeMs }).where('id', '=', row.id).execute();
      return row.id;
    });
  }

  async forget(jobId: string): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('recording_segments').where('job_id', '=', jobId).execute();
      await transaction.deleteFrom('recording_jobs').where('id', '=', jobId).where('state', '=', UNWANTED).execute();
    });
  }

  async plans(): Promise<readonly RecordingPlanRow[]> {
    const rows = await this.database.selectFrom('recording_plans').selectAll().orderBy('plan_id').execute();
    return rows.map((row) => ({ planId: row.plan_id, hours: row.hours, keepDays: row.keep_days }));
  }

  async putPlan({ planId, hours, keepDays }: RecordingPlanRow): Promise<void> {
    const columns = { hours, keep_days: keepDays };
    await this.database.insertInto('recording_plans').values({ plan_id: planId, ...columns }).onConflict((it) => it.column('plan_id').doUpdateSet(columns)).execute();
  }

  private inAccount<T>(accountId: string, channelId: number, work: (transaction: Transaction<Database>) => Promise<T>): Promise<T> {
    return this.database.inTurn(`recordings ${accountId}`, async (transaction) => {
      await this.database.takeTurn(transaction, `recordings of channel ${String(channelId)}`);
      return work(transaction);
    });
  }
}
