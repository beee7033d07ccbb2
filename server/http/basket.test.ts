import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE_MS } from '#core/base';
import type { WireBasket, WireOrder } from '#core/wire';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;
let keys = 0;

beforeEach(async () => {
  fixture = await openPlatformFixture({ payments: 'sandbox' });
  const { goods } = fixture.platform.store;
  const scarf = { id: 'scarf', name: 'Scarf', description: '', picture: '/scarf.jpg', currency: 'EUR', isSold: true, targets: [], variants: [{ id: 'scarf-red', name: 'red', priceMinor: 1190, stock: 2, isSold: true }] };
  await goods.putProduct(scarf);
  await goods.putProduct({ ...scarf, id: 'cup', name: 'Cup', variants: [{ id: 'cup', name: '', priceMinor: 595, stock: 3, isSold: true }] });
  await goods.putProduct({ ...scarf, id: 'krone', name: 'Krone', currency: 'NOK', variants: [{ id: 'krone', name: '', priceMinor: 595, stock: 3, isSold: true }] });
  await goods.putCountry({ country: 'DE', taxBasisPoints: 1900, shippingMinor: 500, currency: 'EUR', isHome: true });
});

afterEach(async () => {
  await fixture.close();
});

interface Answer<T> {
  readonly status: number;
  readonly code: string;
  readonly body: T;
}

async function ask<T = WireBasket>(method: 'GET' | 'PUT' | 'POST', url: string, payload?: object, more: Readonly<Record<string, string>> = {}): Promise<Answer<T>> {
  keys += 1;
  const headers = { ...(await fixture.bearer()), 'idempotency-key': `key-number-${String(keys)}`, ...more };
  const response = await fixture.app.inject({ url: `/api/v1${url}`, method, headers, ...(payload === undefined ? {} : { payload }) });
  const body = response.json<T & { readonly error?: { readonly code: string } }>();
  return { status: response.statusCode, code: body.error?.code ?? '', body };
}

