import type { Disposer } from '#core/base';
import { createInstallationId, onEvent } from '#platforms/common';
import type { Capabilities, DevicePort, RandomPort, StoragePort } from '#ports';
import type { WebosScreenSaver } from './webos-screen-saver';
import type { WebosSystem } from './webos-system';

/** What the device of an LG set is made of. */
export interface WebosDeviceDependencies {
  readonly window: Window;
  readonly system: WebosSystem;
  readonly capabilities: Capabilities;
  readonly storage: StoragePort;
  readonly random: RandomPort;
  readonly screenSaver: WebosScreenSaver;
}

/** DevicePort of an LG set. */
export class WebosDevice implements DevicePort {
  readonly capabilities: Capabilities;
  readonly installationId: () => Promise<string>;
  private readonly dependencies: WebosDeviceDependencies;

  constructor(dependencies: WebosDeviceDependencies) {
    this.dependencies = dependencies;
    this.capabilities = dependencies.capabilities;
    this.installationId = createInstallationId(dependencies.storage, dependencies.random);
  }

  get systemLanguage(): string {
    const { system, window } = this.dependencies;
    const locale = system.locale();
    return locale === '' ? window.navigator.language : locale;
  }

  onSystemLanguage(listener: () => void): Disposer {
    return onEvent(this.dependencies.window.document, 'webOSLocaleChange', listener);
  }

  inhibitScreenSaver(): Disposer {
    return this.dependencies.screenSaver.hold();
  }
}
