'use strict';

var net = require('net');
var tls = require('tls');
var failures = require('./failure');

/**
 * The way out that a viewer chose for a source: `http` and `https` are proxies asked with CONNECT (the second over TLS),
 * `socks5` is RFC 1928 with names resolved by the proxy. Name and password may be empty.
 * @typedef {{
 *   kind: string,
 *   host: string,
 *   port: number,
 *   username: string,
 *   password: string
 * }} Route
 */

var KINDS = ['http', 'https', 'socks5'];
/** A proxy's answer to CONNECT is a few lines. */
var MAX_ANSWER_BYTES = 16384;

/**
 * Judges the `route` of a call. `null`: directly. `undefined`: it is none, and the call must be refused.
 * @param {unknown} value
 * @returns {Route | null | undefined}
 */
exports.parseRoute = function parseRoute(value) {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return undefined;
  var fields = /** @type {Object<string, unknown>} */ (value);
  var kind = fields['kind'];
  var host = fields['host'];
  var port = fields['port'];
  var username = fields['username'] === undefined ? '' : fields['username'];
  var password = fields['password'] === undefined ? '' : fields['password'];
  if (typeof kind !== 'string' || KINDS.indexOf(kind) === -1) return undefined;
  if (typeof host !== 'string' || !/^[0-9A-Za-z._:-]{1,253}$/.test(host)) return undefined;
  if (typeof port !== 'number' || port !== Math.floor(port) || port < 1 || port > 65535) return undefined;
  if (typeof username !== 'string' || typeof password !== 'string') return undefined;
  // SOCKS5 counts both in one byte; a name with a colon cannot be told from its password in CONNECT.
  if (toBuffer(username).length > 255 || toBuffer(password).length > 255 || username.indexOf(':') !== -1) return undefined;
  return { kind: kind, host: host, port: port, username: username, password: password };
};

/**
 * Opens a connection to `host` through the proxy. `onOpen` is called once, with a socket that speaks to the host itself,
 * or with the reason why there is none; there is no other way to the host in here. `close` ends it before that.
 * @param {Route} route
 * @param {string} host
 * @param {number} port
 * @param {(reason: import('./failure').Failure | null, socket: import('net').Socket | null) => void} onOpen
 * @returns {{ close: () => void }}
 */
exports.openTunnel = function openTunnel(route, host, port, onOpen) {
  var isOver = false;
  var socket =
    route.kind === 'https'
      ? tls.connect(secureOptions(route.host, route.port, undefined))
      : net.connect({ host: route.host, port: route.port });

  /** @param {import('./failure').Failure | null} reason */
  function finish(reason) {
    if (isOver) return;
    isOver = true;
    socket.removeListener('close', onClosed);
    if (reason === null) return onOpen(null, socket);
    socket.destroy();
    onOpen(reason, null);
  }
  function onClosed() {
    finish(failures.failure('net.tunnel-down', 'the proxy closed the connection'));
  }
  socket.on('error', function (/** @type {Error & { code?: string }} */ error) {
    finish(failures.failure('net.tunnel-down', 'the proxy cannot be used: ' + (error.code || 'unknown')));
  });
  socket.on('close', onClosed);
  socket.once(route.kind === 'https' ? 'secureConnect' : 'connect', function () {
    if (isOver) return;
    if (route.kind === 'socks5') shakeSocks(socket, route, host, port, finish);
    else shakeConnect(socket, route, host, port, finish);
  });
  return {
    close: function () {
      if (isOver) return;
      isOver = true;
      socket.destroy();
    }
  };
};

/**
 * Wraps a tunnel's socket in TLS to the host behind it; the certificate is checked as always.
 * @param {import('net').Socket} socket
 * @param {string} host
 * @param {(reason: import('./failure').Failure | null, secure: import('net').Socket | null) => void} onSecure
 */
exports.secureTunnel = function secureTunnel(socket, host, onSecure) {
  var isOver = false;
  var secure = tls.connect(secureOptions(host, 443, socket));
  /** @param {string} text */
  function fail(text) {
    if (isOver) return;
    isOver = true;
    socket.destroy();
    onSecure(failures.failure('net.unreachable', text), null);
  }
  secure.on('error', function (/** @type {Error & { code?: string }} */ error) {
    fail('no secure connection through the proxy: ' + (error.code || 'unknown'));
  });
  socket.on('close', function () {
    fail('the tunnel broke off');
  });
  secure.once('secureConnect', function () {
    if (isOver) return;
    isOver = true;
    onSecure(null, secure);
  });
};

/**
 * @param {string} host
 * @param {number} port
 * @param {import('net').Socket | undefined} socket
 * @returns {import('tls').ConnectionOptions}
 */
function secureOptions(host, port, socket) {
  /** @type {import('tls').ConnectionOptions} */
  var options = { host: host, port: port };
  // Addresses are no names: newer Nodes refuse them as such.
  if (net.isIP(host) === 0) options.servername = host;
  if (socket !== undefined) options.socket = socket;
  return options;
}

/**
 * @param {import('net').Socket} socket
 * @param {Route} route
 * @param {string} host
 * @param {number} port
 * @param {(reason: import('./failure').Failure | null) => void} finish
 */
