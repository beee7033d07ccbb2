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
  readonly loadShaka: () => Promise<ShakaLibrary>;
  readonly loadMpegts: () => Promise<MpegtsLibrary>;
}

/** Loaders for the libraries of this package. Nothing is fetched before the first call. */
export function createVendorLibraries(window: Window): VendorLibraries {
  const load = createScriptLoader(window);
  return {
    loadShaka: () => load(SHAKA_FILE, 'shaka', judgeShaka),
    loadMpegts: () => load(MPEGTS_FILE, 'mpegts', judgeMpegts),
  };
}
