'use strict';

var stream = require('stream');
var zlib = require('zlib');
var failures = require('./failure');

/** How long a page may leave a body lying, and how long it may stop reading: then the provider's connection is freed. */
var COLLECT_TIMEOUT_MS = 15000;
var STALL_TIMEOUT_MS = 60000;

/**
 * One body on its way from a provider to the page. Nothing is read until the page collects it with `sendTo`, and then
 * only as fast as the page takes it: the chain is pipes from end to end. `onDone` is called once: without a failure after
 * the last byte was handed to the page's connection. Afterwards every connection is closed.
 * @constructor
 * @param {import('./upstream').UpstreamHead} head
 * @param {{ idleTimeoutMs: number, maxBytes: number, inflate: boolean }} limits
 * @param {{ close: () => void }} upstream
 * @param {(reason: import('./failure').Failure | null, sentBytes: number) => void} onDone
 */
function Transfer(head, limits, upstream, onDone) {
  this.head = head;
  this.limits = limits;
  this.upstream = upstream;
  this.onDone = onDone;
  this.sentBytes = 0;
  this.pausedMs = 0;
  this.isDone = false;
  this.hasEnded = false;
  /** @type {import('http').ServerResponse | null} */
  this.page = null;
  /** @type {NodeJS.Timeout | undefined} */
  this.timer = undefined;
  this.giveUpAfter(COLLECT_TIMEOUT_MS, 'the page did not collect the body');
  this.listen();
}
exports.Transfer = Transfer;

/**
 * Ends the transfer; harmless when it is over.
 * @param {import('./failure').Failure} reason
 */
Transfer.prototype.abort = function (reason) {
  this.finish(reason);
};

/**
 * Sends the body to the page. Once only.
 * @param {import('http').ServerResponse} sink
 */
Transfer.prototype.sendTo = function (sink) {
  var transfer = this;
  transfer.page = sink;
  function onGone() {
    transfer.finish(failures.failure('net.cancelled', 'the page closed the connection'));
  }
  sink.on('close', onGone);
  sink.on('error', onGone);
  sink.on('finish', function () {
    transfer.finish(null);
  });
  if (transfer.isDone) return cut(sink);
  transfer.watchProvider();
  firstBytes(transfer.head.response, function (bytes, isWhole) {
    if (!transfer.isDone) transfer.connect(bytes, isWhole, sink);
  });
};

/**
 * @param {import('./failure').Failure | null} reason
 */
Transfer.prototype.finish = function (reason) {
  if (this.isDone) return;
  this.isDone = true;
  clearTimeout(this.timer);
  this.upstream.close();
  if (reason !== null && this.page !== null) cut(this.page);
  this.onDone(reason, this.sentBytes);
};

Transfer.prototype.listen = function () {
  var transfer = this;
  var response = transfer.head.response;
  function onBroken() {
    // A finished answer may lose its connection before the page has read it all.
    if (!transfer.hasEnded && !response.complete)
      transfer.finish(failures.failure('net.unreachable', 'the connection broke off'));
  }
  response.on('aborted', onBroken);
  response.on('close', onBroken);
  response.on('error', onBroken);
  response.on('end', function () {
    transfer.hasEnded = true;
    // The rest is between inflater and page.
    if (!transfer.isDone) transfer.giveUpAfter(STALL_TIMEOUT_MS, 'the page stopped reading');
  });
};

/**
 * @param {number} timeoutMs
 * @param {string} text
 */
Transfer.prototype.giveUpAfter = function (timeoutMs, text) {
  var transfer = this;
  clearTimeout(transfer.timer);
  transfer.timer = setTimeout(function () {
    transfer.finish(failures.failure('net.cancelled', text));
  }, timeoutMs);
};

/**
 * A provider that falls silent is given up; one that is held back by the page is not to blame.
 */
