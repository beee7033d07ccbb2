import type { Steps } from '../base';
import type { IngestAnswer, IngestHost, IngestProgramFactory, IngestRequest } from './ingest-contract';

/** How a program is driven. */
export interface DriveOptions extends Omit<IngestHost, 'post' | 'wake'> {
  post(answer: IngestAnswer, transfer: readonly ArrayBuffer[]): void;
  /** Milliseconds that never go back. */
  monotonicMs(): number;
  /** Calls back once, never at once but after whatever else waits had its turn; the returned function takes it back. */
  later(callback: () => void): () => void;
  /** Longest time worked without a pause. A single step that takes longer is not cut. */
  sliceMs: number;
  /** A sign of life at least this often while there is work; 0: none. */
  tellEveryMs: number;
}

/** How the work went. */
export interface DriveStats {
  readonly slices: number;
  readonly steps: number;
  readonly longestSliceMs: number;
  readonly longestStepMs: number;
}

/** A running program. */
export interface DrivenProgram {
  receive(request: IngestRequest): void;
  readonly stats: DriveStats;
  /** Nothing is done any more. */
  stop(): void;
}

/** Of the longest step this much is still expected after another one. */
const FORGET = 0.9;

class Driver implements DrivenProgram {
  private readonly program;
  private work: Steps<void> | null = null;
  private takeBack: (() => void) | null = null;
  private isStopped = false;
  private slices = 0;
  private steps = 0;
  private longestSliceMs = 0;
  private longestStepMs = 0;
  private toldAtMs = 0;
  /** How long a step may take, by those before it; forgets slowly. */
  private expectedMs = 0;

  constructor(
    create: IngestProgramFactory,
    private readonly options: DriveOptions,
  ) {
    this.program = create({
      ...options,
      wake: () => {
        this.arm();
      },
    });
  }

  get stats(): DriveStats {
    const { slices, steps, longestSliceMs, longestStepMs } = this;
    return { slices, steps, longestSliceMs, longestStepMs };
  }

  receive(request: IngestRequest): void {
    if (this.isStopped) return;
    this.program.receive(request);
    this.arm();
  }

  stop(): void {
    this.isStopped = true;
    this.takeBack?.();
    this.takeBack = null;
    this.work = null;
  }

  private arm(): void {
    if (this.takeBack !== null || this.isStopped) return;
    this.takeBack = this.options.later(() => {
      this.takeBack = null;
      this.slice();
    });
  }

  private slice(): void {
    const { sliceMs } = this.options;
    const startMs = this.options.monotonicMs();
    let atMs = startMs;
    let isDone: boolean;
    for (;;) {
      this.work ??= this.program.work();
      isDone = this.work.next().done === true;
      const nowMs = this.options.monotonicMs();
      const stepMs = nowMs - atMs;
      atMs = nowMs;
      this.steps += 1;
      this.longestStepMs = Math.max(this.longestStepMs, stepMs);
      if (isDone || this.isStopped) break;
      this.expectedMs = Math.max(stepMs, this.expectedMs * FORGET);
      // The next step must fit, too.
      if (nowMs - startMs + this.expectedMs > sliceMs) break;
    }
    if (isDone) this.work = null;
    this.slices += 1;
    this.longestSliceMs = Math.max(this.longestSliceMs, atMs - startMs);
    if (this.isStopped || isDone) return;
    this.tell(atMs);
    this.arm();
  }

  private tell(nowMs: number): void {
    const { tellEveryMs } = this.options;
    if (tellEveryMs === 0 || nowMs - this.toldAtMs < tellEveryMs) return;
    this.toldAtMs = nowMs;
    this.program.tellProgress();
  }
}

/**
 * Drives a program in slices: work for a while, then let frames, keys and words through. Used by the thread of its own (long slices)
 * and on the drawing thread (short ones).
 */
export function driveProgram(create: IngestProgramFactory, options: DriveOptions): DrivenProgram {
  return new Driver(create, options);
}
