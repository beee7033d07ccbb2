'use strict';

/**
 * Collects what a stream holds as text, at most `limit` bytes.
 * @param {NodeJS.ReadableStream} source
 * @param {number} limit
 * @param {(text: string | null) => void} onText called once; `null` when it is longer or breaks off
 * @returns {() => void} gives up, for what breaks it off without the stream's own saying so
 */
exports.collectText = function collectText(source, limit, onText) {
  /** @type {Buffer[]} */
  var chunks = [];
  var length = 0;
  var isOver = false;
  /** @param {string | null} text */
  function finish(text) {
    if (isOver) return;
    isOver = true;
    onText(text);
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
    finish(Buffer.concat(chunks).toString('utf8'));
  });
  source.on('error', giveUp);
  return giveUp;
};
