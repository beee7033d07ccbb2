import type { Disposer } from '#core/base';
import type { ClockPort, RemoteKey, RemoteKeyEvent } from '#ports';

/**
 * A held key on Samsung sets comes as keyup/keydown pairs about every 40 ms after 660 ms. An up that is followed by a
 * down within this time is such a pair. Smaller: slow sets break a hold into presses; larger: a release is told late.
 */
const PAIR_GAP_MS = 70;
/** Nobody releases and presses again within PAIR_GAP_MS, but only a press this long can be a held one at all. */
const MIN_HOLD_MS = 350;

interface Press {
  readonly startMs: number;
  isHeld: boolean;
  /** Set while an up waits to be told. */
  stopWaiting: Disposer | null;
}

/**
 * Makes remote key events of raw ones: knows a held key by its timestamps (`repeat` is false on Samsung sets) and tells
 * one `up` at the true end. Presses shorter than 350 ms are told at once.
 */
export class KeyTracker {
  private readonly presses = new Map<RemoteKey, Press>();
  private readonly clock: ClockPort;
  private readonly tell: (event: RemoteKeyEvent) => void;

  constructor(clock: ClockPort, tell: (event: RemoteKeyEvent) => void) {
    this.clock = clock;
    this.tell = tell;
  }

  /** The engine said keydown. */
  down(key: RemoteKey): void {
    const press = this.presses.get(key);
    if (press === undefined) {
      this.presses.set(key, { startMs: this.clock.monotonicMs(), isHeld: false, stopWaiting: null });
      this.tell({ key, phase: 'down', isHeld: false, heldMs: 0 });
      return;
    }
    press.stopWaiting?.();
    press.stopWaiting = null;
    press.isHeld = true;
    this.tell({ key, phase: 'down', isHeld: true, heldMs: this.heldMs(press) });
  }

  /** The engine said keyup. */
  up(key: RemoteKey): void {
    const press = this.presses.get(key);
    if (press === undefined || press.stopWaiting !== null) return;
    if (this.heldMs(press) < MIN_HOLD_MS) {
      this.end(key, press);
      return;
    }
    press.stopWaiting = this.clock.after(PAIR_GAP_MS, () => {
      this.end(key, press);
    });
  }

  /** Ends every press: focus or the app went away and no up will come. */
  releaseAll(): void {
    for (const [key, press] of Array.from(this.presses)) this.end(key, press);
  }

  private end(key: RemoteKey, press: Press): void {
    press.stopWaiting?.();
    this.presses.delete(key);
    this.tell({ key, phase: 'up', isHeld: press.isHeld, heldMs: this.heldMs(press) });
  }

  private heldMs(press: Press): number {
    return this.clock.monotonicMs() - press.startMs;
  }
}
