import type { Disposer } from '#core/base';
import type { ClockPort } from '#ports';

interface Timer {
  readonly id: number;
  dueMs: number;
  readonly everyMs: number;
  readonly callback: () => void;
}

/** Lets promise chains run: enough turns of the microtask queue for anything a model awaits on fakes. */
export async function settle(turns = 40): Promise<void> {
  for (let i = 0; i < turns; i += 1) await Promise.resolve();
}

/** A clock that stands still until a test moves it. Tuesday 24 November 2026, 20:41 local (UTC+1), as in the mocks. */
export class FakeClock implements ClockPort {
  private wallMs: number;
  private elapsedMs = 0;
  private nextId = 1;
  private readonly timers = new Map<number, Timer>();
  private readonly offsetMin: number;

  constructor(startMs: number = Date.UTC(2026, 10, 24, 19, 41), offsetMin = 60) {
    this.wallMs = startMs;
    this.offsetMin = offsetMin;
  }

  nowMs(): number {
    return this.wallMs;
  }

  monotonicMs(): number {
    return this.elapsedMs;
  }

  after(delayMs: number, callback: () => void): Disposer {
    return this.start(delayMs, 0, callback);
  }

  every(intervalMs: number, callback: () => void): Disposer {
    return this.start(intervalMs, intervalMs, callback);
  }

  utcOffsetMin(): number {
    return this.offsetMin;
  }

  /** How many timers run; leak tests read it. */
  get pending(): number {
    return this.timers.size;
  }

  /** Milliseconds until the next timer, `Infinity` without one. */
  get nextDueMs(): number {
    let next = Infinity;
    for (const timer of this.timers.values()) next = Math.min(next, timer.dueMs - this.elapsedMs);
    return next;
  }

  /** Moves time and runs what falls due, in order, without letting promises run in between. */
  tick(ms: number): void {
    const endMs = this.elapsedMs + ms;
    for (let timer = this.due(endMs); timer !== null; timer = this.due(endMs)) this.fire(timer);
    this.moveTo(endMs);
  }

  /** Moves time like {@link tick}, and lets promise chains run after every timer and at the end. */
  async advance(ms: number): Promise<void> {
    await settle();
    const endMs = this.elapsedMs + ms;
    for (let timer = this.due(endMs); timer !== null; timer = this.due(endMs)) {
      this.fire(timer);
      await settle();
    }
    this.moveTo(endMs);
    await settle();
  }

  /** Lets `work` go on, task after task, until it is done; time stands still. Fails where it waits for something else. */
  async finish<T>(work: Promise<T>): Promise<T> {
    const outcome = { isThere: false };
    const note = (): void => {
      outcome.isThere = true;
    };
    work.then(note, note);
    for (let task = 0; task < 1_000; task += 1) {
      await this.advance(0);
      if (outcome.isThere) return work;
    }
    throw new Error('The work waits for something that no task brings.');
  }

  /** The set's clock is put right (or wrong): wall time jumps, monotonic time does not. */
  jumpWall(ms: number): void {
    this.wallMs += ms;
  }

  private start(delayMs: number, everyMs: number, callback: () => void): Disposer {
    const id = this.nextId;
    this.nextId += 1;
    this.timers.set(id, { id, dueMs: this.elapsedMs + Math.max(0, delayMs), everyMs, callback });
    return () => {
      this.timers.delete(id);
    };
  }

  private due(endMs: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.timers.values()) {
      if (timer.dueMs <= endMs && (first === null || timer.dueMs < first.dueMs)) first = timer;
    }
    return first;
  }

  private fire(timer: Timer): void {
    this.moveTo(timer.dueMs);
    if (timer.everyMs > 0) timer.dueMs += timer.everyMs;
    else this.timers.delete(timer.id);
    timer.callback();
  }

  private moveTo(elapsedMs: number): void {
    const step = Math.max(0, elapsedMs - this.elapsedMs);
    this.elapsedMs += step;
    this.wallMs += step;
  }
}
