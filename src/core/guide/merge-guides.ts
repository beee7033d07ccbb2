import type { ProgrammeRecord } from '../catalog';
import type { GuideRows, TimeSpan } from './guide-contract';
import type { GuidePage } from './guide-page';
import { RowsGuide } from './rows-guide';

/** Numbers of channels and rows stay within the 31 bits of an Int32Array. */
const NUMBERS = 0x80000000;

/** Several guides read by one set of numbers: each has a span of its own. */
class MergedGuide extends RowsGuide {
  readonly revision: string;
  private readonly span: number;

  constructor(private readonly guides: readonly GuideRows[]) {
    super();
    this.revision = guides.map((guide) => guide.revision).join('+');
    this.span = Math.floor(NUMBERS / Math.max(1, guides.length));
  }

  channelOf(guideKey: string): number {
    for (let i = 0; i < this.guides.length; i += 1) {
      const channel = this.guides[i]?.channelOf(guideKey) ?? -1;
      if (channel >= 0) return channel + i * this.span;
    }
    return -1;
  }

  putNowNext(channel: number, atMs: number, out: Int32Array, at: number): void {
    const base = this.baseOf(channel);
    out[at] = -1;
    out[at + 1] = -1;
    this.guideOf(channel)?.putNowNext(channel - base, atMs, out, at);
    for (let i = at; i < at + 2; i += 1) if ((out[i] ?? -1) >= 0) out[i] = (out[i] ?? 0) + base;
  }

  putCells(channel: number, fromMs: number, toMs: number, page: GuidePage): void {
    const base = this.baseOf(channel);
    const first = page.cellCount;
    this.guideOf(channel)?.putCells(channel - base, fromMs, toMs, page);
    for (let cell = first; cell < page.cellCount; cell += 1) if ((page.rows[cell] ?? -1) >= 0) page.rows[cell] = (page.rows[cell] ?? 0) + base;
  }

  rowsBetween(channel: number, fromMs: number, toMs: number): readonly [first: number, behind: number] {
    const base = this.baseOf(channel);
    const [first, behind] = this.guideOf(channel)?.rowsBetween(channel - base, fromMs, toMs) ?? [0, 0];
    return [first + base, behind + base];
  }

  startMs(row: number): number {
    return this.guideOf(row)?.startMs(row - this.baseOf(row)) ?? 0;
  }

  stopMs(row: number): number {
    return this.guideOf(row)?.stopMs(row - this.baseOf(row)) ?? 0;
  }

  title(row: number): string {
    return this.guideOf(row)?.title(row - this.baseOf(row)) ?? '';
  }

  record(row: number, guideKey?: string): ProgrammeRecord | null {
    return this.guideOf(row)?.record(row - this.baseOf(row), guideKey) ?? null;
  }

  channelOfRow(row: number): number {
    const channel = this.guideOf(row)?.channelOfRow(row - this.baseOf(row)) ?? -1;
    return channel < 0 ? -1 : channel + this.baseOf(row);
  }

  keysOf(channel: number): readonly string[] {
    return this.guideOf(channel)?.keysOf(channel - this.baseOf(channel)) ?? [];
  }

  coverage(channel: number): TimeSpan | null {
    return this.guideOf(channel)?.coverage(channel - this.baseOf(channel)) ?? null;
  }

  private guideOf(number: number): GuideRows | undefined {
    return number < 0 ? undefined : this.guides[Math.floor(number / this.span)];
  }

  private baseOf(number: number): number {
    return number < 0 ? 0 : Math.floor(number / this.span) * this.span;
  }
}

/**
 * Several guides as one: the first in order that knows a channel answers for it alone, so that two guides never mix within one
 * channel. Costs nothing but the look-ups.
 */
export function mergeGuides(guides: readonly GuideRows[]): GuideRows {
  const [only] = guides;
  return guides.length === 1 && only !== undefined ? only : new MergedGuide(guides);
}

/** A guide that knows nothing, for the time before the first load. */
export const EMPTY_GUIDE: GuideRows = mergeGuides([]);
