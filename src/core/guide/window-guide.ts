import { HOUR_MS } from '../base';
import type { GuideReader, NowNext, ProgrammeRecord } from '../catalog';
import type { ProgrammeInput } from './guide-contract';

/** Channels kept; the ones not asked for longest go first. A page shows a dozen, fast scrolling a few hundred. */
const MAX_CHANNELS = 400;

/** A guide that is filled channel by channel, for sources that answer small windows (short guide of panels, our platform). */
export interface WindowGuide {
  /** Replaces what is known of `fromMs..toMs`; programmes outside it stay. Programmes in any order. */
  put(guideKey: string, fromMs: number, toMs: number, programmes: readonly ProgrammeInput[]): void;
  /** Whether the whole of `fromMs..toMs` has been put. */
  covers(guideKey: string, fromMs: number, toMs: number): boolean;
  /** What is known now; immutable, a new one after each change. */
  snapshot(): GuideReader;
}

interface Entry {
  readonly fromMs: number;
  readonly toMs: number;
  readonly programmes: readonly ProgrammeRecord[];
}

const NOTHING: NowNext = { now: null, next: null };

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

function reader(revision: string, entries: ReadonlyMap<string, Entry>): GuideReader {
  return {
    revision,
    has: (guideKey) => (entries.get(guideKey)?.programmes.length ?? 0) > 0,
    nowNext(guideKey, atMs) {
      const programmes = entries.get(guideKey)?.programmes;
      if (programmes === undefined) return NOTHING;
      return {
        now: programmes.find((programme) => programme.startMs <= atMs && programme.stopMs > atMs) ?? null,
        next: programmes.find((programme) => programme.startMs > atMs) ?? null,
      };
    },
    between(guideKey, fromMs, toMs) {
      return (entries.get(guideKey)?.programmes ?? []).filter((programme) => programme.startMs < toMs && programme.stopMs > fromMs);
    },
  };
}

/** Makes an empty one. */
export function createWindowGuide(): WindowGuide {
  let entries = new Map<string, Entry>();
  let changes = 0;
  let current: GuideReader | null = null;
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
      current ??= reader(`w${changes}`, entries);
      return current;
    },
  };
}
