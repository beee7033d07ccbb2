type AnyCallback = (...values: readonly unknown[]) => void;

/**
 * Freezes the app's JavaScript as far as a page can: timers and animation frames wait, and fire in a burst afterwards, as
 * on the sets (T-16, W-07). Answers of the network still arrive; real sets stop those, too.
 */
export class AppFreezer {
  private isFrozenNow = false;
  private readonly waiting: Array<() => void> = [];
  private readonly cancelled = new Set<number>();

  /** Wraps the window's timers. Take what the simulator itself needs before. */
  constructor(window: Window & typeof globalThis) {
    this.wrap(window, 'setTimeout', 'clearTimeout');
    this.wrap(window, 'setInterval', 'clearInterval');
    this.wrap(window, 'requestAnimationFrame', 'cancelAnimationFrame');
  }

  get isFrozen(): boolean {
    return this.isFrozenNow;
  }

  freeze(): void {
    this.isFrozenNow = true;
  }

  /** Lets everything that fell due run at once, in order. */
  thaw(): void {
    this.isFrozenNow = false;
    for (const callback of this.waiting.splice(0)) callback();
  }

  private wrap(window: Window & typeof globalThis, start: 'setTimeout' | 'setInterval' | 'requestAnimationFrame', stop: 'clearTimeout' | 'clearInterval' | 'cancelAnimationFrame'): void {
    const unbound = window[start] as (callback: AnyCallback, delayMs?: unknown) => number;
    const nativeStart = (callback: AnyCallback, delayMs?: unknown): number => unbound.call(window, callback, delayMs);
    const unboundStop = window[stop];
    const nativeStop = (id: number): void => { unboundStop.call(window, id); };
    const wrapped = (callback: unknown, delayMs?: unknown, ...values: readonly unknown[]): number => {
      // A text to evaluate is legal for old pages; it goes through unfrozen.
      if (typeof callback !== 'function') return nativeStart(callback as AnyCallback, delayMs);
      const id = nativeStart((...given) => {
        this.run(id, () => {
          (callback as AnyCallback)(...(start === 'requestAnimationFrame' ? given : values));
        });
      }, delayMs);
      return id;
    };
    Object.defineProperty(window, start, { configurable: true, writable: true, value: wrapped });
    Object.defineProperty(window, stop, {
      configurable: true, writable: true,
      value: (id: number): void => {
        if (this.isFrozenNow || this.waiting.length > 0) this.cancelled.add(id);
        nativeStop(id);
      },
    });
  }

  private run(id: number, callback: () => void): void {
    if (!this.isFrozenNow) {
      callback();
      return;
    }
    this.waiting.push(() => {
      if (!this.cancelled.delete(id)) callback();
    });
  }
}
