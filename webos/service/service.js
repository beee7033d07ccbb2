'use strict';

/**
 * Entry of the JavaScript service: started by the television on the first call from the app, ended by it five seconds
 * after the last activity. `webos-service` is the television's own library and is never packaged.
 */
var hearthService = require('./hearth-service');

/** @type {new (busId: string, activityManager: null, options: object) => import('./hearth-service').BusService} */
var Service = /** @type {never} */ (require('webos-service'));
/** Written by the packager. @type {{ name: string, version: string, productName: string }} */
var manifest = /** @type {never} */ (require('./package.json'));

hearthService.createHearthService(new Service(manifest.name, null, { noBuiltinMethods: true }), {
  serviceId: manifest.name,
  version: manifest.version,
  productName: manifest.productName
});
