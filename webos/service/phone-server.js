'use strict';

var http = require('http');
var querystring = require('querystring');
var urls = require('url');
var attempts = require('./attempts');
var lan = require('./lan');
var files = require('./phone-files');
var small = require('./small-http');

/** Easy to type; when another program has them, any free one. */
var PORTS = [7700, 7701, 0];
var MOST_SOCKETS = 32;
/** A wait lasts 25 seconds, a file waits 30 for the set. */
var SOCKET_IDLE_MS = 45000;
var WAIT_MS = 25000;
/** A connection that says nothing at first. */
var FIRST_WORD_MS = 5000;
var FORM_LIMIT = 4096;
var LETTERS_LIMIT = 49152;
var MOST_LETTERS = 40;
var MINUTE_MS = 60000;
var COOKIE = /(?:^|;)\s*hearth_phone=([0-9a-f]{32})(?:;|$)/;

/**
 * `/phone` in the home network, as the platform serves it (server/http/companion/phone-plugin.ts): pairing by a plain form,
 * then letters. What comes from outside the home, under another name than the set's own address, or from another site, is
 * refused; nothing is ever offered to other origins. Too many wrong codes lock the address out, very many everybody.
 * @constructor
 * @param {import('./phone-session').PhoneSession} session
 * @param {import('./phone-pages').PhonePages} pages
 */
function PhoneServer(session, pages) {
  this.session = session;
  this.pages = pages;
  /** `address:port` the phone finds the set at; empty until it listens. */
  this.host = '';
  /** @type {import('http').Server | null} */
  this.server = null;
  /** @type {import('net').Socket[]} */
  this.sockets = [];
  this.requests = new attempts.Attempts(200, 10000);
  this.wrongByAddress = new attempts.Attempts(20, 10 * MINUTE_MS);
  this.wrongByAnybody = new attempts.Attempts(100, 10 * MINUTE_MS);
}
exports.PhoneServer = PhoneServer;

/**
 * Listens at the set's address and nowhere else.
 * @param {string} address
 * @param {(isOpen: boolean) => void} onOpen called once
 */
PhoneServer.prototype.listen = function (address, onOpen) {
  this.listenAt(address, 0, onOpen);
};

/**
 * @param {string} address
 * @param {number} rank
 * @param {(isOpen: boolean) => void} onOpen
 */
PhoneServer.prototype.listenAt = function (address, rank, onOpen) {
  var phone = this;
  if (rank >= PORTS.length) return onOpen(false);
  var opening = http.createServer(function (request, answer) {
    phone.serve(request, answer);
  });
  phone.server = opening;
  opening.maxConnections = MOST_SOCKETS;
  opening.on('connection', function (socket) {
    phone.admit(socket);
  });
  opening.once('error', function () {
    if (phone.server !== opening) return;
    phone.server = null;
    phone.listenAt(address, rank + 1, onOpen);
  });
  opening.listen(PORTS[rank], address, function () {
    var place = opening.address();
    if (phone.server !== opening || place === null || typeof place !== 'object') return onOpen(false);
    phone.host = address + ':' + place.port;
    onOpen(true);
  });
};

/** @param {import('net').Socket} socket */
PhoneServer.prototype.admit = function (socket) {
  var phone = this;
  if (!lan.isPrivate(socket.remoteAddress)) {
    socket.destroy();
    return;
  }
  phone.sockets.push(socket);
  var timer = setTimeout(function () {
    if (socket.bytesRead === 0) socket.destroy();
  }, FIRST_WORD_MS);
  socket.on('close', function () {
    clearTimeout(timer);
    phone.sockets.splice(phone.sockets.indexOf(socket), 1);
  });
  socket.setTimeout(SOCKET_IDLE_MS, function () {
    socket.destroy();
  });
};

/** Closes the server and every connection to it. */
PhoneServer.prototype.close = function () {
  var closing = this.server;
  this.server = null;
  this.host = '';
  if (closing === null) return;
  closing.close();
  this.sockets.slice().forEach(function (socket) {
    socket.destroy();
  });
};

/**
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 */
PhoneServer.prototype.serve = function (request, answer) {
  var from = String(request.socket.remoteAddress);
  // A web site's name that points at the set's address (DNS rebinding) is not the set's own.
  if (request.headers.host !== this.host) return small.sendError(answer, 403, 'http.forbidden');
  if (this.requests.isExhausted(from)) return small.sendError(answer, 429, 'http.rate-limited');
  this.requests.count(from);
  var address = urls.parse(request.url || '/', true);
  switch (request.method + ' ' + address.pathname) {
    case 'GET /':
      answer.writeHead(302, { Location: '/phone', 'Cache-Control': 'no-store' });
      return answer.end();
    case 'GET /phone':
      return this.showPage(request, answer, textOf(address.query['code']));
    case 'GET /phone/script/phone.js':
      return this.pages.sendScript(answer);
    case 'POST /phone':
      return this.join(request, answer, from);
    case 'GET /phone/letters':
      return this.take(request, answer, address.query);
    case 'POST /phone/letters':
      return this.put(request, answer);
    case 'POST /phone/file':
      if (this.isPaired(request, answer)) files.offerFile(this.session, textOf(address.query['name']), request, answer);
      return;
    case 'POST /phone/leave':
      return this.leave(request, answer);
    default:
      return small.sendError(answer, 404, 'http.not-found');
  }
};

