import type { Store } from '../store';
import { SqlAccountsStore } from './accounts-store';
import { SqlAdsStore } from './ads-store';
import { SqlAnalyticsStore } from './analytics-store';
import { SqlBoxesStore } from './boxes-store';
import { SqlCatalogEditsStore } from './catalog-edits-store';
import { SqlCatalogOrderStore } from './catalog-order-store';
import { SqlCatalogStore } from './catalog-store';
import { SqlConsoleStore } from './console-store';
import { SqlDeviceCodesStore } from './device-codes-store';
import { SqlDevicesStore } from './devices-store';
import { SqlDrmStore } from './drm-store';
import { SqlFavouritesStore } from './favourites-store';
import { SqlGoodsStore } from './goods-store';
import { SqlGuideStore } from './guide-store';
import { SqlImportsStore } from './imports-store';
import { SqlLeasesStore } from './leases-store';
import { migrate } from './migrate';
import { SqlMoneyStore } from './money-store';
import { SqlOriginsStore } from './origins-store';
import { SqlLimitsStore } from './limits-store';
import { SqlLineupsStore } from './lineups-store';
import { SqlPinsStore } from './pins-store';
import { SqlProgressStore } from './progress-store';
import { SqlRecommendStore } from './recommend-store';
import { SqlRecordingsStore } from './recordings-store';
import { SqlRightsStore } from './rights-store';
import type { SqlDatabase } from './sql-database';
import { SqlSupportStore } from './support-store';
import { SqlTokensStore } from './tokens-store';

/**
 * Migrates the database and opens every part of the store over it; copying and nodes are the database's own. When it cannot be migrated
 * it is closed and the promise rejects with the reason.
 */
export async function openStores(database: SqlDatabase, nowMs: number): Promise<Omit<Store, 'alone' | 'backUp'>> {
  try {
    await migrate(database, nowMs);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return {
    accounts: new SqlAccountsStore(database),
    devices: new SqlDevicesStore(database),
    tokens: new SqlTokensStore(database),
    deviceCodes: new SqlDeviceCodesStore(database),
    catalog: new SqlCatalogStore(database),
    catalogEdits: new SqlCatalogEditsStore(database),
    guide: new SqlGuideStore(database),
    progress: new SqlProgressStore(database),
    favourites: new SqlFavouritesStore(database),
    imports: new SqlImportsStore(database),
    origins: new SqlOriginsStore(database),
    rights: new SqlRightsStore(database),
    leases: new SqlLeasesStore(database),
    money: new SqlMoneyStore(database),
    goods: new SqlGoodsStore(database),
    support: new SqlSupportStore(database),
    order: new SqlCatalogOrderStore(database),
    limits: new SqlLimitsStore(database),
    lineups: new SqlLineupsStore(database),
    pins: new SqlPinsStore(database),
    console: new SqlConsoleStore(database),
    analytics: new SqlAnalyticsStore(database),
    recommend: new SqlRecommendStore(database),
    recordings: new SqlRecordingsStore(database),
    ads: new SqlAdsStore(database),
    drm: new SqlDrmStore(database),
    boxes: new SqlBoxesStore(database),
    close: () => database.destroy(),
  };
}
