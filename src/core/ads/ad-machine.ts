import { SECOND_MS } from '../base';
import { AD_ERROR, dueMs } from './ad-clip';
import type { AdClip } from './ad-clip';

/** Until the ad server has answered. Larger: viewers look at nothing; smaller: slow servers never show anything. */
export const ASK_LIMIT_MS = 4 * SECOND_MS;
/** Until a clip shows its first picture. */
const LOAD_LIMIT_MS = 6 * SECOND_MS;
/** A clip that stands still this long is given up. */
const STILL_LIMIT_MS = 6 * SECOND_MS;
/** All waiting of one break: whatever its clips do, the title goes on after it. */
const WAIT_LIMIT_MS = 10 * SECOND_MS;
/** A clip that goes on this long past its told length never ends by itself. */
const OVERTIME_MS = 5 * SECOND_MS;

/** What a playing clip knows of itself. */
interface ClipFacts {
  readonly clips: readonly AdClip[];
  readonly index: number;
  /** Which file of the clip. */
  readonly file: number;
  /** Number of this try to show a picture; events of earlier ones are stale. */
  readonly epoch: number;
  /** What was waited so far in this break. */
  readonly waitedMs: number;
}

/** The states of a break. Waiting ones name the moment that ends them, so that a tick suffices. */
export type AdState =
  | { readonly kind: 'over' }
  | { readonly kind: 'asking'; readonly sinceMs: number }
  | (ClipFacts & { readonly kind: 'loading'; readonly sinceMs: number; readonly isPaused: boolean })
  | (ClipFacts & {
      readonly kind: 'playing';
      readonly positionMs: number;
      readonly durationMs: number;
      readonly movedAtMs: number;
      readonly isPaused: boolean;
      /** Indexes of beacons that were told. */
      readonly told: readonly number[];
    });

/** What can happen. `nowMs` is monotonic time. */
export type AdInput =
  | { readonly type: 'ask'; readonly nowMs: number }
  | { readonly type: 'filled'; readonly clips: readonly AdClip[]; readonly nowMs: number }
  | { readonly type: 'started'; readonly epoch: number; readonly nowMs: number }
  | { readonly type: 'moved'; readonly epoch: number; readonly positionMs: number; readonly durationMs: number; readonly nowMs: number }
  | { readonly type: 'ended'; readonly epoch: number; readonly nowMs: number }
  | { readonly type: 'failed'; readonly epoch: number; readonly error: number; readonly nowMs: number }
  | { readonly type: 'tick'; readonly nowMs: number }
  | { readonly type: 'skip'; readonly nowMs: number }
  | { readonly type: 'pause' }
  | { readonly type: 'play'; readonly nowMs: number }
  /** The viewer leaves, or something else is opened. */
  | { readonly type: 'leave' };

/** What the model carries out, in order. */
export type AdCommand =
  | { readonly type: 'load'; readonly epoch: number; readonly clip: AdClip; readonly file: number }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  /** A clip shows its first picture. */
  | { readonly type: 'shown' }
  | { readonly type: 'tell'; readonly urls: readonly string[]; readonly error: number; readonly playheadMs: number }
  /** The title goes on. */
  | { readonly type: 'finish' };

/** A state with what has to be done. */
export interface AdStep {
  readonly state: AdState;
  readonly commands: readonly AdCommand[];
}

/** No break runs. */
export const NO_AD: AdState = Object.freeze({ kind: 'over' });

type Loading = Extract<AdState, { readonly kind: 'loading' }>;
type Playing = Extract<AdState, { readonly kind: 'playing' }>;

function stay(state: AdState): AdStep {
  return { state, commands: [] };
}

function tell(urls: readonly string[] | undefined, playheadMs: number, error = 0): readonly AdCommand[] {
  return urls === undefined || urls.length === 0 ? [] : [{ type: 'tell', urls, error, playheadMs }];
}

function finish(commands: readonly AdCommand[] = []): AdStep {
  return { state: NO_AD, commands: commands.concat({ type: 'finish' }) };
}

function clipOf({ clips, index }: ClipFacts): AdClip | null {
  return clips[index] ?? null;
}

