import type { ItemKey } from '#core/base';
import type { SessionCore } from '#model/session';
import type { CheckoutModel } from '#model/shop';
import type { Host } from '#ports';
import type { AppModel } from './app-model';

/** Bytes of an order's own word. */
const WORD_BYTES = 12;

/** Opens the checkout of a title, or the plans (`null`); their code comes with the first. Rejects where that cannot be loaded, or without a platform. */
export async function openCheckout(host: Host, app: AppModel & { readonly session: SessionCore }, key: ItemKey | null): Promise<CheckoutModel> {
  const { createCheckout, createPlans } = await import('#model/shop');
  const { catalog, session, translator, parental } = app;
  const api = session.platformApi();
  if (api === null) throw new Error('nothing is sold without a platform');
  const uniqueWord = (): string => Array.from(host.random.bytes(WORD_BYTES), (byte) => byte.toString(36)).join('-');
  const deps = { clock: host.clock, translator, parental, api, uniqueWord };
  if (key !== null) return createCheckout({ ...deps, catalog }, key);
  // With another plan the account may see other things.
  return createPlans({ ...deps, onPaid: () => void Promise.all([session.reloadAccount(), catalog.refreshNow()]) });
}
