/**
 * Script that tells what the draw calls of the page's frames are spent on, from what goes to WebGL, before any script of the page runs. A call
 * begins where the texture, the shader or the clip is another than that of the call before; what it draws from says which part of the screen
 * is in the way: `shared` (a texture of texts and shapes), `own` (what was drawn or cropped and has one of its own), `picture` (photos, logos, packaged files)
 * or `shader` (what the shader rounds, pictures too).
 *
 * `window.__draws.fullest` is the frame with the most calls since it was last set to `null`: calls of each kind, and of all.
 */
export const DRAW_PROBE = `(function () {
  var draws = window.__draws = { fullest: null };
  if (!window.WebGLRenderingContext) return;
  var gl = WebGLRenderingContext.prototype, bound = null, program = null, plain = null, frame = null;
  function wrap(name, note) {
    var native = gl[name];
    gl[name] = function () { note.apply(this, arguments); return native.apply(this, arguments); };
  }
  function kindOf(source) {
    if (source === null || source instanceof Uint8Array) return 'shared';
    return source instanceof ImageData || source instanceof HTMLCanvasElement ? 'own' : 'picture';
  }
  wrap('bindTexture', function (target, texture) { bound = texture; });
  wrap('useProgram', function (used) { program = used; plain = plain || used; });
  wrap('texImage2D', function () { if (bound) bound.benchKind = kindOf(arguments[arguments.length - 1]); });
  wrap('clear', function () { frame = { shared: 0, own: 0, picture: 0, shader: 0, all: 0 }; });
  wrap('drawElements', function () {
    if (!frame) return;
    frame[program !== plain ? 'shader' : bound && bound.benchKind || 'picture'] += 1;
    frame.all += 1;
    if (!draws.fullest || frame.all > draws.fullest.all) draws.fullest = frame;
  });
})();`;

/** Draw calls of one frame. */
export interface DrawCalls {
  readonly shared: number;
  readonly own: number;
  readonly picture: number;
  readonly shader: number;
  readonly all: number;
}
