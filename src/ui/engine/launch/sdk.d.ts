import type { LightningApplication, Stage, StageOptions } from '../lightning';

/** Settings of the application: Lightning's own options. */
export interface AppSettings {
  readonly stage: StageOptions;
  /** `null`: the SDK listens to no keys. */
  readonly keys: null;
  readonly version: string;
}

/** Settings of the SDK. */
export interface PlatformSettings {
  /** Where packaged files are. */
  readonly path: string;
  /** Loads fonts before the app is made. */
  readonly fontLoader: () => Promise<void>;
  readonly onClose: () => void;
}

/** Makes the application; the app's view follows when fonts are there. */
export function Launch(app: new (stage: Stage, properties?: object) => object, appSettings: AppSettings, platformSettings: PlatformSettings, appData?: object): LightningApplication;

export const Utils: {
  /** Address of a packaged file, absolute. */
  asset(path: string): string;
};
