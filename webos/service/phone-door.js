'use strict';

var urls = require('url');
var phonePages = require('./phone-pages');
var servers = require('./phone-server');
var sessions = require('./phone-session');
var small = require('./small-http');
var texts = require('./same-text');

var WAIT_MS = 25000;
var LETTERS_LIMIT = 98304;
var NAME_LIMIT = 1024;
var MOST_LETTERS = 30;
/** How often it is looked whether the set is still there. */
var LOOK_MS = 15000;

/**
 * @typedef {{ address: string, pagesFile: string, scriptFile: string, productName: string }} PhoneDoorOptions
 */

/**
 * The way of a phone in the home network to the set: the page for the phone (phone-server.js), and for the app, by the relay
 * on the set's loopback, what the platform offers at `/api/v1/companion`. Ends when the app says so, or when it has asked for
 * nothing for two minutes; `onEnded` is called where the end comes from here.
 * @constructor
 * @param {PhoneDoorOptions} options
 * @param {() => void} onEnded
 */
function PhoneDoor(options, onEnded) {
  this.options = options;
  this.onEnded = onEnded;
  this.session = new sessions.PhoneSession();
  /** @type {import('./phone-server').PhoneServer | null} */
  this.server = null;
  /** @type {NodeJS.Timeout | null} */
  this.timer = null;
}
exports.PhoneDoor = PhoneDoor;

/**
 * Reads the pages and listens.
 * @param {(isOpen: boolean) => void} onOpen called once; false: no address of a home network, no free port, or a package without pages
 */
PhoneDoor.prototype.open = function (onOpen) {
  var door = this;
  var options = door.options;
  if (options.address === '') return onOpen(false);
  try {
    door.server = new servers.PhoneServer(door.session, new phonePages.PhonePages(options.pagesFile, options.scriptFile, options.productName));
  } catch (error) {
    return onOpen(false); // The package was built without them.
  }
  door.timer = setInterval(function () {
    door.session.dropStale();
    if (door.session.isOver()) door.finish();
  }, LOOK_MS);
  door.server.listen(options.address, onOpen);
};

/** Ends it for phone and set. Harmless when repeated. */
PhoneDoor.prototype.close = function () {
  if (this.timer !== null) clearInterval(this.timer);
  this.timer = null;
  this.session.end();
  if (this.server !== null) this.server.close();
  this.server = null;
};

/** Ends it and says so. */
PhoneDoor.prototype.finish = function () {
  if (this.server === null) return;
  this.close();
  this.onEnded();
};

/**
 * A request of the app; `path` lies behind the door's own address.
 * @param {string} path
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 */
PhoneDoor.prototype.serve = function (path, request, answer) {
  var session = this.session;
  var address = urls.parse(path, true);
  var parts = /^\/api\/v1\/companion(?:\/([0-9a-f]{32})(\/code|\/letters|\/files\/([0-9a-f]{32})|))?$/.exec(address.pathname || '');
  session.noteSet();
  if (parts === null) return small.sendError(answer, 404, 'http.not-found');
  if (parts[1] === undefined) {
    if (request.method !== 'POST') return small.sendError(answer, 404, 'http.not-found');
    return this.start(request, answer);
  }
  var secret = String(request.headers['x-hearth-companion'] || '');
  if (parts[1] !== session.id || !texts.isSameText(secret, session.secret) || this.server === null) return small.sendError(answer, 404, 'http.not-found');
  if (parts[3] !== undefined) return this.sendFile(parts[3], answer);
  switch (request.method + ' ' + parts[2]) {
    case 'POST /code':
      return this.sendCode(answer);
    case 'GET /letters':
      session.toSet.take(small.wholeNumber(address.query['after'], 1e15), small.wholeNumber(address.query['wait'], WAIT_MS), function (taken) {
        session.noteSet();
        small.sendJson(answer, 200, { letters: taken.map(numbered) });
      });
      return;
    case 'POST /letters':
      return this.tell(request, answer);
    case 'DELETE ':
      small.sendNothing(answer);
      return this.finish();
    default:
      return small.sendError(answer, 404, 'http.not-found');
  }
};

/**
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 */
PhoneDoor.prototype.start = function (request, answer) {
  var door = this;
  small.readText(request, NAME_LIMIT, function (text) {
    var fields = small.parseJson(text);
    var name = fields === null ? '' : fields['name'];
    door.session.name = typeof name === 'string' ? name.slice(0, 100) : '';
    door.sendCode(answer);
  });
};

/** @param {import('http').ServerResponse} answer */
PhoneDoor.prototype.sendCode = function (answer) {
  if (this.server === null) return small.sendError(answer, 404, 'http.not-found');
  var session = this.session;
  var pass = session.show();
  var code = pass.code.slice(0, 4) + '-' + pass.code.slice(4);
  var place = this.server.host + '/phone';
  small.sendJson(answer, 200, {
    id: session.id,
    secret: session.secret,
    code: code,
    pin: pass.pin,
    shortUrl: place,
    qrUrl: 'http://' + place + '?code=' + code,
    lifetimeMs: sessions.CODE_LIFE_MS
  });
};

/**
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 */
PhoneDoor.prototype.tell = function (request, answer) {
  var session = this.session;
  small.readText(request, LETTERS_LIMIT, function (text) {
    var letters = small.parseLetters(text, MOST_LETTERS);
    if (letters === null) return small.sendError(answer, 422, 'input.invalid');
    var phone = session.phone;
    // Without a phone there is nobody to tell; the next one is told everything anew.
    var isIn = phone === null || letters.every(phone.letters.put, phone.letters);
    if (isIn) small.sendNothing(answer);
    else small.sendError(answer, 429, 'http.rate-limited');
  });
};

/**
 * @param {string} id
 * @param {import('http').ServerResponse} answer
 */
PhoneDoor.prototype.sendFile = function (id, answer) {
  var file = this.session.file;
  if (file === null || file.id !== id || file.isTaken) return small.sendError(answer, 404, 'http.not-found');
  file.open(answer);
};

/**
 * A letter as the app reads it.
 * @param {import('./mailbox').Letter} letter
 * @returns {object}
 */
function numbered(letter) {
  var body = /** @type {{ from: string, body: object }} */ (letter.body);
  return { number: letter.number, from: body.from, body: body.body };
}
