import type { Disposer } from '#core/base';
import type { ClockPort } from '#ports';

/** What a seek queue works with. */
export interface SeekQueueDependencies {
  readonly clock: ClockPort;
  /** How long a target must stand before it is sought. */
  readonly debounceMs: () => number;
  /** One native seek; settles always. */
  readonly perform: (targetMs: number) => Promise<void>;
  readonly onActiveChange: (isActive: boolean) => void;
}

/** Folds quick seeks into the last one and lets one native seek run at a time (tv-platforms 5.4, rule 4). */
export class SeekQueue {
  private readonly dependencies: SeekQueueDependencies;
  private waiting: Array<() => void> = [];
  private wanted: number | null = null;
  private isRunning = false;
  /** The wanted target has stood its time. */
  private isDue = false;
  private stopTimer: Disposer = () => undefined;
  private generation = 0;
  private lastTargetMs: number | null = null;

  constructor(dependencies: SeekQueueDependencies) {
    this.dependencies = dependencies;
  }

  /** Whether a seek waits or runs. */
  get isActive(): boolean {
    return this.isRunning || this.wanted !== null;
  }

  /** Where the last request wants to go, while it has not arrived. */
  get targetMs(): number | null {
    return this.lastTargetMs;
  }

  /** Asks for a position; resolves when the player has settled at this or a later target. */
  request(targetMs: number): Promise<void> {
    const wasActive = this.isActive;
    this.wanted = targetMs;
    this.lastTargetMs = targetMs;
    const settled = new Promise<void>((resolve) => {
      this.waiting.push(resolve);
    });
    if (!wasActive) this.dependencies.onActiveChange(true);
    this.stopTimer();
    const delayMs = this.dependencies.debounceMs();
    this.isDue = delayMs === 0;
    if (!this.isDue) {
      this.stopTimer = this.dependencies.clock.after(delayMs, () => {
        this.isDue = true;
        this.runWhenDue();
      });
    }
    this.runWhenDue();
    return settled;
  }

  /** Gives up every request; their promises resolve. */
  cancel(): void {
    this.generation += 1;
    this.stopTimer();
    this.wanted = null;
    this.isRunning = false;
    this.release();
  }

  private runWhenDue(): void {
    const target = this.wanted;
    if (this.isRunning || !this.isDue || target === null) return;
    this.wanted = null;
    this.isRunning = true;
    const generation = this.generation;
    const next = (): void => {
      if (generation !== this.generation) return;
      this.isRunning = false;
      if (this.wanted === null) this.release();
      else this.runWhenDue();
    };
    this.dependencies.perform(target).then(next, next);
  }

  private release(): void {
    const wasWaiting = this.waiting;
    this.waiting = [];
    this.lastTargetMs = null;
    if (wasWaiting.length === 0) return;
    this.dependencies.onActiveChange(false);
    for (const resolve of wasWaiting) resolve();
  }
}
