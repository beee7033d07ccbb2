'use strict';

var http = require('http');
var words = require('./random-word');
var texts = require('./same-text');

/** Methods a page may use on a body's address. */
var ALLOWED_METHODS = 'GET, HEAD, OPTIONS';
/** Methods and headers of the app's side of a phone door. */
var DOOR_METHODS = 'GET, POST, DELETE, OPTIONS';
var DOOR_HEADERS = 'Content-Type, X-Hearth-Companion';

/**
 * The way from the service to the page: an HTTP server on the set's own loopback. Any program on the set can knock there,
 * so an address holds a secret of the run and a ticket good for one collection, the Host header must be the loopback
 * address (a web site's name that points at 127.0.0.1 is turned away), and a page's Origin must be an allowed one.
 * The server starts with the first offer.
 * @constructor
 * @param {(origin: string) => boolean} isOriginAllowed
 */
function Relay(isOriginAllowed) {
  this.isOriginAllowed = isOriginAllowed;
  /** @type {Object<string, import('./transfer').Transfer>} */
  this.offers = {};
  /** @type {Object<string, import('./stream-relay').StreamRelay>} */
  this.streams = {};
  /** The way of a phone, while there is one: by its ticket. @type {Object<string, import('./phone-door').PhoneDoor>} */
  this.doors = {};
  /** @type {import('http').Server | null} */
  this.server = null;
  /** @type {import('net').Socket[]} */
  this.sockets = [];
  this.secret = '';
  this.port = 0;
  /** @type {((isOpen: boolean) => void)[]} */
  this.waiting = [];
}
exports.Relay = Relay;

/**
 * Puts a body up for collection. `onUrl` gets its address, or `null` when no port could be opened.
 * @param {import('./transfer').Transfer} transfer
 * @param {(url: string | null, ticket: string) => void} onUrl
 */
Relay.prototype.offer = function (transfer, onUrl) {
  var relay = this;
  var ticket = words.randomWord();
  relay.open(function (/** @type {boolean} */ isOpen) {
    if (isOpen) relay.offers[ticket] = transfer;
    onUrl(isOpen ? 'http://127.0.0.1:' + relay.port + '/' + relay.secret + '/body/' + ticket : null, ticket);
  });
};

/**
 * Takes an offer back; its address finds nothing any more.
 * @param {string} ticket
 */
Relay.prototype.withdraw = function (ticket) {
  delete this.offers[ticket];
};

/**
 * Opens a stream for a player until it is closed. `onUrl` gets the address of the stream's first part, or `null`.
 * @param {import('./stream-relay').StreamRelay} stream
 * @param {(localUrl: string | null, ticket: string) => void} onUrl
 */
Relay.prototype.offerStream = function (stream, onUrl) {
  var relay = this;
  var ticket = words.randomWord();
  relay.open(function (/** @type {boolean} */ isOpen) {
    if (isOpen) relay.streams[ticket] = stream;
    onUrl(isOpen ? stream.firstUrl(relay.streamPrefix(ticket)) : null, ticket);
  });
};

/**
 * Closes a stream; its addresses find nothing any more.
 * @param {string} ticket
 */
Relay.prototype.closeStream = function (ticket) {
  var stream = this.streams[ticket];
  delete this.streams[ticket];
  if (stream !== undefined) stream.close();
};

/**
 * Lets the app talk to a phone door. `onUrl` gets the door's address, or `null`.
 * @param {import('./phone-door').PhoneDoor} door
 * @param {(localUrl: string | null, ticket: string) => void} onUrl
 */
Relay.prototype.offerDoor = function (door, onUrl) {
  var relay = this;
  var ticket = words.randomWord();
  relay.open(function (/** @type {boolean} */ isOpen) {
    if (isOpen) relay.doors[ticket] = door;
    onUrl(isOpen ? 'http://127.0.0.1:' + relay.port + '/' + relay.secret + '/door/' + ticket : null, ticket);
  });
};

/**
 * The door's address finds nothing any more.
 * @param {string} ticket
 */
Relay.prototype.withdrawDoor = function (ticket) {
  delete this.doors[ticket];
};

/**
 * @param {string} ticket
 * @returns {string}
 */
Relay.prototype.streamPrefix = function (ticket) {
  return 'http://127.0.0.1:' + this.port + '/' + this.secret + '/stream/' + ticket + '/';
};

