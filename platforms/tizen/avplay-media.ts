import type { AVPlayManager } from 'tizen-tv-webapis';
import { AVPLAY_EARLY_LIVE_TS, AVPLAY_SEEK_NEAR_END, AVPLAY_SEEK_STORM, createHostProbe, formOfAddress, NATIVE_SLOW_DEAD_HOST, SerialMedia } from '#platforms/common';
import type { EnginePlan, SerialMediaDependencies } from '#platforms/common';
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
  return () => Promise.resolve([
    {
      name: 'avplay',
      create: (request) => {
        const { source } = request;
        const form = source.form === 'unknown' ? formOfAddress(source.url) : source.form;
        return new AvplaySession({ ...request, source: { ...source, form } }, { native, surface, clock, log, ...measures });
      },
    },
  ]);
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
