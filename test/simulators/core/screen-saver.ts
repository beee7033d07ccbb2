import type { Journal } from './journal';
import type { NativeTimers } from './native-timers';

/** The set's screen saver: begins after minutes without a key unless the app keeps it away (T-29, W-19). */
export class ScreenSaver {
  private readonly timers: NativeTimers;
  private readonly journal: Journal;
  private readonly afterMs: number;
  private readonly mayStart: () => boolean;
  private stopTimer: () => void = () => undefined;
  private isOn = false;

  constructor(timers: NativeTimers, journal: Journal, afterMs: number, mayStart: () => boolean) {
    this.timers = timers;
    this.journal = journal;
    this.afterMs = afterMs;
    this.mayStart = mayStart;
    this.rest();
  }

  /** Whether it covers the picture now. */
  get isActive(): boolean {
    return this.isOn;
  }

  /** Somebody pressed a key: it goes, and the time begins anew. */
  rest(): void {
    if (this.isOn) this.journal.event('screen saver ended');
    this.isOn = false;
    this.stopTimer();
    this.stopTimer = this.timers.after(this.afterMs, () => {
      if (this.mayStart()) {
        this.isOn = true;
        this.journal.event('screen saver began');
      } else this.rest();
    });
  }
}
