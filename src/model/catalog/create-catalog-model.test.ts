import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, createCancelSource, fail, itemKey, ok } from '#core/base';
import type { ItemKey, SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { ColumnarCatalog, ProgrammeRecord } from '#core/catalog';
import { createGuideBuilder } from '#core/guide';
import { createFakeHost, fakeMovieDetail, fakeProgramme, fakeSeriesDetail, FakeSource } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createCatalogModel } from './create-catalog-model';
import type { CatalogCore } from './create-catalog-model';

const A = 'sa' as SourceId;
const B = 'sb' as SourceId;
const HOUR = 3_600_000;
let host: FakeHost;
let model: CatalogCore;
let reports: Map<SourceId, string>;
let a: FakeSource;
let b: FakeSource;

function snapshot(id: SourceId, channels: readonly string[], revision: string): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: id });
  for (const name of channels) builder.addChannel({ nativeId: name, name, guideKey: name });
  builder.addMovie({ nativeId: 'm', name: `Film of ${id}` });
  builder.addSeries({ nativeId: 's', name: `Series of ${id}` });
  return builder.finish(revision);
}
const changed = (id: SourceId, channels: readonly string[], revision = 'r1') => ok({ kind: 'changed', snapshot: snapshot(id, channels, revision), mark: `mark-${revision}` } as const);
const channel = (id: SourceId, name: string): ItemKey => itemKey(id, 'channel', name);
const make = (): CatalogCore =>
  createCatalogModel({ ...host, nameOf: (id) => `Source ${id}`, report: (id, error) => reports.set(id, error === null ? 'ok' : error.code) });

beforeEach(() => {
  host = createFakeHost();
  reports = new Map();
  a = new FakeSource(A);
  b = new FakeSource(B);
  model = make();
});

describe('refresh', () => {
  test('from empty over loading to ready, stored, and there at the next start with its mark', async () => {
    a.refreshResult = changed(A, ['1', '2']);
    model.useSources([a]);
    expect([model.refresh.value.kind, model.catalog.value.count('channel')]).toEqual(['empty', 0]);
    const run = model.refreshNow();
    expect(model.refresh.value).toEqual({ kind: 'loading', progress: { sourceName: 'Source sa', channels: 0, movies: 0, series: 0, fraction: -1 } });
    await run;
    expect([model.refresh.value.kind, model.catalog.value.count('channel'), model.loadedAtMs.value, reports.get(A)]).toEqual(['ready', 2, host.clock.nowMs(), 'ok']);
    const again = make();
    again.useSources([a]);
    expect(await again.loadStored()).toBe(true);
    expect([again.refresh.value.kind, again.catalog.value.count('channel'), again.loadedAtMs.value]).toEqual(['ready', 2, host.clock.nowMs()]);
    a.refreshResult = ok({ kind: 'unchanged' });
    const before = again.catalog.value;
    host.clock.tick(HOUR);
    await again.refreshNow();
    expect([a.marks, again.catalog.value === before, again.loadedAtMs.value]).toEqual([['', 'mark-r1'], true, host.clock.nowMs()]);
  });

  test('calls share one run', async () => {
    a.refreshResult = changed(A, ['1']);
    model.useSources([a]);
    await Promise.all([model.refreshNow(), model.refreshNow()]);
    expect(a.marks).toHaveLength(1);
  });

  test('a source added during a refresh is fetched by the same call', async () => {
    a.refreshResult = changed(A, ['1']);
    b.refreshResult = changed(B, ['2']);
    model.useSources([a]);
    const run = model.refreshNow();
    model.useSources([a, b]);
    await run;
    expect(model.catalog.value.count('channel')).toBe(2);
  });

  test('a source that fails keeps its old rows, the other is renewed', async () => {
    a.refreshResult = changed(A, ['1']);
    b.refreshResult = changed(B, ['2']);
    model.useSources([a, b]);
    await model.refreshNow();
    a.refreshResult = fail(new AppError('net.timeout'));
    b.refreshResult = changed(B, ['2', '3'], 'r2');
    await model.refreshNow();
    expect([model.catalog.value.count('channel'), model.refresh.value.kind, reports.get(A), reports.get(B)]).toEqual([3, 'ready', 'net.timeout', 'ok']);
    expect(model.catalog.value.rowOf('channel', channel(A, '1'))).toBe(0);
  });

  test('nothing anywhere: failed with the reason', async () => {
    a.refreshResult = fail(new AppError('source.html-answer'));
    model.useSources([a]);
    await model.refreshNow();
    expect(model.refresh.value).toMatchObject({ kind: 'failed', error: { code: 'source.html-answer' } });
  });

  test('a removed source takes its rows and its blobs with it', async () => {
    a.refreshResult = changed(A, ['1']);
    b.refreshResult = changed(B, ['2']);
    model.useSources([a, b]);
    await model.refreshNow();
    model.useSources([b]);
    expect(model.catalog.value.count('channel')).toBe(1);
    b.refreshResult = ok({ kind: 'unchanged' });
    await model.refreshNow();
    expect(Array.from(host.blobs.values.keys()).some((name) => name.indexOf('cat.sa') === 0)).toBe(false);
    model.useSources([]);
    expect([model.catalog.value.count('channel'), model.refresh.value.kind]).toEqual([0, 'empty']);
  });

  test('a full store keeps the old catalogue and the app goes on', async () => {
    a.refreshResult = changed(A, ['1']);
    model.useSources([a]);
    await model.refreshNow();
    host.blobs.isFull = true;
    a.refreshResult = changed(A, ['1', '2'], 'r2');
    await model.refreshNow();
    expect(model.catalog.value.count('channel')).toBe(2);
    const again = make();
    again.useSources([a]);
    await again.loadStored();
    expect(again.catalog.value.count('channel')).toBe(1);
  });

  test('torn blobs are as if there were none', async () => {
    a.refreshResult = changed(A, ['1']);
    model.useSources([a]);
    await model.refreshNow();
    for (const [name, bytes] of host.blobs.values) if (name.indexOf('.head') === -1) bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 255;
    const again = make();
    again.useSources([a]);
    expect(await again.loadStored()).toBe(false);
    host.blobs.values.set('cat.sa.head', new TextEncoder().encode('{"gene'));
    expect(await again.loadStored()).toBe(false);
  });
});

