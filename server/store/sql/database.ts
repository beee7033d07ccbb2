import type { Generated } from 'kysely';
import type { AdsTables } from './ads-tables';
import type { AnalyticsTables } from './analytics-tables';
import type { BoxTables } from './boxes-store';
import type { ConsoleTables } from './console-tables';
import type { DrmTables } from './drm-tables';
import type { GoodsTables } from './goods-tables';
import type { MoneyTables } from './money-tables';
import type { RecommendTables } from './recommend-tables';
import type { RecordingsTables } from './recordings-tables';
import type { OrderTables } from './catalog-order-store';
import type { RightsTables } from './rights-tables';
import type { SupportTables } from './support-store';

/** 0 or 1: SQL has no portable boolean. */
export type Flag = 0 | 1;

interface AccountsTable {
  id: string;
  name: string;
  name_folded: string;
  password_hash: string;
  status: string;
  expires_at_ms: number;
  max_connections: number;
  allows_adult: Flag;
  created_at_ms: number;
}

interface ProfilesTable {
  id: string;
  account_id: string;
  position: number;
  name: string;
  avatar: string;
  is_kids: Flag;
  max_age: number;
  pin_hash: string;
  language: string;
}

interface StreamCredentialsTable {
  username: string;
  secret_hash: string;
  account_id: string;
  created_at_ms: number;
}

interface DevicesTable {
  id: string;
  account_id: string;
  client_id: string;
  name: string;
  created_at_ms: number;
  last_seen_ms: number;
  last_ip: string;
}

interface TokenFamiliesTable {
  id: string;
  account_id: string;
  device_id: string;
  created_at_ms: number;
  revoked_at_ms: number;
}

interface RefreshTokensTable {
  hash: string;
  family_id: string;
  /** The token this one replaced; empty for a first one. */
  parent_hash: string;
  issued_at_ms: number;
  expires_at_ms: number;
  /** 0 while it is current. */
  rotated_at_ms: number;
}

interface DeviceCodesTable {
  id: string;
  device_code_hash: string;
  user_code: string;
  client_id: string;
  device_name: string;
  ip: string;
  status: string;
  account_id: string;
  interval_sec: number;
  last_poll_ms: number;
  created_at_ms: number;
  expires_at_ms: number;
}

interface ProgressTable {
  profile_id: string;
  key: string;
  position_ms: number;
  duration_ms: number;
  updated_at_ms: number;
  is_finished: Flag;
  parent_id: string;
}

interface FavouritesTable {
  profile_id: string;
  position: number;
  key: string;
}

interface SourcesTable {
  id: string;
  kind: string;
  name: string;
  fingerprint: string;
  generation: number;
  imported_at_ms: number;
  /** Order among sources; never changes. */
  rank: number;
}

interface CatalogIdsTable {
  id: Generated<number>;
  source_id: string;
  kind: string;
  external_key: string;
}

/** Columns every generation-bound row starts with. */
export interface GenerationColumns {
  source_id: string;
  generation: number;
  id: number;
  position: number;
}

interface CategoriesTable extends GenerationColumns {
  kind: string;
  name: string;
  is_adult: Flag;
}

/** Which rows a category lists; `kind` is the listed kind. */
interface CategoryEntriesTable {
  source_id: string;
  generation: number;
  category_id: number;
  position: number;
  kind: string;
  entity_id: number;
}

interface MediaColumns {
  asset: string;
  upstream_url: string;
  container: string;
}

interface ChannelsTable extends GenerationColumns, MediaColumns {
  number: number;
  name: string;
  logo: string;
  /** JSON list of numbers. */
  category_ids: string;
  guide_key: string;
  is_radio: Flag;
  is_adult: Flag;
  archive_days: number;
  /** JSON of `UpstreamCatchup`; empty without one. */
  catchup: string;
  added_ms: number;
}

interface TitleColumns extends GenerationColumns {
  external_key: string;
  name: string;
  year: number;
  poster: string;
  backdrop: string;
  landscape: string;
  title_art: string;
  tint: string;
  rating: number;
  age: number;
  is_adult: Flag;
  /** JSON list of texts. */
  genres: string;
  /** JSON list of numbers. */
  category_ids: string;
  plot: string;
  added_ms: number;
  /** JSON of `TitleDetail`. */
  detail: string;
}

interface MoviesTable extends TitleColumns, MediaColumns {
  duration_ms: number;
  quality: string;
}

interface SeriesTable extends TitleColumns {
  season_count: number;
  end_year: number;
}

interface EpisodesTable extends GenerationColumns, MediaColumns {
  series_id: number;
  season: number;
  number: number;
  name: string;
  plot: string;
  still: string;
  duration_ms: number;
  added_ms: number;
}

interface ProgrammesTable {
  source_id: string;
  generation: number;
  guide_key_folded: string;
  start_ms: number;
  stop_ms: number;
  title: string;
  subtitle: string;
  description: string;
  category: string;
  picture: string;
  age: number;
}

interface GuideNamesTable {
  /** An id in lower case, or a normalised name. */
  name: string;
  /** 0 for ids, 1 for names: ids win. */
  rank: number;
  source_id: string;
  generation: number;
  guide_key_folded: string;
}

interface ImportOriginsTable {
  source_id: string;
  format: string;
  location: string;
  part_of: string;
  etag: string;
  last_modified: string;
  content_mark: string;
  checked_at_ms: number;
  due_at_ms: number;
  /** JSON of `OriginReport`; empty without one. */
  report: string;
  /** JSON of `OriginFailure`; empty without one. */
  failure: string;
}

interface ProfileLimitsTable {
  profile_id: string;
  parental: string;
  watch_time: string;
  changed_at_ms: number;
}

interface ProfileLineupsTable {
  profile_id: string;
  revision: number;
  body: string;
}

interface AccountSettingsTable {
  account_id: string;
  body: string;
}

interface PinsTable {
  holder_id: string;
  pin_hash: string;
  failures: number;
  locked_until_ms: number;
}

interface SchemaVersionsTable {
  version: number;
  name: string;
  applied_at_ms: number;
}

/** Tables as the newest migration leaves them. */
export interface Database extends BoxTables, RightsTables, MoneyTables, GoodsTables, SupportTables, OrderTables, AnalyticsTables, ConsoleTables, AdsTables, DrmTables, RecommendTables, RecordingsTables {
  accounts: AccountsTable;
  profiles: ProfilesTable;
  stream_credentials: StreamCredentialsTable;
  devices: DevicesTable;
  token_families: TokenFamiliesTable;
  refresh_tokens: RefreshTokensTable;
  device_codes: DeviceCodesTable;
  progress: ProgressTable;
  favourites: FavouritesTable;
  sources: SourcesTable;
  catalog_ids: CatalogIdsTable;
  categories: CategoriesTable;
  category_entries: CategoryEntriesTable;
  channels: ChannelsTable;
  movies: MoviesTable;
  series: SeriesTable;
  episodes: EpisodesTable;
  programmes: ProgrammesTable;
  guide_names: GuideNamesTable;
  import_origins: ImportOriginsTable;
  profile_limits: ProfileLimitsTable;
  profile_lineups: ProfileLineupsTable;
  account_settings: AccountSettingsTable;
  pins: PinsTable;
  schema_versions: SchemaVersionsTable;
}
