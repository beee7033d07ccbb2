import { DAY_MS, HOUR_MS, itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { Scene, SceneStep } from './scenes';

const KESTREL = itemKey(platformSourceId(SAMPLE_PLATFORM_URL), 'movie', 'kestrel');

const offer = (id: string, model: 'rent' | 'buy', amountMinor: number): object => ({
  id, model, price: { amountMinor, currency: 'EUR' }, startWithinMs: model === 'rent' ? 30 * DAY_MS : 0, windowMs: model === 'rent' ? 48 * HOUR_MS : 0,
});

const openCheckout: SceneStep = ({ app, host }) => {
  const price = { amountMinor: 499, currency: 'EUR' };
  const order = { id: 'o-1', kind: 'title', refId: 'rent-4k', status: 'open', price, dueMinor: 499, isSandbox: true, payUrl: 'https://hearth.example/sandbox/pay/8F2C19AD' };
  host.http.on('/api/v1/shop/movie/kestrel', { body: { isAllowed: false, reason: '', planIds: [], offers: [offer('rent-4k', 'rent', 499), offer('own-4k', 'buy', 1399)] } });
  host.http.on('/api/v1/orders', { body: order });
  host.http.on('/api/v1/orders/o-1', { body: { ...order, payUrl: '' } });
  app.navigation.open({ name: 'movie', key: KESTREL });
  app.perform({ kind: 'buy', key: KESTREL });
};

const plan = (id: string, name: string, amountMinor: number, maxStreams: number, trialDays = 0): object => ({
  id, name, price: { amountMinor, currency: 'EUR' }, periodCount: 1, periodUnit: 'month', trialDays, maxStreams, maxDevices: 0,
});

const openPlans: SceneStep = ({ app, host }) => {
  const subscriptions = [{ planId: 'basic', state: 'active', endsAtMs: Date.UTC(2026, 11, 24, 12) }];
  const plans = [plan('basic', 'Basic', 799, 2), plan('family', 'Family', 1299, 4), plan('sport', 'Family and sport', 1999, 4)];
  host.http.on('/api/v1/shop', { body: { isOpen: true, isSandbox: false, titles: [], subscriptions, plans } });
  app.navigation.open({ name: 'settings' });
  app.navigation.open({ name: 'plans' });
};

const scarf = {
  id: 'scarf', name: 'Northern Hour scarf', description: 'Merino wool, knitted in Bergen. The one Astrid wears in the second season.', picture: '',
  variants: [
    { id: 'scarf-red', name: 'Ember red', price: { amountMinor: 2900, currency: 'EUR' }, left: 10 }, { id: 'scarf-blue', name: 'Fjord blue', price: { amountMinor: 2900, currency: 'EUR' }, left: 2 },
    { id: 'scarf-grey', name: 'Grey', price: { amountMinor: 2700, currency: 'EUR' }, left: 0 },
  ],
};
const order = (id: string, name: string, dueMinor: number, more: object = {}): object => ({
  id, kind: 'title', refId: id, name, quantity: 1, status: 'paid', price: { amountMinor: dueMinor, currency: 'EUR' }, dueMinor, isSandbox: true,
  createdAtMs: Date.UTC(2026, 10, 24, 12), paidAtMs: Date.UTC(2026, 10, 24, 12), ...more,
});

/** A platform that sells something of everything. */
const openShop: SceneStep = async ({ app, host }) => {
  const shop = {
    isOpen: true, isSandbox: true, titles: [], subscriptions: [{ planId: 'basic', state: 'active', endsAtMs: Date.UTC(2026, 11, 24, 12) }],
    plans: [plan('basic', 'Basic', 799, 2), plan('family', 'Family', 1299, 4, 7)],
    goods: [scarf, { ...scarf, id: 'mug', name: 'Kestrel mug', description: 'Enamel.', variants: [{ id: 'mug', name: '', price: { amountMinor: 1400, currency: 'EUR' }, left: 7 }] }],
  };
  const price = (amountMinor: number): object => ({ amountMinor, currency: 'EUR' });
  host.http.on('/api/v1/shop', { body: shop });
  host.http.on('/api/v1/shop/titles', { body: { items: [{ kind: 'movie', id: 'kestrel', from: price(399) }, { kind: 'movie', id: 'salt', from: price(499) }, { kind: 'series', id: 'northern', from: price(1299) }] } });
  host.http.on('/api/v1/orders', {
    body: {
      historyUrl: 'https://hearth.example/orders/a/1/s',
      items: [
        order('o1', 'Northern Hour scarf, Ember red', 3400, { kind: 'goods', shippingMinor: 500, price: price(2900), delivery: 'sent', deliveryNote: 'NO 48 112 7' }),
        order('o2', 'Kestrel', 200, { discountMinor: 199, price: price(399) }),
        order('o3', 'Family', 1299, { kind: 'plan', status: 'refunded' }),
      ],
    },
  });
  const me = { id: 'sample', name: 'sample', status: 'active', expiresAtMs: 0, maxConnections: 2, hasPin: false, hasShop: true, profiles: [{ id: 'ingrid', name: 'Ingrid', avatar: 'ember', isKids: false, maxAge: -1 }] };
  host.http.on('/api/v1/me', { body: me });
  await (app as unknown as { session: { reloadAccount(): Promise<void> } }).session.reloadAccount();
  app.navigation.open({ name: 'shop' });
};

const openScarf: SceneStep = async (sample, engine) => {
  await openShop(sample, engine);
  sample.app.navigation.open({ name: 'product', id: 'scarf' });
};

/** Two things in the basket. */
const openBasket: SceneStep = async (sample, engine) => {
  const line = (variantId: string, name: string, quantity: number, left: number, amountMinor: number): object => ({ variantId, productId: variantId, name, picture: '', quantity, left, price: { amountMinor, currency: 'EUR' } });
  const sum = { price: { amountMinor: 7200, currency: 'EUR' }, discountMinor: 0, creditMinor: 0, shippingMinor: 500, taxMinor: 1229, dueMinor: 7700 };
  sample.host.http.on('/api/v1/basket', { body: { lines: [line('scarf-red', 'Northern Hour scarf, Ember red', 2, 10, 5800), line('mug', 'Kestrel mug', 1, 7, 1400)], sum } });
  await openShop(sample, engine);
  sample.app.navigation.open({ name: 'basket' });
};

const openScarfAndBasket: SceneStep = async (sample, engine) => {
  await openBasket(sample, engine);
  sample.app.navigation.open({ name: 'product', id: 'scarf' });
};

/** Scenes of renting and buying. */
export const CHECKOUT_SCENES: Readonly<Record<string, Scene>> = {
  'checkout': { steps: [openCheckout, 400], restMs: 800 },
  'plans': { steps: [openPlans, 400, 'down'], restMs: 800 },
  'checkout-goods': { steps: [openScarf, 400, 'down'], restMs: 800 },
  'checkout-goods-basket': { steps: [openScarfAndBasket, 400, 'down', 'down', 'down', 400], restMs: 800 },
  'basket': { steps: [openBasket, 400], restMs: 800 },
  'checkout-coupon': { steps: [openCheckout, 400, 'down', 'down', 'right', 'ok', 400], restMs: 800 },
  'shop': { steps: [openShop, 400], restMs: 800 },
  'shop-rail': { steps: [openShop, 400, 'left', 400], restMs: 800 },
  'shop-titles': { steps: [openShop, 400, 'right', 'down', 400], restMs: 1200 },
  'shop-goods': { steps: [openShop, 400, 'right', 'right', 'down', 400], restMs: 800 },
  'shop-orders': { steps: [openShop, 400, 'right', 'right', 'right', 'down', 400], restMs: 800 },
  'shop-receipt': { steps: [openShop, 400, 'right', 'right', 'right', 'down', 400, 'ok', 400], restMs: 800 },
  'checkout-waiting': { steps: [openCheckout, 400, 'ok', 400], restMs: 800 },
};
