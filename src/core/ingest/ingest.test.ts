import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { mulberry32 } from '../base';
import type { SourceId } from '../base';
import { decodeSnapshot } from '../catalog';
import { decodeGuide } from '../guide';
import { createIngestProgram, driveProgram, READER_VERSION } from '.';
import type { IngestAnswer, IngestHost, IngestJob, IngestPart, IngestRequest, InflateFactory } from '.';

const ID = 'sa' as SourceId;
const NOW = Date.UTC(2026, 10, 24, 19, 41);
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const gzip = (text: string): Uint8Array => new Uint8Array(gzipSync(text));

interface Given {
  readonly part: IngestPart;
  readonly bytes: Uint8Array;
  readonly isBroken?: boolean;
}

/** Bytes as their hash: comparing megabytes one by one takes seconds. */
function digest(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? createHash('sha256').update(part).digest('hex') : part)));
}

/** Runs jobs on one program whose buffers are really handed over; every answer in order. */
class Bench {
  readonly answers: IngestAnswer[] = [];
  private readonly turns: Array<() => void> = [];
  private readonly driven;

  constructor(host: Pick<IngestHost, 'createInflate' | 'createDecoder'> = {}, sliceMs = 6) {
    let nowMs = 0;
    this.driven = driveProgram(createIngestProgram, {
      ...host, sliceMs, tellEveryMs: 0,
      // Every look at the clock is a millisecond later: slices of a few steps.
      monotonicMs: () => (nowMs += 1),
      later: (callback) => {
        this.turns.push(callback);
        return () => undefined;
      },
      post: (answer, transfer) => this.answers.push(structuredClone(answer, { transfer: [...transfer] })),
    });
  }

  say(...requests: IngestRequest[]): void {
    for (const request of requests) this.driven.receive(request);
  }

  run(): void {
    for (let next = this.turns.shift(); next !== undefined; next = this.turns.shift()) next();
  }

  /** Runs a whole job, its bytes cut at random. */
  job(id: number, job: IngestJob, parts: readonly Given[], random: () => number, mayInflate = true): void {
    this.say({ type: 'start', id, job, mayInflate });
    for (const { part, bytes, isBroken = false } of parts) {
      this.say({ type: 'part', id, part });
      if (part.what === 'wanted') continue;
      for (let at = 0; at < bytes.length; ) {
        const end = Math.min(bytes.length, at + 1 + Math.floor(random() * 20_000));
        this.say({ type: 'bytes', id, bytes: bytes.slice(at, end) });
        at = end;
        if (random() < 0.3) this.run();
      }
      this.say({ type: 'part-end', id, isBroken });
    }
    this.say({ type: 'end', id });
    this.run();
  }

  last<T extends IngestAnswer['type']>(type: T): Extract<IngestAnswer, { type: T }> {
    const found = this.answers.filter((answer) => answer.type === type).pop();
    if (found === undefined) throw new Error(`no ${type} among ${this.answers.map((answer) => JSON.stringify(answer).slice(0, 200)).join('\n')}`);
    return found as Extract<IngestAnswer, { type: T }>;
  }

  outcomes() {
    return this.answers.flatMap((answer) => (answer.type === 'part' ? [answer.outcome] : []));
  }
}

function playlist(entries: number): string {
  const lines = ['#EXTM3U url-tvg="guide.xml"', 'decoration'];
  for (let i = 0; i < entries; i += 1) {
    const group = ['News', 'Кино', 'أفلام', '映画'][i % 4] ?? '';
    const ending = i % 5 === 0 ? `movie/u/p/${i}.mkv` : `live/u/p/${i}.ts`;
    lines.push(`#EXTINF:-1 tvg-id="c${i}" tvg-logo="http://l.example/${i}.png" group-title="${group}",Channel ${i} é`, `http://h.example/${ending}`);
  }
  return lines.join('\n');
}

