import { Type } from '@sinclair/typebox';
import type { ConsoleDelivery, ConsoleGoods } from '#server/console';
import { dueMinor } from '#server/store';
import type { DeliveryRow, OrderRow } from '#server/store';
import type { OrderTitles, Platform } from '#server/domain';
import type { ConsoleRoutes } from './console-routes';
import { AccountNames, ItemNames, mustBeInCatalogue } from './item-names';
import { invalid, shortName, TargetBody } from './sale-routes';

const MOST_DELIVERIES = 200;
const STRICT = { additionalProperties: false };
const Minor = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
const Pieces = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const Currency = Type.String({ pattern: '^[A-Z]{3}$' });
const Product = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }), description: Type.String({ maxLength: 600 }), picture: Type.String({ maxLength: 500 }), currency: Currency, isSold: Type.Boolean(),
  targets: Type.Array(TargetBody, { maxItems: 200 }),
  variants: Type.Array(Type.Object({ id: Type.String({ maxLength: 40 }), name: Type.String({ maxLength: 60 }), priceMinor: Minor, stock: Pieces }, STRICT), { minItems: 1, maxItems: 50 }),
}, STRICT);
const Stock = Type.Object({ by: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }) }, STRICT);
const Country = Type.Object({ taxBasisPoints: Type.Integer({ minimum: 0, maximum: 10_000 }), shippingMinor: Minor, currency: Currency, isHome: Type.Boolean() }, STRICT);
const Move = Type.Object({
  to: Type.Union([Type.Literal('packed'), Type.Literal('sent'), Type.Literal('returned')]), note: Type.String({ maxLength: 120 }), isRestocked: Type.Boolean(),
}, STRICT);

async function goodsOf(platform: Platform): Promise<ConsoleGoods> {
  const { goods } = platform.store;
  const names = new ItemNames(platform);
  const [products, free] = [await goods.products(), await goods.free(platform.nowMs())];
  await names.learn(products.flatMap(({ targets }) => targets));
  return {
    products: await Promise.all(products.map(async ({ targets, variants, ...product }) => ({
      ...product,
      targets: await Promise.all(targets.map((target) => names.named(target))),
      variants: variants.map((variant) => ({ ...variant, free: free.get(variant.id) ?? 0 })),
    }))),
    countries: await goods.countries(),
  };
}

/** Deliveries with what is in the parcel. */
class DeliveryDesk {
  private readonly accounts: AccountNames;
  private readonly titles: OrderTitles;

  constructor(private readonly platform: Platform) {
    this.accounts = new AccountNames(platform);
    this.titles = platform.billing.titles();
  }

  async all(): Promise<readonly ConsoleDelivery[]> {
    const { goods, money } = this.platform.store;
    const rows = await goods.openDeliveries(MOST_DELIVERIES);
    const orders = await money.ordersOf(rows.map((row) => row.orderId));
    await Promise.all([this.titles.learn(orders), this.accounts.learn(orders.map((order) => order.accountId))]);
    const byId = new Map(orders.map((order) => [order.id, order]));
    const found = rows.flatMap((row) => {
      const order = byId.get(row.orderId);
      return order === undefined ? [] : [this.one(row, order)];
    });
    return Promise.all(found);
  }

  private async one(row: DeliveryRow, order: OrderRow): Promise<ConsoleDelivery> {
    const { name, street, postalCode, city, country } = row;
    return {
      orderId: row.orderId, state: row.state, note: row.note, changedAtMs: row.changedAtMs, what: await this.titles.of(order),
      lines: (await this.titles.ofLines(order)).map(({ name: title, quantity }) => ({ name: title, quantity })), accountId: order.accountId,
      accountName: await this.accounts.of(order.accountId), address: [name, street, `${postalCode} ${city}`, country], dueMinor: dueMinor(order), currency: order.currency,
    };
  }
}

/** `goods`, `products`, `variants`, `countries`, `deliveries`: what is sent to people. The stock is changed by pieces, never set: orders change it too. */
export function goodsRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { goods } = platform.store;

  routes.read('goods', 'look', () => goodsOf(platform));
  routes.read('deliveries', 'money', async () => ({ items: await new DeliveryDesk(platform).all() }));

  routes.change('PUT', 'products/:id', 'sale', Product, async ({ id, body }) => {
    await mustBeInCatalogue(platform, body.targets);
    const variants = body.variants.map((variant) => ({ ...variant, id: shortName(variant.id), isSold: true }));
    if (new Set(variants.map((variant) => variant.id)).size < variants.length) throw invalid('Every kind needs a short name of its own.');
    await goods.putProduct({ ...body, id: shortName(id), variants });
    return { note: { action: 'product.set', subject: id, detail: `${String(variants.length)} kinds${body.isSold ? '' : ', not sold'}` } };
  });

  routes.change('POST', 'variants/:id/stock', 'sale', Stock, async ({ id, body }) => {
    const left = await goods.changeStock(id, body.by);
    if (left === null) throw invalid('There are not as many pieces, or there is no such kind.');
    return { answer: { stock: left }, note: { action: 'stock.change', subject: id, detail: `${body.by > 0 ? '+' : ''}${String(body.by)}` } };
  });

  routes.change('PUT', 'countries/:id', 'sale', Country, async ({ id, body }) => {
    if (!/^[A-Z]{2}$/.test(id)) throw invalid('A country is a code of two letters, for instance DE.');
    await goods.putCountry({ country: id, ...body });
    return { note: { action: 'country.set', subject: id, detail: `${String(body.taxBasisPoints / 100)} %` } };
  });

  routes.change('DELETE', 'countries/:id', 'sale', null, async ({ id }) => {
    if (!(await goods.removeCountry(id))) throw invalid('Nothing is sent there.');
    return { note: { action: 'country.remove', subject: id } };
  });

  routes.change('PUT', 'deliveries/:id', 'accounts', Move, async ({ id, body }) => {
    const outcome = await goods.moveDelivery(id, body.to, { note: body.note.trim(), isRestocked: body.isRestocked, nowMs: platform.nowMs() });
    if (outcome !== 'done') throw invalid('This parcel is somewhere else by now. Load the page again.');
    return { note: { action: `delivery.${body.to}`, subject: id, detail: body.note.trim() } };
  });
}
