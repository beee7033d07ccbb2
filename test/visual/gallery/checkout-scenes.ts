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

/** Scenes of renting and buying. */
export const CHECKOUT_SCENES: Readonly<Record<string, Scene>> = {
  'checkout': { steps: [openCheckout, 400], restMs: 800 },
  'plans': { steps: [openPlans, 400, 'down'], restMs: 800 },
  'checkout-waiting': { steps: [openCheckout, 400, 'ok', 400], restMs: 800 },
};
