import { DAY_MS } from '../base';
import type { ColumnarGuide } from '../guide';
import type { ProgrammeIndex } from './programme-index';
import { runSearch } from './run-search';
import type { SearchMatchKind } from './search-contract';
import { MAX_HITS } from './search-parts';
import { LARGEST_DETAIL, MATCH_KINDS, RANK_SHIFT } from './title-scorer';

const DEFAULT_LIMIT = 20;
const DEFAULT_AIRINGS = 10;
/** Titles looked at per title asked for: those without an airing in the window fall out. */
const LOOKED_AT_FACTOR = 3;
/** Airings of one title looked at; news have thousands. */
const MAX_AIRINGS = 2000;
/** What being on now, within a day, or at all later adds to a title's detail. */
const [ON_NOW, SOON, LATER] = [900, 500, 200];

/** One airing of a found title. */
export interface ProgrammeAiring {
  /** The programme's number in the guide: `guide.record(row)`. */
  readonly row: number;
  /** The channel's number in the guide: `guide.keysOf(channel)`. */
  readonly channel: number;
  readonly startMs: number;
  /** Exclusive. */
  readonly stopMs: number;
}

/** A title on the guide with its airings. */
export interface ProgrammeGroup {
  readonly title: string;
  readonly score: number;
  readonly matchKind: SearchMatchKind;
  /** In order of time; at most `airingLimit`. */
  readonly airings: readonly ProgrammeAiring[];
  /** Airings within the window, whether listed or not. */
  readonly airingCount: number;
}

/** Where and how much to search. */
export interface SearchProgrammesOptions {
  /** Only airings that overlap this window; absent: whatever the guide has. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Most titles, 1..100. Default 20. */
  readonly limit?: number;
  /** Most airings listed per title: the ones nearest to `nowMs`, else the first ones. Default 10. */
  readonly airingLimit?: number;
  /** Titles on now or soon are ranked before equally good ones; absent: by match alone. */
  readonly nowMs?: number;
  /** Programmes that may be shown (parental rules). */
  readonly filter?: (row: number) => boolean;
  /** As {@link SearchOptions.isTolerant}. */
  readonly isTolerant?: boolean;
}

/**
 * Programmes whose titles (or people) answer a query, past and future, grouped by title, best first. `guide` must be the one the index was
 * built from, else nothing is found. Below a millisecond on a desk computer.
 */
export function searchProgrammes(
  index: ProgrammeIndex,
  guide: ColumnarGuide,
  query: string,
  options: SearchProgrammesOptions = {},
): readonly ProgrammeGroup[] {
  if (index.revision !== guide.revision) return [];
  const limit = Math.max(1, Math.min(MAX_HITS / LOOKED_AT_FACTOR, Math.floor(options.limit ?? DEFAULT_LIMIT)));
  const { parts } = index;
  runSearch(parts, query, { limit: limit * LOOKED_AT_FACTOR, isTolerant: options.isTolerant !== false, boosts: null });
  const finder = new AiringFinder(guide, index, options);
  const found: FoundTitle[] = [];
  for (let i = 0; i < parts.hits.count; i += 1) {
    const score = parts.hits.scores[i] ?? 0;
    const title = parts.docs.rowOf(parts.hits.docs[i] ?? 0);
    finder.count(title);
    if (finder.airingCount > 0) found.push({ title, rank: score >> RANK_SHIFT, score: withTime(score, finder.timeBonus), airingCount: finder.airingCount });
  }
  found.sort((a, b) => b.score - a.score || a.title - b.title);
  return found.slice(0, limit).map(({ title, rank, score, airingCount }) => {
    const airings = finder.list(title);
    return { title: guide.title(airings[0]?.row ?? -1), score, matchKind: MATCH_KINDS[rank] ?? 'some', airings, airingCount };
  });
}

interface FoundTitle {
  readonly title: number;
  readonly rank: number;
  readonly score: number;
  readonly airingCount: number;
}

