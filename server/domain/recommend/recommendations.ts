import { HOUR_MS } from '#core/base';
import { diversify } from '#core/recommend';
import type { LearningRow, MovieRow, NearItemRow, ProgressRow, SeriesRow, Store } from '#server/store';
import { profileHashOf } from '../analytics';
import { channelItem, titleItem } from '../play';
import type { ServerKeys } from '../server-keys';
import type { Asker, Rights, RightsItem } from '../rights';
import { hourRanking } from './learn';

type TitleKind = 'movie' | 'series';

/** Why something is put before somebody. */
export type RecommendWhy = NearItemRow['why'] | 'now' | 'week' | 'hour';

/** Something to show, and why. */
export interface RecommendedItem {
  readonly kind: TitleKind | 'channel';
  readonly id: number;
  readonly why: RecommendWhy;
  /** The title it is near to; absent where it is not because of one. */
  readonly of?: { readonly kind: TitleKind; readonly id: number };
}

/** Titles near one that was watched. */
export interface BecauseRow {
  /** `m:12`, `s:7`. */
  readonly item: string;
  readonly name: string;
  readonly items: readonly RecommendedItem[];
}

/** What Home can show beside what operators put there. */
export interface RecommendedRows {
  readonly now: readonly RecommendedItem[];
  readonly week: readonly RecommendedItem[];
  /** Channels at this hour, for those who have no habits yet. */
  readonly hour: readonly RecommendedItem[];
  readonly because: readonly BecauseRow[];
  readonly forYou: readonly RecommendedItem[];
}

const ROW_LENGTH = 20;
/** Looked at before what may not be shown is left out. */
const CANDIDATES = 60;
const BECAUSE_ROWS = 2;
const SHORTEST_ROW = 3;
/** Titles of a profile that count, newest first, and how much each next one counts less. */
const MOST_SEEDS = 15;
const SEED_DECAY = 0.85;
/** With fewer seeds one of the rows "because" says the same. */
const LEAST_SEEDS_FOR_YOU = 3;
/** Begun for less than this part, a title says nothing yet. */
const LEAST_SEEN = 0.1;

/** A title that may be shown. */
interface Shown extends RightsItem {
  readonly kind: TitleKind;
  readonly name: string;
  readonly genres: readonly string[];
}

interface Found {
  readonly title: number;
  readonly score: number;
  readonly shown: Shown;
  readonly item: RecommendedItem;
}

/** Tells of a row whether it may be put before the viewer. */
type Gate = (item: RightsItem) => boolean;

/** Titles read for one answer. */
interface Titles {
  get(item: string): Shown | undefined;
  may(item: string): boolean;
}

/** What a profile has seen. */
interface Seen {
  /** Everything begun, as items. */
  readonly begun: ReadonlySet<string>;
  readonly finished: ReadonlySet<string>;
  /** What may be learnt from, newest first. */
  readonly seeds: readonly string[];
}

function itemOf(row: ProgressRow): string {
  return row.key.startsWith('e:') ? `s:${row.parentId}` : row.key;
}

function seenOf(rows: readonly ProgressRow[], learning: LearningRow): Seen {
  const newest = [...rows].filter((row) => /^[me]:/.test(row.key)).sort((a, b) => b.updatedAtMs - a.updatedAtMs);
  const mayLearn = (row: ProgressRow): boolean =>
    learning.isOn && row.updatedAtMs >= learning.forgottenBeforeMs && !learning.forgotten.includes(itemOf(row))
    && (row.isFinished || row.key.startsWith('e:') || row.positionMs >= LEAST_SEEN * row.durationMs);
  return {
    begun: new Set(newest.map(itemOf)),
    finished: new Set(newest.filter((row) => row.isFinished && row.key.startsWith('m:')).map(itemOf)),
    seeds: [...new Set(newest.filter(mayLearn).map(itemOf))].slice(0, MOST_SEEDS),
  };
}

function shownOf(kind: TitleKind, row: MovieRow | SeriesRow): Shown {
  return { ...titleItem(kind, row), kind, name: row.name, genres: row.genres };
}

function partsOf(item: string): { readonly kind: TitleKind | 'channel'; readonly id: number } {
  return { kind: item.startsWith('m:') ? 'movie' : item.startsWith('s:') ? 'series' : 'channel', id: Number(item.slice(2)) };
}

function keyOf({ kind, id }: RecommendedItem): string {
  return `${kind} ${String(id)}`;
}

