'use strict';

var texts = require('./collect-text');

/**
 * @param {import('http').ServerResponse} answer
 * @param {number} status
 * @param {object} value
 */
exports.sendJson = function sendJson(answer, status, value) {
  var bytes = JSON.stringify(value);
  answer.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  answer.end(bytes);
};

/**
 * @param {import('http').ServerResponse} answer
 */
exports.sendNothing = function sendNothing(answer) {
  answer.writeHead(204, { 'Cache-Control': 'no-store' });
  answer.end();
};

/**
 * Refuses as the platform does. What is left of the request's body is not read: the connection ends.
 * @param {import('http').ServerResponse} answer
 * @param {number} status
 * @param {string} code of src/core/base/errors.ts
 */
exports.sendError = function sendError(answer, status, code) {
  answer.setHeader('Connection', 'close');
  exports.sendJson(answer, status, { error: { code: code, message: code } });
};

/**
 * Reads a body of at most `limit` bytes as text; `null` when it is longer or breaks off.
 * @param {import('http').IncomingMessage} request
 * @param {number} limit
 * @param {(text: string | null) => void} onText called once
 */
exports.readText = function readText(request, limit, onText) {
  request.on('close', texts.collectText(request, limit, onText));
};

/**
 * Reads letters `{ letters: [{…}, …] }`; `null` when they are none, or more than `most`.
 * @param {string | null} text
 * @param {number} most
 * @returns {object[] | null}
 */
exports.parseLetters = function parseLetters(text, most) {
  var value = exports.parseJson(text);
  var letters = value === null ? null : value['letters'];
  if (!Array.isArray(letters) || letters.length > most) return null;
  var areObjects = letters.every(function (letter) {
    return letter !== null && typeof letter === 'object' && !Array.isArray(letter);
  });
  return areObjects ? letters : null;
};

/**
 * @param {string | null} text
 * @returns {Object<string, unknown> | null} `null` for anything but an object
 */
exports.parseJson = function parseJson(text) {
  try {
    var value = JSON.parse(text === null ? '' : text);
    return value !== null && typeof value === 'object' ? value : null;
  } catch (error) {
    return null; // Not JSON.
  }
};

/**
 * A whole number of an address's query.
 * @param {unknown} value
 * @param {number} most
 * @returns {number} 0 for anything else
 */
exports.wholeNumber = function wholeNumber(value, most) {
  var number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : 0;
  return Math.min(number, most);
};
