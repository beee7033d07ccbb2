import { toAppError } from '#core/base';
import type { ItemKey } from '#core/base';
import { computed, signal } from '#core/state';
import type { AdView } from '#model/ads';
import type { ReadonlySignal } from '#core/state';
import type { MediaStats, Rect } from '#ports';
import type { PlayerDeps } from './player-deps';
import type { Chapter, PictureChoice, PictureView, PlayerCore, PlayerModel, RecordingToPlay, StreamFacts, Thumbnail, TracksView } from './player-model';
import { DEFAULT_SUBTITLE_STYLE } from './subtitle-style';
import type { SubtitleSettings, SubtitleView } from './subtitle-style';

const NO_TRACKS: TracksView = Object.freeze({ audio: [], text: [], isTextOff: true });

const NO_SUBTITLES: SubtitleSettings = Object.freeze({ style: DEFAULT_SUBTITLE_STYLE, shiftMs: 0, secondId: null });

const NO_PICTURE: PictureView = Object.freeze({ rates: [], rate: 1, aspects: [], aspect: 'fit' });

const NO_FACTS: StreamFacts = Object.freeze({ host: '', form: '', isOnline: true, startedInMs: 0, stalls: 0, steps: [], choice: '' });

/**
 * Stands for the player until something is played: the player itself is a part that is loaded then (decision 0009). While it loads only
 * the latest wish counts; nothing plays, and all that screens read says so.
 */
class PlayerShell implements PlayerCore {
  private readonly deps: PlayerDeps;
  private readonly core = signal<PlayerModel | null>(null);
  private wish: ((core: PlayerModel) => void) | null = null;
  private loading: Promise<void> | null = null;
  private rect: Rect | null = null;
  private isOver = false;

  readonly nowPlaying = this.follow((core) => core.nowPlaying, null);
  readonly state = this.follow((core) => core.state, { kind: 'idle' });
  readonly problem = this.follow((core) => core.problem, null);
  readonly positionMs = this.follow((core) => core.positionMs, 0);
  readonly durationMs = this.follow((core) => core.durationMs, 0);
  readonly bufferedMs = this.follow((core) => core.bufferedMs, 0);
  readonly liveWindow = this.follow((core) => core.liveWindow, null);
  readonly banner = this.follow((core) => core.banner, null);
  readonly endsAtMs = this.follow((core) => core.endsAtMs, 0);
  readonly tracks = this.follow((core) => core.tracks, NO_TRACKS);
  readonly cues = this.follow<readonly SubtitleView[]>((core) => core.cues, []);
  readonly subtitles = this.follow((core) => core.subtitles, NO_SUBTITLES);
  readonly picture = this.follow((core) => core.picture, NO_PICTURE);
  readonly chapters = this.follow<readonly Chapter[]>((core) => core.chapters, []);
  readonly skippable = this.follow((core) => core.skippable, null);
  readonly scrub = this.follow((core) => core.scrub, null);
  readonly upNext = this.follow((core) => core.upNext, null);
  readonly hasThumbnails = this.follow((core) => core.hasThumbnails, false);
  readonly channelKey = this.follow((core) => core.channelKey, null);
  readonly isWanted = this.follow((core) => core.isWanted, false);
  readonly rescued = this.follow((core) => core.rescued, '');
  readonly ad = this.follow<AdView | null>((core) => core.ad, null);

  constructor(deps: PlayerDeps) {
    this.deps = deps;
  }

  prepare(): Promise<void> {
    return (this.loading ??= this.load());
  }

  tune(key: ItemKey): void {
    this.open((core) => {
      core.tune(key);
    });
  }

  expectNext(key: ItemKey): void {
    this.core.peek()?.expectNext(key);
  }

  playArchive(channelKey: ItemKey, startMs: number, stopMs: number): void {
    this.open((core) => {
      core.playArchive(channelKey, startMs, stopMs);
    });
  }

  playMovie(key: ItemKey, from: 'resume' | 'start'): void {
    this.open((core) => {
      core.playMovie(key, from);
    });
  }

  playEpisode(key: ItemKey, seriesKey: ItemKey, from: 'resume' | 'start'): void {
    this.open((core) => {
      core.playEpisode(key, seriesKey, from);
    });
  }

  playTrailer(key: ItemKey): void {
    this.open((core) => {
      core.playTrailer(key);
    });
  }

  playRecording(recording: RecordingToPlay): void {
    this.open((core) => {
      core.playRecording(recording);
    });
  }

  play(): void {
    this.core.peek()?.play();
  }

  pause(): void {
    this.core.peek()?.pause();
  }

  togglePause(): void {
    this.core.peek()?.togglePause();
  }

  seekTo(positionMs: number): void {
    this.core.peek()?.seekTo(positionMs);
  }

  seekBy(deltaMs: number): void {
    this.core.peek()?.seekBy(deltaMs);
  }

  seekToTenth(digit: number): void {
    this.core.peek()?.seekToTenth(digit);
  }

  goToLive(): void {
    this.core.peek()?.goToLive();
  }

  startOver(): void {
    this.core.peek()?.startOver();
  }

  scrubBy(direction: 1 | -1, heldMs: number): void {
    this.core.peek()?.scrubBy(direction, heldMs);
  }

  commitScrub(): void {
    this.core.peek()?.commitScrub();
  }

  cancelScrub(): void {
    this.core.peek()?.cancelScrub();
  }

  retry(): void {
    this.core.peek()?.retry();
  }

  useOther(): void {
    this.core.peek()?.useOther();
  }

  playNextEpisode(): void {
    this.core.peek()?.playNextEpisode();
  }

  playPreviousEpisode(): void {
    this.core.peek()?.playPreviousEpisode();
  }

  dismissUpNext(): void {
    this.core.peek()?.dismissUpNext();
  }

  skipOver(): void {
    this.core.peek()?.skipOver();
  }

  skipAd(): void {
    this.core.peek()?.skipAd();
  }

  selectAudio(id: string): void {
    this.core.peek()?.selectAudio(id);
  }

  selectText(id: string | null): void {
    this.core.peek()?.selectText(id);
  }

  setSubtitles(change: Partial<SubtitleSettings>): void {
    this.core.peek()?.setSubtitles(change);
  }

  setPicture(change: Partial<PictureChoice>): void {
    this.core.peek()?.setPicture(change);
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

  suspend(): void {
    this.core.peek()?.suspend();
  }

  resume(): void {
    this.core.peek()?.resume();
  }

  dispose(): void {
    this.isOver = true;
    this.wish = null;
    this.core.peek()?.dispose();
  }

  private follow<T>(read: (core: PlayerModel) => ReadonlySignal<T>, before: T): ReadonlySignal<T> {
    return computed(() => {
      const core = this.core.value;
      return core === null ? before : read(core).value;
    });
  }

  private open(wish: (core: PlayerModel) => void): void {
    const core = this.core.peek();
    if (core !== null) {
      wish(core);
      return;
    }
    this.wish = wish;
    void this.prepare();
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

/** Makes the player; its code is loaded with the first thing that is played, or ahead of it by `prepare`. */
export function createPlayerModel(deps: PlayerDeps): PlayerCore {
  return new PlayerShell(deps);
}
