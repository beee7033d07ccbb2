import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, createCancelSource, NEVER_CANCELLED, ok } from '#core/base';
import type { CancelSignal, Result, SourceId } from '#core/base';
import type { IngestProgress, IngestRequest, IngestResult } from '#core/ingest';
import type { HttpResponse } from '#ports';
import { FakeBackground, FakeClock, FakeLog, settle } from '#test/harness/fakes';
import { createIngest, indexSnapshot } from '.';
import type { Ingest, IngestJobHandle } from '.';

const ID = 'sa' as SourceId;
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** A line of `count` channels. */
const rows = (count: number): Uint8Array => utf8(JSON.stringify(Array.from({ length: count }, (_, i) => ({ stream_id: i + 1, name: `Channel ${String(i)}` }))));

/** Bytes as their hash: comparing megabytes one by one takes seconds. */
function digest(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? createHash('sha256').update(part).digest('hex') : part)));
}

let clock: FakeClock;
let background: FakeBackground;
let log: FakeLog;
let ingest: Ingest;
/** Bodies asked for. */
let requests: number;
/** Chunks read off bodies, and bodies closed. */
let reads: number;
let closes: number;

/** A body in chunks; `null` as a chunk: it breaks off there. */
function body(bytes: Uint8Array, chunkBytes = 1000, breaksAt = Infinity): HttpResponse {
  requests += 1;
  let at = 0;
  return {
    status: 200, url: 'http://h.example/', lengthBytes: bytes.length, header: () => null,
    read() {
      reads += 1;
      if (at >= breaksAt) return Promise.reject(new AppError('net.timeout'));
      const chunk = at >= bytes.length ? null : bytes.slice(at, at + chunkBytes);
      at += chunkBytes;
      return Promise.resolve(chunk);
    },
    close() {
      closes += 1;
      at = bytes.length;
    },
  };
}

async function readLine(job: IngestJobHandle, open: () => HttpResponse): Promise<Result<IngestResult, AppError>> {
  job.start({ kind: 'xtream', sourceId: ID, knownRevision: '' });
  const fed = await job.feed({ what: 'rows', kind: 'channel', lengthBytes: -1 }, open());
  if (fed.broken !== null) return { ok: false, error: fed.broken };
  return ok(await job.end());
}

function read(bytes: Uint8Array, signal: CancelSignal = NEVER_CANCELLED): Promise<Result<IngestResult, AppError>> {
  return ingest.run({ signal }, (job) => readLine(job, () => body(bytes)));
}

/** Lets promise turns and due timers run until nothing moves. */
async function pump(turns = 200): Promise<void> {
  for (let i = 0; i < turns; i += 1) await clock.advance(1);
}

async function resultOf(running: Promise<Result<IngestResult, AppError>>): Promise<IngestResult> {
  const answer = await running;
  if (!answer.ok) throw answer.error;
  return answer.value;
}

beforeEach(() => {
  clock = new FakeClock();
  background = new FakeBackground();
  log = new FakeLog();
  ingest = createIngest({ background, clock, log });
  requests = 0;
  reads = 0;
  closes = 0;
});

describe('where it runs', () => {
  test('in a thread, in slices, or after a thread that is none: the same result', async () => {
    const inThread = await resultOf(read(rows(500)));
    expect(ingest.stats).toMatchObject({ inWorker: 1, inSlices: 0, losses: 0 });
    background.hasThreads = false;
    ingest = createIngest({ background, clock, log });
    const running = read(rows(500));
    await pump();
    expect(digest(await resultOf(running))).toEqual(digest(inThread));
    expect(ingest.stats).toMatchObject({ inWorker: 0, inSlices: 1, losses: 0 });
    expect(inThread.progress).toMatchObject({ channels: 500, fraction: 1 });
  });

  test('a thread that never says hello is given up in time, once', async () => {
    background.habit = { silentAfter: 0 };
    const running = read(rows(10));
    await clock.advance(10_000);
    await pump();
    expect((await resultOf(running)).progress.channels).toBe(10);
    expect([ingest.stats, background.links[0]?.isTerminated]).toMatchObject([{ inSlices: 1, losses: 1 }, true]);
    const again = read(rows(10));
    await pump();
    await again;
    expect(background.links).toHaveLength(1);
    expect(log.lines.filter((line) => line.includes('ingest'))).toHaveLength(1);
  });

  test('without work the thread is ended, and starts again with the next job', async () => {
    await read(rows(10));
    await clock.advance(30_000);
    expect(background.links[0]?.isTerminated).toBe(true);
    await resultOf(read(rows(10)));
    expect(background.links).toHaveLength(2);
    ingest.dispose();
    expect([background.links[1]?.isTerminated, clock.pending]).toEqual([true, 0]);
  });

  test('a program that cannot be loaded is an error, not a hang', async () => {
    background.hasThreads = false;
    background.isBroken = true;
    expect(await read(rows(1))).toMatchObject({ ok: false, error: { code: 'internal.bug' } });
  });
});

