'use strict';

var path = require('path');
var failures = require('./failure');
var requests = require('./fetch-request');
var runs = require('./fetch-run');
var lan = require('./lan');
var doors = require('./phone-door');
var relays = require('./relay');
var streams = require('./stream-relay');

/**
 * A call on the bus, as the television's library hands it over.
 * @typedef {{
 *   payload: unknown,
 *   isSubscription: boolean,
 *   uniqueToken: string,
 *   sender: string,
 *   respond: (answer: object) => unknown,
 *   cancel: (answer?: object) => void
 * }} BusMessage
 */

/**
 * What of the library's service is used. `register` answers the method's emitter.
 * @typedef {{
 *   register: (name: string, onRequest: (message: BusMessage) => void, onCancel?: (message: BusMessage) => void) => import('events').EventEmitter
 * }} BusService
 */

/**
 * @typedef {{
 *   serviceId: string,
 *   version: string,
 *   productName?: string,
 *   origins?: string[],
 *   lanAddress?: string,
 *   phoneScript?: string
 * }} HearthServiceOptions
 */

/** Longest time one heartbeat keeps the service: a page that was frozen in mid-subscription cannot cancel it. */
var LEASE_MS = 120000;

/** Each waiting body holds two sockets, and sets allow few. */
var MAX_TRANSFERS = 24;

/** A set plays one or two things at once; each stream takes sockets of its own. */
var MAX_STREAMS = 4;

/**
 * The methods `heartbeat`, `fetch`, `stream`, `companion` and `info`; README.md describes them.
 * @constructor
 * @param {HearthServiceOptions} options
 */
function HearthService(options) {
  var appId = options.serviceId.replace(/\.[^.]*$/, '');
  this.options = options;
  this.appId = appId;
  this.startedMs = Date.now();
  this.counter = 0;
  /** @type {Object<string, NodeJS.Timeout>} */
  this.leases = {};
  /** @type {Object<string, import('./fetch-run').FetchRun>} */
  this.running = {};
  /** Tickets of open streams by their call. @type {Object<string, string>} */
  this.streams = {};
  /** The phone's way to the set, one at a time, and the call it belongs to. @type {{ token: string, ticket: string, door: import('./phone-door').PhoneDoor } | null} */
  this.phone = null;
  this.relay = new relays.Relay(function (origin) {
    // A packaged app's page: engines write its origin in one of these ways.
    return (
      origin === 'null' ||
      origin === 'file://' ||
      origin.indexOf('file://' + appId) === 0 ||
      (options.origins || []).indexOf(origin) !== -1
    );
  });
}

/** @param {BusMessage} message */
HearthService.prototype.onHeartbeat = function (message) {
  if (message.isSubscription) {
    this.endLease(message.uniqueToken);
    this.leases[message.uniqueToken] = setTimeout(function () {
      // The library calls the cancel handler, which ends the lease.
      message.cancel({ leaseEnded: true });
    }, LEASE_MS);
  }
  message.respond({ subscribed: message.isSubscription, leaseMs: LEASE_MS, uptimeMs: Date.now() - this.startedMs });
};

/** @param {string} token */
HearthService.prototype.endLease = function (token) {
  clearTimeout(this.leases[token]);
  delete this.leases[token];
  this.closeWhenUnused();
};

/** @param {BusMessage} message */
HearthService.prototype.onFetch = function (message) {
  var service = this;
  var parsed = requests.parseFetchRequest(message.payload);
  if (parsed.request === null) return runs.answerLast(message, parsed.reason, {});
  if (Object.keys(service.running).length >= MAX_TRANSFERS) {
    return runs.answerLast(message, failures.failure('http.rate-limited', 'too many transfers at once'), {});
  }
  service.counter += 1;
  var id = message.isSubscription ? message.uniqueToken : 'once ' + service.counter;
  var run = new runs.FetchRun(message, parsed.request, service.relay, function () {
    delete service.running[id];
    service.closeWhenUnused();
  });
  service.running[id] = run;
  run.start();
};

/** @param {string} token */
HearthService.prototype.cancelFetch = function (token) {
  var run = this.running[token];
  if (run !== undefined) run.cancel();
};

/** @param {BusMessage} message */
HearthService.prototype.onStream = function (message) {
  var service = this;
  var parsed = requests.parseFetchRequest(message.payload);
  if (parsed.request === null) return runs.answerLast(message, parsed.reason, {});
  if (!message.isSubscription) {
    // A stream nobody can end would hold its way out open.
    return runs.answerLast(message, failures.failure('input.invalid', 'a stream lives as long as its subscription'), {});
  }
  if (Object.keys(service.streams).length >= MAX_STREAMS) {
    return runs.answerLast(message, failures.failure('http.rate-limited', 'too many streams at once'), {});
  }
  service.streams[message.uniqueToken] = '';
  var stream = new streams.StreamRelay(parsed.request, isManifestWanted(message.payload), function (reason) {
    if (service.streams[message.uniqueToken] === undefined) return;
    message.respond({ subscribed: true, broken: true, code: reason.code, reason: reason.text });
  });
  service.relay.offerStream(stream, function (url, ticket) {
    if (service.streams[message.uniqueToken] === undefined) return service.relay.closeStream(ticket);
    service.streams[message.uniqueToken] = ticket;
    if (url === null) {
      return runs.answerLast(message, failures.failure('internal.bug', 'no local port could be opened'), {});
    }
    message.respond({ subscribed: true, streamUrl: url });
  });
};

/**
 * @param {unknown} payload
 * @returns {boolean}
 */
