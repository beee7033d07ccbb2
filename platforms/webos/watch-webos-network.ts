import type { Disposer } from '#core/base';
import type { BrowserNetwork } from '#platforms/common';
import type { LunaBridge } from './luna-bridge';

const STATUS = 'luna://com.webos.service.connectionmanager/getStatus';

/** Feeds the set's connection status into the network port until the disposer runs. */
export function watchWebosNetwork(luna: LunaBridge, network: BrowserNetwork): Disposer {
  return luna.subscribe(STATUS, {}, (answer) => {
    const isThere = answer['isInternetConnectionAvailable'];
    if (typeof isThere === 'boolean') network.report(isThere);
  });
}
