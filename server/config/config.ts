import { join } from 'node:path';
import type { ObjectPlace } from '#server/objects';
import type { StorePlace } from '#server/store';
import type { LogLevel } from './log-level';

/** Name of the store's file below the data folder. */
export const STORE_FILE = 'hearth.sqlite';

/** Where a configured platform keeps its store. */
export function storePlace(config: Pick<Config, 'dataDir' | 'databaseUrl' | 'redisUrl'>): StorePlace {
  return { databaseUrl: config.databaseUrl, redisUrl: config.redisUrl, file: join(config.dataDir, STORE_FILE) };
}

/** Where a configured platform keeps its objects. */
export function objectPlace(config: Pick<Config, 'dataDir' | 'objectsUrl'>): ObjectPlace {
  return { url: config.objectsUrl, folder: join(config.dataDir, 'objects') };
}

/** The relay of viewers' own sources (docs/decisions/0019). */
export interface RelaySettings {
  /** Whether there is one. `HEARTH_RELAY`; off, because whoever signs in may send requests to the internet from this machine. */
  readonly isOn: boolean;
  /** Hosts it may ask, lower case, `*.example` for everything below; empty: any. `HEARTH_RELAY_HOSTS`. */
  readonly hosts: readonly string[];
  /** Networks it may reach although they are not of the open internet: a panel in the operator's own network. `HEARTH_RELAY_NETWORKS`. */
  readonly networks: readonly string[];
  /** The proxy everything of it goes on through, and nothing around it; empty: none. Secret. `HEARTH_RELAY_PROXY`. */
  readonly proxy: string;
  /** Requests an account may have under way at once. `HEARTH_RELAY_CONNECTIONS`. */
  readonly connections: number;
  /** Volume of an account in a day; 0: no limit. `HEARTH_RELAY_GB_PER_DAY`. */
  readonly gigabytesPerDay: number;
}

