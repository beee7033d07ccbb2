import { isRecord, parseJson } from '#platforms/common';
import type { DeviceFacts } from '#platforms/common';

/**
 * What is used of `webOSSystem`, called `PalmSystem` on older sets. Both objects may exist, with different members: each
 * member is asked for on both.
 */
export interface WebosSystem {
  /** `deviceInfo` parsed; empty where there is none. */
  readonly deviceInfo: Readonly<Record<string, unknown>>;
  /** Launch parameters as JSON text. */
  readonly launchParams: () => string;
  /** Language tag of the set as it is now; empty where nobody says. */
  readonly locale: () => string;
  /** Id of the packaged app; empty in a plain browser. */
  readonly appId: string;
  /** Brings the app to the front after a relaunch. */
  activate(): void;
  /** Back on the entry page: Home up to webOS 5, the system's exit question from 6 on. False: the set has no such call. */
  platformBack(): boolean;
}

function members(window: Window): readonly Readonly<Record<string, unknown>>[] {
  return ['webOSSystem', 'PalmSystem'].map((name): unknown => Reflect.get(window, name)).filter(isRecord);
}

/** Reads the system object of a page; every member answers something harmless in a plain browser. */
export function readWebosSystem(window: Window): WebosSystem {
  const objects = members(window);
  const text = (name: string): string => {
    for (const object of objects) {
      const value = object[name];
      if (typeof value === 'string' && value !== '') return value;
    }
    return '';
  };
  const call = (name: string): boolean => {
    for (const object of objects) {
      const method = object[name];
      if (typeof method !== 'function') continue;
      Reflect.apply(method, object, []);
      return true;
    }
    return false;
  };
  const info = parseJson(text('deviceInfo'));
  return {
    deviceInfo: isRecord(info) ? info : {},
    launchParams: () => text('launchParams'),
    locale: () => text('locale'),
    // `<app id> <process id>`.
    appId: text('identifier').split(' ')[0] ?? '',
    activate: () => {
      call('activate');
    },
    platformBack: () => call('platformBack'),
  };
}

/** What the set says about itself. `sdkVersion` is webOS; `platformVersion` is the firmware (tv-platforms 1.2). */
export function readWebosFacts(system: WebosSystem): DeviceFacts {
  const { sdkVersion, modelName } = system.deviceInfo;
  const isWide = Number(system.deviceInfo['screenWidth']) >= 3840;
  return {
    ...(typeof sdkVersion === 'string' && sdkVersion !== '' ? { osVersion: sdkVersion } : {}),
    ...(typeof modelName === 'string' && modelName !== '' ? { model: modelName } : {}),
    ...(isWide ? { hasUhd: true } : {}),
    // Packaged with every app; a set that lost it is told apart at the first call.
    hasLocalService: system.appId !== '',
  };
}
