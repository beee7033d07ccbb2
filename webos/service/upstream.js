'use strict';

var http = require('http');
var https = require('https');
var urls = require('url');
var failures = require('./failure');
var requests = require('./fetch-request');
var tunnels = require('./tunnel');

/**
 * The head of a provider's answer; its body waits unread in `response`, so that the network holds back what nobody takes.
 * @typedef {{
 *   status: number,
 *   url: string,
 *   headers: Object<string, string>,
 *   lengthBytes: number | null,
 *   response: import('http').IncomingMessage
 * }} UpstreamHead
 */

/** Never sent on to another host after a redirect. */
var SECRET_HEADERS = ['authorization', 'cookie', 'proxy-authorization'];
var REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Sends a request, follows its redirects and hands over the final head. `onHead` is called once, with a failure or a
 * head, unless `close` came first. `close` ends the connection at any time and is harmless when repeated.
 * @param {import('./fetch-request').FetchRequest} request
 * @param {(reason: import('./failure').Failure | null, head: UpstreamHead | null) => void} onHead
 * @returns {{ close: () => void }}
 */
exports.openUpstream = function openUpstream(request, onHead) {
  /** @type {import('http').ClientRequest | null} */
  var current = null;
  /** @type {{ close: () => void } | null} */
  var opening = null;
  var isSettled = false;
  var timer = setTimeout(function () {
    settle(failures.failure('net.timeout', 'no answer within ' + request.headTimeoutMs + ' ms'), null);
  }, request.headTimeoutMs);

  /**
   * @param {import('./failure').Failure | null} reason
   * @param {UpstreamHead | null} head
   */
  function settle(reason, head) {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(timer);
    if (reason !== null) closeAll();
    onHead(reason, head);
  }

  /**
   * @param {import('./fetch-request').FetchRequest} hop
   * @param {number} redirectsLeft
   */
  function send(hop, redirectsLeft) {
    if (hop.route === null) return speak(hop, redirectsLeft, startRequest(hop, null));
    opening = openThrough(hop.route, hop, function (reason, socket) {
      opening = null;
      if (socket === null) return settle(reason, null);
      if (isSettled) socket.destroy();
      else speak(hop, redirectsLeft, startRequest(hop, socket));
    });
  }

  /**
   * @param {import('./fetch-request').FetchRequest} hop
   * @param {number} redirectsLeft
   * @param {import('http').ClientRequest} outgoing
   */
  function speak(hop, redirectsLeft, outgoing) {
    current = outgoing;
    outgoing.on('error', function (/** @type {Error & { code?: string }} */ error) {
      // After the head, the body's reader sees the broken connection itself.
      if (outgoing === current)
        settle(failures.failure('net.unreachable', 'connection failed: ' + (error.code || 'unknown')), null);
    });
    outgoing.on('response', function (response) {
      var status = response.statusCode || 0;
      var location = response.headers.location;
      if (REDIRECTS.indexOf(status) === -1 || location === undefined) {
        settle(null, describe(hop.url, status, response));
        return;
      }
      current = null;
      closeRequest(outgoing);
      var next = nextHop(hop, status, location);
      if (next === null)
        settle(failures.failure('http.unexpected', 'redirected to something that is no http address'), null);
      else if (redirectsLeft === 0) settle(failures.failure('http.unexpected', 'redirected too often'), null);
      else if (!isSettled) send(next, redirectsLeft - 1);
    });
    if (hop.body === null) outgoing.end();
    else outgoing.end(hop.body);
  }

  function closeAll() {
    if (opening !== null) opening.close();
    closeRequest(current);
  }

  send(request, request.maxRedirects);
  return {
    close: function () {
      isSettled = true;
      clearTimeout(timer);
      closeAll();
    }
  };
};

/**
 * A connection to the hop's host through the proxy, in TLS where the address says so.
 * @param {import('./tunnel').Route} route
 * @param {import('./fetch-request').FetchRequest} hop
 * @param {(reason: import('./failure').Failure | null, socket: import('net').Socket | null) => void} onOpen
 * @returns {{ close: () => void }}
 */
