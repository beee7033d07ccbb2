import { createHash } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { ZlibOptions } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { rounds } from '#test/harness/rounds';
import { AppError, createSeededRandom } from '../base';
import type { UnpackReport, UnpackerOptions } from '.';
import { createInflater, createUnpacker } from '.';

interface Outcome {
  readonly text: string;
  readonly report: UnpackReport | null;
  readonly code: string;
}

function unpack(bytes: Uint8Array, sizes: readonly number[] = [1 << 20], options: UnpackerOptions = {}): Outcome {
  const parts: Buffer[] = [];
  const unpacker = createUnpacker((chunk) => parts.push(Buffer.from(chunk)), options);
  const text = (): string => Buffer.concat(parts).toString('latin1');
  try {
    for (let from = 0, i = 0; from < bytes.length; i += 1) {
      const size = sizes[i % sizes.length] ?? 1;
      // A buffer's own `slice` would not copy.
      const chunk = new Uint8Array(bytes.subarray(from, from + size));
      unpacker.push(chunk);
      chunk.fill(0x55);
      from += size;
    }
    const report = unpacker.end();
    return { text: text(), report, code: '' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { text: text(), report: null, code: error.code };
  }
}

/** Texts and noise of `length` bytes, by seed. */
function sample(seed: number, length: number): Buffer {
  const { below: next } = createSeededRandom(seed);
  const words = Array.from({ length: 50 }, () => Buffer.from(Array.from({ length: 1 + next(12) }, () => 0x20 + next(90))));
  const parts: Buffer[] = [];
  for (let size = 0; size < length; ) {
    const part = next(40) === 0 ? Buffer.from(Array.from({ length: next(300) }, () => next(256))) : (words[next(50)] ?? Buffer.alloc(1));
    parts.push(part);
    size += part.length;
  }
  return Buffer.concat(parts).subarray(0, length);
}

const TEXT = `#EXTM3U\n${'The Ferry Islands. '.repeat(400)}`;
const PACKED = gzipSync(TEXT);

/** A gzip file with everything a header can have (RFC 1952 section 2.3). */
function richHeader(body: Uint8Array): Uint8Array {
  const extra = [3, 0, 65, 66, 0];
  const named = [...Buffer.from('list.m3u'), 0, ...Buffer.from('with a comment'), 0, 1, 2];
  return Uint8Array.from([0x1f, 0x8b, 8, 1 | 2 | 4 | 8 | 16, 1, 2, 3, 4, 2, 255, ...extra, ...named, ...body.subarray(10)]);
}

describe('what is unpacked', () => {
  test.each<readonly [string, Uint8Array, Partial<UnpackReport>]>([
    ['plain', Buffer.from(TEXT), { packing: 'plain', members: 0, remarks: [] }],
    ['gzip', PACKED, { packing: 'gzip', members: 1, remarks: [] }],
    ['gzip with extra field, name, comment and header check', richHeader(PACKED), { packing: 'gzip', members: 1, remarks: [] }],
    ['zlib', deflateSync(TEXT), { packing: 'zlib', members: 1, remarks: [] }],
    ['raw deflate', deflateRawSync(TEXT), { packing: 'deflate', members: 1, remarks: [] }],
    ['raw deflate, fixed codes', deflateRawSync(TEXT, { strategy: 4 }), { packing: 'deflate', members: 1, remarks: [] }],
    ['gzip filled up with zeros', Buffer.concat([PACKED, Buffer.alloc(700)]), { packing: 'gzip', members: 1, remarks: [] }],
    ['gzip with garbage behind', Buffer.concat([PACKED, Buffer.from('<!-- 0.02 s -->')]), { members: 1, remarks: ['trailing-garbage'] }],
    ['gzip with half a header behind', Buffer.concat([PACKED, Buffer.from([0x1f, 0x8b])]), { members: 1, remarks: ['trailing-garbage'] }],
    ['zlib with garbage behind', Buffer.concat([deflateSync(TEXT), Buffer.from('x')]), { remarks: ['trailing-garbage'] }],
    ['gzip without its check sum', PACKED.subarray(0, PACKED.length - 5), { members: 1, remarks: ['checksum'] }],
  ])('%s', (_name, bytes, expected) => {
    for (const sizes of [[1 << 20], [1], [7], [65, 3]]) {
      const { text, report, code } = unpack(bytes, sizes);
      expect(code).toBe('');
      expect(text === TEXT).toBe(true);
      expect(report).toMatchObject({ packedBytes: bytes.length, bytes: TEXT.length, ...expected });
    }
  });

  test('joined members, an empty one among them', () => {
    const joined = Buffer.concat([gzipSync('#one\n'), gzipSync(''), richHeader(gzipSync('two')), Buffer.alloc(3), gzipSync('three')]);
    for (const sizes of [[1 << 20], [1], [19]]) expect(unpack(joined, sizes)).toMatchObject({ text: '#one\ntwothree', report: { members: 4, remarks: [] } });
  });

  test('wrong check sums and lengths are told, and the bytes used', () => {
    const bytes = Uint8Array.from(PACKED);
    bytes[bytes.length - 7] = (bytes[bytes.length - 7] ?? 0) ^ 1;
    expect(unpack(bytes)).toMatchObject({ text: TEXT, report: { remarks: ['checksum'] } });
    bytes[bytes.length - 1] = 9;
    expect(unpack(bytes).report?.remarks).toEqual(['checksum', 'length']);
    const zlib = Uint8Array.from(deflateSync(TEXT));
    zlib[zlib.length - 1] = (zlib[zlib.length - 1] ?? 0) ^ 1;
    expect(unpack(zlib)).toMatchObject({ text: TEXT, report: { remarks: ['checksum'] } });
  });

  test.each([5, 15, 40, 100])('cut %i bytes before the end: what came is used', (missing) => {
    const source = sample(missing, 5000).toString('latin1');
    const packed = gzipSync(Buffer.from(source, 'latin1'));
    const { text, report } = unpack(packed.subarray(0, packed.length - missing), [100]);
    expect(source.indexOf(text)).toBe(0);
    expect(text.length).toBeGreaterThan(source.length - 6 * missing - 100);
    expect(report?.remarks).toEqual([missing < 8 ? 'checksum' : 'cut']);
  });

  test('short plain files, and such as begin like packed ones', () => {
    for (const text of ['', 'x', '\u001f', 'Keine Liste', 'Access denied', 'zzz', 'BZ', 'xyz', 'http://h/a.ts\n'.repeat(30), 'sample '.repeat(40)]) {
      for (const size of [1, 100]) expect(unpack(Buffer.from(text), [size])).toMatchObject({ text, report: { packing: 'plain', remarks: [] } });
    }
  });
});

describe('what is refused', () => {
  test.each<readonly [string, readonly number[], string]>([
    ['damaged gzip', [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 'source.malformed'], ['gzip of another method', [0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 0], 'source.malformed'],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'source.unsupported'], ['zip', [0x50, 0x4b, 3, 4], 'source.unsupported'], ['bzip2', [0x42, 0x5a, 0x68, 0x39], 'source.unsupported'],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd], 'source.unsupported'],
  ])('%s is named', (_name, bytes, code) => {
    for (const size of [1, 100]) expect(unpack(Uint8Array.from(bytes), [size]).code).toBe(code);
  });

  test('damage in the middle: what came before is handed out', () => {
    const source = sample(3, 200_000);
    const packed = Uint8Array.from(gzipSync(source));
    packed.fill(0xff, packed.length / 2, packed.length / 2 + 300);
    const whole = unpack(packed);
    expect(whole.code === 'source.malformed' || whole.report?.remarks.includes('checksum')).toBe(true);
    expect(whole.text.slice(0, 50_000)).toBe(source.toString('latin1').slice(0, 50_000));
    expect(unpack(packed, [1])).toEqual(whole);
  });

  test('what the taker throws is its own affair', () => {
    const own = new Error('full');
    const unpacker = createUnpacker(() => { throw own; });
    expect(() => unpacker.push(PACKED)).toThrow(own);
  });
});

