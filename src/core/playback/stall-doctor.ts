/** What is known while somebody watches; `null`: this set or stream does not tell. */
export interface DoctorFacts {
  readonly isOnline: boolean;
  /** The picture stands although it is wanted. */
  readonly isStalled: boolean;
  readonly bufferedAheadMs: number | null;
  /** What the picture needs, and what arrives; bits per second. */
  readonly bitrateBps: number | null;
  readonly bandwidthBps: number | null;
  /** The most that arrived since it plays. */
  readonly bestBandwidthBps: number | null;
  readonly droppedPerSecond: number | null;
}

/** What is slow. `unknown`: something is, and nobody can tell what. */
export type Diagnosis = 'well' | 'offline' | 'line' | 'server' | 'decoder' | 'unknown';

/** Less in hand than this may run dry at the next hiccup. */
const LOW_BUFFER_MS = 3_000;
/** Fewer dropped pictures nobody sees. */
const MANY_DROPPED = 3;
/** A line that once carried this much more than is needed can carry it still: the server is the slow one. */
const PROVEN = 2;

/** Names what is slow, by what is missing: pictures that arrive but are not shown are the decoder's, bits that do not arrive are the line's or the server's. */
export function diagnose(facts: DoctorFacts): Diagnosis {
  const { bufferedAheadMs, bitrateBps, bandwidthBps, bestBandwidthBps, droppedPerSecond } = facts;
  if (!facts.isOnline) return 'offline';
  const isLow = bufferedAheadMs !== null && bufferedAheadMs < LOW_BUFFER_MS;
  if (!isLow && droppedPerSecond !== null && droppedPerSecond >= MANY_DROPPED) return 'decoder';
  if (!facts.isStalled && !isLow) return 'well';
  if (bitrateBps === null || bandwidthBps === null) return facts.isStalled ? 'unknown' : 'well';
  if (bandwidthBps >= bitrateBps) return 'server';
  return bestBandwidthBps !== null && bestBandwidthBps >= bitrateBps * PROVEN ? 'server' : 'line';
}
