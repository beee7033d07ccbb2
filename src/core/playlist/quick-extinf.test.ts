import { describe, expect, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { createSeededRandom } from '../base';
import { SlidingBuffer } from '../text';
import { ExtinfScanner } from './extinf-scanner';
import { M3U } from './m3u-contract';
import { EntrySpans } from './m3u-entry';

/** What an entry holds of a scan, as text. */
function contents(entry: EntrySpans): readonly unknown[] {
  const fields = Object.values(M3U).map((field) => entry.text(field));
  return [entry.durationSec, fields, entry.properties(), entry.headers()];
}

/** Learns the names of a first line, then reads `line` quickly; `null` if it leaves it to the careful way. */
function compare(scanner: ExtinfScanner, line: string, present = 0): { readonly quick: readonly unknown[] | null; readonly careful: readonly unknown[] } {
  const bytes = new TextEncoder().encode(`${line}\n`);
  const buffer = new SlidingBuffer();
  buffer.append(bytes, 0, bytes.length);
  const [careful, quick] = [new EntrySpans(''), new EntrySpans('')];
  for (const entry of [careful, quick]) {
    entry.use(buffer);
    entry.reset(0);
    entry.present = present;
  }
  const stop = scanner.quick.read(buffer, 0, quick.spans, present);
  if (stop >= 0) {
    expect(stop).toBe(bytes.length - 1);
    quick.setDuration(scanner.quick.duration);
    quick.present = scanner.quick.present;
    scanner.quick.deliverUnknown(quick);
  }
  let end = bytes.length - 1;
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x09)) end -= 1;
  scanner.scan(buffer.bytes, 7, end, careful);
  return { quick: stop < 0 ? null : contents(quick), careful: contents(careful) };
}

const KEYS = ['tvg-id', 'tvg-name', 'tvg-logo', 'group-title', 'TVG-ID', 'xui-id', 'catchup-source', 'x'];
const VALUES = ['', 'a', 'News & More', 'http://l/a,b.png?x=1', 'a=b', 'x=', 'Ünï', "it's", ' padded ', 'a\tb', 'say "hi" now', 'a" b', ',', '='];
const NAMES = ['', 'Name', 'Name, with comma', 'A = B', 'A=B', '2+2=4', 'tvg-id="late"', 'N tvg-id="late"', ' padded ', 'a"b', 'tvg-id=late', 'Ж', 'a\u0000b'];

describe('the quick way and the careful way', () => {
  test('agree on every line the quick way takes', () => {
    const { below: random } = createSeededRandom(20_26);
    const pick = (from: readonly string[]): string => from[random(from.length)] ?? '';
    const scanner = new ExtinfScanner();
    let taken = 0;
    for (let round = 0; round < rounds(8_000, 100_000); round += 1) {
      let line = `#EXTINF:${pick(['-1', '0', '5400', '-1.5', '', '+3', '1234567890'])}`;
      for (let i = random(5); i > 0; i -= 1) {
        const quote = random(12) === 0 ? pick(["'", '']) : '"';
        line += `${random(12) === 0 ? pick(['  ', '\t', '']) : ' '}${pick(KEYS)}${random(15) === 0 ? ' = ' : '='}${quote}${pick(VALUES)}${random(20) === 0 ? '' : quote}`;
      }
      line += `${random(12) === 0 ? pick(['', ' ,', ',,']) : ','}${pick(NAMES)}${random(10) === 0 ? ' ' : ''}`;
      // A directive before the line may have said something of a field.
      const { quick, careful } = compare(scanner, line, random(4) === 0 ? 1 << M3U.tvgLogo : 0);
      if (quick === null) continue;
      taken += 1;
      expect([line, quick]).toEqual([line, careful]);
    }
    // Else nothing would have been compared.
    expect(taken).toBeGreaterThan(400);
  });

  test('incomplete lines are left alone', () => {
    const scanner = new ExtinfScanner();
    const whole = '#EXTINF:-1 tvg-id="a",Name';
    compare(scanner, whole);
    expect(compare(scanner, whole).quick).not.toBeNull();
    const bytes = new TextEncoder().encode(whole);
    for (let length = 0; length <= bytes.length; length += 1) {
      const buffer = new SlidingBuffer();
      buffer.append(bytes, 0, length);
      expect(scanner.quick.read(buffer, 0, new Int32Array(64), 0)).toBe(-1);
    }
  });
});
