import { SECOND_MS, toAppError } from '#core/base';
import type { ItemKey } from '#core/base';
import { resumePosition } from '#core/playback';
import type { PlaybackState } from '#core/playback';
import type { ProgressModel } from '#model/progress';
import type { ClockPort, LogPort } from '#ports';
import type { Watching } from './watching';

/** A killed set loses at most this much of a film. */
const SAVE_EVERY_MS = 10 * SECOND_MS;

/** Keeps where a film or an episode was left. */
export class PlaceKeeper {
  private readonly deps: { readonly clock: ClockPort; readonly log: LogPort; readonly progress: ProgressModel };
  private keptAtMs = 0;

  constructor(deps: { readonly clock: ClockPort; readonly log: LogPort; readonly progress: ProgressModel }) {
    this.deps = deps;
  }

  /** Something else begins. */
  restart(): void {
    this.keptAtMs = this.deps.clock.monotonicMs();
  }

  /** Whether the last keeping is long ago. */
  get isDue(): boolean {
    return this.deps.clock.monotonicMs() - this.keptAtMs >= SAVE_EVERY_MS;
  }

  /** Where a title goes on; 0: from its start. */
  resumeAt(key: ItemKey): number {
    const point = this.deps.progress.get(key);
    return point === null || point.isFinished ? 0 : resumePosition(point.positionMs, point.durationMs);
  }

  /** Keeps the place; losing it costs seconds, so a failure is only logged. Live and trailers have none. */
  keep(watching: Watching, { kind, positionMs }: PlaybackState, durationMs: number): void {
    this.restart();
    // A title that never started has nothing to say about itself.
    if (!(durationMs > 0) || !Number.isFinite(durationMs)) return;
    const atMs = kind === 'ended' ? durationMs : positionMs;
    watching.recording?.keep(atMs, durationMs);
    if (watching.kind !== 'movie' && watching.kind !== 'episode') return;
    this.deps.progress.save(watching.key, atMs, durationMs, watching.seriesKey ?? undefined).catch((error: unknown) => {
      this.deps.log.write('warn', 'position not kept', { code: toAppError(error, 'storage.broken').code });
    });
  }
}
