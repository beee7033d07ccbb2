import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** Events of sets, views and sums. */
export const analytics: Migration = {
  name: 'analytics',
  async up(database) {
    await createTable(database, 'analytics_events', {
      event_id: 'text', type: 'text', at_ms: 'bigint', sequence: 'integer', session_id: 'text', view_id: 'text', account_hash: 'text', profile_hash: 'text',
      device_model: 'text', app_version: 'text', item: 'text', props: 'text',
    }).addPrimaryKeyConstraint('analytics_events_pk', ['account_hash', 'event_id']).execute();
    await database.schema.createIndex('analytics_events_time').on('analytics_events').columns(['at_ms']).execute();
    await createTable(database, 'analytics_views', {
      view_id: 'text', account_hash: 'text', profile_hash: 'text', device_model: 'text', app_version: 'text', item: 'text', kind: 'text',
      started_at_ms: 'bigint', heard_at_ms: 'bigint', startup_ms: 'bigint', played_ms: 'bigint', rebuffer_ms: 'bigint', outcome: 'text', code: 'text',
    }).addPrimaryKeyConstraint('analytics_views_pk', ['account_hash', 'view_id']).execute();
    await database.schema.createIndex('analytics_views_started').on('analytics_views').columns(['started_at_ms']).execute();
    await database.schema.createIndex('analytics_views_heard').on('analytics_views').columns(['heard_at_ms']).execute();
    await createTable(database, 'analytics_sums', { step_ms: 'bigint', start_ms: 'bigint', metric: 'text', value: 'bigint' })
      .addPrimaryKeyConstraint('analytics_sums_pk', ['step_ms', 'metric', 'start_ms']).execute();
  },
};
