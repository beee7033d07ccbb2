import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#core/base';
import type { WireAccess, WireMovieDetail, WireOrder, WireShop } from '#core/wire';
import { SANDBOX_SIGNATURE, signWebhook } from '#server/domain';
import { FIXTURE_NOW_MS, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import type { PlanRow } from '#server/store';

let fixture: PlatformFixture;
let filmId: number;
let keys = 0;

const BASIC: PlanRow = {
  id: 'basic', name: 'Basic', priceMinor: 1000, currency: 'EUR', periodCount: 30, periodUnit: 'day', trialDays: 0, graceDays: 3, maxStreams: 2, maxDevices: 0,
  streamPolicy: 'reject', isSold: true, bouquetIds: ['film'],
};

beforeEach(async () => {
  fixture = await openPlatformFixture({ payments: 'sandbox' });
  filmId = await fixture.idOf('movie', 'salt');
  const { rights } = fixture.platform.store;
  const target = { kind: 'movie', itemId: filmId } as const;
  await rights.putBouquet({ id: 'film', name: 'Film', targets: [target] });
  await rights.putPlan(BASIC);
  await rights.putOffer({ id: 'rent', target, model: 'rent', priceMinor: 399, currency: 'EUR', startWithinMs: 30 * DAY_MS, windowMs: 2 * DAY_MS, rightsEndMs: 0, isSold: true });
  await rights.putOffer({ id: 'buy', target, model: 'buy', priceMinor: 1299, currency: 'EUR', startWithinMs: 0, windowMs: 0, rightsEndMs: 0, isSold: true });
});

afterEach(async () => {
  await fixture.close();
});

type Answer = { readonly status: number; readonly code: string; readonly message: string; readonly body: unknown };

async function ask(method: 'GET' | 'POST', url: string, options: { name?: string; payload?: object; key?: string } = {}): Promise<Answer> {
  const headers = { ...(await fixture.bearer(options.name)), ...(options.key === undefined ? {} : { 'idempotency-key': options.key }) };
  const response = await fixture.app.inject({ url: `/api/v1${url}`, method, headers, ...(options.payload === undefined ? {} : { payload: options.payload }) });
  const body: unknown = response.json();
  const error = (body as { error?: { code: string; message: string } }).error;
  return { status: response.statusCode, code: error?.code ?? '', message: error?.message ?? '', body };
}

async function order(payload: object, name = 'tester'): Promise<WireOrder> {
  keys += 1;
  const answer = await ask('POST', '/orders', { name, payload, key: `key-number-${String(keys)}` });
  if (answer.status !== 200) throw new Error(answer.message);
  return answer.body as WireOrder;
}

/** Opens a page as a phone does and sends its form; answers where it leads and what it says. */
async function send(url: string, fields: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly to: string; readonly text: string }> {
  const page = await fixture.app.inject({ url, headers: { accept: 'text/html' } });
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? '';
  const token = /name="form_token" value="([^"]+)"/.exec(page.payload)?.[1] ?? '';
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const sent = await fixture.app.inject({ url, method: 'POST', headers, payload: new URLSearchParams({ form_token: token, ...fields }).toString() });
  return { status: sent.statusCode, to: sent.headers['location'] ?? '', text: sent.payload };
}

const read = async (url: string): Promise<string> => (await fixture.app.inject({ url, headers: { accept: 'text/html' } })).payload;
const pathOf = (placed: WireOrder): string => new URL(placed.payUrl).pathname;

/** Goes on from the checkout to the sandbox's page and presses a button. */
async function press(placed: WireOrder, decision: 'pay' | 'decline'): Promise<number> {
  const { to } = await send(pathOf(placed), { step: 'pay' });
  return (await send(to, { decision })).status;
}

async function pay(payload: object, name = 'tester'): Promise<WireOrder> {
  const placed = await order(payload, name);
  if (placed.payUrl !== '') expect(await press(placed, 'pay')).toBe(200);
  return placed;
}

const play = async (): Promise<string> => (await ask('POST', '/play', { payload: { kind: 'movie', id: String(filmId), forms: [] } })).code;
const shop = async (): Promise<WireShop> => (await ask('GET', '/shop')).body as WireShop;
const statusOf = async (placed: WireOrder): Promise<string> => ((await ask('GET', `/orders/${placed.id}`)).body as WireOrder).status;
const webhook = (payload: string, signature: string) =>
  fixture.app.inject({ url: '/webhooks/sandbox', method: 'POST', headers: { 'content-type': 'application/json', [SANDBOX_SIGNATURE]: signature }, payload });