function load(facts: ClipFacts, isPaused: boolean, nowMs: number, before: readonly AdCommand[]): AdStep {
  const clip = clipOf(facts);
  if (clip === null || facts.waitedMs >= WAIT_LIMIT_MS) return finish(before);
  const { clips, index, file, waitedMs } = facts;
  const epoch = facts.epoch + 1;
  return {
    state: { kind: 'loading', clips, index, file, epoch, waitedMs, sinceMs: nowMs, isPaused },
    commands: before.concat({ type: 'load', epoch, clip, file }),
  };
}

function nextClip(state: Loading | Playing, nowMs: number, before: readonly AdCommand[]): AdStep {
  return load({ ...state, index: state.index + 1, file: 0 }, false, nowMs, before);
}

/** What of a clip is due up to a position and was not told: in its order. */
function told(state: Playing, upToMs: number): { readonly told: readonly number[]; readonly commands: readonly AdCommand[] } {
  const beacons = clipOf(state)?.beacons ?? [];
  const due = beacons.map((beacon, index) => ({ beacon, index, atMs: dueMs(beacon, state.durationMs) }))
    .filter(({ index, atMs, beacon }) => state.told.indexOf(index) === -1 && atMs <= (beacon.moment.kind === 'time' ? Math.min(upToMs, state.durationMs) : upToMs));
  // Array.sort is not stable in old engines.
  due.sort((a, b) => (a.atMs === b.atMs ? a.index - b.index : a.atMs - b.atMs));
  return {
    told: state.told.concat(due.map(({ index }) => index)),
    commands: due.reduce<readonly AdCommand[]>((all, { beacon }) => all.concat(tell(beacon.urls, state.positionMs)), []),
  };
}

function onStarted(state: Loading, nowMs: number): AdStep {
  const { clips, index, file, epoch, isPaused } = state;
  const waitedMs = state.waitedMs + (nowMs - state.sinceMs);
  const durationMs = clipOf(state)?.durationMs ?? 0;
  const playing: Playing = { kind: 'playing', clips, index, file, epoch, waitedMs, positionMs: 0, durationMs, movedAtMs: nowMs, isPaused, told: [] };
  const first = told(playing, 0);
  const commands: AdCommand[] = [{ type: 'shown' }];
  return { state: { ...playing, told: first.told }, commands: commands.concat(first.commands, isPaused ? [{ type: 'pause' }] : []) };
}

function onMoved(state: Playing, input: Extract<AdInput, { readonly type: 'moved' }>): AdStep {
  // A clip only goes forward: what a decoder says of the clip before it is not believed.
  if (input.positionMs <= state.positionMs) return stay(state);
  const isKnown = input.durationMs > 0 && Number.isFinite(input.durationMs);
  const moved: Playing = { ...state, positionMs: input.positionMs, durationMs: isKnown ? input.durationMs : state.durationMs, movedAtMs: input.nowMs };
  const due = told(moved, input.positionMs);
  return { state: { ...moved, told: due.told }, commands: due.commands };
}

/** Everything that was still due is told before the end is, in order. */
function onEnded(state: Playing, nowMs: number): AdStep {
  return nextClip(state, nowMs, told(state, Infinity).commands);
}

function onFailed(state: Loading | Playing, error: number, nowMs: number): AdStep {
  const clip = clipOf(state);
  const waitedMs = state.waitedMs + (state.kind === 'loading' ? nowMs - state.sinceMs : nowMs - state.movedAtMs);
  const facts = { ...state, waitedMs };
  const hasOther = state.kind === 'loading' && clip !== null && state.file + 1 < clip.files.length;
  if (hasOther && waitedMs < WAIT_LIMIT_MS) return load({ ...facts, file: state.file + 1 }, state.isPaused, nowMs, []);
  return nextClip(facts, nowMs, tell(clip?.errorUrls, state.kind === 'playing' ? state.positionMs : -1, error));
}

