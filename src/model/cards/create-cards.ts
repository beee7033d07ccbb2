import { DAY_MS } from '#core/base';
import type { ItemKey } from '#core/base';
import type { ChannelRecord, EpisodeRecord, MovieRecord, ProgrammeRecord, SeriesRecord, TitleRecord } from '#core/catalog';
import { watchedPart } from '#core/playback';
import type { Translator } from '#model/i18n';
import type { ProgressModel } from '#model/progress';
import type { SpoilersModel } from '#model/spoilers';
import type { Action, CardView } from './card-view';

/** Shape of the picture a card wants. */
export type CardShape = 'poster' | 'landscape';

/** How long a title counts as new. */
const NEW_MS = 14 * DAY_MS;

/** What cards need. */
export interface CardsDeps {
  readonly translator: Translator;
  readonly progress: ProgressModel;
  nowMs(): number;
  /** What the profile does not want told ahead; `null` or absent: nothing. Read inside computed lists. */
  spoilers?(): Pick<SpoilersModel, 'episode'> | null;
}

/** A channel number as people read it: `103`, `5.1`, empty for 0. */
export function channelNumberText(number: number): string {
  return number > 0 ? String(number) : '';
}

/** The picture of a title in a shape; may be empty. */
export function pictureOf(record: TitleRecord, shape: CardShape): string {
  if (shape === 'poster') return record.poster;
  return record.landscape === '' ? record.backdrop : record.landscape;
}

function filled(parts: readonly string[]): readonly string[] {
  return parts.filter((part) => part !== '');
}

function joinSpoken(parts: readonly string[]): string {
  return filled(parts).join(', ');
}

/** Makes card records; everything is read when asked, so that computed lists follow language and progress. */
export class Cards {
  private readonly deps: CardsDeps;

  constructor(deps: CardsDeps) {
    this.deps = deps;
  }

  movie(record: MovieRecord, shape: CardShape, rank = 0): CardView {
    const { progress } = this.deps;
    void progress.revision.value;
    const isWatched = progress.isWatched(record.key);
    return {
      ...this.title(record, shape, rank),
      kind: 'movie',
      facts: filled([record.year > 0 ? String(record.year) : '', this.age(record.age)]),
      progress: progress.fraction(record.key),
      isWatched,
      spoken: this.spokenTitle(record, 'title.movie', rank, isWatched),
      action: { kind: 'open-movie', key: record.key },
    };
  }

  series(record: SeriesRecord, shape: CardShape, rank = 0): CardView {
    const { t } = this.deps.translator;
    const seasons = record.seasonCount > 0 ? t('title.seasons', { count: record.seasonCount }) : '';
    return {
      ...this.title(record, shape, rank),
      kind: 'series',
      facts: filled([t('title.series'), seasons, this.age(record.age)]),
      spoken: this.spokenTitle(record, 'title.series', rank, false),
      action: { kind: 'open-series', key: record.key },
    };
  }

  /** A half-watched film, resumed by OK. */
  continueMovie(record: MovieRecord): CardView {
    const base = this.movie(record, 'landscape');
    const left = this.left(record.key);
    const action: Action = { kind: 'watch-movie', key: record.key, from: 'resume' };
    return { ...base, badge: '', facts: filled([left]), spoken: joinSpoken([base.title, left]), action };
  }

  /** The episode to go on with; while it is unknown the series stands alone and OK opens its page. */
  continueSeries(record: SeriesRecord, episode: EpisodeRecord | null): CardView {
    const base = { ...this.series(record, 'landscape'), badge: '' };
    if (episode === null) return { ...base, facts: [] };
    const { translator, progress } = this.deps;
    void progress.revision.value;
    const told = this.told(episode);
    const subtitle = this.codeTitle(told);
    const part = progress.fraction(episode.key);
    const length = episode.durationMs > 0 ? translator.format.duration(episode.durationMs) : '';
    const numbers = { season: String(episode.season), episode: String(episode.number) };
    const left = part > 0 ? this.left(episode.key) : '';
    return {
      ...base,
      kind: 'episode',
      key: episode.key,
      subtitle,
      image: base.image === '' ? told.still : base.image,
      facts: filled([subtitle, part > 0 ? left : length]),
      progress: Math.max(0, part),
      spoken: joinSpoken([`${base.title}, ${translator.t('spoken.episode-code', numbers)}`, left]),
      action: { kind: 'watch-episode', key: episode.key, seriesKey: record.key, from: 'resume' },
    };
  }

