'use strict';

var crypto = require('crypto');
var fs = require('fs');

/**
 * @typedef {{ shell: string, title: string, joinEmpty: string, join: string, joinProblem: string, remote: string, wrong: string, tooMany: string }} LanguagePages
 */

/**
 * The companion's pages in every language, as the platform writes them (`server/http/companion/service-pages.ts`), and the
 * script of the paired one. Read once, when the first phone may come.
 * @constructor
 * @param {string} pagesFile
 * @param {string} scriptFile
 * @param {string} productName
 */
function PhonePages(pagesFile, scriptFile, productName) {
  /** @type {{ plainStyle: string, phoneStyle: string, languages: Object<string, LanguagePages> }} */
  this.pages = JSON.parse(fs.readFileSync(pagesFile, 'utf8'));
  this.script = fs.readFileSync(scriptFile);
  this.productName = productName;
}
exports.PhonePages = PhonePages;

/**
 * Asks for code and PIN.
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 * @param {string} code as far as it is known
 * @param {'' | 'wrong' | 'tooMany'} problem
 */
PhonePages.prototype.sendJoin = function (request, answer, code, problem) {
  var texts = this.textsFor(request);
  var form = problem !== '' ? texts.joinProblem : code === '' ? texts.joinEmpty : texts.join;
  var content = fill(form, { code: code.slice(0, 12), problem: problem === '' ? '' : texts[problem] });
  var status = problem === '' ? 200 : problem === 'wrong' ? 401 : 429;
  this.send(answer, status, { shell: texts.shell, title: texts.title, style: this.pages.plainStyle, content: content, scripts: '' });
};

/**
 * The paired page.
 * @param {import('http').IncomingMessage} request
 * @param {import('http').ServerResponse} answer
 * @param {string} setName
 */
PhonePages.prototype.sendRemote = function (request, answer, setName) {
  var texts = this.textsFor(request);
  var content = fill(texts.remote, { setName: setName });
  this.send(answer, 200, { shell: texts.shell, title: setName, style: this.pages.phoneStyle, content: content, scripts: "script-src 'self'; connect-src 'self'; " });
};

/** @param {import('http').ServerResponse} answer */
PhonePages.prototype.sendScript = function (answer) {
  answer.writeHead(200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin'
  });
  answer.end(this.script);
};

/**
 * @param {import('http').ServerResponse} answer
 * @param {number} status
 * @param {{ shell: string, title: string, style: string, content: string, scripts: string }} page `content` is markup, `scripts` its part of the policy
 */
PhonePages.prototype.send = function (answer, status, page) {
  var hash = crypto.createHash('sha256').update(page.style).digest('base64');
  var shell = fill(page.shell, { name: this.productName, title: page.title }).split('{{style}}').join(page.style);
  var policy =
    "default-src 'none'; " + page.scripts + "style-src 'sha256-" + hash +
    "'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  answer.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    // Not `no-referrer`: with it browsers name no origin in the form, and forms without one are refused.
    'Referrer-Policy': 'same-origin'
  });
  answer.end(shell.split('{{content}}').join(page.content));
};

/**
 * @param {import('http').IncomingMessage} request
 * @returns {LanguagePages}
 */
PhonePages.prototype.textsFor = function (request) {
  var languages = this.pages.languages;
  var wanted = String(request.headers['accept-language'] || '')
    .split(',')
    .map(function (entry, index) {
      var quality = /;\s*q=([\d.]+)/.exec(entry);
      return { tag: entry.trim().toLowerCase().split(/[-;]/)[0] || '', quality: quality === null ? 1 : Number(quality[1]), index: index };
    })
    .sort(function (left, right) {
      return right.quality - left.quality || left.index - right.index;
    })
    .filter(function (entry) {
      return Object.prototype.hasOwnProperty.call(languages, entry.tag);
    })[0];
  return /** @type {LanguagePages} */ (languages[wanted === undefined ? 'en' : wanted.tag]);
};

/** @type {Object<string, string>} */
var ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Puts values into the `{{name}}` places, escaped; places without a value stay.
 * @param {string} template
 * @param {Object<string, string>} values
 * @returns {string}
 */
function fill(template, values) {
  return template.replace(/\{\{(\w+)\}\}/g, function (whole, name) {
    var value = values[name];
    if (value === undefined) return whole;
    // A brace of a value is no place.
    return value.replace(/[&<>"']/g, function (character) {
      return ENTITIES[character] || '';
    }).replace(/\{/g, '&#123;');
  });
}
