/** The engine's own timers, taken before anything is patched: what the simulator itself runs on. */
export interface NativeTimers {
  nowMs(): number;
  after(delayMs: number, callback: () => void): () => void;
  every(intervalMs: number, callback: () => void): () => void;
}

/** The timers of a window, bound before the app can be frozen. */
export function takeNativeTimers(window: Window): NativeTimers {
  const setTimeout = window.setTimeout.bind(window);
  const clearTimeout = window.clearTimeout.bind(window);
  const setInterval = window.setInterval.bind(window);
  const clearInterval = window.clearInterval.bind(window);
  const now = window.performance.now.bind(window.performance);
  return {
    nowMs: now,
    after: (delayMs, callback) => {
      const id = setTimeout(callback, delayMs);
      return () => {
        clearTimeout(id);
      };
    },
    every: (intervalMs, callback) => {
      const id = setInterval(callback, intervalMs);
      return () => {
        clearInterval(id);
      };
    },
  };
}
