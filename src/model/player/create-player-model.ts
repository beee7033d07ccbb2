import { toAppError } from '#core/base';
import { computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { MediaStats, Rect } from '#ports';
import type { PlayerDeps } from './player-deps';
import type { PictureView, PlayerCore, PlayerModel, StreamFacts, Thumbnail, TracksView } from './player-model';
import { DEFAULT_SUBTITLE_STYLE } from './subtitle-style';
import type { SubtitleSettings } from './subtitle-style';

const NO_TRACKS: TracksView = Object.freeze({ audio: [], text: [], isTextOff: true });

const NO_SUBTITLES: SubtitleSettings = Object.freeze({ style: DEFAULT_SUBTITLE_STYLE, shiftMs: 0, secondId: null });

const NO_PICTURE: PictureView = Object.freeze({ rates: [], rate: 1, aspects: [], aspect: 'fit' });

const NO_FACTS: StreamFacts = Object.freeze({ host: '', form: '', isOnline: true, startedInMs: 0, stalls: 0, steps: [], choice: '' });

/** What screens read of the player. */
type Told = { [K in keyof PlayerModel]: PlayerModel[K] extends ReadonlySignal<unknown> ? K : never }[keyof PlayerModel];

/** What begins something: it waits for the player, the latest alone. */
const OPENING = ['tune', 'playArchive', 'playMovie', 'playEpisode', 'playTrailer', 'playRecording'] as const;

/** What means nothing before there is a player. */
const PASSED_ON = [
  'expectNext', 'expectTitle', 'play', 'pause', 'togglePause', 'seekTo', 'seekBy', 'seekToTenth', 'goToLive', 'startOver', 'scrubBy', 'commitScrub', 'cancelScrub', 'retry', 'useOther', 'playNextEpisode', 'playPreviousEpisode', 'dismissUpNext', 'skipOver', 'skipAd', 'selectAudio', 'selectText', 'setSubtitles', 'setPicture', 'suspend', 'resume',
] as const;

type Actions = Pick<PlayerModel, (typeof OPENING | typeof PASSED_ON)[number]>;
type Wish = (core: PlayerModel) => void;

/**
 * Stands for the player until something is played: the player itself is a part that is loaded then (decision 0009). While it loads only
 * the latest wish counts; nothing plays, and all that screens read says so.
 */
class PlayerShell implements Omit<PlayerCore, keyof Actions> {
  private readonly deps: PlayerDeps;
  private readonly core = signal<PlayerModel | null>(null);
  private wish: Wish | null = null;
  private loading: Promise<void> | null = null;
  private rect: Rect | null = null;
  private isOver = false;

  readonly nowPlaying = this.follow('nowPlaying', null);
  readonly state = this.follow('state', { kind: 'idle' });
  readonly problem = this.follow('problem', null);
  readonly positionMs = this.follow('positionMs', 0);
  readonly durationMs = this.follow('durationMs', 0);
  readonly isLengthHidden = this.follow('isLengthHidden', false);
  readonly bufferedMs = this.follow('bufferedMs', 0);
  readonly liveWindow = this.follow('liveWindow', null);
  readonly banner = this.follow('banner', null);
  readonly endsAtMs = this.follow('endsAtMs', 0);
  readonly tracks = this.follow('tracks', NO_TRACKS);
  readonly cues = this.follow('cues', []);
  readonly subtitles = this.follow('subtitles', NO_SUBTITLES);
  readonly picture = this.follow('picture', NO_PICTURE);
  readonly chapters = this.follow('chapters', []);
  readonly skippable = this.follow('skippable', null);
  readonly scrub = this.follow('scrub', null);
  readonly upNext = this.follow('upNext', null);
  readonly hasThumbnails = this.follow('hasThumbnails', false);
  readonly channelKey = this.follow('channelKey', null);
  readonly isWanted = this.follow('isWanted', false);
  readonly rescued = this.follow('rescued', '');
  readonly ad = this.follow('ad', null);

  constructor(deps: PlayerDeps) {
    this.deps = deps;
  }

  prepare(): Promise<void> {
    return (this.loading ??= this.load());
  }

  /** Does it with the player, once there is one. */
  open(wish: Wish): void {
    const core = this.core.peek();
    if (core !== null) {
      wish(core);
      return;
    }
    this.wish = wish;
    void this.prepare();
  }

  /** Does it with the player, if there is one. */
  pass(wish: Wish): void {
    const core = this.core.peek();
    if (core !== null) wish(core);
  }

  stop(): void {
    this.wish = null;
    this.core.peek()?.stop();
  }

  setRect(rect: Rect | null): void {
    this.rect = rect;
    this.core.peek()?.setRect(rect);
  }

  thumbnailAt(positionMs: number): Thumbnail | null {
    return this.core.peek()?.thumbnailAt(positionMs) ?? null;
  }

  stats(): MediaStats | null {
    return this.core.peek()?.stats() ?? null;
  }

  streamFacts(): StreamFacts {
    return this.core.peek()?.streamFacts() ?? NO_FACTS;
  }

  dispose(): void {
    this.isOver = true;
    this.wish = null;
    this.core.peek()?.dispose();
  }

  private follow<K extends Told>(name: K, before: PlayerModel[K]['value']): PlayerModel[K] {
    return computed(() => {
      const core = this.core.value;
      return core === null ? before : core[name].value;
    }) as unknown as PlayerModel[K];
  }

  private async load(): Promise<void> {
    try {
      const { createPlayer } = await import('./playing');
      if (this.isOver) return;
      const core = createPlayer(this.deps);
      core.setRect(this.rect);
      this.core.value = core;
      const { wish } = this;
      this.wish = null;
      wish?.(core);
    } catch (error) {
      // Asked again with the next wish.
      this.loading = null;
      this.deps.log.write('error', 'the player could not be loaded', { reason: toAppError(error).message });
      if (this.wish !== null) this.deps.onFinished();
      this.wish = null;
    }
  }
}

/** What is wished of the player by name. */
function actionsOf(shell: PlayerShell): Actions {
  const actions: Partial<Record<keyof Actions, unknown>> = {};
  const wishOf = (name: keyof Actions, words: readonly unknown[]): Wish => (core) => {
    (core[name] as (...all: readonly unknown[]) => void)(...words);
  };
  for (const name of OPENING) actions[name] = (...words: unknown[]) => { shell.open(wishOf(name, words)); };
  for (const name of PASSED_ON) actions[name] = (...words: unknown[]) => { shell.pass(wishOf(name, words)); };
  return actions as Actions;
}

/** Makes the player; its code is loaded with the first thing that is played, or ahead of it by `prepare`. */
export function createPlayerModel(deps: PlayerDeps): PlayerCore {
  const shell = new PlayerShell(deps);
  return Object.assign(shell, actionsOf(shell));
}
