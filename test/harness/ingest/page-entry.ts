import { createCancelSource, nextTask } from '#core/base';
import type { SourceId } from '#core/base';
import { createTizenHost } from '#platforms/tizen';
import { createWebHost } from '#platforms/web';
import { createWebosHost } from '#platforms/webos';
import type { Host } from '#ports';
import { HttpClient } from '#sources/http';
import { createIngest } from '#sources/ingest';
import type { Ingest } from '#sources/ingest';
import { PlaylistSource } from '#sources/playlist';
import type { RefreshOutcome } from '#sources/source';

/** What a reading came to. */
export interface Reading {
  readonly outcome: string;
  readonly channels: number;
  readonly revision: string;
  readonly ranIn: string;
  readonly elapsedMs: number;
  /** Channels of the first rows shown, and of how many told progress; 0 without. */
  readonly preview: number;
  readonly told: number;
  readonly losses: number;
  readonly slices: number;
  readonly longestSliceMs: number;
  /** Tasks of the drawing thread over 50 ms while it read. */
  readonly longTasks: readonly number[];
}

/** What happens while it reads. */
export type Mishap = 'none' | 'cancel' | 'thread-dies';

const makers = { web: createWebHost, tizen: createTizenHost, webos: createWebosHost } as const;
let host: Host | null = null;
let ingest: Ingest | null = null;
const workers: Worker[] = [];

/** Builds the host of this page as its app does; the workers it starts are remembered, so that one can be made to die. */
export async function start(options: { readonly family: keyof typeof makers; readonly hasWorkers: boolean }): Promise<string> {
  const { Worker: Native } = window;
  if (options.hasWorkers) {
    window.Worker = class extends Native {
      constructor(address: string | URL) {
        super(address);
        workers.push(this);
      }
    };
  } else {
    Object.assign(window, {
      Worker: () => {
        throw new Error('no workers here');
      },
    });
  }
  host = (await makers[options.family](window)).host;
  ingest = createIngest(host);
  return window.location.protocol;
}

function observeLongTasks(): () => Promise<readonly number[]> {
  const found: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) found.push(Math.round(entry.duration));
  });
  try {
    observer.observe({ entryTypes: ['longtask'] });
  } catch {
    // Engines of long ago cannot tell.
  }
  return async () => {
    // The last task is told after it ended.
    await new Promise((resolve) => setTimeout(resolve, 200));
    observer.disconnect();
    return found.sort((a, b) => b - a);
  };
}

/** Reads a list as the app does: from a task that does nothing else. */
export async function read(url: string, mishap: Mishap): Promise<Reading> {
  if (host === null || ingest === null) throw new Error('not started');
  const { clock } = host;
  const source = new PlaylistSource({ id: 'e2e' as SourceId, address: url, client: new HttpClient(host.http), clock, ingest });
  const cancel = createCancelSource();
  const seen = { preview: 0, told: 0, atPreview: 0 };
  const stop = observeLongTasks();
  await nextTask(clock);
  const startMs = clock.monotonicMs();
  const before = ingest.stats;
  const answer = await source.refresh({
    signal: cancel.signal,
    knownMark: '',
    onProgress: () => {
      seen.told += 1;
      if (seen.told !== 2) return;
      if (mishap === 'cancel') cancel.cancel();
      const worker = workers[workers.length - 1];
      if (mishap === 'thread-dies') worker?.onerror?.(new ErrorEvent('error', { message: 'out of memory' }));
    },
    onPreview: (catalog) => {
      seen.preview = catalog.count('channel');
    },
  });
  const elapsedMs = Math.round(clock.monotonicMs() - startMs);
  const longTasks = await stop();
  const changed: Extract<RefreshOutcome, { kind: 'changed' }> | null = answer.ok && answer.value.kind === 'changed' ? answer.value : null;
  return {
    outcome: answer.ok ? answer.value.kind : answer.error.code,
    channels: changed?.snapshot.count('channel') ?? 0,
    revision: changed?.snapshot.revision ?? '',
    ranIn: changed?.report?.ranIn ?? '',
    elapsedMs,
    preview: seen.preview,
    told: seen.told,
    losses: ingest.stats.losses - before.losses,
    slices: ingest.stats.slices - before.slices,
    longestSliceMs: Math.round(ingest.stats.longestSliceMs),
    longTasks,
  };
}
