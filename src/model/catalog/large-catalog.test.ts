import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, fail, itemKey, ok } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import { ColumnarCatalog, createCatalogBuilder, encodeSnapshot, PreviewCatalog } from '#core/catalog';
import type { RefreshReport, SearchIndexRequest, Source } from '#sources/source';
import { createFakeHost, fakeMovieDetail, FakeSource, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createCatalogModel } from './create-catalog-model';
import type { CatalogCore } from './create-catalog-model';

const A = 'sa' as SourceId;
const CHANNELS = 9_000;
const MOVIES = 9_000;
const REPORT: RefreshReport = {
  counts: { channels: CHANNELS, movies: MOVIES, series: 1, episodes: 1 }, bytes: 9, elapsedMs: 1, skipped: { 'free-text': 3 },
  notes: [{ line: 4, reason: 'free-text' }], isCut: false, ranIn: 'worker',
};
const FAR = itemKey(A, 'movie', String(MOVIES - 5));
const FAR_CHANNEL = itemKey(A, 'channel', '7777');
const SERIES = itemKey(A, 'series', 's');
let large: ColumnarCatalog;
/** What is in the store after a first refresh. */
let stored: ReadonlyMap<string, Uint8Array>;
let host: FakeHost;
let source: FakeSource;
let atHand: readonly ItemKey[];

/** More than three million bytes, so that it gets a preview. */
function makeLarge(name: string): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: A });
  const categories = Array.from({ length: 30 }, (_unused, index) => builder.category('channel', `Group ${String(index)}`));
  for (let i = 0; i < CHANNELS; i += 1) builder.addChannel({ nativeId: String(i), name: `${name} ${String(i)}`, logo: `http://l/${`${String(i)}-`.repeat(28)}`, categories: [categories[i % 30] ?? 0] });
  for (let i = 0; i < MOVIES; i += 1) builder.addMovie({ nativeId: String(i), name: `Film ${String(i)}`, plot: `${String(i)} `.repeat(40) });
  const row = builder.addSeries({ nativeId: 's', name: 'Own' });
  builder.addEpisode({ nativeId: 'e', seriesRow: row, season: 1, number: 1, name: 'One' });
  return builder.finish();
}

function start(): CatalogCore {
  const model = createCatalogModel({ ...host, nameOf: () => 'Source', report: () => undefined, atHand: () => atHand });
  model.useSources([source]);
  return model;
}

function tearWhole(): void {
  const name = Array.from(host.blobs.values.keys()).find((each) => /\.whole\.2$/.test(each)) ?? '';
  const chunk = host.blobs.values.get(name)?.slice() ?? new Uint8Array(0);
  chunk[100] = (chunk[100] ?? 0) ^ 1;
  host.blobs.values.set(name, chunk);
}

beforeAll(async () => {
  large = makeLarge('Channel');
  expect(encodeSnapshot(large).reduce((sum, chunk) => sum + chunk.length, 0)).toBeGreaterThan(3_000_000);
  host = createFakeHost();
  source = new FakeSource(A, 'playlist');
  atHand = [FAR];
  source.refreshResult = ok({ kind: 'changed', snapshot: large, mark: 'm1', report: REPORT, searchChunks: [new Uint8Array([1, 2]), new Uint8Array([3])] });
  await start().refreshNow();
  stored = new Map(host.blobs.values);
});

beforeEach(() => {
  host = createFakeHost();
  for (const [name, value] of stored) host.blobs.values.set(name, value);
  source = new FakeSource(A, 'playlist');
  atHand = [FAR];
});