describe('properties', () => {
  const shapes: readonly ZlibOptions[] = [{}, { level: 0 }, { level: 1 }, { level: 9, memLevel: 9 }, { strategy: 2 }, { strategy: 3 }, { strategy: 4 }, { windowBits: 9 }];

  test('every way of packing, every kind of data, any chunks', () => {
    shapes.forEach((options, shape) => {
      for (const length of [0, 1, 100, 70_000, 400_000]) {
        const source = length === 400_000 ? Buffer.concat([Buffer.alloc(150_000, 'ab'), sample(shape + 1, 250_000)]) : sample(shape * 7 + length, length);
        const packed = gzipSync(source, options);
        const digest = createHash('sha1').update(source).digest('hex');
        for (const sizes of [[1 << 24], [4096], [1 + shape, 333, 17]]) {
          const outcome = unpack(packed, sizes);
          expect(outcome.report).toMatchObject({ bytes: source.length, members: 1, remarks: [] });
          expect(createHash('sha1').update(outcome.text, 'latin1').digest('hex')).toBe(digest);
        }
      }
    });
  });

  test('cut at any byte the result is the same', () => {
    const source = sample(11, 3000);
    const files = [richHeader(gzipSync(source)), deflateSync(source), deflateRawSync(source, { strategy: 4 }), Buffer.concat([gzipSync(source.subarray(0, 1000)), gzipSync(source.subarray(1000), { level: 0 })])];
    for (const file of files) {
      const whole = unpack(file);
      for (let at = 1; at < file.length; at += 1) expect(unpack(file, [at, file.length])).toEqual(whole);
      expect(unpack(file, [1])).toEqual(whole);
    }
  });

  test('random damage neither hangs nor throws anything nameless, and chunks never matter', () => {
    const { below: random } = createSeededRandom(99);
    const sources = [gzipSync(sample(1, 2000)), deflateSync(sample(2, 2000)), gzipSync(sample(3, 1500), { strategy: 4 })];
    for (let round = 0; round < rounds(100, 3000); round += 1) {
      const bytes = Uint8Array.from(sources[round % 3] ?? []).slice(0, 200 + random(2000));
      for (let change = 0; change < 3; change += 1) bytes[random(bytes.length)] = random(256);
      const whole = unpack(bytes);
      expect(unpack(bytes, [1 + random(60), 1 + random(9)])).toEqual(whole);
    }
  });

  test('a bomb comes out in bounded pieces', () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000));
    let largest = 0;
    let total = 0;
    const unpacker = createUnpacker((chunk) => {
      largest = Math.max(largest, chunk.length);
      total += chunk.length;
    });
    unpacker.push(bomb);
    expect(unpacker.end()).toMatchObject({ bytes: 30_000_000, remarks: [] });
    expect([total, largest <= 128 * 1024]).toEqual([30_000_000, true]);
  });

  test('another inflater can take over', () => {
    let made = 0;
    const outcome = unpack(Buffer.concat([PACKED, PACKED]), [50], {
      createInflate: (take) => {
        made += 1;
        return createInflater(take);
      },
    });
    expect([made, outcome.text === TEXT + TEXT]).toEqual([2, true]);
  });
});

test('a code that does not exist is damage, not something to wait for', () => {
  // Found by the fuzzer: a single code for lengths, and bits that are not it. Whoever pushed what was left went on for ever.
  const packed = Uint8Array.from(Buffer.from('4gp4dAkgCmEJYSADYbwAMLwAMDw2Nw==', 'base64'));
  expect(() => createInflater(() => undefined).push(packed, 0)).toThrow();
  const unpacker = createUnpacker(() => undefined);
  unpacker.push(packed);
  expect(unpacker.end().bytes).toBe(packed.length);
});
