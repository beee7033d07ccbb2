import { AppError } from '#core/base';
import {
  createHostProbe, detectForm, elementEngine, formOfAddress, lateEngine, loadMse, mpegtsEngine, NATIVE_SLOW_DEAD_HOST, readyEngine, SerialMedia, shakaEngine, WEBOS_AUDIO_TRACKS_OFF,
  WEBOS_FALSE_SEEK_SUCCESS, WEBOS_LIVE_DURATION_ZERO,
} from '#platforms/common';
import type { ElementDependencies, ElementSessionOptions, EngineChoice, EnginePlan, SerialMediaDependencies, VendorLibraries } from '#platforms/common';
import type { Capabilities, HttpPort, MediaSource } from '#ports';
import type { DrmClientDependencies } from './drm-client';
import { webosMediaType } from './media-type';
import type * as protection from './protected-session';

/** What LG's media is made of. */
export interface WebosMediaDependencies extends ElementDependencies, Pick<SerialMediaDependencies, 'network' | 'onForegroundChange'> {
  readonly http: HttpPort;
  readonly libraries: VendorLibraries;
  readonly capabilities: Capabilities;
  readonly drm: Pick<DrmClientDependencies, 'luna' | 'appId'>;
  /** The engine opens protected streams that the page feeds it (from Chrome 42 on, so from webOS 4 on). */
  readonly hasEme: boolean;
}

/** What the set's own player wants minded. */
function nativeOptions(capabilities: Capabilities): Omit<ElementSessionOptions, 'typeOf'> {
  return {
    engine: 'native',
    // One native seek is in flight at a time; newer targets replace a waiting one (tv-platforms 4.5).
    seekDebounceMs: 300,
    endGuardMs: 1_000,
    verifiesSeeks: WEBOS_FALSE_SEEK_SUCCESS.appliesTo(capabilities),
    enablesAudio: WEBOS_AUDIO_TRACKS_OFF.appliesTo(capabilities),
    isZeroDurationLive: WEBOS_LIVE_DURATION_ZERO.appliesTo(capabilities),
  };
}

/** The set's own player behind the media element. */
export function nativeEngine(dependencies: WebosMediaDependencies): EngineChoice {
  const options = nativeOptions(dependencies.capabilities);
  return elementEngine(dependencies, (request) => ({ ...options, typeOf: () => webosMediaType(request.source) }), 'native');
}

/** The same with a client of the set's DRM service, which opens PlayReady for it. */
function protectedEngine(dependencies: WebosMediaDependencies): EngineChoice {
  const { clock, log, drm, capabilities } = dependencies;
  const options = nativeOptions(capabilities);
  const load = async (): Promise<typeof protection & Pick<Awaited<ReturnType<typeof loadMse>>, 'ElementSession'>> => {
    const [part, { ElementSession }] = await Promise.all([import('./protected-session'), loadMse()]);
    return { ...part, ElementSession };
  };
  return lateEngine('native', load, ({ protectedSession, ElementSession }, request) =>
    protectedSession(request, { clock, log, ...drm }, (inner, clientId) => new ElementSession(inner, dependencies, { ...options, typeOf: () => webosMediaType(inner.source, clientId()) })));
}

/** Who opens a protected stream: EME where it is and reaches, the set's service for what its own player opens by address. */
function protectedPlan(dependencies: WebosMediaDependencies, shaka: readonly EngineChoice[]): EnginePlan {
  const { http, hasEme } = dependencies;
  const native = protectedEngine(dependencies);
  return async (source) => {
    const form = source.form === 'unknown' ? await detectForm(source.url, http) : source.form;
    // Neither is fed by the page, so EME never sees them.
    if (form === 'mp4' || form === 'ts') return [native];
    if (hasEme && shaka.length > 0) return shaka;
    // LG documents no DASH for its own player.
    if (form === 'dash') throw new AppError('media.drm-unsupported', { facts: { engine: 'native', form } });
    return [native];
  };
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
  const openProtected = protectedPlan(dependencies, shaka);
  const needsHeaders = (source: MediaSource): boolean =>
    Object.keys(source.headers ?? {}).some((name) => !http.forbiddenHeaders.has(name.toLowerCase()));
  return async (source) => {
    if (source.drm !== undefined) return openProtected(source);
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
      // What the set's player makes of an element that is not to load yet is not known.
      announce: (source) => {
        readyEngine(plan, source, log);
        return () => undefined;
      },
    });
  }
}