describe('a large catalogue', () => {
  test('shows its first rows from a small part of what is stored, with true counts, then all of it', async () => {
    const read: string[] = [];
    const original = host.blobs.get.bind(host.blobs);
    host.blobs.get = (name) => {
      read.push(name);
      return original(name);
    };
    const model = start();
    expect(await host.clock.finish(model.loadStored())).toBe(true);
    const first = model.catalog.value;
    expect(first).toBeInstanceOf(PreviewCatalog);
    expect([model.refresh.value.kind, first.count('channel'), first.count('movie')]).toEqual(['ready', CHANNELS, MOVIES]);
    expect(first.categories('channel')).toEqual(large.categories('channel'));
    expect([first.channel(0), first.channel(first.rows('channel', 3).at(1)), first.channel(8_999)]).toEqual([large.channel(0), large.channel(33), null]);
    const bytes = (names: readonly string[]): number => names.reduce((sum, name) => sum + (host.blobs.values.get(name)?.length ?? 0), 0);
    const share = bytes(read) / bytes(Array.from(host.blobs.values.keys()));
    expect(share).toBeLessThan(0.05);
    await model.whole();
    const whole = model.catalog.value;
    if (!(whole instanceof ColumnarCatalog)) throw new Error('expected the whole');
    expect([whole.revision, whole.channel(8_999)?.name]).toEqual([large.revision, 'Channel 8999']);
    // Rows have the same numbers, so nothing on screen moves.
    for (let row = 0; row < 60; row += 1) expect(whole.rowOf('channel', first.channel(row)?.key ?? FAR)).toBe(row);
  });

  test('the rest comes by itself after a while, or with a refresh; both once', async () => {
    const model = start();
    await host.clock.finish(model.loadStored());
    await host.clock.advance(2_000);
    await settle(500);
    expect(model.catalog.value.revision).toBe(large.revision);
    const other = start();
    await host.clock.finish(other.loadStored());
    await Promise.all([other.refreshNow(), other.whole()]);
    expect([other.catalog.value.revision, source.marks]).toEqual([large.revision, ['m1']]);
  });

  test('what was at hand is among the first rows, as it was last written down', async () => {
    const model = start();
    await host.clock.finish(model.loadStored());
    expect([model.catalog.value.rowOf('movie', FAR), model.catalog.value.rowOf('channel', FAR_CHANNEL)]).toEqual([MOVIES - 5, -1]);
    await model.whole();
    atHand = [FAR_CHANNEL];
    model.noteAtHand();
    await host.clock.advance(9_000);
    model.noteAtHand();
    await host.clock.advance(10_000);
    await settle(500);
    const again = start();
    await host.clock.finish(again.loadStored());
    expect([again.catalog.value.rowOf('movie', FAR), again.catalog.value.rowOf('channel', FAR_CHANNEL), again.catalog.value.channel(7_780)?.name]).toEqual([-1, 7777, 'Channel 7780']);
  });

  test('nothing is written when the same is at hand', async () => {
    const model = start();
    await host.clock.finish(model.loadStored());
    await model.whole();
    model.noteAtHand();
    await host.clock.advance(10_000);
    const writes: string[] = [];
    const original = host.blobs.setMany.bind(host.blobs);
    host.blobs.setMany = (entries) => {
      writes.push(...entries.map(([name]) => name));
      return original(entries);
    };
    model.noteAtHand();
    await host.clock.advance(10_000);
    await settle(200);
    expect(writes).toEqual([]);
  });

  test('details of a title that is not among the first rows wait for it', async () => {
    source.movieResult = ok(fakeMovieDetail(itemKey(A, 'movie', '4321'), { plot: 'P' }));
    const model = start();
    await host.clock.finish(model.loadStored());
    const [movie, series] = await Promise.all([model.movieDetail(itemKey(A, 'movie', '4321')), model.seriesDetail(SERIES)]);
    expect(movie.ok && movie.value.plot).toBe('P');
    expect(series.ok && series.value.seasons[0]?.episodes[0]?.name).toBe('One');
  });

  test('a torn one is asked for anew without a mark; its first rows stay until the new one is there', async () => {
    tearWhole();
    const model = start();
    await host.clock.finish(model.loadStored());
    await model.whole();
    expect(model.catalog.value).toBeInstanceOf(PreviewCatalog);
    source.refreshResult = fail(new AppError('net.offline'));
    await model.refreshNow();
    expect([model.catalog.value.count('channel'), model.refresh.value.kind, source.marks]).toEqual([CHANNELS, 'ready', ['']]);
    source.refreshResult = ok({ kind: 'changed', snapshot: large, mark: 'm2' });
    await model.refreshNow();
    expect(model.catalog.value.revision).toBe(large.revision);
    const again = start();
    await host.clock.finish(again.loadStored());
    await again.whole();
    expect(again.catalog.value.revision).toBe(large.revision);
  });

  test('a source is offered the stored bytes, to fetch the difference to them', async () => {
    const model = start();
    await host.clock.finish(model.loadStored());
    const offered: Uint8Array[] = [];
    source.refresh = async (options) => {
      offered.push(...((await options.knownChunks?.()) ?? []));
      return ok({ kind: 'unchanged' });
    };
    await model.refreshNow();
    expect(Buffer.concat(offered).equals(Buffer.concat(encodeSnapshot(large)))).toBe(true);
  });

  test('a torn preview costs only the haste', async () => {
    for (const [name, value] of host.blobs.values) if (/\.preview\.0$/.test(name)) host.blobs.values.set(name, value.slice(0, 500));
    const model = start();
    expect(await host.clock.finish(model.loadStored())).toBe(true);
    expect(model.catalog.value.revision).toBe(large.revision);
  });

  test('another window that stored a newer one meanwhile is no damage', async () => {
    const model = start();
    await host.clock.finish(model.loadStored());
    const newer = makeLarge('Newer');
    source.refreshResult = ok({ kind: 'changed', snapshot: newer, mark: 'm2' });
    await start().refreshNow();
    await model.whole();
    expect(model.catalog.value.revision).toBe(newer.revision);
  });
});

