import type { Store } from '../store';
import { SqlAccountsStore } from './accounts-store';
import { SqlAnalyticsStore } from './analytics-store';
import { SqlCatalogEditsStore } from './catalog-edits-store';
import { SqlCatalogStore } from './catalog-store';
import { SqlConsoleStore } from './console-store';
import { SqlDeviceCodesStore } from './device-codes-store';
import { SqlDevicesStore } from './devices-store';
import { SqlFavouritesStore } from './favourites-store';
import { SqlGuideStore } from './guide-store';
import { SqlImportsStore } from './imports-store';
import { SqlLeasesStore } from './leases-store';
import { SqlMoneyStore } from './money-store';
import { SqlOriginsStore } from './origins-store';
import { SqlPinsStore } from './pins-store';
import { SqlProgressStore } from './progress-store';
import { SqlRightsStore } from './rights-store';
import type { SqlDatabase } from './sql-database';
import { SqlTokensStore } from './tokens-store';

/** Every part of the store over one database; copying, closing and nodes are the database's own. */
export function sqlStores(database: SqlDatabase): Omit<Store, 'alone' | 'backUp' | 'close'> {
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
    pins: new SqlPinsStore(database),
    console: new SqlConsoleStore(database),
    analytics: new SqlAnalyticsStore(database),
  };
}
