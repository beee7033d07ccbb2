import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { kernelHash } from '#scripts/kernel';
import { rounds } from '#test/harness/rounds';
import { createSeededRandom } from '../../base';
import type { SourceId } from '../../base';
import { ColumnarBuilder } from '../../catalog';
import { encodeUtf8 } from '../../text';
import { createPlaylistReader } from '../playlist-reader';
import { madeList } from '../testing';
import { KERNEL_HASH } from './kernel-code';
import { RowKernel } from './row-kernel';

afterEach(() => {
  jest.restoreAllMocks();
});

/** Everything a reading comes to, and how many rows the kernel read. */
function read(text: string | Uint8Array, options: { readonly hasKernel?: boolean; readonly sizes?: readonly number[] } = {}) {
  const bytes = typeof text === 'string' ? encodeUtf8(text) : text;
  const { sizes = [65_536] } = options;
  let rows = 0;
  const { addBatch } = ColumnarBuilder.prototype;
  const spy = jest.spyOn(ColumnarBuilder.prototype, 'addBatch').mockImplementation(function count(this: ColumnarBuilder, batch) {
    rows += batch.counts[4] ?? 0;
    addBatch.call(this, batch);
  });
  const reader = createPlaylistReader({ sourceId: 'list' as SourceId, baseUrl: 'http://list.example/list.m3u', hasKernel: options.hasKernel !== false });
  for (let from = 0, i = 0; from < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    reader.push(bytes.slice(from, from + size));
    from += size;
  }
  const end = reader.end();
  spy.mockRestore();
  return { rows, result: end.ok ? { data: end.value.catalog.data, report: end.value.report } : { error: end.error.code } };
}

/** All of a result as one text: comparing large arrays number by number takes Jest seconds. */
function asText(result: unknown): string {
  return JSON.stringify(result, (_, value: unknown) => (ArrayBuffer.isView(value) ? `${value.constructor.name} ${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}` : value));
}

/** Reads a list with and without the kernel, which has to come to the same, and returns how many rows the kernel read. */
function compare(text: string | Uint8Array, sizes?: readonly number[]): number {
  const kernel = read(text, sizes === undefined ? {} : { sizes });
  const careful = read(text, { hasKernel: false });
  if (asText(kernel.result) !== asText(careful.result)) expect(kernel.result).toEqual(careful.result);
  return kernel.rows;
}

describe('the kernel and the careful way come to the same', () => {
  test('lists as panels write them, most rows of which the kernel reads', () => {
    for (let seed = 1; seed <= rounds(2, 60); seed += 1) expect(compare(madeList(createSeededRandom(seed), 900, 0))).toBeGreaterThan(400);
  });

  test('lists with odd lines between, cut anywhere', () => {
    let rows = 0;
    for (let seed = 1; seed <= rounds(20, 600); seed += 1) {
      const random = createSeededRandom(seed * 7919);
      rows += compare(madeList(random, 20 + random.below(150), 5), [1 + random.below(random.once(3) ? 20 : 900)]);
    }
    expect(rows).toBeGreaterThan(rounds(150, 5_000));
  });

  test('a list cut at every byte', () => {
    const text = encodeUtf8(madeList(createSeededRandom(3), 6, 3).replace(/\n/g, '\r\n'));
    for (let at = 1; at < text.length; at += 3) compare(text, [at, text.length]);
    compare(text, [1]);
  });

  test('headers that change what channels have as an archive', () => {
    const plain = Array.from({ length: 30 }, (_, i) => `#EXTINF:-1 tvg-id="c" group-title="G",C${String(i)}\nhttp://line.example/live/u/p/${String(i)}.ts\n`).join('');
    const own = plain.replace(/tvg-id/g, 'timeshift="2" tvg-id');
    const headers = ['#EXTM3U', '#EXTM3U catchup="shift"', '#EXTM3U catchup="append" catchup-source="?u={utc}" catchup-correction="2"', '#EXTM3U tvg-shift=1', '#EXTM3U catchup="off"'];
    expect(compare(headers.map((header) => `${header}\n${plain}${own}`).join(''))).toBeGreaterThan(60);
  });

  test('more groups, shows and directories than it holds', () => {
    const rows = Array.from({ length: 6000 }, (_, i) => `#EXTINF:-1 tvg-logo="http://l${String(i % 23)}.example/x/${String(i)}.png" group-title="G${String(i)}",Show ${String(i % 2900)} S01E0${String(i % 9)}\nhttp://h${String(i % 17)}.example/series/u/p/${String(i)}.mkv\n`);
    compare(rows.join(''));
  });

  test('more groups and texts of shows than it holds, in directories it knows', () => {
    const row = (name: string, group: string, directory: string, i: number): string => `#EXTINF:-1 group-title="${group}",${name}\nhttp://h.example/${directory}/u/p/${String(i)}.ts\n`;
    const groups = Array.from({ length: 4400 }, (_, i) => row('Name', `G${String(i)}`, 'live', i));
    const shows = Array.from({ length: 4400 }, (_, i) => row(`${'Long '.repeat(54)}${String(i)} S01E01`, 'G1', 'series', i));
    expect(compare(groups.join(''))).toBeGreaterThan(4000);
    expect(compare(shows.join(''))).toBeGreaterThan(3000);
  });

  test('lines longer than its window, and rows behind them', () => {
    const plain = madeList(createSeededRandom(9), 60, 0);
    compare(`${plain}#EXTINF:-1 tvg-logo="data:image/png;base64,${'A'.repeat(200_000)}",Big\nhttp://h.example/a.ts\n${plain}`, [30_000]);
    compare(`${plain}${plain.replace(/News/g, 'N'.repeat(5000))}`);
  });

  test('records that fill segments of the heap', () => {
    const random = createSeededRandom(5);
    expect(compare(madeList(random, 9000, 0), [50_000, 65_536, 7])).toBeGreaterThan(5000);
  });
});

test('a list is read without WebAssembly', () => {
  const engine = globalThis as { WebAssembly?: unknown };
  const kept = engine.WebAssembly;
  try {
    delete engine.WebAssembly;
    expect(RowKernel.create()).toBeNull();
    expect(read(madeList(createSeededRandom(1), 50, 0)).rows).toBe(0);
    engine.WebAssembly = { Instance: function refuse() { throw new RangeError('refused here'); }, Module: function compile() { return {}; } };
    expect(RowKernel.create()).toBeNull();
  } finally {
    engine.WebAssembly = kept;
  }
});

test('the code is of the sources beside it: npm run kernel', () => {
  expect(KERNEL_HASH).toBe(kernelHash(process.cwd()));
});