function isManifestWanted(payload) {
  // Judged to be an object before.
  return /** @type {Object<string, unknown>} */ (payload)['isManifest'] === true;
}

/** @param {string} token */
HearthService.prototype.endStream = function (token) {
  var ticket = this.streams[token];
  delete this.streams[token];
  if (ticket !== undefined) this.relay.closeStream(ticket);
  this.closeWhenUnused();
};

/** @param {BusMessage} message */
HearthService.prototype.onCompanion = function (message) {
  var service = this;
  var token = message.uniqueToken;
  if (!message.isSubscription) {
    return runs.answerLast(message, failures.failure('input.invalid', 'a phone may come as long as the subscription lasts'), {});
  }
  if (service.phone !== null) service.phone.door.finish();
  var door = new doors.PhoneDoor(
    {
      address: service.options.lanAddress || lan.lanAddress(),
      pagesFile: path.join(__dirname, 'phone-pages.json'),
      scriptFile: service.options.phoneScript || path.join(__dirname, 'phone-script.txt'),
      productName: service.options.productName || 'Hearth'
    },
    function () {
      // The library calls the cancel handler, which forgets the door.
      message.cancel({ ended: true });
    }
  );
  service.phone = { token: token, ticket: '', door: door };
  door.open(function (isOpen) {
    if (!isOpen) return service.refusePhone(message, token, failures.failure('net.unreachable', 'no page can be offered in the home network'));
    service.relay.offerDoor(door, function (url, ticket) {
      if (service.phone === null || service.phone.token !== token) return service.relay.withdrawDoor(ticket);
      service.phone.ticket = ticket;
      if (url === null) return service.refusePhone(message, token, failures.failure('internal.bug', 'no local port could be opened'));
      message.respond({ subscribed: true, companionUrl: url });
    });
  });
};

/**
 * @param {BusMessage} message
 * @param {string} token
 * @param {import('./failure').Failure} reason
 */
HearthService.prototype.refusePhone = function (message, token, reason) {
  if (this.phone === null || this.phone.token !== token) return;
  runs.answerLast(message, reason, {});
  this.endPhone(token);
};

/** @param {string} token */
HearthService.prototype.endPhone = function (token) {
  if (this.phone === null || this.phone.token !== token) return;
  var ending = this.phone;
  this.phone = null;
  this.relay.withdrawDoor(ending.ticket);
  ending.door.close();
  this.closeWhenUnused();
};

/** @param {BusMessage} message */
HearthService.prototype.onInfo = function (message) {
  message.respond({
    serviceId: this.options.serviceId,
    version: this.options.version,
    nodeVersion: process.version,
    uptimeMs: Date.now() - this.startedMs,
    heartbeats: Object.keys(this.leases).length,
    transfers: Object.keys(this.running).length,
    streams: Object.keys(this.streams).length,
    features: ['fetch', 'inflate', 'stream', 'tunnel', 'companion']
  });
};

HearthService.prototype.closeWhenUnused = function () {
  if (this.phone === null && [this.leases, this.running, this.streams].every(isEmpty)) this.relay.stop();
};

HearthService.prototype.close = function () {
  Object.keys(this.leases).forEach(this.endLease, this);
  Object.keys(this.running).forEach(this.cancelFetch, this);
  Object.keys(this.streams).forEach(this.endStream, this);
  if (this.phone !== null) this.endPhone(this.phone.token);
  this.relay.stop();
};

/**
 * Registers the methods for the app the service belongs to; calls of other apps are refused. Returns a function that ends
 * everything the service does.
 * @param {BusService} bus
 * @param {HearthServiceOptions} options `origins`: further origins whose pages may collect bodies (simulators)
 * @returns {() => void}
 */
exports.createHearthService = function createHearthService(bus, options) {
  var service = new HearthService(options);

  /**
   * @param {(message: BusMessage) => void} handler
   * @returns {(message: BusMessage) => void}
   */
  function own(handler) {
    return function (message) {
      if (message.sender === service.appId || message.sender === options.serviceId)
        return handler.call(service, message);
      message.respond(
        failures.failureAnswer(failures.failure('http.forbidden', 'only ' + service.appId + ' may call this service'))
      );
    };
  }

  register(bus, 'heartbeat', own(service.onHeartbeat), function (message) {
    service.endLease(message.uniqueToken);
  });
  register(bus, 'fetch', own(service.onFetch), function (message) {
    service.cancelFetch(message.uniqueToken);
  });
  register(bus, 'stream', own(service.onStream), function (message) {
    service.endStream(message.uniqueToken);
  });
  register(bus, 'companion', own(service.onCompanion), function (message) {
    service.endPhone(message.uniqueToken);
  });
  register(bus, 'info', own(service.onInfo));
  return function close() {
    service.close();
  };
};

/**
 * The library ignores the handlers of a name it knows already, and some firmware brings an `info` of its own: the
 * handlers are therefore put onto the method itself.
 * @param {BusService} bus
 * @param {string} name
 * @param {(message: BusMessage) => void} onRequest
 * @param {(message: BusMessage) => void} [onCancel]
 */
function register(bus, name, onRequest, onCancel) {
  var method = bus.register(name, onRequest, onCancel);
  method.removeAllListeners('request');
  method.on('request', onRequest);
  if (onCancel === undefined) return;
  method.removeAllListeners('cancel');
  method.on('cancel', onCancel);
}

/**
 * @param {object} table
 * @returns {boolean}
 */
function isEmpty(table) {
  return Object.keys(table).length === 0;
}