describe('landing page', () => {
  const home = { hero: [], rows: [{ id: 'r', kind: 'poster', title: 'T', items: [] }] } as const;

  test('unknown, then the operator page, stored for the next start; offline it stays', async () => {
    const platform = new FakeSource(A, 'platform');
    platform.landingResult = ok(home);
    model.useSources([platform]);
    expect(model.landing.value.kind).toBe('unknown');
    await model.refreshLanding();
    expect(model.landing.value).toEqual({ kind: 'known', landing: { sourceId: A, home } });
    const again = make();
    platform.landingResult = fail(new AppError('net.offline'));
    again.useSources([platform]);
    await again.loadStored();
    await again.refreshLanding();
    expect(again.landing.value.kind).toBe('known');
  });

  test('own sources have none; a platform that cannot be asked at the first start neither', async () => {
    model.useSources([a]);
    expect(model.landing.value.kind).toBe('none');
    const platform = new FakeSource(B, 'platform');
    platform.landingResult = fail(new AppError('net.offline'));
    model.useSources([platform]);
    await model.refreshLanding();
    expect(model.landing.value.kind).toBe('none');
  });
});

describe('guide', () => {
  beforeEach(async () => {
    a.refreshResult = changed(A, ['1', '2', '3']);
    a.guideMode = 'window';
    a.guideResult = ({ channels, fromMs, toMs }) => {
      const programmes = new Map<string, readonly ProgrammeRecord[]>();
      for (const each of channels) programmes.set(each.guideKey, [fakeProgramme(each.guideKey, host.clock.nowMs() - 1000, host.clock.nowMs() + HOUR, { title: `On ${each.guideKey}` })]);
      return ok({ fromMs, toMs, programmes });
    };
    model.useSources([a]);
    await model.refreshNow();
  });

  test('wishes of one scroll are gathered, known channels are not asked again', async () => {
    expect(model.hasGuide.value).toBe(false);
    model.wantGuide([channel(A, '1')]);
    model.wantGuide([channel(A, '2'), channel(A, '1'), channel(A, 'gone')]);
    await host.clock.advance(200);
    expect(a.guideRequests.map((request) => request.channels.map((each) => each.guideKey))).toEqual([['1', '2']]);
    expect([model.guide.value.nowNext('1', host.clock.nowMs()).now?.title, model.hasGuide.value]).toEqual(['On 1', true]);
    model.wantGuide([channel(A, '1'), channel(A, '3')]);
    await host.clock.advance(200);
    expect(a.guideRequests[1]?.channels.map((each) => each.guideKey)).toEqual(['3']);
    const request = a.guideRequests[0];
    expect([(request?.fromMs ?? 1) % HOUR, (request?.toMs ?? 1) % HOUR]).toEqual([0, 0]);
  });

  test('when the window runs out it is fetched again', async () => {
    model.wantGuide([channel(A, '1')]);
    await host.clock.advance(200);
    await host.clock.advance(8 * HOUR);
    model.wantGuide([channel(A, '1')]);
    await host.clock.advance(200);
    expect(a.guideRequests).toHaveLength(2);
  });

  test('a failure is not repeated at every move, but after a minute', async () => {
    const good = a.guideResult;
    a.guideResult = () => fail(new AppError('http.server'));
    model.wantGuide([channel(A, '1')]);
    await host.clock.advance(200);
    model.wantGuide([channel(A, '1')]);
    await host.clock.advance(200);
    expect(a.guideRequests).toHaveLength(1);
    a.guideResult = good;
    await host.clock.advance(60_000);
    model.wantGuide([channel(A, '1')]);
    await host.clock.advance(200);
    expect(model.guide.value.has('1')).toBe(true);
  });

  test('one by one sources are asked a few at a time', async () => {
    a.guideMode = 'channel';
    a.refreshResult = changed(A, Array.from({ length: 30 }, (_unused, index) => String(index)), 'r2');
    await model.refreshNow();
    model.wantGuide(Array.from({ length: 30 }, (_unused, index) => channel(A, String(index))));
    await host.clock.advance(200);
    expect(a.guideRequests.map((request) => request.channels.length)).toEqual([12, 12, 6]);
  });

  test('guide files are read after the refresh and again after six hours', async () => {
    a.guideMode = 'file';
    const now = host.clock.nowMs();
    const builder = createGuideBuilder({ nowMs: now });
    builder.addProgramme('2', { startMs: now - 5, stopMs: now + HOUR, title: 'From file' });
    a.guideFiles = ok([{ kind: 'changed', guide: builder.finish(), mark: '' }]);
    a.refreshResult = ok({ kind: 'unchanged' });
    await model.refreshNow();
    expect([model.guide.value.nowNext('2', now).now?.title, a.guideFileCalls]).toEqual(['From file', 1]);
    host.clock.tick(5 * HOUR);
    await model.refreshNow();
    expect(a.guideFileCalls).toBe(1);
    host.clock.tick(2 * HOUR);
    await model.refreshNow();
    expect(a.guideFileCalls).toBe(2);
    const playlist = new FakeSource(A, 'playlist');
    const again = make();
    again.useSources([playlist]);
    await again.loadStored();
    expect([again.guide.value.has('2'), again.hasGuide.value]).toEqual([true, true]);
  });

  test('a guide that is chosen by hand is read at once where a file describes it and its programmes were not kept', async () => {
    a.guideMode = 'file';
    const nowMs = host.clock.nowMs();
    const file = (...keys: readonly string[]) => {
      const builder = createGuideBuilder({ nowMs, wanted: keys.map((guideKey) => ({ guideKey, name: '' })) });
      for (const id of ['2', 'other', 'silent']) builder.addChannel({ id, names: [id], icon: '' });
      for (const id of ['2', 'other']) builder.addProgramme(id, { startMs: nowMs - 5, stopMs: nowMs + HOUR, title: `On ${id}` });
      return ok([{ kind: 'changed' as const, guide: builder.finish(), mark: 'm' }]);
    };
    a.guideFiles = file('2');
    await model.refreshNow();
    expect([model.guide.value.has('2'), model.guide.value.has('other'), a.guideFileCalls]).toEqual([true, false, 1]);
    a.guideFiles = file('2', 'other', 'silent');
    await model.keepGuides(['other', 'silent', 'of another source']);
    expect([model.guide.value.nowNext('other', nowMs).now?.title, a.guideFileCalls]).toEqual(['On other', 2]);
    // One that has nothing on is not asked for again and again.
    await model.keepGuides(['silent']);
    await model.refreshNow();
    expect(a.guideFileCalls).toBe(2);
  });
});

