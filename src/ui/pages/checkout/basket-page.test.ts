import { afterEach, expect, test } from '@jest/globals';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

const price = (amountMinor: number): object => ({ amountMinor, currency: 'EUR' });
const UNITS: Readonly<Record<string, number>> = { 'scarf-red': 2900, 'cup': 1400 };
const NAMES: Readonly<Record<string, string>> = { 'scarf-red': 'Scarf, red', 'cup': 'Cup' };
const GOODS = [{ id: 'scarf', name: 'Scarf', description: 'Warm', picture: '', variants: [{ id: 'scarf-red', name: 'red', price: price(2900), left: 2 }, { id: 'scarf-blue', name: 'blue', price: price(2700), left: 0 }] }];

let stage: TestStage;
let sample: SampleApp;
/** What the platform has in the basket, in its order. */
let held: Map<string, number>;
let left: Readonly<Record<string, number>>;
let orders: unknown[];
let status: string;

function basket(): object {
  const lines = [...held].map(([variantId, quantity]) => ({ variantId, productId: variantId, name: NAMES[variantId], picture: '', quantity, left: left[variantId] ?? 0, price: price((UNITS[variantId] ?? 0) * quantity) }));
  const sum = lines.reduce((all, { variantId, quantity }) => all + (UNITS[variantId] ?? 0) * quantity, 0);
  return { lines, sum: lines.length === 0 ? null : { price: price(sum), discountMinor: 0, creditMinor: 0, shippingMinor: 500, taxMinor: 543, dueMinor: sum + 500 } };
}

async function start(route: 'product' | 'basket', { isKids = false, goods = GOODS }: { readonly isKids?: boolean; readonly goods?: readonly object[] } = {}): Promise<void> {
  [orders, status] = [[], 'open'];
  sample = await createSampleApp();
  const { http } = sample.host;
  http.on('/api/v1/shop', { body: { isOpen: true, isSandbox: true, titles: [], subscriptions: [], plans: [], goods } });
  http.on('/api/v1/shop/titles', { body: { items: [] } });
  http.on('/api/v1/basket', () => (isKids ? { status: 403, body: { error: { code: 'http.forbidden', message: '' } } } : { body: basket() }));
  for (const id of Object.keys(UNITS)) {
    http.on(`/api/v1/basket/${id}`, ({ body, headers }) => {
      expect(headers?.['x-hearth-profile']).toBe('ingrid');
      const { quantity } = JSON.parse(String(body)) as { quantity: number };
      if (quantity > (left[id] ?? 0)) return { status: 409, body: { error: { code: 'shop.sold-out', message: '' } } };
      if (quantity === 0) held.delete(id);
      else held.set(id, quantity);
      return { body: basket() };
    });
  }
  const order = { id: 'o-1', kind: 'goods', refId: 'scarf-red', name: 'Scarf, red + 1', quantity: 3, price: price(4300), dueMinor: 4800, isSandbox: true, createdAtMs: 1, paidAtMs: 0 };
  http.on('/api/v1/orders', ({ method, body }) => {
    if (method !== 'POST') return { body: { items: [], historyUrl: '' } };
    orders.push(JSON.parse(String(body)));
    return { body: { ...order, status: 'open', payUrl: `https://pay.example/${String(orders.length)}` } };
  });
  http.on('/api/v1/orders/o-1', () => ({ body: { ...order, status } }));
  http.on('/api/v1/quotes', { body: { price: price(4300), discountMinor: 1000, creditMinor: 0, shippingMinor: 500, taxMinor: 500, dueMinor: 3800 } });
  stage = createTestStage({ host: sample.host });
  const { navigation } = sample.app;
  navigation.open({ name: 'shop' });
  navigation.open(route === 'product' ? { name: 'product', id: 'scarf' } : { name: 'basket' });
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (made, entry) => createPage(made, sample.app, entry) }, 2);
  await pass(50);
}

async function pass(ms: number): Promise<void> {
  await sample.host.clock.advance(ms);
  stage.settle();
}

const focus = () => stage.mirror().focus;
const page = (): unknown => stage.mirror().page;

async function press(...keys: ReadonlyArray<Parameters<TestStage['press']>[0]>): Promise<void> {
  for (const key of keys) {
    stage.press(key);
    await pass(200);
  }
}

afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

test('a piece of the kind that is chosen is put into the basket, one more each time as long as there is one', async () => {
  [held, left] = [new Map<string, number>(), { 'scarf-red': 2, 'cup': 5 }];
  const green = { id: 'cup', name: 'green', price: price(1400), left: 5 };
  await start('product', { goods: [{ ...GOODS[0], variants: [...(GOODS[0]?.variants ?? []), green] }] });
  expect(focus()?.id).toBe('scarf-red');
  // Nothing is in it yet: nothing leads there.
  await press('down', 'down', 'down', 'right');
  expect(focus()).toMatchObject({ id: 'basket-add', name: 'Add to basket' });
  await press('down');
  expect(focus()?.id).toBe('not-now');
  // The way down led over all kinds: it is asked which one is meant, and what is sold out is none of them.
  await press('up', 'ok');
  expect(stage.mirror()).toMatchObject({ overlay: 'kind', focus: { name: 'red · €29.00', count: 2 } });
  await press('ok');
  expect([...held]).toEqual([['scarf-red', 1]]);
  await press('ok', 'ok', 'ok', 'ok');
  expect([held.get('scarf-red'), sample.app.notices.toast.peek()?.text]).toEqual([2, 'Sold out']);
  await press('ok', 'down', 'ok');
  expect([held.get('cup'), sample.app.notices.toast.peek()?.text]).toEqual([1, 'In the basket: Scarf, green']);
});