/** A score with something added to its detail; the rank stays. */
function withTime(score: number, bonus: number): number {
  const detail = score & LARGEST_DETAIL;
  return score - detail + Math.min(LARGEST_DETAIL, detail + bonus);
}

/** Finds the airings of titles within a window. */
class AiringFinder {
  /** What {@link count} found. */
  airingCount = 0;
  timeBonus = 0;
  /** The airings to list and how far from now they are, nearest first. */
  private readonly rows: number[] = [];
  private readonly distances: number[] = [];
  private readonly fromSec: number;
  private readonly toSec: number;
  private readonly nowSec: number;
  private readonly limit: number;

  constructor(
    private readonly guide: ColumnarGuide,
    private readonly index: ProgrammeIndex,
    private readonly options: SearchProgrammesOptions,
  ) {
    this.fromSec = (options.fromMs ?? -Infinity) / 1000;
    this.toSec = (options.toMs ?? Infinity) / 1000;
    // Without a now, from the first one on.
    this.nowSec = (options.nowMs ?? 0) / 1000;
    this.limit = Math.max(1, Math.floor(options.airingLimit ?? DEFAULT_AIRINGS));
  }

  /** Counts the airings of a title within the window and tells how soon the next one is. */
  count(title: number): void {
    this.airingCount = 0;
    this.timeBonus = 0;
    this.each(title, (row) => {
      this.airingCount += 1;
      this.timeBonus = Math.max(this.timeBonus, this.bonusOf(row));
    });
  }

  /** The airings nearest to now, in order of time. */
  list(title: number): readonly ProgrammeAiring[] {
    const { guide, rows, distances } = this;
    rows.length = 0;
    distances.length = 0;
    this.each(title, (row) => this.keep(row));
    const { from } = guide.data;
    return rows
      .sort((a, b) => (from[a] ?? 0) - (from[b] ?? 0) || a - b)
      .map((row) => ({ row, channel: guide.channelOfRow(row), startMs: guide.startMs(row), stopMs: guide.stopMs(row) }));
  }

  private keep(row: number): void {
    const { rows, distances, limit, nowSec } = this;
    const startSec = this.guide.data.from[row] ?? 0;
    // What is still to come counts as nearer than what is over.
    const distance = startSec >= nowSec ? startSec - nowSec : (nowSec - startSec) * 2;
    if (rows.length === limit && distance >= (distances[limit - 1] ?? 0)) return;
    let at = Math.min(rows.length, limit - 1);
    for (; at > 0 && (distances[at - 1] ?? 0) > distance; at -= 1) {
      rows[at] = rows[at - 1] ?? 0;
      distances[at] = distances[at - 1] ?? 0;
    }
    rows[at] = row;
    distances[at] = distance;
  }

  private bonusOf(row: number): number {
    const { nowSec } = this;
    const { from, to } = this.guide.data;
    if (this.options.nowMs === undefined || (to[row] ?? 0) <= nowSec) return 0;
    const ahead = (from[row] ?? 0) - nowSec;
    if (ahead <= 0) return ON_NOW;
    return ahead < DAY_MS / 1000 ? SOON : LATER;
  }

  /** Visits the airings of a title that lie in the window and may be shown. */
  private each(title: number, visit: (row: number) => void): void {
    const { bytes, starts } = this.index.programmes;
    const { from, to } = this.guide.data;
    const { filter } = this.options;
    const end = starts.at(title + 1);
    let row = -1;
    let looked = 0;
    for (let at = starts.at(title); at < end && looked < MAX_AIRINGS; looked += 1) {
      let byte = bytes[at++] ?? 0;
      let difference = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        difference |= (byte & 0x7f) << shift;
      }
      row += difference + 1;
      if ((from[row] ?? 0) >= this.toSec || (to[row] ?? 0) <= this.fromSec) continue;
      if (filter === undefined || filter(row)) visit(row);
    }
  }
}
