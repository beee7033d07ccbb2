'use strict';

/** Keys remembered at most: a home network has few addresses. */
var MOST_KEYS = 500;

/**
 * Counts attempts per key in fixed windows.
 * @constructor
 * @param {number} most
 * @param {number} windowMs
 */
function Attempts(most, windowMs) {
  this.most = most;
  this.windowMs = windowMs;
  /** @type {Object<string, { count: number, endsMs: number }>} */
  this.windows = {};
}
exports.Attempts = Attempts;

/**
 * @param {string} key
 * @returns {boolean} true when `key` has used up its attempts
 */
Attempts.prototype.isExhausted = function (key) {
  var seen = this.windows[key];
  return seen !== undefined && seen.endsMs > Date.now() && seen.count >= this.most;
};

/**
 * @param {string} key
 * @param {number} [many]
 */
Attempts.prototype.count = function (key, many) {
  var now = Date.now();
  var seen = this.windows[key];
  if (seen === undefined || seen.endsMs <= now) {
    if (Object.keys(this.windows).length >= MOST_KEYS) this.windows = {};
    seen = { count: 0, endsMs: now + this.windowMs };
    this.windows[key] = seen;
  }
  seen.count += many === undefined ? 1 : many;
};
