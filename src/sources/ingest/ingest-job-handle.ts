import { AppError, nextTask, toAppError, SLICE_MS } from '#core/base';
import type { CancelSignal } from '#core/base';
import { errorOf } from '#core/ingest';
import type { IngestAnswer, IngestJob, IngestPart, IngestProgress, IngestResult, PartOutcome, SaidPart } from '#core/ingest';
import type { ClockPort, HttpResponse } from '#ports';
import { BeginAnew } from './begin-anew';
import type { IngestThread, ThreadListener } from './ingest-thread';

/** Most bytes under way to the program. Smaller: the thread waits for the network's rhythm; larger: they pile up in two heaps. */
const MAX_UNDER_WAY = 1024 * 1024;
/** Longer chunks are cut: an old engine's transfer hands out whatever came since the last time. */
const MAX_CHUNK = 256 * 1024;
const TELL_EVERY_MS = 100;

/** What a job tells while it runs. */
export interface IngestListeners {
  readonly signal: CancelSignal;
  /** At most ten times a second, and once at the end. */
  onProgress?(progress: IngestProgress): void;
  /** The first rows of a long list, as chunks of a snapshot of their own. */
  onPreview?(chunks: readonly Uint8Array[]): void;
}

/** How a file or list came in. */
export interface FedPart extends PartOutcome {
  /** As they came. */
  readonly receivedBytes: number;
  /** The transfer broke off with this; `null`: it came to its end, or enough was read. */
  readonly broken: AppError | null;
}

/** One job of the program. Everything rejects with `net.cancelled` when it is cancelled. */
export interface IngestJobHandle {
  readonly ranIn: 'worker' | 'slices';
  /** Begins; first of all, once. */
  start(job: IngestJob): void;
  /** Says something without bytes. */
  say(part: SaidPart): void;
  /**
   * Reads a body as one part, and closes it. `isEnough`, asked after each chunk has been read, ends it early. Failures of the transfer
   * and of the reader are in the answer, and what was read before them is kept.
   */
  feed(part: IngestPart, response: HttpResponse, isEnough?: (progress: IngestProgress) => boolean): Promise<FedPart>;
  /** Reads bytes that are here already as one part; they belong to the program from here on. One part at a time. */
  feedBytes(part: IngestPart, bytes: Uint8Array): Promise<PartOutcome>;
  /** Gives a chunk of something finished as one part. It is copied. */
  giveChunk(chunk: Uint8Array): Promise<void>;
  /** Ends the job. Rejects with what the program found wrong. */
  end(): Promise<IngestResult>;
}

interface Waiting {
  readonly for: 'room' | 'part' | 'done';
  readonly limit: number;
  resolve(answer: IngestAnswer | null): void;
  reject(error: Error): void;
}

/** The handle, and what the ingest itself does with it. */
export class JobHandle implements IngestJobHandle, ThreadListener {
  readonly ranIn: 'worker' | 'slices';
  private readonly id: number;
  private underWay = 0;
  private receivedBytes = 0;
  private waiting: Waiting | null = null;
  private failure: Error | null = null;
  private open: HttpResponse | null = null;
  private progress: IngestProgress = { bytes: 0, channels: 0, movies: 0, series: 0, episodes: 0, fraction: -1 };
  private toldAtMs = -Infinity;
  private pausedAtMs: number;
  private readonly leaveSignal: () => void;

  constructor(
    private readonly thread: IngestThread,
    private readonly clock: Pick<ClockPort, 'monotonicMs' | 'after'>,
    private readonly listeners: IngestListeners,
    private readonly mayInflate: boolean,
  ) {
    this.ranIn = thread.ranIn;
    this.pausedAtMs = clock.monotonicMs();
    this.id = thread.enter(this);
    if (thread.lost !== null) this.onLost(thread.lost);
    this.leaveSignal = listeners.signal.onCancel(() => {
      this.stop(new AppError('net.cancelled'));
    });
  }

  start(job: IngestJob): void {
    this.check();
    this.thread.post({ type: 'start', id: this.id, job, mayInflate: this.mayInflate });
  }

  say(part: SaidPart): void {
    this.check();
    this.thread.post({ type: 'part', id: this.id, part });
  }

  async feed(part: IngestPart, response: HttpResponse, isEnough?: (progress: IngestProgress) => boolean): Promise<FedPart> {
    this.open = response;
    this.receivedBytes = 0;
    try {
      this.check();
      this.thread.post({ type: 'part', id: this.id, part });
      const broken = await this.pump(response, isEnough);
      this.thread.post({ type: 'part-end', id: this.id, isBroken: broken !== null });
      const outcome = await this.outcome();
      return { ...outcome, broken, receivedBytes: this.receivedBytes };
    } finally {
      this.open = null;
      response.close();
    }
  }

  async feedBytes(part: IngestPart, bytes: Uint8Array): Promise<PartOutcome> {
    this.check();
    this.thread.post({ type: 'part', id: this.id, part });
    await this.giveAll(bytes, MAX_UNDER_WAY);
    this.thread.post({ type: 'part-end', id: this.id, isBroken: false });
    return this.outcome();
  }

