/**
 * Script that times the app from inside its page, before any script of it runs. It knows nothing of the app but the
 * accessibility mirror: a key counts as shown at the end of the first frame callback after which the mirror had changed.
 *
 * `window.__bench.keys` gets one record per key that changed the mirror: `wallMs` from the key to the end of that frame,
 * `scriptMs` the script time in between. `window.__bench.frames` gets the script time of every frame callback; `pages` the end
 * of the first frame in which each page had a focus, counted from the navigation's start.
 * The marks `bench-key` and `bench-shown` tell a trace when a key came and when what it changed was shown.
 */
export const PAGE_PROBE = `(function () {
  var bench = window.__bench = { keys: [], frames: [], pages: {} };
  var now = performance.now.bind(performance), nativeFrame = window.requestAnimationFrame.bind(window);
  var pending = null, hasChanged = false, observer = null;
  function mirror() { return document.getElementById('hearth-mirror'); }
  function noteChange(records) {
    var node = mirror();
    for (var i = 0; node && i < records.length; i += 1) if (node === records[i].target || node.contains(records[i].target)) { hasChanged = true; return; }
  }
  function watch() {
    observer = new MutationObserver(noteChange);
    observer.observe(document, { subtree: true, attributes: true, childList: true, characterData: true });
  }
  function endOfFrame(scriptMs, endMs) {
    bench.frames.push(scriptMs);
    if (observer) noteChange(observer.takeRecords());
    var node = mirror(), page = node && node.getAttribute('data-page');
    // A page counts from the frame in which something on it has the focus: then it can be used.
    if (page && node.getAttribute('data-name') && bench.pages[page] === undefined) bench.pages[page] = endMs;
    if (!pending) return;
    pending.scriptMs += scriptMs;
    if (hasChanged) { bench.keys.push({ wallMs: endMs - pending.atMs, scriptMs: pending.scriptMs }); pending = null; performance.mark('bench-shown'); }
  }
  window.requestAnimationFrame = function (callback) {
    return nativeFrame(function (time) {
      var startMs = now();
      try { callback(time); } finally { var endMs = now(); endOfFrame(endMs - startMs, endMs); }
    });
  };
  window.addEventListener('keydown', function () { performance.mark('bench-key'); pending = { atMs: now(), scriptMs: 0 }; hasChanged = false; }, true);
  window.addEventListener('keydown', function () { if (pending) pending.scriptMs += now() - pending.atMs; }, false);
  watch();
})();`;

/** Times of one key press. */
export interface KeyTiming {
  readonly wallMs: number;
  readonly scriptMs: number;
}
