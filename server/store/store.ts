import type { AccountsStore } from './accounts';
import type { AdsStore } from './ads';
import type { AnalyticsStore } from './analytics';
import type { BoxesStore } from './boxes';
import type { CatalogStore } from './catalog';
import type { CatalogOrderStore } from './catalog-order';
import type { CatalogEditsStore } from './catalog-edits';
import type { ConsoleStore } from './console';
import type { DeviceCodesStore } from './device-codes';
import type { DevicesStore } from './devices';
import type { GoodsStore } from './goods';
import type { DrmStore } from './drm';
import type { GuideStore } from './guide';
import type { ImportsStore } from './imports';
import type { LeasesStore } from './leases';
import type { MoneyStore } from './money';
import type { OriginsStore } from './origins';
import type { LimitsStore } from './limits';
import type { LineupsStore } from './lineups';
import type { PinsStore } from './pins';
import type { RecommendStore } from './recommend';
import type { RecordingsStore } from './recordings';
import type { RightsStore } from './rights';
import type { SupportStore } from './support';
import type { TokensStore } from './tokens';
import type { FavouritesStore, ProgressStore } from './viewing';

/**
 * Everything the platform remembers, one part per aggregate. Every write has reached the disk when its promise resolves.
 * Failures reject with `storage.broken` or `storage.full`.
 */
export interface Store {
  readonly accounts: AccountsStore;
  readonly devices: DevicesStore;
  readonly tokens: TokensStore;
  readonly deviceCodes: DeviceCodesStore;
  readonly catalog: CatalogStore;
  readonly guide: GuideStore;
  readonly progress: ProgressStore;
  readonly favourites: FavouritesStore;
  readonly imports: ImportsStore;
  readonly origins: OriginsStore;
  readonly rights: RightsStore;
  readonly leases: LeasesStore;
  readonly money: MoneyStore;
  readonly goods: GoodsStore;
  readonly support: SupportStore;
  readonly order: CatalogOrderStore;
  readonly limits: LimitsStore;
  readonly lineups: LineupsStore;
  readonly pins: PinsStore;
  readonly console: ConsoleStore;
  readonly analytics: AnalyticsStore;
  readonly recommend: RecommendStore;
  readonly recordings: RecordingsStore;
  readonly ads: AdsStore;
  readonly drm: DrmStore;
  readonly boxes: BoxesStore;
  readonly catalogEdits: CatalogEditsStore;
  /** Runs `work` while no other node of the platform runs work of this name; a node that ends gives its place up. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Writes a copy of everything, as it is at one moment, into an empty or new file; others read and write meanwhile. */
  backUp(path: string): Promise<void>;
  close(): Promise<void>;
}
