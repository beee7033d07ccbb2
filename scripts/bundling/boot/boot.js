/*
 * Chooses the bundle on the set, by what the engine can do: the modern one needs ECMAScript 2017 and what Chrome got up to
 * 68. Everything else, and an engine that chokes on the modern bundle after all, gets the legacy one. ES5 throughout.
 */
(function () {
  'use strict';
  var FAILED = { en: '' };

  function canRunModern() {
    try {
      // Chrome 55 and newer; older engines throw while parsing.
      new Function('return async function () { await 0; };');
    } catch (error) {
      return false;
    }
    return (
      typeof AbortController === 'function' && // Chrome 66
      typeof ResizeObserver === 'function' && // Chrome 64
      typeof Promise.prototype['finally'] === 'function' && // Chrome 63
      typeof URLSearchParams === 'function' &&
      typeof Object.entries === 'function'
    );
  }

  function tellFailure() {
    var language = String(navigator.language || 'en').slice(0, 2);
    var note = document.createElement('p');
    note.id = 'boot-failed';
    note.style.cssText = 'position:fixed;z-index:9;left:0;top:0;right:0;margin:0;padding:40vh 10vw 0;height:60vh;font:36px sans-serif;text-align:center;color:#fff;background:#0b0c10';
    note.textContent = FAILED[language] || FAILED.en;
    document.body.appendChild(note);
  }

  function load(file, onFailure, onLoad) {
    var script = document.createElement('script');
    script.src = file;
    script.charset = 'utf-8';
    script.onload = onLoad;
    script.onerror = onFailure;
    document.body.appendChild(script);
  }

  function loadLegacy() {
    window.hearthBundle = 'legacy';
    load('app-legacy.js', tellFailure);
  }

  function loadModern() {
    var isReplaced = false;
    window.hearthBundle = 'modern';
    // A syntax error shows only here: the element's own error event is for files that do not come.
    window.addEventListener('error', function (event) {
      var isOurs = String(event.filename).indexOf('app-modern.js') !== -1;
      if (isReplaced || !isOurs || !/SyntaxError/.test(String(event.message))) return;
      isReplaced = true;
      loadLegacy();
    });
    load('app-modern.js', loadLegacy);
  }

  /*
   * Scripts by name, as the bundler writes them (AMD, a small part of it): the app's start script, and parts it asks for
   * when they are needed. A part may need other parts, which are loaded before it runs.
   */
  var defined = {};
  /* Name of a part on its way: who waits for it. */
  var waiting = {};
  /* Parts whose script is here and that wait for other parts themselves. */
  var held = {};

  function nameOf(path) {
    return path.replace('./', '');
  }

  function isPart(path) {
    return path !== 'require' && path !== 'exports';
  }

  function settle(name, error) {
    var waiters = waiting[name] || [];
    delete waiting[name];
    waiters.forEach(function (done) {
      done(error);
    });
  }

  function fetchPart(name, done) {
    if (defined[name]) {
      done(null);
      return;
    }
    if (waiting[name]) {
      waiting[name].push(done);
      return;
    }
    waiting[name] = [done];
    load(
      name + '.js',
      function () {
        settle(name, new Error(name + '.js could not be loaded'));
      },
      function () {
        if (!held[name]) settle(name, defined[name] ? null : new Error(name + '.js cannot run here'));
      }
    );
  }

  function require(paths, resolve, reject) {
    var name = nameOf(paths[0]);
    fetchPart(name, function (error) {
      if (error) reject(error);
      else resolve(defined[name]);
    });
  }

  function run(name, paths, factory) {
    var exported = {};
    var given = paths.map(function (path) {
      if (path === 'require') return require;
      return path === 'exports' ? exported : defined[nameOf(path)];
    });
    factory.apply(null, given);
    defined[name] = exported;
  }

  window.hearthDefine = function (name, paths, factory) {
    var missing = paths.filter(function (path) {
      return isPart(path) && !defined[nameOf(path)];
    });
    var left = missing.length;
    if (left === 0) {
      run(name, paths, factory);
      return;
    }
    held[name] = true;
    missing.forEach(function (path) {
      fetchPart(nameOf(path), function (error) {
        left -= 1;
        if (!held[name] || (!error && left > 0)) return;
        delete held[name];
        if (!error) run(name, paths, factory);
        settle(name, error);
      });
    });
  };

  // For a bundle that runs but cannot start the app.
  window.hearthBoot = { fail: tellFailure };
  if (canRunModern()) loadModern();
  else loadLegacy();
})();
