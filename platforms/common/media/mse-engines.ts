import type { Capabilities } from '#ports';
import type { ElementDependencies } from './element-driver';
import type { ElementSessionOptions } from './element-session';
import { lateEngine } from './late-engine';
import type * as mse from './mse';
import type { EngineChoice, SessionRequest } from './session';
import type { ShakaTuning } from './shaka-session';
import type { VendorLibraries } from './vendor-libraries';

/** Buffers by memory class: large ones kill sets with 1.5 GB (tv-platforms 4.6), small ones stall on weak lines. */
const TUNING: Readonly<Record<Capabilities['memoryClass'], ShakaTuning>> = {
  low: { bufferingGoalSec: 15, longGoalSec: 25, bufferBehindSec: 10 },
  mid: { bufferingGoalSec: 30, longGoalSec: 60, bufferBehindSec: 20 },
  high: { bufferingGoalSec: 45, longGoalSec: 90, bufferBehindSec: 30 },
};

/** The sessions over media elements: for hosts that make one of their own of them. */
export const loadMse = (): Promise<typeof mse> => import('./mse');

/** Shaka Player as an engine. `opensEarly`: the host bears two media elements for the moment between two streams. */
export function shakaEngine(dependencies: ElementDependencies, libraries: VendorLibraries, memoryClass: Capabilities['memoryClass'], opensEarly = false): EngineChoice {
  const { loadShaka } = libraries;
  return lateEngine('shaka', loadMse, ({ ShakaSession }, request) => new ShakaSession(request, { ...dependencies, loadShaka, tuning: TUNING[memoryClass], isOvertaken: opensEarly }), opensEarly);
}

/** The engine's own player behind the media element. */
export function elementEngine(dependencies: ElementDependencies, optionsOf: (request: SessionRequest) => ElementSessionOptions, name: string): EngineChoice {
  return lateEngine(name, loadMse, ({ ElementSession }, request) => new ElementSession(request, dependencies, optionsOf(request)));
}

/** mpegts.js as an engine. */
export function mpegtsEngine(dependencies: ElementDependencies, libraries: VendorLibraries): EngineChoice {
  const { loadMpegts } = libraries;
  return lateEngine('mpegts', loadMse, ({ MpegtsSession }, request) => new MpegtsSession(request, { ...dependencies, loadMpegts }));
}
