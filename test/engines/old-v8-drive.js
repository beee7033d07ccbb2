'use strict';

/**
 * Evaluates a built package in the V8 of the Node that runs this file, in ES5: the boot script first, which loads the start script and then
 * every part, as the page of a television does. The page is a context of its own (`vm`): a Node's globals are not in it, and of a browser only
 * what stands in STUBS. Writes what was seen as JSON.
 * Usage: node old-v8-drive.js JOB_FILE; the job: OldV8Job in old-v8.ts.
 */
var fs = require('fs');
var path = require('path');
var vm = require('vm');

var job = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
var seen = { version: process.version, v8: process.versions.v8, evaluated: [], faults: [], made: [], failedStart: null, missing: [], checks: {}, ingest: null };

function say() {
  // Into a file: what is written to a pipe may be cut off by the end of the process.
  fs.writeFileSync(job.outcome, JSON.stringify(seen));
  process.exit(0);
}

process.on('uncaughtException', function (error) {
  seen.faults.push(String(error && error.stack));
  say();
});
process.on('unhandledRejection', function (error) {
  seen.faults.push('unhandled: ' + String(error && error.stack));
});

function read(file) {
  return fs.readFileSync(path.join(job.folder, file), 'utf8');
}

/**
 * The page: elements that hold what is put on them and do nothing, listeners that are never called, timers of Node. `modern` has besides what
 * the boot script asks for by name and V8 does not bring (`AbortController` and the like are the browser's).
 */
var STUBS = '(' + function (host, bundle, userAgent) {
  var window = this;
  function quiet() {}
  function element(tag) {
    return { tagName: tag, ownerDocument: window.document, style: {}, getContext: function () { return null; }, appendChild: host.append, setAttribute: quiet, addEventListener: quiet, removeEventListener: quiet };
  }
  window.window = window.self = window;
  window.addEventListener = window.removeEventListener = quiet;
  window.location = { href: 'file:///app/index.html', protocol: 'file:', search: '', hash: '' };
  window.navigator = { userAgent: userAgent, language: 'en', onLine: true };
  window.console = { log: quiet, info: quiet, debug: quiet, warn: quiet, error: function (words, reason) { host.complain(String(words), String(reason && reason.stack || JSON.stringify(reason))); } };
  window.setTimeout = function (run, ms) { return host.setTimeout(run, ms); };
  window.clearTimeout = function (id) { host.clearTimeout(id); };
  var kept = {};
  window.localStorage = {
    getItem: function (key) { return key in kept ? kept[key] : null; },
    setItem: function (key, text) { kept[key] = String(text); },
    removeItem: function (key) { delete kept[key]; },
    key: function (at) { return at in Object.keys(kept) ? Object.keys(kept)[at] : null; }
  };
  // What the Samsung set puts in front of the app; the start ends where it is asked for more than its name.
  window.webapis = { avplay: {} };
  var document = (window.document = {
    hidden: false, visibilityState: 'visible', readyState: 'complete',
    addEventListener: quiet, removeEventListener: quiet,
    getElementById: function () { return null; },
    createElement: function (tag) { if (tag !== 'script') host.made(tag); return element(tag); }
  });
  document.documentElement = element('html');
  document.head = element('head');
  document.body = element('body');
  if (bundle === 'modern') window.AbortController = window.ResizeObserver = window.URLSearchParams = quiet;
} + ')';

function sandboxed(host) {
  var context = vm.createContext({});
  vm.runInContext(STUBS, context, { filename: 'stubs.js' }).call(vm.runInContext('this', context), host, job.bundle, job.userAgent);
  return context;
}

/** Runs a script as a page does: what it throws is told, and the page goes on. */
function evaluate(context, file) {
  try {
    vm.runInContext(read(file), context, { filename: file });
    seen.evaluated.push(file);
  } catch (error) {
    seen.faults.push(file + ': ' + String(error && error.stack || error).slice(0, 600));
  }
}

