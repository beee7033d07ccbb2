import type { CreateTableBuilder } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from '../database';
import type { Migration } from '../migrate';

type Columns = Readonly<Record<string, 'text' | 'integer' | 'bigint' | 'real'>>;

function table(database: Transaction<Database>, name: string, columns: Columns): CreateTableBuilder<string, string> {
  let builder: CreateTableBuilder<string, string> = database.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) builder = builder.addColumn(column, type, (it) => it.notNull());
  return builder;
}

async function accountTables(database: Transaction<Database>): Promise<void> {
  await table(database, 'accounts', {
    id: 'text', name: 'text', name_folded: 'text', password_hash: 'text', status: 'text', expires_at_ms: 'bigint',
    max_connections: 'integer', allows_adult: 'integer', created_at_ms: 'bigint',
  }).addPrimaryKeyConstraint('accounts_pk', ['id']).addUniqueConstraint('accounts_name', ['name_folded']).execute();
  await table(database, 'profiles', {
    id: 'text', account_id: 'text', position: 'integer', name: 'text', avatar: 'text', is_kids: 'integer', max_age: 'integer',
    pin_hash: 'text', language: 'text',
  }).addPrimaryKeyConstraint('profiles_pk', ['id']).addUniqueConstraint('profiles_order', ['account_id', 'position']).execute();
  await table(database, 'stream_credentials', { username: 'text', secret_hash: 'text', account_id: 'text', created_at_ms: 'bigint' })
    .addPrimaryKeyConstraint('stream_credentials_pk', ['username']).execute();
  await table(database, 'devices', {
    id: 'text', account_id: 'text', client_id: 'text', name: 'text', created_at_ms: 'bigint', last_seen_ms: 'bigint', last_ip: 'text',
  }).addPrimaryKeyConstraint('devices_pk', ['id']).execute();
  await database.schema.createIndex('devices_account').on('devices').columns(['account_id', 'created_at_ms']).execute();
}

async function signInTables(database: Transaction<Database>): Promise<void> {
  await table(database, 'token_families', {
    id: 'text', account_id: 'text', device_id: 'text', created_at_ms: 'bigint', revoked_at_ms: 'bigint',
  }).addPrimaryKeyConstraint('token_families_pk', ['id']).execute();
  await table(database, 'refresh_tokens', {
    hash: 'text', family_id: 'text', parent_hash: 'text', issued_at_ms: 'bigint', expires_at_ms: 'bigint', rotated_at_ms: 'bigint',
  }).addPrimaryKeyConstraint('refresh_tokens_pk', ['hash']).execute();
  await database.schema.createIndex('refresh_tokens_family').on('refresh_tokens').columns(['family_id']).execute();
  await database.schema.createIndex('refresh_tokens_parent').on('refresh_tokens').columns(['parent_hash']).execute();
  await database.schema.createIndex('refresh_tokens_expiry').on('refresh_tokens').columns(['expires_at_ms']).execute();
  await table(database, 'device_codes', {
    id: 'text', device_code_hash: 'text', user_code: 'text', client_id: 'text', device_name: 'text', ip: 'text', status: 'text',
    account_id: 'text', interval_sec: 'integer', last_poll_ms: 'bigint', created_at_ms: 'bigint', expires_at_ms: 'bigint',
  }).addPrimaryKeyConstraint('device_codes_pk', ['id'])
    .addUniqueConstraint('device_codes_device', ['device_code_hash']).addUniqueConstraint('device_codes_user', ['user_code']).execute();
}

async function viewingTables(database: Transaction<Database>): Promise<void> {
  await table(database, 'progress', {
    profile_id: 'text', key: 'text', position_ms: 'bigint', duration_ms: 'bigint', updated_at_ms: 'bigint', is_finished: 'integer',
    parent_id: 'text',
  }).addPrimaryKeyConstraint('progress_pk', ['profile_id', 'key']).execute();
  await database.schema.createIndex('progress_newest').on('progress').columns(['profile_id', 'updated_at_ms']).execute();
  await table(database, 'favourites', { profile_id: 'text', position: 'integer', key: 'text' })
    .addPrimaryKeyConstraint('favourites_pk', ['profile_id', 'position']).execute();
}

