import { hexOf } from '#core/base';
import { stepQoe } from '#core/qoe';
import type { PlaybackEvents, QoeInput, QoePhase, QoeView } from '#core/qoe';
import type { PlaybackState } from '#core/playback';
import type { ClockPort, MediaStats, RandomPort } from '#ports';
import type { PlayAnswer } from '#sources/source';
import type { Watching } from './watching';

/** What the log needs. */
export interface QualityLogDeps {
  readonly clock: Pick<ClockPort, 'nowMs' | 'monotonicMs'>;
  readonly random: RandomPort;
  /** Hears how watching goes; absent: nobody asks. */
  readonly events?: PlaybackEvents;
}

type Input = QoeInput extends infer T ? (T extends QoeInput ? Omit<T, 'nowMs' | 'atMs'> : never) : never;

const ID_BYTES = 16;
/** CMCD ids are no longer. */
const MOST_CONTENT_ID = 64;

/** Tells how watching goes, from what the session machine does. */
export class QualityLog {
  private readonly deps: QualityLogDeps;
  private view: QoeView | null = null;

  constructor(deps: QualityLogDeps) {
    this.deps = deps;
  }

  /** The answer with the ids of this view for CMCD, where the server is ours. */
  mark(answer: PlayAnswer, watching: Watching): PlayAnswer {
    if (answer.isOurs !== true || this.view === null) return answer;
    const cmcd = { sessionId: this.view.viewId, contentId: watching.key.slice(-MOST_CONTENT_ID) };
    return { ...answer, media: { ...answer.media, cmcd } };
  }

  /** Something else is opened, or (`null`) nothing any more. */
  begin(watching: Watching | null): void {
    if (watching === null) this.take({ type: 'end' });
    else this.take({ type: 'request', viewId: newId(this.deps.random), props: { kind: watching.kind, item: watching.key } });
  }

  /** The viewer goes to another place: what follows is no fault of the line. */
  seek(): void {
    if (this.view?.phase === 'playing' || this.view?.phase === 'rebuffering') this.take({ type: 'phase', phase: 'seeking' });
  }

  /** The session went from one state to the next. */
  note(before: PlaybackState, state: PlaybackState): void {
    if (this.view === null) return;
    if (state.kind === 'failed') {
      if (before.kind !== 'failed') this.take({ type: 'failure', code: state.error.code, isFinal: true });
    } else if (state.kind === 'waiting' || state.kind === 'retrying') {
      if (before.kind !== state.kind || before.epoch !== state.epoch) this.take({ type: 'failure', code: state.error.code, isFinal: false });
      if (state.kind === 'retrying' && before.epoch !== state.epoch) this.take({ type: 'attempt', rung: state.rung });
    } else this.take({ type: 'phase', phase: this.phaseOf(state) });
  }

  /** Called about once a second while something plays. */
  sample(stats: MediaStats | null): void {
    if (stats?.bitrateBps !== undefined) this.take({ type: 'bitrate', bitrateBps: stats.bitrateBps });
    this.take({ type: 'tick' });
  }

  private phaseOf(state: PlaybackState): QoePhase {
    switch (state.kind) {
      case 'playing':
        return this.view?.phase === 'seeking' && !state.hasMoved ? 'seeking' : 'playing';
      case 'stalled':
        return 'rebuffering';
      case 'paused':
        return 'paused';
      case 'suspended':
      case 'ad-waiting':
      case 'ad-playing':
      case 'ad-paused':
        return 'away';
      case 'ended':
      case 'idle':
        return 'over';
      default:
        return 'starting';
    }
  }

  private take(input: Input): void {
    const { clock, events } = this.deps;
    const step = stepQoe(this.view, { ...input, nowMs: clock.monotonicMs(), atMs: clock.nowMs() });
    this.view = step.view;
    for (const event of step.events) events?.record(event);
  }
}

/** A random id in the form of a UUID (RFC 9562, version 4), as CMCD recommends for sessions. */
function newId(random: RandomPort): string {
  const bytes = random.bytes(ID_BYTES);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = hexOf(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
