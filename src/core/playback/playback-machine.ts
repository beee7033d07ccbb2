import { AppError, MINUTE_MS, SECOND_MS } from '../base';
import { HOME_PATH, NO_OFFERS, NO_USE, pathOf, RESCUE_LIMIT_MS, stepsLeft, troubleOf, useOf } from './rescue-ladder';
import type { RescueOffers, RescuePath, RescueRung, RescueUse } from './rescue-ladder';

/** Until a picture or a plain word must be there. Ten seconds are promised to the viewer; one is kept for drawing. */
export const PREPARE_LIMIT_MS = 9 * SECOND_MS;

/** Empty buffer after which the stream counts as lost. Smaller: slow lines restart for nothing. Larger: a frozen picture. */
export const STALL_LIMIT_MS = 10 * SECOND_MS;

/** A position that stands still this long while playing is a stall, whatever the engine says. */
export const FREEZE_LIMIT_MS = 6 * SECOND_MS;

/** Playing this long forgives earlier failures, so that a bad minute each hour never uses up the attempts. */
export const STABLE_MS = 30 * SECOND_MS;

/** Advertising that shows nothing by then, or one film of it that goes on for so long, is over, whatever it says of itself; its own limits are shorter. */
export const AD_LIMIT_MS = { waiting: 20 * SECOND_MS, playing: 10 * MINUTE_MS } as const;

/** What advertising is doing: nothing of it is shown yet, it is shown, or the viewer stopped it. */
export type AdPhase = 'waiting' | 'playing' | 'paused';

/** What every state carries. */
export interface PlaybackFacts {
  /** Live returns to its edge, everything else to its position. */
  readonly isLive: boolean;
  /** Last known position; where a new attempt begins (not live). Milliseconds. */
  readonly positionMs: number;
  /** Number of the current attempt to prepare; events of earlier ones are stale. */
  readonly epoch: number;
  /** Failures in a row. */
  readonly attempt: number;
  readonly hasPlayed: boolean;
  /** False after pause, in whatever state. */
  readonly wantsPlay: boolean;
  /** What of the ladder was used since the picture last stood firm, what it may use, and where it stands. */
  readonly use: RescueUse;
  readonly offers: RescueOffers;
  readonly path: RescuePath;
  /** When the first of these failures happened. */
  readonly troubleMs: number;
}

/** The states. Waiting ones name the moment that ends them, so that a tick suffices. */
export type PlaybackState = PlaybackFacts &
  (
    | { readonly kind: 'idle' }
    | { readonly kind: 'preparing'; readonly sinceMs: number; readonly deadlineMs: number }
    | { readonly kind: 'playing'; readonly sinceMs: number; readonly movedAtMs: number; readonly hasMoved: boolean }
    | { readonly kind: 'paused'; readonly needsReload: boolean }
    | { readonly kind: 'stalled'; readonly sinceMs: number }
    | { readonly kind: 'waiting'; readonly error: AppError; readonly rung: RescueRung; readonly retryAtMs: number; readonly waitMs: number }
    | { readonly kind: 'retrying'; readonly error: AppError; readonly rung: RescueRung; readonly deadlineMs: number }
    | { readonly kind: 'failed'; readonly error: AppError }
    | { readonly kind: 'ended' }
    | { readonly kind: 'suspended' }
    /** Advertising has decoder and screen; the title goes on where it was. */
    | { readonly kind: 'ad-waiting'; readonly sinceMs: number; readonly deadlineMs: number }
    | { readonly kind: 'ad-playing'; readonly deadlineMs: number }
    | { readonly kind: 'ad-paused' }
  );

