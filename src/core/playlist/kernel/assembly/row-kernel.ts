// Rows of a playlist that are written as nearly all are, and whose every part was met before: from bytes to the record and the columns of the catalogue.
// Where anything is new or odd the kernel stops in front of that row; what it makes is what the careful way would have made.
import { INPUT, MAX_ROWS, RECORDS, RECORDS_END, RESULT } from './layout';
import { behindEnd, readAddress, readAttributes, readDuration, readName } from './read-row';
import { CUT, FULL, ODD, beginBatch, recordEnd, rows, write } from './write-row';

export { learnArchive, setArchive } from './archives';
export { groupOf, learnContainer, learnKey, learnShow, newPlace } from './tables';

/** `#EXTINF:`. */
const INFO: u64 = 0x3a464e4954584523;
/** Longer rows are left to the careful way. */
const MAX_ROW: usize = 6000;

/** Reads whole rows from `start` on, both relative to the input; where the first one begins that was not read. */
export function skim(start: i32, end: i32): i32 {
  beginBatch();
  for (let at: usize = 0; at < 28; at += 4) store<i32>(RESULT + at, 0);
  let at = INPUT + <usize>start;
  const stop = INPUT + <usize>end;
  store<i32>(RESULT + 24, FULL);
  while (rows < MAX_ROWS && recordEnd + MAX_ROW < RECORDS_END) {
    store<i32>(RESULT + 24, ODD);
    const next = row(at, stop);
    if (next == 0) {
      if (stop - at < MAX_ROW && load<i32>(RESULT + 24) == ODD && isCut(at, stop)) store<i32>(RESULT + 24, CUT);
      break;
    }
    at = next;
    store<i32>(RESULT + 24, FULL);
  }
  store<i32>(RESULT + 12, <i32>(recordEnd - RECORDS));
  return <i32>(at - INPUT);
}

/** Whether less than two lines are there. */
function isCut(from: usize, stop: usize): bool {
  let lines = 0;
  for (let at = from; at + 1 < stop; at += 1) {
    const byte = load<u8>(at);
    if (byte != 0x0a && byte != 0x0d) continue;
    lines += 1;
    if (lines == 2) return false;
    if (byte == 0x0d && load<u8>(at + 1) == 0x0a) at += 1;
  }
  return lines < 1 || load<u8>(stop - 1) != 0x0a;
}

/** Reads the row at `at`; where the next one begins, or 0. */
function row(at: usize, stop: usize): usize {
  if (at + 24 > stop || load<u64>(at) != INFO) return 0;
  const attributes = readDuration(at + 8, stop);
  if (attributes == 0) return 0;
  const comma = readAttributes(attributes, stop);
  if (comma == 0) return 0;
  const line = readName(comma + 1, stop);
  if (line == 0) return 0;
  const address = behindEnd(line, stop);
  if (address == 0) return 0;
  const next = behindEnd(readAddress(address, stop), stop);
  if (next == 0 || next - at > MAX_ROW) return 0;
  return write() ? next : 0;
}