function guide(channels: readonly string[]): string {
  const time = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)} +0000`;
  const programme = (id: string, hour: number): string =>
    `<programme start="${time(NOW + hour * 3_600_000)}" stop="${time(NOW + (hour + 1) * 3_600_000)}" channel="${id}"><title lang="en">Show ${hour} of ${id}</title><title lang="de">Sendung ${hour}</title></programme>`;
  return `<?xml version="1.0" encoding="UTF-8"?><tv>${channels.map((id) => `<channel id="${id}"><display-name>${id}</display-name></channel>${Array.from({ length: 30 }, (_, hour) => programme(id, hour - 3)).join('')}`).join('')}</tv>`;
}

const M3U: IngestJob = { kind: 'm3u', sourceId: ID, knownRevision: '', isProbe: false };
const XMLTV: IngestJob = { kind: 'xmltv', nowMs: NOW, languages: ['de'] };
const list = (bytes: Uint8Array, lengthBytes = bytes.length): Given => ({ part: { what: 'playlist', address: 'http://h.example/tv.m3u', charset: '', lengthBytes }, bytes });
const guidePart = (bytes: Uint8Array): Given => ({ part: { what: 'guide', charset: '', offsetMs: 0, lengthBytes: bytes.length }, bytes });
const wanted = (...keys: string[]): Given => ({ part: { what: 'wanted', channels: keys.map((guideKey) => ({ guideKey, name: guideKey })) }, bytes: utf8('') });
const rows = (kind: 'channel' | 'movie' | 'series', value: unknown): Given => ({ part: { what: 'rows', kind, lengthBytes: -1 }, bytes: utf8(JSON.stringify(value)) });
const categories = (kind: 'channel' | 'movie' | 'series', value: unknown): Given => ({ part: { what: 'categories', kind }, bytes: utf8(JSON.stringify(value)) });

const LINE: readonly Given[] = [
  categories('channel', [{ category_id: '5', category_name: 'News' }]),
  rows('channel', Array.from({ length: 400 }, (_, i) => ({ num: i, name: `Nord ${i}`, stream_id: i + 1, epg_channel_id: `n${i}`, category_id: '5' }))),
  categories('movie', []),
  rows('movie', Array.from({ length: 300 }, (_, i) => ({ stream_id: i + 1, name: `Film ${i}`, container_extension: 'mkv' }))),
  rows('series', [{ series_id: 9, name: 'Serie' }, { name: 'no id' }]),
];

describe('results do not depend on chunks, slices and turns', () => {
  test.each<[string, IngestJob, readonly Given[]]>([
    ['a playlist', M3U, [list(utf8(playlist(500)))]],
    ['a packed playlist', M3U, [list(gzip(playlist(500)))]],
    ['an Xtream line', { kind: 'xtream', sourceId: ID, knownRevision: '' }, LINE],
    ['guides', XMLTV, [wanted('a', 'b'), wanted('c'), guidePart(gzip(guide(['a', 'x']))), guidePart(utf8(guide(['a', 'b', 'c'])))]],
  ])('%s', (_name, job, parts) => {
    const results = [1, 2, 3].map((seed) => {
      const bench = new Bench({}, seed * 4);
      // Another job of the same program goes on in between.
      bench.say({ type: 'start', id: 90, job: M3U, mayInflate: true }, { type: 'part', id: 90, part: list(utf8('')).part });
      bench.say({ type: 'bytes', id: 90, bytes: utf8(playlist(200)) });
      bench.job(seed, job, parts, mulberry32(seed));
      return digest([bench.outcomes(), bench.last('done').result]);
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  test('a catalogue comes out as it went in, by kind and with its report', () => {
    const bench = new Bench();
    bench.job(1, M3U, [list(utf8(playlist(100)))], mulberry32(1));
    const { result } = bench.last('done');
    const catalog = decodeSnapshot(result.catalog ?? []);
    if (!catalog.ok) throw catalog.error;
    expect([catalog.value.count('channel'), catalog.value.count('movie'), catalog.value.channel(0)?.name]).toEqual([80, 20, 'Channel 1 é']);
    expect(result).toMatchObject({ isUnchanged: false, revision: catalog.value.revision, header: { guideUrls: ['http://h.example/guide.xml'] }, progress: { channels: 80, movies: 20, fraction: 1 } });
    expect(bench.outcomes()).toMatchObject([{ problem: null, report: { kept: 100, skipped: { 'free-text': 1 }, notes: [{ line: 2, reason: 'free-text' }], isCut: false } }]);
    bench.job(2, { ...M3U, knownRevision: result.revision }, [list(utf8(playlist(100)))], mulberry32(2));
    expect(bench.last('done').result).toMatchObject({ isUnchanged: true, catalog: null, search: [] });
    expect(READER_VERSION).toBeGreaterThan(0);
  });

  test('two jobs on one program do not spoil each other although memory is handed over', () => {
    const bench = new Bench();
    bench.job(1, M3U, [list(utf8(playlist(300)))], mulberry32(1));
    const first = digest(bench.last('done').result);
    bench.job(2, M3U, [list(utf8(playlist(300)))], mulberry32(2));
    expect(digest(bench.last('done').result)).toEqual(first);
  });
});

describe('the first rows of a long list', () => {
  test('come as a catalogue before 5 % is read; the rest is not disturbed', () => {
    const bytes = utf8(playlist(6000));
    const bench = new Bench();
    bench.job(1, M3U, [list(bytes)], mulberry32(1));
    const at = bench.answers.findIndex((answer) => answer.type === 'preview');
    const taken = bench.answers.slice(0, at).reduce((sum, answer) => sum + (answer.type === 'taken' ? answer.bytes : 0), 0);
    expect(taken).toBeLessThan(bytes.length * 0.05);
    const preview = decodeSnapshot(bench.last('preview').catalog);
    const whole = decodeSnapshot(bench.last('done').result.catalog ?? []);
    if (!preview.ok || !whole.ok) throw new Error('expected catalogues');
    expect(preview.value.count('channel')).toBeGreaterThan(50);
    for (const row of [0, 40, preview.value.count('channel') - 1]) expect(whole.value.channel(row)).toMatchObject({ key: preview.value.channel(row)?.key });
  });

  test('a short list has none, one of unknown length has', () => {
    const bench = new Bench();
    bench.job(1, M3U, [list(utf8(playlist(1500)))], mulberry32(1));
    expect(bench.answers.some((answer) => answer.type === 'preview')).toBe(false);
    bench.job(2, M3U, [list(utf8(playlist(2000)), -1)], mulberry32(1));
    expect(bench.last('preview').id).toBe(2);
  });
});

describe('guides in order of trust', () => {
  test('what the first one knows is not kept of the second; languages and shifts', () => {
    const bench = new Bench();
    const late: Given = { part: { what: 'guide', charset: '', offsetMs: 3_600_000, lengthBytes: -1 }, bytes: utf8(guide(['a', 'b'])) };
    bench.job(1, XMLTV, [wanted('a', 'b'), guidePart(utf8(guide(['a']))), late], mulberry32(1));
    const guides = bench.outcomes().map((outcome) => decodeGuide(outcome.guide ?? []));
    const [first, second] = guides;
    if (first?.ok !== true || second?.ok !== true) throw new Error('expected guides');
    expect([first.value.has('a'), second.value.has('a'), second.value.has('b')]).toEqual([true, false, true]);
    expect(first.value.nowNext('a', NOW).now?.title).toBe('Sendung 0');
    expect(second.value.nowNext('b', NOW + 3_600_000).now?.title).toBe('Sendung 0');
  });

  test('a bad one is named and does not spoil the next', () => {
    const bench = new Bench();
    bench.job(1, XMLTV, [wanted('a'), guidePart(utf8('<html><body>no</body></html>')), guidePart(new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 1])), guidePart(utf8(guide(['a'])))], mulberry32(1));
    expect(bench.outcomes().map((outcome) => outcome.problem?.code ?? 'ok')).toEqual(['source.html-answer', 'source.unsupported', 'ok']);
  });
});

describe('what goes wrong', () => {
  test.each<[string, readonly Given[], string]>([
    ['a page', [list(utf8('<!doctype html><html>hi'))], 'source.html-answer'],
    ['nothing', [list(utf8(''))], 'source.empty'],
    ['damaged gzip', [list(new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))], 'source.malformed'],
  ])('%s', (_name, parts, code) => {
    const bench = new Bench();
    bench.job(1, M3U, parts, mulberry32(1));
    expect([bench.outcomes()[0]?.problem?.code, bench.last('failed').problem]).toMatchObject([code, { isInflate: false }]);
  });

  test('bytes without a part are a bug, and only of their job', () => {
    const bench = new Bench();
    bench.say({ type: 'start', id: 1, job: M3U, mayInflate: true }, { type: 'bytes', id: 1, bytes: utf8('x') });
    bench.job(2, M3U, [list(utf8(playlist(3)))], mulberry32(1));
    expect([bench.last('failed').problem.code, bench.last('done').id]).toEqual(['internal.bug', 2]);
  });

  test('a cancelled job says nothing more, in the middle of what it does', () => {
    const bench = new Bench();
    bench.say({ type: 'start', id: 1, job: M3U, mayInflate: true }, { type: 'part', id: 1, part: list(utf8('')).part }, { type: 'bytes', id: 1, bytes: utf8(playlist(300)) });
    bench.say({ type: 'part-end', id: 1, isBroken: false }, { type: 'end', id: 1 }, { type: 'cancel', id: 1 });
    bench.run();
    expect(bench.answers).toEqual([]);
  });

  test('a probe tells entries and header and keeps nothing', () => {
    const bench = new Bench();
    bench.job(1, { ...M3U, isProbe: true }, [list(utf8(playlist(5)))], mulberry32(1));
    expect([bench.last('done').result.catalog, bench.last('done').result.progress.channels]).toEqual([null, 5]);
  });
});

describe("the engine's own unpacker", () => {
  /** Unpacks whole files in turns of their own, as DecompressionStream does; refuses what `refuses` says. */
  const inflateWith = (plain: string, refuses = false): InflateFactory => (events) => ({
    push: () => void Promise.resolve().then(() => { if (refuses) events.failed(); else events.ready(); }),
    end: () => void Promise.resolve().then(() => { events.take(utf8(plain)); events.ended(true); }),
    cancel: () => undefined,
  });
  const settle = async (bench: Bench): Promise<void> => {
    for (let i = 0; i < 50; i += 1) {
      await Promise.resolve();
      bench.run();
    }
  };

  test('gives the same catalogue', async () => {
    const plain = playlist(200);
    const library = new Bench();
    library.job(1, M3U, [list(gzip(plain))], mulberry32(1));
    const bench = new Bench({ createInflate: inflateWith(plain) });
    bench.job(1, M3U, [list(gzip(plain))], mulberry32(1));
    await settle(bench);
    expect(digest(bench.last('done').result.catalog)).toEqual(digest(library.last('done').result.catalog));
  });

  test('when it refuses, the job says so; without it the library reads', async () => {
    const bench = new Bench({ createInflate: inflateWith('', true) });
    bench.job(1, M3U, [list(gzip(playlist(20)))], mulberry32(1));
    await settle(bench);
    expect(bench.last('failed').problem).toMatchObject({ code: 'source.malformed', isInflate: true });
    bench.job(2, M3U, [list(gzip(playlist(20)))], mulberry32(1), false);
    expect(bench.last('done').id).toBe(2);
  });
});

test('the index of what was read elsewhere is that of what was read here', () => {
  const bench = new Bench();
  bench.job(1, M3U, [list(utf8(playlist(200)))], mulberry32(1));
  const { catalog, search } = bench.last('done').result;
  bench.job(2, { kind: 'search-index' }, (catalog ?? []).map((chunk) => ({ part: { what: 'chunk' }, bytes: chunk })), () => 1);
  expect(digest(bench.last('done').result.search)).toEqual(digest(search));
});

test('progress never goes back and ends at 1', () => {
  const bench = new Bench();
  bench.job(1, { kind: 'xtream', sourceId: ID, knownRevision: '' }, LINE, mulberry32(3));
  const fractions = bench.answers.flatMap((answer) => (answer.type === 'taken' ? [answer.progress.fraction] : answer.type === 'done' ? [answer.result.progress.fraction] : []));
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect([fractions[0], fractions[fractions.length - 1]]).toEqual([-1, 1]);
});
