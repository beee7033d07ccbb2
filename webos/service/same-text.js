'use strict';

/**
 * Whether two texts are the same; takes equally long wherever they differ.
 * @param {string} a
 * @param {string} b
 * @returns {boolean}
 */
exports.isSameText = function isSameText(a, b) {
  var difference = a.length ^ b.length;
  for (var index = 0; index < a.length; index += 1)
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index % (b.length || 1));
  return difference === 0;
};
