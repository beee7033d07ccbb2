import { MINUTE_MS, toAppError } from '#core/base';
import type { Disposer, ProfileId } from '#core/base';
import { createScope, untracked } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import type { ClockPort, LogPort } from '#ports';

/** Between two looks at what the account keeps. Smaller: calls for what hardly changes; larger: a change made elsewhere waits. */
const LOOK_MS = 10 * MINUTE_MS;

/** What says when to look. */
export interface AccountWatch {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly lifecycle: { readonly isForeground: boolean; onForegroundChange(listener: (isForeground: boolean) => void): Disposer };
  readonly session: { readonly profile: ReadonlySignal<{ readonly id: ProfileId } | null> };
}

/** Begins a look; one that rejects is logged as `what`. */
export function beginLook(log: LogPort, what: string, look: () => Promise<void>): void {
  look().catch((error: unknown) => {
    log.write('warn', what, { reason: toAppError(error).message });
  });
}

/** Looks when somebody begins to watch, when the app comes back, and every ten minutes while it is seen. A look that rejects is logged as `what`. */
export function lookAtAccount({ clock, log, lifecycle, session }: AccountWatch, what: string, look: () => Promise<void>): Disposer {
  const scope = createScope();
  const start = (): void => {
    beginLook(log, what, look);
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
  return () => {
    scope.dispose();
  };
}
