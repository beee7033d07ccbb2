import type { Disposer } from '#core/base';
import type { ClockPort } from '#ports';

/** A picture that stands this long is told as stalled (tv-platforms 5.4, rule 3). */
export const STALL_MS = 8_000;
/** A picture that stands this long is given up: the source is opened again. */
export const GIVE_UP_MS = 20_000;
/** A pause between two looks longer than this means the app was frozen: time that nobody watched does not count. */
const FREEZE_MS = 4_000;

const LOOK_INTERVAL_MS = 1_000;

/** What one look at the player finds. */
export interface Glance {
  /** False while paused, seeking, loading or in the first seconds after a resume. */
  readonly shouldMove: boolean;
  readonly positionMs: number;
}

/** What the watchdog found. */
export type StallVerdict = 'moving' | 'waiting' | 'stalled' | 'lost';

/**
 * Judges from repeated glances whether playback stands still. Native players lose the network without any event, so the
 * position is the only witness.
 */
export class StallWatchdog {
  private readonly clock: ClockPort;
  private positionMs = NaN;
  private sinceMs = 0;
  private lookedAtMs = 0;
  private stopLooking: Disposer | null = null;

  constructor(clock: ClockPort) {
    this.clock = clock;
  }

  /** Looks every second until `stop`; a second call while it looks changes nothing. */
  start(glance: () => Glance, onVerdict: (verdict: StallVerdict) => void): void {
    if (this.stopLooking !== null) return;
    this.stopLooking = this.clock.every(LOOK_INTERVAL_MS, () => {
      onVerdict(this.look(glance()));
    });
  }

  /** Ends the looking. */
  stop(): void {
    this.stopLooking?.();
    this.stopLooking = null;
  }

  /** How long the position has stood. */
  get standingMs(): number {
    return this.lookedAtMs - this.sinceMs;
  }

  /** Looks once. */
  look(glance: Glance): StallVerdict {
    const nowMs = this.clock.monotonicMs();
    const wasFrozen = nowMs - this.lookedAtMs > FREEZE_MS;
    this.lookedAtMs = nowMs;
    if (!glance.shouldMove || wasFrozen) {
      this.positionMs = NaN;
      this.sinceMs = nowMs;
      return 'waiting';
    }
    if (glance.positionMs !== this.positionMs) {
      const isFirst = Number.isNaN(this.positionMs);
      this.positionMs = glance.positionMs;
      if (isFirst) return 'waiting';
      this.sinceMs = nowMs;
      return 'moving';
    }
    if (this.standingMs >= GIVE_UP_MS) return 'lost';
    return this.standingMs >= STALL_MS ? 'stalled' : 'waiting';
  }
}
