import { DAY_MS, MINUTE_MS } from '#core/base';
import type { Watch } from '#core/recommend';
import type { AnalyticsPlayRow, CatalogStore, Store, UnlearntRow } from '#server/store';
import type { RecommendCatalogue } from './read-catalogue';

/** Older plays say little of what people like today. */
const OLDEST_MS = 180 * DAY_MS;
/** Plays read at most, the newest: more take memory, and move nothing. */
const MOST_PLAYS = 1_000_000;
const PLAYS_PER_DAY = 200_000;
/** Shorter looks are not watching. */
export const LEAST_WATCH_MS = 2 * MINUTE_MS;
/** What counts as all of an episode, or of a film whose length nobody knows. */
const WHOLE_EPISODE_MS = 20 * MINUTE_MS;
const WHOLE_FILM_MS = 80 * MINUTE_MS;

/** Plays of people as numbers. */
export interface ReadWatches {
  readonly watches: readonly Watch[];
  readonly people: number;
}

/** Keeps out what somebody does not want learnt. */
function unlearntGate(rows: readonly UnlearntRow[]): (play: AnalyticsPlayRow, item: string) => boolean {
  const byHash = new Map(rows.map((row) => [row.profileHash, row]));
  return (play, item) => {
    const row = byHash.get(play.profileHash);
    return row === undefined || (row.isOn && play.startedAtMs >= row.forgottenBeforeMs && !row.forgotten.includes(item));
  };
}

/** The title of each play: a film itself, of an episode its series; absent for channels and what is gone. */
export async function titlesOfItems(catalog: CatalogStore, items: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  const episodes: number[] = [];
  for (const item of items) {
    if (item.startsWith('m:')) titles.set(item, item);
    else if (item.startsWith('e:')) episodes.push(Number(item.slice(2)));
  }
  const known = await catalog.seriesIdsOf(episodes.filter((id) => Number.isSafeInteger(id)));
  for (const [episode, series] of known) titles.set(`e:${String(episode)}`, `s:${String(series)}`);
  return titles;
}

/** Reads what people watched in half a year, the newest first, less what they do not want learnt. */
export async function readWatches(store: Pick<Store, 'analytics' | 'catalog' | 'recommend'>, catalogue: RecommendCatalogue, nowMs: number): Promise<ReadWatches> {
  const mayLearn = unlearntGate(await store.recommend.unlearnt());
  const people = new Map<string, number>();
  const watches: Watch[] = [];
  for (let untilMs = nowMs; untilMs > nowMs - OLDEST_MS && watches.length < MOST_PLAYS; untilMs -= DAY_MS) {
    const plays = await store.analytics.plays({ sinceMs: untilMs - DAY_MS, untilMs }, PLAYS_PER_DAY);
    const titles = await titlesOfItems(store.catalog, new Set(plays.map((play) => play.item)));
    for (const play of plays) {
      const title = titles.get(play.item) ?? '';
      const item = catalogue.numbers.get(title);
      if (item === undefined || play.playedMs < LEAST_WATCH_MS || !mayLearn(play, title)) continue;
      const who = play.profileHash === '' ? play.accountHash : play.profileHash;
      const person = people.get(who) ?? people.size;
      people.set(who, person);
      const whole = title.startsWith('s:') ? WHOLE_EPISODE_MS : (catalogue.durations[item] ?? 0) || WHOLE_FILM_MS;
      watches.push({ person, item, atMs: play.startedAtMs, completion: Math.min(1, play.playedMs / whole) });
    }
  }
  return { watches, people: people.size };
}
