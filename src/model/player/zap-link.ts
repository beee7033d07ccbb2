import { AppError, fail } from '#core/base';
import type { ItemKey } from '#core/base';
import type { ChannelRecord } from '#core/catalog';
import type { MediaDriver } from './media-driver';
import type { PlayerDeps } from './player-deps';
import { ZapAhead } from './zap-ahead';

/** Makes what prepares the next channel, over the catalogue of the player. */
export function createZapAhead(deps: PlayerDeps, driver: MediaDriver): ZapAhead {
  const { clock, log, media, catalog } = deps;
  const channelOf = (key: ItemKey): ChannelRecord | null => {
    const reader = catalog.catalog.peek();
    return reader.channel(reader.rowOf('channel', key));
  };
  return new ZapAhead({
    clock,
    log,
    media,
    driver,
    roomFor: (key) => {
      const channel = channelOf(key);
      return channel === null || deps.settings.values.peek().isDataSaverOn ? 'nothing' : deps.roomFor(channel.stream.sourceId);
    },
    resolve: async (key, signal) => {
      const channel = channelOf(key);
      return channel === null ? fail(new AppError('media.not-found')) : catalog.resolve({ kind: 'live', channel }, signal);
    },
    warm: (url, signal) => deps.warm(url, signal),
  });
}
