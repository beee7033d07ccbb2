import { AppError } from '#core/base';
import type { Capabilities } from '#ports';
import type { ElementDependencies } from './element-driver';
import type { ElementSessionOptions } from './element-session';
import type * as mse from './mse';
import type { EngineChoice, MediaSession, SessionRequest } from './session';
import type { ShakaTuning } from './shaka-session';
import type { VendorLibraries } from './vendor-libraries';

/** Buffers by memory class: large ones kill sets with 1.5 GB (tv-platforms 4.6), small ones stall on weak lines. */
const TUNING: Readonly<Record<Capabilities['memoryClass'], ShakaTuning>> = {
  low: { bufferingGoalSec: 15, longGoalSec: 25, bufferBehindSec: 10 },
  mid: { bufferingGoalSec: 30, longGoalSec: 60, bufferBehindSec: 20 },
  high: { bufferingGoalSec: 45, longGoalSec: 90, bufferBehindSec: 30 },
};

/** An engine whose sessions come with the first stream that needs them (decision 0009). */
function lateEngine(name: string, make: (part: typeof mse, request: SessionRequest) => MediaSession, opensEarly = false): EngineChoice {
  let part: typeof mse | null = null;
  return {
    name,
    opensEarly,
    async prepare() {
      part ??= await import('./mse');
    },
    create(request) {
      if (part === null) throw new AppError('media.state', { facts: { engine: name, action: 'create' } });
      return make(part, request);
    },
  };
}

/** Shaka Player as an engine. `opensEarly`: the host bears two media elements for the moment between two streams. */
export function shakaEngine(dependencies: ElementDependencies, libraries: VendorLibraries, memoryClass: Capabilities['memoryClass'], opensEarly = false): EngineChoice {
  const { loadShaka } = libraries;
  return lateEngine('shaka', ({ ShakaSession }, request) => new ShakaSession(request, { ...dependencies, loadShaka, tuning: TUNING[memoryClass] }), opensEarly);
}

/** The engine's own player behind the media element. */
export function elementEngine(dependencies: ElementDependencies, optionsOf: (request: SessionRequest) => ElementSessionOptions, name: string): EngineChoice {
  return lateEngine(name, ({ ElementSession }, request) => new ElementSession(request, dependencies, optionsOf(request)));
}

/** mpegts.js as an engine. */
export function mpegtsEngine(dependencies: ElementDependencies, libraries: VendorLibraries): EngineChoice {
  const { loadMpegts } = libraries;
  return lateEngine('mpegts', ({ MpegtsSession }, request) => new MpegtsSession(request, { ...dependencies, loadMpegts }));
}