/**
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 * @param {string} code
 */
PhoneServer.prototype.showPage = function (request, answer, code) {
  if (code === '' && this.session.isPhone(tokenOf(request))) this.pages.sendRemote(request, answer, this.session.name);
  else this.pages.sendJoin(request, answer, code, '');
};

/**
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 * @param {string} from
 */
PhoneServer.prototype.join = function (request, answer, from) {
  var phone = this;
  // Every browser names the origin of a form; one that does not is none.
  if (request.headers.origin !== 'http://' + phone.host) return small.sendError(answer, 403, 'http.forbidden');
  small.readText(request, FORM_LIMIT, function (text) {
    if (text === null) return small.sendError(answer, 422, 'input.invalid');
    var fields = querystring.parse(text);
    var code = textOf(fields['code']);
    if (phone.wrongByAddress.isExhausted(from) || phone.wrongByAnybody.isExhausted('')) return phone.pages.sendJoin(request, answer, code, 'tooMany');
    var token = phone.session.join(code, textOf(fields['pin']).replace(/^\s+|\s+$/g, ''), phoneName(request));
    if (token === '') {
      phone.wrongByAddress.count(from);
      phone.wrongByAnybody.count('');
      return phone.pages.sendJoin(request, answer, code, 'wrong');
    }
    answer.writeHead(303, { Location: '/phone', 'Set-Cookie': 'hearth_phone=' + token + '; Path=/phone; HttpOnly; SameSite=Strict', 'Cache-Control': 'no-store' });
    answer.end();
  });
};

/**
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 * @param {Object<string, unknown>} query
 */
PhoneServer.prototype.take = function (request, answer, query) {
  var phone = this;
  if (!phone.isPaired(request, answer) || phone.session.phone === null) return;
  var letters = phone.session.phone.letters;
  letters.take(small.wholeNumber(query['after'], 1e15), small.wholeNumber(query['wait'], WAIT_MS), function (taken) {
    // Another phone may have come meanwhile.
    if (phone.isPaired(request, answer)) small.sendJson(answer, 200, { letters: taken.map(shown) });
  });
};

/**
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 */
PhoneServer.prototype.put = function (request, answer) {
  var session = this.session;
  if (!this.isPaired(request, answer)) return;
  small.readText(request, LETTERS_LIMIT, function (text) {
    var letters = small.parseLetters(text, MOST_LETTERS);
    if (letters === null) return small.sendError(answer, 422, 'input.invalid');
    if (session.counts.isExhausted('phone')) return small.sendError(answer, 429, 'http.rate-limited');
    session.counts.count('phone', letters.length);
    var isIn = letters.every(function (body) {
      return session.toSet.put({ from: 'phone', body: body });
    });
    if (isIn) small.sendNothing(answer);
    else small.sendError(answer, 429, 'http.rate-limited');
  });
};

/**
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 */
PhoneServer.prototype.leave = function (request, answer) {
  if (!this.isPaired(request, answer)) return;
  this.session.dropPhone();
  answer.setHeader('Set-Cookie', 'hearth_phone=; Path=/phone; HttpOnly; SameSite=Strict; Max-Age=0');
  small.sendNothing(answer);
};

/**
 * Whether a request comes from our own page on the paired phone; answered when it does not.
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 * @returns {boolean}
 */
PhoneServer.prototype.isPaired = function (request, answer) {
  var headers = request.headers;
  var site = headers['sec-fetch-site'];
  var isOwn =
    headers['x-hearth-phone'] === '1' &&
    (site === undefined || site === 'same-origin') &&
    (headers.origin === undefined || headers.origin === 'http://' + this.host);
  if (!isOwn) small.sendError(answer, 403, 'http.forbidden');
  else if (!this.session.isPhone(tokenOf(request))) small.sendError(answer, 401, 'auth.session-ended');
  else return true;
  return false;
};

/**
 * A letter as the phone's script reads it.
 * @param {import('./mailbox').Letter} letter
 * @returns {{ number: number, body: object }}
 */
function shown(letter) {
  return { number: letter.number, body: letter.body };
}

/**
 * @param {import('http').IncomingMessage} request
 * @returns {string}
 */
function tokenOf(request) {
  var found = COOKIE.exec(request.headers.cookie || '');
  return found === null ? '' : String(found[1]);
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function textOf(value) {
  return typeof value === 'string' ? value : '';
}

/**
 * What the set calls the phone.
 * @param {import('http').IncomingMessage} request
 * @returns {string}
 */
function phoneName(request) {
  var found = /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(request.headers['user-agent'] || '');
  return found === null ? '' : found[0].replace('Macintosh', 'Mac');
}
