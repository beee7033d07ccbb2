import { runInNewContext } from 'node:vm';
import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { NEVER_CANCELLED, ok } from '#core/base';
import type { AppError, Result, SourceId } from '#core/base';
import { createIngestProgram } from '#core/ingest';
import type { IngestResult } from '#core/ingest';
import type { BackgroundLink, HttpResponse } from '#ports';
import { createIngest, createSliceLink } from '#sources/ingest';
import { FakeBackgroundLink, FakeLog } from '#test/harness/fakes';
import { BrowserClock } from '../clock/browser-clock';
import { FakeWindow } from '../testing/fake-window';
import { createBackground } from './create-background';
import { pageBackground } from './page-background';
import { serve } from './program';
import type { WorkerScope } from './program';
import { WorkerLink } from './worker-link';

const clock = new BrowserClock();
const leave: Array<() => void> = [];

afterEach(() => {
  for (const disposer of leave.splice(0, leave.length)) disposer();
});

/** A worker over the two ends of a real channel: words are cloned and buffers handed over by the engine itself. */
class ChannelWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault: () => void }) => void) | null = null;
  private readonly channel = new MessageChannel();

  constructor() {
    const { port1, port2 } = this.channel;
    const scope: WorkerScope = {
      onmessage: null,
      postMessage: (word, transfer) => {
        port2.postMessage(word, transfer);
      },
      setTimeout: (callback, delayMs) => Number(setTimeout(callback, delayMs)),
      clearTimeout: (timer) => {
        clearTimeout(timer);
      },
    };
    port2.on('message', (data: unknown) => scope.onmessage?.({ data }));
    port1.on('message', (data: unknown) => this.onmessage?.({ data }));
    serve(scope);
  }

  postMessage(word: unknown, transfer: readonly ArrayBuffer[]): void {
    this.channel.port1.postMessage(word, transfer);
  }

  terminate(): void {
    this.channel.port1.close();
  }

  get asWorker(): Worker {
    return this as unknown as Worker;
  }
}

function body(bytes: Uint8Array, chunkBytes: number): HttpResponse {
  let at = 0;
  return {
    status: 200, url: 'http://h.example/tv.m3u', lengthBytes: bytes.length, header: () => null,
    read: () => Promise.resolve(at >= bytes.length ? null : bytes.slice(at, (at += chunkBytes))),
    close: () => undefined,
  };
}

function readOver(link: BackgroundLink): Promise<Result<IngestResult, AppError>> {
  const ingest = createIngest({ clock, log: new FakeLog(), background: { start: () => Promise.resolve(link), load: () => Promise.reject(new Error('not wanted')) } });
  leave.push(() => {
    ingest.dispose();
  });
  const text = Array.from({ length: 600 }, (_, i) => `#EXTINF:-1 group-title="News",Channel ${String(i)}\nhttp://h.example/${String(i)}.ts`).join('\n');
  return ingest.run({ signal: NEVER_CANCELLED }, async (job) => {
    job.start({ kind: 'm3u', sourceId: 's' as SourceId, knownRevision: '', isProbe: false });
    await job.feed({ what: 'playlist', address: 'http://h.example/', charset: '', lengthBytes: -1 }, body(new Uint8Array(gzipSync(`#EXTM3U\n${text}`)), 300));
    return ok(await job.end());
  });
}

/** What holds for every line to the program. */
describe.each<[string, () => BackgroundLink]>([
  ['a worker', () => new WorkerLink(new ChannelWorker().asWorker, null)],
  ['slices', () => createSliceLink(createIngestProgram, clock)],
  ['the fake', () => new FakeBackgroundLink(createIngestProgram)],
])('the line to %s', (_name, makeLink) => {
  const next = (link: BackgroundLink): Promise<unknown> => new Promise((resolve) => leave.push(link.onWord(resolve)));

  it('answers hello', async () => {
    const link = makeLink();
    const word = next(link);
    link.post({ type: 'hello' });
    expect(await word).toEqual({ type: 'hello' });
    link.terminate();
  });

  it('never answers within the call that asked', () => {
    const link = makeLink();
    let words = 0;
    link.onWord(() => (words += 1));
    link.post({ type: 'hello' });
    expect(words).toBe(0);
    link.terminate();
  });

  it('says nothing after it was ended, nor to who has left', async () => {
    const link = makeLink();
    let words = 0;
    link.onWord(() => (words += 1))();
    const word = next(link);
    link.post({ type: 'hello' });
    await word;
    expect(words).toBe(0);
    link.onWord(() => (words += 1));
    link.post({ type: 'hello' });
    link.terminate();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(words).toBe(0);
  });

  it('reads a list', async () => {
    const answer = await readOver(makeLink());
    if (!answer.ok) throw answer.error;
    const { revision, progress } = answer.value;
    expect([revision, progress.channels]).toEqual([(await readOver(new FakeBackgroundLink(createIngestProgram)) as { value: IngestResult }).value.revision, 600]);
  });
});

