import { AVPLAY_EARLY_LIVE_TS, AVPLAY_SEEK_NEAR_END, AVPLAY_SEEK_STORM, AVPLAY_WIDEVINE_OLD_CALLS, createHostProbe, formOfAddress, lateEngine, NATIVE_SLOW_DEAD_HOST, SerialMedia } from '#platforms/common';
import type { EngineChoice, EnginePlan, SerialMediaDependencies } from '#platforms/common';
import type { Capabilities, HttpPort } from '#ports';
import { AvplayPool } from './avplay-pool';
import type { AvplayPoolDependencies, AvplaySeat } from './avplay-pool';
import type * as session from './avplay-session';

/** What Samsung's media is made of. */
export interface AvplayMediaDependencies extends AvplayPoolDependencies, Pick<SerialMediaDependencies, 'clock' | 'log' | 'network' | 'onForegroundChange'> {
  readonly http: HttpPort;
  readonly capabilities: Capabilities;
}

/** AVPlay for everything: it plays HLS, DASH, transport streams and files alike, and looks at unknown ones itself. */
export function avplayPlan({ clock, log, http, capabilities }: AvplayMediaDependencies, seat: AvplaySeat): EnginePlan {
  const measures = {
    seekDebounceMs: AVPLAY_SEEK_STORM.appliesTo(capabilities) ? 300 : 0,
    endGuardMs: AVPLAY_SEEK_NEAR_END.appliesTo(capabilities) ? 3_000 : 0,
    holdsEarlyLiveTs: AVPLAY_EARLY_LIVE_TS.appliesTo(capabilities),
    hasOldWidevine: AVPLAY_WIDEVINE_OLD_CALLS.appliesTo(capabilities),
  };
  const load = async (): Promise<typeof session> => {
    const part = await import('./avplay-session');
    // A set that gives no second object says so here, before anything is opened.
    void seat.native;
    return part;
  };
  const engine = (isLimited: boolean): EngineChoice =>
    lateEngine('avplay', load, ({ AvplaySession }, request) => {
      const { limit, ...source } = request.source;
      const form = source.form === 'unknown' ? formOfAddress(source.url) : source.form;
      const limited = isLimited && limit !== undefined ? { limit } : {};
      return new AvplaySession({ ...request, source: { ...source, form, ...limited } }, { seat, clock, log, http, ...measures });
    });
  // A set that refuses a stream for want of a rate so low plays it as it is.
  return (source) => Promise.resolve(source.limit === undefined ? [engine(false)] : [engine(true), engine(false)]);
}

/** MediaPort of a Samsung set: one player, and on models that were tried a second one that gathers beside it (`maxPlayers`). */
export class AvplayMedia extends SerialMedia {
  constructor(dependencies: AvplayMediaDependencies) {
    const { clock, log, network, onForegroundChange, http, capabilities } = dependencies;
    const pool = new AvplayPool(dependencies);
    super({
      clock, log, network, onForegroundChange,
      planOf: () => {
        const seat = pool.take();
        return {
          plan: avplayPlan(dependencies, seat),
          end: () => {
            seat.leave();
          },
        };
      },
      probeHost: NATIVE_SLOW_DEAD_HOST.appliesTo(capabilities) ? createHostProbe(http) : null,
      maxPlayers: capabilities.maxPlayers,
    });
  }
}
