import { MINUTE_MS, SECOND_MS, toAppError } from '#core/base';
import type { Disposer, ProfileId } from '#core/base';
import { createScope, untracked } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { ClockPort, LogPort } from '#ports';

/** Between two looks at what the account keeps. Smaller: calls for what hardly changes; larger: a change made elsewhere waits. */
const LOOK_MS = 10 * MINUTE_MS;
/** Gathers quick changes into one look. */
const GATHER_MS = 3 * SECOND_MS;

/** What says when to look. */
export interface AccountWatch {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly lifecycle: { readonly isForeground: boolean; onForegroundChange(listener: (isForeground: boolean) => void): Disposer };
  readonly session: { readonly profile: ReadonlySignal<{ readonly id: ProfileId } | null> };
}

/** Looks at the account that go on. */
export interface AccountLooks {
  /** Something was changed here: looks a moment after the last of such calls. */
  readonly soon: () => void;
  readonly end: Disposer;
}

/** Looks when somebody begins to watch, when the app comes back, and every ten minutes while it is seen. A look that rejects is logged as `what`. */
export function lookAtAccount({ clock, log, lifecycle, session }: AccountWatch, what: string, look: () => Promise<void>): AccountLooks {
  const scope = createScope();
  let stopTimer: Disposer = () => undefined;
  const start = (): void => {
    look().catch((error: unknown) => {
      log.write('warn', what, { reason: toAppError(error).message });
    });
  };
  scope.effect(() => {
    void session.profile.value?.id;
    untracked(start);
  });
  scope.add(
    lifecycle.onForegroundChange((isForeground) => {
      if (isForeground) start();
    }),
  );
  scope.add(
    clock.every(LOOK_MS, () => {
      if (lifecycle.isForeground) start();
    }),
  );
  return {
    soon: () => {
      stopTimer();
      stopTimer = clock.after(GATHER_MS, start);
    },
    end: () => {
      stopTimer();
      scope.dispose();
    },
  };
}
