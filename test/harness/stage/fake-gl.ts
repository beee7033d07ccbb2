/** Counts what a frame cost. */
export interface GlCounts {
  drawCalls: number;
  textures: number;
}

class WebGLTexture {}

/**
 * A WebGL context that draws nothing and counts: Lightning's real renderer runs over it, so tests can hold a screen
 * against its draw-call budget.
 */
export function createFakeGl(canvas: object): { readonly gl: object; readonly counts: GlCounts } {
  const counts: GlCounts = { drawCalls: 0, textures: 0 };
  const answers: Record<string, unknown> = {
    canvas,
    useProgram: () => undefined,
    createTexture: () => {
      counts.textures += 1;
      return new WebGLTexture();
    },
    deleteTexture: () => {
      counts.textures -= 1;
    },
    drawElements: () => {
      counts.drawCalls += 1;
    },
    getExtension: () => null,
    getShaderParameter: () => true,
    getProgramParameter: () => true,
    getAttribLocation: () => 0,
    getUniformLocation: () => ({}),
    getParameter: () => 8,
    isContextLost: () => false,
  };
  const gl = new Proxy(answers, {
    get(target, name) {
      if (name in target) return target[String(name)];
      // Constants are numbers, everything else is a call that returns an object.
      return /^[A-Z0-9_]+$/.test(String(name)) ? 1 : () => ({});
    },
  });
  return { gl, counts };
}
