import type { EngineFeatures } from './probe-capabilities';

function hasWebgl(document: Document): boolean {
  const canvas = document.createElement('canvas');
  try {
    const context = canvas.getContext('webgl') ?? canvas.getContext('experimental-webgl');
    if (context === null) return false;
    // Contexts are few; this one must not count against the stage's.
    if ('getExtension' in context) context.getExtension('WEBGL_lose_context')?.loseContext();
    return true;
  } catch {
    return false;
  }
}

function deviceMemoryMb(navigator: Navigator): number | null {
  const gigabytes: unknown = 'deviceMemory' in navigator ? navigator.deviceMemory : null;
  return typeof gigabytes === 'number' && gigabytes > 0 ? gigabytes * 1024 : null;
}

/** Asks the engine of `window` what it has. */
export function readEngineFeatures(window: Window & typeof globalThis): EngineFeatures {
  const video = window.document.createElement('video');
  const has = (name: string): boolean => name in window;
  return {
    userAgent: window.navigator.userAgent,
    viewportHeight: window.innerHeight,
    hasImageBitmap: has('createImageBitmap'),
    hasWebgl: hasWebgl(window.document),
    hasWorkers: has('Worker'),
    hasGzipStreams: has('DecompressionStream'),
    hasMediaSource: has('MediaSource'),
    canPlayHls: typeof video.canPlayType === 'function' && video.canPlayType('application/vnd.apple.mpegurl') !== '',
    deviceMemoryMb: deviceMemoryMb(window.navigator),
  };
}
