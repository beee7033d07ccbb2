import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** What viewers want recorded, what came of it, and how much a plan allows. */
export const recordings: Migration = {
  name: 'recordings',
  async up(database) {
    await createTable(database, 'recording_jobs', {
      id: 'text', share_key: 'text', channel_id: 'integer', from_ms: 'bigint', to_ms: 'bigint', state: 'text', failure: 'text', recorded_ms: 'bigint', bytes: 'bigint',
      finished_at_ms: 'bigint', layout: 'text', attempts: 'integer', due_at_ms: 'bigint', node: 'text', held_until_ms: 'bigint',
    }).addPrimaryKeyConstraint('recording_jobs_pk', ['id']).addUniqueConstraint('recording_jobs_share', ['share_key']).execute();
    await database.schema.createIndex('recording_jobs_due').on('recording_jobs').columns(['state', 'due_at_ms']).execute();
    await createTable(database, 'recording_segments', {
      job_id: 'text', track: 'integer', number: 'integer', sequence: 'bigint', at_ms: 'bigint', duration_ms: 'integer', object: 'text', bytes: 'integer', is_break: 'integer',
      map: 'text', key: 'text',
    }).addPrimaryKeyConstraint('recording_segments_pk', ['job_id', 'track', 'number']).execute();
    await createTable(database, 'recording_wishes', {
      id: 'text', account_id: 'text', channel_id: 'integer', channel_name: 'text', start_ms: 'bigint', stop_ms: 'bigint', title: 'text', subtitle: 'text',
      description: 'text', picture: 'text', age: 'integer', rule_id: 'text', keep_ms: 'bigint', created_at_ms: 'bigint', refusal: 'text', job_id: 'text', is_dropped: 'integer',
    }).addPrimaryKeyConstraint('recording_wishes_pk', ['id'])
      .addUniqueConstraint('recording_wishes_programme', ['account_id', 'channel_id', 'start_ms']).execute();
    await database.schema.createIndex('recording_wishes_job').on('recording_wishes').columns(['job_id']).execute();
    await createTable(database, 'recording_rules', { id: 'text', account_id: 'text', channel_id: 'integer', title: 'text', title_folded: 'text', created_at_ms: 'bigint' })
      .addPrimaryKeyConstraint('recording_rules_pk', ['id']).addUniqueConstraint('recording_rules_title', ['account_id', 'channel_id', 'title_folded']).execute();
    await createTable(database, 'recording_plans', { plan_id: 'text', hours: 'integer', keep_days: 'integer' })
      .addPrimaryKeyConstraint('recording_plans_pk', ['plan_id']).execute();
  },
};
