'use strict';

var words = require('./random-word');
var small = require('./small-http');

/** Playlists above this are not sent by phone. */
var FILE_LIMIT = 33554432;
/** How long the set may take to fetch a file. */
var FETCH_WAIT_MS = 30000;

/**
 * A file comes from the phone: it waits unread in the phone's request until the set asks for it, and flows through.
 * @param {import('./phone-session').PhoneSession} session
 * @param {string} name
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 */
exports.offerFile = function offerFile(session, name, request, answer) {
  var header = request.headers['content-length'];
  var length = header === undefined ? -1 : Number(header);
  if (!(length <= FILE_LIMIT) || length === 0) return small.sendError(answer, 422, 'input.invalid');
  if (session.files.isExhausted('')) return small.sendError(answer, 429, 'http.rate-limited');
  session.files.count('');
  session.dropFile();
  /** @type {import('http').ServerResponse | null} */
  var target = null;
  var isOver = false;

  /** @param {boolean} isDone */
  function finish(isDone) {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    if (session.file === file) session.file = null;
    if (isDone) {
      if (target !== null) target.end();
      return small.sendNothing(answer);
    }
    // A body that breaks off must not look whole.
    if (target !== null && target.socket !== null) target.socket.destroy();
    small.sendError(answer, 404, 'http.not-found');
  }

  var timer = setTimeout(function () {
    if (!file.isTaken) finish(false);
  }, FETCH_WAIT_MS);

  /** @type {import('./phone-session').HeldFile} */
  var file = {
    id: words.randomWord(),
    name: name.replace(/[\x00-\x1f\x7f]+/g, ' ').slice(0, 120),
    bytes: length,
    isTaken: false,
    open: function (to) {
      file.isTaken = true;
      target = to;
      to.on('close', function () {
        finish(false);
      });
      to.writeHead(200, length < 0 ? { 'Content-Type': 'application/octet-stream' } : { 'Content-Type': 'application/octet-stream', 'Content-Length': length });
      pump(request, to, finish);
    },
    drop: function () {
      finish(false);
    }
  };
  request.on('close', function () {
    // Older Nodes say so of whole requests too, after their end.
    if (!file.isTaken) finish(false);
  });
  request.on('aborted', function () {
    finish(false);
  });
  session.file = file;
  session.tellSet({ kind: 'file', file: file.id, name: file.name, bytes: length });
};

/**
 * @param {import('http').IncomingMessage} from
 * @param {import('http').ServerResponse} to
 * @param {(isDone: boolean) => void} onOver
 */
function pump(from, to, onOver) {
  var passed = 0;
  from.on('data', function (chunk) {
    passed += chunk.length;
    if (passed > FILE_LIMIT) return onOver(false);
    if (!to.write(chunk)) from.pause();
  });
  to.on('drain', function () {
    from.resume();
  });
  from.on('end', function () {
    onOver(true);
  });
  from.on('error', function () {
    onOver(false);
  });
}
