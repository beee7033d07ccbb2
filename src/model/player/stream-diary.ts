import { hostOf } from '#core/account';
import { PictureWatch } from '#core/playback';
import type { PlaybackState, RescueRung } from '#core/playback';
import type { MediaStats } from '#ports';
import type { PlayAnswer } from '#sources/source';
import type { StreamFacts } from './player-model';
import { QualityLog } from './quality-log';
import type { QualityLogDeps } from './quality-log';
import type { Watching } from './watching';

/** More steps than one ladder has are not shown. */
const MOST_STEPS = 12;

/** Notes what happened to one stream, for the statistics and for whoever measures quality. */
export class StreamDiary {
  readonly quality: QualityLog;
  private readonly picture = new PictureWatch();
  private wishedAtMs = 0;
  private startedInMs = 0;
  private stalls = 0;
  private steps: readonly RescueRung[] = [];

  constructor(deps: QualityLogDeps) {
    this.quality = new QualityLog(deps);
  }

  /** Something else is opened, or (`null`) nothing any more. */
  begin(watching: Watching | null, nowMs: number): void {
    this.quality.begin(watching);
    this.picture.begin();
    this.wishedAtMs = nowMs;
    this.startedInMs = 0;
    this.stalls = 0;
    this.steps = [];
  }

  /** The session went from one state to the next. */
  note(before: PlaybackState, state: PlaybackState, nowMs: number): void {
    this.quality.note(before, state);
    if (state.kind === 'playing' && this.startedInMs === 0) this.startedInMs = Math.max(1, nowMs - this.wishedAtMs);
    if (state.kind === 'stalled' && before.kind !== 'stalled') this.stalls += 1;
    if (state.kind === 'retrying' && before.kind !== 'retrying') this.steps = this.steps.concat(state.rung).slice(-MOST_STEPS);
  }

  /** Measures while it plays, about once a second. True: there is sound, and the picture that was there is gone. */
  sample(stats: MediaStats | null, positionMs: number, nowMs: number): boolean {
    this.quality.sample(stats);
    return this.picture.look(stats?.shownFrames, positionMs, nowMs);
  }

  /** What the statistics say of it. `choice`: why another version plays than was chosen. */
  facts(answer: PlayAnswer | null, isOnline: boolean, choice: string): StreamFacts {
    const { startedInMs, stalls, steps } = this;
    return { host: answer === null ? '' : hostOf(answer.media.url), form: answer?.media.form ?? '', isOnline, startedInMs, stalls, steps, choice };
  }
}
