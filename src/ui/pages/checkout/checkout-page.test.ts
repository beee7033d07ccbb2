import { afterEach, describe, expect, test } from '@jest/globals';
import { itemKey } from '#core/base';
import type { WireOrder } from '#core/wire';
import { platformSourceId } from '#sources/registry';
import { createSampleApp, SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

const KESTREL = itemKey(platformSourceId(SAMPLE_PLATFORM_URL), 'movie', 'kestrel');
const DAY = 86_400_000;
const OFFERS = [
  { id: 'rent-hd', model: 'rent', price: { amountMinor: 399, currency: 'EUR' }, startWithinMs: 30 * DAY, windowMs: 2 * DAY },
  { id: 'own-hd', model: 'buy', price: { amountMinor: 999, currency: 'EUR' }, startWithinMs: 0, windowMs: 0 },
];

let stage: TestStage;
let sample: SampleApp;
let order: Partial<WireOrder>;
/** Words of the orders that were placed, by offer. */
let placed: Array<readonly [offer: string, word: string]>;

function scriptShop(): void {
  const { http } = sample.host;
  placed = [];
  order = { status: 'open', payUrl: 'https://pay.example/1' };
  const wire = (): object => ({ id: 'o-1', kind: 'title', refId: 'rent-hd', price: { amountMinor: 399, currency: 'EUR' }, isSandbox: true, ...order });
  http.on('/api/v1/shop/movie/kestrel', { body: { isAllowed: false, reason: 'not-bought', offers: OFFERS, planIds: [] } });
  http.on('/api/v1/orders', ({ body, headers }) => {
    const { offerId, planId } = JSON.parse(String(body)) as { offerId?: string; planId?: string };
    placed.push([offerId ?? planId ?? '', headers?.['idempotency-key'] ?? '']);
    return { body: wire() };
  });
  http.on('/api/v1/orders/o-1', () => ({ body: { ...wire(), payUrl: '' } }));
}

async function open(): Promise<void> {
  sample = await createSampleApp();
  scriptShop();
  stage = createTestStage({ host: sample.host });
  const { navigation } = sample.app;
  navigation.open({ name: 'movie', key: KESTREL });
  sample.app.perform({ kind: 'buy', key: KESTREL });
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (made, entry) => createPage(made, sample.app, entry) }, 2);
  stage.frame();
  await pass(50);
}

async function pass(ms: number): Promise<void> {
  await sample.host.clock.advance(ms);
  stage.settle();
}

const focus = () => stage.mirror().focus;
const form = (): unknown => stage.mirror().facts.get('form');
const route = (): string => sample.app.navigation.current.peek().route.name;

afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

describe('the checkout', () => {
  test('tells every way with its price and its terms; Back leaves without an order', async () => {
    await open();
    expect(stage.mirror()).toMatchObject({ page: 'checkout', pageName: 'Rent or own: Kestrel', focus: { id: 'rent-hd', name: 'Rent', value: '€3.99', details: '48 hours to finish' } });
    stage.press('down');
    expect(focus()).toMatchObject({ id: 'own-hd', name: 'Own', value: '€9.99', details: 'Yours to keep', index: 2, count: 2 });
    stage.press('down');
    expect(focus()?.id).toBe('not-now');
    stage.press('back');
    expect([route(), placed]).toEqual(['movie', []]);
  });

  test('OK orders once and waits; when somebody has paid it goes back to the title and says so', async () => {
    await open();
    stage.press('ok');
    await pass(50);
    expect(form()).toBe('waiting');
    stage.press('ok');
    await pass(50);
    expect(placed).toHaveLength(1);
    await pass(3000);
    expect([form(), route()]).toEqual(['waiting', 'checkout']);
    order = { status: 'paid' };
    await pass(3000);
    expect([route(), sample.app.notices.toast.peek()]).toEqual(['movie', expect.objectContaining({ text: 'Kestrel is ready to watch.' })]);
  });

  test('another way is another order; what was declined is ordered anew', async () => {
    await open();
    stage.press('ok');
    await pass(50);
    stage.press('down');
    stage.press('ok');
    await pass(50);
    order = { status: 'failed' };
    await pass(3000);
    expect(form()).toBe('declined');
    order = { status: 'open', payUrl: 'https://pay.example/2' };
    stage.press('ok');
    await pass(50);
    expect(form()).toBe('waiting');
    expect(placed.map(([offer]) => offer)).toEqual(['rent-hd', 'own-hd', 'own-hd']);
    expect(new Set(placed.map(([, word]) => word)).size).toBe(3);
  });

  test('an order whose answer was lost is asked for with the same word; a platform that is away is told with a way on', async () => {
    await open();
    sample.host.http.on('/api/v1/orders', ({ headers }) => {
      placed.push(['rent-hd', headers?.['idempotency-key'] ?? '']);
      return 'net.timeout';
    });
    stage.press('ok');
    await pass(50);
    expect(form()).toBe('failed');
    stage.press('down');
    stage.press('down');
    expect(focus()?.id).toBe('retry');
    stage.press('ok');
    await pass(50);
    expect(placed).toHaveLength(2);
    expect(placed[0]?.[1]).toBe(placed[1]?.[1]);
  });
});

