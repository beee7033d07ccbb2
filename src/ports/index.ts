export * from './ad-id';
export * from './background';
export * from './billing';
export * from './clock';
export * from './device';
export * from './http';
export * from './keys';
export * from './lifecycle';
export * from './media';
export * from './preview';
export * from './service';
export * from './storage';
export * from './voice';

import type { AdIdPort } from './ad-id';
import type { BackgroundPort } from './background';
import type { BillingPort } from './billing';
import type { ClockPort, RandomPort } from './clock';
import type { DevicePort, LogPort, NetworkPort, SpeechPort } from './device';
import type { HttpPort } from './http';
import type { KeysPort } from './keys';
import type { LifecyclePort } from './lifecycle';
import type { MediaPort } from './media';
import type { PreviewPort } from './preview';
import type { ServicePort } from './service';
import type { BlobStoragePort, StoragePort } from './storage';
import type { VoicePort } from './voice';

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
  /** `null` where no assistant of the set hands words to this app. */
  readonly voice: VoicePort | null;
  /** `null` where the home screen has no row for this app. */
  readonly preview: PreviewPort | null;
  /** `null` where the set has no id for advertising, or this app may not ask for it. */
  readonly adId: AdIdPort | null;
  /** Where packaged files are: prefix for fonts, images and strings, ends with a slash; relative inside packages. */
  readonly assetBase: string;
  /** The operator's platform when the build or the page names one, else `null`. */
  readonly platformUrl: string | null;
}