describe('buying', () => {
  test('a rental, from the price on the page to its two clocks and its lines in the ledger', async () => {
    expect(await play()).toBe('rights.rent-first');
    const access = (await ask('GET', `/shop/movie/${String(filmId)}`)).body as WireAccess;
    expect(access).toMatchObject({ isAllowed: false, reason: 'rent-first', planIds: ['basic'] });
    expect(access.offers.map((offer) => [offer.id, offer.price.amountMinor])).toEqual([['rent', 399], ['buy', 1299]]);
    const saleFrom = async (): Promise<unknown> => ((await ask('GET', `/movies/${String(filmId)}`)).body as WireMovieDetail).saleFrom;
    expect(await saleFrom()).toEqual({ amountMinor: 399, currency: 'EUR' });
    const placed = await order({ offerId: 'rent' });
    expect(placed).toMatchObject({ status: 'open', dueMinor: 399, isSandbox: true });
    expect(await play()).toBe('rights.rent-first');
    expect(await press(placed, 'decline')).toBe(200);
    expect(await statusOf(placed)).toBe('failed');
    expect(await press(placed, 'pay')).toBe(200);
    expect([await statusOf(placed), await play(), await saleFrom()]).toEqual(['paid', '', undefined]);
    expect((await shop()).titles).toMatchObject([{ kind: 'movie', id: String(filmId), model: 'rent', isOpen: true, expiresAtMs: FIXTURE_NOW_MS + 2 * DAY_MS }]);
    const lines = await fixture.platform.store.money.ledger(0, 10);
    expect(lines.map((line) => [line.kind, line.amountMinor, line.isSandbox])).toEqual([['charge', -399, true], ['payment', 399, true]]);
    fixture.advance(2 * DAY_MS);
    expect(await play()).toBe('rights.rental-over');
  });

  test('what is owned is not sold twice; who rented may still buy; a refund takes it back', async () => {
    await pay({ offerId: 'rent' });
    await expect(order({ offerId: 'rent' })).rejects.toThrow('already yours');
    const bought = await pay({ offerId: 'buy' });
    await expect(order({ offerId: 'buy' })).rejects.toThrow('already yours');
    fixture.advance(40 * DAY_MS);
    expect(await play()).toBe('');
    await fixture.platform.billing.refund(bought.id);
    await fixture.platform.billing.refund(bought.id);
    expect([await statusOf(bought), await play()]).toEqual(['refunded', 'rights.rental-over']);
    const sums = new Map<string, number>();
    for (const line of await fixture.platform.store.money.ledger(0, 100)) sums.set(line.orderId, (sums.get(line.orderId) ?? 0) + line.amountMinor);
    expect(Array.from(sums.values())).toEqual([0, 0]);
  });

  test('a plan: trial once, renewal where it ends, grace, over', async () => {
    await fixture.platform.store.rights.putPlan({ ...BASIC, trialDays: 7 });
    expect((await shop()).plans).toMatchObject([{ id: 'basic', trialDays: 7 }]);
    const trial = await order({ planId: 'basic' });
    expect(trial).toMatchObject({ status: 'paid', dueMinor: 0, payUrl: '' });
    expect((await shop()).subscriptions).toEqual([{ planId: 'basic', state: 'trial', endsAtMs: FIXTURE_NOW_MS + 7 * DAY_MS }]);
    expect(await play()).toBe('');
    await pay({ planId: 'basic' });
    expect((await shop()).subscriptions).toEqual([{ planId: 'basic', state: 'trial', endsAtMs: FIXTURE_NOW_MS + 40 * DAY_MS }]);
    fixture.advance(38 * DAY_MS);
    expect([(await shop()).subscriptions[0]?.state, await play()]).toEqual(['grace', '']);
    fixture.advance(2 * DAY_MS);
    expect([(await shop()).subscriptions[0]?.state, await play()]).toEqual(['over', 'rights.rent-first']);
    expect(await order({ planId: 'basic' })).toMatchObject({ dueMinor: 1000 });
  });

  test('another plan costs less by what is unused, once: a second order on the same rest gets a shorter period', async () => {
    await fixture.platform.store.rights.putPlan({ ...BASIC, id: 'gold', priceMinor: 3000 });
    await fixture.platform.store.rights.putPlan({ ...BASIC, id: 'silver', priceMinor: 2000 });
    await pay({ planId: 'basic' });
    fixture.advance(15 * DAY_MS);
    const gold = await order({ planId: 'gold' });
    const silver = await order({ planId: 'silver' });
    expect([gold.creditMinor, gold.dueMinor, silver.dueMinor]).toEqual([500, 2500, 1500]);
    await press(gold, 'pay');
    const now = fixture.platform.nowMs();
    expect((await shop()).subscriptions).toMatchObject([{ planId: 'basic', state: 'over' }, { planId: 'gold', endsAtMs: now + 33 * DAY_MS }]);
    fixture.advance(1);
    await press(silver, 'pay');
    expect((await shop()).subscriptions.find((it) => it.planId === 'silver')).toMatchObject({ planId: 'silver', endsAtMs: now + 1 + 30 * DAY_MS * 0.75 + 3 * DAY_MS });
  });

  test('coupons: percent and amount, per plan, per account, by date; a free order needs no provider and is no trial', async () => {
    const { money } = fixture.platform.store;
    const coupon = { id: 'HALF', kind: 'percent', value: 50, currency: '', planId: '', maxUses: 0, maxPerAccount: 1, untilMs: 0 } as const;
    await money.putCoupon(coupon);
    await money.putCoupon({ ...coupon, id: 'ALL', value: 100, planId: 'basic' });
    await money.putCoupon({ ...coupon, id: 'YEN', kind: 'amount', value: 100, currency: 'JPY' });
    await money.putCoupon({ ...coupon, id: 'LATE', untilMs: FIXTURE_NOW_MS });
    expect(await pay({ offerId: 'rent', coupon: ' ha-lf ' })).toMatchObject({ discountMinor: 199, dueMinor: 200 });
    for (const [name, why] of [['--', 'not valid'], ['HALF', 'used up'], ['ALL', 'not valid'], ['YEN', 'another currency'], ['LATE', 'not valid'], ['NONE', 'not valid']]) {
      await expect(order({ offerId: 'buy', coupon: name })).rejects.toThrow(why);
    }
    expect(await order({ planId: 'basic', coupon: 'ALL' })).toMatchObject({ status: 'paid', dueMinor: 0, discountMinor: 1000 });
    expect((await shop()).subscriptions).toMatchObject([{ planId: 'basic', state: 'active' }]);
  });

  test('the same key answers the same order; for something else it is refused; without one nothing is ordered', async () => {
    const [first, again] = await Promise.all([1, 2].map(() => ask('POST', '/orders', { payload: { offerId: 'rent' }, key: 'same-key-1' })));
    expect((first?.body as WireOrder).id).toBe((again?.body as WireOrder).id);
    expect(await ask('POST', '/orders', { payload: { offerId: 'buy' }, key: 'same-key-1' })).toMatchObject({ status: 400, code: 'input.invalid' });
    for (const options of [{ payload: { offerId: 'rent' } }, { payload: {}, key: 'key-abcdefg' }, { payload: { offerId: 'rent', planId: 'basic' }, key: 'key-abcdefh' }, { payload: { offerId: 'nothing' }, key: 'key-abcdefi' }]) {
      expect(await ask('POST', '/orders', options)).toMatchObject({ status: 400, code: 'input.invalid' });
    }
    expect(await ask('POST', '/orders', { name: 'suspended', payload: { offerId: 'rent' }, key: 'key-abcdefj' })).toMatchObject({ status: 403, code: 'auth.account-suspended' });
    expect(await fixture.platform.store.money.newestOrders(9)).toHaveLength(1);
  });
});

