/**
 * Keeps the engine's own clock and Promise before page scripts replace them (polyfills, faked time): waiting must not
 * depend on what a test does to the page.
 */
export const NATIVES_SCRIPT = `window.__driver = {
  Promise: window.Promise,
  frame: window.requestAnimationFrame.bind(window),
  later: window.setTimeout.bind(window),
  nowMs: performance.now.bind(performance)
};`;

/**
 * Lets a page draw at most once in `frameMs`, as a slow set does: where no graphics unit is, drawing is most of the work. Runs before any
 * other script.
 */
export function slowFramesScript(frameMs: number): string {
  return `(function () {
    var frame = window.requestAnimationFrame.bind(window), later = window.setTimeout.bind(window), nowMs = performance.now.bind(performance);
    var waiting = {}, last = 0, lastMs = 0, isAsked = false;
    function run(timeMs) {
      var due = waiting;
      waiting = {};
      isAsked = false;
      lastMs = nowMs();
      Object.keys(due).forEach(function (id) {
        try { due[id](timeMs); } catch (error) { later(function () { throw error; }, 0); }
      });
    }
    window.requestAnimationFrame = function (work) {
      last += 1;
      waiting[last] = work;
      if (!isAsked) {
        isAsked = true;
        later(function () { frame(run); }, Math.max(0, ${String(frameMs)} - 8 - (nowMs() - lastMs)));
      }
      return last;
    };
    window.cancelAnimationFrame = function (id) { delete waiting[id]; };
  })();`;
}

/**
 * Takes what draws out of WebGL: contexts, textures, shaders and their errors stay the engine's own, and no pixel is worked out. Runs before any
 * other script.
 */
export const UNDRAWN_SCRIPT = `(function () {
  [window.WebGLRenderingContext, window.WebGL2RenderingContext].forEach(function (context) {
    if (!context) return;
    ['clear', 'drawArrays', 'drawElements'].forEach(function (name) { context.prototype[name] = function () {}; });
  });
})();`;

/**
 * Expression that asks `expression` in every frame for up to `timeoutMs`. Resolves with `{ isTrue, value }` or
 * `{ isTrue: false, last }`, where `last` is the value or error seen last. A timer stands in when no frames come.
 */
export function waitExpression(expression: string, timeoutMs: number): string {
  return `(function () {
    var native = window.__driver || {
      Promise: window.Promise, frame: window.requestAnimationFrame.bind(window),
      later: window.setTimeout.bind(window), nowMs: performance.now.bind(performance)
    };
    return new native.Promise(function (resolve) {
      var endMs = native.nowMs() + ${String(Math.max(0, timeoutMs))};
      function look() {
        var last;
        try {
          var value = (${expression});
          if (value) { resolve({ isTrue: true, value: value }); return; }
          last = String(value);
        } catch (error) {
          last = String(error);
        }
        if (native.nowMs() >= endMs) { resolve({ isTrue: false, last: last }); return; }
        var isAsked = false;
        function again() { if (!isAsked) { isAsked = true; look(); } }
        native.frame(again);
        native.later(again, 250);
      }
      look();
    });
  })()`;
}
