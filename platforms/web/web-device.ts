import type { Disposer } from '#core/base';
import { createInstallationId, NestedInhibition, onEvent } from '#platforms/common';
import type { ForegroundWatcher } from '#platforms/common';
import type { Capabilities, DevicePort, LogPort, RandomPort, StoragePort } from '#ports';

/** What the web's device is made of. */
export interface WebDeviceDependencies {
  readonly window: Window;
  readonly capabilities: Capabilities;
  readonly storage: StoragePort;
  readonly random: RandomPort;
  readonly log: LogPort;
  readonly watcher: ForegroundWatcher;
}

/** DevicePort of a browser. */
export class WebDevice implements DevicePort {
  readonly capabilities: Capabilities;
  readonly installationId: () => Promise<string>;
  private readonly window: Window;
  private readonly log: LogPort;
  private readonly inhibition: NestedInhibition;
  private lock: WakeLockSentinel | null = null;

  constructor(dependencies: WebDeviceDependencies) {
    this.capabilities = dependencies.capabilities;
    this.installationId = createInstallationId(dependencies.storage, dependencies.random);
    this.window = dependencies.window;
    this.log = dependencies.log;
    this.inhibition = new NestedInhibition((isInhibited) => {
      if (isInhibited) this.acquire();
      else this.release();
    });
    // A hidden tab loses its lock.
    dependencies.watcher.on((isForeground) => {
      if (isForeground) this.inhibition.repeat();
    });
  }

  get systemLanguage(): string {
    return this.window.navigator.language;
  }

  onSystemLanguage(listener: () => void): Disposer {
    return onEvent(this.window, 'languagechange', listener);
  }

  inhibitScreenSaver(): Disposer {
    return this.inhibition.hold();
  }

  private acquire(): void {
    const { navigator } = this.window;
    if (!('wakeLock' in navigator) || !this.window.isSecureContext) return;
    // Asking takes some milliseconds, and whoever holds the screen is about to open a stream: that goes first.
    this.window.setTimeout(() => {
      if (this.inhibition.isHeld) this.request(navigator.wakeLock);
    }, 0);
  }

  private request(wakeLock: WakeLock): void {
    wakeLock.request('screen').then(
      (lock) => {
        this.release();
        if (this.inhibition.isHeld) this.lock = lock;
        else this.drop(lock);
      },
      (error: unknown) => {
        this.log.write('debug', 'device: the browser keeps no wake lock', { error });
      },
    );
  }

  private release(): void {
    const { lock } = this;
    this.lock = null;
    if (lock !== null) this.drop(lock);
  }

  private drop(lock: WakeLockSentinel): void {
    lock.release().catch((error: unknown) => {
      this.log.write('debug', 'device: a wake lock was not released', { error });
    });
  }
}
