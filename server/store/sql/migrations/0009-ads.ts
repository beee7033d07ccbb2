import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** Campaigns, what was given out of them, and what was told about that. */
export const ads: Migration = {
  name: 'ads',
  async up(database) {
    await createTable(database, 'ad_campaigns', {
      id: 'text', name: 'text', is_active: 'integer', from_ms: 'bigint', until_ms: 'bigint', priority: 'integer', weight: 'integer', per_hour: 'integer',
      per_day: 'integer', max_impressions: 'bigint', skip_after_ms: 'bigint', offer_url: 'text', tag_url: 'text', targeting: 'text', creatives: 'text',
    }).addPrimaryKeyConstraint('ad_campaigns_pk', ['id']).execute();
    await createTable(database, 'ad_sessions', {
      id: 'text', device_key: 'text', kind: 'text', country: 'text', genres: 'text', plan_ids: 'text', forms: 'text', expires_at_ms: 'bigint',
    }).addPrimaryKeyConstraint('ad_sessions_pk', ['id']).execute();
    await database.schema.createIndex('ad_sessions_expiry').on('ad_sessions').columns(['expires_at_ms']).execute();
    await createTable(database, 'ad_views', {
      id: 'text', session_id: 'text', break_id: 'text', position: 'integer', campaign_id: 'text', creative: 'integer', device_key: 'text', issued_at_ms: 'bigint',
      seen_at_ms: 'bigint',
    }).addPrimaryKeyConstraint('ad_views_pk', ['id']).addUniqueConstraint('ad_views_place', ['session_id', 'break_id', 'position']).execute();
    await database.schema.createIndex('ad_views_device').on('ad_views').columns(['device_key', 'issued_at_ms']).execute();
    await database.schema.createIndex('ad_views_campaign').on('ad_views').columns(['campaign_id', 'issued_at_ms']).execute();
    await database.schema.createIndex('ad_views_issued').on('ad_views').columns(['issued_at_ms']).execute();
    await createTable(database, 'ad_events', { view_id: 'text', event: 'text', at_ms: 'bigint' }).addPrimaryKeyConstraint('ad_events_pk', ['view_id', 'event']).execute();
    await createTable(database, 'ad_sums', { campaign_id: 'text', day: 'integer', event: 'text', count: 'bigint' })
      .addPrimaryKeyConstraint('ad_sums_pk', ['campaign_id', 'day', 'event']).execute();
  },
};
