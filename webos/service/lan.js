'use strict';

var os = require('os');

/** Cable before radio: of two ways into the home the steadier one. */
var ORDER = [/^eth|^en/, /^wlan|^wl/, /./];

/**
 * The set's own address in the home network, IPv4; empty when it has none that is private.
 * @returns {string}
 */
exports.lanAddress = function lanAddress() {
  var interfaces = os.networkInterfaces();
  var names = Object.keys(interfaces);
  for (var rank = 0; rank < ORDER.length; rank += 1) {
    for (var at = 0; at < names.length; at += 1) {
      var name = names[at] || '';
      var found = (/** @type {RegExp} */ (ORDER[rank]).test(name) ? interfaces[name] || [] : []).filter(isOwnAddress)[0];
      if (found !== undefined) return found.address;
    }
  }
  return '';
};

/**
 * @param {{ family: string | number, internal: boolean, address: string }} entry
 * @returns {boolean}
 */
function isOwnAddress(entry) {
  return (entry.family === 'IPv4' || entry.family === 4) && !entry.internal && exports.isPrivate(entry.address);
}

/**
 * Whether an address belongs to a home network or to the set itself: RFC 1918, link-local, loopback, also written as IPv6.
 * @param {string | undefined} address
 * @returns {boolean}
 */
exports.isPrivate = function isPrivate(address) {
  var plain = String(address).toLowerCase().replace(/^::ffff:/, '');
  var parts = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(plain);
  if (parts === null) return /^(::1$|fe[89ab][0-9a-f]:|f[cd][0-9a-f]{2}:)/.test(plain);
  var first = Number(parts[1]);
  var second = Number(parts[2]);
  return first === 10 || first === 127 || (first === 172 && second >= 16 && second < 32) || (first === 192 && second === 168) || (first === 169 && second === 254);
};