describe('a thread that dies', () => {
  test('at any answer: the same result by slices, each byte asked for anew', async () => {
    const wanted = await resultOf(read(rows(150)));
    const answers = background.links[0]?.answers ?? 0;
    expect(answers).toBeGreaterThan(8);
    for (let diesAfter = 0; diesAfter < answers; diesAfter += 1) {
      background = new FakeBackground();
      background.habit = { diesAfter };
      ingest = createIngest({ background, clock, log });
      requests = 0;
      const running = read(rows(150));
      await pump();
      expect(digest(await resultOf(running))).toEqual(digest(wanted));
      expect([requests, ingest.stats.losses, ingest.stats.inSlices]).toEqual([diesAfter === 0 ? 1 : 2, 1, 1]);
      ingest.dispose();
    }
    expect(closes).toBeGreaterThanOrEqual(answers);
  });

  test('by falling silent at any answer: likewise, after it was asked once more', async () => {
    const wanted = await resultOf(read(rows(50)));
    const answers = background.links[0]?.answers ?? 0;
    for (let silentAfter = 1; silentAfter < answers; silentAfter += 1) {
      background = new FakeBackground();
      background.habit = { silentAfter };
      ingest = createIngest({ background, clock, log });
      const running = read(rows(50));
      await pump(5);
      await clock.advance(20_000);
      await pump();
      expect(digest(await resultOf(running))).toEqual(digest(wanted));
      expect(ingest.stats.losses).toBe(1);
      ingest.dispose();
    }
  });

  test('silence of a thread nobody waits for is none', async () => {
    await read(rows(10));
    await clock.advance(25_000);
    expect(ingest.stats.losses).toBe(0);
  });
});

describe('cancelling', () => {
  test('reaches the program at once and closes the line', async () => {
    const cancel = createCancelSource();
    void ingest.run({ signal: cancel.signal }, (job) => readLine(job, () => ({ ...body(rows(10)), read: () => new Promise<null>(() => undefined) })));
    await settle();
    const said = (): readonly IngestRequest['type'][] => background.links[0]?.posted.map((word) => word.type) ?? [];
    expect(said()).not.toContain('cancel');
    cancel.cancel();
    expect([said().includes('cancel'), closes]).toEqual([true, 1]);
  });

  test('is the result, wherever the job stands', async () => {
    for (let turns = 0; turns < 60; turns += 7) {
      const cancel = createCancelSource();
      const running = read(rows(2000), cancel.signal);
      await settle(turns);
      cancel.cancel();
      expect(await running).toMatchObject({ ok: false, error: { code: 'net.cancelled' } });
    }
    expect((await resultOf(read(rows(5)))).progress.channels).toBe(5);
  });

  test('before it begins nothing is asked', async () => {
    const cancel = createCancelSource();
    cancel.cancel();
    expect(await read(rows(5), cancel.signal)).toMatchObject({ ok: false, error: { code: 'net.cancelled' } });
    expect(requests).toBe(0);
  });
});

