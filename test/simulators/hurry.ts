import type { Page } from '#test/harness/cdp';

/**
 * Makes an app's time run faster than the world's: its timers and `performance.now`, which is all its clock reads for waits. Date,
 * media and the network keep their own time, and so does a simulated set, which took its timers before. Nothing goes back: time that was
 * hurried through stays passed.
 */
export const HURRY_SCRIPT = `(function () {
  if (window.__hurry) return;
  var start = window.setTimeout.bind(window), stop = window.clearTimeout.bind(window), real = performance.now.bind(performance);
  var rate = 1, fromReal = real(), from = fromReal, waiting = {}, last = 1e9;
  function now() { return from + (real() - fromReal) * rate; }
  function arm(id) {
    var timer = waiting[id];
    timer.native = start(function () { delete waiting[id]; timer.run(); }, Math.max(0, (timer.dueMs - now()) / rate));
  }
  window.setTimeout = function (callback, delayMs) {
    if (typeof callback !== 'function') return start(callback, delayMs);
    var values = Array.prototype.slice.call(arguments, 2), id = last += 1;
    waiting[id] = { dueMs: now() + (Number(delayMs) || 0), run: function () { callback.apply(window, values); } };
    arm(id);
    return id;
  };
  window.clearTimeout = function (id) {
    var timer = waiting[id];
    if (!timer) return stop(id);
    delete waiting[id];
    stop(timer.native);
  };
  Object.defineProperty(performance, 'now', { configurable: true, value: now });
  window.__hurry = function (next) {
    from = now(); fromReal = real(); rate = next;
    Object.keys(waiting).forEach(function (id) { stop(waiting[id].native); arm(id); });
  };
})()`;

/** Lets the app in a page live `rate` times as fast from now on; 1: as everybody else. Holds until the page loads anew. */
export async function hurry(page: Page, rate: number): Promise<void> {
  await page.evaluate(HURRY_SCRIPT);
  await page.evaluate(`void __hurry(${String(rate)})`);
}