/** An operator's licence server. */
export interface LicenceServerSettings {
  readonly url: string;
  /** Sent along with every challenge: what says who the operator is. Secret. Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Licences of protected streams (`server/domain/drm`). */
export interface DrmSettings {
  /** Whether content keys are given out as they are. For development: whoever may play can keep them. `HEARTH_DRM_CLEARKEY`; on with the sample. */
  readonly isClearKeyOn: boolean;
  /** `HEARTH_DRM_WIDEVINE_URL`, `HEARTH_DRM_WIDEVINE_HEADERS` (JSON); `null`: there is none. */
  readonly widevine: LicenceServerSettings | null;
  /** `HEARTH_DRM_PLAYREADY_URL`, `HEARTH_DRM_PLAYREADY_HEADERS`. */
  readonly playready: LicenceServerSettings | null;
  /** Networks licence servers may be in although they are not of the open internet. `HEARTH_DRM_NETWORKS`. */
  readonly networks: readonly string[];
}

/** Samsung Checkout, by which Samsung sets take money themselves (docs/operator-guide.md). */
export interface SamsungSettings {
  /** Whether and where: Samsung's sandbox takes no money. `HEARTH_SAMSUNG`. */
  readonly server: 'off' | 'sandbox' | 'production';
  /** The app's number at the seller office. `HEARTH_SAMSUNG_APP_ID`. */
  readonly appId: string;
  /** The DPI security key. Secret. `HEARTH_SAMSUNG_KEY`. */
  readonly securityKey: string;
}

/** What viewers may have recorded (`server/domain/recording`). */
export interface RecordingSettings {
  /** Whether anything is. `HEARTH_RECORDING`. */
  readonly isOn: boolean;
  /** Hours an account without plans may have; plans have their own. `HEARTH_RECORDING_HOURS`. */
  readonly hours: number;
  /** Days those are kept; 0: for good. `HEARTH_RECORDING_KEEP_DAYS`. */
  readonly keepDays: number;
  /** Recorded before and after the programme, which seldom keeps its time. `HEARTH_RECORDING_MARGINS`, minutes divided by a comma. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Whether accounts share a recording; where the law asks for a copy of each own, not. `HEARTH_RECORDING_COPIES`. */
  readonly isShared: boolean;
  /** Recordings a node does at once; 0: none, others do. `HEARTH_RECORDING_JOBS`. */
  readonly most: number;
}

/** Everything an operator can set, judged and complete. Made once by {@link readConfig}; nothing else reads the environment. */
export interface Config {
  /** Name of the platform as apps and the phone page show it. `HEARTH_NAME`. */
  readonly name: string;
  /** Address to listen on. `HEARTH_HOST`; `0.0.0.0` because televisions and phones come over the local network. */
  readonly host: string;
  /** TCP port; 0 lets the system choose. `HEARTH_PORT`. */
  readonly port: number;
  /** Where the store, the secret key and the demo sign-in are kept. `HEARTH_DATA_DIR`. */
  readonly dataDir: string;
  /** Where the store is when it is no file below `dataDir`: `postgres://user:password@host/database`. Empty: the file. `HEARTH_DATABASE_URL`. */
  readonly databaseUrl: string;
  /** Where streams at once and wrong tries are counted when it is not the store and each node: `redis://:password@host`. Empty: there. `HEARTH_REDIS_URL`. */
  readonly redisUrl: string;
  /** Where recordings and other large things are kept when not below `dataDir`: `s3://KEY:SECRET@host/bucket`. Empty: there. `HEARTH_OBJECTS_URL`. */
  readonly objectsUrl: string;
  /** Where events of sets go on their way to the store: `nats://host`. Empty: to the store at once. `HEARTH_NATS_URL`. */
  readonly natsUrl: string;
  /** Address the world reaches us at, without a trailing slash; empty: the one each request came to. `HEARTH_PUBLIC_URL`. */
  readonly publicUrl: string;
  /** The web build. `HEARTH_WEB_DIR`. */
  readonly webDir: string;
  /** The operator's brand file, which the app in a browser shows; empty: the product's own. `HEARTH_BRAND`. */
  readonly brandFile: string;
  /** The operator console's build. `HEARTH_CONSOLE_DIR`. */
  readonly consoleDir: string;
  /** The script of the companion's phone page. `HEARTH_PHONE_DIR`. */
  readonly phoneDir: string;
  /** Pictures of the sample catalogue, served under `/assets/`. `HEARTH_ART_DIR`. */
  readonly artDir: string;
  /** Media files of the sample catalogue. `HEARTH_MEDIA_DIR`. */
  readonly mediaDir: string;
  /** Folders of the operator's own films the console may import from; empty: it imports none. `HEARTH_MEDIA_ROOTS`. */
  readonly mediaRoots: readonly string[];
  /** Whether the sample catalogue is offered. `HEARTH_SAMPLE`. */
  readonly hasSample: boolean;
  /** Whether accounts with known passwords are made for tests; never on a real platform. `HEARTH_SEED_TEST_ACCOUNTS`. */
  readonly hasTestAccounts: boolean;
  /** Status of a refused Xtream login: 200 with `auth: 0` as most clients expect, or a plain 401. `HEARTH_XTREAM_REFUSAL`. */
  readonly xtreamRefusalStatus: 200 | 401;
  /** How often imported sources are asked whether they changed, milliseconds; 0: never. `HEARTH_REFRESH_HOURS`. */
  readonly refreshEveryMs: number;
  /** Whether `X-Forwarded-*` is believed; only behind a reverse proxy that sets it. `HEARTH_TRUST_PROXY`. */
  readonly isProxyTrusted: boolean;
  /**
   * Lower-case name of the header in which a trusted proxy says the viewer's country; empty: none does. `HEARTH_COUNTRY_HEADER`, only
   * with `HEARTH_TRUST_PROXY`.
   */
  readonly countryHeader: string;
  /** The operator's own list of addresses and countries; empty: none. `HEARTH_COUNTRY_FILE`. */
  readonly countryFile: string;
  /** Who takes money: nobody, the embedded sandbox, which takes none and says so, or Stripe. `HEARTH_PAYMENTS`. */
  readonly payments: 'none' | 'sandbox' | 'stripe';
  /** Secret key at Stripe; empty without Stripe. `HEARTH_STRIPE_KEY`. */
  readonly stripeKey: string;
  /** Secret of Stripe's webhooks; empty without Stripe. `HEARTH_STRIPE_WEBHOOK_SECRET`. */
  readonly stripeWebhookSecret: string;
  readonly samsung: SamsungSettings;
  readonly relay: RelaySettings;
  readonly drm: DrmSettings;
  readonly recording: RecordingSettings;
  /** What a monitor says to read `/metrics`; empty: there are none. `HEARTH_METRICS_TOKEN`. */
  readonly metricsToken: string;
  /** `HEARTH_LOG_LEVEL`. */
  readonly logLevel: LogLevel;
}
