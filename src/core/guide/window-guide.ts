import { HOUR_MS } from '../base';
import type { ProgrammeRecord } from '../catalog';
import type { GuideRows, ProgrammeInput, TimeSpan } from './guide-contract';
import type { GuidePage } from './guide-page';
import { RowsGuide } from './rows-guide';

/** Channels kept; the ones not asked for longest go first. A page shows a dozen, fast scrolling a few hundred. */
const MAX_CHANNELS = 400;
/** Each channel has a span of row numbers of its own; nobody answers with more programmes of one channel. */
const ROW_SPAN = 0x10000;

/** A guide that is filled channel by channel, for sources that answer small windows (short guide of panels, our platform). */
export interface WindowGuide {
  /** Replaces what is known of `fromMs..toMs`; programmes outside it stay. Programmes in any order. */
  put(guideKey: string, fromMs: number, toMs: number, programmes: readonly ProgrammeInput[]): void;
  /** Whether the whole of `fromMs..toMs` has been put. */
  covers(guideKey: string, fromMs: number, toMs: number): boolean;
  /** What is known now; immutable, a new one after each change. */
  snapshot(): GuideRows;
}

interface Entry {
  readonly fromMs: number;
  readonly toMs: number;
  readonly programmes: readonly ProgrammeRecord[];
}

function toRecord(channelKey: string, input: ProgrammeInput): ProgrammeRecord {
  return { subtitle: '', description: '', category: '', picture: '', age: -1, ...input, channelKey };
}

/** A programme that ends by `nextMs`; one without a stop lasts until then, but not over an hour. */
function endingBy(programme: ProgrammeRecord, nextMs: number): ProgrammeRecord {
  const openStop = programme.stopMs > programme.startMs ? programme.stopMs : programme.startMs + HOUR_MS;
  const stopMs = Math.min(nextMs, openStop);
  return stopMs === programme.stopMs ? programme : { ...programme, stopMs };
}

/** In order, first of equal starts, ends clipped to the next start. */
function inOrder(programmes: readonly ProgrammeRecord[]): readonly ProgrammeRecord[] {
  const sorted = programmes.slice().sort((a, b) => a.startMs - b.startMs);
  const found: ProgrammeRecord[] = [];
  for (const programme of sorted) {
    const last = found[found.length - 1];
    if (last?.startMs === programme.startMs) continue;
    if (last !== undefined) found[found.length - 1] = endingBy(last, programme.startMs);
    found.push(programme);
  }
  const last = found[found.length - 1];
  if (last !== undefined) found[found.length - 1] = endingBy(last, Infinity);
  return found;
}

function merged(guideKey: string, known: Entry | undefined, fromMs: number, toMs: number, inputs: readonly ProgrammeInput[]): Entry {
  const fresh = inputs.map((input) => toRecord(guideKey, input));
  if (known === undefined) return { fromMs, toMs, programmes: inOrder(fresh) };
  const kept = known.programmes.filter((programme) => programme.stopMs <= fromMs || programme.startMs >= toMs);
  const touches = fromMs <= known.toMs && toMs >= known.fromMs;
  return {
    // Two windows with a gap between them: only the new one is covered.
    fromMs: touches ? Math.min(fromMs, known.fromMs) : fromMs,
    toMs: touches ? Math.max(toMs, known.toMs) : toMs,
    programmes: inOrder(fresh.concat(kept)),
  };
}

