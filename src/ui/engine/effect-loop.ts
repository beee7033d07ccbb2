import { toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import { setEffectScheduler } from '#core/state';
import type { LogPort } from '#ports';
import type { Stage } from './lightning';

/** What happens around a frame, in this order. */
export interface FrameSteps {
  /** Before effects run. */
  begin(): void;
  /** After effects have run, before anything is drawn. */
  beforeDraw(): void;
  /** After the frame was drawn. */
  afterDraw(): void;
}

/**
 * Runs `steps.begin` and effects once at the start of a frame, then `steps.beforeDraw`. What throws is logged and the next frame comes all
 * the same: an error that escaped here would stop Lightning's loop for good. The disposer restores the scheduler.
 */
export function startEffectLoop(stage: Stage, log: LogPort, steps: FrameSteps): Disposer {
  let pending: (() => void) | null = null;
  const guard = (what: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.write('error', `${what} failed`, { reason: toAppError(error).message });
    }
  };
  const restore = setEffectScheduler((flush) => {
    pending = flush;
  });
  const onStart = (): void => {
    const flush = pending;
    pending = null;
    steps.begin();
    if (flush !== null) guard('an effect', flush);
    guard('focus', steps.beforeDraw);
  };
  const onEnd = (): void => {
    guard('the mirror', steps.afterDraw);
  };
  stage.on('frameStart', onStart);
  stage.on('frameEnd', onEnd);
  return () => {
    restore();
    stage.off('frameStart', onStart);
    stage.off('frameEnd', onEnd);
  };
}
