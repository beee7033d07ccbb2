import type { Steps } from '../base';
import { FIELD, FIELD_TYPES, FLAG } from '../catalog';
import type { ColumnarCatalog } from '../catalog';
import { inStretches, PART_SEPARATOR, RecordCursor } from '../text';
import type { NumberColumn } from '../text';
import type { IndexSection } from './index-data';
import type { SearchKind } from './search-contract';
import type { TitleSource } from './title-source';

const DAY_SEC = 24 * 3600;
/** After so many days without news a title counts as half as new. */
const HALF_LIFE_DAYS = 120;
/** Years after which a film is half as likely to be meant. */
const HALF_LIFE_YEARS = 12;
/** What an unrated title counts as, of 100. */
const UNRATED = 55;
/** Longer names are more likely not what a short query means; each byte less adds to the prior. */
const LONG_NAME_BYTES = 60;
const BREVITY_FACTOR = 0.65;
/** Prior of the first channel. */
const CHANNEL_PRIOR = 235;

/** What rows of a kind are compared with. */
interface Newest {
  readonly addedSec: number;
  readonly year: number;
}

/** Rows between two pauses: about a millisecond on a desk computer. */
const STEP_ROWS = 1 << 14;

function largest(column: NumberColumn): number {
  let most = 0;
  for (let i = 0; i < column.length; i += 1) {
    const value = column[i] ?? 0;
    if (value > most) most = value;
  }
  return most;
}

/**
 * The titles of a catalogue. The prior of films and series is made of rating, how recently they were added (compared with the newest
 * one, so that it does not depend on the clock), year and length of the name; that of channels of their place, since providers list
 * what most people want first. Adult titles come last.
 */
export class CatalogTitles implements TitleSource {
  readonly revision: string;
  readonly sections: readonly IndexSection[];
  bytes: Uint8Array;
  start = 0;
  end = 0;
  year = 0;
  prior = 0;
  field = 0;
  private readonly cursor: RecordCursor;
  private readonly fieldNumbers = new Map<string, number>();
  private readonly fieldTexts: string[] = [''];
  /** Of the section that was begun; of one type whatever the catalogue's columns are, since engines compile anew for each type. */
  private offsets = new Uint32Array(0);
  private years = new Uint16Array(0);
  private priors = new Float32Array(0);

  constructor(
    private readonly catalog: ColumnarCatalog,
    private readonly kinds: readonly SearchKind[],
  ) {
    const { data } = catalog;
    this.revision = data.revision;
    this.sections = kinds.map((kind) => ({ name: kind, count: data.tables[kind].count }));
    this.cursor = new RecordCursor(data.store, FIELD_TYPES);
    this.bytes = this.cursor.segment;
  }

  *beginSteps(section: number): Steps<void> {
    const kind = this.kinds[section] ?? 'movie';
    const table = this.catalog.data.tables[kind];
    this.offsets = new Uint32Array(table.offset);
    this.years = new Uint16Array(table.count);
    this.years.set(table.year.subarray(0, table.count));
    this.priors = new Float32Array(table.count);
    yield;
    const addedSec = largest(table.added);
    yield;
    const newest: Newest = { addedSec, year: largest(table.year) };
    yield;
    yield* inStretches(table.count, STEP_ROWS, (from, to) => {
      this.fillPriors(kind, newest, from, to);
    });
  }

  open(row: number): void {
    const { cursor } = this;
    cursor.open(this.offsets[row] ?? 0);
    this.bytes = cursor.segment;
    this.start = cursor.startOf(FIELD.name);
    this.end = cursor.endOf(FIELD.name);
    this.year = this.years[row] ?? 0;
    this.field = cursor.has(FIELD.genres) ? this.fieldNumber(cursor.word(FIELD.genres)) : 0;
    const brevity = LONG_NAME_BYTES - (this.end - this.start);
    const prior = (this.priors[row] ?? 0) + (brevity > 0 ? brevity * BREVITY_FACTOR : 0);
    this.prior = prior > 255 ? 255 : prior | 0;
  }

  fieldText(field: number): string {
    return this.fieldTexts[field] ?? '';
  }

  /** All of the prior but what the name's length adds. */
  private fillPriors(kind: SearchKind, newest: Newest, from: number, to: number): void {
    const { priors } = this;
    const { rating, added, year, flags } = this.catalog.data.tables[kind];
    for (let row = from; row < to; row += 1) {
      let prior: number;
      if (kind === 'channel') {
        prior = CHANNEL_PRIOR - 14 * Math.log2(1 + row);
      } else if (kind === 'episode') {
        prior = 0;
      } else {
        const addedSec = added[row] ?? 0;
        const made = year[row] ?? 0;
        const freshness = addedSec === 0 ? 0.3 : 1 / (1 + (newest.addedSec - addedSec) / DAY_SEC / HALF_LIFE_DAYS);
        const modernity = made === 0 ? 0.4 : 1 / (1 + (newest.year - made) / HALF_LIFE_YEARS);
        prior = ((rating[row] ?? 0) || UNRATED) * 1.1 + freshness * 60 + modernity * 45;
      }
      priors[row] = Math.max(0, ((flags[row] ?? 0) & FLAG.adult) === 0 ? prior : prior / 4);
    }
  }

  private fieldNumber(text: string): number {
    const known = this.fieldNumbers.get(text);
    if (known !== undefined) return known;
    const number = this.fieldTexts.length;
    this.fieldTexts.push(text.split(PART_SEPARATOR).join(' '));
    this.fieldNumbers.set(text, number);
    return number;
  }
}
