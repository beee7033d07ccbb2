'use strict';

var urls = require('url');
var zlib = require('zlib');
var texts = require('./collect-text');
var failures = require('./failure');
var requests = require('./fetch-request');
var upstreams = require('./upstream');

/** Playlists are small; a "playlist" larger than this is something else. */
var MAX_PLAYLIST_BYTES = 4194304;
/** A player reads ahead and then waits; a connection nobody reads from for this long is given up. */
var STALL_TIMEOUT_MS = 60000;
/** Tags by which a player would compute or fetch further addresses that nobody could rewrite: left out. */
var LED_AWAY = /^#EXT-X-CONTENT-STEERING\b|^#EXT-X-DATERANGE:.*\bX-ASSET-(URI|LIST)=/i;
/** What a player may ask for, and what it is told of the answer. */
var PASSED_REQUEST_HEADERS = ['range', 'if-range'];
var PASSED_ANSWER_HEADERS = ['content-type', 'content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag'];

/**
 * A stream a player reads from the set's own loopback: every address of it (playlists, segments, keys) is fetched here, with
 * the headers and by the route of the stream. Nothing of it is fetched in another way: addresses in playlists are rewritten,
 * and a form whose addresses cannot be (DASH) is refused with 415.
 * @constructor
 * @param {import('./fetch-request').FetchRequest} request what the stream's first address is asked with
 * @param {(reason: import('./failure').Failure) => void} onFailure told of every answer that failed, for the page
 */
function StreamRelay(request, onFailure) {
  this.request = request;
  this.onFailure = onFailure;
  /** @type {{ close: () => void }[]} */
  this.running = [];
}
exports.StreamRelay = StreamRelay;

/** Ends every connection of the stream. */
StreamRelay.prototype.close = function () {
  this.running.splice(0).forEach(function (each) {
    each.close();
  });
};

/**
 * Where a player finds `url`, below the relay's own `prefix`. The last part keeps the file's name: players look at it.
 * @param {string} prefix
 * @param {string} url
 * @returns {string}
 */
StreamRelay.prototype.localUrl = function (prefix, url) {
  var path = (urls.parse(url).pathname || '').split('/').pop() || '';
  var name = path.replace(/[^0-9A-Za-z._-]/g, '').slice(-40) || 'stream';
  return prefix + encodeText(url) + '/' + name;
};

/**
 * Answers a player.
 * @param {string} prefix addresses of this stream begin with it
 * @param {string} rest what stands behind it
 * @param {import('http').IncomingMessage} asked
 * @param {import('http').ServerResponse} answer
 */
StreamRelay.prototype.serve = function (prefix, rest, asked, answer) {
  var relay = this;
  var url = requests.normalizeUrl(decodeText(rest.replace(/\/.*$/, '')));
  if (url === null || (asked.method !== 'GET' && asked.method !== 'HEAD')) return refuse(answer, 404);
  var upstream = upstreams.openUpstream(this.requestFor(url, asked), function (reason, head) {
    if (head !== null) return relay.pass(prefix, head, asked, answer, run);
    if (reason !== null) relay.onFailure(reason);
    over();
    refuse(answer, 502);
  });
  function over() {
    upstream.close();
    var at = relay.running.indexOf(run);
    if (at !== -1) relay.running.splice(at, 1);
  }
  var run = {
    close: function () {
      over();
      if (answer.socket) answer.socket.destroy();
    }
  };
  relay.running.push(run);
  answer.on('close', over);
  answer.on('finish', over);
  answer.setTimeout(STALL_TIMEOUT_MS, run.close);
};

/**
 * @param {string} url
 * @param {import('http').IncomingMessage} asked
 * @returns {import('./fetch-request').FetchRequest}
 */
