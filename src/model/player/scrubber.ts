import { moveScrub, scrubStepMs } from '#core/playback';
import { batch, signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { Scrub } from './player-model';
import type { LiveWindow } from '#ports';

/** What scrubbing needs of the player. */
export interface ScrubberDeps {
  /** What can be sought; empty when nothing can. */
  range(): readonly [lowMs: number, highMs: number];
  positionMs(): number;
  playFrom(positionMs: number): void;
}

/** Moving through the picture without having decided. */
export class Scrubber {
  readonly scrub: ReadonlySignal<Scrub | null>;
  private readonly target = signal<Scrub | null>(null);
  private readonly deps: ScrubberDeps;

  constructor(deps: ScrubberDeps) {
    this.deps = deps;
    this.scrub = this.target;
  }

  move(direction: 1 | -1, heldMs: number): void {
    const [lowMs, highMs] = this.deps.range();
    if (highMs <= lowMs) return;
    const stepMs = scrubStepMs(heldMs, highMs - lowMs);
    const fromMs = this.target.peek()?.targetMs ?? this.deps.positionMs();
    this.target.value = { targetMs: moveScrub(fromMs, direction, stepMs, lowMs, highMs), stepMs };
  }

  commit(): void {
    const scrub = this.target.peek();
    if (scrub === null) return;
    batch(() => {
      this.target.value = null;
      this.deps.playFrom(scrub.targetMs);
    });
  }

  cancel(): void {
    this.target.value = null;
  }
}

/** What can be sought, in the scale of positions; empty when nothing can. */
export type SeekRange = readonly [lowMs: number, highMs: number];

/** The range of a stream: its window when it has one, else its length. */
export function seekRange(window: LiveWindow | null, durationMs: number): SeekRange {
  if (window !== null) return [window.startMs, window.endMs];
  return [0, Number.isFinite(durationMs) ? durationMs : 0];
}