/** How long until a clip may be skipped, milliseconds; 0: now, -1: not at all. */
export function skipInMs(state: AdState): number {
  if (state.kind !== 'playing') return -1;
  const skipAfterMs = clipOf(state)?.skipAfterMs ?? -1;
  // An offer at the very end is none.
  if (skipAfterMs < 0 || (state.durationMs > 0 && skipAfterMs >= state.durationMs)) return -1;
  return Math.max(0, skipAfterMs - state.positionMs);
}

function onSkip(state: AdState, nowMs: number): AdStep {
  if (state.kind !== 'playing' || skipInMs(state) !== 0) return stay(state);
  return nextClip(state, nowMs, tell(clipOf(state)?.actions['skip'], state.positionMs));
}

function onTick(state: AdState, nowMs: number): AdStep {
  switch (state.kind) {
    case 'over':
      return stay(state);
    case 'asking':
      return nowMs - state.sinceMs >= ASK_LIMIT_MS ? finish() : stay(state);
    case 'loading': {
      const isLate = nowMs - state.sinceMs >= LOAD_LIMIT_MS || state.waitedMs + nowMs - state.sinceMs >= WAIT_LIMIT_MS;
      return isLate ? onFailed(state, AD_ERROR.timeout, nowMs) : stay(state);
    }
    case 'playing': {
      const isOver = state.durationMs > 0 && state.positionMs > state.durationMs + OVERTIME_MS;
      if (isOver) return onEnded(state, nowMs);
      return !state.isPaused && nowMs - state.movedAtMs >= STILL_LIMIT_MS ? onFailed(state, AD_ERROR.linear, nowMs) : stay(state);
    }
  }
}

function onPause(state: AdState): AdStep {
  if (state.kind === 'loading') return stay({ ...state, isPaused: true });
  if (state.kind !== 'playing' || state.isPaused) return stay(state);
  const commands: readonly AdCommand[] = [{ type: 'pause' }];
  return { state: { ...state, isPaused: true }, commands: commands.concat(tell(clipOf(state)?.actions['pause'], state.positionMs)) };
}

function onPlay(state: AdState, nowMs: number): AdStep {
  if (state.kind === 'loading') return stay({ ...state, isPaused: false });
  if (state.kind !== 'playing' || !state.isPaused) return stay(state);
  const commands: readonly AdCommand[] = [{ type: 'play' }];
  return { state: { ...state, isPaused: false, movedAtMs: nowMs }, commands: commands.concat(tell(clipOf(state)?.actions['resume'], state.positionMs)) };
}

function onLeave(state: AdState): AdStep {
  const urls = state.kind === 'playing' ? clipOf(state)?.actions['closeLinear'] : undefined;
  return { state: NO_AD, commands: tell(urls, state.kind === 'playing' ? state.positionMs : -1) };
}

/** Events of the decoder; those of an earlier clip or file are not heard. */
function stepMedia(state: AdState, input: Extract<AdInput, { readonly epoch: number }>): AdStep {
  if ((state.kind !== 'loading' && state.kind !== 'playing') || input.epoch !== state.epoch) return stay(state);
  if (input.type === 'failed') return onFailed(state, input.error, input.nowMs);
  if (state.kind === 'loading') return input.type === 'started' ? onStarted(state, input.nowMs) : stay(state);
  if (input.type === 'moved') return onMoved(state, input);
  return input.type === 'ended' ? onEnded(state, input.nowMs) : stay(state);
}

/** One step of a break: pure, total, and every state but `over` has an exit by time. */
export function stepAds(state: AdState, input: AdInput): AdStep {
  if ('epoch' in input) return stepMedia(state, input);
  switch (input.type) {
    case 'ask':
      return stay({ kind: 'asking', sinceMs: input.nowMs });
    case 'filled':
      if (state.kind !== 'asking') return stay(state);
      return load({ clips: input.clips, index: 0, file: 0, epoch: 0, waitedMs: input.nowMs - state.sinceMs }, false, input.nowMs, []);
    case 'tick':
      return onTick(state, input.nowMs);
    case 'skip':
      return onSkip(state, input.nowMs);
    case 'pause':
      return onPause(state);
    case 'play':
      return onPlay(state, input.nowMs);
    case 'leave':
      return onLeave(state);
  }
}
