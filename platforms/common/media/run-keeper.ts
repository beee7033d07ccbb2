import { toAppError } from '#core/base';
import type { AppError } from '#core/base';
import type { LiveWindow, MediaSource } from '#ports';
import type { LivePlace } from './live-place';
import { livePlaceOf } from './live-place';
import { PlayerRun } from './player-run';
import type { PlayerRunDependencies } from './player-run';

/** A source to open, and where to go once it is open. */
export interface Opening {
  readonly source: MediaSource;
  /** A place behind the live edge to come back to. */
  readonly live: LivePlace | null;
  /** Opened before: the picture comes back instead of beginning. */
  readonly isRestore: boolean;
}

/** Where a player stands when its run is put aside. */
export interface Whereabouts {
  readonly positionMs: number;
  readonly liveWindow: LiveWindow | null;
}

/** What the keeper reports. Neither is called for a run that was replaced meanwhile. */
export interface RunKeeperHooks {
  readonly onOpened: (run: PlayerRun, opening: Opening) => void;
  readonly onOpenFailed: (opening: Opening, error: AppError) => void;
}

/**
 * Owns the one run of a player: opens it only when the decoder of the one before is free, puts it aside while the app is
 * in the background, and opens it again.
 */
export class RunKeeper {
  private readonly dependencies: PlayerRunDependencies;
  private readonly hooks: RunKeeperHooks;
  private current: PlayerRun | null = null;
  private parkedOpening: Opening | null = null;
  private closing: Promise<void> = Promise.resolve();
  private isSuspended = false;

  constructor(dependencies: PlayerRunDependencies, hooks: RunKeeperHooks) {
    this.dependencies = dependencies;
    this.hooks = hooks;
  }

  /** The run that is open or opening. */
  get run(): PlayerRun | null {
    return this.current;
  }

  /** What will be opened later: in the foreground, or at the next try. */
  get parked(): Opening | null {
    return this.parkedOpening;
  }

  /** Resolves when every decoder so far is free. */
  get whenFree(): Promise<void> {
    return this.closing;
  }

  /** Opens now, or when the app is in front again. */
  begin(opening: Opening): void {
    if (this.isSuspended) {
      this.parkedOpening = opening;
      return;
    }
    this.parkedOpening = null;
    const run = new PlayerRun(opening.source, this.dependencies);
    this.current = run;
    run.open(this.closing).then(
      () => {
        if (run === this.current) this.hooks.onOpened(run, opening);
      },
      (error: unknown) => {
        if (run === this.current) this.hooks.onOpenFailed(opening, toAppError(error, 'media.decode'));
      },
    );
  }

  /** Puts an opening aside. */
  park(opening: Opening): void {
    this.parkedOpening = opening;
  }

  /** Forgets what was put aside. */
  unpark(): void {
    this.parkedOpening = null;
  }

  /** Lets the decoder go within this turn. */
  close(): void {
    const run = this.current;
    this.current = null;
    if (run === null) return;
    const closed = run.close();
    this.closing = Promise.all([this.closing, closed]).then(() => undefined);
  }

  /** Puts the run aside at its place; until `resume` nothing is opened. */
  suspend(place: Whereabouts, isRestore: boolean): void {
    const run = this.current;
    this.isSuspended = true;
    if (run === null) return;
    const isLive = run.source.isLive;
    const live = run.isReady && isLive ? livePlaceOf(place.liveWindow, place.positionMs) : null;
    this.close();
    this.parkedOpening = { source: startAt(run.source, isLive ? undefined : place.positionMs), live, isRestore };
  }

  /** Opens what was put aside; answers whether there was something. */
  resume(): boolean {
    this.isSuspended = false;
    const opening = this.parkedOpening;
    if (opening !== null) this.begin(opening);
    return opening !== null;
  }
}

/** The source with another start; `undefined`: the beginning or the live edge. */
export function startAt(source: MediaSource, startMs: number | undefined): MediaSource {
  const { startMs: _earlier, ...rest } = source;
  return startMs === undefined ? rest : { ...rest, startMs };
}
