import { toAppError } from '#core/base';
import type { AdPhase } from '#core/playback';
import { signal } from '#core/state';
import type { AdBreaks, AdStage, AdView } from '#model/ads';
import type { PlayAnswer } from '#sources/source';
import type { MediaDriver } from './media-driver';
import type { PlayerDeps } from './player-deps';
import type { Watching } from './watching';

/** Nothing is known yet. */
function waitingView(waitsSinceMs: number): AdView {
  return { index: 1, count: 0, secondsLeft: -1, passed: 0, skipIn: -1, skipPassed: 0, offerUrl: '', isPaused: false, waitsSinceMs };
}

/**
 * Holds the breaks of titles, whose code comes with the first answer that says there may be some. Where it cannot be loaded, there are
 * none. While {@link view} is set, the player is in one of its states of advertising and its decoder is theirs.
 */
export class BreakLink {
  readonly view = signal<AdView | null>(null);
  private readonly deps: PlayerDeps;
  private readonly stage: AdStage;
  private readonly hear: { onPhase(phase: AdPhase): void; goOn(): void };
  private breaks: AdBreaks | null = null;
  private loading: Promise<void> | null = null;
  private current: Watching | null = null;
  private isHolding = false;

  /** `onPhase` hears what a break does, `goOn` that the screen is the title's again. */
  constructor(deps: PlayerDeps, driver: MediaDriver, hear: { onPhase(phase: AdPhase): void; goOn(): void }) {
    this.deps = deps;
    this.hear = hear;
    this.stage = {
      decoder: () => driver.lend(),
      release: () => {
        driver.halt();
      },
      goOn: () => {
        this.isHolding = false;
        this.view.value = null;
        hear.goOn();
      },
      show: (view) => {
        this.show(view);
      },
    };
  }

  /** A title is about to be loaded: once for each opening it waits for what stands before it. */
  opens(watching: Watching, answer: PlayAnswer, startMs: number): void {
    const { breaksOf } = answer;
    const { advertising } = this.deps;
    if (this.current === watching || breaksOf === undefined || advertising === undefined) return;
    if (watching.kind !== 'movie' && watching.kind !== 'episode') return;
    this.current = watching;
    this.isHolding = true;
    this.show(waitingView(this.deps.clock.monotonicMs()));
    const { key, kind } = watching;
    const begin = async (): Promise<void> => {
      if (this.breaks === null) await (this.loading ??= this.load(advertising));
      // Somebody left meanwhile, and whoever comes back wants the title.
      if (this.current !== watching || !this.isHolding) return;
      if (this.breaks !== null) this.breaks.begin({ key, kind, id: breaksOf, startMs });
      else this.stage.goOn();
    };
    void begin();
  }

  /** The picture is at a position, where a break may be due. */
  passes(positionMs: number, durationMs: number): void {
    if (this.current !== null && !this.isHolding && this.breaks !== null) this.isHolding = this.breaks.passes(positionMs, durationMs);
  }

  /** Stops what a break shows, or lets it go on. */
  setPaused(isPaused: boolean): void {
    if (this.view.peek() !== null) this.breaks?.setPaused(isPaused);
  }

  /** Ends an advertisement that may be skipped now. */
  skip(): void {
    if (this.view.peek() !== null) this.breaks?.skip();
  }

  /** The app goes away: the break is over. */
  leave(): void {
    this.isHolding = false;
    this.breaks?.leave();
    this.view.value = null;
  }

  /** Another title, or none: nothing of the last one comes any more. */
  end(): void {
    this.current = null;
    this.isHolding = false;
    this.breaks?.end();
    this.view.value = null;
  }

  /** Lets go of everything. */
  dispose(): void {
    this.end();
    this.breaks?.dispose();
  }

  private show(view: AdView | null): void {
    this.view.value = view;
    if (view !== null) this.hear.onPhase(view.waitsSinceMs >= 0 ? 'waiting' : view.isPaused ? 'paused' : 'playing');
  }

  private async load(advertising: NonNullable<PlayerDeps['advertising']>): Promise<void> {
    try {
      const part = await import('#model/ads');
      const breaks = new part.AdBreaks({ ...this.deps, ...advertising, stage: this.stage });
      await breaks.open();
      this.breaks = breaks;
    } catch (error) {
      this.loading = null;
      this.deps.log.write('warn', 'advertising not loaded', { reason: toAppError(error).message });
    }
  }
}
