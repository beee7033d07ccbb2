import { afterEach, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { createSampleApp, SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);
const CHANNEL = 'arena';
const price = (amountMinor: number): object => ({ amountMinor, currency: 'EUR' });
const plan = (id: string, name: string, amountMinor: number): object => ({ id, name, price: price(amountMinor), periodCount: 1, periodUnit: 'month', trialDays: 0, maxStreams: 2, maxDevices: 0 });
const ORDER = { id: 'o1', kind: 'goods', refId: 'scarf-red', name: 'Scarf, red', quantity: 1, status: 'paid', price: price(2900), shippingMinor: 500, dueMinor: 3400, delivery: 'sent', deliveryNote: 'NO 1', isSandbox: false, createdAtMs: 1, paidAtMs: 1 };
const SHOP = {
  isOpen: true, isSandbox: false, titles: [], subscriptions: [], plans: [plan('basic', 'Basic', 799), plan('family', 'Family', 1299)],
  goods: [{ id: 'scarf', name: 'Scarf', description: 'Warm', picture: '', variants: [{ id: 'scarf-red', name: 'red', price: price(2900), left: 2 }, { id: 'scarf-blue', name: 'blue', price: price(2700), left: 0 }] }],
};

let stage: TestStage;
let sample: SampleApp;

async function start(): Promise<void> {
  sample = await createSampleApp();
  const { http } = sample.host;
  http.on('/api/v1/shop', { body: SHOP });
  http.on('/api/v1/shop/titles', { body: { items: [{ kind: 'movie', id: 'kestrel', from: price(399) }, { kind: 'movie', id: 'not-mine', from: price(1) }, { kind: 'channel', id: 'nowhere', from: price(1) }] } });
  http.on('/api/v1/orders', ({ method }) => (method === 'POST' ? { body: { ...ORDER, id: 'o-2', status: 'open', payUrl: 'https://pay.example/1' } } : { body: { items: [ORDER], historyUrl: 'https://p.example/orders/x' } }));
  stage = createTestStage({ host: sample.host });
}

function show(): void {
  const { navigation } = sample.app;
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (made, entry) => createPage(made, sample.app, entry) }, 2);
}

async function pass(ms: number): Promise<void> {
  await sample.host.clock.advance(ms);
  stage.settle();
}

const focus = () => stage.mirror().focus;
const route = (): unknown => sample.app.navigation.current.peek().route;

afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

test('shelves with something on them; each leads on, and Back returns to it', async () => {
  await start();
  sample.app.navigation.open({ name: 'shop' });
  show();
  await pass(50);
  expect(stage.mirror()).toMatchObject({ page: 'shop', pageName: 'Shop', focus: { id: 'plans', name: 'Plans', count: 4 } });
  stage.press('down');
  expect(focus()).toMatchObject({ id: 'basic', value: '€7.99 a month', details: '2 screens at once' });
  stage.press('down');
  stage.press('ok');
  await pass(50);
  expect(route()).toEqual({ name: 'plans', plan: 'family' });
  expect(focus()).toMatchObject({ id: 'family' });
  stage.press('back');
  await pass(50);
  stage.press('up');
  stage.press('up');
  stage.press('right');
  expect(focus()?.id).toBe('titles');
  stage.press('down');
  // Only what this viewer's catalogue has, with its price.
  expect(focus()).toMatchObject({ name: expect.stringContaining('from €3.99'), count: 1 });
  stage.press('ok');
  await pass(50);
  expect(route()).toEqual({ name: 'movie', key: itemKey(SOURCE, 'movie', 'kestrel') });
});