const ROW: Columns = { source_id: 'text', generation: 'integer', id: 'bigint', position: 'integer' };
const MEDIA: Columns = { asset: 'text', upstream_url: 'text', container: 'text' };
const TITLE: Columns = {
  external_key: 'text', name: 'text', year: 'integer', poster: 'text', backdrop: 'text', landscape: 'text', title_art: 'text',
  tint: 'text', rating: 'real', age: 'integer', is_adult: 'integer', genres: 'text', category_ids: 'text', plot: 'text',
  added_ms: 'bigint', detail: 'text',
};

async function generationTable(database: Transaction<Database>, name: string, columns: Columns): Promise<void> {
  await table(database, name, { ...ROW, ...columns })
    .addPrimaryKeyConstraint(`${name}_pk`, ['source_id', 'generation', 'position']).addUniqueConstraint(`${name}_id`, ['id', 'generation']).execute();
}

async function catalogTables(database: Transaction<Database>): Promise<void> {
  await table(database, 'sources', {
    id: 'text', kind: 'text', name: 'text', fingerprint: 'text', generation: 'integer', imported_at_ms: 'bigint', rank: 'integer',
  }).addPrimaryKeyConstraint('sources_pk', ['id']).execute();
  await database.schema.createTable('catalog_ids')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('source_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('external_key', 'text', (column) => column.notNull())
    .addUniqueConstraint('catalog_ids_key', ['source_id', 'kind', 'external_key']).execute();
  await generationTable(database, 'categories', { kind: 'text', name: 'text', is_adult: 'integer' });
  await table(database, 'category_entries', {
    source_id: 'text', generation: 'integer', category_id: 'bigint', position: 'integer', kind: 'text', entity_id: 'bigint',
  }).addPrimaryKeyConstraint('category_entries_pk', ['category_id', 'generation', 'position']).execute();
  await database.schema.createIndex('category_entries_source').on('category_entries').columns(['source_id', 'generation']).execute();
  await generationTable(database, 'channels', {
    ...MEDIA, number: 'real', name: 'text', logo: 'text', category_ids: 'text', guide_key: 'text', is_radio: 'integer',
    is_adult: 'integer', archive_days: 'integer', catchup: 'text', added_ms: 'bigint',
  });
  await generationTable(database, 'movies', { ...TITLE, ...MEDIA, duration_ms: 'bigint', quality: 'text' });
  await generationTable(database, 'series', { ...TITLE, season_count: 'integer', end_year: 'integer' });
  await generationTable(database, 'episodes', {
    ...MEDIA, series_id: 'bigint', season: 'integer', number: 'integer', name: 'text', plot: 'text', still: 'text',
    duration_ms: 'bigint', added_ms: 'bigint',
  });
  await database.schema.createIndex('episodes_series').on('episodes').columns(['series_id', 'generation']).execute();
}

async function guideTables(database: Transaction<Database>): Promise<void> {
  await table(database, 'programmes', {
    source_id: 'text', generation: 'integer', guide_key_folded: 'text', start_ms: 'bigint', stop_ms: 'bigint', title: 'text',
    subtitle: 'text', description: 'text', category: 'text', picture: 'text', age: 'integer',
  }).addPrimaryKeyConstraint('programmes_pk', ['guide_key_folded', 'start_ms', 'source_id', 'generation']).execute();
  await database.schema.createIndex('programmes_source').on('programmes').columns(['source_id', 'generation', 'guide_key_folded']).execute();
  await table(database, 'guide_names', { name: 'text', rank: 'integer', source_id: 'text', generation: 'integer', guide_key_folded: 'text' })
    .addPrimaryKeyConstraint('guide_names_pk', ['name', 'rank', 'source_id', 'generation']).execute();
  await database.schema.createIndex('guide_names_source').on('guide_names').columns(['source_id', 'generation']).execute();
}

/** Accounts, sign-in, viewing, catalogue, guide. */
export const initial: Migration = {
  name: 'initial',
  async up(database) {
    await accountTables(database);
    await signInTables(database);
    await viewingTables(database);
    await catalogTables(database);
    await guideTables(database);
  },
};