/** How much two titles have in common, by genres; for the mixture of a row. */
function likeness(one: Found, other: Found): number {
  const shared = one.shown.genres.filter((genre) => other.shown.genres.includes(genre)).length;
  return shared === 0 ? 0 : shared / (one.shown.genres.length + other.shown.genres.length - shared);
}

/**
 * What to put before somebody, out of what was learnt: never what rights or the profile's age forbid, never what they have finished, nothing
 * personal where the profile turned it off. Reads; learns nothing.
 */
export class Recommendations {
  constructor(
    private readonly store: Pick<Store, 'accounts' | 'catalog' | 'progress' | 'recommend'>,
    private readonly rights: Rights,
    private readonly keys: ServerKeys,
    private readonly nowMs: () => number,
  ) {}

  /** Rows for a profile; `profileId` empty: whichever of the account watched last. */
  async rowsFor(asker: Asker, profileId: string): Promise<RecommendedRows> {
    const { recommend } = this.store;
    const seen = await this.seenBy(asker.account.id, profileId);
    const near = await this.nearSeeds(seen.seeds);
    const rankings = await Promise.all(['now', 'week'].map((name) => recommend.ranking(name, CANDIDATES)));
    const gate = await this.rights.offerGate(asker);
    const titles = await this.titlesFor(gate, [
      ...seen.seeds, ...rankings.flatMap((rows) => rows.map(({ item }) => item)), ...[...near.values()].flatMap((list) => list.map(({ item }) => item)),
    ]);
    const [now = [], week = []] = rankings.map((rows, place) => {
      const why: RecommendWhy = place === 0 ? 'now' : 'week';
      const open = rows.filter(({ item }) => titles.may(item) && !seen.finished.has(item));
      return open.slice(0, ROW_LENGTH).map(({ item }): RecommendedItem => ({ ...partsOf(item), why }));
    });
    const because = this.becauseRows(seen, near, titles);
    const taken = new Set(because.flatMap((row) => row.items.map(keyOf)));
    const forYou = seen.seeds.length < LEAST_SEEDS_FOR_YOU ? [] : this.forYou(seen, near, titles).filter((item) => !taken.has(keyOf(item))).slice(0, ROW_LENGTH);
    return { now, week, hour: await this.hour(gate), because, forYou };
  }

  /** Titles to show beside one, most alike first. */
  async similar(asker: Asker, kind: TitleKind, id: number, most: number): Promise<readonly RecommendedItem[]> {
    const item = `${kind === 'movie' ? 'm' : 's'}:${String(id)}`;
    const list = (await this.store.recommend.near([item])).get(item) ?? [];
    const titles = await this.titlesFor(await this.rights.offerGate(asker), list.map((near) => near.item));
    const open = list.filter((near) => near.item !== item && titles.may(near.item) && partsOf(near.item).kind === kind);
    return open.slice(0, most).map((near) => ({ ...partsOf(near.item), why: near.why, of: { kind, id } }));
  }

  learning(profileId: string): Promise<LearningRow> {
    return this.store.recommend.learning(profileId);
  }

  /** Keeps what a profile wants learnt of it; durable when it resolves. */
  putLearning(accountId: string, profileId: string, row: LearningRow): Promise<void> {
    return this.store.recommend.putLearning(profileId, profileHashOf(this.keys, accountId, profileId), row);
  }

  private async seenBy(accountId: string, profileId: string): Promise<Seen> {
    const profiles = (await this.store.accounts.profiles(accountId)).filter(({ id }) => profileId === '' || id === profileId);
    let best: { readonly id: string; readonly rows: readonly ProgressRow[] } | null = null;
    for (const { id } of profiles) {
      const rows = await this.store.progress.list(id);
      if (best === null || (rows[0]?.updatedAtMs ?? 0) > (best.rows[0]?.updatedAtMs ?? 0)) best = { id, rows };
    }
    return best === null ? { begun: new Set(), finished: new Set(), seeds: [] } : seenOf(best.rows, await this.store.recommend.learning(best.id));
  }