/** What can happen. `nowMs` is monotonic time. */
export type PlaybackEvent =
  | { readonly type: 'open'; readonly isLive: boolean; readonly startMs: number; readonly nowMs: number }
  | { readonly type: 'ready'; readonly epoch: number }
  | { readonly type: 'started'; readonly epoch: number; readonly nowMs: number }
  | { readonly type: 'buffering'; readonly epoch: number; readonly isBuffering: boolean; readonly nowMs: number }
  | { readonly type: 'moved'; readonly epoch: number; readonly positionMs: number; readonly nowMs: number }
  | { readonly type: 'failed'; readonly epoch: number; readonly error: AppError; readonly nowMs: number }
  | { readonly type: 'ended'; readonly epoch: number; readonly nowMs: number }
  | { readonly type: 'tick'; readonly nowMs: number }
  | { readonly type: 'play'; readonly nowMs: number }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly positionMs: number; readonly nowMs: number }
  | { readonly type: 'retry'; readonly nowMs: number }
  /** What else there is turned out, or changed. */
  | { readonly type: 'offers'; readonly offers: RescueOffers; readonly nowMs: number }
  /** The viewer wants another version. */
  | { readonly type: 'other'; readonly nowMs: number }
  | { readonly type: 'online'; readonly nowMs: number }
  /** Advertising took the screen, or does something else. */
  | { readonly type: 'ad'; readonly phase: AdPhase; readonly nowMs: number }
  /** The screen is the title's again. */
  | { readonly type: 'ad-over'; readonly nowMs: number }
  | { readonly type: 'stop' }
  | { readonly type: 'suspend' }
  | { readonly type: 'resume'; readonly nowMs: number };

/** What the model carries out, in order. */
export type PlaybackCommand =
  /** Asks for the address anew and loads it, at `startMs` or (null) at the edge or beginning. */
  | { readonly type: 'prepare'; readonly epoch: number; readonly startMs: number | null; readonly path: RescuePath }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'seek'; readonly positionMs: number }
  /** Frees the decoder and the connection. */
  | { readonly type: 'halt' }
  /** Keeps the position. */
  | { readonly type: 'save' }
  /** Advertising goes on, or stands still; the state follows when it does. */
  | { readonly type: 'ad-play' }
  | { readonly type: 'ad-pause' }
  /** Advertising ends here, without a word. */
  | { readonly type: 'ad-leave' }
  /** The recording took the place of live. */
  | { readonly type: 'to-archive' }
  /** This path stood firm: the next time it comes first. */
  | { readonly type: 'remember'; readonly path: RescuePath };

/** A state with what has to be done. */
export interface PlaybackStep {
  readonly state: PlaybackState;
  readonly commands: readonly PlaybackCommand[];
}

/** Nothing plays. */
export const IDLE_PLAYBACK: PlaybackState = Object.freeze({
  kind: 'idle',
  isLive: false,
  positionMs: 0,
  epoch: 0,
  attempt: 0,
  hasPlayed: false,
  wantsPlay: false,
  use: NO_USE,
  offers: NO_OFFERS,
  path: HOME_PATH,
  troubleMs: 0,
} as const);

function factsOf(state: PlaybackState): PlaybackFacts {
  const { isLive, positionMs, epoch, attempt, hasPlayed, wantsPlay, use, offers, path, troubleMs } = state;
  return { isLive, positionMs, epoch, attempt, hasPlayed, wantsPlay, use, offers, path, troubleMs };
}

function stay(state: PlaybackState): PlaybackStep {
  return { state, commands: [] };
}

function prepareCommand(facts: PlaybackFacts): PlaybackCommand {
  return { type: 'prepare', epoch: facts.epoch, startMs: facts.isLive || facts.positionMs <= 0 ? null : facts.positionMs, path: facts.path };
}

/** A first attempt, without a trace of earlier failures. */
function prepareAfresh(state: PlaybackState, nowMs: number, commands: readonly PlaybackCommand[] = []): PlaybackStep {
  const facts = { ...factsOf(state), epoch: state.epoch + 1, attempt: 0, use: NO_USE, wantsPlay: true, path: { ...state.path, isArchive: false, isAnew: false } };
  return {
    state: { ...facts, kind: 'preparing', sinceMs: nowMs, deadlineMs: nowMs + PREPARE_LIMIT_MS },
    commands: commands.concat(prepareCommand(facts)),
  };
}

