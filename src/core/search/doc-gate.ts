import type { Row, RowList } from '../catalog';
import type { IndexSection } from './index-data';
import type { TitleDocs } from './title-docs';

/** Times a filter is asked per search; see `SearchOptions.filter`. */
const MAX_ASKED = 8000;

/** What a search may find, beside matching. */
export interface GateRules {
  /** Names of sections; absent: all. */
  readonly sections?: readonly string[];
  readonly filter?: (section: string, row: Row) => boolean;
  readonly category?: RowList;
}

/** Decides which documents may become hits: sections, a category, and the caller's filter, the cheapest first. */
export class DocGate {
  /** Documents outside `lo..hi` are in no wanted section. */
  lo = 0;
  hi = 0;
  /** Whether anything but `lo..hi` decides. */
  isOpen = true;
  private readonly starts: number[] = [];
  private readonly wanted: boolean[] = [];
  private filter: ((section: string, row: Row) => boolean) | null = null;
  private category: RowList | null = null;
  private categoryRows = new Uint32Array(0);
  private lastCategory: RowList | null = null;
  private asked = 0;

  constructor(
    private readonly sections: readonly IndexSection[],
    private readonly docs: TitleDocs,
  ) {
    let start = 0;
    for (const { count } of sections) {
      this.starts.push(start);
      start += count;
    }
    this.starts.push(start);
  }

  /** First document of a section. */
  startOf(section: number): number {
    return this.starts[section] ?? 0;
  }

  /** Sets the rules of the next search. */
  begin(rules: GateRules): void {
    const { sections } = rules;
    this.asked = 0;
    this.filter = rules.filter ?? null;
    this.category = rules.category ?? null;
    if (this.category !== null) this.markCategory(this.category);
    this.lo = this.startOf(this.sections.length);
    this.hi = 0;
    let isWhole = true;
    for (let index = 0; index < this.sections.length; index += 1) {
      const isWanted = sections === undefined || sections.indexOf(this.sections[index]?.name ?? '') >= 0;
      this.wanted[index] = isWanted;
      if (!isWanted) continue;
      // A hole between two wanted sections.
      if (this.hi > 0 && this.hi < this.startOf(index)) isWhole = false;
      this.lo = Math.min(this.lo, this.startOf(index));
      this.hi = Math.max(this.hi, this.startOf(index + 1));
    }
    this.isOpen = isWhole && this.filter === null && this.category === null;
  }

  /** The section of a document. */
  sectionOf(doc: number): number {
    let section = 0;
    while (section + 1 < this.sections.length && doc >= this.startOf(section + 1)) section += 1;
    return section;
  }

  /** Whether section `index` is wanted. */
  wants(index: number): boolean {
    return this.wanted[index] === true;
  }

  /** Whether a document may become a hit. */
  admits(doc: number): boolean {
    if (doc < this.lo || doc >= this.hi) return false;
    if (this.isOpen) return true;
    const section = this.sectionOf(doc);
    if (!this.wants(section)) return false;
    if (this.filter === null && this.category === null) return true;
    const row = this.docs.rowOf(doc);
    if (this.category !== null && (((this.categoryRows[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) return false;
    if (this.filter === null) return true;
    this.asked += 1;
    return this.asked <= MAX_ASKED && this.filter(this.sections[section]?.name ?? '', row);
  }

  /** One bit per row of the category. Kept from search to search, since people type within one category. */
  private markCategory(category: RowList): void {
    if (this.lastCategory === category) return;
    const most = this.sections.reduce((sum, section) => Math.max(sum, section.count), 0);
    this.categoryRows = new Uint32Array((most >>> 5) + 1);
    for (let i = 0; i < category.length; i += 1) {
      const row = category.at(i);
      if (row >= 0) this.categoryRows[row >>> 5] = (this.categoryRows[row >>> 5] ?? 0) | (1 << (row & 31));
    }
    this.lastCategory = category;
  }
}
