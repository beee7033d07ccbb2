'use strict';

/**
 * A message with its number, which rises by one.
 * @typedef {{ number: number, body: object, bytes: number }} Letter
 */

/** Letters that wait at most. Fewer: a busy reader loses keys; more: a reader who is gone fills memory. */
var MOST_LETTERS = 100;
var MOST_BYTES = 524288;

/**
 * Messages in one direction, kept until they are acknowledged, as the platform keeps them (server/domain/companion). One
 * reader: a second wait ends the first.
 * @constructor
 */
function Mailbox() {
  /** @type {Letter[]} */
  this.letters = [];
  this.next = 1;
  this.bytes = 0;
  this.isClosed = false;
  /** @type {(() => void) | null} */
  this.wake = null;
}
exports.Mailbox = Mailbox;

/**
 * @param {object} body
 * @returns {boolean} false when nobody fetches what is there
 */
Mailbox.prototype.put = function (body) {
  if (this.isClosed) return true;
  var bytes = JSON.stringify(body).length;
  if (this.letters.length >= MOST_LETTERS || this.bytes + bytes > MOST_BYTES) return false;
  this.letters.push({ number: this.next, body: body, bytes: bytes });
  this.next += 1;
  this.bytes += bytes;
  if (this.wake !== null) this.wake();
  return true;
};

/**
 * Hands over what came after letter `after`; that one and those before it are forgotten. Without any it waits up to `waitMs`.
 * @param {number} after
 * @param {number} waitMs
 * @param {(letters: Letter[]) => void} onLetters called once
 */
Mailbox.prototype.take = function (after, waitMs, onLetters) {
  var box = this;
  if (box.wake !== null) box.wake();
  box.letters = box.letters.filter(function (letter) {
    return letter.number > after;
  });
  box.bytes = box.letters.reduce(function (sum, letter) {
    return sum + letter.bytes;
  }, 0);
  if (box.letters.length > 0 || waitMs <= 0 || box.isClosed) return onLetters(box.letters.slice());
  var timer = setTimeout(done, waitMs);
  box.wake = done;
  function done() {
    clearTimeout(timer);
    box.wake = null;
    // Later, so that what is said together arrives together, and who is let go is gone by then.
    setImmediate(function () {
      onLetters(box.letters.slice());
    });
  }
};

/** Forgets everything and answers whoever waits. */
Mailbox.prototype.close = function () {
  this.isClosed = true;
  this.letters = [];
  if (this.wake !== null) this.wake();
};