test('goods: what is left and what is gone, the address on the phone; an order and its receipt', async () => {
  await start();
  sample.app.navigation.open({ name: 'shop' });
  show();
  await pass(50);
  stage.press('right');
  stage.press('right');
  stage.press('down');
  expect(focus()).toMatchObject({ id: 'scarf', value: 'from €27.00' });
  stage.press('ok');
  await pass(50);
  expect(stage.mirror()).toMatchObject({ page: 'product', focus: { id: 'scarf-red', value: '€29.00', details: 'Few left: 2' } });
  stage.press('down');
  expect(focus()).toMatchObject({ id: 'scarf-blue', details: 'Sold out', isDisabled: true });
  stage.press('ok');
  await pass(50);
  expect(stage.mirror().facts.get('form')).toBe('choosing');
  stage.press('up');
  stage.press('ok');
  await pass(50);
  expect(stage.mirror().facts.get('form')).toBe('waiting');
  stage.press('back');
  await pass(50);
  for (const key of ['up', 'up', 'right', 'down', 'ok'] as const) stage.press(key);
  await pass(50);
  expect(stage.mirror()).toMatchObject({ overlay: 'receipt', overlayName: expect.stringMatching(/Scarf, red: €29\.00.*Shipping: €5\.00.*Total: €34\.00.*Sent.*NO 1/) });
  stage.press('back');
  await pass(200);
  expect(focus()?.id).toBe('o1');
});

test('events: when they are and on which channel; paid for one, OK says when it starts, and watches it once it runs', async () => {
  await start();
  const { http, clock } = sample.host;
  const now = clock.nowMs();
  let isHeld = false;
  const event = (startsAtMs: number): object => ({ offerId: 'final', channelId: CHANNEL, name: 'The Final', description: 'All of it.', picture: '', startsAtMs, endsAtMs: startsAtMs + 2 * HOUR_MS, replayMs: DAY_MS, isHeld, price: price(1490) });
  const serve = (startsAtMs: number): void => {
    http.on('/api/v1/shop', { body: { ...SHOP, plans: [], goods: [], events: [event(startsAtMs), { ...event(startsAtMs), offerId: 'elsewhere', channelId: 'nowhere' }] } });
    http.on('/api/v1/shop/titles', { body: { items: [] } });
    http.on(`/api/v1/shop/channel/${CHANNEL}`, { body: { isAllowed: true, reason: 'account', offers: [], planIds: [], events: [event(startsAtMs)] } });
  };
  serve(now + DAY_MS);
  const spoken: string[] = [];
  stage.engine.ui.mirror.announce = (text) => spoken.push(text);
  sample.app.navigation.open({ name: 'shop' });
  show();
  await pass(50);
  expect(focus()?.id).toBe('events');
  stage.press('down');
  expect(focus()).toMatchObject({ id: 'final', name: 'The Final', value: '€14.90', count: 1, details: expect.stringMatching(/^Tomorrow, .* · /) });
  stage.press('ok');
  await pass(50);
  expect(stage.mirror()).toMatchObject({ page: 'checkout', focus: { id: 'final', value: '€14.90' } });
  expect(spoken).toContain('Rent or own: The Final. All of it.');
  const checkout = await sample.app.openCheckout({ kind: 'title', key: itemKey(SOURCE, 'channel', CHANNEL), offer: 'final' });
  await pass(50);
  expect([checkout.title.peek().name, checkout.options.peek().map((option) => option.terms.map((term) => term.kind)), checkout.paidText]).toEqual(['The Final', [['finish', 'start']], expect.stringMatching(/^The Final is paid for\. It starts Tomorrow, /)]);
  checkout.dispose();
  isHeld = true;
  serve(now + DAY_MS);
  stage.press('back');
  await pass(50);
  expect(focus()).toMatchObject({ id: 'final', value: 'Paid' });
  stage.press('ok');
  expect(sample.app.notices.toast.peek()?.text).toMatch(/^The Final is paid for/);
  serve(now - HOUR_MS);
  sample.app.navigation.open({ name: 'plans' });
  await pass(50);
  stage.press('back');
  await pass(50);
  expect(focus()).toMatchObject({ id: 'final', details: expect.stringMatching(/^On now until /) });
  stage.press('ok');
  await pass(50);
  expect(sample.app.player.nowPlaying.peek()).toMatchObject({ kind: 'live', key: itemKey(SOURCE, 'channel', CHANNEL) });
});

