import type { Cards } from '#model/cards';
import type { SessionCore } from '#model/session';
import type { BasketModel, CheckoutModel, CheckoutSubject, OrderDeskDeps, ShopModel } from '#model/shop';
import type { Host } from '#ports';
import type { PlatformApi } from '#sources/platform';
import type { AppModel } from './app-model';

/** Bytes of an order's own word. */
const WORD_BYTES = 12;

function apiOf(session: SessionCore): PlatformApi {
  const api = session.platformApi();
  if (api === null) throw new Error('nothing is sold without a platform');
  return api;
}

function depsOf(host: Host, { translator, parental }: Pick<AppModel, 'translator' | 'parental'>, session: SessionCore): OrderDeskDeps {
  const uniqueWord = (): string => Array.from(host.random.bytes(WORD_BYTES), (byte) => byte.toString(36)).join('-');
  return { clock: host.clock, translator, parental, api: apiOf(session), uniqueWord, billing: host.billing, profileId: () => session.profile.peek()?.id ?? '' };
}

/** Opens the checkout of a title, of goods, or the plans; their code comes with the first. Rejects where that cannot be loaded, or without a platform. */
export async function openCheckout(host: Host, app: AppModel & { readonly session: SessionCore }, subject: CheckoutSubject): Promise<CheckoutModel> {
  const { createCheckout, createPlans, createProduct } = await import('#model/shop');
  const { catalog, session } = app;
  const deps = depsOf(host, app, session);
  if (subject.kind === 'title') return createCheckout({ ...deps, catalog }, subject.key, subject.offer ?? '');
  if (subject.kind === 'product') return createProduct(deps, subject.id);
  // With another plan the account may see other things.
  return createPlans({ ...deps, onPaid: () => void Promise.all([session.reloadAccount(), catalog.refreshNow()]) }, subject.planId);
}

/** Opens the account's basket; rejects as {@link openCheckout} does. */
export async function openBasket(host: Host, app: Pick<AppModel, 'translator' | 'parental'>, session: SessionCore): Promise<BasketModel> {
  const { createBasket } = await import('#model/shop');
  return createBasket(depsOf(host, app, session));
}

/** Opens the shop; rejects as {@link openCheckout} does. */
export async function openShop(host: Host, app: AppModel & { readonly session: SessionCore }, cards: Cards): Promise<ShopModel> {
  const { createShop } = await import('#model/shop');
  const { session, translator, catalog } = app;
  const platform = session.sources.peek().find(({ kind }) => kind === 'platform');
  if (platform === undefined) throw new Error('nothing is sold without a platform');
  return createShop({ api: apiOf(session), translator, cards, catalog, sourceId: platform.id, profileId: () => session.profile.peek()?.id ?? '', nowMs: () => host.clock.nowMs() });
}
