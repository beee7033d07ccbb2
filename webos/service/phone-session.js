'use strict';

var crypto = require('crypto');
var attempts = require('./attempts');
var mailboxes = require('./mailbox');
var words = require('./random-word');
var texts = require('./same-text');

/**
 * A file a phone holds ready; it flows once the set asks for it.
 * @typedef {{ id: string, name: string, bytes: number, isTaken: boolean, open: (target: import('http').ServerResponse) => void, drop: () => void }} HeldFile
 */

// As on the platform (server/domain/companion): whoever knows one way knows the other.
var MINUTE_MS = 60000;
exports.CODE_LIFE_MS = 10 * MINUTE_MS;
var MOST_WRONG_PINS = 5;
var PAIRED_MS = 120 * MINUTE_MS;
var PHONE_SILENT_MS = 15 * MINUTE_MS;
/** A frozen page asks for nothing and cannot say good-bye. */
var SET_SILENT_MS = 2 * MINUTE_MS;

/** RFC 8628: no vowels, so no words, and nothing that looks like a digit. */
var LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

/**
 * The set with at most one phone: its code and PIN, each good for one phone, letters both ways, a file. In memory alone; what
 * was typed is neither stored nor logged.
 * @constructor
 */
function PhoneSession() {
  this.id = words.randomWord();
  this.secret = words.randomWord();
  /** What the set calls itself. */
  this.name = '';
  this.toSet = new mailboxes.Mailbox();
  /** @type {HeldFile | null} */
  this.file = null;
  /** @type {{ code: string, pin: string, untilMs: number, wrong: number } | null} */
  this.pass = null;
  /** @type {{ token: string, untilMs: number, letters: import('./mailbox').Mailbox, seenMs: number } | null} */
  this.phone = null;
  this.setSeenMs = Date.now();
  // A thumb that is very fast, and a finger held on an arrow.
  this.counts = new attempts.Attempts(300, 10000);
  this.files = new attempts.Attempts(10, 10 * MINUTE_MS);
}
exports.PhoneSession = PhoneSession;

/** A new code and PIN; those before are dead. */
PhoneSession.prototype.show = function () {
  var code = '';
  for (var index = 0; index < 8; index += 1) code += LETTERS.charAt(randomBelow(LETTERS.length));
  var pin = String(10000 + randomBelow(10000)).slice(1);
  this.pass = { code: code, pin: pin, untilMs: Date.now() + exports.CODE_LIFE_MS, wrong: 0 };
  return this.pass;
};

/**
 * Judges what a phone typed. Right: both are used up, the phone before is let go, and the word the new one brings is
 * answered. Wrong: an empty text; which of both it was is not said.
 * @param {string} code as typed
 * @param {string} pin
 * @param {string} phoneName
 * @returns {string}
 */
PhoneSession.prototype.join = function (code, pin, phoneName) {
  var pass = this.pass;
  var letters = code.toUpperCase().replace(/[^A-Z]/g, '');
  if (pass === null || pass.untilMs <= Date.now() || !texts.isSameText(letters, pass.code)) return '';
  if (!texts.isSameText(pin, pass.pin)) {
    pass.wrong += 1;
    if (pass.wrong >= MOST_WRONG_PINS) {
      this.pass = null;
      this.tellSet({ kind: 'guessed' });
    }
    return '';
  }
  var isTakeover = this.phone !== null;
  if (this.phone !== null) this.phone.letters.close();
  this.dropFile();
  this.pass = null;
  var now = Date.now();
  var token = words.randomWord();
  this.phone = { token: token, untilMs: now + PAIRED_MS, letters: new mailboxes.Mailbox(), seenMs: now };
  this.tellSet({ kind: 'joined', name: phoneName, isTakeover: isTakeover });
  return token;
};

/**
 * Whether `token` is the paired phone's; a phone that asks is not silent.
 * @param {string} token
 * @returns {boolean}
 */
PhoneSession.prototype.isPhone = function (token) {
  this.dropStale();
  if (this.phone === null || !texts.isSameText(token, this.phone.token)) return false;
  this.phone.seenMs = Date.now();
  return true;
};

/** Lets a phone go whose time is over, or which fell silent. */
PhoneSession.prototype.dropStale = function () {
  var now = Date.now();
  var phone = this.phone;
  if (phone !== null && (phone.untilMs <= now || now - phone.seenMs >= PHONE_SILENT_MS)) this.dropPhone();
};

/**
 * Whether the set fell silent.
 * @returns {boolean}
 */
PhoneSession.prototype.isOver = function () {
  return Date.now() - this.setSeenMs >= SET_SILENT_MS;
};

/** The set asked for something. */
PhoneSession.prototype.noteSet = function () {
  this.setSeenMs = Date.now();
};

/** @param {object} body */
PhoneSession.prototype.tellSet = function (body) {
  this.toSet.put({ from: 'platform', body: body });
};

/** Lets the phone go and tells the set. */
PhoneSession.prototype.dropPhone = function () {
  if (this.phone === null) return;
  this.phone.letters.close();
  this.phone = null;
  this.dropFile();
  this.tellSet({ kind: 'left' });
};

/** Throws away a file nobody fetched. */
PhoneSession.prototype.dropFile = function () {
  var file = this.file;
  this.file = null;
  if (file !== null) file.drop();
};

/** Ends it for both. */
PhoneSession.prototype.end = function () {
  this.pass = null;
  this.dropPhone();
  this.toSet.close();
};

/**
 * @param {number} limit at most 65536
 * @returns {number}
 */
function randomBelow(limit) {
  // What does not divide evenly is thrown again: every number is as likely.
  var most = 65536 - (65536 % limit);
  var drawn = most;
  while (drawn >= most) drawn = crypto.randomBytes(2).readUInt16BE(0);
  return drawn % limit;
}