const put = (variantId: string, quantity: number): Promise<Answer<WireBasket>> => ask('PUT', `/basket/${variantId}`, { quantity });
const order = (more: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<Answer<WireOrder>> => ask('POST', '/orders', { basket: true, ...more }, headers);
const linesOf = async (id: string): Promise<unknown> => (await fixture.platform.store.money.order(id))?.lines.map(({ variantId, quantity }) => [variantId, quantity]);

async function payFor(orderId: string): Promise<void> {
  const { money } = fixture.platform.store;
  const nowMs = fixture.platform.nowMs();
  await money.close(orderId, null, nowMs);
  await money.settle({ provider: 'sandbox', eventId: `paid ${orderId}`, orderId, nowMs }, () => ({ id: '', subscriptions: [], titleRight: null }));
}

test('a basket says what is in it, what is left and what it comes to with tax and shipping; the quote with a coupon is of all of it', async () => {
  expect((await ask('GET', '/basket')).body).toEqual({ lines: [], sum: null });
  await put('scarf-red', 1);
  const { body } = await put('cup', 2);
  const line = { productId: 'scarf', variantId: 'scarf-red', name: 'Scarf, red', picture: '/scarf.jpg', quantity: 1, left: 2, price: { amountMinor: 1190, currency: 'EUR' } };
  const sum = { price: { amountMinor: 2380, currency: 'EUR' }, discountMinor: 0, creditMinor: 0, shippingMinor: 500, taxMinor: 460, dueMinor: 2880 };
  expect(body).toEqual({ lines: [line, { ...line, productId: 'cup', variantId: 'cup', name: 'Cup', quantity: 2, left: 3 }], sum });
  await fixture.platform.store.money.putCoupon({ id: 'TEN', kind: 'percent', value: 10, currency: '', planId: '', maxUses: 0, maxPerAccount: 1, untilMs: 0 });
  expect((await ask('POST', '/quotes', { basket: true, coupon: 'TEN' })).body).toMatchObject({ discountMinor: 238, dueMinor: 2642 });
  // The same on all sets of the account, and nobody else's.
  const other = await fixture.app.inject({ url: '/api/v1/basket', headers: await fixture.bearer('expired') });
  expect(other.json()).toEqual({ lines: [], sum: null });
});

test('what cannot be ordered is not put there; what is no longer sold is gone from it', async () => {
  await put('scarf-red', 1);
  expect([(await put('krone', 1)).code, (await put('none', 1)).code, (await put('scarf-red', 3)).code, (await put('cup', 11)).status, (await put('cup', -1)).status]).toEqual(['input.invalid', 'input.invalid', 'shop.sold-out', 400, 400]);
  expect([(await order({ way: 'television' })).status, (await order({ variantId: 'cup' })).status, (await ask('POST', '/quotes', {})).status]).toEqual([400, 400, 400]);
  const { goods } = fixture.platform.store;
  const scarf = await goods.product('scarf');
  if (scarf === null) throw new Error('no scarf');
  await goods.putProduct({ ...scarf, isSold: false });
  expect((await ask('GET', '/basket')).body.lines).toEqual([]);
  expect((await order()).code).toBe('input.invalid');
  // Nor does it keep another currency out.
  expect((await put('krone', 1)).body.lines.map(({ variantId }) => variantId)).toEqual(['krone']);
});

test('ordered, it is one order that follows the basket until somebody begins to pay; paid, what was bought has left it', async () => {
  await put('scarf-red', 2);
  const first = await order();
  expect(first.body).toMatchObject({ status: 'open', quantity: 2, payUrl: expect.stringContaining('/pay/') });
  // Its own pieces are not lost to it while they are held.
  expect((await put('scarf-red', 1)).body.lines[0]?.left).toBe(2);
  await put('cup', 3);
  const second = await order();
  expect([second.body.id, second.body.payUrl, await linesOf(first.body.id)]).toEqual([first.body.id, first.body.payUrl, [['scarf-red', 1], ['cup', 3]]]);
  expect((await put('scarf-red', 2)).body.lines[0]?.quantity).toBe(2);
  await payFor(first.body.id);
  expect((await ask('GET', '/basket')).body.lines.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([['scarf-red', 1]]);
  const third = await order();
  expect(third.body).toMatchObject({ status: 'open', quantity: 1 });
  expect(third.body.id).not.toBe(first.body.id);
});

test('asked again with the same key after somebody began to pay, it is the same order; without what is left there is none', async () => {
  await put('scarf-red', 2);
  const again = { 'idempotency-key': 'lost-answer' };
  const first = await order({}, again);
  await payFor(first.body.id);
  expect(await order({}, again)).toMatchObject({ status: 200, body: { id: first.body.id, status: 'paid' } });
  await put('cup', 3);
  const others = await ask<WireOrder>('POST', '/orders', { variantId: 'cup', quantity: 1 });
  expect([others.status, (await order()).code]).toEqual([200, 'shop.sold-out']);
  expect((await ask('GET', '/basket')).body.lines[0]).toMatchObject({ quantity: 3, left: 2 });
  fixture.advance(20 * MINUTE_MS);
  expect((await order()).status).toBe(200);
});

test('children have no basket, and the household’s PIN stands before its order', async () => {
  await put('cup', 1);
  const { store } = fixture.platform;
  const account = await store.accounts.byName('tester');
  await store.accounts.addProfile({ id: 'little', accountId: account?.id ?? '', position: 9, name: 'Little', avatar: '', isKids: true, maxAge: 6, pinHash: '', language: '' });
  const kids = { 'x-hearth-profile': 'little' };
  const refused = [await ask('GET', '/basket', undefined, kids), await ask('PUT', '/basket/cup', { quantity: 2 }, kids), await ask('POST', '/quotes', { basket: true }, kids), await order({}, kids)];
  expect(refused.map(({ status, code }) => [status, code])).toEqual(Array.from({ length: 4 }, () => [403, 'http.forbidden']));
  expect((await ask('GET', '/basket')).body.lines[0]?.quantity).toBe(1);
  if (account !== null) await fixture.platform.pins.set(account.id, '2468');
  expect((await order()).status).toBe(403);
});
