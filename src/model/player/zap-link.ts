import { AppError, fail, ok } from '#core/base';
import type { SourceId } from '#core/base';
import type { MediaDriver } from './media-driver';
import type { PlaceKeeper } from './place-keeper';
import type { PlayerDeps } from './player-deps';
import { targetOf } from './watching';
import { ZapAhead } from './zap-ahead';
import type { Expected } from './zap-ahead';

/** Makes what prepares the next channel or title, over the catalogue of the player. */
export function createZapAhead(deps: PlayerDeps, driver: MediaDriver, places: PlaceKeeper): ZapAhead {
  const { clock, log, media, catalog } = deps;
  /** Whose it is; `null` where it is locked or not there. */
  const sourceOf = (next: Expected): SourceId | null => {
    const reader = catalog.catalog.peek();
    if (next.kind === 'watch-episode') {
      const series = reader.series(reader.rowOf('series', next.seriesKey));
      return series === null || series.isLocked === true ? null : series.sourceId;
    }
    const record = next.kind === 'watch-movie' ? reader.movie(reader.rowOf('movie', next.key)) : reader.channel(reader.rowOf('channel', next.key));
    return record === null || record.isLocked === true ? null : record.stream.sourceId;
  };
  return new ZapAhead({
    clock,
    log,
    media,
    driver,
    roomFor: (next) => {
      const source = sourceOf(next);
      return source === null || deps.settings.values.peek().isDataSaverOn ? 'nothing' : deps.roomFor(source);
    },
    resolve: async (next, signal) => {
      // A film that is for sale has no Play; a series shows its episodes all the same. Its page has loaded what says so.
      if (next.kind === 'watch-episode') {
        const detail = await catalog.seriesDetail(next.seriesKey);
        if (!detail.ok) return detail;
        if (detail.value.saleFrom !== undefined || detail.value.plan !== undefined) return fail(new AppError('media.refused', { message: 'for sale' }));
      }
      const kind = next.kind === 'watch-channel' ? 'live' : next.kind === 'watch-movie' ? 'movie' : 'episode';
      const seriesKey = next.kind === 'watch-episode' ? next.seriesKey : null;
      const target = await targetOf({ kind, key: next.key, seriesKey, startMs: 0, stopMs: 0 }, catalog);
      if (!target.ok) return target;
      const answer = await catalog.resolve(target.value, signal);
      const startMs = next.kind !== 'watch-channel' && next.from === 'resume' ? places.resumeAt(next.key) : 0;
      return answer.ok && startMs > 0 ? ok({ ...answer.value, media: { ...answer.value.media, startMs } }) : answer;
    },
    warm: (url, signal) => deps.warm(url, signal),
  });
}
