import type { Grant, OrderRow, ProductRow, StockHold, Store } from '#server/store';
import { ORDER } from './an-order';

/** Goods of which three red ones are there. */
export const SCARF: ProductRow = {
  id: 'scarf', name: 'Scarf', description: 'Of wool.', picture: '', currency: 'EUR', isSold: true, targets: [{ kind: 'movie', itemId: 7 }, { kind: 'series', itemId: 2 }],
  variants: [{ id: 'scarf-red', name: 'red', priceMinor: 1900, stock: 3, isSold: true }, { id: 'scarf-blue', name: 'blue', priceMinor: 2100, stock: 0, isSold: true }],
};
/** How long pieces are held. */
export const UNTIL = 1000;
const NOTHING: Grant = { id: '', subscriptions: [], titleRight: null };

/** An order of red scarves by an account of its own. */
export function goodsOrder(id: string, quantity = 1): OrderRow {
  return {
    ...ORDER, id, accountId: `account ${id}`, kind: 'goods', refId: 'scarf-red', quantity, priceMinor: 1900 * quantity, discountMinor: 0, creditMinor: 0, creditFromId: '', couponId: '',
    shippingMinor: 500, taxMinor: 383, taxCountry: 'NO', idempotencyKey: id, claim: `claim ${id}`, createdAtMs: 10,
  };
}

/** Pieces of it to be held. */
export function hold(quantity = 1, untilMs = UNTIL): StockHold {
  return { variantId: 'scarf-red', quantity, untilMs };
}

/** Pays an order. */
export function pay(store: Store, id: string, nowMs: number): Promise<string> {
  return store.money.settle({ provider: 'bank', eventId: `pay ${id}`, orderId: id, nowMs }, () => NOTHING);
}

/** What a race is about: ten red scarves. */
export async function putScarves(store: Store): Promise<void> {
  await store.goods.putProduct({ ...SCARF, variants: [{ id: 'scarf-red', name: 'red', priceMinor: 1900, stock: 10, isSold: true }] });
}

/** Tries a store gives a buyer: on a slow machine a queue of hundreds outlasts the wait for a connection. */
const MOST_TRIES = 30;

/** Asks until there is an answer, as a client does; asked again after a lost one, `repeated` is what came of it the first time. */
async function insist(ask: () => Promise<string>, first: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await ask();
      return answer === 'repeated' ? first : answer;
    } catch (error) {
      if (attempt === MOST_TRIES) throw error;
    }
  }
}

/** Buyers at once, of whom every other pays; answers what became of each. */
export async function buyAtOnce(store: Store, name: string, count: number): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: count }, async (_, at) => {
    const order = goodsOrder(`${name}-${String(at)}`);
    const kind = await insist(async () => (await store.money.place(order, [hold()])).kind, 'placed');
    return kind === 'placed' && at % 2 === 0 ? insist(() => pay(store, order.id, 20), 'done') : kind;
  }));
}
