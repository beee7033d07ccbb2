import { AppError } from '#core/base';
import type { MediaPlayer, MediaPort, MediaSource, RelayedStream, ServicePort } from '#ports';

/**
 * The set's players, with streams that need headers read through the service: LG's player sets none, and a page may not set all.
 * DASH keeps its way (MSE sets what it can), since its addresses cannot be relayed.
 */
export class RelayedMedia implements MediaPort {
  readonly maxPlayers: number;
  readonly textDecoder?: NonNullable<MediaPort['textDecoder']>;
  readonly announce?: NonNullable<MediaPort['announce']>;
  private readonly media: MediaPort;
  private readonly service: ServicePort;

  constructor(media: MediaPort, service: ServicePort) {
    this.media = media;
    this.service = service;
    this.maxPlayers = media.maxPlayers;
    if (media.announce !== undefined) this.announce = media.announce.bind(media);
    if (media.textDecoder !== undefined) this.textDecoder = media.textDecoder;
  }

  create(): MediaPlayer {
    return relayed(this.media.create(), this.service);
  }
}

/** Gives a new player another `load`, and closes its stream with it; everything else stays the player's own. */
function relayed(player: MediaPlayer, service: ServicePort): MediaPlayer {
  const [load, stop, destroy] = [player.load.bind(player), player.stop.bind(player), player.destroy.bind(player)];
  let stream: RelayedStream | null = null;
  let turns = 0;
  const forget = (): number => {
    stream?.close();
    stream = null;
    turns += 1;
    return turns;
  };
  const relay = async (source: MediaSource, turn: number): Promise<MediaSource> => {
    const { headers } = source;
    if (headers === undefined || Object.keys(headers).length === 0 || source.form === 'dash' || service.isMissing) return source;
    try {
      const opened = await service.openStream({ url: source.url, headers, route: null });
      if (turn === turns) stream = opened;
      else opened.close();
      return { ...source, url: opened.url, headers: {} };
    } catch {
      // Without the relay the engine sets what it can.
      return source;
    }
  };
  player.load = async (source) => {
    const turn = forget();
    const wanted = await relay(source, turn);
    if (turn !== turns) throw new AppError('net.cancelled');
    await load(wanted);
  };
  player.stop = () => {
    forget();
    return stop();
  };
  player.destroy = () => {
    forget();
    return destroy();
  };
  return player;
}
