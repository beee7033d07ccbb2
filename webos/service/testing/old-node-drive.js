'use strict';

/**
 * Loads the packaged service in the Node that runs this file and drives it once around, in ES5: heartbeat, info, a plain,
 * a gzipped, a large and a broken-off body, a phone that pairs and presses a key. Prints one line of JSON with what was seen, or the fault.
 * Usage: node old-node-drive.js SERVICE_FOLDER, with `webos-service` on NODE_PATH standing for the television's library.
 */
var http = require('http');
var path = require('path');
var urls = require('url');
var zlib = require('zlib');
var FakeService = require('webos-service');

var LARGE_BYTES = 4 * 1024 * 1024;
var seen = { nodeVersion: process.version };

process.on('uncaughtException', function (error) {
  console.log(JSON.stringify({ fault: String(error && error.stack) }));
  process.exit(1);
});

var upstream = http.createServer(function (request, response) {
  if (request.url === '/plain') {
    response.setHeader('X-Seen', [request.headers['user-agent'], request.headers.referer].join(' | '));
    response.end('plain text');
  } else if (request.url === '/redirect') {
    response.writeHead(302, { Location: '/plain' });
    response.end('moved');
  } else if (request.url === '/guide.gz') {
    zlib.gzip('<tv>guide</tv>', function (_error, packed) {
      response.end(packed);
    });
  } else if (request.url === '/large') {
    response.writeHead(200, { 'Content-Length': LARGE_BYTES, Connection: 'close' });
    response.end(new Buffer(new Array(LARGE_BYTES + 1).join('x')));
  } else {
    response.writeHead(200, { 'Content-Length': 1000 });
    response.write('only the beginning');
    setImmediate(function () {
      response.socket.destroy();
    });
  }
});

function collect(url, callback) {
  var request = http.get(url, function (response) {
    var bytes = 0;
    var text = '';
    var isOver = false;
    function over(isWhole) {
      if (isOver) return;
      isOver = true;
      callback({ status: response.statusCode, bytes: bytes, text: text.slice(0, 40), isWhole: isWhole });
    }
    response.on('data', function (chunk) {
      bytes += chunk.length;
      if (text.length < 40) text += String(chunk);
    });
    response.on('end', function () {
      over(response.complete !== false);
    });
    response.on('aborted', function () {
      // Node 0.12 says so of whole answers too, when their connection ends before they are read.
      if (!response.complete) over(false);
    });
    response.on('error', function () {
      over(false);
    });
  });
  request.on('error', function () {
    callback({ status: 0, bytes: 0, text: '', isWhole: false });
  });
}

/** One request; answers status, headers and text. */
function ask(options, body, callback) {
  var request = http.request(options, function (response) {
    var text = '';
    response.on('data', function (chunk) {
      text += String(chunk);
    });
    response.on('end', function () {
      callback({ status: response.statusCode, headers: response.headers, text: text });
    });
  });
  request.end(body);
}

/** A phone comes, as over the home network: page, PIN, paired page, a key that the app hears. */
function visitByPhone(service, callback) {
  var phone = {};
  var call = service.deliver('companion', { subscribe: true });
  call.onAnswer(0, function (answer) {
    var app = urls.parse(answer.companionUrl + '/api/v1/companion');
    function asApp(method, way, headers, body, next) {
      ask({ hostname: app.hostname, port: app.port, path: app.path + way, method: method, headers: headers, agent: false }, body, next);
    }
    asApp('POST', '', {}, '{"name":"Set"}', function (begun) {
      var shown = JSON.parse(begun.text);
      var place = shown.shortUrl.replace('/phone', '').split(':');
      function asPhone(method, way, headers, body, next) {
        ask({ hostname: place[0], port: place[1], path: way, method: method, headers: headers, agent: false }, body, next);
      }
      var origin = 'http://' + place.join(':');
      asPhone('GET', '/phone', {}, undefined, function (page) {
        phone.page = { status: page.status, hasForm: page.text.indexOf('name="pin"') > 0 };
        asPhone('GET', '/phone', { Host: 'evil.example' }, undefined, function (stranger) {
          phone.stranger = stranger.status;
          asPhone('POST', '/phone', { Origin: origin, 'User-Agent': 'iPhone' }, 'code=' + shown.code + '&pin=' + shown.pin, function (joined) {
            phone.joined = joined.status;
            var own = { Origin: origin, 'X-Hearth-Phone': '1', Cookie: String(joined.headers['set-cookie']).split(';')[0] };
            asPhone('GET', '/phone', own, undefined, function (remote) {
              phone.remote = { status: remote.status, hasScript: remote.text.indexOf('/phone/script/phone.js') > 0 };
              asPhone('GET', '/phone/script/phone.js', own, undefined, function (script) {
                phone.script = script.text;
                asPhone('POST', '/phone/letters', own, '{"letters":[{"kind":"key","key":"ok"}]}', function (said) {
                  phone.said = said.status;
                  asApp('GET', '/' + shown.id + '/letters?after=0', { 'X-Hearth-Companion': shown.secret }, undefined, function (heard) {
                    phone.heard = JSON.parse(heard.text).letters.map(function (letter) {
                      return letter.body;
                    });
                    call.cancel();
                    callback(phone);
                  });
                });
              });
            });
          });
        });
      });
    });
  });
}

upstream.listen(0, '127.0.0.1', function () {
  var base = 'http://127.0.0.1:' + upstream.address().port;
  require(path.resolve(process.argv[2], 'service.js'));
  // This machine may be in no home network.
  require(path.resolve(process.argv[2], 'lan.js')).lanAddress = function () {
    return '127.0.0.1';
  };
  var service = FakeService.last;

  function fetchBody(name, payload, next) {
    var call = service.deliver('fetch', payload);
    call.onAnswer(0, function (answer) {
      seen[name] = { status: answer.status, headers: answer.headers, code: answer.code };
      if (!answer.bodyUrl) return next();
      collect(answer.bodyUrl, function (body) {
        seen[name].body = body;
        call.onAnswer(1, function (last) {
          seen[name].last = last;
          next();
        });
      });
    });
  }

  service.deliver('heartbeat', { subscribe: true }).onAnswer(0, function (answer) {
    seen.heartbeat = answer;
    fetchBody(
      'plain',
      {
        url: base + '/redirect',
        headers: { 'user-agent': 'Own Agent', referer: 'http://from.example/' },
        subscribe: true
      },
      function () {
        fetchBody('guide', { url: base + '/guide.gz', subscribe: true }, function () {
          fetchBody('large', { url: base + '/large', subscribe: true }, function () {
            fetchBody('broken', { url: base + '/broken', subscribe: true }, function () {
              visitByPhone(service, function (phone) {
                seen.phone = phone;
                service.deliver('info', {}).onAnswer(0, function (info) {
                  seen.info = info;
                  console.log(JSON.stringify(seen));
                  process.exit(0);
                });
              });
            });
          });
        });
      }
    );
  });
});