/** A state that may be tried again: waiting, or what a step down the ladder begins with. */
interface Troubled {
  readonly facts: PlaybackFacts;
  readonly error: AppError;
  readonly rung: RescueRung;
}

function tryAgain({ facts, error, rung }: Troubled, nowMs: number, commands: readonly PlaybackCommand[] = []): PlaybackStep {
  const next = { ...facts, epoch: facts.epoch + 1 };
  return {
    state: { ...next, kind: 'retrying', error, rung, deadlineMs: nowMs + PREPARE_LIMIT_MS },
    commands: commands.concat(prepareCommand(next)),
  };
}

/**
 * What to go by after a failure. A way round that fails, however it fails, says nothing about the way itself; only a full line is
 * believed everywhere.
 */
function toldBy(state: PlaybackState, error: AppError): AppError {
  const isDetour = state.kind === 'retrying' && (state.rung === 'container' || state.rung === 'version' || state.rung === 'archive');
  return isDetour && troubleOf(error, false) !== 'limit' ? state.error : error;
}

/** One step down the ladder. */
function stumble(state: PlaybackState, failure: AppError, nowMs: number): PlaybackStep {
  if (failure.code === 'net.cancelled') return stay(state);
  const error = toldBy(state, failure);
  const troubleMs = state.attempt === 0 ? nowMs : state.troubleMs;
  // The epoch moves on, so that late words of the failed attempt are stale.
  const facts = { ...factsOf(state), epoch: state.epoch + 1, troubleMs };
  if (state.kind === 'paused') return { state: { ...facts, kind: 'paused', needsReload: true }, commands: [{ type: 'halt' }] };
  const offers = { ...state.offers, hasArchive: state.offers.hasArchive && state.isLive };
  const [next] = stepsLeft(troubleOf(error, state.hasPlayed), state.use, offers);
  if (next === undefined || nowMs - troubleMs >= RESCUE_LIMIT_MS) {
    return { state: { ...facts, kind: 'failed', error }, commands: [{ type: 'save' }, { type: 'halt' }] };
  }
  const { rung, waitMs } = next;
  const use = useOf(state.use, rung);
  const onLadder = { ...facts, attempt: state.attempt + 1, use, path: pathOf(state.path, rung, use, offers) };
  if (waitMs === 0) return tryAgain({ facts: onLadder, error, rung }, nowMs, [{ type: 'halt' }]);
  return { state: { ...onLadder, kind: 'waiting', error, rung, retryAtMs: nowMs + waitMs, waitMs }, commands: [{ type: 'halt' }] };
}

/** The attempt brought a picture. From the recording on, live is left. */
function arrive(state: PlaybackState): { readonly facts: PlaybackFacts; readonly commands: readonly PlaybackCommand[] } {
  const facts = { ...factsOf(state), hasPlayed: true };
  if (!state.path.isArchive) return { facts, commands: [] };
  return { facts: { ...facts, isLive: false, path: HOME_PATH, positionMs: 0 }, commands: [{ type: 'to-archive' }] };
}

function begin(state: PlaybackState, nowMs: number): PlaybackStep {
  const { facts, commands } = arrive(state);
  if (!state.wantsPlay) return { state: { ...facts, kind: 'paused', needsReload: false }, commands: commands.concat({ type: 'pause' }) };
  return { state: { ...facts, kind: 'playing', sinceMs: nowMs, movedAtMs: nowMs, hasMoved: false }, commands };
}

/** The picture stood firm: earlier failures are forgiven, and what helped is kept. */
function forgive(state: Extract<PlaybackState, { kind: 'playing' }>): PlaybackStep {
  return { state: { ...state, attempt: 0, use: NO_USE }, commands: [{ type: 'remember', path: state.path }] };
}

/** The viewer or a new fact may open a way where there was none. */
function onOffers(state: PlaybackState, offers: RescueOffers, nowMs: number): PlaybackStep {
  const known = { ...state, offers };
  const isOpen = state.kind === 'failed' && stepsLeft(troubleOf(state.error, state.hasPlayed), state.use, offers).length > 0;
  return isOpen ? stumble(known, state.error, nowMs) : stay(known);
}