function shakeConnect(socket, route, host, port, finish) {
  var target = (host.indexOf(':') === -1 ? host : '[' + host + ']') + ':' + port;
  var lines = ['CONNECT ' + target + ' HTTP/1.1', 'Host: ' + target];
  if (route.username !== '')
    lines.push('Proxy-Authorization: Basic ' + toBuffer(route.username + ':' + route.password).toString('base64'));
  socket.write(lines.join('\r\n') + '\r\n\r\n');
  onceRead(socket, finish, function (bytes) {
    var text = bytes.toString('binary');
    var end = text.indexOf('\r\n\r\n');
    if (end === -1) return bytes.length > MAX_ANSWER_BYTES ? { used: 0, code: 'net.tunnel-down' } : null;
    var status = /^HTTP\/1\.[01] (\d{3})/.exec(text);
    var isOpen = status !== null && String(status[1]).charAt(0) === '2';
    var isRefused = status !== null && status[1] === '407';
    return { used: end + 4, code: isOpen ? '' : isRefused ? 'net.tunnel-refused' : 'net.tunnel-down' };
  });
}

/**
 * Reads until `judge` decides; what lies behind the decision stays in the socket.
 * @param {import('net').Socket} socket
 * @param {(reason: import('./failure').Failure | null) => void} finish
 * @param {(bytes: Buffer) => { used: number, code: string } | null} judge
 */
function onceRead(socket, finish, judge) {
  var held = toBuffer('');
  function read() {
    var chunk = /** @type {Buffer | null} */ (socket.read());
    if (chunk === null) return;
    held = Buffer.concat([held, chunk]);
    var decided = judge(held);
    if (decided === null) return;
    socket.removeListener('readable', read);
    var rest = held.slice(decided.used);
    if (rest.length > 0) socket.unshift(rest);
    finish(decided.code === '' ? null : failures.failure(decided.code, 'the proxy refused the connection'));
  }
  socket.on('readable', read);
  read();
}

/**
 * RFC 1928 and 1929. Each answer is awaited before the next word.
 * @param {import('net').Socket} socket
 * @param {Route} route
 * @param {string} host
 * @param {number} port
 * @param {(reason: import('./failure').Failure | null) => void} finish
 */
function shakeSocks(socket, route, host, port, finish) {
  var hasLogin = route.username !== '';
  /** @param {import('./failure').Failure | null} reason */
  function ask(reason) {
    if (reason !== null) return finish(reason);
    socket.write(socksRequest(host, port));
    onceRead(socket, finish, judgeSocksAnswer);
  }
  socket.write(toBuffer(hasLogin ? [5, 2, 0, 2] : [5, 1, 0]));
  var needsLogin = false;
  onceRead(
    socket,
    function (reason) {
      if (reason !== null || !needsLogin) return ask(reason);
      var name = toBuffer(route.username);
      var word = toBuffer(route.password);
      socket.write(Buffer.concat([toBuffer([1, name.length]), name, toBuffer([word.length]), word]));
      onceRead(socket, ask, function (bytes) {
        return bytes.length < 2 ? null : { used: 2, code: bytes[1] === 0 ? '' : 'net.tunnel-refused' };
      });
    },
    function (bytes) {
      if (bytes.length < 2) return null;
      needsLogin = bytes[1] === 2;
      if (bytes[0] !== 5) return { used: 2, code: 'net.tunnel-down' };
      return { used: 2, code: bytes[1] === 0 || (needsLogin && hasLogin) ? '' : 'net.tunnel-refused' };
    }
  );
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Buffer}
 */
function socksRequest(host, port) {
  var place = toBuffer([port >> 8, port & 255]);
  if (net.isIP(host) === 4) return Buffer.concat([toBuffer([5, 1, 0, 1]), toBuffer(host.split('.').map(Number)), place]);
  // Everything else as a name, so that the set asks no name server.
  var name = toBuffer(host);
  return Buffer.concat([toBuffer([5, 1, 0, 3, name.length]), name, place]);
}

/**
 * @param {Buffer} bytes
 * @returns {{ used: number, code: string } | null}
 */
function judgeSocksAnswer(bytes) {
  if (bytes.length < 5) return null;
  if (bytes[0] !== 5 || bytes[1] !== 0)
    // Failures of the host behind a working proxy are the host's.
    return { used: 0, code: bytes[0] === 5 && [3, 4, 5].indexOf(Number(bytes[1])) !== -1 ? 'net.unreachable' : 'net.tunnel-down' };
  var length = bytes[3] === 1 ? 10 : bytes[3] === 4 ? 22 : 7 + Number(bytes[4]);
  return bytes.length < length ? null : { used: length, code: '' };
}

/**
 * @param {string | number[]} value
 * @returns {Buffer}
 */
function toBuffer(value) {
  // Node 0.12 has no Buffer.from of texts and new Nodes warn about the constructor.
  if (typeof Buffer.alloc === 'function') return Buffer.from(/** @type {string} */ (value));
  return new Buffer(/** @type {string} */ (value));
}
