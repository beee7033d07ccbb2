import { toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { Host, LaunchIntent } from '#ports';
import type { AppModel } from './app-model';

/** Follows the link the app was started with, and those that come while it runs; the newest alone. What leads anywhere is loaded with the first one. */
export function followLinks({ lifecycle, log }: Pick<Host, 'lifecycle' | 'log'>, app: AppModel): Disposer {
  let stop: Disposer = () => undefined;
  let newest: LaunchIntent | null = null;
  const follow = (intent: LaunchIntent): void => {
    if (Object.keys(intent.params).length === 0) return;
    newest = intent;
    import('#model/links').then(
      ({ followLink }) => {
        if (newest !== intent) return;
        stop();
        stop = followLink(app, intent.params);
      },
      (error: unknown) => {
        log.write('warn', 'a link leads nowhere', { reason: toAppError(error).message });
      },
    );
  };
  follow(lifecycle.launchIntent);
  const leave = lifecycle.onIntent(follow);
  return () => {
    newest = null;
    leave();
    stop();
  };
}
