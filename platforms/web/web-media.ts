import { createHostProbe, detectForm, elementEngine, mpegtsEngine, readyEngine, SerialMedia, shakaEngine } from '#platforms/common';
import type { ElementDependencies, EngineChoice, EnginePlan, SerialMediaDependencies, VendorLibraries } from '#platforms/common';
import type { Capabilities, HttpPort, StreamForm } from '#ports';

/** What the web's media is made of. */
export interface WebMediaDependencies extends ElementDependencies, Pick<SerialMediaDependencies, 'network' | 'onForegroundChange'> {
  readonly http: HttpPort;
  readonly libraries: VendorLibraries;
  readonly capabilities: Capabilities;
}

/** The browser's own player: progressive files, and HLS where the browser plays it. */
export function browserElementEngine(dependencies: ElementDependencies): EngineChoice {
  const options = {
    engine: 'element', seekDebounceMs: 0, endGuardMs: 500, typeOf: () => null, verifiesSeeks: false, enablesAudio: false, isZeroDurationLive: false,
  };
  return elementEngine(dependencies, () => options, 'element');
}

/** Which engines the web tries: Shaka for HLS and DASH, mpegts.js for raw MPEG-TS, the element for files. */
export function webPlan(dependencies: WebMediaDependencies): EnginePlan {
  const { capabilities, libraries, http } = dependencies;
  const element = browserElementEngine(dependencies);
  const shaka = shakaEngine(dependencies, libraries, capabilities.memoryClass, true);
  const mpegts = mpegtsEngine(dependencies, libraries);
  const enginesOf = (form: StreamForm): readonly EngineChoice[] => {
    if (form === 'hls') return capabilities.media.hls === 'mse' ? [shaka] : [element];
    if (form === 'dash') return capabilities.media.dash === 'mse' ? [shaka] : [];
    if (form === 'ts') return capabilities.media.transportStream === 'mse' ? [mpegts] : [element];
    return [element];
  };
  return async (source) => enginesOf(source.form === 'unknown' ? await detectForm(source.url, http) : source.form);
}

/** MediaPort of a browser. */
export class WebMedia extends SerialMedia {
  constructor(dependencies: WebMediaDependencies) {
    const { clock, log, network, onForegroundChange, http, capabilities } = dependencies;
    const plan = webPlan(dependencies);
    super({
      clock, log, network, onForegroundChange,
      planOf: () => ({ plan }),
      probeHost: createHostProbe(http),
      // A browser decodes a second picture; what the device tells is for sets.
      maxPlayers: Math.max(2, capabilities.maxPlayers),
      // Files alone are certain to be played by the element.
      announce: (source) => {
        readyEngine(plan, source, log);
        return source.form === 'mp4' ? dependencies.layer.announce(source.url) : () => undefined;
      },
    });
  }
}