test('a refusal that money ends names what would open it, cheapest first; no longer sold, it names nothing', async () => {
  const { rights } = fixture.platform.store;
  const refused = async (): Promise<unknown> => (await ask('POST', '/play', { payload: { kind: 'movie', id: String(filmId), forms: ['hls'] } })).body;
  await rights.putPlan({ ...BASIC, id: 'gold', priceMinor: 1999 });
  expect(await refused()).toMatchObject({ error: { opens: { planIds: ['basic', 'gold'], offerIds: ['rent', 'buy'] } } });
  for (const id of ['basic', 'gold']) await rights.putPlan({ ...BASIC, id, isSold: false });
  for (const offer of await rights.offers()) await rights.putOffer({ ...offer, isSold: false });
  const { error } = (await refused()) as { error: { code: string; opens?: unknown } };
  expect([error.code.startsWith('rights.'), error.opens]).toEqual([true, undefined]);
});

describe('the phone', () => {
  test('a coupon typed on the phone lowers the price until the payment begins; afterwards it stays', async () => {
    await fixture.platform.store.money.putCoupon({ id: 'HALF', kind: 'percent', value: 50, currency: '', planId: '', maxUses: 0, maxPerAccount: 1, untilMs: 0 });
    const quote = async (coupon: string): Promise<Answer> => ask('POST', '/quotes', { payload: { offerId: 'rent', coupon } });
    expect([(await quote('half')).body, (await quote('nope')).code]).toEqual([expect.objectContaining({ discountMinor: 199, dueMinor: 200 }), 'shop.coupon']);
    const placed = await order({ offerId: 'rent' });
    const page = await read(pathOf(placed));
    expect([page.includes('The Salt Road'), page.includes('Pay €3.99'), /<script/.test(page)]).toEqual([true, true, false]);
    expect((await send(pathOf(placed), { step: 'coupon', coupon: 'none' })).text).toContain('not valid');
    expect(await send(pathOf(placed), { step: 'coupon', coupon: 'ha lf' })).toMatchObject({ status: 303, to: pathOf(placed) });
    expect(await read(pathOf(placed))).toContain('Pay €2.00');
    await send(pathOf(placed), { step: 'pay' });
    expect((await ask('GET', `/orders/${placed.id}`)).body).toMatchObject({ dueMinor: 200, name: 'The Salt Road' });
    await send(pathOf(placed), { step: 'coupon', coupon: '' });
    expect((await ask('GET', `/orders/${placed.id}`)).body).toMatchObject({ dueMinor: 200 });
    expect(await press(placed, 'pay')).toBe(200);
    const receipt = await read(pathOf(placed));
    expect([receipt.includes('Receipt'), receipt.includes('Pay €')]).toEqual([true, false]);
    const { historyUrl } = (await ask('GET', '/orders')).body as { historyUrl: string };
    const history = new URL(historyUrl).pathname;
    expect(await read(history)).toContain(`href="${pathOf(placed)}"`);
    fixture.advance(31 * MINUTE_MS);
    for (const url of [history, history.replace(/\d+/, '9')]) expect((await fixture.app.inject({ url, headers: { accept: 'text/html' } })).statusCode).toBe(404);
    const logged = fixture.logged.join('');
    for (const secret of [pathOf(placed).split('/')[2] ?? '-', history.split('/')[4] ?? '-']) expect(logged).not.toContain(secret);
  });

  test('wrong coupons are kept waiting after ten', async () => {
    const placed = await order({ offerId: 'rent' });
    for (let at = 0; at < 10; at += 1) await send(pathOf(placed), { step: 'coupon', coupon: `GUESS${String(at)}` });
    await fixture.platform.store.money.putCoupon({ id: 'HALF', kind: 'percent', value: 50, currency: '', planId: '', maxUses: 0, maxPerAccount: 1, untilMs: 0 });
    expect((await send(pathOf(placed), { step: 'coupon', coupon: 'HALF' })).text).toContain('Too many');
    expect(await read(pathOf(placed))).toContain('Pay €3.99');
  });

  test('goods: address and country on the phone, price with that country’s tax and shipping, held while it is typed, sent, paid back', async () => {
    const { goods, money } = fixture.platform.store;
    await goods.putProduct({ id: 'scarf', name: 'Scarf', description: 'Warm', picture: '', currency: 'EUR', isSold: true, targets: [{ kind: 'movie', itemId: filmId }], variants: [{ id: 'scarf-red', name: 'red', priceMinor: 1190, stock: 2, isSold: true }] });
    expect((await shop()).goods).toEqual([]);
    await goods.putCountry({ country: 'DE', taxBasisPoints: 1900, shippingMinor: 500, currency: 'EUR', isHome: true });
    await goods.putCountry({ country: 'FR', taxBasisPoints: 2000, shippingMinor: 900, currency: 'EUR', isHome: false });
    expect((await shop()).goods).toMatchObject([{ id: 'scarf', variants: [{ id: 'scarf-red', name: 'red', price: { amountMinor: 1190, currency: 'EUR' }, left: 2 }] }]);
    expect(((await ask('GET', `/movies/${String(filmId)}`)).body as WireMovieDetail)).toMatchObject({ productId: 'scarf', plan: { id: 'basic', name: 'Basic' } });
    const placed = await order({ variantId: 'scarf-red' });
    expect(placed).toMatchObject({ kind: 'goods', name: 'Scarf, red', dueMinor: 1690, delivery: 'waiting' });
    expect((await shop()).goods[0]?.variants[0]?.left).toBe(1);
    expect(await ask('POST', '/orders', { payload: { variantId: 'scarf-red', quantity: 2 }, key: 'two-of-them' })).toMatchObject({ status: 409, code: 'shop.sold-out' });
    // Without an address nothing is paid.
    expect((await send(pathOf(placed), { step: 'pay' })).to).toBe('');
    const address = { step: 'address', name: 'Ann Nord', street: 'Rue 1', postal_code: '75001', city: 'Paris' };
    expect((await send(pathOf(placed), { ...address, country: 'NZ' })).to).toBe('');
    expect((await send(pathOf(placed), { ...address, country: 'FR', 'pieces_scarf-red': '3' })).text).toContain('Not enough');
    expect(await send(pathOf(placed), { ...address, country: 'FR', 'pieces_scarf-red': '2' })).toMatchObject({ status: 303 });
    const summary = await read(pathOf(placed));
    expect([summary.includes('Pay €33.00'), summary.includes('€5.50'), summary.includes('Paris, France')]).toEqual([true, true, true]);
    expect(await press(placed, 'pay')).toBe(200);
    expect((await ask('GET', `/orders/${placed.id}`)).body).toMatchObject({ status: 'paid', delivery: 'paid', quantity: 2 });
    expect((await money.ledger(0, 9)).map((line) => [line.kind, line.amountMinor])).toEqual([['charge', -2750], ['tax', -550], ['payment', 3300]]);
    await goods.moveDelivery(placed.id, 'sent', { note: 'FR 12', isRestocked: false, nowMs: fixture.platform.nowMs() });
    expect(await read(pathOf(placed))).toContain('sent (FR 12)');
    await fixture.platform.billing.refund(placed.id);
    expect((await money.ledger(0, 9)).reduce((sum, line) => sum + line.amountMinor, 0)).toBe(0);
  });

  test('several goods in one order, put together on the phone: one payment, tax and stock of each, and what is sent twice is in it once', async () => {
    const { goods, money } = fixture.platform.store;
    const scarf = { id: 'scarf', name: 'Scarf', description: '', picture: '', currency: 'EUR', isSold: true, targets: [], variants: [{ id: 'scarf-red', name: 'red', priceMinor: 1190, stock: 2, isSold: true }, { id: 'scarf-grey', name: 'grey', priceMinor: 1190, stock: 0, isSold: true }] };
    await goods.putProduct(scarf);
    await goods.putProduct({ ...scarf, id: 'cup', name: 'Cup', variants: [{ id: 'cup', name: '', priceMinor: 595, stock: 3, isSold: true }] });
    await goods.putProduct({ ...scarf, id: 'krone', name: 'Krone', currency: 'NOK', variants: [{ id: 'krone', name: '', priceMinor: 595, stock: 3, isSold: true }] });
    await goods.putCountry({ country: 'DE', taxBasisPoints: 1900, shippingMinor: 500, currency: 'EUR', isHome: true });
    const placed = await order({ variantId: 'scarf-red' });
    const path = pathOf(placed);
    // What is sold out, or in another currency, is not offered.
    expect(Array.from((await read(path)).matchAll(/<option value="([a-z-]+)">/g), ([, id]) => id)).toEqual(['cup']);
    for (let at = 0; at < 2; at += 1) expect((await send(path, { step: 'add', another: 'cup' })).to).toContain('address=1');
    expect((await send(path, { step: 'add', another: 'krone' })).to).toBe('');
    const address = { step: 'address', name: 'Ann', street: 'Quay 1', postal_code: '1', city: 'Bremen', country: 'DE' };
    expect((await send(path, { ...address, pieces_cup: '4' })).text).toContain('Not enough');
    expect((await send(path, { ...address, pieces_cup: '2' })).status).toBe(303);
    await money.putCoupon({ id: 'TEN', kind: 'percent', value: 10, currency: '', planId: '', maxUses: 0, maxPerAccount: 1, untilMs: 0 });
    await send(path, { step: 'coupon', coupon: 'TEN' });
    const summary = await read(path);
    expect([summary.includes('Cup × 2'), summary.includes('Scarf, red + 1'), summary.includes('Pay €26.42')]).toEqual([true, true, true]);
    const lines = (await money.order(placed.id))?.lines ?? [];
    expect(lines).toEqual([{ variantId: 'scarf-red', quantity: 1, priceMinor: 1190, taxMinor: 171 }, { variantId: 'cup', quantity: 2, priceMinor: 1190, taxMinor: 171 }]);
    expect(await press(placed, 'pay')).toBe(200);
    expect((await ask('GET', `/orders/${placed.id}`)).body).toMatchObject({ status: 'paid', delivery: 'paid', quantity: 3, name: 'Scarf, red + 1' });
    expect([(await goods.product('scarf'))?.variants[0]?.stock, (await goods.product('cup'))?.variants[0]?.stock]).toEqual([1, 1]);
    expect((await money.ledger(0, 9)).map((line) => [line.kind, line.amountMinor])).toEqual([['charge', -2458], ['tax', -422], ['discount', 238], ['payment', 2642]]);
    const paid = await money.order(placed.id);
    if (paid === null) throw new Error('the order is gone');
    expect((await fixture.platform.billing.revise(paid, { lines: [{ variantId: 'cup', quantity: 1 }] })).ok).toBe(false);
    expect((await money.order(placed.id))?.lines).toEqual(lines);
    // One of them is taken out again where nothing is paid yet.
    const second = await order({ variantId: 'cup' });
    await send(pathOf(second), { step: 'add', another: 'scarf-red' });
    expect((await send(pathOf(second), { ...address, pieces_cup: '0' })).status).toBe(303);
    expect((await money.order(second.id))).toMatchObject({ refId: 'scarf-red', quantity: 1, priceMinor: 1190 });
    expect((await goods.free(fixture.platform.nowMs())).get('cup')).toBe(1);
  });

  test('paid after its pieces went to somebody else, the money goes back by itself', async () => {
    const { goods } = fixture.platform.store;
    await goods.putProduct({ id: 'cup', name: 'Cup', description: '', picture: '', currency: 'EUR', isSold: true, targets: [], variants: [{ id: 'cup', name: '', priceMinor: 900, stock: 1, isSold: true }] });
    await goods.putCountry({ country: 'DE', taxBasisPoints: 1900, shippingMinor: 0, currency: 'EUR', isHome: true });
    const address = { step: 'address', name: 'A', street: 'B', postal_code: '1', city: 'C', country: 'DE' };
    const first = await order({ variantId: 'cup' });
    await send(pathOf(first), address);
    const { to } = await send(pathOf(first), { step: 'pay' });
    fixture.advance(HOUR_MS);
    const second = await order({ variantId: 'cup' });
    await send(pathOf(second), address);
    expect(await press(second, 'pay')).toBe(200);
    expect((await send(to, { decision: 'pay' })).status).toBe(200);
    expect([(await ask('GET', `/orders/${first.id}`)).body, (await ask('GET', `/orders/${second.id}`)).body]).toMatchObject([{ status: 'refunded', delivery: 'cancelled' }, { status: 'paid', delivery: 'paid' }]);
    expect((await goods.product('cup'))?.variants[0]?.stock).toBe(0);
  });
});

