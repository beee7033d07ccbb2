import type { Disposer } from '#core/base';
import type { BrowserNetwork, ForegroundWatcher } from '#platforms/common';
import type { LogPort } from '#ports';
import { askNative } from './tizen-natives';
import type { TizenNatives } from './tizen-natives';

/** NetworkState of webapis.network: 4 the gateway is reached, 5 it is lost (tv-platforms 3.4). */
const GATEWAY_CONNECTED = 4;
const GATEWAY_DISCONNECTED = 5;

/**
 * Feeds what the set knows about its connection into the network port: at the start, on every change, and when the app comes to the
 * front, since a frozen page hears of none. Needs the privilege network.public. Ends with the disposer.
 */
export function watchTizenNetwork(natives: TizenNatives, network: Pick<BrowserNetwork, 'isOnline' | 'report'>, watcher: Pick<ForegroundWatcher, 'first'>, log: LogPort): Disposer {
  const native = natives.webapis.network;
  if (native === undefined) return () => undefined;
  const ask = (): void => {
    network.report(askNative(log, 'the gateway', () => native.isConnectedToGateway(), network.isOnline));
  };
  ask();
  const leave = watcher.first((isForeground) => {
    if (isForeground) ask();
  });
  const id = askNative(log, 'the network listener', () => native.addNetworkStateChangeListener((state) => {
    const code: number = state;
    if (code === GATEWAY_CONNECTED) network.report(true);
    if (code === GATEWAY_DISCONNECTED) network.report(false);
  }), -1);
  return () => {
    leave();
    if (id < 0) return;
    askNative(log, 'the end of the network listener', () => {
      native.removeNetworkStateChangeListener(id);
      return true;
    }, false);
  };
}
