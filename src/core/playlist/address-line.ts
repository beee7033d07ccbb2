import { AddressShape } from '../text';
import { ASCII, isBlank } from './bytes';
import { hasScheme } from './m3u-entry';
import { ContainerTable } from './stream-kind';

/** Judges lines that may be addresses. */
export class AddressLine {
  private readonly shape = new AddressShape();
  private readonly containers = new ContainerTable();

  /** Whether `bytes[start..end)` is an address; where none is due (`isDue` false) only what leaves no doubt. */
  is(bytes: Uint8Array, start: number, end: number, isDue: boolean): boolean {
    if (hasScheme(bytes, start, end)) return true;
    this.shape.read(bytes, start, end);
    const isMedia = this.containers.of(bytes, this.shape) !== null;
    let hasBlank = false;
    let hasPathSign = false;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (isBlank(byte)) hasBlank = true;
      else if (byte === ASCII.slash || byte === ASCII.dot || byte === ASCII.question) hasPathSign = true;
      else if (byte === ASCII.less || byte === 0x5b) return false;
    }
    if (isMedia) return isDue || !hasBlank;
    return isDue && !hasBlank && hasPathSign && canBeginPath(bytes[start] ?? 0);
  }
}

/** Letters, digits, `/`, `.`, `?`, `_`, `%` and everything beyond ASCII. */
function canBeginPath(first: number): boolean {
  if (first >= 0x80 || first === ASCII.slash || first === ASCII.dot || first === ASCII.question || first === 0x5f || first === ASCII.percent) return true;
  const small = first | 0x20;
  return (first >= 0x30 && first <= 0x39) || (small >= 0x61 && small <= 0x7a);
}
