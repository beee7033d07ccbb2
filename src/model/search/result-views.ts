import { DAY_MS, parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { CatalogReader, GuideReader } from '#core/catalog';
import { watchedPart } from '#core/playback';
import type { Cards, CardView } from '#model/cards';
import { channelNumberText } from '#model/cards';
import type { Translator } from '#model/i18n';
import type { FoundAiring } from './find-results';
import type { ResultList, ResultView } from './search-model';

/** Everything results are written with, read at one moment. */
export interface ResultWords {
  readonly translator: Translator;
  readonly cards: Cards;
  readonly catalog: CatalogReader;
  readonly guide: GuideReader;
  readonly nowMs: number;
  /** Name of a source where there are several; else empty. */
  sourceName(id: string): string;
}

function filled(parts: readonly string[]): readonly string[] {
  return parts.filter((part) => part !== '');
}

/** A list over what was found; views are made when they are looked at. */
export function resultList<T>(found: readonly T[], idOf: (item: T) => string, view: (item: T) => ResultView | null): ResultList {
  return {
    length: found.length,
    at(index) {
      const item = found[index];
      return item === undefined ? null : view(item);
    },
    indexOf: (id) => found.findIndex((item) => idOf(item) === id),
  };
}

/** A channel with what is on. */
export function channelResult(key: ItemKey, words: ResultWords): ResultView | null {
  const { nowMs, guide, catalog } = words;
  const channel = catalog.channel(catalog.rowOf('channel', key));
  if (channel === null) return null;
  const { t, format } = words.translator;
  const now = channel.guideKey === '' ? null : guide.nowNext(channel.guideKey, nowMs).now;
  const source = words.sourceName(channel.stream.sourceId);
  const until = now === null ? t('search.way.live') : t('search.way.live-until', { time: format.time(now.stopMs) });
  const number = channelNumberText(channel.number);
  return {
    id: channel.key,
    kind: 'live',
    way: now === null ? 'any-time' : 'now',
    title: now === null ? channel.name : now.title,
    subtitle: now === null ? filled([number, t('search.way.live')]).join(' · ') : channel.name,
    facts: filled([until, source]),
    logo: channel.logo,
    channelName: channel.name,
    progress: now === null ? -1 : watchedPart(nowMs - now.startMs, now.stopMs - now.startMs),
    card: null,
    spoken: filled([now === null ? '' : now.title, [number, channel.name].filter((part) => part !== '').join(', '), until, source]).join('. '),
    action: { kind: 'watch-channel', key: channel.key },
  };
}

/** Id of a programme in its list. */
export function airingId({ channel, startMs }: FoundAiring): string {
  return `${channel.key} ${String(startMs)}`;
}

/** A programme of the past or the future. */
export function airingResult(found: FoundAiring, words: ResultWords): ResultView {
  const { channel, title, startMs, stopMs } = found;
  const { nowMs, translator } = words;
  const { t, format } = translator;
  const isLater = startMs > nowMs;
  const when = t('search.when', { day: format.day(startMs, nowMs), time: format.time(startMs) });
  const source = words.sourceName(channel.stream.sourceId);
  const endMs = startMs + (channel.catchup?.days ?? 0) * DAY_MS;
  const way = isLater ? t('search.way.later') : t('search.way.archive', { when: t('search.when', { day: format.day(endMs, nowMs), time: format.time(endMs) }) });
  return {
    id: airingId(found),
    kind: 'programme',
    way: isLater ? 'later' : 'archive',
    title: title === '' ? t('title.untitled') : title,
    subtitle: t('search.airing', { day: format.day(startMs, nowMs), time: format.time(startMs), channel: channel.name }),
    facts: filled([way, source]),
    logo: '',
    channelName: channel.name,
    progress: -1,
    card: null,
    spoken: filled([title, `${when}, ${channel.name}`, way, source]).join('. '),
    action: isLater
      ? { kind: 'tell-later', key: channel.key, channelName: channel.name, title, when, startMs, stopMs }
      : { kind: 'watch-archive', key: channel.key, startMs, stopMs },
  };
}

/** A film or a series. */
export function titleResult(key: ItemKey, kind: 'movie' | 'series', words: ResultWords): ResultView | null {
  const { catalog, cards } = words;
  const { t, format } = words.translator;
  const row = catalog.rowOf(kind, key);
  const movie = kind === 'movie' ? catalog.movie(row) : null;
  const series = kind === 'series' ? catalog.series(row) : null;
  const card: CardView | null = movie !== null ? cards.movie(movie, 'poster') : series !== null ? cards.series(series, 'poster') : null;
  if (card === null) return null;
  const source = words.sourceName(parseItemKey(key)?.source ?? '');
  const length = movie !== null && movie.durationMs > 0 ? format.duration(movie.durationMs) : '';
  const way = t(card.progress > 0 ? 'search.way.go-on' : 'search.way.any-time');
  return {
    id: card.id,
    kind,
    way: 'any-time',
    title: card.title,
    subtitle: '',
    facts: filled([card.title, ...(kind === 'movie' ? [t('title.movie')] : []), ...card.facts, length, way, source]),
    logo: '',
    channelName: '',
    progress: card.progress,
    card,
    spoken: filled([card.spoken, way, source]).join('. '),
    action: card.action,
  };
}
