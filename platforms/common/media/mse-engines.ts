import type { Capabilities } from '#ports';
import type { ElementDependencies } from './element-driver';
import { MpegtsSession } from './mpegts-session';
import type { EngineChoice } from './session';
import { ShakaSession } from './shaka-session';
import type { ShakaTuning } from './shaka-session';
import type { VendorLibraries } from './vendor-libraries';

/** Buffers by memory class: large ones kill sets with 1.5 GB (tv-platforms 4.6), small ones stall on weak lines. */
const TUNING: Readonly<Record<Capabilities['memoryClass'], ShakaTuning>> = {
  low: { bufferingGoalSec: 15, bufferBehindSec: 10 },
  mid: { bufferingGoalSec: 30, bufferBehindSec: 20 },
  high: { bufferingGoalSec: 45, bufferBehindSec: 30 },
};

/** Shaka Player as an engine. */
export function shakaEngine(dependencies: ElementDependencies, libraries: VendorLibraries, memoryClass: Capabilities['memoryClass']): EngineChoice {
  const { loadShaka } = libraries;
  return { name: 'shaka', create: (request) => new ShakaSession(request, { ...dependencies, loadShaka, tuning: TUNING[memoryClass] }) };
}

/** mpegts.js as an engine. */
export function mpegtsEngine(dependencies: ElementDependencies, libraries: VendorLibraries): EngineChoice {
  const { loadMpegts } = libraries;
  return { name: 'mpegts', create: (request) => new MpegtsSession(request, { ...dependencies, loadMpegts }) };
}
