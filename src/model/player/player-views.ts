import { SECOND_MS } from '#core/base';
import type { ItemKey } from '#core/base';
import type { ChannelRecord, SeriesDetail } from '#core/catalog';
import { attemptsOf } from '#core/playback';
import type { PlaybackState } from '#core/playback';
import { computed } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { ClockPort } from '#ports';
import { pictureOf } from '#model/cards';
import type { Cards } from '#model/cards';
import type { CatalogModel } from '#model/catalog';
import type { FavouritesModel } from '#model/favourites';
import type { Translator } from '#model/i18n';
import type { SettingsModel } from '#model/settings';
import type { TimeModel } from '#model/time';
import { liveBanner } from './live-banner';
import { createMarks } from './marks';
import type { MediaDriver } from './media-driver';
import type { Chapter, LiveBanner, NowPlaying, PictureView, PlayerState, ProblemView, Skippable, UpNext } from './player-model';
import { problemView } from './problem-view';
import type { ScoreGuard } from './score-guard';
import { episodeBeside, upNextView } from './up-next-view';
import { describe } from './watching';
import type { Watching } from './watching';

/** What the views are computed from; all signals belong to the player. */
export interface PlayerViewSources {
  readonly clock: ClockPort;
  readonly catalog: CatalogModel;
  readonly favourites: FavouritesModel;
  readonly settings: SettingsModel;
  readonly translator: Translator;
  readonly time: TimeModel;
  readonly cards: Cards;
  readonly driver: MediaDriver;
  readonly machine: ReadonlySignal<PlaybackState>;
  readonly watching: ReadonlySignal<Watching | null>;
  readonly series: ReadonlySignal<SeriesDetail | null>;
  readonly beatMs: ReadonlySignal<number>;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly picture: ReadonlySignal<PictureView>;
  readonly isUpNextDismissed: ReadonlySignal<boolean>;
  readonly guard: ScoreGuard;
  problemAtMs(): number;
}

/** What screens read of playback. */
export interface PlayerViews {
  readonly nowPlaying: ReadonlySignal<NowPlaying | null>;
  readonly state: ReadonlySignal<PlayerState>;
  readonly problem: ReadonlySignal<ProblemView | null>;
  readonly banner: ReadonlySignal<LiveBanner | null>;
  readonly upNext: ReadonlySignal<UpNext | null>;
  readonly channelKey: ReadonlySignal<ItemKey | null>;
  readonly channel: ReadonlySignal<ChannelRecord | null>;
  readonly endsAtMs: ReadonlySignal<number>;
  readonly chapters: ReadonlySignal<readonly Chapter[]>;
  readonly skippable: ReadonlySignal<Skippable | null>;
}

/** `nowMs` is read only where a countdown needs it, so that the tick does not redraw what stands still. */
function stateView(state: PlaybackState, nowMs: () => number): PlayerState {
  switch (state.kind) {
    case 'preparing':
    case 'stalled':
      return { kind: state.kind, sinceMs: state.sinceMs };
    case 'waiting': {
      const secondsLeft = Math.ceil(Math.max(0, state.retryAtMs - nowMs()) / SECOND_MS);
      return { kind: 'recovering', error: state.error, ...attemptsOf(state), secondsLeft, waitSeconds: state.waitMs / SECOND_MS };
    }
    case 'retrying':
      return { kind: 'recovering', error: state.error, ...attemptsOf(state), secondsLeft: 0, waitSeconds: 0 };
    case 'failed':
      return { kind: 'failed', error: state.error };
    case 'suspended':
      return { kind: 'paused' };
    case 'ad-waiting':
      return { kind: 'ad', phase: 'waiting', sinceMs: state.sinceMs };
    case 'ad-playing':
      return { kind: 'ad', phase: 'playing', sinceMs: 0 };
    case 'ad-paused':
      return { kind: 'ad', phase: 'paused', sinceMs: 0 };
    default:
      return { kind: state.kind };
  }
}

function bannerOf(sources: PlayerViewSources, channel: ChannelRecord | null): LiveBanner | null {
  const watching = sources.watching.value;
  if (watching === null || channel === null) return null;
  const { catalog, favourites, translator, time, clock, driver, guard } = sources;
  void sources.beatMs.value;
  void favourites.keys.value;
  return liveBanner({
    watching,
    channel,
    channels: {
      catalog: catalog.catalog.value,
      guide: catalog.guide.value,
      translator,
      favourites,
      nowMs: time.minuteMs.value,
      playingKey: channel.key,
    },
    nowMs: clock.nowMs(),
    positionMs: driver.positionMs.value,
    liveWindow: driver.liveWindow.value,
    openReachedMs: guard.isOn.value ? guard.reachedMs.value : null,
  });
}

/** The series' own picture, which stands in for one of an episode. */
function seriesPicture({ catalog, watching }: PlayerViewSources): string {
  const reader = catalog.catalog.value;
  const key = watching.value?.seriesKey ?? null;
  const series = key === null ? null : reader.series(reader.rowOf('series', key));
  return series === null ? '' : pictureOf(series, 'landscape');
}

function upNextOf(sources: PlayerViewSources, picture: ReadonlySignal<string>): UpNext | null {
  const watching = sources.watching.value;
  const detail = sources.series.value;
  const next = watching === null || detail === null ? null : episodeBeside(detail, watching.key, 1);
  if (next === null) return null;
  const isAllowed = !sources.isUpNextDismissed.value && sources.settings.values.value.isAutoplayOn;
  const moment = { positionMs: sources.driver.positionMs.value, durationMs: sources.driver.durationMs.value, isAllowed, picture: picture.value };
  return upNextView(next, moment, sources.translator, sources.cards);
}

/** Makes the computed side of the player. */
export function createPlayerViews(sources: PlayerViewSources): PlayerViews {
  const { catalog, driver, guard, machine, watching } = sources;
  const nowPlaying = computed(() => (watching.value === null ? null : describe(watching.value, sources.series.value, { ...sources, isLengthHidden: guard.isOn.value })));
  const channelKey = computed(() => {
    const current = watching.value;
    return current !== null && (current.kind === 'live' || current.kind === 'archive') ? current.key : null;
  });
  const channel = computed(() => {
    const reader = catalog.catalog.value;
    return channelKey.value === null ? null : reader.channel(reader.rowOf('channel', channelKey.value));
  });
  const picture = computed(() => seriesPicture(sources));
  const upNext = computed(() => upNextOf(sources, picture));
  const marks = createMarks({ driver, translator: sources.translator, upNext });
  return {
    nowPlaying,
    upNext,
    chapters: computed(() => guard.chaptersOf(marks.chapters.value)),
    skippable: marks.skippable,
    channelKey,
    channel,
    state: computed(() => stateView(machine.value, () => sources.beatMs.value)),
    problem: computed(() =>
      problemView(machine.value, {
        translator: sources.translator,
        nowPlaying: nowPlaying.value,
        isOnline: sources.isOnline.value,
        nowMs: machine.value.kind === 'waiting' ? sources.beatMs.value : 0,
        atMs: sources.problemAtMs(),
        hasNextChannel: channelKey.value !== null && catalog.catalog.value.count('channel') > 1,
      }),
    ),
    banner: computed(() => bannerOf(sources, channel.value)),
    endsAtMs: computed(() => {
      const durationMs = driver.durationMs.value;
      if (guard.isOn.value || !(durationMs > 0) || !Number.isFinite(durationMs)) return 0;
      return sources.time.minuteMs.value + (durationMs - driver.positionMs.value) / sources.picture.value.rate;
    }),
  };
}