describe('details and playing', () => {
  beforeEach(async () => {
    a.refreshResult = changed(A, ['1']);
    model.useSources([a]);
    await model.refreshNow();
  });

  test('details are asked once, failures again, a refresh forgets', async () => {
    const key = itemKey(A, 'movie', 'm');
    expect((await model.movieDetail(key)).ok).toBe(false);
    a.movieResult = ok(fakeMovieDetail(key, { plot: 'P' }));
    await Promise.all([model.movieDetail(key), model.movieDetail(key)]);
    await model.movieDetail(key);
    expect(a.detailCalls).toBe(2);
    a.refreshResult = changed(A, ['1'], 'r2');
    await model.refreshNow();
    await model.movieDetail(key);
    expect(a.detailCalls).toBe(3);
    expect(await model.movieDetail(itemKey(B, 'movie', 'm'))).toMatchObject({ ok: false, error: { code: 'http.not-found' } });
  });

  test('series of playlists come from the catalogue itself', async () => {
    const builder = createCatalogBuilder({ sourceId: A });
    const row = builder.addSeries({ nativeId: 's', name: 'Own' });
    builder.addEpisode({ nativeId: 'e1', seriesRow: row, season: 1, number: 1, name: 'One' });
    a.refreshResult = ok({ kind: 'changed', snapshot: builder.finish('r3'), mark: '' });
    await model.refreshNow();
    const key = itemKey(A, 'series', 's');
    const detail = await model.seriesDetail(key);
    expect(detail.ok && detail.value.seasons[0]?.episodes.map((episode) => episode.name)).toEqual(['One']);
    expect(a.detailCalls).toBe(0);
    a.seriesResult = ok(fakeSeriesDetail(key, []));
  });

  test('what is watched is asked of its own source', async () => {
    const record = model.catalog.value.channel(0);
    if (record === null) throw new Error('expected a channel');
    const never = createCancelSource().signal;
    expect((await model.resolve({ kind: 'live', channel: record }, never)).ok).toBe(true);
    model.useSources([b]);
    expect(await model.resolve({ kind: 'live', channel: record }, never)).toMatchObject({ ok: false, error: { code: 'media.not-found' } });
  });
});
