import { AppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { ClockPort, LogPort, MediaPlayer, MediaPort, MediaSource, NetworkPort } from '#ports';
import { decoderFor } from '../background/decoder-for';
import type { HostProbe } from './probe-host';
import { SerialPlayer } from './serial-player';
import type { EnginePlan } from './session';

/** What a media port is made of. */
export interface SerialMediaDependencies {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly network: NetworkPort;
  /** Asked for each player, since some hosts give each a native one of its own; `end` is called when the player is gone. */
  readonly planOf: () => { readonly plan: EnginePlan; readonly end?: Disposer };
  readonly probeHost: HostProbe | null;
  readonly maxPlayers: number;
  /** {@link MediaPort.announce}, where the host has it. */
  readonly announce?: (source: MediaSource) => Disposer;
  /** Calls back ahead of the app when the page goes to the background (`false`) and comes back. */
  readonly onForegroundChange: (listener: (isForeground: boolean) => void) => Disposer;
}

/** MediaPort over engines with sessions. Lets every decoder go in the background and restores it in front. */
export class SerialMedia implements MediaPort {
  readonly maxPlayers: number;
  readonly textDecoder = decoderFor;
  declare readonly announce?: (source: MediaSource) => Disposer;
  private readonly dependencies: SerialMediaDependencies;
  private readonly players = new Set<SerialPlayer>();
  private readonly leave: Disposer;

  constructor(dependencies: SerialMediaDependencies) {
    this.dependencies = dependencies;
    this.maxPlayers = dependencies.maxPlayers;
    if (dependencies.announce !== undefined) this.announce = dependencies.announce;
    this.leave = dependencies.onForegroundChange((isForeground) => {
      for (const player of this.players) {
        if (isForeground) player.resume();
        else player.suspend();
      }
    });
  }

  create(): MediaPlayer {
    if (this.players.size >= this.maxPlayers) throw new AppError('media.busy', { facts: { players: this.players.size } });
    const { clock, log, network, probeHost, planOf } = this.dependencies;
    const { plan, end } = planOf();
    const player: SerialPlayer = new SerialPlayer({
      clock, log, network, plan, probeHost,
      onDestroyed: () => {
        this.players.delete(player);
        end?.();
      },
    });
    this.players.add(player);
    return player;
  }

  /** Ends every player and stops listening. */
  async dispose(): Promise<void> {
    this.leave();
    await Promise.all(Array.from(this.players, (player) => player.destroy()));
  }
}
