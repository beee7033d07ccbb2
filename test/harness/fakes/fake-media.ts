import { AppError, Emitter } from '#core/base';
import type { ErrorCode } from '#core/base';
import type { Disposer } from '#core/base';
import type { LiveWindow, MediaAspect, MediaEvents, MediaPlayer, MediaPort, MediaSource, MediaState, MediaStats, MediaTrack, Rect } from '#ports';

/** How an address behaves when loaded: plays, fails with a code, or never answers. */
export type FakeMediaScript = 'play' | 'hang' | ErrorCode;

/** A decoder without a picture: obeys, remembers, and says what a test tells it to say. */
export class FakeMediaPlayer implements MediaPlayer {
  state: MediaState = 'idle';
  isBuffering = false;
  isSeeking = false;
  positionMs = 0;
  durationMs = 0;
  liveWindow: LiveWindow | null = null;
  tracks: readonly MediaTrack[] = [];
  rates: readonly number[] = [];
  aspects: readonly MediaAspect[] = [];
  source: MediaSource | null = null;
  rect: Rect | null = null;
  isMuted = false;
  /** Calls in order: `load`, `play`, `pause`, `seek 5000`, `stop`, `track audio x`, `rate 2`, `aspect fill`, `destroy`. */
  readonly calls: string[] = [];
  private readonly events = new Emitter<MediaEvents>();
  private loads = 0;
  private readonly owner: FakeMedia;

  constructor(owner: FakeMedia) {
    this.owner = owner;
  }

  load(source: MediaSource): Promise<void> {
    this.calls.push('load');
    this.loads += 1;
    const load = this.loads;
    this.source = source;
    this.setState('loading');
    const script = this.owner.scriptOf(source.url);
    if (script === 'hang') return new Promise(() => undefined);
    return Promise.resolve().then(() => {
      if (load !== this.loads) throw new AppError('net.cancelled');
      if (script !== 'play') {
        this.setState('failed');
        throw new AppError(script);
      }
      this.durationMs = source.isLive ? Infinity : this.owner.durationMs;
      this.positionMs = source.startMs ?? 0;
      this.liveWindow = source.isLive ? this.owner.liveWindow : null;
      if (this.liveWindow !== null && source.startMs === undefined) this.positionMs = this.liveWindow.endMs - 4000;
      this.tracks = this.owner.tracks;
      this.rates = source.isLive ? [] : this.owner.rates;
      this.aspects = this.owner.aspects;
      this.setState('ready');
      this.events.emit('duration', this.durationMs);
      this.events.emit('tracks', this.tracks);
    });
  }

  play(): Promise<void> {
    this.calls.push('play');
    if (this.state === 'ready' || this.state === 'paused') this.setState('playing');
    return Promise.resolve();
  }

  pause(): Promise<void> {
    this.calls.push('pause');
    if (this.state === 'playing' || this.state === 'ready') this.setState('paused');
    return Promise.resolve();
  }

  seek(positionMs: number): Promise<void> {
    this.calls.push(`seek ${String(positionMs)}`);
    this.moveTo(positionMs);
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.calls.push('stop');
    this.loads += 1;
    this.source = null;
    if (this.state !== 'destroyed') this.setState('idle');
    return Promise.resolve();
  }

  selectTrack(kind: 'audio' | 'text', id: string | null): Promise<void> {
    this.calls.push(`track ${kind} ${String(id)}`);
    this.tracks = this.tracks.map((track) => (track.kind === kind ? { ...track, isSelected: track.id === id } : track));
    this.events.emit('tracks', this.tracks);
    return Promise.resolve();
  }

  setRate(rate: number): Promise<void> {
    this.calls.push(`rate ${String(rate)}`);
    return Promise.resolve();
  }

  setAspect(aspect: MediaAspect): void {
    this.calls.push(`aspect ${aspect}`);
  }

  setRect(rect: Rect): void {
    this.rect = rect;
  }

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
  }

  stats(): MediaStats {
    return { engine: 'fake', width: 1920, height: 1080, bitrateBps: 5_200_000, bufferedAheadMs: 12_000, droppedFrames: 0 };
  }

  on<K extends keyof MediaEvents>(name: K, listener: (payload: MediaEvents[K]) => void): Disposer {
    return this.events.on(name, listener);
  }

  destroy(): Promise<void> {
    this.calls.push('destroy');
    this.state = 'destroyed';
    this.events.clear();
    return Promise.resolve();
  }

  /** Says something as the engine would. */
  say<K extends keyof MediaEvents>(name: K, payload: MediaEvents[K]): void {
    if (name === 'buffering') this.isBuffering = payload as boolean;
    this.events.emit(name, payload);
  }

  /** The picture moves to a position. */
  moveTo(positionMs: number): void {
    this.positionMs = positionMs;
    this.events.emit('position', positionMs);
  }

  /** The engine fails in mid-play. */
  break(code: ErrorCode): void {
    this.setState('failed');
    this.events.emit('error', new AppError(code));
  }

  /** The film is over. */
  finish(): void {
    this.setState('ended');
    this.events.emit('ended', undefined);
  }

  private setState(state: MediaState): void {
    this.state = state;
    this.events.emit('state', state);
  }
}

/** Makes fake players; addresses are scripted by what they contain. */
export class FakeMedia implements MediaPort {
  maxPlayers = 1;
  durationMs = 49 * 60_000;
  liveWindow: LiveWindow | null = null;
  tracks: readonly MediaTrack[] = [];
  rates: readonly number[] = [0.5, 1, 1.5, 2];
  aspects: readonly MediaAspect[] = ['fit', 'fill', 'zoom'];
  readonly players: FakeMediaPlayer[] = [];
  /** The address that is announced now; empty: none. */
  announced = '';
  private readonly scripts: Array<readonly [text: string, script: FakeMediaScript]> = [];

  announce({ url }: MediaSource): Disposer {
    this.announced = url;
    return () => {
      if (this.announced === url) this.announced = '';
    };
  }

  create(): MediaPlayer {
    const player = new FakeMediaPlayer(this);
    this.players.push(player);
    return player;
  }

  /** The player made last. Throws when none was made: the test expected one. */
  get player(): FakeMediaPlayer {
    const last = this.players[this.players.length - 1];
    if (last === undefined) throw new Error('no player was made');
    return last;
  }

  /** Addresses containing `text` behave so from now on; the newest rule wins. */
  script(text: string, behaviour: FakeMediaScript): void {
    this.scripts.unshift([text, behaviour]);
  }

  scriptOf(url: string): FakeMediaScript {
    return this.scripts.find(([text]) => url.indexOf(text) !== -1)?.[1] ?? 'play';
  }
}