function openThrough(route, hop, onOpen) {
  var address = urls.parse(hop.url);
  var host = address.hostname || '';
  var isSecure = address.protocol === 'https:';
  /** @type {import('net').Socket | null} */
  var opened = null;
  var tunnel = tunnels.openTunnel(route, host, Number(address.port) || (isSecure ? 443 : 80), function (reason, socket) {
    opened = socket;
    if (socket === null || !isSecure) return onOpen(reason, socket);
    tunnels.secureTunnel(socket, host, onOpen);
  });
  return {
    close: function () {
      tunnel.close();
      if (opened !== null) opened.destroy();
    }
  };
}

/**
 * @param {import('./fetch-request').FetchRequest} hop
 * @param {import('net').Socket | null} socket an open way to the host, already secure where it has to be
 * @returns {import('http').ClientRequest}
 */
function startRequest(hop, socket) {
  var address = urls.parse(hop.url);
  /** @type {Object<string, string | number>} */
  var headers = {};
  Object.keys(hop.headers).forEach(function (name) {
    headers[name] = hop.headers[name] || '';
  });
  if (headers['accept-encoding'] === undefined)
    headers['accept-encoding'] = hop.inflate && headers['range'] === undefined ? 'gzip' : 'identity';
  if (hop.body !== null) headers['content-length'] = hop.body.length;
  /** @type {import('https').RequestOptions} */
  var options = {
    hostname: address.hostname,
    port: address.port,
    path: address.path || '/',
    method: hop.method,
    headers: headers
  };
  if (address.auth !== null) options.auth = address.auth;
  if (socket !== null) {
    headers['host'] = address.host || '';
    // Without an agent, or Node would open a connection of its own.
    options.createConnection = function () {
      return socket;
    };
    return http.request(options);
  }
  // No pool: a kept connection would outlive the page's wish, and providers count connections.
  options.agent = false;
  return address.protocol === 'https:' ? https.request(options) : http.request(options);
}

/**
 * @param {import('./fetch-request').FetchRequest} hop
 * @param {number} status
 * @param {string} location
 * @returns {import('./fetch-request').FetchRequest | null}
 */
function nextHop(hop, status, location) {
  var url = requests.normalizeUrl(urls.resolve(hop.url, location));
  if (url === null) return null;
  var isSameHost = originOf(url) === originOf(hop.url);
  var becomesGet = status === 303 || ((status === 301 || status === 302) && hop.method === 'POST');
  /** @type {Object<string, string>} */
  var headers = {};
  Object.keys(hop.headers).forEach(function (name) {
    if (!isSameHost && SECRET_HEADERS.indexOf(name) !== -1) return;
    if (becomesGet && name === 'content-type') return;
    headers[name] = hop.headers[name] || '';
  });
  return {
    url: url,
    method: becomesGet && hop.method !== 'HEAD' ? 'GET' : hop.method,
    headers: headers,
    body: becomesGet ? null : hop.body,
    maxRedirects: hop.maxRedirects,
    headTimeoutMs: hop.headTimeoutMs,
    idleTimeoutMs: hop.idleTimeoutMs,
    maxBytes: hop.maxBytes,
    inflate: hop.inflate,
    route: hop.route
  };
}

/**
 * @param {string} url
 * @returns {string}
 */
function originOf(url) {
  var address = urls.parse(url);
  return address.protocol + '//' + address.host;
}

/**
 * @param {string} url
 * @param {number} status
 * @param {import('http').IncomingMessage} response
 * @returns {UpstreamHead}
 */
function describe(url, status, response) {
  /** @type {Object<string, string>} */
  var headers = {};
  Object.keys(response.headers).forEach(function (name) {
    var value = response.headers[name];
    headers[name] = Array.isArray(value) ? value.join(', ') : String(value);
  });
  var length = headers['content-length'];
  var isLength = length !== undefined && /^\d{1,15}$/.test(length);
  return {
    status: status,
    url: url,
    headers: headers,
    lengthBytes: isLength ? Number(length) : null,
    response: response
  };
}

/** @param {import('http').ClientRequest | null} outgoing */
function closeRequest(outgoing) {
  if (outgoing === null) return;
  // Node 0.12 to 12 know abort only, or abort better.
  if (typeof outgoing.destroy === 'function') outgoing.destroy();
  else outgoing.abort();
}
