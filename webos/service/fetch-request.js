'use strict';

var failures = require('./failure');
var tunnels = require('./tunnel');

/**
 * A judged request of the page.
 * @typedef {{
 *   url: string,
 *   method: string,
 *   headers: Object<string, string>,
 *   body: Buffer | null,
 *   maxRedirects: number,
 *   headTimeoutMs: number,
 *   idleTimeoutMs: number,
 *   maxBytes: number,
 *   inflate: boolean,
 *   route: import('./tunnel').Route | null
 * }} FetchRequest
 */

/** Limits and defaults. Too small a time breaks slow providers, too large a one freezes a screen on a dead host. */
var NUMBERS = {
  maxRedirects: { min: 0, max: 10, fallback: 5 },
  headTimeoutMs: { min: 1, max: 60000, fallback: 10000 },
  idleTimeoutMs: { min: 1, max: 120000, fallback: 15000 },
  maxBytes: { min: 1, max: 4294967296, fallback: 1073741824 }
};

/** The set has little memory: a request's body is held whole. */
var MAX_BODY_BYTES = 1048576;
var MAX_URL_LENGTH = 8192;
var METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

/** Headers that Node itself writes; setting them would break the message's framing. */
var FRAMING_HEADERS = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'proxy-connection'
];

// Old Nodes check neither: a line break in a name or value would smuggle in a second header.
var HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
var HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Judges the payload of a `fetch` call: outside data, even though it comes from the own page (it holds addresses and
 * headers of playlists).
 * @param {unknown} payload
 * @returns {{ request: FetchRequest | null, reason: import('./failure').Failure | null }}
 */
exports.parseFetchRequest = function parseFetchRequest(payload) {
  /** @type {Object<string, unknown>} */
  var fields = payload !== null && typeof payload === 'object' ? /** @type {Object<string, unknown>} */ (payload) : {};
  var url = exports.normalizeUrl(fields['url']);
  if (url === null) return refuse('source.bad-address', 'url must be an http or https address');
  var method = fields['method'] === undefined ? 'GET' : fields['method'];
  if (typeof method !== 'string' || METHODS.indexOf(method) === -1)
    return refuse('input.invalid', 'method must be one of ' + METHODS.join(', '));
  var headers = parseHeaders(fields['headers']);
  if (headers === null)
    return refuse(
      'input.invalid',
      'headers must be an object of header names and one-line texts, without framing headers'
    );
  var body = parseBody(fields);
  if (body === undefined)
    return refuse('input.invalid', 'body must be a text, bodyBase64 base64, at most ' + MAX_BODY_BYTES + ' bytes');
  var numbers = parseNumbers(fields);
  if (numbers === null)
    return refuse(
      'input.invalid',
      'maxRedirects, headTimeoutMs, idleTimeoutMs and maxBytes must be whole numbers within their limits'
    );
  if (fields['inflate'] !== undefined && typeof fields['inflate'] !== 'boolean')
    return refuse('input.invalid', 'inflate must be true or false');
  var route = tunnels.parseRoute(fields['route']);
  // Never read as "directly": a broken route must not open the way it was meant to close.
  if (route === undefined) return refuse('input.invalid', 'route must name kind, host and port of a proxy');
  return {
    reason: null,
    request: {
      url: url,
      method: method,
      headers: headers,
      body: body,
      maxRedirects: numbers.maxRedirects,
      headTimeoutMs: numbers.headTimeoutMs,
      idleTimeoutMs: numbers.idleTimeoutMs,
      maxBytes: numbers.maxBytes,
      inflate: fields['inflate'] !== false,
      route: route
    }
  };
};

/**
 * An address as old Nodes need it: http or https, no control characters, everything else than ASCII percent-encoded
 * behind the host (Node 8 and older truncate such characters to one byte). `null` when it is none.
 * @param {unknown} value
 * @returns {string | null}
 */
exports.normalizeUrl = function normalizeUrl(value) {
  if (typeof value !== 'string' || value.length > MAX_URL_LENGTH) return null;
  var parts = /^(https?:\/\/[^\s/?#\\]+)([\s\S]*)$/i.exec(value.replace(/^\s+|\s+$/g, ''));
  if (parts === null || /[\x00-\x1f\x7f]/.test(value)) return null;
  try {
    // Pairs of surrogates are encoded together; a lone one throws.
    var rest = (parts[2] || '').replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\x21-\x7e]/g, encodeURIComponent);
    return parts[1] + rest;
  } catch (error) {
    return null; // Half a character: no server can mean that.
  }
};

/**
 * @param {string} code
 * @param {string} text
 * @returns {{ request: null, reason: import('./failure').Failure }}
 */
function refuse(code, text) {
  return { request: null, reason: failures.failure(code, text) };
}

/**
 * @param {unknown} value
 * @returns {Object<string, string> | null}
 */
function parseHeaders(value) {
  /** @type {Object<string, string>} */
  var headers = {};
  if (value === undefined || value === null) return headers;
  if (typeof value !== 'object') return null;
  var fields = /** @type {Object<string, unknown>} */ (value);
  var names = Object.keys(fields);
  for (var index = 0; index < names.length; index += 1) {
    var name = String(names[index]);
    var text = fields[name];
    if (!HEADER_NAME.test(name) || typeof text !== 'string' || !HEADER_VALUE.test(text)) return null;
    if (FRAMING_HEADERS.indexOf(name.toLowerCase()) !== -1) return null;
    headers[name.toLowerCase()] = text;
  }
  return headers;
}

/**
 * @param {Object<string, unknown>} fields
 * @returns {Buffer | null | undefined} `undefined` when it is wrong
 */
function parseBody(fields) {
  var isBase64 = fields['bodyBase64'] !== undefined;
  var value = isBase64 ? fields['bodyBase64'] : fields['body'];
  if (value === undefined || value === null) return null;
  if (
    typeof value !== 'string' ||
    (isBase64 && !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) ||
    value.length > MAX_BODY_BYTES * 2
  )
    return undefined;
  var body = toBuffer(value, isBase64 ? 'base64' : 'utf8');
  return body.length > MAX_BODY_BYTES ? undefined : body;
}

/**
 * @param {string} text
 * @param {'utf8' | 'base64'} encoding
 * @returns {Buffer}
 */
function toBuffer(text, encoding) {
  // Node 0.12 has Buffer.alloc nowhere and new Nodes warn about the constructor.
  return typeof Buffer.alloc === 'function' ? Buffer.from(text, encoding) : new Buffer(text, encoding);
}

/**
 * @param {Object<string, unknown>} fields
 * @returns {{ maxRedirects: number, headTimeoutMs: number, idleTimeoutMs: number, maxBytes: number } | null}
 */
function parseNumbers(fields) {
  var numbers = { maxRedirects: 0, headTimeoutMs: 0, idleTimeoutMs: 0, maxBytes: 0 };
  var names = /** @type {('maxRedirects' | 'headTimeoutMs' | 'idleTimeoutMs' | 'maxBytes')[]} */ (Object.keys(NUMBERS));
  for (var index = 0; index < names.length; index += 1) {
    var name = /** @type {'maxRedirects' | 'headTimeoutMs' | 'idleTimeoutMs' | 'maxBytes'} */ (names[index]);
    var limits = NUMBERS[name];
    var value = fields[name] === undefined ? limits.fallback : fields[name];
    if (typeof value !== 'number' || Math.floor(value) !== value || value < limits.min || value > limits.max)
      return null;
    numbers[name] = value;
  }
  return numbers;
}
