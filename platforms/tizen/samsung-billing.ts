import type { BillingPort, LogPort, PurchaseOrder } from '#ports';
import { askNative } from './tizen-natives';
import type { TizenNatives } from './tizen-natives';

/** Samsung's number of the question for the country it serves the set in (`CONFIG_KEY_SERVICE_COUNTRY`). */
const SERVICE_COUNTRY = 1;

/**
 * Samsung Checkout (https://developer.samsung.com/smarttv/develop/guides/samsung-checkout/samsung-checkout.html). Its sheet stands above
 * the app, which is hidden meanwhile. No key is here: what was paid, the platform asks Samsung itself.
 */
export class SamsungBilling implements BillingPort {
  readonly shop = 'samsung-checkout';
  private readonly natives: TizenNatives;
  private readonly log: LogPort;

  constructor(natives: TizenNatives, log: LogPort) {
    this.natives = natives;
    this.log = log;
  }

  country(): string {
    const said = askNative(this.log, 'the country', () => this.natives.webapis.productinfo?.getSystemConfig(SERVICE_COUNTRY), '');
    return /^[A-Z]{2}$/.test(said) ? said : '';
  }

  buy({ appId, serverType, details }: PurchaseOrder): Promise<'bought' | 'cancelled' | 'failed'> {
    return new Promise((resolve) => {
      const fail = (): void => {
        resolve('failed');
      };
      const isAsked = askNative(this.log, 'Samsung Checkout', () => {
        const { billing } = this.natives.webapis;
        if (billing === undefined) return false;
        billing.buyItem(appId, serverType, details, ({ payResult }) => {
          resolve(payResult === 'SUCCESS' ? 'bought' : payResult === 'CANCEL' ? 'cancelled' : 'failed');
        }, fail);
        return true;
      }, false);
      if (!isAsked) fail();
    });
  }
}

/** The set's own shop; `null` where this page has none: on a set without it, in a package without its privilege. */
export function findSamsungBilling(natives: TizenNatives, log: LogPort): BillingPort | null {
  return natives.webapis.billing === undefined ? null : new SamsungBilling(natives, log);
}