StreamRelay.prototype.requestFor = function (url, asked) {
  var request = this.request;
  /** @type {Object<string, string>} */
  var headers = {};
  Object.keys(request.headers).forEach(function (name) {
    headers[name] = request.headers[name] || '';
  });
  PASSED_REQUEST_HEADERS.forEach(function (name) {
    var value = asked.headers[name];
    if (value !== undefined) headers[name] = String(value);
  });
  return {
    url: url,
    method: asked.method || 'GET',
    headers: headers,
    body: null,
    maxRedirects: request.maxRedirects,
    headTimeoutMs: request.headTimeoutMs,
    idleTimeoutMs: request.idleTimeoutMs,
    maxBytes: request.maxBytes,
    inflate: false,
    route: request.route
  };
};

/**
 * @param {string} prefix
 * @param {import('./upstream').UpstreamHead} head
 * @param {import('http').IncomingMessage} asked
 * @param {import('http').ServerResponse} answer
 * @param {{ close: () => void }} run
 */
StreamRelay.prototype.pass = function (prefix, head, asked, answer, run) {
  var relay = this;
  var type = (head.headers['content-type'] || '').toLowerCase();
  var path = (urls.parse(head.url).pathname || '').toLowerCase();
  var isBody = head.status >= 200 && head.status < 300 && asked.method === 'GET';
  if (isManifest(type, path, '')) return refuseManifest();
  if (isBody && isPlaylist(type, path, '')) return passPlaylist();
  if (!isBody) return passBody();
  // Players look at the first bytes, so a list that calls itself anything else is still one.
  readStart(head.response, function (start) {
    if (isManifest('', '', start)) refuseManifest();
    else if (isPlaylist('', '', start)) passPlaylist();
    else passBody();
  });

  function refuseManifest() {
    head.response.resume();
    relay.onFailure(failures.failure('media.unsupported', 'DASH cannot be relayed'));
    refuse(answer, 415);
  }
  function passPlaylist() {
    readPlaylist(head, function (text) {
      if (text === null) return run.close();
      var bytes = toBuffer(relay.rewrite(prefix, head.url, text));
      answer.writeHead(200, { 'Content-Type': 'application/vnd.apple.mpegurl', 'Content-Length': String(bytes.length) });
      answer.end(bytes);
    });
  }
  function passBody() {
    sendBody(head, answer, run);
  }
};

/**
 * @param {import('./upstream').UpstreamHead} head
 * @param {import('http').ServerResponse} answer
 * @param {{ close: () => void }} run
 */
function sendBody(head, answer, run) {
  PASSED_ANSWER_HEADERS.forEach(function (name) {
    var value = head.headers[name];
    if (value !== undefined) answer.setHeader(name, value);
  });
  if (head.headers['content-encoding'] !== undefined) answer.setHeader('content-encoding', head.headers['content-encoding'] || '');
  answer.writeHead(head.status);
  head.response.on('aborted', run.close);
  head.response.on('error', run.close);
  head.response.pipe(answer);
}

/**
 * @param {string} type
 * @param {string} path
 * @param {string} start
 * @returns {boolean}
 */
function isPlaylist(type, path, start) {
  return /mpegurl/.test(type) || /\.m3u8?$/.test(path) || /^(\u00ef\u00bb\u00bf)?\s*#EXTM3U/.test(start);
}

/**
 * @param {string} type
 * @param {string} path
 * @param {string} start
 * @returns {boolean}
 */
function isManifest(type, path, start) {
  return /dash\+xml|ms-sstr\+xml/.test(type) || /\.mpd$/.test(path) || /<(\w+:)?(MPD|SmoothStreamingMedia)[\s>]/.test(start);
}

/**
 * The first bytes of a body, as one character each; they stay in the body.
 * @param {import('http').IncomingMessage} response
 * @param {(start: string) => void} onStart
 */
