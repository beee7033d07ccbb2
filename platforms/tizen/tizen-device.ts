import type { Disposer } from '#core/base';
import { createInstallationId, NestedInhibition, onEvent } from '#platforms/common';
import type { DeviceFacts, ForegroundWatcher } from '#platforms/common';
import type { Capabilities, DevicePort, LogPort, RandomPort, RemoteKey, StoragePort } from '#ports';
import { askNative } from './tizen-natives';
import type { TizenNatives } from './tizen-natives';

const SCREEN_SAVER_OFF = 0;
const SCREEN_SAVER_ON = 1;

/** The call as pages make it: the typings' enum exists in none. */
interface ScreenSaverSwitch {
  setScreenSaver(state: number): void;
}

/**
 * What the set says about itself. The unique device id is never asked for: nothing needs it, and it is personal data. `preparesAhead`: beginnings of
 * models on which a second AVPlay object was seen to gather beside the first; a set tells that nowhere.
 */
export function readTizenFacts(natives: TizenNatives, keys: ReadonlySet<RemoteKey>, preparesAhead: readonly string[], log: LogPort): DeviceFacts {
  const { tizen, webapis } = natives;
  const version = askNative<unknown>(log, 'the platform version', () => tizen.systeminfo?.getCapability('http://tizen.org/feature/platform.version'), null);
  const model = askNative(log, 'the model', () => webapis.productinfo?.getRealModel(), '');
  const totalBytes = askNative(log, 'the memory', () => tizen.systeminfo?.getTotalMemory(), 0);
  return {
    ...(typeof version === 'string' && version !== '' ? { osVersion: version } : {}),
    ...(model === '' ? {} : { model }),
    ...(webapis.avplaystore !== undefined && preparesAhead.some((start) => model.indexOf(start) === 0) ? { maxPlayers: 2 } : {}),
    ...(totalBytes > 0 ? { totalMemoryMb: totalBytes / (1024 * 1024) } : {}),
    hasUhd: askNative(log, 'the panel', () => webapis.productinfo?.isUdPanelSupported(), false),
    hasHdr: askNative(log, 'HDR', () => webapis.avinfo?.isHdrTvSupport(), false),
    keys: { color: keys.has('red'), digits: keys.has('digit0'), channels: keys.has('channelUp'), transport: keys.has('play') || keys.has('playpause') },
  };
}

/** What the device of a Samsung set is made of. */
export interface TizenDeviceDependencies {
  readonly window: Window;
  readonly natives: TizenNatives;
  readonly capabilities: Capabilities;
  readonly storage: StoragePort;
  readonly random: RandomPort;
  readonly log: LogPort;
  readonly watcher: ForegroundWatcher;
}

/** DevicePort of a Samsung set. */
export class TizenDevice implements DevicePort {
  readonly capabilities: Capabilities;
  readonly installationId: () => Promise<string>;
  private readonly window: Window;
  private readonly inhibition: NestedInhibition;

  constructor(dependencies: TizenDeviceDependencies) {
    const { natives, log } = dependencies;
    this.capabilities = dependencies.capabilities;
    this.window = dependencies.window;
    this.installationId = createInstallationId(dependencies.storage, dependencies.random);
    this.inhibition = new NestedInhibition((isInhibited) => {
      askNative(log, 'the screen saver', () => {
        const native: ScreenSaverSwitch | undefined = natives.webapis.appcommon;
        native?.setScreenSaver(isInhibited ? SCREEN_SAVER_OFF : SCREEN_SAVER_ON);
        return true;
      }, false);
    });
    // The set forgets it while the app is hidden.
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
}
