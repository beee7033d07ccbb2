import { hostOf } from '#core/account';
import type { PlaybackState, RescueRung } from '#core/playback';
import type { PlayAnswer } from '#sources/source';
import type { StreamFacts } from './player-model';

/** More steps than one ladder has are not shown. */
const MOST_STEPS = 12;

/** Notes what happened to one stream, for the statistics. */
export class StreamDiary {
  private wishedAtMs = 0;
  private startedInMs = 0;
  private stalls = 0;
  private steps: readonly RescueRung[] = [];

  /** Something else is opened. */
  begin(nowMs: number): void {
    this.wishedAtMs = nowMs;
    this.startedInMs = 0;
    this.stalls = 0;
    this.steps = [];
  }

  /** The session went from one state to the next. */
  note(before: PlaybackState, state: PlaybackState, nowMs: number): void {
    if (state.kind === 'playing' && this.startedInMs === 0) this.startedInMs = Math.max(1, nowMs - this.wishedAtMs);
    if (state.kind === 'stalled' && before.kind !== 'stalled') this.stalls += 1;
    if (state.kind === 'retrying' && before.kind !== 'retrying') this.steps = this.steps.concat(state.rung).slice(-MOST_STEPS);
  }

  /** What the statistics say of it. */
  facts(answer: PlayAnswer | null, isOnline: boolean): StreamFacts {
    const { startedInMs, stalls, steps } = this;
    return { host: answer === null ? '' : hostOf(answer.media.url), form: answer?.media.form ?? '', isOnline, startedInMs, stalls, steps };
  }
}
