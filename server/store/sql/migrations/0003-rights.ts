import type { Transaction } from 'kysely';
import type { Database } from '../database';
import type { Migration } from '../migrate';
import { createTable } from './create-table';

async function offerTables(database: Transaction<Database>): Promise<void> {
  await createTable(database, 'plans', {
    id: 'text', name: 'text', price_minor: 'bigint', currency: 'text', period_count: 'integer', period_unit: 'text', trial_days: 'integer',
    grace_days: 'integer', max_streams: 'integer', max_devices: 'integer', stream_policy: 'text', is_sold: 'integer',
  }).addPrimaryKeyConstraint('plans_pk', ['id']).execute();
  await createTable(database, 'plan_bouquets', { plan_id: 'text', bouquet_id: 'text' })
    .addPrimaryKeyConstraint('plan_bouquets_pk', ['plan_id', 'bouquet_id']).execute();
  await createTable(database, 'bouquets', { id: 'text', name: 'text' }).addPrimaryKeyConstraint('bouquets_pk', ['id']).execute();
  await createTable(database, 'bouquet_targets', { bouquet_id: 'text', kind: 'text', item_id: 'bigint' })
    .addPrimaryKeyConstraint('bouquet_targets_pk', ['bouquet_id', 'kind', 'item_id']).execute();
  await createTable(database, 'offers', {
    id: 'text', kind: 'text', item_id: 'bigint', model: 'text', price_minor: 'bigint', currency: 'text', start_within_ms: 'bigint',
    window_ms: 'bigint', rights_end_ms: 'bigint', is_sold: 'integer',
  }).addPrimaryKeyConstraint('offers_pk', ['id']).execute();
  await createTable(database, 'availability', {
    id: 'text', kind: 'text', item_id: 'bigint', effect: 'text', countries: 'text', from_ms: 'bigint', until_ms: 'bigint',
  }).addPrimaryKeyConstraint('availability_pk', ['id']).execute();
  await createTable(database, 'rights_revision', { id: 'integer', revision: 'bigint' }).addPrimaryKeyConstraint('rights_revision_pk', ['id']).execute();
  await database.insertInto('rights_revision').values({ id: 1, revision: 1 }).execute();
}

async function holdingTables(database: Transaction<Database>): Promise<void> {
  await createTable(database, 'subscriptions', {
    id: 'text', account_id: 'text', plan_id: 'text', started_at_ms: 'bigint', trial_until_ms: 'bigint', paid_until_ms: 'bigint',
    grace_ms: 'bigint', ended_at_ms: 'bigint',
  }).addPrimaryKeyConstraint('subscriptions_pk', ['id']).execute();
  await database.schema.createIndex('subscriptions_account').on('subscriptions').columns(['account_id', 'started_at_ms']).execute();
  await createTable(database, 'title_rights', {
    id: 'text', account_id: 'text', offer_id: 'text', kind: 'text', item_id: 'bigint', model: 'text', purchased_at_ms: 'bigint',
    start_by_ms: 'bigint', window_ms: 'bigint', first_play_at_ms: 'bigint', expires_at_ms: 'bigint', rights_end_ms: 'bigint', revoked_at_ms: 'bigint',
  }).addPrimaryKeyConstraint('title_rights_pk', ['id']).execute();
  await database.schema.createIndex('title_rights_account').on('title_rights').columns(['account_id', 'purchased_at_ms']).execute();
  await database.schema.createIndex('token_families_account').on('token_families').columns(['account_id', 'revoked_at_ms']).execute();
}

/** Plans, bouquets, offers and availability; subscriptions and rented or bought titles. */
export const rights: Migration = {
  name: 'rights',
  async up(database) {
    await offerTables(database);
    await holdingTables(database);
  },
};
