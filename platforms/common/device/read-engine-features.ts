import type { EngineFeatures } from './probe-capabilities';

/** Marks a canvas that is there to be drawn on, with a WebGL context and nothing drawn yet. */
const OFFERED = 'data-offered';

/** Lightning's own: the first who asks a canvas for its context decides. */
const CONTEXT: WebGLContextAttributes = { alpha: true, antialias: false, premultipliedAlpha: true, stencil: true, preserveDrawingBuffer: false };

/** Making a context takes a set a good part of its start, and there are few of them: the one that shows that it can stays for the stage. */
function hasWebgl(layer: HTMLElement): boolean {
  const canvas = layer.ownerDocument.createElement('canvas');
  try {
    if ((canvas.getContext('webgl', CONTEXT) ?? canvas.getContext('experimental-webgl', CONTEXT)) === null) return false;
    canvas.setAttribute(OFFERED, '');
    layer.appendChild(canvas);
    return true;
  } catch {
    return false;
  }
}

function deviceMemoryMb(navigator: Navigator): number | null {
  const gigabytes: unknown = 'deviceMemory' in navigator ? navigator.deviceMemory : null;
  return typeof gigabytes === 'number' && gigabytes > 0 ? gigabytes * 1024 : null;
}

/** Asks the engine of `window` what it has. `layer`: where the stage will be; where there is WebGL a canvas is left there for it. */
export function readEngineFeatures(window: Window & typeof globalThis, layer: HTMLElement): EngineFeatures {
  const video = window.document.createElement('video');
  const has = (name: string): boolean => name in window;
  return {
    userAgent: window.navigator.userAgent,
    viewportHeight: window.innerHeight,
    hasImageBitmap: has('createImageBitmap'),
    hasWebgl: hasWebgl(layer),
    hasWorkers: has('Worker'),
    hasGzipStreams: has('DecompressionStream'),
    hasMediaSource: has('MediaSource'),
    canPlayHls: typeof video.canPlayType === 'function' && video.canPlayType('application/vnd.apple.mpegurl') !== '',
    deviceMemoryMb: deviceMemoryMb(window.navigator),
  };
}
