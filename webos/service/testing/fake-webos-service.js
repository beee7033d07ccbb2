'use strict';

/**
 * Stands in for the television's `webos-service` library and the bus behind it, in ES5, so that the same file drives the
 * service in tests under today's Node and under the real old ones. Behaves as the open library does: activities start
 * with a request and end with its answer or with the end of its subscription, a subscription needs a cancel handler, a
 * known method keeps its first handlers, answers are normalised. Source: tv-platform facts on JS services (webOS OSE).
 */
var events = require('events');
var util = require('util');

/**
 * @constructor
 * @param {string} busId
 * @param {unknown} [_activityManager]
 * @param {{ noBuiltinMethods?: boolean }} [options]
 */
function FakeService(busId, _activityManager, options) {
  this.busId = busId;
  this.methods = {};
  this.subscriptions = {};
  this.activities = {};
  this.counter = 0;
  FakeService.last = this;
  if (!options || options.noBuiltinMethods !== true || FakeService.isOldLibrary) {
    this.register('info', function (message) {
      message.respond({ commands: {} });
    });
    this.register('quit', function (message) {
      message.respond({ status: 'quitting' });
    });
  }
}

/** The service made last. */
FakeService.last = null;
/** `true`: the built-in methods cannot be switched off, as in old firmware. */
FakeService.isOldLibrary = false;

FakeService.prototype.register = function (name, onRequest, onCancel) {
  var method = this.methods[name];
  if (method === undefined) {
    method = new events.EventEmitter();
    this.methods[name] = method;
    if (onRequest) method.on('request', onRequest);
    if (onCancel) method.on('cancel', onCancel);
  }
  return method;
};

/** How many activities keep the process alive; the television ends it five seconds after the last one. */
FakeService.prototype.activityCount = function () {
  return Object.keys(this.activities).length;
};

/**
 * A call from an app. Answers arrive at `onAnswer`, earlier ones are repeated to a late listener.
 * @param {string} name
 * @param {object} payload `subscribe: true` asks for a subscription
 * @param {string} [sender]
 */
FakeService.prototype.deliver = function (name, payload, sender) {
  var service = this;
  service.counter += 1;
  var call = new FakeCall(service, name, 'token ' + service.counter);
  var method = service.methods[name];
  if (method === undefined) {
    setImmediate(function () {
      call.receive({ returnValue: false, errorCode: -1, errorText: 'Unknown method "' + name + '" for category "/"' });
    });
    return call;
  }
  var message = {
    category: '/',
    method: name,
    payload: JSON.parse(JSON.stringify(payload)),
    isSubscription: payload.subscribe === true,
    uniqueToken: call.token,
    sender: sender === undefined ? service.busId.replace(/\.[^.]*$/, '') : sender,
    respond: function (answer) {
      if (typeof answer !== 'object' || answer === null) throw 'response must be an object';
      call.receive(normalise(answer));
      if (!message.isSubscription) delete service.activities[call.token];
      return true;
    },
    cancel: function (answer) {
      if (!message.isSubscription) return;
      service.endSubscription(call.token);
      var last = answer === undefined ? {} : JSON.parse(JSON.stringify(answer));
      last.subscribed = false;
      message.respond(last);
    }
  };
  if (message.isSubscription && method.listeners('cancel').length > 0) service.subscriptions[call.token] = message;
  setImmediate(function () {
    service.activities[call.token] = true;
    method.emit('request', message);
  });
  return call;
};

FakeService.prototype.endSubscription = function (token) {
  var message = this.subscriptions[token];
  if (message === undefined) return;
  delete this.subscriptions[token];
  delete this.activities[token];
  this.methods[message.method].emit('cancel', message);
};

/** @constructor */
function FakeCall(service, name, token) {
  events.EventEmitter.call(this);
  this.service = service;
  this.name = name;
  this.token = token;
  this.answers = [];
}
util.inherits(FakeCall, events.EventEmitter);

FakeCall.prototype.receive = function (answer) {
  this.answers.push(answer);
  this.emit('answer', answer);
};

/** Calls back with the answer at `index`, now or when it comes. */
FakeCall.prototype.onAnswer = function (index, callback) {
  var call = this;
  if (call.answers.length > index) {
    callback(call.answers[index]);
    return;
  }
  call.on('answer', function listen() {
    if (call.answers.length <= index) return;
    call.removeListener('answer', listen);
    callback(call.answers[index]);
  });
};

/** The app ends its subscription. */
FakeCall.prototype.cancel = function () {
  this.service.endSubscription(this.token);
};

function normalise(answer) {
  var sent = JSON.parse(JSON.stringify(answer));
  if (sent.returnValue === undefined) sent.returnValue = !(sent.errorCode || sent.errorText);
  if (sent.returnValue === false && !sent.errorCode) sent.errorCode = -1;
  if (sent.returnValue === false && !sent.errorText) sent.errorText = 'no error message provided';
  return sent;
}

module.exports = FakeService;