describe('the link of a worker', () => {
  it('tells its failure, and keeps it off the console', () => {
    const worker = new ChannelWorker();
    const link = new WorkerLink(worker.asWorker, null);
    const reasons: string[] = [];
    let isPrevented = false;
    link.onFailure((reason) => reasons.push(reason));
    worker.onerror?.({ message: 'out of memory', preventDefault: () => (isPrevented = true) });
    expect([reasons, isPrevented]).toEqual([['out of memory'], true]);
    link.terminate();
  });
});

/** A page: what scripts it loads and what workers it starts. */
function page(protocol: string, options: { readonly refuses?: (address: string) => boolean; readonly script?: string } = {}) {
  const window = new FakeWindow();
  window.location.protocol = protocol;
  const workers: string[] = [];
  const texts: string[] = [];
  const scripts: string[] = [];
  const script = options.script ?? 'hearthProgram(function (exported) { exported.createProgram = 42; })';
  Object.assign(window, {
    hearthBundle: 'legacy',
    setTimeout: (callback: () => void) => setTimeout(callback, 0),
    Worker: class {
      onmessage = null;
      onerror = null;
      constructor(address: string) {
        if (options.refuses?.(address) === true) throw new Error('SecurityError');
        workers.push(address);
      }
    },
    Blob: class {
      readonly size = 0;
      constructor(parts: readonly string[]) {
        texts.push(parts.join(''));
      }
    },
    URL: { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined },
  });
  Object.assign(window.document, {
    createElement: () => ({}),
    body: {
      appendChild(element: { src: string; onload: () => void; onerror: () => void }) {
        scripts.push(element.src);
        void Promise.resolve().then(() => {
          const { hearthProgram } = window as unknown as { hearthProgram: (script: (exported: object) => void) => void };
          if (script === '') {
            element.onerror();
            return;
          }
          runInNewContext(script, { hearthProgram });
          element.onload();
        });
      },
    },
  });
  return { window, workers, texts, scripts, background: pageBackground(window.asWindow, true) };
}

describe('the background of a page', () => {
  it('starts a worker from its address where a page may', async () => {
    const { background, workers, scripts } = page('https:');
    expect(await background.start()).not.toBeNull();
    expect([workers, scripts]).toEqual([['ingest-program-legacy.js'], []]);
  });

  it('starts it from the text of the program on a file page', async () => {
    const { background, workers, texts, scripts } = page('file:');
    expect(await background.start()).not.toBeNull();
    expect([workers, scripts]).toEqual([['blob:1'], ['ingest-program-legacy.js']]);
    const served: unknown[] = [];
    const text = texts[0]?.replace('exported.createProgram = 42', 'exported.serve = function (scope) { served.push(scope); }') ?? '';
    runInNewContext(text, { self: 'the scope', served });
    expect(served).toEqual(['the scope']);
  });

  it.each<[string, ReturnType<typeof page>]>([
    ['no worker may be started', page('file:', { refuses: () => true })],
    ['the program does not load', page('file:', { script: '' })],
  ])('answers null where %s', async (_name, { background }) => {
    expect(await background.start()).toBeNull();
  });

  it('does not even try where the engine has none that work', async () => {
    const { window, workers, scripts } = page('https:');
    expect(await pageBackground(window.asWindow, false).start()).toBeNull();
    expect([workers, scripts]).toEqual([[], []]);
  });

  it('is loaded with its first use', async () => {
    const { window, workers } = page('https:');
    const background = createBackground(window.asWindow, true);
    expect(workers).toEqual([]);
    expect(await background.start()).not.toBeNull();
    expect(workers).toEqual(['ingest-program-legacy.js']);
    expect(await background.load()).toBe(42);
  });

  it('hands out the same program for this thread, loaded once', async () => {
    const { background, scripts } = page('https:');
    expect([await background.load(), await background.load(), scripts.length]).toEqual([42, 42, 1]);
    await expect(page('https:', { script: '' }).background.load()).rejects.toMatchObject({ code: 'internal.bug' });
  });
});
