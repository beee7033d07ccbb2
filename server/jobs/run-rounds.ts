import type { Disposer } from '#core/base';

/** What is done again and again. */
export interface Rounds {
  readonly everyMs: number;
  /** Whether the first one begins at once. */
  readonly isAtOnce: boolean;
  /** One of them; `isOver` tells a long one that it was disposed on the way. */
  run(isOver: () => boolean): Promise<void>;
  /** Told of a failure, but not after the end. */
  onFailure(error: unknown): void;
}

/** Runs rounds until disposed, one at a time: whose time comes while another runs is left out. After a failure the next one tries again. */
export function runRounds({ everyMs, isAtOnce, run, onFailure }: Rounds): Disposer {
  const state = { isRunning: false, isOver: false };
  const round = (): void => {
    if (state.isRunning || state.isOver) return;
    state.isRunning = true;
    run(() => state.isOver)
      .catch((error: unknown) => {
        if (!state.isOver) onFailure(error);
      })
      .finally(() => {
        state.isRunning = false;
      });
  };
  if (isAtOnce) round();
  const timer = setInterval(round, everyMs);
  timer.unref();
  return () => {
    state.isOver = true;
    clearInterval(timer);
  };
}
