import { clamp, SECOND_MS } from '#core/base';
import type { ItemKey } from '#core/base';
import type { EpisodeRecord, SeriesDetail } from '#core/catalog';
import { episodesInOrder } from '#model/cards';
import type { Cards } from '#model/cards';
import type { Translator } from '#model/i18n';
import type { UpNext } from './player-model';

/** The card appears this long before the end, or earlier in proportion for short episodes. */
const CARD_MS = 20 * SECOND_MS;
const CARD_PART = 0.15;

/** The episode `offset` places after `key` in watching order (-1: the one before), or `null`. */
export function episodeBeside(detail: SeriesDetail, key: ItemKey, offset: 1 | -1): EpisodeRecord | null {
  const all = episodesInOrder(detail);
  const index = all.findIndex((episode) => episode.key === key);
  return index === -1 ? null : (all[index + offset] ?? null);
}

/** Where the picture is. */
export interface UpNextMoment {
  readonly positionMs: number;
  readonly durationMs: number;
  /** False when the viewer dismissed the card or switched it off. */
  readonly isAllowed: boolean;
  /** Of the series, for an episode without one. */
  readonly picture: string;
}

/** The next episode with its countdown; the countdown runs with the picture, so that pause holds it. */
export function upNextView(episode: EpisodeRecord, moment: UpNextMoment, translator: Translator, cards: Cards): UpNext {
  const { positionMs, durationMs, isAllowed } = moment;
  const told = cards.told(episode);
  const base = {
    key: episode.key,
    title: cards.codeTitle(told),
    duration: episode.durationMs > 0 ? translator.format.duration(episode.durationMs) : '',
    still: told.still === '' ? moment.picture : told.still,
  };
  const lengthMs = Math.min(CARD_MS, durationMs * CARD_PART);
  const leftMs = durationMs - positionMs;
  if (!isAllowed || !(durationMs > 0) || !Number.isFinite(durationMs) || leftMs > lengthMs) return { ...base, secondsLeft: -1, passed: 0 };
  return { ...base, secondsLeft: Math.max(0, Math.ceil(leftMs / SECOND_MS)), passed: clamp(1 - leftMs / lengthMs, 0, 1) };
}
