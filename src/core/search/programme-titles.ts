import type { Steps } from '../base';
import { GUIDE_FIELD, GUIDE_FIELD_TYPES } from '../guide';
import type { ColumnarGuide } from '../guide';
import { ByteInterner, PART_SEPARATOR, RecordCursor } from '../text';
import type { IndexSection } from './index-data';
import type { TitleSource } from './title-source';

/** Programmes between two pauses: about a millisecond on a desk computer. */
const STEP_PROGRAMMES = 1 << 13;
/** People kept per title. */
const MAX_PEOPLE = 8;
/** Priors: once on the guide, and what every doubling adds. */
const [ONCE_PRIOR, DOUBLE_PRIOR] = [60, 22];

/** The different titles of a guide, in order of their first programme. */
export class ProgrammeTitles implements TitleSource {
  readonly revision: string;
  bytes: Uint8Array;
  start = 0;
  end = 0;
  readonly year = 0;
  prior = 0;
  field = 0;
  /** Title of each programme. */
  readonly titleOf: Uint32Array;
  private readonly cursor: RecordCursor;
  /** A programme of each title, and how many it has. */
  private readonly firsts: number[] = [];
  private readonly counts: number[] = [];
  private readonly fieldNumbers = new Map<string, number>();
  private readonly fieldTexts: string[] = [''];

  constructor(private readonly guide: ColumnarGuide) {
    this.revision = guide.revision;
    this.titleOf = new Uint32Array(guide.data.offset.length);
    this.cursor = new RecordCursor(guide.data.store, GUIDE_FIELD_TYPES);
    this.bytes = this.cursor.segment;
  }

  get sections(): readonly IndexSection[] {
    return [{ name: 'programme', count: this.firsts.length }];
  }

  /** Finds the titles; before anything else. */
  *gatherSteps(): Steps<void> {
    const interner = new ByteInterner();
    const byOffset = new OffsetTitles(this.titleOf.length);
    for (let from = 0; from < this.titleOf.length; from += STEP_PROGRAMMES) {
      this.gather(from, Math.min(this.titleOf.length, from + STEP_PROGRAMMES), interner, byOffset);
      yield;
    }
  }

  *beginSteps(): Steps<void> {
    yield;
  }

  open(row: number): void {
    const { cursor } = this;
    cursor.open(this.guide.data.offset[this.firsts[row] ?? 0] ?? 0);
    this.bytes = cursor.segment;
    // Title 0 is that of programmes without one.
    const hasTitle = row > 0 && cursor.has(GUIDE_FIELD.title);
    this.start = hasTitle ? cursor.startOf(GUIDE_FIELD.title) : 0;
    this.end = hasTitle ? cursor.endOf(GUIDE_FIELD.title) : 0;
    this.prior = Math.min(255, Math.round(ONCE_PRIOR + DOUBLE_PRIOR * Math.log2(Math.max(1, this.counts[row] ?? 1))));
    this.field = row > 0 && cursor.has(GUIDE_FIELD.people) ? this.fieldNumber(cursor.text(GUIDE_FIELD.people)) : 0;
  }

  fieldText(field: number): string {
    return this.fieldTexts[field] ?? '';
  }

  private gather(from: number, to: number, interner: ByteInterner, byOffset: OffsetTitles): void {
    const { cursor, guide, titleOf, firsts, counts } = this;
    for (let programme = from; programme < to; programme += 1) {
      const offset = guide.data.offset[programme] ?? 0;
      // Repeats share their record.
      let title = byOffset.find(offset);
      if (title < 0) {
        cursor.open(offset);
        const start = cursor.startOf(GUIDE_FIELD.title);
        title = cursor.has(GUIDE_FIELD.title) ? interner.intern(cursor.segment, start, cursor.endOf(GUIDE_FIELD.title)) : 0;
        byOffset.put(offset, title);
      }
      titleOf[programme] = title;
      while (firsts.length <= title) {
        firsts.push(programme);
        counts.push(0);
      }
      counts[title] = (counts[title] ?? 0) + 1;
    }
  }

  private fieldNumber(people: string): number {
    // Each part is a letter for the role and a name, see GUIDE_FIELD_TYPES.
    const text = people.split(PART_SEPARATOR).slice(0, MAX_PEOPLE).map((part) => part.slice(1)).join(' | ');
    const known = this.fieldNumbers.get(text);
    if (known !== undefined) return known;
    const number = this.fieldTexts.length;
    this.fieldTexts.push(text);
    this.fieldNumbers.set(text, number);
    return number;
  }
}

/** Titles by the place of a record; open addressing. */
class OffsetTitles {
  private readonly slots: Uint32Array;
  private readonly mask: number;

  constructor(most: number) {
    let size = 1024;
    while (size < most * 2) size *= 2;
    // Pairs of offset + 1 and title.
    this.slots = new Uint32Array(size * 2);
    this.mask = size - 1;
  }

  find(offset: number): number {
    const { slots, mask } = this;
    for (let slot = Math.imul(offset, 0x9e3779b1) & mask; ; slot = (slot + 1) & mask) {
      const known = slots[slot * 2] ?? 0;
      if (known === 0) return -1;
      if (known === offset + 1) return slots[slot * 2 + 1] ?? 0;
    }
  }

  put(offset: number, title: number): void {
    const { slots, mask } = this;
    let slot = Math.imul(offset, 0x9e3779b1) & mask;
    while (slots[slot * 2] !== 0) slot = (slot + 1) & mask;
    slots[slot * 2] = offset + 1;
    slots[slot * 2 + 1] = title;
  }
}
