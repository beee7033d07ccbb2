import { FIELD, FIELD_TYPES, NAME_AS_GUIDE_KEY } from '../catalog';
import type { CatalogData, Row } from '../catalog';
import { mixHash, RecordCursor } from '../text';

/** What says that channels of one name are one channel; a column each, by row. 0: nothing said. */
export interface ChannelEvidence {
  /** Hash of the region the name says. */
  readonly region: Uint32Array;
  /** Hash of the language the name says in words (`French`); one that only follows from the region does not count. */
  readonly spoken: Uint32Array;
  /** Hash of the guide id. */
  readonly guide: Uint32Array;
  /** The first category, told apart by source; rows without any share one. */
  readonly category: Uint32Array;
}

/** Columns for so many rows. */
export function emptyEvidence(count: number): ChannelEvidence {
  const column = (): Uint32Array => new Uint32Array(count);
  return { region: column(), spoken: column(), guide: column(), category: column() };
}

/** Hash of what a name says for a column of evidence; 0: it says nothing. */
export function textHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) + 7;
  return text === '' ? 0 : mixHash(hash) | 1;
}

/** Categories of one source at most; more would be taken for those of the next. */
const MOST_CATEGORIES = 0x10000;

/** Reads guide ids and categories of one source's channels. */
export class EvidenceReader {
  private readonly cursor: RecordCursor;

  constructor(
    private readonly data: CatalogData,
    private readonly source: number,
  ) {
    this.cursor = new RecordCursor(data.store, FIELD_TYPES);
  }

  /** Hash of a row's guide id; 0 without one, and for rows that are looked up in guides by their name. */
  guideOf(own: Row): number {
    const { cursor } = this;
    cursor.open(this.data.tables.channel.offset[own] ?? 0);
    if (!cursor.has(FIELD.guideKey)) return 0;
    const { segment } = cursor;
    const start = cursor.startOf(FIELD.guideKey);
    const end = cursor.endOf(FIELD.guideKey);
    if (end - start === 0 || (end - start === 1 && segment[start] === NAME_AS_GUIDE_KEY[0])) return 0;
    let hash = 0;
    for (let at = start; at < end; at += 1) {
      const byte = segment[at] ?? 0;
      // Ids are compared without case, as guides are.
      hash = Math.imul(hash ^ (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte), 0x01000193) + 7;
    }
    return mixHash(hash) | 1;
  }

  /** The first category of a row. */
  categoryOf(own: Row): number {
    const set = this.data.tables.channel.set[own] ?? 0;
    const { ends, items } = this.data.sets.channel;
    const from = set === 0 ? 0 : (ends[set - 1] ?? 0);
    if ((ends[set] ?? 0) <= from) return 1;
    return 2 + this.source * MOST_CATEGORIES + Math.min(MOST_CATEGORIES - 1, items[from] ?? 0);
  }
}

function markOf(kind: number, first: number, second: number, third: number): number {
  return kind * 0x100000000 + (mixHash(Math.imul(mixHash(first) ^ second, 0x9e3779b1) ^ third) >>> 0);
}

/**
 * Which of some channels of one name are one channel: those of one region, of one guide id, or of one category, and never those of different
 * regions or languages in words. Answers the place of the first of its group for each. Rows are ascending.
 */
export function joinChannels(rows: readonly Row[], { region, spoken, guide, category }: ChannelEvidence, isOneRegion: boolean): readonly number[] {
  const heads = rows.map((_, place) => place);
  const known = new Map<number, number>();
  const headOf = (place: number): number => {
    let head = place;
    while (heads[head] !== head) head = heads[head] ?? head;
    return head;
  };
  const join = (mark: number, place: number): void => {
    const other = known.get(mark);
    if (other === undefined) {
      known.set(mark, place);
      return;
    }
    const [a, b] = [headOf(other), headOf(place)];
    heads[Math.max(a, b)] = Math.min(a, b);
  };
  rows.forEach((row, place) => {
    const own = region[row] ?? 0;
    // Who says no region is of the only one there is.
    const said = isOneRegion ? 0 : own;
    const language = spoken[row] ?? 0;
    if (own !== 0) join(markOf(1, own, language, 0), place);
    if ((guide[row] ?? 0) !== 0) join(markOf(2, guide[row] ?? 0, said, language), place);
    join(markOf(3, category[row] ?? 0, said, language), place);
  });
  return rows.map((_, place) => headOf(place));
}
