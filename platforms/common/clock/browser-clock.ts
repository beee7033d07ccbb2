import type { Disposer } from '#core/base';
import type { ClockPort } from '#ports';

/** Time from the engine. Periodic calls are chained timeouts, so a frozen app gets one late call instead of a burst. */
export class BrowserClock implements ClockPort {
  private lastMs = 0;

  nowMs(): number {
    return Date.now();
  }

  monotonicMs(): number {
    // Some firmware puts performance.now() back after standby; the port promises never to go back.
    const nowMs = typeof performance === 'object' ? performance.now() : Date.now();
    if (nowMs > this.lastMs) this.lastMs = nowMs;
    return this.lastMs;
  }

  after(delayMs: number, callback: () => void): Disposer {
    const timer = setTimeout(callback, Math.max(0, delayMs));
    return () => {
      clearTimeout(timer);
    };
  }

  every(intervalMs: number, callback: () => void): Disposer {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const next = (): void => {
      timer = setTimeout(() => {
        if (isOver) return;
        // Scheduled first: a callback that throws must not end the clock.
        next();
        callback();
      }, intervalMs);
    };
    next();
    return () => {
      isOver = true;
      if (timer !== null) clearTimeout(timer);
    };
  }

  utcOffsetMin(atMs: number): number {
    const offset = new Date(atMs).getTimezoneOffset();
    // Avoids a negative zero for UTC.
    return offset === 0 ? 0 : -offset;
  }
}
