'use strict';

/**
 * Collects what a stream holds as text, at most `limit` bytes.
 * @param {NodeJS.ReadableStream} source
 * @param {number} limit
 * @param {(text: string | null) => void} onText called once; `null` when it is longer or breaks off
 * @returns {() => void} gives up, for what breaks it off without the stream's own saying so
 */
exports.collectText = function collectText(source, limit, onText) {
  return exports.collectBytes(source, limit, function (bytes) {
    onText(bytes === null ? null : bytes.toString('utf8'));
  });
};

/**
 * Collects what a stream holds, at most `limit` bytes.
 * @param {NodeJS.ReadableStream} source
 * @param {number} limit
 * @param {(bytes: Buffer | null) => void} onBytes called once; `null` when it is longer or breaks off
 * @returns {() => void} gives up
 */
exports.collectBytes = function collectBytes(source, limit, onBytes) {
  /** @type {Buffer[]} */
  var chunks = [];
  var length = 0;
  var isOver = false;
  /** @param {Buffer | null} bytes */
  function finish(bytes) {
    if (isOver) return;
    isOver = true;
    onBytes(bytes);
  }
  function giveUp() {
    finish(null);
  }
  source.on('data', function (/** @type {Buffer} */ chunk) {
    length += chunk.length;
    if (length > limit) giveUp();
    else if (!isOver) chunks.push(chunk);
  });
  source.on('end', function () {
    finish(Buffer.concat(chunks));
  });
  source.on('error', giveUp);
  return giveUp;
};
