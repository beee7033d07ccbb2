import type { AppError, ItemKey } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { LiveWindow, MediaAspect, MediaStats, Rect, StreamForm } from '#ports';
import type { AdPhase, RescueRung } from '#core/playback';
import type { AdView } from '#model/ads';
import type { Action } from '#model/cards';
import type { ChannelView } from '#model/live';
import type { SoldRoute } from '#model/navigation';
import type { SubtitleSettings, SubtitleView } from './subtitle-style';

/** Kinds of watching. `archive`: a past or running programme of a channel from its recording. */
export type WatchKind = 'live' | 'archive' | 'movie' | 'episode' | 'trailer' | 'recording';

/** A recording of the platform that is to be played. Its place is kept by who lists it. */
export interface RecordingToPlay {
  readonly id: string;
  readonly channelKey: ItemKey;
  /** Wall clock of its programme. */
  readonly startMs: number;
  readonly stopMs: number;
  readonly title: string;
  readonly subtitle: string;
  readonly picture: string;
  /** 0: from its start. */
  readonly resumeAtMs: number;
  /** Told now and then how far it was watched. */
  keep(positionMs: number, durationMs: number): void;
}

/** What is being watched, in words; stays while it is prepared, recovering or failed. */
export interface NowPlaying {
  readonly kind: WatchKind;
  /** Channel, film or episode. */
  readonly key: ItemKey;
  /** The series of an episode, else `null`. */
  readonly seriesKey: ItemKey | null;
  /** `Northern Hour`, a programme's title, or the channel's name. */
  readonly title: string;
  /** `S2 E4 Ice Road`, or empty. */
  readonly subtitle: string;
  /** Backdrop behind preparing and error states; may be empty. */
  readonly backdrop: string;
}

/** What playback is doing. Every state but `idle` has a way on: keys act, a timer runs, or buttons are offered. */
export type PlayerState =
  | { readonly kind: 'idle' }
  /** Spinner after 500 ms. At the latest after 9 s it becomes playing, recovering or failed. */
  | { readonly kind: 'preparing'; readonly sinceMs: number }
  | { readonly kind: 'playing' }
  | { readonly kind: 'paused' }
  /** Advertising has the screen; `waiting`: nothing of it is there yet. */
  | { readonly kind: 'ad'; readonly phase: AdPhase; readonly sinceMs: number }
  | { readonly kind: 'stalled'; readonly sinceMs: number }
  /** Trying again by itself. `secondsLeft` is 0 while the attempt runs. */
  | {
      readonly kind: 'recovering';
      readonly error: AppError;
      readonly attempt: number;
      readonly of: number;
      readonly secondsLeft: number;
      readonly waitSeconds: number;
    }
  /** Gave up, or trying again cannot help. */
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'ended' };

/** Words of the error page while recovering or failed. */
export interface ProblemView {
  /** `We lost the picture`, `This channel does not answer`. */
  readonly title: string;
  /** `Trying again in 4 seconds. Attempt 2 of 5.`, or what the viewer can do. */
  readonly line: string;
  /** Whose it is: `Your network is fine. The channel's source is not answering.`; may be empty. */
  readonly cause: string;
  /** `HRT-2104`. */
  readonly code: string;
  /** When it happened, milliseconds since 1970. */
  readonly atMs: number;
  /** Part of the wait that is left, 1..0, for the countdown ring; -1 without a countdown. */
  readonly ring: number;
  readonly secondsLeft: number;
  readonly canRetry: boolean;
  /** Another screen holds the connection: trying again is a taking over. */
  readonly isLineFull: boolean;
  /** Whether another version of it is known. */
  readonly hasOther: boolean;
  /** Whether the next channel can be offered (live with more than one channel in the list). */
  readonly hasNextChannel: boolean;
  /** The page that sells what was refused; `null`: nothing that is sold would open it. */
  readonly opens: SoldRoute | null;
}

/** The banner over live television. */
export interface LiveBanner {
  readonly channel: ChannelView;
  /** The programme's title, else the channel's name. */
  readonly title: string;
  /** `20:15 – 22:10`, `Football`. */
  readonly facts: readonly string[];
  readonly badges: readonly string[];
  readonly description: string;
  /** `20:15` and `22:10`; empty without a guide, the end also where it may not be told. */
  readonly startLabel: string;
  readonly endLabel: string;
  /** `26 min in`. */
  readonly elapsed: string;
  /** Where live is inside the programme, 0..1; -1 without a guide. */
  readonly liveFraction: number;
  /** Start (wall clock) and length of the programme, milliseconds; 0 without a guide. They give a scrub its place and its time. */
  readonly startMs: number;
  readonly lengthMs: number;
  /** Where the viewer is, 0..1; equals {@link liveFraction} at the edge. */
  readonly viewerFraction: number;
  /** `You are 4 s behind live`; empty while unknown. */
  readonly behindText: string;
  readonly isAtLiveEdge: boolean;
  readonly canStartOver: boolean;
  readonly canPause: boolean;
  readonly isFavourite: boolean;
}