describe('bytes', () => {
  test('no more than a megabyte is under way to a program that does not read', async () => {
    // It says hello and nothing more.
    background.habit = { silentAfter: 1 };
    const big = new Uint8Array(8 * 1024 * 1024).fill(0x20);
    void ingest.run({ signal: NEVER_CANCELLED }, (job) => readLine(job, () => body(big, 100_000)));
    await settle(2000);
    const sent = background.links[0]?.posted.reduce((sum, word) => sum + (word.type === 'bytes' ? word.bytes.length : 0), 0) ?? 0;
    expect(sent).toBeGreaterThan(1024 * 1024 - 1);
    expect(sent).toBeLessThanOrEqual(1024 * 1024 + 100_000);
    expect(reads).toBeLessThanOrEqual(Math.ceil(sent / 100_000));
  });

  test('long chunks are cut, and what they are a part of stays whole', async () => {
    const bytes = rows(8000);
    const around = new Uint8Array(bytes.length + 10);
    around.set(bytes, 5);
    const view = around.subarray(5, 5 + bytes.length);
    let isRead = false;
    const whole: HttpResponse = { ...body(bytes), read: () => Promise.resolve(isRead ? null : ((isRead = true), view)) };
    const answer = await ingest.run({ signal: NEVER_CANCELLED }, (job) => readLine(job, () => whole));
    expect(answer.ok && answer.value.progress.channels).toBe(8000);
    expect(around.length).toBe(bytes.length + 10);
    for (const word of background.links[0]?.posted ?? []) if (word.type === 'bytes') expect(word.bytes.length).toBeLessThanOrEqual(256 * 1024);
  });

  test('a transfer that breaks off says why', async () => {
    const answer = await ingest.run({ signal: NEVER_CANCELLED }, (job) => readLine(job, () => body(rows(100), 500, 1000)));
    expect(answer).toMatchObject({ ok: false, error: { code: 'net.timeout' } });
    expect(closes).toBeGreaterThan(0);
  });

  test('who has enough is asked after every chunk', async () => {
    const answer = await ingest.run({ signal: NEVER_CANCELLED }, async (job) => {
      job.start({ kind: 'xtream', sourceId: ID, knownRevision: '' });
      const fed = await job.feed({ what: 'rows', kind: 'channel', lengthBytes: -1 }, body(rows(500), 200), ({ channels }) => channels >= 3);
      return ok(fed.report.kept);
    });
    expect([answer.ok && answer.value < 20, reads < 5]).toEqual([true, true]);
  });

  test('progress comes at most ten times a second, and at the end', async () => {
    const told: IngestProgress[] = [];
    const slow = body(rows(3000));
    const paced: HttpResponse = { ...slow, read: () => (clock.tick(7), slow.read()) };
    const startMs = clock.monotonicMs();
    // Pauses are over at once.
    const pausing = { monotonicMs: () => clock.monotonicMs(), after: (ms: number, callback: () => void) => (ms > 0 ? clock.after(ms, callback) : (void Promise.resolve().then(callback), () => undefined)) };
    ingest = createIngest({ background, log, clock: pausing });
    await ingest.run({ signal: NEVER_CANCELLED, onProgress: (progress) => told.push(progress) }, (job) => readLine(job, () => paced));
    expect(told.length).toBeLessThanOrEqual(Math.ceil((clock.monotonicMs() - startMs) / 100) + 2);
    expect(told.length).toBeGreaterThan(3);
    expect(told[told.length - 1]).toMatchObject({ channels: 3000, fraction: 1 });
  });
});

test('jobs at the same time each get their own', async () => {
  const results = await Promise.all([10, 200, 900].map((count) => resultOf(read(rows(count)))));
  expect(results.map((result) => result.progress.channels)).toEqual([10, 200, 900]);
  expect(background.links).toHaveLength(1);
});

test('the index of a finished catalogue, whose chunks stay', async () => {
  const { catalog, search } = await resultOf(read(rows(200)));
  const sizes = catalog?.map((chunk) => chunk.length);
  expect(digest(await indexSnapshot(ingest, 'snapshot', catalog ?? [], NEVER_CANCELLED))).toEqual(digest(ok(search)));
  expect(catalog?.map((chunk) => chunk.length)).toEqual(sizes);
  expect(await indexSnapshot(ingest, 'snapshot', [utf8('nonsense')], NEVER_CANCELLED)).toMatchObject({ ok: false, error: { code: 'storage.broken' } });
});