  async giveChunk(chunk: Uint8Array): Promise<void> {
    this.check();
    this.thread.post({ type: 'part', id: this.id, part: { what: 'chunk' } });
    const own = chunk.slice();
    this.underWay += own.length;
    this.thread.post({ type: 'bytes', id: this.id, bytes: own }, [own.buffer]);
    this.thread.post({ type: 'part-end', id: this.id, isBroken: false });
    await this.outcome();
  }

  async end(): Promise<IngestResult> {
    this.check();
    this.thread.post({ type: 'end', id: this.id });
    const answer = await this.wait('done', 0);
    if (answer?.type !== 'done') throw new AppError('internal.bug', { message: 'ingest answered out of turn' });
    this.progress = answer.result.progress;
    this.listeners.onProgress?.(this.progress);
    return answer.result;
  }

  onAnswer(answer: Exclude<IngestAnswer, { type: 'hello' }>): void {
    switch (answer.type) {
      case 'taken':
        this.underWay -= answer.bytes;
        this.tell(answer.progress);
        if (this.waiting?.for === 'room' && this.underWay <= this.waiting.limit) this.settle(null);
        return;
      case 'progress':
        this.tell(answer.progress);
        return;
      case 'preview':
        this.listeners.onPreview?.(answer.catalog);
        return;
      case 'part':
      case 'done':
        this.settle(answer);
        return;
      case 'failed':
        this.stop(answer.problem.isInflate ? new BeginAnew('inflate', answer.problem.message) : errorOf(answer.problem));
    }
  }

  onLost(reason: string): void {
    this.stop(new BeginAnew('lost', reason));
  }

  /** Leaves the thread; a job that still runs there is forgotten at once. */
  close(): void {
    this.leaveSignal();
    this.thread.leave(this.id);
    this.failure ??= new AppError('net.cancelled');
  }

  private stop(error: Error): void {
    if (this.failure !== null) return;
    this.failure = error;
    this.thread.leave(this.id);
    // Whoever reads from the line right now gets on, and finds the failure.
    this.open?.close();
    const { waiting } = this;
    this.waiting = null;
    waiting?.reject(error);
  }

  private check(): void {
    this.listeners.signal.throwIfCancelled();
    if (this.failure !== null) throw this.failure;
  }

  /** Moves a body to the program; answers what the transfer broke off with. */
  private async pump(response: HttpResponse, isEnough: ((progress: IngestProgress) => boolean) | undefined): Promise<AppError | null> {
    // Who may stop early wants every chunk looked at before the next one is asked for.
    const limit = isEnough === undefined ? MAX_UNDER_WAY : 0;
    for (;;) {
      let chunk: Uint8Array | null;
      try {
        chunk = await response.read();
      } catch (error) {
        this.check();
        return toAppError(error, 'net.unreachable');
      }
      this.check();
      if (chunk === null) return null;
      await this.giveAll(chunk, limit);
      if (isEnough?.(this.progress) === true) return null;
    }
  }

  private async giveAll(bytes: Uint8Array, limit: number): Promise<void> {
    for (let at = 0; at < bytes.length; at += MAX_CHUNK) {
      this.give(bytes.length <= MAX_CHUNK ? bytes : bytes.subarray(at, at + MAX_CHUNK));
      if (this.underWay > limit) await this.wait('room', limit);
      await this.pause();
      this.check();
    }
  }

  /** A body that is there already comes chunk after chunk in one turn: moving it is work, too, and must let frames through. */
  private async pause(): Promise<void> {
    if (this.clock.monotonicMs() - this.pausedAtMs < SLICE_MS) return;
    await nextTask(this.clock);
    this.pausedAtMs = this.clock.monotonicMs();
  }

  private give(chunk: Uint8Array): void {
    const { length } = chunk;
    if (length === 0) return;
    this.underWay += length;
    this.receivedBytes += length;
    if (this.ranIn === 'slices') {
      this.thread.post({ type: 'bytes', id: this.id, bytes: chunk });
      return;
    }
    // A view on something larger must not take the rest along.
    const own = chunk.buffer instanceof ArrayBuffer && chunk.buffer.byteLength === length ? chunk : chunk.slice();
    this.thread.post({ type: 'bytes', id: this.id, bytes: own }, [own.buffer as ArrayBuffer]);
  }

  private async outcome(): Promise<PartOutcome> {
    const answer = await this.wait('part', 0);
    if (answer?.type !== 'part') throw new AppError('internal.bug', { message: 'ingest answered out of turn' });
    return answer.outcome;
  }

  private wait(what: Waiting['for'], limit: number): Promise<IngestAnswer | null> {
    return new Promise((resolve, reject) => {
      if (this.failure !== null) {
        reject(this.failure);
        return;
      }
      this.waiting = { for: what, limit, resolve, reject };
      this.thread.expect(this.id, true);
    });
  }

  private settle(answer: IngestAnswer | null): void {
    const { waiting } = this;
    this.waiting = null;
    this.thread.expect(this.id, false);
    waiting?.resolve(answer);
  }

  private tell(progress: IngestProgress): void {
    this.progress = progress;
    const nowMs = this.clock.monotonicMs();
    if (nowMs - this.toldAtMs < TELL_EVERY_MS) return;
    this.toldAtMs = nowMs;
    this.listeners.onProgress?.(progress);
  }
}
