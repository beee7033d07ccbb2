import { Type } from '@sinclair/typebox';
import { AppError } from '#core/base';
import type { ConsoleListOrder, ConsoleTarget } from '#server/console';
import type { Platform } from '#server/domain';
import { ORDERED_KINDS } from '#server/store';
import type { OrderedKind, RightsTarget } from '#server/store';
import type { ConsoleRoutes } from './console-routes';
import { ItemNames } from './item-names';

/** Rows that may come first: who wants to arrange more sorts the source. */
const MOST_FIRST = 1000;
const Ordering = Type.Object({ ids: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200 }) }, { additionalProperties: false });
const First = Type.Object({ itemIds: Type.Array(Type.Integer({ minimum: 0 }), { maxItems: MOST_FIRST }) }, { additionalProperties: false });

function kindOf(id: string): OrderedKind {
  const kind = ORDERED_KINDS.find((it) => it === id);
  if (kind === undefined) throw new AppError('input.invalid', { message: 'Channels, categories, films and series have an order.' });
  return kind;
}

/** `order`, `bouquet-order`: which rows come first in their lists, by hand and by bouquets, for everybody and every player. */
export function orderRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { order, rights } = platform.store;

  routes.read('order', 'look', async (): Promise<ConsoleListOrder> => {
    const names = new ItemNames(platform);
    const named = async (targets: readonly RightsTarget[]): Promise<readonly ConsoleTarget[]> => {
      await names.learn(targets);
      return Promise.all(targets.map((target) => names.named(target)));
    };
    const first = async (kind: OrderedKind): Promise<readonly ConsoleTarget[]> => named((await order.first(kind)).map((itemId) => ({ kind, itemId })));
    const bouquets = await Promise.all((await rights.bouquets()).map(async ({ id, name, targets }) => ({
      id, name, channels: await named(targets.filter((target) => target.kind === 'channel')),
    })));
    return { channel: await first('channel'), category: await first('category'), movie: await first('movie'), series: await first('series'), ordering: await order.bouquets(), bouquets };
  });

  routes.change('PUT', 'bouquet-order', 'catalogue', Ordering, async ({ body }) => {
    const known = new Set((await rights.bouquets()).map((bouquet) => bouquet.id));
    const missing = body.ids.find((id) => !known.has(id));
    if (missing !== undefined) throw new AppError('input.invalid', { message: `There is no bouquet "${missing}".` });
    await order.putBouquets(body.ids, platform.nowMs());
    return { note: { action: 'order.bouquets', subject: 'bouquets', detail: body.ids.join(', ') } };
  });

  routes.change('PUT', 'order/:id', 'catalogue', First, async ({ id, body }) => {
    await order.putFirst(kindOf(id), body.itemIds, platform.nowMs());
    return { note: { action: 'order.set', subject: id, detail: `${String(body.itemIds.length)} first` } };
  });
}
