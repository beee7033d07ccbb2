import {
  createHostProbe, detectForm, elementEngine, formOfAddress, mpegtsEngine, NATIVE_SLOW_DEAD_HOST, SerialMedia, shakaEngine, WEBOS_AUDIO_TRACKS_OFF,
  WEBOS_FALSE_SEEK_SUCCESS, WEBOS_LIVE_DURATION_ZERO,
} from '#platforms/common';
import type { ElementDependencies, EngineChoice, EnginePlan, SerialMediaDependencies, VendorLibraries } from '#platforms/common';
import type { Capabilities, HttpPort, MediaSource } from '#ports';
import { webosMediaType } from './media-type';

/** What LG's media is made of. */
export interface WebosMediaDependencies extends ElementDependencies, Pick<SerialMediaDependencies, 'network' | 'onForegroundChange'> {
  readonly http: HttpPort;
  readonly libraries: VendorLibraries;
  readonly capabilities: Capabilities;
}

/** The set's own player behind the media element. */
export function nativeEngine(dependencies: WebosMediaDependencies): EngineChoice {
  const { capabilities } = dependencies;
  const options = {
    engine: 'native',
    // One native seek is in flight at a time; newer targets replace a waiting one (tv-platforms 4.5).
    seekDebounceMs: 300,
    endGuardMs: 1_000,
    verifiesSeeks: WEBOS_FALSE_SEEK_SUCCESS.appliesTo(capabilities),
    enablesAudio: WEBOS_AUDIO_TRACKS_OFF.appliesTo(capabilities),
    isZeroDurationLive: WEBOS_LIVE_DURATION_ZERO.appliesTo(capabilities),
  };
  return elementEngine(dependencies, (request) => ({ ...options, typeOf: () => webosMediaType(request.source) }), 'native');
}

/**
 * Which engines a set of LG tries: its own player first, MSE where that cannot: DASH, request headers, and raw transport
 * streams the set refuses.
 */
export function webosPlan(dependencies: WebosMediaDependencies): EnginePlan {
  const { capabilities, libraries, http } = dependencies;
  const native = nativeEngine(dependencies);
  const hasMse = capabilities.media.dash === 'mse';
  const shaka = hasMse ? [shakaEngine(dependencies, libraries, capabilities.memoryClass)] : [];
  const mpegts = hasMse ? [mpegtsEngine(dependencies, libraries)] : [];
  const needsHeaders = (source: MediaSource): boolean =>
    Object.keys(source.headers ?? {}).some((name) => !http.forbiddenHeaders.has(name.toLowerCase()));
  return async (source) => {
    // The set's own player opens PlayReady alone, by a service of its own; MSE asks for licences as everywhere.
    if (source.drm !== undefined) return shaka;
    const form = source.form === 'unknown' ? formOfAddress(source.url) : source.form;
    if (form === 'dash') return shaka;
    // The set's own player lets nobody choose its buffer.
    if (form === 'hls') return needsHeaders(source) || source.buffer === 'long' ? [...shaka, native] : [native, ...shaka];
    if (form === 'ts') return needsHeaders(source) ? [...mpegts, native] : [native, ...mpegts];
    if (form === 'mp4') return [native];
    // The set looks at the bytes itself, except for DASH, which it would refuse.
    return (await detectForm(source.url, http)) === 'dash' ? shaka : [native, ...mpegts];
  };
}

/** MediaPort of an LG set. */
export class WebosMedia extends SerialMedia {
  constructor(dependencies: WebosMediaDependencies) {
    const { clock, log, network, onForegroundChange, http, capabilities } = dependencies;
    const plan = webosPlan(dependencies);
    super({
      clock, log, network, onForegroundChange,
      planOf: () => ({ plan }),
      probeHost: NATIVE_SLOW_DEAD_HOST.appliesTo(capabilities) ? createHostProbe(http) : null,
      maxPlayers: capabilities.maxPlayers,
    });
  }
}
