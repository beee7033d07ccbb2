import type { ItemKey, Steps } from '#core/base';
import type { CatalogReader, TitleRecord } from '#core/catalog';
import { diversify, TopList } from '#core/recommend';
import type { Scored } from '#core/recommend';
import { VersionScanner } from '#core/versions';
import type { OwnTitles, TitlePlace } from './own-titles';

const ROW_LENGTH = 20;
const SHORTEST_ROW = 3;
/** Rows "Because you watched …". */
const BECAUSE_ROWS = 2;
/** With fewer titles watched one of those rows says the same. */
const LEAST_SEEDS_FOR_YOU = 3;
/** Looked at before versions and locked titles are left out. */
const CANDIDATES = 60;
/** Chosen between two pauses. */
const RECORDS_PER_STEP = 3;
/** Likeness below which nobody would see why. */
const LEAST_LIKENESS = 0.12;
/** What each point of a rating above five adds. */
const RATING_PART = 0.04;

/** A title that speaks for others, or with a weight below 0 against them. */
export interface Seed {
  readonly key: ItemKey;
  readonly place: TitlePlace;
  readonly weight: number;
}

/** A title picked, and which seed speaks for it most. */
export interface Pick {
  readonly key: ItemKey;
  readonly place: TitlePlace;
  readonly of: Seed;
}

/** Picks of one row; `of`: they are all because of one title. */
export interface PickList {
  readonly of: Seed | null;
  readonly picks: readonly Pick[];
}

/** What is asked for. */
export interface PickWish {
  readonly titles: OwnTitles;
  /** The catalogue as the profile may see it. */
  readonly reader: CatalogReader;
  /** What was watched and liked, the weightiest first. */
  readonly seeds: readonly Seed[];
  /** Whether a title may be put before the viewer: not seen, not unwanted. */
  mayPick(key: ItemKey): boolean;
}

/** The record of a title as the profile may see it; `null` when it may not. */
export function openRecord(reader: CatalogReader, { kind, row }: TitlePlace): TitleRecord | null {
  const record = kind === 'movie' ? reader.movie(row) : reader.series(row);
  return record === null || record.isLocked === true ? null : record;
}

/** Works out picks; what every step reads is judged by the same catalogue. */
class Picker {
  private readonly scanner = new VersionScanner();
  /** Titles that stand somewhere already, or were watched, in whatever version. */
  private readonly taken = new Set<string>();

  constructor(
    private readonly wish: PickWish,
    private readonly visible: Uint8Array,
  ) {
    for (const { place } of wish.seeds) this.taken.add(wish.titles.identityOf(wish.titles.numberOf(place), this.scanner));
  }

  /** The best for a taste, best first, without what is taken or may not be shown. */
  *rankSteps(taste: Float32Array, most: number): Steps<ReadonlyArray<Scored & Pick>> {
    const { titles, reader, seeds } = this.wish;
    const top = new TopList(CANDIDATES);
    const ratingOf = (title: number): number => {
      const place = titles.placeOf(title);
      return place === null ? 0 : reader.titleNumber(place.kind, place.row, 'rating');
    };
    yield* titles.vectors.fitsSteps(taste, (title, fit) => {
      if (this.visible[title] !== 1 || fit < LEAST_LIKENESS || fit * (1 + 5 * RATING_PART) <= top.least) return;
      top.offer(title, fit * (1 + RATING_PART * Math.max(0, ratingOf(title) - 5)));
    });
    const picked: Array<Scored & Pick> = [];
    const seen = new Set(this.taken);
    const likers = seeds.filter((seed) => seed.weight > 0);
    let looked = 0;
    for (const { title, score } of top.list()) {
      if (picked.length >= most) break;
      const place = titles.placeOf(title);
      const record = place === null ? null : openRecord(reader, place);
      looked += 1;
      if (looked % RECORDS_PER_STEP === 0) yield;
      if (place === null || record === null || !this.wish.mayPick(record.key)) continue;
      const identity = titles.identityOf(title, this.scanner);
      if (seen.has(identity)) continue;
      seen.add(identity);
      let of = likers[0];
      let best = -1;
      for (const seed of likers) {
        const likeness = seed.weight * titles.vectors.likeness(titles.numberOf(seed.place), title);
        if (likeness > best) [best, of] = [likeness, seed];
      }
      if (of !== undefined) picked.push({ title, score, key: record.key, place, of });
    }
    return picked;
  }

  /** A mixed row of the ranked; nothing of it comes again. */
  row(ranked: ReadonlyArray<Scored & Pick>, of: Seed | null): PickList | null {
    const { titles } = this.wish;
    const mixed = diversify(ranked, ROW_LENGTH, (one, other) => titles.vectors.likeness(one.title, other.title));
    if (mixed.length < SHORTEST_ROW) return null;
    for (const { title } of mixed) this.taken.add(titles.identityOf(title, this.scanner));
    return { of, picks: mixed.map(({ key, place, of: seed }) => ({ key, place, of: of ?? seed })) };
  }
}

function liked(titles: OwnTitles, seeds: readonly Seed[]): Float32Array {
  return titles.vectors.taste(seeds.map(({ place, weight }) => ({ title: titles.numberOf(place), score: weight })));
}

/** Works out all rows, in short steps: some tens of milliseconds for 200,000 titles on a desk computer. */
export function* workOutPicksSteps(wish: PickWish): Steps<readonly PickList[]> {
  const { titles, reader, seeds } = wish;
  const visible = yield* titles.visibleSteps(reader);
  const picker = new Picker(wish, visible);
  const rows: PickList[] = [];
  const against = seeds.filter((seed) => seed.weight < 0);
  const likers = seeds.filter((seed) => seed.weight > 0);
  for (const seed of likers) {
    if (rows.length >= BECAUSE_ROWS) break;
    // A row is named after its title: one that the profile may not see is no name either.
    if (openRecord(reader, seed.place) === null) continue;
    const row = picker.row(yield* picker.rankSteps(liked(titles, [{ ...seed, weight: 1 }, ...against]), CANDIDATES), seed);
    if (row !== null) rows.push(row);
  }
  if (likers.length >= LEAST_SEEDS_FOR_YOU) {
    const row = picker.row(yield* picker.rankSteps(liked(titles, seeds), CANDIDATES), null);
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** Titles of one kind that are most like one, in short steps. */
export function* similarSteps(wish: Omit<PickWish, 'seeds'>, seed: Seed, most: number): Steps<readonly ItemKey[]> {
  const visible = yield* wish.titles.visibleSteps(wish.reader);
  const picker = new Picker({ ...wish, seeds: [seed] }, visible);
  const ranked = yield* picker.rankSteps(liked(wish.titles, [seed]), CANDIDATES);
  return ranked.filter(({ place }) => place.kind === seed.place.kind).slice(0, most).map(({ key }) => key);
}
