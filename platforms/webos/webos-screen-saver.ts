import type { Disposer } from '#core/base';
import { NestedInhibition } from '#platforms/common';
import type { LunaBridge } from './luna-bridge';

const POWER = 'luna://com.webos.service.tvpower/power';
const CLIENT = 'hearth.screensaver';

/**
 * Keeps the screen saver away: the set asks before it starts, and is refused while somebody holds. Undocumented, used by
 * field apps; where the service is missing the set's own rule stays (a full-screen video keeps it away).
 */
export class WebosScreenSaver {
  private readonly luna: LunaBridge;
  private readonly inhibition: NestedInhibition;
  private end: Disposer = () => undefined;

  constructor(luna: LunaBridge) {
    this.luna = luna;
    this.inhibition = new NestedInhibition((isInhibited) => {
      this.end();
      this.end = isInhibited ? this.answerRequests() : () => undefined;
    });
  }

  /** Holds until the disposer runs. Nests. */
  hold(): Disposer {
    return this.inhibition.hold();
  }

  private answerRequests(): Disposer {
    return this.luna.subscribe(`${POWER}/registerScreenSaverRequest`, { clientName: CLIENT }, (event) => {
      const { timestamp, state } = event;
      // The first answer only confirms the registration.
      if (timestamp === undefined && state !== 'Active') return;
      this.luna.request(`${POWER}/responseScreenSaverRequest`, { clientName: CLIENT, ack: false, timestamp }).catch(() => undefined);
    });
  }
}