/** An audio or subtitle choice. */
export interface TrackView {
  readonly id: string;
  /** `English`. */
  readonly name: string;
  /** `5.1`, `For hard of hearing`, or empty. */
  readonly note: string;
  readonly isSelected: boolean;
  /** A file beside the stream: it can be the second track, too. */
  readonly isFile: boolean;
}

/** Choices of the audio and subtitles panel. `isTextOff`: no subtitle is shown. */
export interface TracksView {
  readonly audio: readonly TrackView[];
  readonly text: readonly TrackView[];
  readonly isTextOff: boolean;
}

/** How fast the picture plays and how it lies on the screen. */
export interface PictureChoice {
  /** 1: as it was made. */
  readonly rate: number;
  readonly aspect: MediaAspect;
}

/** What can be chosen for the picture that plays. Fewer than two of a kind: nothing. */
export interface PictureView extends PictureChoice {
  /** The slowest first; empty for live, and where the engine plays at no other with its sound. */
  readonly rates: readonly number[];
  readonly aspects: readonly MediaAspect[];
}

/** Where a chapter begins. */
export interface Chapter {
  readonly startMs: number;
  /** `The lighthouse`, else `Chapter 3`. */
  readonly name: string;
}

/** A stretch that may be skipped now. `toMs`: where it ends; -1: the next episode is what comes after. */
export interface Skippable {
  readonly kind: 'intro' | 'recap' | 'credits';
  readonly toMs: number;
}

/** A frame of the thumbnail track: a rectangle of a sprite picture (whole picture when width is 0). */
export interface Thumbnail {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** Moving through the film without having decided. */
export interface Scrub {
  readonly targetMs: number;
  /** The step just taken, milliseconds. */
  readonly stepMs: number;
}

/** The next episode, for the button and the card near the end. */
export interface UpNext {
  readonly key: ItemKey;
  /** `S2 E5 Kilometre Nine`. */
  readonly title: string;
  readonly duration: string;
  readonly still: string;
  /** Seconds until it starts by itself; -1 while the card is not due or was dismissed. */
  readonly secondsLeft: number;
  /** Passed part of the card's countdown, 0..1. */
  readonly passed: number;
}

/** What is known of the stream beside its measurements. */
export interface StreamFacts {
  /** Host name alone: addresses hold secrets. Empty while nothing plays. */
  readonly host: string;
  readonly form: StreamForm | '';
  readonly isOnline: boolean;
  /** From the wish to the first picture; 0 before it. */
  readonly startedInMs: number;
  /** How often the picture stood still since it was chosen. */
  readonly stalls: number;
  /** What was tried to get the picture back since it was chosen, oldest first. */
  readonly steps: readonly RescueRung[];
  /** Why another version plays than was chosen, in words; empty where the chosen one does. */
  readonly choice: string;
}

/** A title as its page would start it. */
export type ExpectedTitle = Extract<Action, { readonly kind: 'watch-movie' | 'watch-episode' }>;

/** One playback session for everything that plays. Channel changes are `LiveModel.zap`, `recallLast`, `pressDigit`. */
export interface PlayerModel {
  readonly nowPlaying: ReadonlySignal<NowPlaying | null>;
  readonly state: ReadonlySignal<PlayerState>;
  readonly problem: ReadonlySignal<ProblemView | null>;
  /** Milliseconds; changes at most four times a second. */
  readonly positionMs: ReadonlySignal<number>;
  /** 0 while unknown, `Infinity` for live. Where {@link isLengthHidden}, of a bar that tells nothing. */
  readonly durationMs: ReadonlySignal<number>;
  /** Nothing shown may tell how long what plays goes on: neither how much is left nor when it ends. */
  readonly isLengthHidden: ReadonlySignal<boolean>;
  readonly bufferedMs: ReadonlySignal<number>;
  readonly liveWindow: ReadonlySignal<LiveWindow | null>;
  /** `null` unless live or archive. */
  readonly banner: ReadonlySignal<LiveBanner | null>;
  /** Wall-clock end at the present position, for `Ends at 21:19`; 0 if unknown. */
  readonly endsAtMs: ReadonlySignal<number>;
  readonly tracks: ReadonlySignal<TracksView>;
  /** Subtitles to draw now. */
  readonly cues: ReadonlySignal<readonly SubtitleView[]>;
  readonly subtitles: ReadonlySignal<SubtitleSettings>;
  readonly picture: ReadonlySignal<PictureView>;
  /** In order; empty where none are known. */
  readonly chapters: ReadonlySignal<readonly Chapter[]>;
  readonly skippable: ReadonlySignal<Skippable | null>;
  readonly scrub: ReadonlySignal<Scrub | null>;
  readonly upNext: ReadonlySignal<UpNext | null>;
  readonly hasThumbnails: ReadonlySignal<boolean>;
  /** The playing channel (live or archive), else `null`. */
  readonly channelKey: ReadonlySignal<ItemKey | null>;
  /** Whether the picture is being asked to play (false after pause), whatever the state. */
  readonly isWanted: ReadonlySignal<boolean>;
  /** One quiet line about the way that brought the picture back (`Playing Arena HD instead`); empty without one. */
  readonly rescued: ReadonlySignal<string>;
  /** The advertisement that stands before or inside the title; then play and pause are its own, and nothing is sought. `null`: none. */
  readonly ad: ReadonlySignal<AdView | null>;

