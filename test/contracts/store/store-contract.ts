import { accountsContract } from './accounts-contract';
import { analyticsContract } from './analytics-contract';
import { boxesContract } from './boxes-contract';
import { catalogContract } from './catalog-contract';
import { adsContract } from './ads-contract';
import { consoleContract } from './console-contract';
import { drmContract } from './drm-contract';
import { goodsContract } from './goods-contract';
import { leasesContract } from './leases-contract';
import { moneyContract } from './money-contract';
import { orderContract } from './order-contract';
import { originsContract } from './origins-contract';
import { recommendContract } from './recommend-contract';
import { recordingsContract } from './recordings-contract';
import { rightsContract } from './rights-contract';
import { signInContract } from './sign-in-contract';
import type { StoreFixture } from './store-fixture';
import { supportContract } from './support-contract';
import { viewingContract } from './viewing-contract';

/** What every store must do, whichever database is beneath. Call it inside a test file with the way to open one. */
export function storeContract(fixture: StoreFixture): void {
  accountsContract(fixture);
  signInContract(fixture);
  viewingContract(fixture);
  catalogContract(fixture);
  originsContract(fixture);
  rightsContract(fixture);
  leasesContract(fixture);
  moneyContract(fixture);
  goodsContract(fixture);
  supportContract(fixture);
  boxesContract(fixture);
  orderContract(fixture);
  adsContract(fixture);
  drmContract(fixture);
  consoleContract(fixture);
  analyticsContract(fixture);
  recommendContract(fixture);
  recordingsContract(fixture);
}
