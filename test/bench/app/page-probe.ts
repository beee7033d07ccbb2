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
  var pending = null, hasChanged = false, hasMoved = false, observer = null, untold = [];
  function mirror() { return document.getElementById('hearth-mirror'); }
  function noteChange(records) {
    var node = mirror();
    for (var i = 0; node && i < records.length; i += 1) if (node === records[i].target || node.contains(records[i].target)) { hasChanged = hasMoved = true; return; }
  }
  function watch() {
    observer = new MutationObserver(noteChange);
    observer.observe(document, { subtree: true, attributes: true, childList: true, characterData: true });
  }
  function endOfFrame(scriptMs, endMs) {
    bench.frames.push(scriptMs);
    if (observer) noteChange(observer.takeRecords());
    if (hasMoved) { hasMoved = false; untold.push(['page', endMs]); }
    if (!pending) return;
    pending.scriptMs += scriptMs;
    if (hasChanged) { bench.keys.push({ wallMs: endMs - pending.atMs, scriptMs: pending.scriptMs }); pending = null; untold.push(['bench-shown', endMs]); }
  }
  // Telling takes as long as some frames do: it waits until nothing is measured, and names the time it tells of.
  function tell() {
    var node = mirror(), page = node && node.getAttribute('data-page'), changedMs = 0;
    untold.splice(0).forEach(function (one) {
      if (one[0] === 'page') changedMs = one[1];
      else performance.mark(one[0], { startTime: one[1] });
    });
    // A page counts from the frame in which something on it has the focus: then it can be used.
    if (changedMs > 0 && page && node.getAttribute('data-name') && bench.pages[page] === undefined) bench.pages[page] = changedMs;
  }
  window.requestAnimationFrame = function (callback) {
    return nativeFrame(function (time) {
      var startMs = now();
      try { callback(time); } finally { var endMs = now(); endOfFrame(endMs - startMs, endMs); }
    });
  };
  window.addEventListener('keydown', function () { pending = { atMs: now(), scriptMs: 0 }; untold.push(['bench-key', pending.atMs]); hasChanged = false; }, true);
  window.addEventListener('keydown', function () { if (pending) pending.scriptMs += now() - pending.atMs; }, false);
  setInterval(tell, 20);
  watch();
})();`;

/** Times of one key press. */
export interface KeyTiming {
  readonly wallMs: number;
  readonly scriptMs: number;
}