function onOther(state: PlaybackState, nowMs: number): PlaybackStep {
  if ((state.kind !== 'waiting' && state.kind !== 'retrying' && state.kind !== 'failed') || state.offers.versions === 0) return stay(state);
  const facts = { ...factsOf(state), wantsPlay: true, path: pathOf(state.path, 'version', state.use, state.offers) };
  return tryAgain({ facts, error: state.error, rung: 'version' }, nowMs, state.kind === 'retrying' ? [{ type: 'halt' }] : []);
}

/** The viewer does not want to wait: straight on, without a look first. */
function onRetry(state: PlaybackState, nowMs: number): PlaybackStep {
  if (state.kind === 'waiting') {
    const { error, rung } = state;
    return tryAgain({ facts: { ...factsOf(state), path: { ...state.path, isAnew: state.path.isAnew && rung !== 'line' } }, error, rung }, nowMs);
  }
  return state.kind === 'failed' ? prepareAfresh({ ...state, path: HOME_PATH }, nowMs) : stay(state);
}

/** Whether advertising has the screen. */
function isAd({ kind }: PlaybackState): boolean {
  return kind === 'ad-waiting' || kind === 'ad-playing' || kind === 'ad-paused';
}

/** The title goes on where it was, playing or paused as it was wanted. */
function backToTitle(state: PlaybackState, nowMs: number, commands: readonly PlaybackCommand[] = []): PlaybackStep {
  const step = prepareAfresh(state, nowMs, commands);
  return { state: { ...step.state, wantsPlay: state.wantsPlay }, commands: step.commands };
}

/** A break may come where a title is loaded, plays or stands; what holds decoder or line lets it go first. */
function onAd(state: PlaybackState, phase: AdPhase, nowMs: number): PlaybackStep {
  const isIn = isAd(state);
  if (!isIn && state.kind !== 'preparing' && state.kind !== 'retrying' && state.kind !== 'playing' && state.kind !== 'stalled' && state.kind !== 'paused') return stay(state);
  if (state.kind === `ad-${phase}`) return stay(state);
  const facts = { ...factsOf(state), epoch: isIn ? state.epoch : state.epoch + 1 };
  const commands: readonly PlaybackCommand[] = isIn ? [] : [{ type: 'save' }, { type: 'halt' }];
  if (phase === 'paused') return { state: { ...facts, kind: 'ad-paused' }, commands };
  const deadlineMs = nowMs + AD_LIMIT_MS[phase];
  return { state: phase === 'playing' ? { ...facts, kind: 'ad-playing', deadlineMs } : { ...facts, kind: 'ad-waiting', sinceMs: nowMs, deadlineMs }, commands };
}

function onTick(state: PlaybackState, nowMs: number): PlaybackStep {
  switch (state.kind) {
    case 'preparing':
      return nowMs >= state.deadlineMs
        ? stumble(state, new AppError('media.unreachable', { message: 'no picture in time' }), nowMs)
        : stay(state);
    case 'retrying':
      return nowMs >= state.deadlineMs ? stumble(state, state.error, nowMs) : stay(state);
    case 'waiting':
      return nowMs >= state.retryAtMs ? tryAgain({ facts: factsOf(state), error: state.error, rung: state.rung }, nowMs) : stay(state);
    case 'stalled':
      return nowMs - state.sinceMs >= STALL_LIMIT_MS
        ? stumble(state, new AppError('media.stalled', { message: 'buffer stays empty' }), nowMs)
        : stay(state);
    case 'ad-waiting':
    case 'ad-playing':
      return nowMs >= state.deadlineMs ? backToTitle(state, nowMs, [{ type: 'ad-leave' }]) : stay(state);
    case 'playing':
      if (state.hasMoved && nowMs - state.movedAtMs >= FREEZE_LIMIT_MS)
        return stay({ ...factsOf(state), kind: 'stalled', sinceMs: state.movedAtMs });
      if (state.attempt > 0 && nowMs - state.sinceMs >= STABLE_MS) return forgive(state);
      return stay(state);
    default:
      return stay(state);
  }
}

