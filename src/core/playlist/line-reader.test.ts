import { describe, expect, test } from '@jest/globals';
import type { SlidingBuffer } from '../text';
import { LineReader } from './line-reader';
import type { LineTarget } from './line-reader';

/** Counts bytes looked at in vain, and the most that was held. */
class CountingTarget implements LineTarget {
  triedBytes = 0;
  held = 0;
  readonly lengths: number[] = [];
  readonly tooLongLines: number[] = [];
  readonly rowLines = 0;
  readonly isRowCut = false;

  rows(_buffer: SlidingBuffer, start: number): number {
    return start;
  }

  quick(buffer: SlidingBuffer, start: number): number {
    this.triedBytes += buffer.end - start;
    this.held = Math.max(this.held, buffer.bytes.length);
    return -1;
  }

  line(_buffer: SlidingBuffer, start: number, end: number): void {
    this.lengths.push(end - start);
  }

  tooLong(lineNumber: number): void {
    this.tooLongLines.push(lineNumber);
  }

  neededFrom(position: number): number {
    return position;
  }

  moved(): void {
    // Nothing is kept.
  }
}

function feed(bytes: Uint8Array, size: number): { readonly target: CountingTarget; readonly lines: number } {
  const target = new CountingTarget();
  const reader = new LineReader(target);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  reader.end();
  return { target, lines: reader.lines };
}

describe('work and memory', () => {
  test.each([1, 7, 100])('a long line in chunks of %i is looked at a few times at most, however long', (size) => {
    const length = 200_000;
    const { target } = feed(new Uint8Array(length).fill(0x61), size);
    expect(target.lengths).toEqual([length]);
    // Tried at lengths that double: 1 + 2 + 4 + … stays below twice the whole.
    expect(target.triedBytes).toBeLessThan(length * 2 + 1000);
  });

  test('an endless line is dropped while it comes', () => {
    const bytes = new Uint8Array(12_000_000).fill(0x61);
    bytes[bytes.length - 1] = 0x0a;
    for (const size of [50_000, 1 << 24]) {
      const { target, lines } = feed(bytes, size);
      expect([target.tooLongLines, target.lengths, lines]).toEqual([[1], [], 1]);
      expect(target.held).toBeLessThan(4_000_000);
    }
  });

  test('what a line is told as does not depend on chunks', () => {
    const text = `a\r\nbb\n\r\nccc\r${'d'.repeat(1_048_576)}\n${'e'.repeat(1_048_577)}\nf`;
    const bytes = new TextEncoder().encode(text);
    const whole = feed(bytes, 1 << 24);
    expect(whole.target.lengths).toEqual([1, 2, 0, 3, 1_048_576, 1]);
    expect(whole.target.tooLongLines).toEqual([6]);
    for (const size of [1000, 65_536, 65_537]) {
      const cut = feed(bytes, size);
      expect([cut.target.lengths, cut.target.tooLongLines, cut.lines]).toEqual([whole.target.lengths, whole.target.tooLongLines, whole.lines]);
    }
  });
});
