import type { DeliveryRow, OrderRow } from '#server/store';
import { OrderTitles } from './order-titles';
import type { NamedLine, OrderTitleParts } from './order-titles';

/** An order as people see it. */
export interface ShownOrder {
  readonly order: OrderRow;
  /** What it is for. */
  readonly name: string;
  /** Of goods: each with its name. */
  readonly lines: readonly NamedLine[];
  /** `null` but for goods. */
  readonly delivery: DeliveryRow | null;
}

async function shown(titles: OrderTitles, order: OrderRow, delivery: DeliveryRow | null): Promise<ShownOrder> {
  return { order, name: await titles.of(order), lines: await titles.ofLines(order), delivery };
}

/** One order as people see it. */
export async function shownOrder(parts: OrderTitleParts, order: OrderRow): Promise<ShownOrder> {
  return shown(new OrderTitles(parts), order, order.kind === 'goods' ? await parts.goods.delivery(order.id) : null);
}

/** Orders as people see them; what is known of several is asked for once. */
export async function shownOrders(parts: OrderTitleParts, orders: readonly OrderRow[]): Promise<readonly ShownOrder[]> {
  const titles = new OrderTitles(parts);
  await titles.learn(orders);
  const rows = await parts.goods.deliveriesOf(orders.filter(({ kind }) => kind === 'goods').map(({ id }) => id));
  const deliveries = new Map(rows.map((row) => [row.orderId, row]));
  return Promise.all(orders.map((order) => shown(titles, order, deliveries.get(order.id) ?? null)));
}
