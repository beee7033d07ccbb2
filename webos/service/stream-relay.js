'use strict';

var urls = require('url');
var zlib = require('zlib');
var texts = require('./collect-text');
var dash = require('./dash-manifest');
var failures = require('./failure');
var requests = require('./fetch-request');
var upstreams = require('./upstream');

/** Playlists and manifests are small; one larger than this is something else, and a text so large nobody looks through. */
var MAX_PLAYLIST_BYTES = 4194304;
/** A player reads ahead and then waits; a connection nobody reads from for this long is given up. */
var STALL_TIMEOUT_MS = 60000;
/** Tags by which a player would compute or fetch further addresses that nobody could rewrite: left out. */
var LED_AWAY = /^#EXT-X-CONTENT-STEERING\b|^#EXT-X-DATERANGE:.*\bX-ASSET-(URI|LIST)=/i;
/** What a player may ask for, and what it is told of the answer. */
var PASSED_REQUEST_HEADERS = ['range', 'if-range'];
var PASSED_ANSWER_HEADERS = ['content-type', 'content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag'];
var PLAYLIST_TYPE = 'application/vnd.apple.mpegurl';
var MANIFEST_TYPE = 'application/dash+xml';

/**
 * A stream a player reads from the set's own loopback: every address of it (playlists, manifests, segments, keys) is fetched here,
 * with the headers and by the route of the stream. Nothing of it is fetched in another way: addresses in playlists and in manifests of
 * DASH are rewritten, and what has others (Smooth Streaming, protected streams) is refused with 415.
 * @constructor
 * @param {import('./fetch-request').FetchRequest} request what the stream's first address is asked with
 * @param {boolean} isManifest its first address is a manifest of DASH: nothing else is handed out
 * @param {(reason: import('./failure').Failure) => void} onFailure told of every answer that failed, for the page
 */
function StreamRelay(request, isManifest, onFailure) {
  this.request = request;
  this.isManifest = isManifest;
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
 * Where a player finds the stream's beginning.
 * @param {string} prefix addresses of this stream begin with it
 * @returns {string}
 */
StreamRelay.prototype.firstUrl = function (prefix) {
  return this.isManifest ? localUrl(prefix, 'manifest', this.request.url, []) : this.localUrl(prefix, this.request.url);
};

/**
 * Where a player finds `url`, below the relay's own `prefix`.
 * @param {string} prefix
 * @param {string} url
 * @returns {string}
 */
StreamRelay.prototype.localUrl = function (prefix, url) {
  return localUrl(prefix, '', url, []);
};

/**
 * The last part keeps the file's name: players look at it. Before it stand the blanks of a template, which a player fills.
 * @param {string} prefix
 * @param {'' | 'manifest' | 'template'} role
 * @param {string} url
 * @param {ReadonlyArray<string>} blanks
 * @returns {string}
 */
function localUrl(prefix, role, url, blanks) {
  var path = (urls.parse(url).pathname || '').split('/').pop() || '';
  var name = path.replace(/[^0-9A-Za-z._-]/g, '').slice(-40) || 'stream';
  // No address holds a space.
  return prefix + [encodeText(role === '' ? url : role + ' ' + url)].concat(blanks, [name]).join('/');
}

/**
 * What stands behind the relay's prefix.
 * @param {string} rest
 * @returns {{ url: string | null, isManifest: boolean }} `url`: `null` for what was not made here
 */
function readRest(rest) {
  var parts = rest.split('/');
  var found = /^(?:(manifest|template) )?(\S+)$/.exec(decodeText(parts[0] || ''));
  if (found === null) return { url: null, isManifest: false };
  var url = found[1] === 'template' ? dash.fillTemplate(found[2] || '', parts.slice(1, -1).map(decodePart)) : found[2];
  return { url: url === null ? null : requests.normalizeUrl(url), isManifest: found[1] === 'manifest' };
}

/**
 * @param {string} part
 * @returns {string}
 */
function decodePart(part) {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    return '';
  }
}

