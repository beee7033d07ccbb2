import type { AVPlayManager } from 'tizen-tv-webapis';
import { AVPLAY_EARLY_LIVE_TS, AVPLAY_SEEK_NEAR_END, AVPLAY_SEEK_STORM, createHostProbe, formOfAddress, NATIVE_SLOW_DEAD_HOST, SerialMedia } from '#platforms/common';
import type { EngineChoice, EnginePlan, SerialMediaDependencies } from '#platforms/common';
import type { Capabilities, HttpPort } from '#ports';
import { AvplaySession } from './avplay-session';
import type { AvplaySurface } from './avplay-surface';

/** What Samsung's media is made of. */
export interface AvplayMediaDependencies extends Pick<SerialMediaDependencies, 'clock' | 'log' | 'network' | 'onForegroundChange'> {
  readonly native: AVPlayManager;
  readonly surface: Pick<AvplaySurface, 'place'>;
  readonly http: HttpPort;
  readonly capabilities: Capabilities;
}

/** AVPlay for everything: it plays HLS, DASH, transport streams and files alike, and looks at unknown ones itself. */
export function avplayPlan(dependencies: AvplayMediaDependencies): EnginePlan {
  const { native, surface, clock, log, capabilities } = dependencies;
  const measures = {
    seekDebounceMs: AVPLAY_SEEK_STORM.appliesTo(capabilities) ? 300 : 0,
    endGuardMs: AVPLAY_SEEK_NEAR_END.appliesTo(capabilities) ? 3_000 : 0,
    holdsEarlyLiveTs: AVPLAY_EARLY_LIVE_TS.appliesTo(capabilities),
  };
  const engine = (isLimited: boolean): EngineChoice => ({
    name: 'avplay',
    create: (request) => {
      const { limit, ...source } = request.source;
      const form = source.form === 'unknown' ? formOfAddress(source.url) : source.form;
      const limited = isLimited && limit !== undefined ? { limit } : {};
      return new AvplaySession({ ...request, source: { ...source, form, ...limited } }, { native, surface, clock, log, ...measures });
    },
  });
  // A set that refuses a stream for want of a rate so low plays it as it is.
  return (source) => Promise.resolve(source.limit === undefined ? [engine(false)] : [engine(true), engine(false)]);
}

/** MediaPort of a Samsung set. */
export class AvplayMedia extends SerialMedia {
  constructor(dependencies: AvplayMediaDependencies) {
    const { clock, log, network, onForegroundChange, http, capabilities } = dependencies;
    super({
      clock, log, network, onForegroundChange,
      plan: avplayPlan(dependencies),
      probeHost: NATIVE_SLOW_DEAD_HOST.appliesTo(capabilities) ? createHostProbe(http) : null,
      maxPlayers: capabilities.maxPlayers,
    });
  }
}
