'use strict';

/**
 * What went wrong, in the product's own error codes (src/core/base/errors.ts). The text is for logs and never holds an
 * address or a header: both may carry a password.
 * @typedef {{ code: string, text: string }} Failure
 */

/**
 * @param {string} code
 * @param {string} text
 * @returns {Failure}
 */
exports.failure = function failure(code, text) {
  return { code: code, text: text };
};

/**
 * The failure as the bus wants it: the library answers `returnValue: false` for anything with an `errorCode`.
 * @param {Failure} reason
 * @returns {{ returnValue: false, errorCode: number, errorText: string, code: string }}
 */
exports.failureAnswer = function failureAnswer(reason) {
  return { returnValue: false, errorCode: -1, errorText: reason.text, code: reason.code };
};