/**
 * Answers a player.
 * @param {string} prefix addresses of this stream begin with it
 * @param {string} rest what stands behind it
 * @param {import('http').IncomingMessage} asked
 * @param {import('http').ServerResponse} answer
 */
StreamRelay.prototype.serve = function (prefix, rest, asked, answer) {
  var relay = this;
  var wanted = readRest(rest);
  var url = wanted.url;
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
    isManifest: wanted.isManifest,
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
 * @param {{ isManifest: boolean, close: () => void }} run `isManifest`: nothing but a manifest is handed out
 */
StreamRelay.prototype.pass = function (prefix, head, asked, answer, run) {
  var relay = this;
  var type = (head.headers['content-type'] || '').toLowerCase();
  var path = (urls.parse(head.url).pathname || '').toLowerCase();
  var isBody = head.status >= 200 && head.status < 300 && asked.method === 'GET';
  var body = unpacked(head);
  if (body === null) return refuseForm('media.unsupported');
  if (!isBody) return sendBody(head, head.response, answer, run);
  // The middle of a list may name addresses that nobody would rewrite.
  var isMiddle = head.status === 206 && !/^bytes 0-/.test(head.headers['content-range'] || '');
  if (run.isManifest || isManifestForm(type, path, '')) return passList(false);
  if (isPlaylist(type, path, '')) return passList(true);
  // Players look at the first bytes, so a list that calls itself anything else is still one.
  readStart(body, function (start) {
    if (isPlaylist('', '', start)) passList(true);
    else if (isManifestForm('', '', start)) passList(false);
    else if (isText(start)) passText();
    else sendBody(head, /** @type {NodeJS.ReadableStream} */ (body), answer, run);
  });

  function refuseForm(/** @type {string} */ code) {
    head.response.resume();
    relay.onFailure(failures.failure(code, 'its addresses cannot be held inside'));
    refuse(answer, 415);
  }
  function passList(/** @type {boolean} */ isHls) {
    if (isMiddle) return refuseForm('media.unsupported');
    readWhole(function (bytes) {
      var text = bytes.toString('utf8');
      if (isHls) return sendText(relay.rewrite(prefix, head.url, text), PLAYLIST_TYPE);
      var done = rewriteManifest(prefix, head.url, text);
      if (done.refused !== undefined) refuseForm(done.refused);
      else sendText(done.text || '', MANIFEST_TYPE);
    });
  }
  function passText() {
    readWhole(function (bytes) {
      // Letters of two bytes are read by players too.
      if (dash.isManifestText(bytes.toString('binary').replace(/\0/g, ''))) return refuseForm('media.unsupported');
      sendHead(head, answer);
      answer.end(bytes);
    });
  }
  function readWhole(/** @type {(bytes: Buffer) => void} */ onBytes) {
    readAll(head, /** @type {NodeJS.ReadableStream} */ (body), function (bytes) {
      if (bytes === null) run.close();
      else onBytes(bytes);
    });
  }
  function sendText(/** @type {string} */ text, /** @type {string} */ contentType) {
    var bytes = toBuffer(text);
    answer.writeHead(200, { 'Content-Type': contentType, 'Content-Length': String(bytes.length) });
    answer.end(bytes);
  }
};

/**
 * A body without its packing, where its host packed it unasked: lists are looked for in it. `null`: packed in a way that old Nodes do
 * not know and engines would unpack.
 * @param {import('./upstream').UpstreamHead} head
 * @returns {NodeJS.ReadableStream | null}
 */
function unpacked(head) {
  var encoding = head.headers['content-encoding'] || 'identity';
  if (/^\s*identity\s*$/i.test(encoding)) return head.response;
  if (!/^\s*(x-)?(gzip|deflate)\s*$/i.test(encoding)) return null;
  var inflater = zlib.createUnzip();
  head.response.on('aborted', function () {
    inflater.emit('error', new Error('the answer broke off'));
  });
  return head.response.pipe(inflater);
}

/**
 * @param {import('./upstream').UpstreamHead} head
 * @param {import('http').ServerResponse} answer
 */
function sendHead(head, answer) {
  PASSED_ANSWER_HEADERS.forEach(function (name) {
    var value = head.headers[name];
    // What was unpacked is longer.
    if (value !== undefined && (name !== 'content-length' || head.headers['content-encoding'] === undefined)) answer.setHeader(name, value);
  });
  answer.writeHead(head.status);
}

/**
 * @param {import('./upstream').UpstreamHead} head
 * @param {NodeJS.ReadableStream} body
 * @param {import('http').ServerResponse} answer
 * @param {{ close: () => void }} run
 */
function sendBody(head, body, answer, run) {
  sendHead(head, answer);
  head.response.on('aborted', run.close);
  head.response.on('error', run.close);
  body.on('error', run.close);
  body.pipe(answer);
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
function isManifestForm(type, path, start) {
  return /dash(-patch)?\+xml|ms-sstr\+xml/.test(type) || /\.mpd$|\.ism\/manifest$|\/manifest\(format=/.test(path) || dash.isManifestText(start);
}

/**
 * Whether first bytes could be text, of one or two bytes a letter: a manifest may stand behind them.
 * @param {string} start
 * @returns {boolean}
 */
function isText(start) {
  if (/^(\u00ff\u00fe|\u00fe\u00ff)/.test(start) || /^(\0[ -~]\0[ -~]|[ -~]\0[ -~]\0)/.test(start)) return true;
  return /^[\t\n\r\x20-\xff]+$/.test(start) && !/^(G|\u00ff[\u00e0-\u00ff])/.test(start);
}

/**
 * The first bytes of a body, as one character each; they stay in the body.
 * @param {NodeJS.ReadableStream} body
 * @param {(start: string) => void} onStart
 */
function readStart(body, onStart) {
  function onData(/** @type {Buffer} */ chunk) {
    leave();
    body.pause();
    body.unshift(chunk);
    onStart(chunk.slice(0, 1024).toString('binary'));
  }
  function onEnd() {
    leave();
    onStart('');
  }
  function leave() {
    body.removeListener('data', onData);
    body.removeListener('end', onEnd);
    body.removeListener('error', onEnd);
    body.removeListener('aborted', onEnd);
  }
  body.on('end', onEnd);
  body.on('error', onEnd);
  body.on('aborted', onEnd);
  body.on('data', onData);
}

/**
 * A manifest of DASH whose every address leads here, or why it is not handed out.
 * @param {string} prefix
 * @param {string} base the manifest's own address
 * @param {string} text
 * @returns {{ text?: string, refused?: string }}
 */
function rewriteManifest(prefix, base, text) {
  return dash.rewriteManifest(text, base, {
    resolve: function (/** @type {string} */ from, /** @type {string} */ address) {
      return requests.normalizeUrl(urls.resolve(from, address));
    },
    address: function (/** @type {string} */ url) {
      return localUrl(prefix, '', url, []);
    },
    manifest: function (/** @type {string} */ url) {
      return localUrl(prefix, 'manifest', url, []);
    },
    template: function (/** @type {string} */ template, /** @type {ReadonlyArray<string>} */ blanks) {
      return localUrl(prefix, 'template', template, blanks);
    }
  });
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
 * @param {NodeJS.ReadableStream} body
 * @param {(bytes: Buffer | null) => void} onBytes
 */
function readAll(head, body, onBytes) {
  var giveUp = texts.collectBytes(body, MAX_PLAYLIST_BYTES, onBytes);
  head.response.on('aborted', giveUp);
  head.response.on('error', giveUp);
  // Its start may have been looked at, which holds it.
  body.resume();
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