  /** What was learnt; for the newest titles that nothing was learnt of, what their source says is alike. */
  private async nearSeeds(seeds: readonly string[]): Promise<ReadonlyMap<string, readonly NearItemRow[]>> {
    const near = new Map(await this.store.recommend.near(seeds));
    for (const seed of seeds.slice(0, BECAUSE_ROWS)) {
      if (near.has(seed)) continue;
      const { kind, id } = partsOf(seed);
      const row = kind === 'movie' ? await this.store.catalog.movie(id) : await this.store.catalog.seriesById(id);
      const alike = row === null ? [] : await this.store.catalog.idsOf(row.sourceId, kind, row.detail.similarKeys);
      near.set(seed, alike.map((other, place) => ({ item: `${seed.slice(0, 2)}${String(other)}`, nearness: 1 / (place + 1), why: 'alike' })));
    }
    return near;
  }

  private async titlesFor(gate: Gate, items: readonly string[]): Promise<Titles> {
    const { catalog } = this.store;
    const idsOf = (letter: string): readonly number[] => [...new Set(items.filter((item) => item.startsWith(letter)).map((item) => Number(item.slice(2))))];
    const titles = new Map<string, Shown>();
    for (const row of await catalog.moviesById(idsOf('m:'))) titles.set(`m:${String(row.id)}`, shownOf('movie', row));
    for (const row of await catalog.seriesByIds(idsOf('s:'))) titles.set(`s:${String(row.id)}`, shownOf('series', row));
    return {
      get: (item) => titles.get(item),
      may: (item) => {
        const shown = titles.get(item);
        return shown !== undefined && gate(shown);
      },
    };
  }

  private found(seed: string, list: readonly NearItemRow[], seen: Seen, titles: Titles): readonly Found[] {
    const of = partsOf(seed);
    return list.flatMap((near, title): readonly Found[] => {
      const shown = titles.get(near.item);
      if (shown === undefined || of.kind === 'channel' || near.item === seed || seen.begun.has(near.item) || !titles.may(near.item)) return [];
      return [{ title, score: near.nearness, shown, item: { ...partsOf(near.item), why: near.why, of: { kind: of.kind, id: of.id } } }];
    });
  }

  private becauseRows(seen: Seen, near: ReadonlyMap<string, readonly NearItemRow[]>, titles: Titles): readonly BecauseRow[] {
    const rows: BecauseRow[] = [];
    const used = new Set<string>();
    for (const seed of seen.seeds) {
      if (rows.length >= BECAUSE_ROWS) break;
      const shown = titles.get(seed);
      // A row is named after its title: one that the profile may not see is no name either.
      if (shown === undefined || !titles.may(seed)) continue;
      const found = this.found(seed, near.get(seed) ?? [], seen, titles).filter(({ item }) => !used.has(keyOf(item)));
      const items = diversify(found, ROW_LENGTH, likeness).map(({ item }) => item);
      if (items.length < SHORTEST_ROW) continue;
      for (const item of items) used.add(keyOf(item));
      rows.push({ item: seed, name: shown.name, items });
    }
    return rows;
  }

  /** All seeds together, the newest counting most; each title says which of them speaks for it most. */
  private forYou(seen: Seen, near: ReadonlyMap<string, readonly NearItemRow[]>, titles: Titles): readonly RecommendedItem[] {
    const sums = new Map<string, Found & { readonly best: number }>();
    seen.seeds.forEach((seed, place) => {
      if (!titles.may(seed)) return;
      for (const found of this.found(seed, near.get(seed) ?? [], seen, titles)) {
        const part = found.score * SEED_DECAY ** place;
        const key = keyOf(found.item);
        const known = sums.get(key);
        const isBest = known === undefined || part > known.best;
        sums.set(key, { ...(isBest ? found : known), title: sums.size, score: (known?.score ?? 0) + part, best: Math.max(known?.best ?? 0, part) });
      }
    });
    const ranked = [...sums.values()].sort((a, b) => b.score - a.score || a.item.id - b.item.id);
    // Twice a row: what stands under "because" is left out afterwards.
    return diversify(ranked.slice(0, CANDIDATES), ROW_LENGTH * 2, likeness).map(({ item }) => item);
  }

  private async hour(gate: Gate): Promise<readonly RecommendedItem[]> {
    const rows = await this.store.recommend.ranking(hourRanking(Math.floor(this.nowMs() / HOUR_MS) % 24), ROW_LENGTH);
    if (rows.length === 0) return [];
    const channels = await this.store.catalog.channelsById(rows.map(({ item }) => Number(item.slice(2))));
    const open = new Set(channels.filter((row) => gate(channelItem(row))).map(({ id }) => id));
    return rows.map(({ item }) => Number(item.slice(2))).filter((id) => open.has(id)).map((id) => ({ kind: 'channel', id, why: 'hour' }));
  }
}
