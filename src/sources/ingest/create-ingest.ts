import { fail, nextTask, Once, SECOND_MS, toAppError } from '#core/base';
import type { AppError, Disposer, Result } from '#core/base';
import type { IngestAnswer } from '#core/ingest';
import type { BackgroundLink, BackgroundPort, ClockPort, LogPort } from '#ports';
import { BeginAnew } from './begin-anew';
import { createSliceLink } from './create-slice-link';
import type { SliceLink } from './create-slice-link';
import { JobHandle } from './ingest-job-handle';
import type { IngestJobHandle, IngestListeners } from './ingest-job-handle';
import { IngestThread } from './ingest-thread';

/** A thread that does not say hello within this is given up; an old set takes two seconds to compile the program. */
const HELLO_MS = 10 * SECOND_MS;
/** A thread without work for this long is ended. */
const IDLE_MS = 30 * SECOND_MS;
/** A thread that was lost so often is not started again while the app runs. */
const MAX_LOSSES = 2;
/** Lost thread and engine's inflate: each once. */
const MAX_BEGINNINGS = 3;

/** What reading needs. */
export interface IngestDeps {
  readonly background: BackgroundPort;
  readonly clock: Pick<ClockPort, 'monotonicMs' | 'after'>;
  readonly log: LogPort;
}

/** How reading went so far. */
export interface IngestStats {
  /** Jobs by where they ran to their end. */
  readonly inWorker: number;
  readonly inSlices: number;
  /** Threads that died, never said hello or fell silent. */
  readonly losses: number;
  /** Slices on the drawing thread; all 0 when there were none. */
  readonly slices: number;
  readonly longestSliceMs: number;
}

/** Reads lists and guides without blocking the picture. */
export interface Ingest {
  /**
   * Runs one job. `body` may be called again from the beginning when its thread is lost: it asks for its bytes itself and changes nothing
   * outside before it ends. What it throws becomes the error; `net.cancelled` when the signal fires.
   */
  run<T>(listeners: IngestListeners, body: (job: IngestJobHandle) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>>;
  readonly stats: IngestStats;
  /** Ends the thread. Jobs that run do not end any more: cancel them before. */
  dispose(): void;
}

class ThreadedIngest implements Ingest {
  private readonly thread = new Once(() => this.makeThread());
  private current: IngestThread | null = null;
  private stopIdle: Disposer | null = null;
  private running = 0;
  private isWorkerOff = false;
  private losses = 0;
  private readonly done = { worker: 0, slices: 0 };
  /** Of links that ended. */
  private past = { slices: 0, longestSliceMs: 0 };
  private sliceLink: SliceLink | null = null;

  constructor(private readonly deps: IngestDeps) {}

  get stats(): IngestStats {
    const { done, losses } = this;
    return { inWorker: done.worker, inSlices: done.slices, losses, ...this.sliceStats() };
  }

  async run<T>(listeners: IngestListeners, body: (job: IngestJobHandle) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
    this.running += 1;
    this.stopIdle?.();
    this.stopIdle = null;
    try {
      return await this.attempt(listeners, body);
    } catch (error) {
      return fail(toAppError(error));
    } finally {
      this.running -= 1;
      if (this.running === 0) this.armIdle();
    }
  }

  dispose(): void {
    this.stopIdle?.();
    this.stopIdle = null;
    this.endThread();
  }

  private async attempt<T>(listeners: IngestListeners, body: (job: IngestJobHandle) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
    let mayInflate = true;
    for (let left = MAX_BEGINNINGS - 1; ; left -= 1) {
      const thread = await this.connect();
      listeners.signal.throwIfCancelled();
      const job = new JobHandle(thread, this.deps.clock, listeners, mayInflate);
      try {
        const result = await body(job);
        this.done[thread.ranIn] += 1;
        return result;
      } catch (error) {
        if (!(error instanceof BeginAnew) || left === 0) throw error;
        if (error.why === 'inflate') mayInflate = false;
        else this.countLoss(thread, error.message);
      } finally {
        job.close();
      }
    }
  }

  private connect(): Promise<IngestThread> {
    if (this.current !== null && this.current.lost !== null) {
      this.thread.forget();
      this.current = null;
    }
    return this.thread.get();
  }

  private async makeThread(): Promise<IngestThread> {
    const thread = await this.startThread();
    this.current = thread;
    return thread;
  }

  private async startThread(): Promise<IngestThread> {
    const { background, clock } = this.deps;
    const link = this.isWorkerOff ? null : await background.start();
    if (link !== null) {
      const refusal = await this.refusalOf(link);
      if (refusal === null) return new IngestThread(link, 'worker', clock);
      link.terminate();
      this.isWorkerOff = true;
      this.losses += 1;
      this.deps.log.write('info', 'ingest: no thread, reading in slices', { reason: refusal });
    }
    this.sliceLink = createSliceLink(await background.load(), clock);
    // Making the program takes a set's processor a while; asking for the list is a task of its own.
    await nextTask(clock);
    return new IngestThread(this.sliceLink, 'slices', clock);
  }

  /** `null` when the thread says hello in time, else why not. */
  private refusalOf(link: BackgroundLink): Promise<string | null> {
    return new Promise((resolve) => {
      const leave: Disposer[] = [];
      const settle = (refusal: string | null): void => {
        for (const disposer of leave.splice(0, leave.length)) disposer();
        resolve(refusal);
      };
      leave.push(
        link.onWord((word) => {
          if ((word as IngestAnswer).type === 'hello') settle(null);
        }),
        link.onFailure((reason) => {
          settle(reason);
        }),
        this.deps.clock.after(HELLO_MS, () => {
          settle('no hello');
        }),
      );
      link.post({ type: 'hello' });
    });
  }

  private countLoss(thread: IngestThread, reason: string): void {
    if (this.current === thread) {
      this.losses += 1;
      // The job that lost it begins anew in slices; a later one may try a thread again, once.
      this.isWorkerOff = true;
      this.deps.log.write('info', 'ingest: the thread was lost, beginning anew in slices', { reason });
    }
  }

  private armIdle(): void {
    if (this.thread.current === null) return;
    this.stopIdle = this.deps.clock.after(IDLE_MS, () => {
      this.stopIdle = null;
      this.endThread();
    });
  }

  private endThread(): void {
    this.past = this.sliceStats();
    this.sliceLink = null;
    this.current?.end();
    this.current = null;
    this.thread.forget();
    if (this.losses < MAX_LOSSES) this.isWorkerOff = false;
  }

  private sliceStats(): { readonly slices: number; readonly longestSliceMs: number } {
    const { past, sliceLink } = this;
    if (sliceLink === null) return past;
    const { slices, longestSliceMs } = sliceLink.stats;
    return { slices: past.slices + slices, longestSliceMs: Math.max(past.longestSliceMs, longestSliceMs) };
  }
}

/** Makes it. Nothing starts before the first job. */
export function createIngest(deps: IngestDeps): Ingest {
  return new ThreadedIngest(deps);
}