describe('what others try', () => {
  test('where the household has a PIN, nobody orders without it', async () => {
    const account = await fixture.platform.store.accounts.byName('tester');
    if (account === null) throw new Error('no account');
    await fixture.platform.pins.set(account.id, '4711');
    expect(await ask('POST', '/orders', { payload: { offerId: 'rent' }, key: 'pin-number-1' })).toMatchObject({ status: 403, code: 'parental.locked' });
    const opened = await fixture.platform.pins.check(account, account.id, { kind: 'pin', text: '4711' });
    const headers = { ...(await fixture.bearer()), 'idempotency-key': 'pin-number-1', 'x-hearth-grant': opened.kind === 'right' ? opened.grant : '' };
    expect((await fixture.app.inject({ url: '/api/v1/orders', method: 'POST', headers, payload: { offerId: 'rent' } })).statusCode).toBe(200);
  });

  test('forged, changed, late and copied webhooks pay nothing; too many are kept waiting; none of it writes a secret to the log', async () => {
    const placed = await order({ offerId: 'rent' });
    await send(pathOf(placed), { step: 'pay' });
    const stored = await fixture.platform.store.money.order(placed.id);
    const { sandbox, nowMs } = fixture.platform;
    if (stored === null || sandbox === null) throw new Error('no order');
    const real = sandbox.webhook('paid', stored, 399);
    const body = real.body.toString('utf8');
    const signature = String(real.headers[SANDBOX_SIGNATURE]);
    for (const [bytes, header] of [
      [body, ''], [body, signWebhook('guessed', real.body, nowMs())], [body.replace('399', '1'), signature], [`${body} `, signature], [body, signature.replace(/t=\d+/, `t=${String(nowMs() + 1)}`)],
    ] as const) {
      expect((await webhook(bytes, header)).statusCode).toBe(401);
    }
    fixture.advance(6 * MINUTE_MS);
    expect((await webhook(body, signature)).statusCode).toBe(401);
    expect(await statusOf(placed)).toBe('open');
    const fresh = sandbox.webhook('paid', stored, 398);
    expect((await webhook(fresh.body.toString('utf8'), String(fresh.headers[SANDBOX_SIGNATURE]))).statusCode).toBe(400);
    const good = sandbox.webhook('paid', stored, 399);
    const answers = await Promise.all([1, 2, 3].map(() => webhook(good.body.toString('utf8'), String(good.headers[SANDBOX_SIGNATURE]))));
    expect(answers.map((answer) => answer.json<{ outcome: string }>().outcome).sort()).toEqual(['done', 'repeated', 'repeated']);
    expect(await fixture.platform.store.money.ledger(0, 10)).toHaveLength(2);
    for (let count = 0; count < 20; count += 1) await webhook(body, 'wrong');
    expect((await webhook(good.body.toString('utf8'), String(good.headers[SANDBOX_SIGNATURE]))).statusCode).toBe(429);
    fixture.advance(HOUR_MS);
    expect((await fixture.app.inject({ url: '/webhooks/stripe', method: 'POST', payload: '{}' })).statusCode).toBe(404);
    const log = fixture.logged.join('');
    expect(log).toContain('a webhook that is not the provider');
    for (const secret of [stored.reference, signature, body]) expect(log).not.toContain(secret);
  });

  test('nobody sees or pays for another by the api; a form of another site does not press the button', async () => {
    const placed = await order({ offerId: 'rent' });
    expect(await ask('GET', `/orders/${placed.id}`, { name: 'expired' })).toMatchObject({ status: 404 });
    expect((await ask('GET', '/orders', { name: 'expired' })).body).toMatchObject({ items: [] });
    const { to } = await send(pathOf(placed), { step: 'pay' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    for (const url of [pathOf(placed), to]) {
      expect((await fixture.app.inject({ url, method: 'POST', headers, payload: 'step=pay&decision=pay&form_token=x' })).statusCode).toBe(403);
      expect((await fixture.app.inject({ url: `${url}x`, headers })).statusCode).toBe(404);
    }
    expect(await statusOf(placed)).toBe('open');
  });

  test('without a provider nothing is sold and there is no page that could pay', async () => {
    const other = await openPlatformFixture();
    try {
      const headers = { ...(await other.bearer()), 'idempotency-key': 'key-number-x' };
      const answer = await other.app.inject({ url: '/api/v1/orders', method: 'POST', headers, payload: { planId: 'basic' } });
      expect(answer.json()).toMatchObject({ error: { message: 'Nothing is sold on this platform.' } });
      expect((await other.app.inject({ url: '/sandbox/pay/x', headers: { accept: 'text/html' } })).statusCode).toBe(404);
      expect((await other.app.inject({ url: '/webhooks/sandbox', method: 'POST', payload: '{}' })).statusCode).toBe(404);
    } finally {
      await other.close();
    }
  });
});