  /** Live from the edge. Tuning the channel that already plays does nothing. */
  tune(key: ItemKey): void;
  /** The channel that is likely next: prepared where line and decoder are to spare. */
  expectNext(key: ItemKey): void;
  /** The title whose Play has the focus (`null`: none any more): prepared once the viewer rests there, where line and decoder are to spare. */
  expectTitle(title: ExpectedTitle | null): void;
  /** A recorded programme, `startMs..stopMs` wall clock; a running one may be followed up to now. */
  playArchive(channelKey: ItemKey, startMs: number, stopMs: number): void;
  playMovie(key: ItemKey, from: 'resume' | 'start'): void;
  playEpisode(key: ItemKey, seriesKey: ItemKey, from: 'resume' | 'start'): void;
  playTrailer(key: ItemKey): void;
  playRecording(recording: RecordingToPlay): void;

  play(): void;
  /** Live without a window: the picture stops, and play returns to the archive at this second or to the edge. */
  pause(): void;
  togglePause(): void;
  seekTo(positionMs: number): void;
  /** ±10 s and the like; presses in quick succession add up. */
  seekBy(deltaMs: number): void;
  /** Digits 0–9: 0 to 90 % of the film. */
  seekToTenth(digit: number): void;
  /** To the edge of live; out of an archive back to the channel. */
  goToLive(): void;
  /** The running programme of the playing channel from its start. */
  startOver(): void;
  /** Moves the scrub target; steps grow while held: 10 s, 30 s, 1 min, 2 min. */
  scrubBy(direction: 1 | -1, heldMs: number): void;
  commitScrub(): void;
  cancelScrub(): void;
  /** Tries now instead of waiting, or again after giving up. */
  retry(): void;
  /** Tries another version now; nothing without {@link ProblemView.hasOther}. */
  useOther(): void;
  playNextEpisode(): void;
  /** The episode before this one from its start; nothing before the first. */
  playPreviousEpisode(): void;
  dismissUpNext(): void;
  /** Goes behind what {@link skippable} names; nothing without it. */
  skipOver(): void;
  /** Ends an advertisement that may be skipped now. */
  skipAd(): void;
  selectAudio(id: string): void;
  /** `null`: no subtitles. */
  selectText(id: string | null): void;
  /** Changes what is named. The look is kept for the profile, the shift for the series, film or channel. */
  setSubtitles(change: Partial<SubtitleSettings>): void;
  /** Changes what is named, where it can be; kept for the series, film or channel. */
  setPicture(change: Partial<PictureChoice>): void;
  /** Saves the position and frees the decoder. */
  stop(): void;
  /** Where the picture goes; `null`: the whole screen. */
  setRect(rect: Rect | null): void;
  /** The frame for a position, `null` without a track. */
  thumbnailAt(positionMs: number): Thumbnail | null;
  stats(): MediaStats | null;
  streamFacts(): StreamFacts;
  /** Must be called synchronously when the app goes to the background, and after it returns. */
  suspend(): void;
  resume(): void;
  dispose(): void;
}

/** The player as its owner holds it. */
export interface PlayerCore extends PlayerModel {
  /** Loads its code ahead of the first wish. Never rejects: a failure is logged, and asked again with the wish. */
  prepare(): Promise<void>;
}