test('a title that is sold shows its price in place of Play, and Play once it was paid for', async () => {
  sample = await createSampleApp();
  const detail = (more: object): object => ({ id: 'kestrel', plot: '', cast: [], directors: [], criticPercent: 0, badges: [], hasTrailer: false, similar: [], ...more });
  sample.host.http.on('/api/v1/movies/kestrel', { body: detail({ saleFrom: { amountMinor: 399, currency: 'EUR' } }) });
  scriptShop();
  stage = createTestStage({ host: sample.host });
  const { catalog, navigation } = sample.app;
  // Home asked for it before it was sold.
  catalog.forgetDetail(KESTREL);
  navigation.open({ name: 'movie', key: KESTREL });
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (made, entry) => createPage(made, sample.app, entry) }, 2);
  await pass(50);
  expect(focus()).toMatchObject({ id: 'buy', name: 'Rent or own from €3.99' });
  stage.press('ok');
  await pass(50);
  expect(stage.mirror().page).toBe('checkout');
  stage.press('ok');
  await pass(50);
  sample.host.http.on('/api/v1/movies/kestrel', { body: detail({}) });
  order = { status: 'paid' };
  await pass(3000);
  await pass(50);
  expect(focus()).toMatchObject({ id: 'play' });
});

test('the plans: what the account has, what there is, and another one by the same way', async () => {
  sample = await createSampleApp();
  scriptShop();
  const plan = (id: string, name: string, amountMinor: number, more: object = {}): object => ({
    id, name, price: { amountMinor, currency: 'EUR' }, periodCount: 1, periodUnit: 'month', trialDays: 0, maxStreams: 2, maxDevices: 0, ...more,
  });
  const subscriptions = [{ planId: 'basic', state: 'active', endsAtMs: Date.UTC(2026, 11, 24, 12) }];
  sample.host.http.on('/api/v1/shop', { body: { isOpen: true, isSandbox: true, titles: [], subscriptions, plans: [plan('basic', 'Basic', 799), plan('family', 'Family', 1299, { maxStreams: 4, trialDays: 7 })] } });
  stage = createTestStage({ host: sample.host });
  const { navigation } = sample.app;
  navigation.open({ name: 'settings' });
  navigation.open({ name: 'plans' });
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (made, entry) => createPage(made, sample.app, entry) }, 2);
  await pass(50);
  expect(focus()).toMatchObject({ id: 'basic', name: 'Basic', value: '€7.99 a month', details: '2 screens at once' });
  stage.press('down');
  expect(focus()).toMatchObject({ id: 'family', details: '4 screens at once' });
  stage.press('ok');
  await pass(50);
  expect([form(), placed.map(([offer]) => offer)]).toEqual(['waiting', ['family']]);
  order = { status: 'paid', payUrl: '' };
  await pass(3000);
  expect([route(), sample.app.notices.toast.peek()]).toEqual(['settings', expect.objectContaining({ text: 'Your plan is active.' })]);
});
