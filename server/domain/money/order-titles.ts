import type { CatalogStore, GoodsStore, OrderLine, OrderRow, ProductRow, RightsTarget } from '#server/store';
import type { Rights } from '../rights';

/** Where the names of what is sold are. */
export interface OrderTitleParts {
  readonly rights: Rights;
  readonly goods: GoodsStore;
  readonly catalog: CatalogStore;
}

/** A line of an order with its name. */
export type NamedLine = OrderLine & { readonly name: string };

/** What names an order. */
export type OrderSubject = Pick<OrderRow, 'kind' | 'refId'> & { readonly lines?: OrderRow['lines'] };

async function titleOf(catalog: CatalogStore, { kind, itemId }: RightsTarget): Promise<string> {
  if (kind === 'channel') return (await catalog.channel(itemId))?.name ?? '';
  if (kind === 'movie') return (await catalog.movie(itemId))?.name ?? '';
  return kind === 'series' ? ((await catalog.seriesById(itemId))?.name ?? '') : '';
}

/** A product as it comes: `Scarf, red`. */
export function variantTitle({ name, variants }: ProductRow, variantId: string): string {
  return [name, variants.find((it) => it.id === variantId)?.name ?? ''].filter((part) => part !== '').join(', ');
}

/** What orders are for as people call it: `Basic`, `Kestrel`, `Scarf, red`; what is gone is told by its id. Looked up once: for one request. */
export class OrderTitles {
  private readonly known = new Map<string, Promise<string>>();

  constructor(private readonly parts: OrderTitleParts) {}

  /** What an order is for; of several goods the first, and how many kinds there are beside it. */
  async of(order: OrderSubject): Promise<string> {
    const beside = (order.lines?.length ?? 0) - 1;
    return `${await this.ofOne(order)}${beside > 0 ? ` + ${String(beside)}` : ''}`;
  }

  /** The name of each line of an order of goods. */
  async ofLines({ lines }: Pick<OrderRow, 'lines'>): Promise<readonly NamedLine[]> {
    return Promise.all(lines.map(async (line) => ({ ...line, name: await this.ofOne({ kind: 'goods', refId: line.variantId }) })));
  }

  private ofOne(order: OrderSubject): Promise<string> {
    const key = `${order.kind} ${order.refId}`;
    let title = this.known.get(key);
    if (title === undefined) {
      title = this.read(order);
      this.known.set(key, title);
    }
    return title;
  }

  /** Reads products at once, before orders of them are asked for one by one. */
  async learn(orders: readonly OrderSubject[]): Promise<void> {
    if (!orders.some(({ kind }) => kind === 'goods')) return;
    for (const product of await this.parts.goods.products()) {
      for (const { id } of product.variants) this.known.set(`goods ${id}`, Promise.resolve(variantTitle(product, id)));
    }
  }

  private async read({ kind, refId }: OrderSubject): Promise<string> {
    const { rights, goods, catalog } = this.parts;
    if (kind === 'goods') {
      const product = await goods.productOf(refId);
      return product === null ? refId : variantTitle(product, refId);
    }
    const book = await rights.book();
    if (kind === 'plan') return book.plans.get(refId)?.name ?? refId;
    const offer = book.offers.find((it) => it.id === refId);
    const title = offer === undefined ? '' : offer.event?.name ?? await titleOf(catalog, offer.target);
    return title === '' ? refId : title;
  }
}
