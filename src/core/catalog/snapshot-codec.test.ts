import { describe, expect, test } from '@jest/globals';
import { mulberry32, runSteps } from '../base';
import type { SourceId, Steps } from '../base';
import { createCatalogBuilder, decodeSnapshot, decodeSnapshotSteps, encodeSnapshot, encodeSnapshotSteps } from '.';
import type { CatalogReader, ColumnarCatalog } from '.';
import { randomCatalog } from './testing/random-catalog';

const B = 'b' as SourceId;

function decoded(chunks: readonly Uint8Array[], options?: Parameters<typeof decodeSnapshot>[1]): ColumnarCatalog {
  const read = decodeSnapshot(chunks, options);
  if (!read.ok) throw read.error;
  return read.value;
}

/** Everything a reader tells, as plain data. */
function contentOf(catalog: ColumnarCatalog): unknown {
  const kinds = (['channel', 'movie', 'series'] as const).map((kind) => {
    const rows = Array.from({ length: catalog.count(kind) }, (_, row) => catalog[kind](row));
    const lists = catalog.categories(kind).map(({ index }) => {
      const list = catalog.rows(kind, index);
      return Array.from({ length: list.length }, (_, at) => list.at(at));
    });
    return { rows, lists, categories: catalog.categories(kind) };
  });
  const seasons = Array.from({ length: catalog.count('series') }, (_, row) => catalog.seasons(row));
  return { revision: catalog.revision, kinds, seasons };
}

/** All bytes in one text: comparing arrays of bytes one by one takes seconds. */
function bytesOf(chunks: readonly Uint8Array[]): string {
  return chunks.map((chunk) => Buffer.from(chunk).toString('base64')).join(' ');
}

function whatOf(chunks: readonly Uint8Array[], isTrusted = false): string {
  const read = decodeSnapshot(chunks, { isTrusted });
  return read.ok ? 'read' : `${read.error.code} ${String(read.error.facts['what'])}`;
}

function withByte(chunks: readonly Uint8Array[], index: number, at: number, change: (byte: number) => number): Uint8Array[] {
  return chunks.map((chunk, own) => (own === index ? chunk.map((byte, place) => (place === at ? change(byte) : byte)) : chunk));
}

describe('a snapshot', () => {
  test.each([1, 2, 3, 4, 5, 6])('of any catalogue reads back the same, and the same catalogue gives the same bytes (seed %i)', (seed) => {
    const catalog = randomCatalog(seed, 40 + seed * 30);
    const chunks = encodeSnapshot(catalog);
    const read = decoded(chunks.map((chunk) => chunk.slice()));
    expect(contentOf(read)).toEqual(contentOf(catalog));
    expect(bytesOf(encodeSnapshot(read))).toBe(bytesOf(chunks));
    expect(bytesOf(encodeSnapshot(randomCatalog(seed, 40 + seed * 30)))).toBe(bytesOf(chunks));
  });

  test('every changed byte is noticed', () => {
    const chunks = encodeSnapshot(randomCatalog(9, 12));
    const kept: string[] = [];
    chunks.forEach((chunk, index) => {
      for (let at = 0; at < chunk.length; at += 1) {
        const mask = 1 << (at % 8);
        if (whatOf(withByte(chunks, index, at, (byte) => byte ^ mask)) === 'read') kept.push(`${String(index)}:${String(at)}`);
      }
    });
    expect(kept).toEqual([]);
  });

  test('a missing, cut, longer, doubled or exchanged chunk is noticed', () => {
    const chunks = encodeSnapshot(randomCatalog(10, 3000));
    const other = encodeSnapshot(randomCatalog(11, 3000));
    expect(chunks.length).toBeGreaterThan(2);
    for (let index = 0; index < chunks.length; index += 1) {
      const chunk = chunks[index] ?? new Uint8Array(0);
      const longer = new Uint8Array(chunk.length + 1);
      longer.set(chunk);
      const replaced = [chunk.slice(0, -1), new Uint8Array(0), longer, other[index] ?? new Uint8Array(0)].map((by) => chunks.map((each, at) => (at === index ? by : each)));
      const spoilt = [...replaced, chunks.filter((_, at) => at !== index), [...chunks.slice(0, index), chunk, ...chunks.slice(index)]];
      for (const broken of spoilt) expect(whatOf(broken)).toMatch(/^storage\.broken (torn|foreign)$/);
    }
    const [head, first, second, ...rest] = chunks;
    expect(whatOf([head, second, first, ...rest].filter((chunk): chunk is Uint8Array => chunk !== undefined))).toBe('storage.broken torn');
  });

  test('another version and another format are told apart from damage', () => {
    const chunks = encodeSnapshot(randomCatalog(12, 10));
    expect(whatOf(withByte(chunks, 0, 4, () => 1))).toBe('storage.broken version');
    expect(whatOf(withByte(chunks, 0, 0, () => 0x58))).toBe('storage.broken foreign');
    expect(whatOf([])).toBe('storage.broken foreign');
  });

  test('from our own worker it is not summed again, but must be complete', () => {
    const chunks = encodeSnapshot(randomCatalog(13, 50));
    const last = chunks.length - 1;
    expect(whatOf(withByte(chunks, last, 5, (byte) => byte ^ 1), true)).toBe('read');
    expect(whatOf(chunks.slice(0, -1), true)).toBe('storage.broken torn');
    expect(contentOf(decoded(chunks, { isTrusted: true }))).toEqual(contentOf(randomCatalog(13, 50)));
  });

  test('in slices the result is the same, and no slice is most of the work', () => {
    const catalog = randomCatalog(14, 12_000);
    let pauses = 0;
    const paused = <T>(steps: Steps<T>): T => {
      for (pauses = 0; ; pauses += 1) {
        const step = steps.next();
        if (step.done === true) return step.value;
      }
    };
    const chunks = paused(encodeSnapshotSteps(catalog));
    expect(pauses).toBeGreaterThan(2);
    const read = paused(decodeSnapshotSteps(chunks));
    expect(pauses).toBeGreaterThan(15);
    expect(read.ok && read.value.revision).toBe(catalog.revision);
    expect(bytesOf(chunks)).toBe(bytesOf(encodeSnapshot(catalog)));
  });
});

