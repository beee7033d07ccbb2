import { AppError } from '#core/base';
import type { Disposer } from '#core/base';
import { createIngestProgram, driveProgram } from '#core/ingest';
import type { IngestProgramFactory, IngestRequest } from '#core/ingest';
import type { BackgroundLink, BackgroundPort } from '#ports';

/** How a thread behaves: works, dies after so many answers, or says nothing after so many. */
export interface FakeThreadHabit {
  readonly diesAfter?: number;
  readonly silentAfter?: number;
}

/** A thread in memory: words are copied and buffers handed over as between real ones, and everything runs in promise turns. */
export class FakeBackgroundLink implements BackgroundLink {
  /** Every word sent to the program. */
  readonly posted: IngestRequest[] = [];
  answers = 0;
  isTerminated = false;
  private readonly words = new Set<(word: unknown) => void>();
  private readonly failures = new Set<(reason: string) => void>();
  private readonly driven;

  constructor(
    create: IngestProgramFactory,
    private readonly habit: FakeThreadHabit = {},
  ) {
    this.driven = driveProgram(create, {
      monotonicMs: () => 0,
      sliceMs: 1,
      tellEveryMs: 0,
      later: (callback) => {
        let isWanted = true;
        void Promise.resolve().then(() => {
          if (isWanted) callback();
        });
        return () => {
          isWanted = false;
        };
      },
      post: (answer, transfer) => {
        this.answer(structuredClone(answer, { transfer: transfer.slice() }));
      },
    });
  }

  post(word: unknown, transfer: readonly ArrayBuffer[] = []): void {
    if (this.isTerminated) return;
    const copy = structuredClone(word, { transfer: transfer.slice() }) as IngestRequest;
    this.posted.push(copy);
    void Promise.resolve().then(() => {
      if (!this.isTerminated) this.driven.receive(copy);
    });
  }

  onWord(listener: (word: unknown) => void): Disposer {
    this.words.add(listener);
    return () => {
      this.words.delete(listener);
    };
  }

  onFailure(listener: (reason: string) => void): Disposer {
    this.failures.add(listener);
    return () => {
      this.failures.delete(listener);
    };
  }

  terminate(): void {
    this.isTerminated = true;
    this.driven.stop();
  }

  /** The thread dies now. */
  die(reason = 'out of memory'): void {
    this.driven.stop();
    for (const listener of Array.from(this.failures)) listener(reason);
  }

  private answer(word: unknown): void {
    this.answers += 1;
    const { diesAfter = Infinity, silentAfter = Infinity } = this.habit;
    const number = this.answers;
    void Promise.resolve().then(() => {
      if (this.isTerminated || number > silentAfter) return;
      if (number > diesAfter) {
        if (number === diesAfter + 1) this.die();
        return;
      }
      for (const listener of Array.from(this.words)) listener(word);
    });
  }
}

/** A set whose threads a test makes die, fall silent or refuse to start. */
export class FakeBackground implements BackgroundPort {
  /** Threads that were started. */
  readonly links: FakeBackgroundLink[] = [];
  /** False: no thread starts, so that the program runs in slices by the clock. */
  hasThreads = true;
  habit: FakeThreadHabit = {};
  create: IngestProgramFactory = createIngestProgram;
  /** Loading the program for this thread fails. */
  isBroken = false;
  loads = 0;

  start(): Promise<BackgroundLink | null> {
    if (!this.hasThreads) return Promise.resolve(null);
    const link = new FakeBackgroundLink(this.create, this.habit);
    this.links.push(link);
    return Promise.resolve(link);
  }

  load(): Promise<IngestProgramFactory> {
    this.loads += 1;
    return this.isBroken ? Promise.reject(new AppError('internal.bug')) : Promise.resolve(this.create);
  }
}