test('a coupon typed on the set: the total with it, refused ones told, and it goes with the order', async () => {
  await start();
  const { http } = sample.host;
  const bodies: unknown[] = [];
  http.on('/api/v1/quotes', ({ body }) => {
    const { coupon } = JSON.parse(String(body)) as { coupon: string };
    return coupon === 'HALF' ? { body: { price: price(799), discountMinor: 399, creditMinor: 0, shippingMinor: 0, taxMinor: 0, dueMinor: 400 } } : { status: 400, body: { error: { code: 'shop.coupon', message: '' } } };
  });
  http.on('/api/v1/orders', ({ body }) => {
    bodies.push(JSON.parse(String(body)));
    return { body: { ...ORDER, status: 'open', payUrl: 'https://pay.example/1' } };
  });
  sample.app.navigation.open({ name: 'plans' });
  show();
  await pass(50);
  for (const key of ['down', 'down', 'right'] as const) stage.press(key);
  expect(focus()?.id).toBe('coupon');
  stage.press('ok');
  await pass(200);
  expect(stage.mirror().overlay).toBe('coupon');
  stage.press('back');
  await pass(200);
  const checkout = await sample.app.openCheckout({ kind: 'plans', planId: '' });
  await pass(50);
  expect((await checkout.useCoupon('NOPE'))?.code).toBe('shop.coupon');
  expect([await checkout.useCoupon('HALF'), checkout.coupon.peek(), checkout.total.peek()]).toEqual([null, { code: 'HALF', off: '€3.99' }, '€4.00']);
  checkout.order('basic');
  await pass(50);
  expect(bodies).toEqual([{ planId: 'basic', coupon: 'HALF' }]);
  checkout.dispose();
});

test('where the set has the shop the platform works with, it takes the money: what its sheet says only makes the platform look', async () => {
  await start();
  const { host } = sample;
  const bought: unknown[] = [];
  let outcome: 'bought' | 'cancelled' = 'cancelled';
  let status = 'open';
  const billing = { shop: 'samsung-checkout' as const, country: () => 'DE', buy: async (order: unknown) => { bought.push(order); return outcome; } };
  Object.assign(host, { billing });
  host.http.on('/api/v1/shop', { body: { ...SHOP, televisionShop: 'samsung-checkout' } });
  const purchase = { shop: 'samsung-checkout', appId: '320', serverType: 'DEV', details: '{}' };
  const bodies: unknown[] = [];
  host.http.on('/api/v1/orders', ({ body, method }) => {
    if (method !== 'POST') return { body: { ...ORDER, id: 'o-1', kind: 'plan', status } };
    bodies.push(JSON.parse(String(body)));
    return { body: { ...ORDER, id: 'o-1', kind: 'plan', status: 'open', purchase } };
  });
  sample.app.navigation.open({ name: 'settings' });
  sample.app.navigation.open({ name: 'plans' });
  show();
  await pass(50);
  for (const key of ['down', 'down', 'right'] as const) stage.press(key);
  expect(focus()).toMatchObject({ id: 'pay-here', name: 'Pay with this TV' });
  stage.press('ok');
  await pass(50);
  expect([stage.mirror().facts.get('form'), bought, bodies]).toEqual(['declined', [purchase], [{ planId: 'family', way: 'television', country: 'DE' }]]);
  outcome = 'bought';
  for (const key of ['right'] as const) stage.press(key);
  stage.press('ok');
  await pass(50);
  expect([stage.mirror().facts.get('form'), route()]).toEqual(['buying', { name: 'plans' }]);
  status = 'paid';
  await pass(3000);
  expect(route()).toEqual({ name: 'settings' });
});

test('the rail has a Shop where something is sold, and not for children', async () => {
  await start();
  const { session } = sample.app as unknown as { session: { hasShop: { peek(): boolean }; reloadAccount(): Promise<void>; switchProfile(): void; chooseProfile(id: string): unknown } };
  expect(session.hasShop.peek()).toBe(false);
  const profile = (id: string, isKids: boolean): object => ({ id, name: id, avatar: 'ember', isKids, maxAge: -1 });
  const me = (isKids: boolean): object => ({ id: 'sample', name: 'x', status: 'active', expiresAtMs: 0, maxConnections: 1, hasPin: false, hasShop: true, profiles: [profile('ingrid', isKids)] });
  for (const isKids of [false, true]) {
    sample.host.http.on('/api/v1/me', { body: me(isKids) });
    await session.reloadAccount();
    expect(session.hasShop.peek()).toBe(!isKids);
  }
});
