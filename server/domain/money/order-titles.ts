import type { CatalogStore, GoodsStore, OrderRow, RightsTarget } from '#server/store';
import type { Rights } from '../rights';

/** Where the names of what is sold are. */
export interface OrderTitleParts {
  readonly rights: Rights;
  readonly goods: GoodsStore;
  readonly catalog: CatalogStore;
}

/** What names an order. */
export type OrderSubject = Pick<OrderRow, 'kind' | 'refId'>;

async function titleOf(catalog: CatalogStore, { kind, itemId }: RightsTarget): Promise<string> {
  if (kind === 'channel') return (await catalog.channel(itemId))?.name ?? '';
  if (kind === 'movie') return (await catalog.movie(itemId))?.name ?? '';
  return kind === 'series' ? ((await catalog.seriesById(itemId))?.name ?? '') : '';
}

/** What orders are for as people call it: `Basic`, `Kestrel`, `Scarf, red`; what is gone is told by its id. Looked up once: for one request. */
export class OrderTitles {
  private readonly known = new Map<string, Promise<string>>();

  constructor(private readonly parts: OrderTitleParts) {}

  of(order: OrderSubject): Promise<string> {
    const key = `${order.kind} ${order.refId}`;
    let title = this.known.get(key);
    if (title === undefined) {
      title = this.read(order);
      this.known.set(key, title);
    }
    return title;
  }

  private async read({ kind, refId }: OrderSubject): Promise<string> {
    const { rights, goods, catalog } = this.parts;
    if (kind === 'goods') {
      const product = await goods.productOf(refId);
      const variant = product?.variants.find((it) => it.id === refId);
      return product === null ? refId : [product.name, variant?.name ?? ''].filter((part) => part !== '').join(', ');
    }
    const book = await rights.book();
    if (kind === 'plan') return book.plans.get(refId)?.name ?? refId;
    const offer = book.offers.find((it) => it.id === refId);
    const title = offer === undefined ? '' : await titleOf(catalog, offer.target);
    return title === '' ? refId : title;
  }
}
