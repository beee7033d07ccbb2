'use strict';

/**
 * Loads the packaged service in the Node that runs this file and drives it once around, in ES5: heartbeat, info, a plain,
 * a gzipped, a large and a broken-off body. Prints one line of JSON with what was seen, or the fault.
 * Usage: node old-node-drive.js SERVICE_FOLDER, with `webos-service` on NODE_PATH standing for the television's library.
 */
var http = require('http');
var path = require('path');
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

upstream.listen(0, '127.0.0.1', function () {
  var base = 'http://127.0.0.1:' + upstream.address().port;
  require(path.resolve(process.argv[2], 'service.js'));
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
              service.deliver('info', {}).onAnswer(0, function (info) {
                seen.info = info;
                console.log(JSON.stringify(seen));
                process.exit(0);
              });
            });
          });
        });
      }
    );
  });
});
