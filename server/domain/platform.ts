import type { Config } from '#server/config';
import { directEvents } from '#server/events';
import type { EventBus } from '#server/events';
import { PictureShelf } from '#server/folders';
import type { Log } from '#server/log';
import type { ObjectStore } from '#server/objects';
import { NodeMemory } from '#server/store';
import type { SharedMemory, Store } from '#server/store';
import { Accounts } from './accounts';
import { Ads } from './ads';
import { Analytics } from './analytics';
import { Boxes } from './boxes';
import { Companions, TimeRequests } from './companion';
import type { ComputedGuide } from './computed-guide';
import { Operators, PlatformSettings, Support } from './console';
import { DeviceAuthorization } from './device-authorization';
import { Drm } from './drm';
import { Guide } from './guide';
import { Home } from './home';
import type { HomeCuration } from './home';
import { Leases } from './leases';
import type { MediaLibrary, MediaSubtitle } from './media-library';
import { Baskets, Billing, SandboxProvider } from './money';
import type { PaymentProvider } from './money';
import { Pins } from './pins';
import { Play } from './play';
import { Recommendations } from './recommend';
import { Recordings } from './recording';
import { Relay } from './relay';
import { Rights } from './rights';
import type { CountryLookup } from './rights';
import { SealedMemory } from './sealed-memory';
import { randomShare, ServerKeys } from './server-keys';
import { Sessions } from './sessions';
import type { SharedCounts } from './shared-counts';
import { PathSigner } from './signed-path';
import type { SnapshotLibrary } from './snapshot-library';

/** What a platform is built from. */
export interface PlatformParts {
  readonly config: Config;
  readonly version: string;
  readonly log: Log;
  readonly store: Store;
  readonly objects: ObjectStore;
  /** At least 32 random bytes, the same at every start: signed addresses and sign-ins live as long as it does. */
  readonly secret: Uint8Array;
  readonly library: MediaLibrary;
  /** See `PlayParts`. */
  readonly subtitlesBeside?: (asset: string) => Promise<readonly MediaSubtitle[]>;
  /** Counters of wrong tries that all nodes have together; absent: each counts by itself. */
  readonly counts?: SharedCounts | null;
  /** What all nodes remember together; absent: this one by itself. */
  readonly memory?: SharedMemory | null;
  /** How events reach the store; absent: at once. */
  readonly events?: EventBus;
  readonly snapshots: SnapshotLibrary;
  readonly computedGuide: ComputedGuide;
  readonly curation: HomeCuration | null;
  /** The operator's own list of countries; `null` without. */
  readonly countries: CountryLookup | null;
  /** Who takes money; `null`: nobody. */
  readonly payments: PaymentProvider | null;
  /** The television's own shop; absent or `null`: it is not used. */
  readonly televisionPayments?: PaymentProvider | null;
  readonly nowMs: () => number;
  /** The import program, to run imports in a process of their own; absent: they run in this one. */
  readonly importProgram?: string;
}

/** The platform's services, wired; what HTTP plugins are given. */
export interface Platform {
  readonly config: Config;
  readonly version: string;
  readonly log: Log;
  readonly store: Store;
  /** Large things: parts of recordings, files behind the catalogue. */
  readonly objects: ObjectStore;
  /** Pictures of folders for nodes without the folder; `null`: they are where the folder is. */
  readonly pictures: PictureShelf | null;
  readonly keys: ServerKeys;
  /** What nodes remember together for a while. */
  readonly memory: SharedMemory;
  readonly accounts: Accounts;
  readonly pins: Pins;
  readonly sessions: Sessions;
  readonly deviceAuthorization: DeviceAuthorization;
  readonly guide: Guide;
  readonly home: Home;
  readonly recommendations: Recommendations;
  readonly recordings: Recordings;
  readonly library: MediaLibrary;
  readonly snapshots: SnapshotLibrary;
  readonly rights: Rights;
  readonly leases: Leases;
  readonly billing: Billing;
  readonly baskets: Baskets;
  /** Set where the embedded sandbox takes the place of a payment provider. */
  readonly sandbox: SandboxProvider | null;
  readonly countries: CountryLookup | null;
  readonly play: Play;
  readonly operators: Operators;
  readonly settings: PlatformSettings;
  readonly support: Support;
  readonly analytics: Analytics;
  readonly ads: Ads;
  /** Licences of protected streams. */
  readonly drm: Drm;
  /** What sets leave for each other without an account. */
  readonly boxes: Boxes;
  readonly companions: Companions;
  readonly timeRequests: TimeRequests;
  /** `null`: imports run in this process. */
  readonly importProgram: string | null;
  readonly relay: Relay;
  readonly signer: PathSigner;
  readonly nowMs: () => number;
  /** Whether the media routes may serve `path` for `token`: signed, not over, and its place among the account's streams not taken. */
  mayServe(token: string, path: string): boolean;
}

