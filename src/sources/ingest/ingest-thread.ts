import type { IngestAnswer, IngestRequest } from '#core/ingest';
import type { BackgroundLink, ClockPort } from '#ports';

/** A thread that keeps silent this long while somebody waits is asked; no honest step takes so long. */
const SILENCE_MS = 15_000;
/** And is given up after this. Frozen apps wake up with every timer due: the answer must get its chance. */
const LAST_CHANCE_MS = 5_000;

/** What a job hears of its thread. */
export interface ThreadListener {
  onAnswer(answer: Exclude<IngestAnswer, { type: 'hello' }>): void;
  onLost(reason: string): void;
}

/** The program at work, wherever it runs: hands answers to the jobs they belong to, and notices when it is gone. */
export class IngestThread {
  private readonly jobs = new Map<number, ThreadListener>();
  private readonly waiting = new Set<number>();
  private stopWatch: (() => void) | null = null;
  private nextId = 1;
  private lostReason: string | null = null;

  constructor(
    readonly link: BackgroundLink,
    readonly ranIn: 'worker' | 'slices',
    private readonly clock: Pick<ClockPort, 'after'>,
  ) {
    link.onWord((word) => {
      this.hear(word as IngestAnswer);
    });
    link.onFailure((reason) => {
      this.lose(reason);
    });
  }

  /** Why it is gone; `null` while it works. */
  get lost(): string | null {
    return this.lostReason;
  }

  /** Jobs that run. */
  get jobCount(): number {
    return this.jobs.size;
  }

  /** Takes a job in and answers its id. */
  enter(listener: ThreadListener): number {
    const id = this.nextId;
    this.nextId += 1;
    this.jobs.set(id, listener);
    return id;
  }

  /** The job is over, however it ended. */
  leave(id: number): void {
    this.expect(id, false);
    if (!this.jobs.delete(id) || this.lostReason !== null) return;
    this.post({ type: 'cancel', id });
  }

  /** Says a word. */
  post(request: IngestRequest, transfer?: readonly ArrayBuffer[]): void {
    if (this.lostReason === null) this.link.post(request, transfer);
  }

  /** Whether a job waits for an answer; then silence counts. */
  expect(id: number, isWaiting: boolean): void {
    if (isWaiting) this.waiting.add(id);
    else this.waiting.delete(id);
    if (this.waiting.size === 0) this.unwatch();
    else if (this.stopWatch === null) this.watch();
  }

  /** Ends it. Jobs that run hear nothing more. */
  end(): void {
    this.lostReason = this.lostReason ?? 'ended';
    this.unwatch();
    this.jobs.clear();
    this.link.terminate();
  }

  private hear(answer: IngestAnswer): void {
    if (this.stopWatch !== null) this.watch();
    if (answer.type !== 'hello') this.jobs.get(answer.id)?.onAnswer(answer);
  }

  private watch(): void {
    this.unwatch();
    // Slices run on this thread: they are late when everything is.
    if (this.ranIn === 'slices' || this.lostReason !== null) return;
    this.stopWatch = this.clock.after(SILENCE_MS, () => {
      this.post({ type: 'hello' });
      this.stopWatch = this.clock.after(LAST_CHANCE_MS, () => {
        this.lose('silent');
      });
    });
  }

  private unwatch(): void {
    this.stopWatch?.();
    this.stopWatch = null;
  }

  private lose(reason: string): void {
    if (this.lostReason !== null) return;
    this.lostReason = reason;
    this.unwatch();
    const jobs = Array.from(this.jobs.values());
    this.jobs.clear();
    this.link.terminate();
    for (const job of jobs) job.onLost(reason);
  }
}