/** Positions do not come while paused; the first one after a stall ends it. */
function onMoved(state: PlaybackState, positionMs: number, nowMs: number): PlaybackStep {
  const hasChanged = positionMs !== state.positionMs;
  if (state.kind === 'playing') {
    return hasChanged ? stay({ ...state, positionMs, movedAtMs: nowMs, hasMoved: true }) : stay(state);
  }
  if (state.kind === 'stalled' && hasChanged)
    return stay({ ...factsOf(state), positionMs, kind: 'playing', sinceMs: nowMs, movedAtMs: nowMs, hasMoved: true });
  return state.kind === 'paused' && hasChanged ? stay({ ...state, positionMs }) : stay(state);
}

function onBuffering(state: PlaybackState, isBuffering: boolean, nowMs: number): PlaybackStep {
  if (isBuffering && state.kind === 'playing') return stay({ ...factsOf(state), kind: 'stalled', sinceMs: nowMs });
  if (!isBuffering && state.kind === 'stalled')
    return stay({ ...factsOf(state), kind: 'playing', sinceMs: nowMs, movedAtMs: nowMs, hasMoved: false });
  return stay(state);
}

function onEnded(state: PlaybackState, nowMs: number): PlaybackStep {
  if (state.kind !== 'playing' && state.kind !== 'stalled' && state.kind !== 'paused') return stay(state);
  // A live stream has no end: its source went away.
  if (state.isLive) return stumble(state, new AppError('media.unreachable', { message: 'live stream ended' }), nowMs);
  return { state: { ...factsOf(state), kind: 'ended' }, commands: [{ type: 'save' }] };
}

/** Events of the decoder; those of an earlier attempt are not heard. */
function stepMedia(state: PlaybackState, event: Extract<PlaybackEvent, { epoch: number }>): PlaybackStep {
  if (event.epoch !== state.epoch) return stay(state);
  const isPreparing = state.kind === 'preparing' || state.kind === 'retrying';
  switch (event.type) {
    case 'ready':
      if (!isPreparing) return stay(state);
      if (!state.wantsPlay) {
        const { facts, commands } = arrive(state);
        return { state: { ...facts, kind: 'paused', needsReload: false }, commands };
      }
      return { state, commands: [{ type: 'play' }] };
    case 'started':
      return isPreparing ? begin(state, event.nowMs) : stay(state);
    case 'buffering':
      return onBuffering(state, event.isBuffering, event.nowMs);
    case 'moved':
      return onMoved(state, event.positionMs, event.nowMs);
    case 'failed':
      return isPreparing || state.kind === 'playing' || state.kind === 'stalled' || state.kind === 'paused'
        ? stumble(state, event.error, event.nowMs)
        : stay(state);
    case 'ended':
      return onEnded(state, event.nowMs);
  }
}

function onPlay(state: PlaybackState, nowMs: number): PlaybackStep {
  switch (state.kind) {
    case 'paused':
      if (state.needsReload) return prepareAfresh(state, nowMs);
      return {
        state: { ...factsOf(state), wantsPlay: true, kind: 'playing', sinceMs: nowMs, movedAtMs: nowMs, hasMoved: false },
        commands: [{ type: 'play' }],
      };
    case 'ended':
      return prepareAfresh({ ...state, positionMs: 0 }, nowMs);
    case 'failed':
      return prepareAfresh(state, nowMs);
    case 'idle':
    case 'ad-playing':
      return stay(state);
    case 'ad-waiting':
    case 'ad-paused':
      return { state, commands: [{ type: 'ad-play' }] };
    default:
      return stay({ ...state, wantsPlay: true });
  }
}

