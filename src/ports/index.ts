export * from './background';
export * from './billing';
export * from './clock';
export * from './device';
export * from './http';
export * from './keys';
export * from './lifecycle';
export * from './media';
export * from './service';
export * from './storage';

import type { BackgroundPort } from './background';
import type { BillingPort } from './billing';
import type { ClockPort, RandomPort } from './clock';
import type { DevicePort, LogPort, NetworkPort, SpeechPort } from './device';
import type { HttpPort } from './http';
import type { KeysPort } from './keys';
import type { LifecyclePort } from './lifecycle';
import type { MediaPort } from './media';
import type { ServicePort } from './service';
import type { BlobStoragePort, StoragePort } from './storage';

/** Everything a television offers the app; `platforms/<name>/main.ts` builds one and hands it to `app`. */
export interface Host {
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly http: HttpPort;
  readonly storage: StoragePort;
  readonly blobs: BlobStoragePort;
  readonly keys: KeysPort;
  readonly lifecycle: LifecyclePort;
  readonly device: DevicePort;
  readonly network: NetworkPort;
  readonly speech: SpeechPort;
  readonly log: LogPort;
  readonly media: MediaPort;
  readonly background: BackgroundPort;
  /** `null` where the set has none (`hasLocalService`). */
  readonly service: ServicePort | null;
  /** `null` where the set has no shop of its own. */
  readonly billing: BillingPort | null;
  /** Where packaged files are: prefix for fonts, images and strings, ends with a slash; relative inside packages. */
  readonly assetBase: string;
  /** The operator's platform when the build or the page names one, else `null`. */
  readonly platformUrl: string | null;
}
