import type { Disposer } from '#core/base';
import type { ClockPort } from '#ports';
import type { KeyGate } from './key-gate';

/** After the last move of a held key; then captions, details and ambient light follow. Milliseconds. */
export const SETTLE_MS = 250;

interface Waiting {
  dueMs: number;
  readonly delayMs: number;
  readonly work: () => void;
}

/**
 * Work that waits until nobody moves. A slot holds one piece of work: asking again replaces what waited, so a detail
 * panel is filled once, for the item the viewer stopped at.
 */
export class Rest {
  private readonly clock: ClockPort;
  private readonly keys: KeyGate;
  private readonly slots = new Map<object, Waiting>();
  /** What is done as soon as the frame of the key is over. */
  private readonly completing = new Map<object, Disposer>();
  private readonly complete: (work: () => void) => Disposer;
  private stop: Disposer | null = null;
  private armedForMs = Infinity;

  /** `complete`: does what completes the answer to a key, now or a frame later. */
  constructor(clock: ClockPort, keys: KeyGate, complete: (work: () => void) => Disposer) {
    this.clock = clock;
    this.keys = keys;
    this.complete = complete;
  }

  /**
   * Captions and the like: with a single press or, where frames are slow, in the frame after it; {@link SETTLE_MS} after the last move while a
   * key is held. `slot` names whose work it is (usually the view).
   */
  settled(slot: object, work: () => void): void {
    if (this.keys.isHeld) {
      this.after(slot, SETTLE_MS, work);
      return;
    }
    this.cancel(slot);
    const state = { isDone: false };
    const drop = this.complete(() => {
      state.isDone = true;
      this.completing.delete(slot);
      work();
    });
    if (!state.isDone) this.completing.set(slot, drop);
  }

  /** `delayMs` after the last direction key: backdrops 400, ambient 400, previews 1,200. */
  after(slot: object, delayMs: number, work: () => void): void {
    this.cancel(slot);
    this.slots.set(slot, { dueMs: this.clock.monotonicMs() + delayMs, delayMs, work });
    this.arm();
  }

  /** Drops what waits in a slot. */
  cancel(slot: object): void {
    this.slots.delete(slot);
    this.completing.get(slot)?.();
    this.completing.delete(slot);
  }

  private arm(): void {
    let nextMs = Infinity;
    for (const waiting of this.slots.values()) nextMs = Math.min(nextMs, waiting.dueMs);
    // What is due earlier must not wait for what was asked for first.
    if (nextMs === Infinity || (this.stop !== null && this.armedForMs <= nextMs)) return;
    this.stop?.();
    this.armedForMs = nextMs;
    this.stop = this.clock.after(Math.max(0, nextMs - this.clock.monotonicMs()), () => {
      this.stop = null;
      this.run();
    });
  }

  private run(): void {
    const nowMs = this.clock.monotonicMs();
    for (const [slot, waiting] of Array.from(this.slots)) {
      // Every move starts the wait again.
      waiting.dueMs = Math.max(waiting.dueMs, this.keys.lastMoveAtMs + waiting.delayMs);
      if (waiting.dueMs > nowMs) continue;
      this.slots.delete(slot);
      waiting.work();
    }
    this.arm();
  }
}
