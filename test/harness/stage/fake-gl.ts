/** Counts what a frame cost. */
export interface GlCounts {
  drawCalls: number;
  /** Rectangles drawn by them. */
  quads: number;
  textures: number;
  /** Pictures put onto shared textures. */
  uploads: number;
}

/** Constants whose values Lightning's state manager looks at; all others may be alike. */
const CONSTANTS: Readonly<Record<string, number>> = {
  TEXTURE_2D: 0x0de1, TEXTURE_CUBE_MAP: 0x8513, TEXTURE0: 0x84c0, UNPACK_FLIP_Y_WEBGL: 0x9240, UNPACK_PREMULTIPLY_ALPHA_WEBGL: 0x9241, UNPACK_FLIP_BLUE_RED: 0x9245,
};

/** Lightning knows a native texture in Node by the name of its class. */
class WebGLTexture {
  constructor(readonly serial: number) {}
}

/**
 * A WebGL context that draws nothing and counts: Lightning's real renderer runs over it, so tests can hold a screen
 * against its draw-call budget.
 */
export function createFakeGl(canvas: object): { readonly gl: object; readonly counts: GlCounts } {
  const counts: GlCounts = { drawCalls: 0, quads: 0, textures: 0, uploads: 0 };
  const answers: Record<string, unknown> = {
    ...CONSTANTS,
    canvas,
    useProgram: () => undefined,
    createTexture: () => {
      counts.textures += 1;
      return new WebGLTexture(counts.textures);
    },
    deleteTexture: () => {
      counts.textures -= 1;
    },
    texSubImage2D: () => {
      counts.uploads += 1;
    },
    drawElements: (_mode: number, indices: number) => {
      counts.drawCalls += 1;
      counts.quads += indices / 6;
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
