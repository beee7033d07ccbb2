import type { Disposer } from '#core/base';
import type { BrowserNetwork, ForegroundWatcher } from '#platforms/common';
import type { LunaAnswer, LunaBridge } from './luna-bridge';

const STATUS = 'luna://com.webos.service.connectionmanager/getStatus';

/** Feeds the set's connection status into the network port until the disposer runs; asks anew when the app comes to the front, since a frozen page hears nothing. */
export function watchWebosNetwork(luna: Pick<LunaBridge, 'subscribe' | 'request'>, network: Pick<BrowserNetwork, 'report'>, watcher: Pick<ForegroundWatcher, 'first'>): Disposer {
  const take = (answer: LunaAnswer): void => {
    const isThere = answer['isInternetConnectionAvailable'];
    if (typeof isThere === 'boolean') network.report(isThere);
  };
  const end = luna.subscribe(STATUS, {}, take);
  const leave = watcher.first((isForeground) => {
    // A bus that does not answer leaves what is known.
    if (isForeground) luna.request(STATUS).then(take, () => undefined);
  });
  return () => {
    end();
    leave();
  };
}
