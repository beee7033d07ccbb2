import type { ItemKey } from '#core/base';
import type { EpisodeRecord, SeriesDetail } from '#core/catalog';

/** All episodes in watching order: seasons by number, specials (season 0) last. */
export function episodesInOrder(detail: SeriesDetail): readonly EpisodeRecord[] {
  const rank = (number: number): number => (number === 0 ? Number.MAX_VALUE : number);
  const seasons = Array.from(detail.seasons).sort((a, b) => rank(a.number) - rank(b.number));
  const all: EpisodeRecord[] = [];
  for (const season of seasons) all.push(...season.episodes);
  return all;
}

/** The episode to watch next: the latest one while unfinished, else the one after it, else the first. `null` after the last. */
export function nextEpisode(
  detail: SeriesDetail,
  latest: { readonly key: ItemKey; readonly isFinished: boolean } | null,
): EpisodeRecord | null {
  const all = episodesInOrder(detail);
  const index = latest === null ? -1 : all.findIndex((episode) => episode.key === latest.key);
  if (index === -1 || latest === null) return all[0] ?? null;
  return (latest.isFinished ? all[index + 1] : all[index]) ?? null;
}
