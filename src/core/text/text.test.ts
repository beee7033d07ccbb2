import { describe, expect, test } from '@jest/globals';
import { mulberry32 } from '../base';
import {
  ByteHeapBuilder, ByteInterner, Fingerprint, GrowColumn, PrefixMemo, RecordCursor, RecordWriter, SlidingBuffer, WordTable, createUtf8Input, decodeSections, decodeUtf8,
  isSameRange,
  encodeSections, encodeUtf8, foldText, foldWords, hashBytes, hashWords, normaliseChannelName,
} from '.';
import type { FieldType } from '.';

/** Jest's own comparison takes seconds for long arrays. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const platform = new TextDecoder('utf-8');

describe('UTF-8', () => {
  test.each(['', 'plain', 'Käse ß', 'ثمانية', '日本 / Japan', '𝕋𝕍 😀 end', 'é'.repeat(5000), '\u0000\u007f\u0080\u07ff\u0800\uffff'])('goes both ways: %#', (text) => {
    const bytes = encodeUtf8(text);
    expect(Array.from(bytes)).toEqual(Array.from(new TextEncoder().encode(text)));
    expect(decodeUtf8(bytes, 0, bytes.length)).toBe(text);
  });

  test('a lone surrogate becomes the replacement character', () => {
    expect(Array.from(encodeUtf8('a\ud800b\udc00'))).toEqual(Array.from(encodeUtf8('a\ufffdb\ufffd')));
  });

  test('bytes that are no UTF-8 read as Windows-1252', () => {
    const bytes = new Uint8Array([0x4b, 0xe4, 0x73, 0x65, 0x20, 0x80, 0x20, 0xc3, 0xa9, 0x20, 0xe2, 0x82]);
    expect(decodeUtf8(bytes, 0, bytes.length)).toBe('Käse € é â‚');
  });

  test('overlong forms and encoded surrogates are not accepted', () => {
    const bytes = new Uint8Array([0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80]);
    expect(decodeUtf8(bytes, 0, bytes.length)).toHaveLength(9);
  });

  test('valid text agrees with the platform decoder on random input', () => {
    const random = mulberry32(7);
    for (let round = 0; round < 300; round += 1) {
      let text = '';
      for (let i = 0; i < 30; i += 1) text += String.fromCodePoint(Math.floor(random() * 0xd7ff) || 1);
      const bytes = new TextEncoder().encode(text);
      expect(decodeUtf8(bytes, 0, bytes.length)).toBe(platform.decode(bytes));
    }
  });
});

function throughInput(bytes: Uint8Array, size: number, options: Partial<Parameters<typeof createUtf8Input>[0]> = {}): string {
  const out: number[] = [];
  const input = createUtf8Input({ ...options, onBytes: (part) => out.push(...Array.from(part)) });
  for (let from = 0; from < bytes.length; from += size) input.push(bytes.subarray(from, from + size));
  input.end();
  return decodeUtf8(new Uint8Array(out), 0, out.length);
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), !isBigEndian);
  return bytes;
}

describe('createUtf8Input', () => {
  const text = `<?xml version="1.0"?>${'Grüße 😀 '.repeat(60)}`;

  test.each([1, 3, 7, 255, 256, 257, 100_000])('any chunk size %i, any Unicode form', (size) => {
    expect(throughInput(encodeUtf8(text), size)).toBe(text);
    expect(throughInput(encodeUtf8(`\ufeff${text}`), size)).toBe(text);
    expect(throughInput(utf16(`\ufeff${text}`, false), size)).toBe(text);
    expect(throughInput(utf16(`\ufeff${text}`, true), size)).toBe(text);
    expect(throughInput(utf16(text, false), size)).toBe(text);
    expect(throughInput(utf16(text, true), size)).toBe(text);
  });

  test('an XML declaration is believed, a server default is not', () => {
    const latin = new Uint8Array([...encodeUtf8('<?xml version="1.0" encoding="ISO-8859-1"?><a>'), 0xc9, 0xbb]);
    expect(throughInput(latin, 5, { isXml: true })).toContain('É»');
    expect(throughInput(encodeUtf8('Grüße'), 2, { charset: 'iso-8859-1' })).toBe('Grüße');
  });

  test('other encodings go through the factory, a cut character included', () => {
    const seen: string[] = [];
    const createDecoder = (label: string): { decode(bytes: Uint8Array, isLast: boolean): string } => {
      seen.push(label);
      const decoder = new TextDecoder(label);
      return { decode: (bytes, isLast) => decoder.decode(bytes, { stream: !isLast }) };
    };
    const shiftJis = new Uint8Array([0x93, 0xfa, 0x96, 0x7b, 0x41]);
    expect(throughInput(shiftJis, 1, { charset: 'Shift_JIS', createDecoder })).toBe('日本A');
    expect(seen).toEqual(['shift_jis']);
    expect(throughInput(encodeUtf8('plain'), 2, { charset: 'x-unknown', createDecoder: () => null })).toBe('plain');
  });
});

describe('folding', () => {
  test.each([
    ['ÉCOLE Ñandú', 'ecole nandu'],
    ['Straße', 'strasse'],
    ['ISTANBUL İğdır', 'istanbul igdir'],
    ['Ёлка Й', 'елка и'],
    ['أَحْمَد مـــدرسة', 'احمد مدرسه'],
    ['١٢٣', '123'],
    ['ＨＤ１', 'hd1'],
    ['Ἀθήνα ὅς', 'αθηνα οσ'],
    ['한국 がく', '한국 がく'],
  ])('%s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('words keep nothing but letters, digits and plus', () => {
    expect(foldWords('  Canal+ | Sport – 1 (HD)')).toBe('canal+ sport 1 hd');
  });

  test.each([
    ['DE: Das Erste HD', 'daserste'],
    ['|UK| BBC One FHD', 'bbcone'],
    ['BBC One +1', 'bbcone+1'],
    ['HD', ''],
    ['Al Jazeera ᴴᴰ', 'aljazeera'],
  ])('channel name %s', (name, normal) => {
    expect(normaliseChannelName(name)).toBe(normal);
  });
});

describe('bytes at rest', () => {
  test('a heap keeps pieces whole across segments', () => {
    const builder = new ByteHeapBuilder();
    const random = mulberry32(3);
    const pieces: { offset: number; bytes: Uint8Array }[] = [];
    for (let i = 0; i < 3000; i += 1) {
      const bytes = new Uint8Array(Math.floor(random() * 900)).map(() => Math.floor(random() * 256));
      pieces.push({ offset: builder.append(bytes, 0, bytes.length), bytes });
    }
    const heap = builder.finish();
    expect(heap.segments.length).toBeGreaterThan(3);
    for (const { offset, bytes } of pieces) {
      const at = heap.position(offset);
      expect(isSame(heap.segment(offset).subarray(at, at + bytes.length), bytes)).toBe(true);
    }
  });

  test('a table of words gives equal bytes one number wherever they lie', () => {
    const random = mulberry32(5);
    const table = new WordTable();
    const buffer = new Uint8Array(600);
    const words = new Int32Array(buffer.buffer);
    const known = new Map<string, number>();
    for (let i = 0; i < 30_000; i += 1) {
      const text = i % 3 === 0 ? `Group ${Math.floor(random() * 3000)}` : 'abcdefghij'.slice(0, Math.floor(random() * 11)).repeat(1 + Math.floor(random() * 3)) + String.fromCharCode(97 + Math.floor(random() * 4));
      const start = Math.floor(random() * 500);
      // What stands around must not matter.
      for (let at = Math.max(0, start - 8); at < start + text.length + 8; at += 1) buffer[at] = Math.floor(random() * 256);
      for (let at = 0; at < text.length; at += 1) buffer[start + at] = text.charCodeAt(at);
      const found = table.find(words, start, start + text.length);
      expect([text, found]).toEqual([text, known.get(text) ?? -1]);
      const number = table.intern(words, start, start + text.length);
      expect([text, known.get(text) ?? known.size + 1]).toEqual([text, number]);
      known.set(text, number);
    }
    expect([table.size, table.intern(words, 9, 9), table.intern(words, 0, 257)]).toEqual([known.size + 1, 0, -1]);
  });

  test('ranges are compared wherever they lie, and no further than they reach', () => {
    const buffer = new Uint8Array(80);
    const words = new Int32Array(buffer.buffer);
    for (let a = 0; a < 4; a += 1) {
      for (let b = 40; b < 44; b += 1) {
        for (let length = 0; length < 14; length += 1) {
          buffer.fill(1, 0, 40);
          buffer.fill(2, 40);
          for (let at = 0; at < length; at += 1) buffer[b + at] = buffer[a + at] = 100 + at;
          expect([a, b, length, isSameRange(words, a, b, length)]).toEqual([a, b, length, true]);
          for (let at = 0; at < length; at += 1) {
            buffer[b + at] = 99;
            expect([a, b, length, at, isSameRange(words, a, b, length)]).toEqual([a, b, length, at, false]);
            buffer[b + at] = 100 + at;
          }
        }
      }
    }
  });

  test('a directory met twice is recognised wherever it lies', () => {
    const memo = new PrefixMemo();
    const directories = ['http://h.example/live/user/pass/', 'http://h.example/movie/user/pass/', 'http://h.example/live/user/pasz/', 'x/', 'abc/'];
    const buffer = new Uint8Array(300).fill(0x61);
    const words = new Int32Array(buffer.buffer);
    const place = (text: string, start: number): void => buffer.set(new TextEncoder().encode(text), start);
    for (const [number, directory] of directories.entries()) {
      place(directory, 7);
      expect(memo.learn(buffer, 7, 7 + directory.length, number + 1)).toBe(-1);
      expect(memo.learn(buffer, 7, 7 + directory.length, number + 1)).toBeGreaterThanOrEqual(0);
      for (let start = 20; start < 28; start += 1) {
        place(`${directory}123.ts`, start);
        const found = memo.find(words, start, start + directory.length + 6);
        expect([memo.numberAt(found), memo.lengthAt(found)]).toEqual([number + 1, directory.length]);
        expect(memo.find(words, start, start + directory.length - 1)).toBe(-1);
        for (let at = start; at < start + directory.length; at += 1) {
          buffer[at] = (buffer[at] ?? 0) ^ 0x80;
          expect([directory, start, at, memo.find(words, start, start + directory.length + 6)]).toEqual([directory, start, at, -1]);
          buffer[at] = (buffer[at] ?? 0) ^ 0x80;
        }
      }
    }
  });

  test('an interner gives equal bytes one number', () => {
    const interner = new ByteInterner();
    const ids = new Map<string, number>();
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 500; i += 1) {
        const bytes = encodeUtf8(`group ${i % 250}`);
        const id = interner.intern(bytes, 0, bytes.length);
        expect(ids.get(`group ${i % 250}`) ?? id).toBe(id);
        ids.set(`group ${i % 250}`, id);
      }
    }
    const table = interner.toTable();
    expect(table.size).toBe(251);
    for (const [text, id] of ids) expect(table.text(id)).toBe(text);
    expect(table.text(0)).toBe('');
    expect(table.text(9999)).toBe('');
  });

  test('columns become as narrow as they can', () => {
    const column = new GrowColumn();
    for (let i = 0; i < 300; i += 1) column.push(i % 200);
    expect(column.finish()).toBeInstanceOf(Uint8Array);
    column.push(70_000);
    expect(column.finish()).toBeInstanceOf(Uint32Array);
    expect(column.finish()).toHaveLength(301);
    expect(new GrowColumn().finish()).toHaveLength(0);
  });

  test('a sliding buffer keeps what was not dropped', () => {
    const buffer = new SlidingBuffer();
    const all = Uint8Array.from({ length: 400_000 }, (_, i) => i & 0xff);
    buffer.append(all, 0, 300_000);
    buffer.drop(299_990);
    buffer.append(all, 300_000, 400_000);
    expect(isSame(buffer.bytes.subarray(0, buffer.end), all.subarray(299_990))).toBe(true);
  });

  test('a sliding buffer finds no line end before the place asked for', () => {
    for (let length = 1; length < 14; length += 1) {
      for (let at = 0; at < length; at += 1) {
        const buffer = new SlidingBuffer();
        const bytes = new Uint8Array(length).fill(0x61);
        bytes[at] = 0x0a;
        buffer.append(bytes, 0, length);
        for (let from = 0; from <= length; from += 1) expect([length, at, from, buffer.findLineEnd(from)]).toEqual([length, at, from, from <= at ? at : length]);
      }
    }
  });

  test('hashes do not depend on alignment', () => {
    const bytes = Uint8Array.from({ length: 1001 }, (_, i) => (i * 7) & 0xff);
    const shifted = new Uint8Array(1004);
    shifted.set(bytes, 3);
    expect(hashWords(shifted.subarray(3))).toBe(hashWords(bytes));
    expect(hashBytes(bytes, 0, 1001)).not.toBe(hashBytes(bytes, 0, 1000));
  });

  test('fingerprints stay what they are: favourites hang on them', () => {
    const fingerprint = new Fingerprint();
    fingerprint.reset();
    for (const byte of encodeUtf8('hearth')) fingerprint.add(byte);
    expect([fingerprint.lowHalf(), fingerprint.highHalf()]).toEqual([4204709288, 3393487369]);
  });
});

describe('records', () => {
  const types: readonly FieldType[] = ['text', 'address', 'number', 'word', 'text'];

  test('what is written is read', () => {
    const heap = new ByteHeapBuilder();
    const shared = { prefixes: new ByteInterner(), words: new ByteInterner() };
    const writer = new RecordWriter(heap, shared);
    const offsets: number[] = [];
    for (let i = 0; i < 50; i += 1) {
      writer.begin();
      writer.textString(0, i === 7 ? '' : `Name ${i} é`);
      writer.splitString(1, `http://host.example/live/a/${i}.ts`);
      writer.number(2, i * 80_000_000);
      writer.wordString(3, i % 2 === 0 ? 'even' : 'odd');
      if (i % 3 === 0) writer.textString(4, 'x'.repeat(300));
      offsets.push(writer.finish());
    }
    const cursor = new RecordCursor({ heap: heap.finish(), prefixes: shared.prefixes.toTable(), words: shared.words.toTable() }, types);
    offsets.forEach((offset, i) => {
      cursor.open(offset);
      expect(cursor.text(0)).toBe(i === 7 ? '' : `Name ${i} é`);
      expect(cursor.text(1)).toBe(`http://host.example/live/a/${i}.ts`);
      expect(cursor.number(2)).toBe(i * 80_000_000);
      expect(cursor.word(3)).toBe(i % 2 === 0 ? 'even' : 'odd');
      expect(cursor.text(4)).toHaveLength(i % 3 === 0 ? 300 : 0);
    });
    // Directories are stored once: from the second row on an address costs its last part only.
    expect(shared.prefixes.size).toBe(3);
  });

  test('fields written together are the same bytes as one by one', () => {
    const random = mulberry32(11);
    const source = new Uint8Array(4000).map(() => Math.floor(random() * 256));
    const bytesOf = (write: (writer: RecordWriter, row: number) => void): readonly Uint8Array[] => {
      const heap = new ByteHeapBuilder();
      const writer = new RecordWriter(heap, { prefixes: new ByteInterner(), words: new ByteInterner() });
      for (let row = 0; row < 2000; row += 1) {
        writer.begin();
        write(writer, row);
        writer.finish();
      }
      return heap.finish().segments;
    };
    const spans = Array.from({ length: 2000 }, () => [Math.floor(random() * 2000), Math.floor(random() * (random() < 0.1 ? 2000 : 40)), Math.floor(random() * 20_000)] as const);
    const single = bytesOf((writer, row) => {
      const [start = 0, length = 0, number = 0] = spans[row] ?? [];
      writer.text(0, source, start, start + length);
      writer.splitKnown(1, number, source, start, start + length);
      writer.number(2, number + 1);
    });
    const together = bytesOf((writer, row) => {
      const [start = 0, length = 0, number = 0] = spans[row] ?? [];
      writer.fields(source, Int32Array.of(0, -1, start, start + length, 1, number, start, start + length, 2, number + 1, -1, -1), 3);
    });
    expect(together.length).toBeGreaterThan(1);
    expect(together).toEqual(single);
  });

  test('equal records share their place', () => {
    const heap = new ByteHeapBuilder();
    const writer = new RecordWriter(heap, { prefixes: new ByteInterner(), words: new ByteInterner() });
    const write = (text: string): number => {
      writer.begin();
      writer.textString(0, text);
      return writer.finishShared();
    };
    const first = Array.from({ length: 2000 }, (_, i) => write(`News ${i}`));
    expect(Array.from({ length: 2000 }, (_, i) => write(`News ${i}`))).toEqual(first);
    expect(new Set(first).size).toBe(2000);
  });

  test('an address longer than any honest one is left out, a text is cut', () => {
    const heap = new ByteHeapBuilder();
    const shared = { prefixes: new ByteInterner(), words: new ByteInterner() };
    const writer = new RecordWriter(heap, shared);
    writer.begin();
    writer.textString(0, 'n'.repeat(100_000));
    writer.splitString(1, `http://h/${'a'.repeat(100_000)}`);
    const cursor = new RecordCursor({ heap: heap.finish(), prefixes: shared.prefixes.toTable(), words: shared.words.toTable() }, types);
    const offset = writer.finish();
    const sealed = new RecordCursor({ heap: heap.finish(), prefixes: shared.prefixes.toTable(), words: shared.words.toTable() }, types);
    expect(cursor.nameAt(0)).toBe('');
    sealed.open(offset);
    expect(sealed.text(0)).toHaveLength(16 * 1024);
    expect(sealed.has(1)).toBe(false);
  });
});

describe('section codec', () => {
  const format = { magic: 'TEST', version: 3 };
  const sections = {
    meta: { name: 'é', list: [1, 2] },
    columns: [new Uint32Array(90_000).map((_, i) => i), new Uint8Array(0), Float32Array.from([1.5, 2]), new Uint16Array([9])],
    segments: [new Uint8Array(1000).fill(7)],
  };

  test('goes both ways in bounded chunks', () => {
    const chunks = encodeSections(format, sections);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(256 * 1024);
    const read = decodeSections(format, chunks.map((chunk) => chunk.slice()));
    expect(read).toEqual({ ok: true, value: sections });
  });

  test.each([
    ['nothing at all', () => []],
    ['a foreign file', () => [encodeUtf8('#EXTM3U and so on and on')]],
    ['another version', () => encodeSections({ ...format, version: 2 }, sections)],
    ['a missing chunk', (chunks: readonly Uint8Array[]) => chunks.slice(0, -1)],
    ['swapped chunks', (chunks: readonly Uint8Array[]) => [chunks[0], chunks[2], chunks[1], ...chunks.slice(3)]],
    ['a flipped bit', (chunks: readonly Uint8Array[]) => chunks.map((chunk, i) => (i === 2 ? chunk.map((byte, at) => (at === 99 ? byte ^ 4 : byte)) : chunk))],
    ['a cut header', (chunks: readonly Uint8Array[]) => chunks.map((chunk, i) => (i === 0 ? chunk.slice(0, -1) : chunk))],
  ] as ReadonlyArray<readonly [string, (chunks: readonly Uint8Array[]) => Uint8Array[]]>)('%s is told', (_name, spoil) => {
    const read = decodeSections(format, spoil(encodeSections(format, sections)));
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.error.code).toBe('storage.broken');
  });
});
