import { createScriptLoader } from './load-script';
import { judgeMpegts } from './mpegts-api';
import type { MpegtsLibrary } from './mpegts-api';
import { judgeShaka } from './shaka-api';
import type { ShakaLibrary } from './shaka-api';

/** The player libraries beside the start page; the build puts them there (scripts/bundling). */
const SHAKA_FILE = 'vendor/shaka-player.js';
const MPEGTS_FILE = 'vendor/mpegts.js';

/** Loads the player libraries when a stream needs one, each once. */
export interface VendorLibraries {
  /** With its polyfills in place. */
  readonly loadShaka: () => Promise<ShakaLibrary>;
  readonly loadMpegts: () => Promise<MpegtsLibrary>;
}

/** Loaders for the libraries of this package. Nothing is fetched before the first call. */
export function createVendorLibraries(window: Window): VendorLibraries {
  const load = createScriptLoader(window);
  let hasPolyfills = false;
  return {
    async loadShaka() {
      const shaka = await load(SHAKA_FILE, 'shaka', judgeShaka);
      // Once: each turn wraps the engine's members again.
      if (!hasPolyfills) shaka.polyfill.installAll();
      hasPolyfills = true;
      return shaka;
    },
    loadMpegts: () => load(MPEGTS_FILE, 'mpegts', judgeMpegts),
  };
}