describe('a snapshot made elsewhere', () => {
  function relative(): ColumnarCatalog {
    const builder = createCatalogBuilder({ sourceId: 'server' as SourceId });
    for (const [id, logo] of [['1', '/pictures/1.png'], ['2', '/pictures/2.png'], ['3', 'https://elsewhere.example/3.png'], ['4', '//cdn.example/4.png'], ['5', '/a'], ['6', '']] as const) {
      builder.addChannel({ nativeId: id, name: `Channel ${id}`, logo, stream: { url: `/live/${id}` } });
    }
    const row = builder.addSeries({ nativeId: 's', name: 'Series' });
    builder.addEpisode({ nativeId: 'e', seriesRow: row, season: 1, number: 1, name: 'One', still: '/stills/e.jpg' });
    return builder.finish();
  }
  const logos = (catalog: CatalogReader): readonly (string | undefined)[] => [0, 1, 2, 3, 4, 5].map((row) => catalog.channel(row)?.logo);

  test('belongs to the source that asks', () => {
    const catalog = decoded(encodeSnapshot(relative()), { sourceId: B });
    expect([catalog.sourceIds, catalog.channel(0)?.key, catalog.channel(0)?.stream.sourceId, catalog.series(0)?.sourceId, catalog.seasons(0)[0]?.episodes[0]?.key]).toEqual([['b'], 'b:c:1', 'b', 'b', 'b:e:e']);
    expect(catalog.rowOf('channel', catalog.channel(3)?.key ?? ('' as never))).toBe(3);
    expect(catalog.rowOf('channel', 'server:c:1' as never)).toBe(-1);
  });

  test('its addresses get a beginning, which it keeps', () => {
    const catalog = decoded(encodeSnapshot(relative()), { addressBase: 'https://tv.example' });
    const absolute = ['https://tv.example/pictures/1.png', 'https://tv.example/pictures/2.png', 'https://elsewhere.example/3.png', '//cdn.example/4.png', 'https://tv.example/a', ''];
    expect(logos(catalog)).toEqual(absolute);
    expect([catalog.channel(0)?.stream.url, catalog.seasons(0)[0]?.episodes[0]?.still]).toEqual(['https://tv.example/live/1', 'https://tv.example/stills/e.jpg']);
    expect(logos(decoded(encodeSnapshot(catalog)))).toEqual(absolute);
    expect(logos(decoded(encodeSnapshot(catalog), { addressBase: '' }))[0]).toBe('/pictures/1.png');
  });
});

describe('keys of any catalogue', () => {
  test.each([21, 22, 23])('find their rows, repeated ids too (seed %i)', (seed) => {
    const built = randomCatalog(seed, 900);
    const read = decoded(encodeSnapshot(built));
    const lazy = createCatalogBuilder({ sourceId: B });
    const random = mulberry32(seed);
    for (let i = 0; i < 300; i += 1) lazy.addChannel({ nativeId: String(Math.floor(random() * 60)), name: `n${String(i)}` });
    for (const catalog of [built, read, lazy.finish()]) {
      for (const kind of ['channel', 'movie', 'series'] as const) {
        const rows = Array.from({ length: catalog.count(kind) }, (_, row) => row);
        expect(rows.map((row) => catalog.rowOf(kind, catalog[kind](row)?.key ?? ('' as never)))).toEqual(rows);
      }
    }
  });

  test('a thousand rows of one id cost no more than others', () => {
    const builder = createCatalogBuilder({ sourceId: B });
    for (let i = 0; i < 20_000; i += 1) builder.addMovie({ nativeId: 'same', name: 'Same' });
    const catalog = decoded(encodeSnapshot(runSteps(builder.finishSteps())));
    expect([0, 1, 19_999].map((row) => catalog.rowOf('movie', catalog.movie(row)?.key ?? ('' as never)))).toEqual([0, 1, 19_999]);
  });
});
