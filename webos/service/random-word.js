'use strict';

var crypto = require('crypto');

/**
 * A word nobody can guess: 32 digits of base 16.
 * @returns {string}
 */
exports.randomWord = function randomWord() {
  return crypto.randomBytes(16).toString('hex');
};