/** The first of a channel's programmes that stops behind `atMs`; their number when none does. */
function firstStoppingAfter(programmes: readonly ProgrammeRecord[], atMs: number): number {
  let low = 0;
  let high = programmes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((programmes[middle]?.stopMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a window guide knew at one moment. */
class WindowSnapshot extends RowsGuide {
  private readonly keys: readonly string[];
  private readonly entries: readonly Entry[];
  private readonly indexByKey: ReadonlyMap<string, number>;

  constructor(
    readonly revision: string,
    entries: ReadonlyMap<string, Entry>,
  ) {
    super();
    this.keys = Array.from(entries.keys());
    this.entries = Array.from(entries.values());
    this.indexByKey = new Map(this.keys.map((key, index) => [key, index] as const));
  }

  channelOf(guideKey: string): number {
    const index = this.indexByKey.get(guideKey) ?? -1;
    return this.programmes(index).length > 0 ? index : -1;
  }

  putNowNext(channel: number, atMs: number, out: Int32Array, at: number): void {
    const programmes = this.programmes(channel);
    const first = firstStoppingAfter(programmes, atMs);
    const isRunning = (programmes[first]?.startMs ?? Infinity) <= atMs;
    const next = isRunning ? first + 1 : first;
    out[at] = isRunning ? channel * ROW_SPAN + first : -1;
    out[at + 1] = next < programmes.length ? channel * ROW_SPAN + next : -1;
  }

  putCells(channel: number, fromMs: number, toMs: number, page: GuidePage): void {
    const programmes = this.programmes(channel);
    for (let i = firstStoppingAfter(programmes, fromMs); i < programmes.length; i += 1) {
      const { startMs, stopMs } = programmes[i] ?? { startMs: toMs, stopMs: toMs };
      if (startMs >= toMs) return;
      page.put(channel * ROW_SPAN + i, startMs, stopMs, fromMs);
    }
  }

  rowsBetween(channel: number, fromMs: number, toMs: number): readonly [first: number, behind: number] {
    const programmes = this.programmes(channel);
    const first = firstStoppingAfter(programmes, fromMs);
    let behind = first;
    while (behind < programmes.length && (programmes[behind]?.startMs ?? toMs) < toMs) behind += 1;
    return [channel * ROW_SPAN + first, channel * ROW_SPAN + behind];
  }

  startMs(row: number): number {
    return this.record(row)?.startMs ?? 0;
  }

  stopMs(row: number): number {
    return this.record(row)?.stopMs ?? 0;
  }

  title(row: number): string {
    return this.record(row)?.title ?? '';
  }

  record(row: number): ProgrammeRecord | null {
    return this.programmes(this.channelOfRow(row))[row % ROW_SPAN] ?? null;
  }

  channelOfRow(row: number): number {
    return Math.floor(row / ROW_SPAN);
  }

  keysOf(channel: number): readonly string[] {
    const key = this.keys[channel];
    return key === undefined ? [] : [key];
  }

  coverage(channel: number): TimeSpan | null {
    const entry = this.entries[channel];
    return entry === undefined ? null : { fromMs: entry.fromMs, toMs: entry.toMs };
  }

  private programmes(channel: number): readonly ProgrammeRecord[] {
    return this.entries[channel]?.programmes ?? [];
  }
}

/** Makes an empty one. */
export function createWindowGuide(): WindowGuide {
  let entries = new Map<string, Entry>();
  let changes = 0;
  let current: GuideRows | null = null;
  return {
    put(guideKey, fromMs, toMs, programmes) {
      const entry = merged(guideKey, entries.get(guideKey), fromMs, toMs, programmes);
      // A copy, since a reader of the old map may be in use; re-inserted at the end, so the first key is the oldest.
      entries = new Map(entries);
      entries.delete(guideKey);
      entries.set(guideKey, entry);
      if (entries.size > MAX_CHANNELS) {
        const oldest: unknown = entries.keys().next().value;
        if (typeof oldest === 'string') entries.delete(oldest);
      }
      changes += 1;
      current = null;
    },
    covers(guideKey, fromMs, toMs) {
      const entry = entries.get(guideKey);
      return entry !== undefined && entry.fromMs <= fromMs && entry.toMs >= toMs;
    },
    snapshot() {
      current ??= new WindowSnapshot(`w${changes}`, entries);
      return current;
    },
  };
}
