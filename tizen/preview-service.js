/*
 * Runs on the set beside the app and sets its row of tiles on the home screen, which Samsung lets nobody but a service do. The app starts it with
 * the tiles; the set starts it by itself every ten minutes or so, with nothing: then nothing is to be done. Ends at once either way.
 * Node 4 and newer, without a page.
 */
'use strict';

/** The field of the request that carries the tiles, as JSON of Samsung's. */
var FIELD = 'preview';

function leave() {
  tizen.application.getCurrentApplication().exit();
}

function tilesAskedFor() {
  var request = tizen.application.getCurrentApplication().getRequestedAppControl();
  var data = (request && request.appControl && request.appControl.data) || [];
  for (var i = 0; i < data.length; i += 1) {
    if (data[i].key === FIELD) return data[i].value[0];
  }
  return null;
}

module.exports.onStart = function () {};

module.exports.onRequest = function () {
  try {
    var tiles = tilesAskedFor();
    if (tiles === null) leave();
    else webapis.preview.setPreviewData(tiles, leave, leave);
  } catch (error) {
    leave();
  }
};

module.exports.onExit = function () {};