/** Wires the services over a store. Starts nothing; the caller closes the snapshots and the store. */
export function createPlatform(parts: PlatformParts): Platform {
  const { config, version, log, store, library, nowMs } = parts;
  const keys = new ServerKeys(parts.secret);
  const counts = parts.counts ?? null;
  const shared = parts.memory ?? null;
  const memory = shared === null ? new NodeMemory(nowMs) : new SealedMemory(shared, keys);
  const sessions = new Sessions(store, keys, nowMs);
  const signer = new PathSigner(keys, nowMs);
  const rights = new Rights(store, nowMs);
  const leases = new Leases({ leases: store.leases, accounts: store.accounts, rights, log, nowMs });
  const { payments } = parts;
  const recommendations = new Recommendations(store, rights, keys, nowMs);
  const pins = new Pins(store.pins, keys, nowMs);
  const guide = new Guide(store, parts.computedGuide);
  const play = new Play({ catalog: store.catalog, library, signer, rights, leases, subtitlesBeside: parts.subtitlesBeside, nowMs });
  const billing = new Billing({ money: store.money, goods: store.goods, catalog: store.catalog, rightsStore: store.rights, rights, provider: payments, television: parts.televisionPayments ?? null, log, nowMs });
  return {
    config,
    version,
    log,
    store,
    objects: parts.objects,
    pictures: config.objectsUrl === '' ? null : new PictureShelf(async () => parts.objects, nowMs),
    keys,
    memory,
    sessions,
    signer,
    library,
    snapshots: parts.snapshots,
    nowMs,
    accounts: new Accounts(store.accounts, keys, nowMs, counts),
    operators: new Operators({ store: store.console, keys, log, nowMs, counts }),
    importProgram: parts.importProgram ?? null,
    settings: new PlatformSettings(store.console, nowMs),
    support: new Support(store.support, nowMs, counts),
    ads: new Ads({ store, rights, library, signer, keys, nowMs, random: randomShare }),
    analytics: new Analytics(parts.events ?? directEvents((events) => store.analytics.append(events)), keys, nowMs),
    pins,
    boxes: new Boxes(store.boxes, nowMs, counts),
    companions: new Companions({ memory, counts, nowMs }),
    timeRequests: new TimeRequests({ pins, memory, counts, store: store.console, log, nowMs }),
    deviceAuthorization: new DeviceAuthorization(store.deviceCodes, sessions, nowMs, counts),
    guide,
    relay: new Relay({ settings: config.relay, publicUrl: config.publicUrl, keys, sessions, accounts: store.accounts, counts, nowMs }),
    home: new Home(store, recommendations, parts.curation, config.name),
    recommendations,
    rights,
    leases,
    sandbox: payments instanceof SandboxProvider ? payments : null,
    billing,
    baskets: new Baskets({ goods: store.goods, money: store.money, billing, nowMs }),
    mayServe: (token, path) => signer.verify(token, path) && leases.mayServe(signer.tagOf(token)),
    countries: parts.countries,
    drm: new Drm({ settings: config.drm, store: store.drm, catalog: store.catalog, play, accounts: store.accounts, sessions, rights, leases, keys, nowMs }),
    play,
    recordings: new Recordings({ settings: config.recording, recordings: store.recordings, rightsStore: store.rights, catalog: store.catalog, guide, rights, play, library, signer, nowMs }),
  };
}