function onPause(state: PlaybackState): PlaybackStep {
  if (state.kind === 'playing' || state.kind === 'stalled') {
    return {
      state: { ...factsOf(state), wantsPlay: false, kind: 'paused', needsReload: false },
      commands: [{ type: 'pause' }, { type: 'save' }],
    };
  }
  if (isAd(state)) return { state, commands: state.kind === 'ad-paused' ? [] : [{ type: 'ad-pause' }] };
  return stay(state.kind === 'idle' || state.kind === 'ended' || state.kind === 'failed' ? state : { ...state, wantsPlay: false });
}

function onSeek(state: PlaybackState, positionMs: number, nowMs: number): PlaybackStep {
  const command: PlaybackCommand = { type: 'seek', positionMs };
  switch (state.kind) {
    case 'playing':
      return { state: { ...state, positionMs, movedAtMs: nowMs, hasMoved: false }, commands: [command] };
    case 'stalled':
      return { state: { ...state, positionMs, sinceMs: nowMs }, commands: [command] };
    case 'paused':
      return { state: { ...state, positionMs }, commands: state.needsReload ? [] : [command] };
    case 'ended':
      return prepareAfresh({ ...state, positionMs }, nowMs);
    case 'preparing':
      // The load under way has its own start; another one begins at the new place.
      return prepareAfresh({ ...state, positionMs }, nowMs);
    case 'idle':
    case 'ad-waiting':
    case 'ad-playing':
    case 'ad-paused':
      return stay(state);
    default:
      return stay({ ...state, positionMs });
  }
}

function onSuspend(state: PlaybackState): PlaybackStep {
  if (state.kind === 'idle' || state.kind === 'failed' || state.kind === 'ended' || state.kind === 'suspended') return stay(state);
  return { state: { ...factsOf(state), epoch: state.epoch + 1, kind: 'suspended' }, commands: isAd(state) ? [{ type: 'ad-leave' }] : [{ type: 'save' }, { type: 'halt' }] };
}

function onResume(state: PlaybackState, nowMs: number): PlaybackStep {
  return state.kind === 'suspended' ? backToTitle(state, nowMs) : stay(state);
}

function onOnline(state: PlaybackState, nowMs: number): PlaybackStep {
  // A full line has nothing to do with the network.
  if (state.kind === 'waiting') return state.rung === 'line' ? stay(state) : onRetry(state, nowMs);
  return state.kind === 'failed' && state.error.canRetry ? prepareAfresh(state, nowMs) : stay(state);
}

/** One step of the playback session: pure, total, and every state but `idle` has an exit by time or by the viewer. */
export function stepPlayback(state: PlaybackState, event: PlaybackEvent): PlaybackStep {
  if ('epoch' in event) return stepMedia(state, event);
  switch (event.type) {
    case 'open': {
      const { isLive, startMs: positionMs } = event;
      const opened = prepareAfresh({ ...state, isLive, positionMs, hasPlayed: false, offers: NO_OFFERS, path: HOME_PATH }, event.nowMs);
      return state.kind === 'idle' ? opened : { state: opened.state, commands: [{ type: 'save' }, { type: 'halt' }, ...opened.commands] };
    }
    case 'tick':
      return onTick(state, event.nowMs);
    case 'play':
      return onPlay(state, event.nowMs);
    case 'pause':
      return onPause(state);
    case 'seek':
      return onSeek(state, event.positionMs, event.nowMs);
    case 'retry':
      return onRetry(state, event.nowMs);
    case 'offers':
      return onOffers(state, event.offers, event.nowMs);
    case 'other':
      return onOther(state, event.nowMs);
    case 'online':
      return onOnline(state, event.nowMs);
    case 'ad':
      return onAd(state, event.phase, event.nowMs);
    case 'ad-over':
      return isAd(state) ? backToTitle(state, event.nowMs) : stay(state);
    case 'stop':
      if (state.kind === 'idle') return stay(state);
      return { state: { ...IDLE_PLAYBACK, epoch: state.epoch + 1 }, commands: [{ type: 'save' }, { type: 'halt' }] };
    case 'suspend':
      return onSuspend(state);
    case 'resume':
      return onResume(state, event.nowMs);
  }
}
