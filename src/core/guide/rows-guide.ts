import type { NowNext, ProgrammeRecord } from '../catalog';
import type { GuideRows, TimeSpan } from './guide-contract';
import { GuidePage } from './guide-page';

const NOTHING: NowNext = { now: null, next: null };

/** What every guide does in the same way once it can be read by numbers. */
export abstract class RowsGuide implements GuideRows {
  abstract readonly revision: string;
  private readonly pair = new Int32Array(2);

  abstract channelOf(guideKey: string): number;
  abstract putNowNext(channel: number, atMs: number, out: Int32Array, at: number): void;
  abstract putCells(channel: number, fromMs: number, toMs: number, page: GuidePage): void;
  abstract rowsBetween(channel: number, fromMs: number, toMs: number): readonly [first: number, behind: number];
  abstract startMs(row: number): number;
  abstract stopMs(row: number): number;
  abstract title(row: number): string;
  abstract record(row: number, guideKey?: string): ProgrammeRecord | null;
  abstract channelOfRow(row: number): number;
  abstract keysOf(channel: number): readonly string[];
  abstract coverage(channel: number): TimeSpan | null;

  channelsOf(guideKeys: readonly string[], into = new Int32Array(guideKeys.length)): Int32Array {
    for (let i = 0; i < guideKeys.length; i += 1) into[i] = this.channelOf(guideKeys[i] ?? '');
    return into;
  }

  rowsNowNext(channels: ArrayLike<number>, atMs: number, out: Int32Array): void {
    for (let i = 0; i < channels.length; i += 1) this.putNowNext(channels[i] ?? -1, atMs, out, i * 2);
  }

  page(channels: ArrayLike<number>, fromMs: number, toMs: number, page = new GuidePage()): GuidePage {
    page.begin(channels.length);
    for (let i = 0; i < channels.length; i += 1) {
      this.putCells(channels[i] ?? -1, fromMs, toMs, page);
      page.endChannel(fromMs, toMs);
    }
    return page;
  }

  has(guideKey: string): boolean {
    return this.channelOf(guideKey) >= 0;
  }

  nowNext(guideKey: string, atMs: number): NowNext {
    const channel = this.channelOf(guideKey);
    if (channel < 0) return NOTHING;
    this.putNowNext(channel, atMs, this.pair, 0);
    return { now: this.record(this.pair[0] ?? -1, guideKey), next: this.record(this.pair[1] ?? -1, guideKey) };
  }

  between(guideKey: string, fromMs: number, toMs: number): readonly ProgrammeRecord[] {
    const found: ProgrammeRecord[] = [];
    const [first, behind] = this.rowsBetween(this.channelOf(guideKey), fromMs, toMs);
    for (let row = first; row < behind; row += 1) {
      const record = this.record(row, guideKey);
      if (record !== null) found.push(record);
    }
    return found;
  }
}