describe('beside the catalogue', () => {
  test('the report of the last refresh is kept, and goes with its source', async () => {
    const model = start();
    await host.clock.finish(model.loadStored());
    expect(model.reports.value.get(A)).toEqual(REPORT);
    model.useSources([]);
    expect(model.reports.value.size).toBe(0);
  });

  test('the search index is read when it is asked for, and belongs to this very catalogue', async () => {
    const model = start();
    await host.clock.finish(model.loadStored());
    expect(model.catalogOf(A)).toBeNull();
    expect(await model.readSearchChunks(A)).toEqual([new Uint8Array([1, 2]), new Uint8Array([3])]);
    expect(model.catalogOf(A)?.revision).toBe(large.revision);
    expect(await model.readSearchChunks('other' as SourceId)).toBeNull();
    const head = host.blobs.values.get('cat.sa.head') ?? new Uint8Array(0);
    host.blobs.values.set('cat.sa.head', new TextEncoder().encode(new TextDecoder().decode(head).replace(large.revision, 'another')));
    expect(await model.readSearchChunks(A)).toBeNull();
  });

  test('an index that the source has finished comes with the first catalogue, later ones when somebody searches; it is stored', async () => {
    host = createFakeHost();
    const asked: string[] = [];
    const index = [new Uint8Array([7])];
    let answer: Awaited<ReturnType<NonNullable<Source['searchIndex']>>> = ok(index);
    const finished: Source = Object.assign(source, {
      searchIndex: ({ mark, revision }: SearchIndexRequest) => (asked.push(`${mark} ${revision === large.revision ? 'large' : 'other'}`), Promise.resolve(answer)),
    });
    source.refreshResult = ok({ kind: 'changed', snapshot: large, mark: '"s1"' });
    const model = start();
    await model.refreshNow();
    await settle(40);
    expect([asked, await model.readSearchChunks(A), asked.length]).toEqual([['"s1" large'], index, 1]);
    const again = start();
    await host.clock.finish(again.loadStored());
    expect([await again.readSearchChunks(A), asked.length]).toEqual([index, 1]);
    source.refreshResult = ok({ kind: 'changed', snapshot: makeLarge('Other'), mark: '"s2"' });
    await again.refreshNow();
    await settle(40);
    expect(asked).toHaveLength(1);
    answer = fail(new AppError('http.not-found'));
    expect([await again.readSearchChunks(A), asked[1]]).toEqual([null, '"s2" other']);
    answer = ok(index);
    expect(await Promise.all([again.readSearchChunks(A), again.readSearchChunks(A)])).toEqual([index, index]);
    // One that does not come is not waited for.
    finished.searchIndex = ({ signal }) => new Promise((resolve) => signal.onCancel(() => { resolve(fail(new AppError('net.cancelled'))); }));
    source.refreshResult = ok({ kind: 'changed', snapshot: makeLarge('Third'), mark: '"s3"' });
    await again.refreshNow();
    const waiting = again.readSearchChunks(A);
    await settle(40);
    host.clock.tick(20_000);
    expect([await waiting, asked.length]).toEqual([null, 3]);
  });

  test('first rows of a list that is being read are shown, never stored, and go when it breaks off', async () => {
    host = createFakeHost();
    const fresh = new FakeSource(A, 'playlist');
    const model = createCatalogModel({ ...host, nameOf: () => 'Source', report: () => undefined });
    model.useSources([fresh]);
    const shown: number[] = [];
    fresh.refresh = (options) => {
      options.onPreview?.(large);
      shown.push(model.catalog.value.count('channel'));
      return Promise.resolve(fail(new AppError('net.timeout')));
    };
    await model.refreshNow();
    expect([shown, model.catalog.value.count('channel'), model.refresh.value.kind, host.blobs.values.size]).toEqual([[CHANNELS], 0, 'failed', 0]);
  });
});
