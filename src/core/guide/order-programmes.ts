import type { GrowColumn } from '../text';

/** How long a programme without a stop lasts at most: until the next one, but not over a gap of days. */
const MAX_OPEN_SEC = 24 * 3600;
/** How long the last programme of a channel lasts when nobody says. */
const LAST_OPEN_SEC = 3600;
/** A place in a channel fits below the start in the 53 bits of a double. */
const PLACE_FACTOR = 0x200000;

/** The columns of {@link GuideData} in order. */
export interface OrderedProgrammes {
  readonly starts: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly offset: Uint32Array;
}

/** Rows by channel, in order of arrival. */
function byChannel(channels: number, channel: GrowColumn): { starts: Uint32Array; rows: Uint32Array } {
  const starts = new Uint32Array(channels + 1);
  for (let row = 0; row < channel.length; row += 1) {
    const at = channel.at(row) + 1;
    starts[at] = (starts[at] ?? 0) + 1;
  }
  for (let i = 0; i < channels; i += 1) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const next = starts.slice();
  const rows = new Uint32Array(channel.length);
  for (let row = 0; row < channel.length; row += 1) {
    const at = next[channel.at(row)] ?? 0;
    rows[at] = row;
    next[channel.at(row)] = at + 1;
  }
  return { starts, rows };
}

/** Sorts `rows[first..last)` by start, keeping the order of arrival for equal ones. */
function sortByStart(rows: Uint32Array, first: number, last: number, from: GrowColumn): void {
  let isSorted = true;
  for (let at = first + 1; at < last && isSorted; at += 1) isSorted = from.at(rows[at] ?? 0) >= from.at(rows[at - 1] ?? 0);
  if (isSorted) return;
  const keys = new Float64Array(last - first);
  for (let at = first; at < last; at += 1) keys[at - first] = from.at(rows[at] ?? 0) * PLACE_FACTOR + (at - first);
  keys.sort();
  const sorted = new Uint32Array(last - first);
  for (let i = 0; i < sorted.length; i += 1) sorted[i] = rows[first + ((keys[i] ?? 0) % PLACE_FACTOR)] ?? 0;
  rows.set(sorted, first);
}

/**
 * Brings programmes in order of channel and time. Of several that begin at the same moment the first one stays; one that overlaps the next
 * ends where that begins; a missing stop is the next start.
 */
export function orderProgrammes(channels: number, channel: GrowColumn, from: GrowColumn, to: GrowColumn, offset: GrowColumn): OrderedProgrammes {
  const { starts, rows } = byChannel(channels, channel);
  const ordered = {
    starts: new Uint32Array(channels + 1), from: new Uint32Array(rows.length), to: new Uint32Array(rows.length), offset: new Uint32Array(rows.length),
  };
  let count = 0;
  for (let index = 0; index < channels; index += 1) {
    const first = starts[index] ?? 0;
    const last = starts[index + 1] ?? 0;
    sortByStart(rows, first, last, from);
    const begin = count;
    for (let at = first; at < last; at += 1) {
      const row = rows[at] ?? 0;
      const start = from.at(row);
      if (count > begin) {
        if (ordered.from[count - 1] === start) continue;
        closeAt(ordered.from, ordered.to, count - 1, start);
      }
      ordered.from[count] = start;
      ordered.to[count] = to.at(row);
      ordered.offset[count] = offset.at(row);
      count += 1;
    }
    if (count > begin && ordered.to[count - 1] === 0) ordered.to[count - 1] = (ordered.from[count - 1] ?? 0) + LAST_OPEN_SEC;
    ordered.starts[index + 1] = count;
  }
  if (count === rows.length) return ordered;
  return { starts: ordered.starts, from: ordered.from.slice(0, count), to: ordered.to.slice(0, count), offset: ordered.offset.slice(0, count) };
}

function closeAt(from: Uint32Array, to: Uint32Array, index: number, next: number): void {
  const stop = to[index] ?? 0;
  if (stop === 0) to[index] = Math.min(next, (from[index] ?? 0) + MAX_OPEN_SEC);
  else if (stop > next) to[index] = next;
}