  /** A channel with what is on; OK watches it. */
  onNow(channel: ChannelRecord, now: ProgrammeRecord | null, nowMs: number): CardView {
    const { t, format } = this.deps.translator;
    const left = now === null ? '' : t('title.left', { duration: format.duration(now.stopMs - nowMs) });
    const running = now === null ? '' : t('spoken.now', { title: now.title, time: format.time(now.stopMs) });
    return {
      id: channel.key,
      key: channel.key,
      kind: 'channel',
      title: now === null ? this.name(channel.name) : now.title,
      // A logo names the channel; without one it is said.
      subtitle: now === null ? '' : filled([channel.logo === '' ? this.name(channel.name) : '', format.timeRange(now.startMs, now.stopMs)]).join(' · '),
      facts: filled([channel.name, left]),
      rating: '',
      image: now?.picture ?? '',
      isLettered: false,
      titleArt: '',
      logo: channel.logo,
      tint: '',
      progress: now === null ? -1 : watchedPart(nowMs - now.startMs, now.stopMs - now.startMs),
      isWatched: false,
      isLocked: channel.isLocked === true,
      badge: '',
      rank: 0,
      spoken: filled([channel.name, running, this.lockedWord(channel.isLocked)]).join('. '),
      action: { kind: 'watch-channel', key: channel.key },
    };
  }

  /** An episode with what may be told of it: of one that was not seen, not what its viewer wants kept back. */
  told(episode: EpisodeRecord): EpisodeRecord {
    return this.deps.spoilers?.()?.episode(episode, this.deps.progress.isWatched(episode.key)) ?? episode;
  }

  /** `S2 E4 Ice Road`, of an episode nothing more may be told of `S2 E4`. */
  episodeTitle(episode: EpisodeRecord): string {
    return this.codeTitle(this.told(episode));
  }

  /** The same of what was {@link told}. */
  codeTitle({ season, number, name }: EpisodeRecord): string {
    const numbers = { season: String(season), episode: String(number) };
    if (name === '') return this.deps.translator.t('title.episode-code', numbers);
    return this.deps.translator.t('title.episode', { ...numbers, name });
  }

  /** `12+`, or empty. */
  age(years: number): string {
    return years > 0 ? this.deps.translator.t('title.age', { age: String(years) }) : '';
  }

  /** `8.1`, or empty. */
  rating(value: number): string {
    return value > 0 ? this.deps.translator.format.number(value, 1) : '';
  }

  private title(record: TitleRecord, shape: CardShape, rank: number): Omit<CardView, 'kind' | 'facts' | 'spoken' | 'action'> {
    const { t } = this.deps.translator;
    const isNew = record.addedMs > 0 && this.deps.nowMs() - record.addedMs < NEW_MS;
    return {
      id: record.key,
      key: record.key,
      title: this.name(record.name),
      subtitle: '',
      rating: this.rating(record.rating),
      image: pictureOf(record, shape),
      isLettered: shape === 'poster' ? record.poster !== '' : record.landscape !== '',
      titleArt: shape === 'landscape' ? record.titleArt : '',
      logo: '',
      tint: record.tint,
      progress: -1,
      isWatched: false,
      isLocked: record.isLocked === true,
      badge: isNew && record.isLocked !== true ? t('title.new') : '',
      rank,
    };
  }

  private lockedWord(isLocked: boolean | undefined): string {
    return isLocked === true ? this.deps.translator.t('cards.locked') : '';
  }

  private name(text: string): string {
    return text === '' ? this.deps.translator.t('title.untitled') : text;
  }

  /** `24 min left`, or empty when nothing is begun. */
  private left(key: ItemKey): string {
    const { translator, progress } = this.deps;
    const point = progress.get(key);
    if (point === null || point.durationMs <= point.positionMs) return '';
    return translator.t('title.left', { duration: translator.format.duration(point.durationMs - point.positionMs) });
  }

  private spokenTitle(record: TitleRecord, typeKey: string, rank: number, isWatched: boolean): string {
    const { t } = this.deps.translator;
    const title = this.name(record.name);
    return joinSpoken([
      rank > 0 ? t('spoken.rank', { rank, title }) : title,
      t(typeKey),
      record.year > 0 ? String(record.year) : '',
      record.age > 0 ? t('spoken.age', { age: String(record.age) }) : '',
      isWatched ? t('title.watched') : '',
      this.lockedWord(record.isLocked),
    ]);
  }
}

/** Makes {@link Cards}. */
export function createCards(deps: CardsDeps): Cards {
  return new Cards(deps);
}
