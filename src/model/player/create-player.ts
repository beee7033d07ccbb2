import { AppError, clamp, SECOND_MS, toAppError } from '#core/base';
import type { CancelSignal, Disposer, ItemKey, Result } from '#core/base';
import type { ChannelRecord, SeriesDetail } from '#core/catalog';
import { IDLE_PLAYBACK, STABLE_MS, stepPlayback } from '#core/playback';
import type { PlaybackCommand, PlaybackEvent, PlaybackState, PlaybackStep, RescueOffers, RescuePath } from '#core/playback';
import { batch, computed, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { AdView } from '#model/ads';
import type { LiveWindow, MediaStats, Rect } from '#ports';
import type { PlayAnswer } from '#sources/source';
import { BreakLink } from './break-link';
import { hasUsefulWindow, viewerWallMs } from './live-banner';
import { FULL_SCREEN, MediaDriver } from './media-driver';
import type { Chapter, ExpectedTitle, LiveBanner, NowPlaying, PictureChoice, PictureView, PlayerModel, PlayerState, ProblemView, RecordingToPlay, Scrub, Skippable, StreamFacts, Thumbnail, TracksView, UpNext } from './player-model';
import { PlaceKeeper } from './place-keeper';
import type { PlayerDeps } from './player-deps';
import { createPlayerViews } from './player-views';
import { goesOnWith } from './goes-on-with';
import { RescueLink } from './rescue-link';
import { ScoreGuard } from './score-guard';
import { Scrubber, seekRange } from './scrubber';
import type { SeekRange } from './scrubber';
import { StreamDiary } from './stream-diary';
import type { SubtitleSettings, SubtitleView } from './subtitle-style';
import { createTrackChoices } from './track-choices';
import type { TrackChoices } from './track-choices';
import { isTroubled } from './troubled-state';
import type { TroubledState } from './troubled-state';
import { Upkeep } from './upkeep';
import { episodeBeside } from './up-next-view';
import { WatchMemory } from './watch-memory';
import type { Watching } from './watching';
import type { ZapAhead } from './zap-ahead';
import { createZapAhead } from './zap-link';

/** Live paused for longer is taken up from the archive instead of jumping to the edge. */
const SHORT_PAUSE_MS = 10 * SECOND_MS;

const ACTIVE: readonly PlaybackState['kind'][] = ['preparing', 'retrying', 'waiting', 'playing', 'stalled', 'ad-waiting', 'ad-playing'];

class Player implements PlayerModel {
  readonly nowPlaying: ReadonlySignal<NowPlaying | null>;
  readonly state: ReadonlySignal<PlayerState>;
  readonly problem: ReadonlySignal<ProblemView | null>;
  readonly positionMs: ReadonlySignal<number>;
  readonly durationMs: ReadonlySignal<number>;
  readonly isLengthHidden: ReadonlySignal<boolean>;
  readonly bufferedMs = signal(0);
  readonly liveWindow: ReadonlySignal<LiveWindow | null>;
  readonly banner: ReadonlySignal<LiveBanner | null>;
  readonly endsAtMs: ReadonlySignal<number>;
  readonly tracks: ReadonlySignal<TracksView>;
  readonly cues: ReadonlySignal<readonly SubtitleView[]>;
  readonly subtitles: ReadonlySignal<SubtitleSettings>;
  readonly picture: ReadonlySignal<PictureView>;
  readonly chapters: ReadonlySignal<readonly Chapter[]>;
  readonly skippable: ReadonlySignal<Skippable | null>;
  readonly scrub: ReadonlySignal<Scrub | null>;
  readonly upNext: ReadonlySignal<UpNext | null>;
  readonly hasThumbnails: ReadonlySignal<boolean>;
  readonly channelKey: ReadonlySignal<ItemKey | null>;
  readonly isWanted: ReadonlySignal<boolean>;
  readonly rescued = signal('');
  readonly ad: ReadonlySignal<AdView | null>;
  private readonly deps: PlayerDeps;
  private readonly driver: MediaDriver;
  private readonly choices: TrackChoices;
  private readonly memory: WatchMemory;
  private readonly scrubber: Scrubber;
  private readonly upkeep: Upkeep;
  private readonly rescue: RescueLink;
  private readonly breaks: BreakLink;
  private readonly diary: StreamDiary;
  private readonly ahead: ZapAhead;
  private readonly guard: ScoreGuard;
  private readonly places: PlaceKeeper;
  private readonly machine = signal<PlaybackState>(IDLE_PLAYBACK);
  private readonly watching = signal<Watching | null>(null);
  /** Detail of the playing episode's series, once known. */
  private readonly series = signal<SeriesDetail | null>(null);
  /** Monotonic time of the last tick; countdowns follow it. */
  private readonly beatMs = signal(0);
  private readonly channel: ReadonlySignal<ChannelRecord | null>;
  private readonly isUpNextDismissed = signal(false);
  private readonly leaveNetwork: Disposer;
  private problemAtMs = 0;
  /** Wall clock of the last picture before the trouble. */
  private lostMs = 0;
  private pausedAtMs = 0;

  constructor(deps: PlayerDeps) {
    this.deps = deps;
    this.driver = new MediaDriver({
      ...deps,
      tell: (event) => {
        this.dispatch(event);
      },
    });
    this.diary = new StreamDiary(deps);
    this.memory = new WatchMemory(deps);
    void this.memory.open();
    this.choices = createTrackChoices(deps, this.driver, this.memory);
    this.rescue = this.makeRescue();
    this.breaks = new BreakLink(deps, this.driver, {
      onPhase: (phase) => { this.dispatch({ type: 'ad', phase, nowMs: deps.clock.monotonicMs() }); },
      goOn: () => { this.dispatch({ type: 'ad-over', nowMs: deps.clock.monotonicMs() }); },
    });
    this.ad = this.breaks.view;
    this.places = new PlaceKeeper(deps);
    this.ahead = createZapAhead(deps, this.driver, this.places);
    this.upkeep = new Upkeep(deps, () => { this.onTick(); });
    this.scrubber = this.makeScrubber();
    this.scrub = this.scrubber.scrub;
    const isOnline = signal(deps.network.isOnline);
    this.leaveNetwork = deps.network.onChange((isNowOnline) => {
      isOnline.value = isNowOnline;
      if (isNowOnline) this.dispatch({ type: 'online', nowMs: deps.clock.monotonicMs() });
    });
    this.positionMs = this.driver.positionMs;
    this.liveWindow = this.driver.liveWindow;
    this.tracks = this.choices.view;
    this.cues = this.choices.cues;
    this.subtitles = this.choices.settings;
    this.picture = this.choices.picture.view;
    const { choices, driver, scrub, machine, watching, series, beatMs, isUpNextDismissed } = this;
    this.guard = new ScoreGuard({ deps, driver, choices, watching, scrub });
    ({ durationMs: this.durationMs, isOn: this.isLengthHidden, hasThumbnails: this.hasThumbnails } = this.guard);
    const own = { picture: this.picture, driver, machine, watching, series, beatMs, isOnline, isUpNextDismissed, guard: this.guard };
    const views = createPlayerViews({ ...deps, ...own, problemAtMs: () => this.problemAtMs });
    ({ nowPlaying: this.nowPlaying, state: this.state, problem: this.problem, banner: this.banner, upNext: this.upNext } = views);
    ({ chapters: this.chapters, skippable: this.skippable, channelKey: this.channelKey, channel: this.channel, endsAtMs: this.endsAtMs } = views);
    this.isWanted = computed(() => this.machine.value.wantsPlay);
  }

  tune(key: ItemKey): void {
    const watching = this.watching.peek();
    const { kind } = this.machine.peek();
    if (watching !== null && watching.kind === 'live' && watching.key === key && kind !== 'failed' && kind !== 'idle') return;
    this.open({ kind: 'live', key, seriesKey: null, startMs: 0, stopMs: 0 }, 0);
  }

  expectNext(key: ItemKey): void { this.ahead.expect(key); }

  expectTitle(title: ExpectedTitle | null): void { this.ahead.expectTitle(title); }

  playArchive(key: ItemKey, startMs: number, stopMs: number): void { this.open({ kind: 'archive', key, seriesKey: null, startMs, stopMs }, 0); }

  playMovie(key: ItemKey, from: 'resume' | 'start'): void {
    this.open({ kind: 'movie', key, seriesKey: null, startMs: 0, stopMs: 0 }, from === 'resume' ? this.places.resumeAt(key) : 0);
  }

  playEpisode(key: ItemKey, seriesKey: ItemKey, from: 'resume' | 'start'): void {
    this.open({ kind: 'episode', key, seriesKey, startMs: 0, stopMs: 0 }, from === 'resume' ? this.places.resumeAt(key) : 0);
    void this.loadSeries(seriesKey);
  }

  playTrailer(key: ItemKey): void { this.open({ kind: 'trailer', key, seriesKey: null, startMs: 0, stopMs: 0 }, 0); }

  playRecording(recording: RecordingToPlay): void {
    const { channelKey, startMs, stopMs, resumeAtMs } = recording;
    this.open({ kind: 'recording', key: channelKey, seriesKey: null, startMs, stopMs, recording }, resumeAtMs);
  }

  play(): void {
    const { kind } = this.machine.peek();
    if (kind === 'paused' && this.watching.peek()?.kind === 'live' && !hasUsefulWindow(this.liveWindow.peek())) this.playPausedLive();
    else this.dispatch({ type: 'play', nowMs: this.deps.clock.monotonicMs() });
  }

  pause(): void {
    this.pausedAtMs = this.deps.clock.nowMs();
    this.dispatch({ type: 'pause' });
  }

  togglePause(): void {
    if (this.ad.peek()?.isPaused ?? !this.machine.peek().wantsPlay) this.play();
    else this.pause();
  }

  seekTo(positionMs: number): void {
    const [lowMs, highMs] = this.range();
    if (highMs <= lowMs || this.ad.peek() !== null) return;
    this.dispatch({ type: 'seek', positionMs: clamp(positionMs, lowMs, highMs), nowMs: this.deps.clock.monotonicMs() });
  }

  seekBy(deltaMs: number): void { this.seekTo(this.positionMs.peek() + deltaMs); }

  seekToTenth(digit: number): void {
    const durationMs = this.durationMs.peek();
    if (Number.isFinite(durationMs) && digit >= 0 && digit <= 9) this.seekTo((durationMs * digit) / 10);
  }

  goToLive(): void {
    const watching = this.watching.peek();
    if (watching === null || (watching.kind !== 'live' && watching.kind !== 'archive')) return;
    const window = this.liveWindow.peek();
    if (watching.kind === 'live' && window !== null) this.seekTo(window.endMs);
    else this.open({ ...watching, kind: 'live', startMs: 0, stopMs: 0 }, 0);
  }

  startOver(): void {
    const watching = this.watching.peek();
    const channel = this.channel.peek();
    if (watching === null || channel === null) return;
    const wallMs = this.wallMs(watching);
    const programme = channel.guideKey === '' ? null : this.deps.catalog.guide.peek().nowNext(channel.guideKey, wallMs).now;
    if (programme === null) return;
    const window = this.liveWindow.peek();
    if (channel.catchup !== null) this.playArchive(channel.key, programme.startMs, programme.stopMs);
    else if (window !== null) this.seekTo(window.endMs - (this.deps.clock.nowMs() - programme.startMs));
  }

  scrubBy(direction: 1 | -1, heldMs: number): void { this.scrubber.move(direction, heldMs); }

  commitScrub(): void { this.scrubber.commit(); }

  cancelScrub(): void { this.scrubber.cancel(); }

  retry(): void { this.dispatch({ type: 'retry', nowMs: this.deps.clock.monotonicMs() }); }

  useOther(): void { this.dispatch({ type: 'other', nowMs: this.deps.clock.monotonicMs() }); }

  playNextEpisode(): void {
    const next = this.upNext.peek();
    const seriesKey = this.watching.peek()?.seriesKey ?? null;
    if (next !== null && seriesKey !== null) this.playEpisode(next.key, seriesKey, 'start');
  }

  playPreviousEpisode(): void {
    const watching = this.watching.peek();
    const series = this.series.peek();
    const before = watching === null || series === null ? null : episodeBeside(series, watching.key, -1);
    if (before !== null && watching !== null && watching.seriesKey !== null) this.playEpisode(before.key, watching.seriesKey, 'start');
  }

  dismissUpNext(): void { this.isUpNextDismissed.value = true; }

  skipOver(): void {
    const toMs = this.skippable.peek()?.toMs ?? 0;
    if (toMs > 0) this.seekTo(toMs);
    else if (toMs === -1) this.playNextEpisode();
  }

  skipAd(): void { this.breaks.skip(); }

  selectAudio(id: string): void { this.choices.selectAudio(id); }

  selectText(id: string | null): void { this.choices.selectText(id); }

  setSubtitles(change: Partial<SubtitleSettings>): void { this.choices.set(change); }

  setPicture(change: Partial<PictureChoice>): void { this.choices.picture.set(change); }

  stop(): void { this.ahead.drop(); this.dispatch({ type: 'stop' }); }

  setRect(rect: Rect | null): void { this.driver.setRect(rect ?? FULL_SCREEN); }

  thumbnailAt(positionMs: number): Thumbnail | null { return this.guard.thumbnailAt(positionMs); }

  stats(): MediaStats | null { return this.driver.stats(); }

  streamFacts(): StreamFacts {
    const watching = this.watching.peek();
    const choice = watching === null ? '' : this.rescue.choiceWords(watching, this.machine.peek().path);
    return this.diary.facts(this.driver.answer.peek(), this.deps.network.isOnline, choice);
  }

  suspend(): void { this.ahead.drop(); this.dispatch({ type: 'suspend' }); }

  resume(): void { this.dispatch({ type: 'resume', nowMs: this.deps.clock.monotonicMs() }); }

  dispose(): void {
    this.stop();
    this.leaveNetwork();
    this.breaks.dispose();
    this.choices.dispose();
    this.driver.dispose();
  }

  private makeScrubber(): Scrubber {
    const playFrom = (positionMs: number): void => {
      this.seekTo(positionMs);
      this.play();
    };
    return new Scrubber({ range: () => this.range(), positionMs: () => this.positionMs.peek(), playFrom });
  }

  private makeRescue(): RescueLink {
    const onOffers = (offers: RescueOffers): void => {
      this.dispatch({ type: 'offers', offers, nowMs: this.deps.clock.monotonicMs() });
    };
    return new RescueLink({ ...this.deps, onOffers });
  }

  private open(watching: Watching, startMs: number): void {
    const nowMs = this.deps.clock.monotonicMs();
    const step = stepPlayback(this.machine.peek(), { type: 'open', isLive: watching.kind === 'live', startMs, nowMs });
    batch(() => {
      this.run(step, () => {
        this.setWatching(watching, startMs);
      });
    });
  }

  private setWatching(watching: Watching | null, positionMs: number): void {
    this.watching.value = watching;
    this.series.value = null;
    this.scrubber.cancel();
    this.isUpNextDismissed.value = false;
    this.bufferedMs.value = 0;
    this.breaks.end();
    this.diary.begin(watching, this.deps.clock.monotonicMs());
    this.places.restart();
    void this.memory.open();
    this.choices.reset(watching === null ? '' : (watching.seriesKey ?? watching.key));
    this.driver.reset(positionMs);
  }

  private dispatch(event: PlaybackEvent): void {
    const before = this.machine.peek();
    const step = stepPlayback(before, event);
    if (step.state === before && step.commands.length === 0) return;
    if (event.type === 'seek') this.diary.quality.seek();
    const watching = this.watching.peek();
    if (watching !== null && isTroubled(step.state) && !isTroubled(before)) this.lostMs = this.wallMs(watching);
    batch(() => {
      this.run(step, () => undefined);
      if (event.type !== 'ready' || event.epoch !== before.epoch) return;
      this.choices.onReady();
      this.guard.note();
    });
    if (step.state.kind === 'ended' && before.kind !== 'ended') this.onEnded();
  }

  /**
   * Carries out a step: what belongs to the old title first (its position, its decoder), then the new state, then the
   * rest, since a decoder may answer while it is being called.
   */
  private run(step: PlaybackStep, between: () => void): void {
    const isOld = (command: PlaybackCommand): boolean => command.type === 'save' || command.type === 'halt';
    for (const command of step.commands) if (isOld(command)) this.execute(command);
    between();
    this.enter(step.state);
    for (const command of step.commands) if (!isOld(command)) this.execute(command);
  }

  private enter(state: PlaybackState): void {
    const before = this.machine.peek();
    if (state.kind === 'idle') this.setWatching(null, 0);
    if (isTroubled(state)) this.onTrouble(state, isTroubled(before));
    if (state.kind === 'playing' && before.kind === 'retrying') this.rescued.value = this.rescue.words(before.rung, before.path);
    else if (isTroubled(state) || state.kind === 'preparing' || state.kind === 'idle') this.rescued.value = '';
    this.diary.note(before, state, this.deps.clock.monotonicMs());
    this.ahead.note(state);
    this.machine.value = state;
    this.beatMs.value = this.deps.clock.monotonicMs();
    this.upkeep.keep(ACTIVE.indexOf(state.kind) !== -1, state.wantsPlay);
  }

  private onTrouble(state: TroubledState, wasTroubled: boolean): void {
    const watching = this.watching.peek();
    if (!wasTroubled) this.problemAtMs = this.deps.clock.nowMs();
    if (state.kind !== 'retrying') this.deps.log.write('warn', 'playback trouble', { code: state.error.code, attempt: state.attempt });
    if (watching !== null && !wasTroubled) this.rescue.lookAround(watching, state.path, state.error);
  }

  private execute(command: PlaybackCommand): void {
    const watching = this.watching.peek();
    switch (command.type) {
      case 'prepare':
        this.driver.prepare(command.epoch, command.startMs, (signalOfLoad) => this.ask(command.path, signalOfLoad));
        break;
      case 'save':
        this.save();
        break;
      case 'to-archive':
        // The recording plays from what was lost; live is a button away.
        if (watching !== null) this.watching.value = { ...watching, ...this.rescue.archive, kind: 'archive' };
        break;
      case 'remember':
        if (watching !== null) this.rescue.keep(watching, command.path);
        break;
      case 'ad-play':
      case 'ad-pause':
        this.breaks.setPaused(command.type === 'ad-pause');
        break;
      case 'ad-leave':
        this.breaks.leave();
        break;
      default:
        this.driver.obey(command);
    }
  }

  private async ask(path: RescuePath, signalOfLoad: CancelSignal): Promise<Result<PlayAnswer, AppError>> {
    const watching = this.watching.peek();
    if (watching === null) return { ok: false, error: toAppError(new Error('nothing to play'), 'internal.bug') };
    const answer = await this.rescue.resolve(watching, path, this.lostMs, signalOfLoad);
    if (answer.ok && !signalOfLoad.isCancelled) this.breaks.opens(watching, answer.value, this.machine.peek().positionMs);
    return answer.ok ? { ok: true, value: this.diary.quality.mark(answer.value, watching) } : answer;
  }

  private onTick(): void {
    const nowMs = this.deps.clock.monotonicMs();
    const before = this.machine.peek();
    this.dispatch({ type: 'tick', nowMs });
    const state = this.machine.peek();
    if (state.kind === 'waiting' || this.channelKey.peek() !== null) this.beatMs.value = nowMs;
    if (state.kind !== 'playing' || before.kind !== 'playing') return;
    const stats = this.driver.stats();
    const watching = this.watching.peek();
    if (watching !== null && nowMs - state.sinceMs >= STABLE_MS) this.rescue.noteSteady(watching, state.path);
    if (this.diary.sample(stats, state.positionMs, nowMs)) this.dispatch({ type: 'failed', epoch: state.epoch, error: new AppError('media.unsupported'), nowMs });
    const ahead = stats?.bufferedAheadMs;
    if (ahead !== undefined) this.bufferedMs.value = this.positionMs.peek() + ahead;
    if (this.places.isDue) this.save();
    this.breaks.passes(state.positionMs, this.driver.durationMs.peek());
  }

  private save(): void {
    const watching = this.watching.peek();
    if (watching !== null) this.places.keep(watching, this.machine.peek(), this.driver.durationMs.peek());
  }

  private onEnded(): void {
    const watching = this.watching.peek();
    if (watching === null) return;
    this.save();
    if (watching.kind === 'archive') {
      const next = goesOnWith(this.deps, this.channel.peek(), watching.stopMs, this.guard.isOn.peek());
      if (next === 'live') this.goToLive();
      else if (next === null) this.deps.onFinished();
      else this.playArchive(watching.key, next.startMs, next.stopMs);
      return;
    }
    const mayContinue = this.deps.settings.values.peek().isAutoplayOn && !this.isUpNextDismissed.peek();
    if (watching.kind === 'episode' && mayContinue && this.upNext.peek() !== null) this.playNextEpisode();
    else this.deps.onFinished();
  }

  private async loadSeries(seriesKey: ItemKey): Promise<void> {
    const answer = await this.deps.catalog.seriesDetail(seriesKey);
    if (this.watching.peek()?.seriesKey === seriesKey && answer.ok) this.series.value = answer.value;
  }

  private playPausedLive(): void {
    const channel = this.channel.peek();
    const pausedMs = this.deps.clock.nowMs() - this.pausedAtMs;
    const nowMs = this.deps.clock.monotonicMs();
    if (channel === null || pausedMs < SHORT_PAUSE_MS) this.dispatch({ type: 'play', nowMs });
    else if (channel.catchup !== null) this.playArchive(channel.key, this.pausedAtMs, this.deps.clock.nowMs());
    else this.open({ kind: 'live', key: channel.key, seriesKey: null, startMs: 0, stopMs: 0 }, 0);
  }

  private range(): SeekRange { return seekRange(this.liveWindow.peek(), this.driver.durationMs.peek()); }

  private wallMs(watching: Watching): number {
    const nowMs = this.deps.clock.nowMs();
    return viewerWallMs({ watching, nowMs, positionMs: this.positionMs.peek(), liveWindow: this.liveWindow.peek() });
  }
}

/** Makes the player; nothing plays and no decoder is made until something is opened. */
export function createPlayer(deps: PlayerDeps): PlayerModel {
  return new Player(deps);
}
