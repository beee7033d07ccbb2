import { toAppError } from '#core/base';
import type { AppError, CancelSignal, Result } from '#core/base';
import type { RescuePath, RescueRung } from '#core/playback';
import type { PlayAnswer } from '#sources/source';
import type * as late from './rescue';
import type { ArchiveStretch, Rescue, RescueDeps } from './rescue';
import { targetOf } from './watching';
import type { Watching } from './watching';

/**
 * Holds the {@link Rescue}, whose code comes with the first thing that is played (decision 0009). Where it cannot be loaded, everything is
 * asked for as it is, and the ladder has fewer steps.
 */
export class RescueLink {
  private readonly deps: RescueDeps;
  private rescue: Rescue | null = null;
  private loading: Promise<void> | null = null;

  constructor(deps: RescueDeps) {
    this.deps = deps;
  }

  /** Where the watched thing is to be had. */
  async resolve(watching: Watching, path: RescuePath, lostMs: number, signal: CancelSignal): Promise<Result<PlayAnswer, AppError>> {
    if (this.rescue === null) await (this.loading ??= this.load());
    if (this.rescue !== null) return this.rescue.resolve(watching, path, lostMs, signal);
    const target = await targetOf(watching, this.deps.catalog);
    return target.ok ? this.deps.catalog.resolve(target.value, signal) : target;
  }

  /** The picture is lost: what else is there? */
  lookAround(watching: Watching, path: RescuePath, error: AppError): void {
    void this.rescue?.lookAround(watching, path, error);
  }

  /** The path plays well; called now and then. */
  noteSteady(watching: Watching, path: RescuePath): void {
    this.rescue?.noteSteady(watching, path);
  }

  /** Why another version than the chosen one plays; empty where the chosen one does. */
  choiceWords(watching: Watching, path: RescuePath): string {
    return this.rescue?.choiceWords(watching, path) ?? '';
  }

  /** The path stood firm. */
  keep(watching: Watching, path: RescuePath): void {
    this.rescue?.keep(watching, path);
  }

  /** What to say about the way that helped; may be empty. */
  words(rung: RescueRung, path: RescuePath): string {
    return this.rescue?.words(rung, path) ?? '';
  }

  /** The part of the recording that took the place of live. */
  get archive(): ArchiveStretch {
    return this.rescue?.archive ?? { startMs: 0, stopMs: 0 };
  }

  private async load(): Promise<void> {
    try {
      const part: typeof late = await import('./rescue');
      const rescue = new part.Rescue(this.deps);
      await rescue.load();
      this.rescue = rescue;
    } catch (error) {
      this.loading = null;
      this.deps.log.write('warn', 'rescue code not loaded', { reason: toAppError(error).message });
    }
  }
}
