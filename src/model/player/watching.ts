import { AppError, fail, ok } from '#core/base';
import type { ItemKey, Result } from '#core/base';
import type { EpisodeRecord, SeriesDetail } from '#core/catalog';
import type { Cards } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { Translator } from '#model/i18n';
import type { PlayTarget } from '#sources/source';
import type { NowPlaying, RecordingToPlay, WatchKind } from './player-model';

/** What is being watched, by keys: records are looked up when needed, so that a refreshed catalogue is followed. */
export interface Watching {
  readonly kind: WatchKind;
  readonly key: ItemKey;
  readonly seriesKey: ItemKey | null;
  /** Archive: wall clock of its start and end; 0 elsewhere. */
  readonly startMs: number;
  readonly stopMs: number;
  /** Of a recording: which one. */
  readonly recording?: RecordingToPlay;
}

/** Where lookups go. */
export interface WatchingSources {
  readonly catalog: CatalogModel;
  readonly translator: Translator;
  readonly cards: Cards;
  /** When it ends may not be told. */
  readonly isLengthHidden: boolean;
}

function gone(): Result<never, AppError> {
  return fail(new AppError('media.not-found', { message: 'no longer in the catalogue' }));
}

/** What to ask the source for. `media.not-found` when the catalogue no longer has it. */
export async function targetOf(watching: Watching, catalog: CatalogModel): Promise<Result<PlayTarget, AppError>> {
  const reader = catalog.catalog.peek();
  const { kind, key } = watching;
  switch (kind) {
    case 'live':
    case 'archive': {
      const channel = reader.channel(reader.rowOf('channel', key));
      if (channel === null) return gone();
      if (kind === 'live') return ok({ kind, channel });
      const { startMs, stopMs } = watching;
      const programme = channel.guideKey === '' ? null : catalog.guide.peek().nowNext(channel.guideKey, startMs).now;
      return ok({ kind, channel, startMs, stopMs, catchupId: programme?.catchupId ?? '' });
    }
    case 'movie': {
      const movie = reader.movie(reader.rowOf('movie', key));
      return movie === null ? gone() : ok({ kind, movie });
    }
    case 'episode': {
      const detail = watching.seriesKey === null ? gone() : await catalog.seriesDetail(watching.seriesKey);
      if (!detail.ok) return detail;
      const episode = findEpisode(detail.value, key);
      return episode === null ? gone() : ok({ kind, episode });
    }
    case 'recording':
      return watching.recording === undefined ? gone() : ok({ kind, key, id: watching.recording.id });
    case 'trailer': {
      const isMovie = reader.rowOf('movie', key) !== -1;
      const detail = isMovie ? await catalog.movieDetail(key) : await catalog.seriesDetail(key);
      if (!detail.ok) return detail;
      return detail.value.trailerUrl === '' ? gone() : ok({ kind, key, url: detail.value.trailerUrl });
    }
  }
}

/** The episode with this key, or `null`. */
export function findEpisode(detail: SeriesDetail, key: ItemKey): EpisodeRecord | null {
  for (const season of detail.seasons) {
    for (const episode of season.episodes) if (episode.key === key) return episode;
  }
  return null;
}

function describeChannel(watching: Watching, sources: WatchingSources, base: NowPlaying): NowPlaying {
  const reader = sources.catalog.catalog.value;
  const channel = reader.channel(reader.rowOf('channel', watching.key));
  if (channel === null) return base;
  const isArchive = watching.kind === 'archive';
  const programme =
    isArchive && channel.guideKey !== '' ? sources.catalog.guide.value.nowNext(channel.guideKey, watching.startMs).now : null;
  const { format } = sources.translator;
  const range = !isArchive ? '' : sources.isLengthHidden ? format.time(watching.startMs) : format.timeRange(watching.startMs, watching.stopMs);
  if (programme === null) return { ...base, title: channel.name, subtitle: range };
  return { ...base, title: programme.title, subtitle: `${channel.name}, ${range}`, backdrop: programme.picture };
}

/** What is being watched, in words. `detail` is the series of an episode once it is known. Reads signals. */
export function describe(watching: Watching, detail: SeriesDetail | null, sources: WatchingSources): NowPlaying {
  const { kind, key, seriesKey } = watching;
  const base: NowPlaying = { kind, key, seriesKey, title: '', subtitle: '', backdrop: '' };
  if (kind === 'live' || kind === 'archive') return describeChannel(watching, sources, base);
  if (watching.recording !== undefined) {
    const { title, subtitle, picture } = watching.recording;
    return { ...base, title, subtitle, backdrop: picture };
  }
  const reader = sources.catalog.catalog.value;
  const titleKey = seriesKey ?? key;
  const record = reader.movie(reader.rowOf('movie', titleKey)) ?? reader.series(reader.rowOf('series', titleKey));
  if (record === null) return base;
  const backdrop = record.backdrop === '' ? record.landscape : record.backdrop;
  const named = { ...base, title: record.name, backdrop };
  if (kind === 'trailer') return { ...named, subtitle: sources.translator.t('player.trailer') };
  const episode = kind === 'episode' && detail !== null ? findEpisode(detail, key) : null;
  return episode === null ? named : { ...named, subtitle: sources.cards.episodeTitle(episode) };
}
