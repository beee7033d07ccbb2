import { Type } from '@sinclair/typebox';
import { AppError } from '#core/base';
import type { ConsoleListOrder, ConsoleTarget } from '#server/console';
import type { Platform } from '#server/domain';
import type { OrderedKind, RightsTarget } from '#server/store';
import type { ConsoleRoutes } from './console-routes';
import { ItemNames } from './item-names';

/** Rows that may come first: who wants to arrange more sorts the source. */
const MOST_FIRST = 1000;
const First = Type.Object({ itemIds: Type.Array(Type.Integer({ minimum: 0 }), { maxItems: MOST_FIRST }) }, { additionalProperties: false });

function kindOf(id: string): OrderedKind {
  if (id !== 'channel' && id !== 'category') throw new AppError('input.invalid', { message: 'Channels and categories have an order.' });
  return id;
}

/** `order`: which channels and categories come first, for everybody and every player. */
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
    return { channel: await first('channel'), category: await first('category'), bouquets: bouquets.filter((bouquet) => bouquet.channels.length > 0) };
  });

  routes.change('PUT', 'order/:id', 'catalogue', First, async ({ id, body }) => {
    await order.putFirst(kindOf(id), body.itemIds, platform.nowMs());
    return { note: { action: 'order.set', subject: id, detail: `${String(body.itemIds.length)} first` } };
  });
}
