import type { Disposer } from '#core/base';
import type { ClockPort, NetworkPort } from '#ports';

/** After this many losses in a row the player gives up (tv-platforms 5.4, rule 3). */
const MAX_LOSSES = 3;
/** A picture that moved this long makes earlier losses forgotten. */
const HEALTHY_MS = 30_000;
/** After a resume decoders report errors and stand still for a moment (tv-platforms 2.14): neither counts. */
const RESUME_GRACE_MS = 5_000;
/** A live stream that ends this soon, and again after the same time, is a clip that says no. Longer: servers that restart hourly. */
const NOTICE_MS = 30_000;
const NOTICE_SPREAD_MS = 1_500;

/** Counts how often a stream was lost and decides when to open it again. */
export class LossGuard {
  private readonly clock: ClockPort;
  private readonly network: NetworkPort;
  private losses = 0;
  private openedAtMs = 0;
  private hangUpAfterMs = -Infinity;
  private movingSinceMs = 0;
  private graceUntilMs = -Infinity;
  private stopWaiting: Disposer = () => undefined;

  constructor(clock: ClockPort, network: NetworkPort) {
    this.clock = clock;
    this.network = network;
  }

  /** A new load: nothing of the old one counts. */
  reset(): void {
    this.cancel();
    this.losses = 0;
    this.hangUpAfterMs = -Infinity;
    this.graceUntilMs = -Infinity;
  }

  /** The stream is open. */
  noteOpened(): void {
    this.openedAtMs = this.clock.monotonicMs();
  }

  /** The server ended a stream that has no end. Answers whether it did so before after the same short time: that is a clip, not a channel. */
  isNoticeAgain(): boolean {
    const afterMs = this.clock.monotonicMs() - this.openedAtMs;
    const isAgain = afterMs <= NOTICE_MS && Math.abs(afterMs - this.hangUpAfterMs) <= NOTICE_SPREAD_MS;
    this.hangUpAfterMs = afterMs;
    return isAgain;
  }

  /** Drops a planned reopening. */
  cancel(): void {
    this.stopWaiting();
    this.stopWaiting = () => undefined;
  }

  /** The picture begins to move, or was seen standing: its health counts from here. */
  noteRestart(): void {
    this.movingSinceMs = this.clock.monotonicMs();
  }

  /** The picture moves. */
  noteMoving(): void {
    if (this.clock.monotonicMs() - this.movingSinceMs > HEALTHY_MS) this.losses = 0;
  }

  /** The app came back: grace holds until {@link startGrace} says the stream is open, and five seconds more. */
  holdGrace(): void {
    this.graceUntilMs = Infinity;
  }

  /** The stream is open again after a resume. */
  startGrace(): void {
    if (this.graceUntilMs === Infinity) this.graceUntilMs = this.clock.monotonicMs() + RESUME_GRACE_MS;
  }

  /** Whether the app has just come back. */
  get isInGrace(): boolean {
    return this.clock.monotonicMs() < this.graceUntilMs;
  }

  /**
   * Counts a loss and plans `again`: after `delayMs`, or once the network is back when the set knows it is gone. Answers
   * false when there were too many losses on a working network; then nothing is planned.
   */
  retry(delayMs: number, again: () => void): boolean {
    this.cancel();
    this.losses += 1;
    if (!this.network.isOnline) {
      this.stopWaiting = this.network.onChange((isOnline) => {
        if (!isOnline) return;
        this.cancel();
        again();
      });
      return true;
    }
    if (this.losses >= MAX_LOSSES) return false;
    if (delayMs === 0) again();
    else this.stopWaiting = this.clock.after(delayMs, again);
    return true;
  }
}
