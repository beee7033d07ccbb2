'use strict';

var failures = require('./failure');
var transfers = require('./transfer');
var upstreams = require('./upstream');

/**
 * One `fetch` call from its judged request to its last answer: head from the provider, first answer with the body's local
 * address, body through the relay, last answer for subscribers. `onOver` is called once when nothing of it runs any more.
 * @constructor
 * @param {import('./hearth-service').BusMessage} message
 * @param {import('./fetch-request').FetchRequest} request
 * @param {import('./relay').Relay} relay
 * @param {() => void} onOver
 */
function FetchRun(message, request, relay, onOver) {
  this.message = message;
  this.request = request;
  this.relay = relay;
  this.onOver = onOver;
  this.isOver = false;
  this.hasAnswered = false;
  this.ticket = '';
  /** @type {{ close: () => void } | null} */
  this.upstream = null;
  /** @type {import('./transfer').Transfer | null} */
  this.transfer = null;
}
exports.FetchRun = FetchRun;

/** Sends the request. */
FetchRun.prototype.start = function () {
  var run = this;
  var upstream = upstreams.openUpstream(run.request, function (reason, head) {
    if (head === null) return run.end(reason, {});
    if (head.lengthBytes !== null && head.lengthBytes > run.request.maxBytes && run.request.method !== 'HEAD') {
      upstream.close();
      return run.end(
        failures.failure('http.unexpected', 'the body is larger than ' + run.request.maxBytes + ' bytes'),
        {}
      );
    }
    run.deliver(head);
  });
  run.upstream = upstream;
};

/** Ends everything without a further answer: the page wants none. */
FetchRun.prototype.cancel = function () {
  if (this.isOver) return;
  this.isOver = true;
  if (this.transfer !== null) this.transfer.abort(failures.failure('net.cancelled', 'cancelled by the page'));
  else if (this.upstream !== null) this.upstream.close();
  this.onOver();
};

/**
 * @param {import('./upstream').UpstreamHead} head
 */
FetchRun.prototype.deliver = function (head) {
  var run = this;
  var upstream = run.upstream;
  if (upstream === null) return;
  var transfer = new transfers.Transfer(head, run.request, upstream, function (reason, sentBytes) {
    run.relay.withdraw(run.ticket);
    run.end(reason, { finished: true, sentBytes: sentBytes });
  });
  run.transfer = transfer;
  run.relay.offer(transfer, function (url, ticket) {
    run.ticket = ticket;
    if (run.isOver) return run.relay.withdraw(ticket);
    if (url === null) return transfer.abort(failures.failure('internal.bug', 'no local port could be opened'));
    run.hasAnswered = true;
    run.message.respond({
      subscribed: run.message.isSubscription,
      status: head.status,
      url: head.url,
      headers: head.headers,
      lengthBytes: head.lengthBytes,
      bodyUrl: url
    });
  });
};

/**
 * @param {import('./failure').Failure | null} reason
 * @param {object} facts
 */
FetchRun.prototype.end = function (reason, facts) {
  if (this.isOver) return;
  this.isOver = true;
  // A call without subscription gets one answer.
  if (this.message.isSubscription || !this.hasAnswered) exports.answerLast(this.message, reason, facts);
  this.onOver();
};

/**
 * Gives the last answer of a call: a subscription is ended by the service, so that it holds no activity any longer.
 * @param {import('./hearth-service').BusMessage} message
 * @param {import('./failure').Failure | null} reason
 * @param {object} facts
 */
exports.answerLast = function answerLast(message, reason, facts) {
  /** @type {Object<string, unknown>} */
  var answer = {};
  [facts, reason === null ? {} : failures.failureAnswer(reason)].forEach(function (part) {
    var fields = /** @type {Object<string, unknown>} */ (part);
    Object.keys(fields).forEach(function (name) {
      answer[name] = fields[name];
    });
  });
  if (message.isSubscription) message.cancel(answer);
  else message.respond(answer);
};