test('the button on the page of goods says what it did, and a second one leads to the basket', async () => {
  [held, left] = [new Map<string, number>(), { 'scarf-red': 2, 'cup': 5 }];
  await start('product', { goods: [{ ...GOODS[0], variants: GOODS[0]?.variants.slice(0, 1) }] });
  expect([focus()?.id, focus()?.count]).toEqual(['scarf-red', 1]);
  await press('down');
  expect(focus()).toMatchObject({ id: 'basket-add', name: 'Add to basket' });
  await press('ok');
  expect([sample.app.notices.toast.peek()?.text, held.get('scarf-red')]).toEqual(['In the basket: Scarf, red', 1]);
  expect(focus()?.id).toBe('basket-add');
  await press('right');
  expect(focus()).toMatchObject({ id: 'basket', name: 'Basket (1)' });
  await press('ok');
  expect([page(), focus()?.id]).toEqual(['basket', 'scarf-red']);
});

test('the basket: what is in it and what it comes to; OK changes the pieces, takes out, and empty it says so', async () => {
  [held, left] = [new Map([['scarf-red', 1], ['cup', 2]]), { 'scarf-red': 2, 'cup': 5 }];
  await start('basket');
  expect(stage.mirror()).toMatchObject({ page: 'basket', pageName: 'Basket', focus: { id: 'scarf-red', name: 'Scarf, red', value: '€29.00', details: '1 piece', index: 1, count: 2 } });
  await press('ok');
  expect(stage.mirror()).toMatchObject({ overlay: 'pieces', overlayName: 'Scarf, red', focus: { name: '1 piece', count: 3 } });
  await press('down', 'ok');
  expect([held.get('scarf-red'), focus()?.details, focus()?.value]).toEqual([2, '2 pieces', '€58.00']);
  await press('ok', 'down', 'ok');
  expect([held.has('scarf-red'), focus()?.id]).toEqual([false, 'cup']);
  await press('ok', 'up', 'up', 'up', 'up', 'back');
  // Filled meanwhile by another set.
  sample.app.navigation.open({ name: 'product', id: 'scarf' });
  await pass(200);
  held.set('scarf-red', 1);
  await press('back');
  expect(focus()).toMatchObject({ id: 'cup', count: 2 });
  held.delete('scarf-red');
  expect(held.get('cup')).toBe(2);
  await press('ok', 'down', 'down', 'down', 'down', 'ok');
  expect([held.size, focus()?.id]).toEqual([0, 'back']);
  await press('ok');
  expect(page()).toBe('shop');
});

test('one order of it all by the phone, after a coupon; changed while the code is there, the code goes, and the next order is of what is in it now', async () => {
  [held, left] = [new Map([['scarf-red', 1], ['cup', 1]]), { 'scarf-red': 2, 'cup': 5 }];
  await start('basket');
  const model = await (await sample.app.openExtras()).openBasket();
  await pass(50);
  expect(model.sums.peek()).toEqual([{ label: 'Shipping', value: '€5.00' }, { label: 'Tax, included', value: '€5.43' }]);
  expect([await model.useCoupon('TEN'), model.total.peek()]).toEqual([null, '€38.00']);
  model.order('basket');
  await pass(50);
  expect([orders, model.state.peek()]).toEqual([[{ basket: true, coupon: 'TEN' }], { kind: 'waiting', payUrl: 'https://pay.example/1' }]);
  expect([await model.setPieces('cup', 2), model.state.peek().kind]).toEqual([null, 'choosing']);
  model.dispose();
  await press('down', 'down');
  expect(focus()).toMatchObject({ id: 'pay', name: expect.stringMatching(/^Pay with your phone\. Shipping: €5\.00\. Tax, included: €5\.43\. Total: €48\.00$/) });
  await press('ok');
  expect([orders.length, stage.mirror().facts.get('form'), focus()?.id]).toEqual([2, 'waiting', 'not-now']);
  status = 'paid';
  await pass(3100);
  expect([page(), sample.app.notices.toast.peek()?.text]).toEqual(['shop', 'Thank you. Your order is on its way to the packers.']);
});

test('what is not there any more in that number says so and nothing can be ordered until it is changed', async () => {
  [held, left] = [new Map([['scarf-red', 2]]), { 'scarf-red': 1 }];
  await start('basket');
  expect(focus()?.details).toBe('2 pieces · Few left: 1');
  await press('down');
  expect(focus()?.id).toBe('not-now');
  await press('up', 'ok', 'up', 'ok', 'down');
  expect([held.get('scarf-red'), focus()?.id]).toEqual([1, 'pay']);
});

test('the shop leads to it from its goods; children have none, and what is in it stays theirs who filled it', async () => {
  [held, left] = [new Map([['scarf-red', 1], ['cup', 2]]), { 'scarf-red': 2, 'cup': 5 }];
  await start('basket');
  await press('back', 'down');
  expect(focus()).toMatchObject({ id: 'basket', name: 'Basket', value: '€62.00', details: '3 pieces' });
  await press('ok');
  expect(page()).toBe('basket');
  stage.dispose();
  sample.app.dispose();
  await start('product', { isKids: true });
  const checkout = await sample.app.openCheckout({ kind: 'product', id: 'scarf' });
  await pass(50);
  expect([checkout.basketPieces.peek(), (await (await sample.app.openExtras()).openBasket()).rows.peek()]).toEqual([-1, []]);
  checkout.dispose();
});
