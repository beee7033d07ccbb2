import { toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import { createScope } from '#core/state';
import type { AppModel } from '#model/app';
import type { Ui } from '#ui/engine';

/** By then the first page is drawn, which these parts must not hold up. */
const AFTER_MS = 1000;

/**
 * Joins with the screen what no first page needs, once that is there: changed keys, keys on screen, the sleep timer's countdown, and the
 * motion of titles that are cut.
 */
export function linkLateParts(ui: Ui, app: AppModel): Disposer {
  const scope = createScope();
  scope.add(
    ui.clock.after(AFTER_MS, () => {
      import('./remote')
        .then(({ linkRemote }) => {
          scope.add(linkRemote(ui, app));
        })
        .catch((error: unknown) => {
          ui.log.write('error', 'late parts of the screen could not be loaded', { reason: toAppError(error).message });
        });
    }),
  );
  return () => {
    scope.dispose();
  };
}
