import { openScaleMs } from '#core/spoilers';
import { computed } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { matchAt } from '#model/spoilers';
import type { MediaDriver } from './media-driver';
import type { PlayerDeps } from './player-deps';
import type { Chapter, Scrub, Thumbnail } from './player-model';
import type { TrackChoices } from './track-choices';
import type { Watching } from './watching';

/** What the guard looks at. */
export interface ScoreGuardSources {
  readonly deps: Pick<PlayerDeps, 'catalog' | 'progress' | 'spoilers'>;
  readonly driver: Pick<MediaDriver, 'positionMs' | 'durationMs'>;
  readonly choices: Pick<TrackChoices, 'hasThumbnails' | 'thumbnailAt'>;
  readonly watching: ReadonlySignal<Watching | null>;
  readonly scrub: ReadonlySignal<Scrub | null>;
}

/** What is shown of a stream's length and of what is still to come, as its viewer wants it told. */
export class ScoreGuard {
  /** Whether nothing shown may tell how long what plays goes on. */
  readonly isOn: ReadonlySignal<boolean>;
  /** How far along the viewer is, or looks for a place, milliseconds; read only where the guard is on. */
  readonly reachedMs: ReadonlySignal<number>;
  /** The stream's length, or that of a bar that does not tell it. */
  readonly durationMs: ReadonlySignal<number>;
  readonly hasThumbnails: ReadonlySignal<boolean>;
  private readonly sources: ScoreGuardSources;

  constructor(sources: ScoreGuardSources) {
    this.sources = sources;
    const { driver, choices, scrub } = sources;
    this.isOn = computed(() => this.isGuarded());
    this.reachedMs = computed(() => Math.max(driver.positionMs.value, scrub.value?.targetMs ?? 0));
    this.durationMs = computed(() => (this.isOn.value && driver.durationMs.value > 0 ? openScaleMs(this.reachedMs.value) : driver.durationMs.value));
    this.hasThumbnails = computed(() => choices.hasThumbnails.value && !this.isOn.value);
  }

  /** Chapters of a match may be called after its goals. */
  chaptersOf(chapters: readonly Chapter[]): readonly Chapter[] {
    return this.isOn.value ? [] : chapters;
  }

  /** The frame of a position; none of what comes in an episode whose pictures are kept back. */
  thumbnailAt(positionMs: number): Thumbnail | null {
    const { choices, deps, driver, watching } = this.sources;
    const playing = watching.peek();
    if (this.isOn.peek()) return null;
    if (playing?.kind === 'episode' && deps.spoilers?.()?.isVeiled(playing.key, deps.progress.isWatched(playing.key)) === true) {
      const seenMs = Math.max(driver.positionMs.peek(), deps.progress.get(playing.key)?.positionMs ?? 0);
      if (positionMs > seenMs) return null;
    }
    return choices.thumbnailAt(positionMs);
  }

  /** Something begins to play: what a match may give away later is known from here on. */
  note(): void {
    const watching = this.sources.watching.peek();
    if (watching === null || !this.isOn.peek()) return;
    const [, programme] = this.programmeOf(watching);
    if (programme !== null) this.sources.deps.spoilers?.()?.noteWatched(programme);
  }

  private isGuarded(): boolean {
    const watching = this.sources.watching.value;
    const spoilers = this.sources.deps.spoilers?.() ?? null;
    if (watching === null || spoilers === null || (watching.kind !== 'archive' && watching.kind !== 'recording')) return false;
    return spoilers.guards(...this.programmeOf(watching));
  }

  private programmeOf({ key, startMs, recording }: Watching): ReturnType<typeof matchAt> {
    return matchAt(this.sources.deps.catalog, key, startMs, recording?.title ?? null);
  }
}
