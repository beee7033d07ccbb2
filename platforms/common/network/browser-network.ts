import { Emitter } from '#core/base';
import type { Disposer } from '#core/base';
import type { ClockPort, NetworkPort } from '#ports';

/** While offline, so often is asked whether the network is back: the engines' own event is unreliable on televisions. */
const PROBE_INTERVAL_MS = 5_000;

/** What the watcher needs. `probe` resolves to whether a small address of ours answered; absent: events alone decide. */
export interface BrowserNetworkDependencies {
  readonly window: Window;
  readonly clock: ClockPort;
  readonly probe?: () => Promise<boolean>;
}

/** NetworkPort over `navigator.onLine`, its events and, where given, a probe. Other hosts feed `report` with what they know. */
export class BrowserNetwork implements NetworkPort {
  private readonly events = new Emitter<{ change: boolean }>();
  private readonly dependencies: BrowserNetworkDependencies;
  private readonly leave: Disposer;
  private stopProbing: Disposer = () => undefined;
  private known: boolean;

  constructor(dependencies: BrowserNetworkDependencies) {
    this.dependencies = dependencies;
    const { window } = dependencies;
    this.known = window.navigator.onLine;
    const goOnline = (): void => {
      this.report(true);
    };
    const goOffline = (): void => {
      this.report(false);
    };
    window.addEventListener('online', goOnline);
    window.addEventListener('offline', goOffline);
    this.leave = () => {
      window.removeEventListener('online', goOnline);
      window.removeEventListener('offline', goOffline);
    };
    if (!this.known) this.startProbing();
  }

  get isOnline(): boolean {
    return this.known;
  }

  onChange(listener: (isOnline: boolean) => void): Disposer {
    return this.events.on('change', listener);
  }

  /** The host's own interface knows better than the engine. */
  report(isOnline: boolean): void {
    if (isOnline === this.known) return;
    this.known = isOnline;
    this.stopProbing();
    if (!isOnline) this.startProbing();
    this.events.emit('change', isOnline);
  }

  /** Stops watching. */
  dispose(): void {
    this.stopProbing();
    this.leave();
    this.events.clear();
  }

  private startProbing(): void {
    const { probe, clock } = this.dependencies;
    if (probe === undefined) return;
    this.stopProbing = clock.every(PROBE_INTERVAL_MS, () => {
      probe().then(
        (isBack) => {
          if (isBack) this.report(true);
        },
        // A probe without an answer is the expected case here: still offline.
        () => undefined,
      );
    });
  }
}
