// Fingerprints of rows, as RowFingerprint works them out.
import { isDigit, mix } from './bytes';
import { FILE_WEIGHTS, MAX_ROWS, NAME_WEIGHTS } from './layout';
import { directory, fileEnd, fileStart, lineName, nameStart } from './read-row';

const LOW_PART: i32 = 0x9e3779b1;
const HIGH_PART: i32 = 0x85ebca6b;

/** Writes the fingerprint of the row read last into its columns. */
export function writeId(column: usize, group: usize): void {
  let low = 1;
  let high = 1;
  for (let at = nameStart; at < lineName; at += 1) {
    const weight = NAME_WEIGHTS + (<usize>load<u8>(at) << 4);
    low = low * load<i32>(weight) + load<i32>(weight + 4);
    high = high * load<i32>(weight + 8) + load<i32>(weight + 12);
  }
  let rowLow = (0x811c9dc5 * LOW_PART + mix(low)) * LOW_PART + load<i32>(group + 8);
  let rowHigh = (0x9747b28c * HIGH_PART + mix(high)) * HIGH_PART + load<i32>(group + 12);
  let idEnd = fileEnd;
  let path = directory + 24;
  // /live/user/password/123.ts: what stays is the form and the number.
  if (load<i32>(directory + 12) != 0) {
    let at = fileStart;
    while (at < fileEnd && isDigit(<i32>load<u8>(at))) at += 1;
    if (at != fileStart && fileEnd - at <= 6 && (at == fileEnd || load<u8>(at) == 0x2e)) {
      idEnd = at;
      path += 8;
    }
  }
  low = 1;
  high = 1;
  for (let at = fileStart; at < idEnd; at += 1) {
    const weight = FILE_WEIGHTS + (<usize>load<u8>(at) << 4);
    low = low * load<i32>(weight) + load<i32>(weight + 4);
    high = high * load<i32>(weight + 8) + load<i32>(weight + 12);
  }
  rowLow = ((rowLow * LOW_PART + load<i32>(directory + 16)) * LOW_PART + load<i32>(path)) * LOW_PART + mix(low);
  rowHigh = ((rowHigh * HIGH_PART + load<i32>(directory + 20)) * HIGH_PART + load<i32>(path + 4)) * HIGH_PART + mix(high);
  store<i32>(column + 4 * MAX_ROWS, (mix(rowHigh ^ (rowLow << 9)) & 0x7fffffff) | 0x80000000);
  store<i32>(column + 2 * 4 * MAX_ROWS, mix(rowLow ^ (rowHigh >>> 7)));
}