/** Closes the server and every connection to it. The next offer opens a new one with a new secret. */
Relay.prototype.stop = function () {
  var closing = this.server;
  this.server = null;
  this.port = 0;
  this.offers = {};
  this.doors = {};
  Object.keys(this.streams).forEach(this.closeStream, this);
  this.answerWaiting(false);
  if (closing === null) return;
  closing.close();
  this.sockets.slice().forEach(function (/** @type {import('net').Socket} */ socket) {
    socket.destroy();
  });
};

/**
 * @param {(isOpen: boolean) => void} onOpen
 */
Relay.prototype.open = function (onOpen) {
  var relay = this;
  if (relay.port !== 0) return onOpen(true);
  relay.waiting.push(onOpen);
  if (relay.server !== null) return;
  var opening = http.createServer(function (request, answer) {
    relay.serve(request, answer);
  });
  relay.server = opening;
  relay.secret = words.randomWord();
  opening.on('connection', function (socket) {
    relay.sockets.push(socket);
    socket.on('close', function () {
      relay.sockets.splice(relay.sockets.indexOf(socket), 1);
    });
  });
  opening.on('error', function () {
    if (relay.server === opening) relay.server = null;
    relay.answerWaiting(false);
  });
  opening.listen(0, '127.0.0.1', function () {
    if (relay.server !== opening) return;
    var address = opening.address();
    relay.port = address !== null && typeof address === 'object' ? address.port : 0;
    relay.answerWaiting(relay.port !== 0);
  });
};

/**
 * @param {boolean} isOpen
 */
Relay.prototype.answerWaiting = function (isOpen) {
  var callbacks = this.waiting;
  this.waiting = [];
  callbacks.forEach(function (/** @type {(isOpen: boolean) => void} */ callback) {
    callback(isOpen);
  });
};

/**
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 */
Relay.prototype.serve = function (request, answer) {
  var origin = request.headers.origin;
  var isAllowed =
    request.headers.host === '127.0.0.1:' + this.port && (origin === undefined || this.isOriginAllowed(String(origin)));
  var parts = /^\/([0-9a-f]{32})\/(?:body\/([0-9a-f]{32})|stream\/([0-9a-f]{32})\/(.+)|door\/([0-9a-f]{32})(\/.+))$/.exec(request.url || '');
  if (!isAllowed || parts === null || !texts.isSameText(parts[1] || '', this.secret)) return refuse(answer);
  if (origin !== undefined) answer.setHeader('Access-Control-Allow-Origin', String(origin));
  answer.setHeader('Cache-Control', 'no-store');
  if (request.method === 'OPTIONS') return preflight(answer, parts[5] !== undefined);
  if (parts[5] !== undefined) {
    var door = this.doors[parts[5]];
    if (door === undefined) return refuse(answer);
    return door.serve(parts[6] || '', request, answer);
  }
  if (parts[3] !== undefined) {
    var stream = this.streams[parts[3]];
    if (stream === undefined) return refuse(answer);
    return stream.serve(this.streamPrefix(parts[3]), parts[4] || '', request, answer);
  }
  var ticket = parts[2] || '';
  var transfer = this.offers[ticket];
  if (request.method !== 'GET' || transfer === undefined) return refuse(answer);
  delete this.offers[ticket];
  // Opaque bytes: no engine may guess a page or a script out of them.
  answer.writeHead(200, { 'Content-Type': 'application/octet-stream', 'X-Content-Type-Options': 'nosniff' });
  transfer.sendTo(answer);
};

/**
 * @param {import('http').ServerResponse} answer
 * @param {boolean} isForDoor
 */
function preflight(answer, isForDoor) {
  // Newer engines ask before a page may reach a local address.
  answer.writeHead(204, {
    'Access-Control-Allow-Methods': isForDoor ? DOOR_METHODS : ALLOWED_METHODS,
    'Access-Control-Allow-Headers': isForDoor ? DOOR_HEADERS : 'Range, If-Range',
    'Access-Control-Allow-Private-Network': 'true'
  });
  answer.end();
}

/** @param {import('http').ServerResponse} answer */
function refuse(answer) {
  // One answer for every fault: a guesser learns nothing.
  answer.writeHead(404, { 'Content-Type': 'text/plain', Connection: 'close' });
  answer.end();
}