var page;
var isStartScriptHere = false;
var onFailedStart = null;
page = sandboxed({
  append: function (child) {
    if (child.tagName !== 'script') return;
    // Scripts arrive later, never while the page waits for them.
    setImmediate(function () {
      evaluate(page, child.src);
      if (child.onload) child.onload();
      if (!isStartScriptHere) {
        isStartScriptHere = true;
        everything();
      }
    });
  },
  made: function (tag) {
    seen.made.push(tag);
  },
  complain: function (words, reason) {
    seen.failedStart = words + ' ' + reason;
    if (onFailedStart) onFailedStart();
  },
  setTimeout: setTimeout,
  clearTimeout: clearTimeout
});

/** The start has an end, since nothing can draw here; one that has none is told without it. */
function whenStartIsOver(next) {
  var giveUp;
  if (seen.failedStart !== null) return next();
  onFailedStart = function () {
    onFailedStart = null;
    clearTimeout(giveUp);
    setImmediate(next);
  };
  giveUp = setTimeout(onFailedStart, 20000);
}

/** Asks the boot script for every part; what cannot run is a fault. */
function loadParts(next) {
  page.hearthDefine('every-part', ['require'], function (require) {
    var left = job.parts.length;
    function one(error) {
      if (error) seen.faults.push(String(error.stack || error));
      left -= 1;
      if (left === 0) next();
    }
    job.parts.forEach(function (part) {
      require(['./' + part], function () { one(null); }, one);
    });
  });
}

/** Names the engine lacks although the package speaks of them: `Array.from`, `Array.prototype.flat`, `Promise`. */
function missingNames() {
  return job.asked.filter(function (name) {
    return vm.runInContext('(' + function (name) {
      var words = name.replace('TypedArray', 'Uint8Array').replace('globals.', '').split('.');
      var at = this;
      for (var i = 0; i < words.length; i += 1) {
        if (at === undefined || at === null || !(words[i] in Object(at))) return true;
        at = at[words[i] === 'prototype' ? 'prototype' : words[i]];
      }
      return false;
    } + ').call(this,' + JSON.stringify(name) + ')', page);
  });
}

/** The program that reads lists, in a context of its own with nothing of a browser but its name: a worker has little more. */
var READ = '(' + function (bytes, words, userAgent, tell) {
  this.navigator = { userAgent: userAgent };
  var packed = new Uint8Array(bytes.length);
  for (var i = 0; i < bytes.length; i += 1) packed[i] = bytes[i];
  function post(answer) {
    if (answer.type === 'failed') tell(JSON.stringify(answer));
    // Typed arrays say little as JSON, and not the same on every engine.
    if (answer.type === 'done') tell(JSON.stringify(answer.result, function (name, value) { return value instanceof Uint8Array ? Array.prototype.join.call(value, ' ') : value; }));
  }
  this.hearthProgram = function (script) {
    var exported = {};
    script(exported);
    var program = exported.createProgram({ post: post, wake: function () {} });
    words.forEach(function (word) { program.receive(word.type === 'bytes' ? { type: 'bytes', id: word.id, bytes: packed } : word); });
    for (var work = program.work(); !work.next().done; );
  };
} + ')';

function runIngest() {
  var context = vm.createContext({});
  vm.runInContext(READ, context, { filename: 'read.js' }).call(vm.runInContext('this', context), job.packed, job.words, job.userAgent, function (told) { seen.ingest = told; });
  evaluate(context, 'ingest-program-' + job.bundle + '.js');
}

function everything() {
  seen.bundle = page.hearthBundle;
  loadParts(function () {
    whenStartIsOver(function () {
      seen.missing = missingNames();
      Object.keys(job.checks).forEach(function (name) {
        try {
          seen.checks[name] = vm.runInContext(job.checks[name], page, { filename: name });
        } catch (error) {
          seen.checks[name] = String(error);
        }
      });
      runIngest();
      // What was rejected meanwhile is told first.
      setTimeout(say, 0);
    });
  });
}

evaluate(page, 'boot.js');