Transfer.prototype.watchProvider = function () {
  var transfer = this;
  var idleTimeoutMs = transfer.limits.idleTimeoutMs;
  clearTimeout(transfer.timer);
  transfer.timer = setTimeout(function () {
    if (!transfer.head.response.isPaused()) {
      return transfer.finish(failures.failure('net.timeout', 'no data for ' + idleTimeoutMs + ' ms'));
    }
    transfer.pausedMs += idleTimeoutMs;
    if (transfer.pausedMs >= STALL_TIMEOUT_MS)
      return transfer.finish(failures.failure('net.cancelled', 'the page stopped reading'));
    transfer.watchProvider();
  }, idleTimeoutMs);
};

/**
 * @param {Buffer} bytes the body's beginning
 * @param {boolean} isWhole whether that is all
 * @param {import('http').ServerResponse} sink
 */
Transfer.prototype.connect = function (bytes, isWhole, sink) {
  var transfer = this;
  var response = transfer.head.response;
  var limiter = transfer.createLimiter();
  limiter.pipe(sink);
  /** @type {NodeJS.WritableStream} */
  var entrance = limiter;
  if (bytes.length > 0 && transfer.needsInflating(bytes)) {
    var inflater = zlib.createUnzip();
    inflater.on('error', function () {
      transfer.finish(failures.failure('source.malformed', 'the body is not the gzip data it says to be'));
    });
    inflater.pipe(limiter);
    entrance = inflater;
  }
  if (isWhole) {
    entrance.end(bytes);
    return;
  }
  response.on('data', function () {
    transfer.pausedMs = 0;
    if (!transfer.hasEnded) transfer.watchProvider();
  });
  response.pipe(entrance);
};

/**
 * @param {Buffer} bytes
 * @returns {boolean}
 */
Transfer.prototype.needsInflating = function (bytes) {
  if (!this.limits.inflate) return false;
  // Guides come as .gz files without a word in the headers.
  var isGzip = bytes.length > 1 && bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip || /^(x-)?gzip$|^deflate$/i.test(this.head.headers['content-encoding'] || '');
};

/**
 * Counts what goes to the page and stops it at the size allowed: a small gzip may inflate without end.
 * @returns {import('stream').Transform}
 */
Transfer.prototype.createLimiter = function () {
  var transfer = this;
  var maxBytes = transfer.limits.maxBytes;
  var limiter = new stream.Transform();
  limiter._transform = function (/** @type {Buffer} */ chunk, _encoding, done) {
    if (transfer.sentBytes + chunk.length > maxBytes) return done(new Error('too large'));
    transfer.sentBytes += chunk.length;
    done(null, chunk);
  };
  limiter.on('error', function () {
    transfer.finish(failures.failure('http.unexpected', 'the body is larger than ' + maxBytes + ' bytes'));
  });
  return limiter;
};

/**
 * Waits for the first two bytes and leaves them in the stream. A body that ends before is handed over whole, since
 * nothing can be put back into an ended stream.
 * @param {import('http').IncomingMessage} response
 * @param {(bytes: Buffer, isWhole: boolean) => void} onBytes
 */
function firstBytes(response, onBytes) {
  /** @type {Buffer[]} */
  var held = [];
  var length = 0;
  /** @param {boolean} isWhole */
  function done(isWhole) {
    response.removeListener('readable', read);
    response.removeListener('end', onEnd);
    var bytes = Buffer.concat(held);
    if (!isWhole) response.unshift(bytes);
    onBytes(bytes, isWhole);
  }
  function onEnd() {
    done(true);
  }
  function read() {
    var chunk = response.read();
    if (chunk === null) return;
    held.push(chunk);
    length += chunk.length;
    if (length >= 2) done(false);
  }
  response.on('readable', read);
  response.on('end', onEnd);
}

/** @param {import('http').ServerResponse} sink */
function cut(sink) {
  // A body that simply ended would look complete: the connection has to break.
  if (sink.socket) sink.socket.destroy();
  else sink.end();
}