function readStart(response, onStart) {
  function onData(/** @type {Buffer} */ chunk) {
    leave();
    response.pause();
    response.unshift(chunk);
    onStart(chunk.slice(0, 1024).toString('binary'));
  }
  function onEnd() {
    leave();
    onStart('');
  }
  function leave() {
    response.removeListener('data', onData);
    response.removeListener('end', onEnd);
    response.removeListener('error', onEnd);
    response.removeListener('aborted', onEnd);
  }
  response.on('end', onEnd);
  response.on('error', onEnd);
  response.on('aborted', onEnd);
  response.on('data', onData);
}

/**
 * A playlist whose every address leads here.
 * @param {string} prefix
 * @param {string} base the playlist's own address
 * @param {string} text
 * @returns {string}
 */
StreamRelay.prototype.rewrite = function (prefix, base, text) {
  var relay = this;
  /**
   * @param {string} address
   * @returns {string}
   */
  function local(address) {
    // A variable would be put in by the player, where nobody rewrites it.
    var url = /\{\$/.test(address) ? null : requests.normalizeUrl(urls.resolve(base, address));
    return url === null ? prefix : relay.localUrl(prefix, url);
  }
  return text
    .split(/\r\n|[\r\n\u2028\u2029\u0085\v\f]/)
    .filter(function (line) {
      return !LED_AWAY.test(line.replace(/^\s+/, ''));
    })
    .map(function (line) {
      if (/^\s*$/.test(line)) return line;
      if (!/^[\s\ufeff]*#/.test(line)) return local(line.replace(/^[\s\ufeff]+|\s+$/g, ''));
      if (!/^\s*#EXT-X-/i.test(line)) return line;
      var isKey = /^\s*#EXT-X-(SESSION-)?KEY:/i.test(line);
      return line
        .replace(/([:,\s][A-Z0-9-]*URI=)(?:"([^"]*)"|([^",\s]+))/gi, function (_whole, name, quoted, bare) {
          var address = quoted === undefined ? bare : quoted;
          // Keys may be in the playlist itself, or named for a licence system: nothing is fetched for either.
          return name + '"' + (isKey && /^(data|skd|urn):/i.test(address) ? address : local(address)) + '"';
        })
        .replace(/"((?:[a-z][a-z0-9+.-]*:)?\/\/[^"]*)"/gi, function (whole, address) {
          var isDone = address.indexOf(prefix) === 0 || (isKey && /^skd:/i.test(address));
          return isDone ? whole : '"' + local(address) + '"';
        });
    })
    .join('\n');
};

/**
 * @param {import('./upstream').UpstreamHead} head
 * @param {(text: string | null) => void} onText
 */
function readPlaylist(head, onText) {
  var isPacked = /gzip|deflate/i.test(head.headers['content-encoding'] || '');
  var source = /** @type {NodeJS.ReadableStream} */ (isPacked ? head.response.pipe(zlib.createUnzip()) : head.response);
  var giveUp = texts.collectText(source, MAX_PLAYLIST_BYTES, onText);
  head.response.on('aborted', giveUp);
  head.response.on('error', giveUp);
  // Its start may have been looked at, which holds it.
  source.resume();
}

/**
 * @param {string} text
 * @returns {string}
 */
function encodeText(text) {
  return toBuffer(text).toString('base64').replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/**
 * @param {string} text
 * @returns {string}
 */
function decodeText(text) {
  if (!/^[0-9A-Za-z_-]+$/.test(text)) return '';
  return toBuffer(text.replace(/-/g, '+').replace(/_/g, '/'), 'base64').toString('utf8');
}

/**
 * @param {string} text
 * @param {'utf8' | 'base64'} [encoding]
 * @returns {Buffer}
 */
function toBuffer(text, encoding) {
  // Node 0.12 has no Buffer.from of texts and new Nodes warn about the constructor.
  return typeof Buffer.alloc === 'function' ? Buffer.from(text, encoding || 'utf8') : new Buffer(text, encoding || 'utf8');
}

/**
 * @param {import('http').ServerResponse} answer
 * @param {number} status
 */
function refuse(answer, status) {
  if (answer.headersSent) return;
  answer.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' });
  answer.end();
}
