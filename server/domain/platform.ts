import type { Config } from '#server/config';
import type { Log } from '#server/log';
import type { Store } from '#server/store';
import { Accounts } from './accounts';
import type { ComputedGuide } from './computed-guide';
import { DeviceAuthorization } from './device-authorization';
import { Guide } from './guide';
import { Home } from './home';
import type { HomeCuration } from './home';
import type { MediaLibrary } from './media-library';
import { Play } from './play';
import { ServerKeys } from './server-keys';
import { Sessions } from './sessions';
import { PathSigner } from './signed-path';
import type { SnapshotLibrary } from './snapshot-library';

/** What a platform is built from. */
export interface PlatformParts {
  readonly config: Config;
  readonly version: string;
  readonly log: Log;
  readonly store: Store;
  /** At least 32 random bytes, the same at every start: signed addresses and sign-ins live as long as it does. */
  readonly secret: Uint8Array;
  readonly library: MediaLibrary;
  readonly snapshots: SnapshotLibrary;
  readonly computedGuide: ComputedGuide;
  readonly curation: HomeCuration | null;
  readonly nowMs: () => number;
}

/** The platform's services, wired; what HTTP plugins are given. */
export interface Platform {
  readonly config: Config;
  readonly version: string;
  readonly log: Log;
  readonly store: Store;
  readonly keys: ServerKeys;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly deviceAuthorization: DeviceAuthorization;
  readonly guide: Guide;
  readonly home: Home;
  readonly library: MediaLibrary;
  readonly snapshots: SnapshotLibrary;
  readonly play: Play;
  readonly signer: PathSigner;
  readonly nowMs: () => number;
}

/** Wires the services over a store. Starts nothing; the caller closes the snapshots and the store. */
export function createPlatform(parts: PlatformParts): Platform {
  const { config, version, log, store, library, nowMs } = parts;
  const keys = new ServerKeys(parts.secret);
  const sessions = new Sessions(store, keys, nowMs);
  const signer = new PathSigner(keys, nowMs);
  return {
    config,
    version,
    log,
    store,
    keys,
    sessions,
    signer,
    library,
    snapshots: parts.snapshots,
    nowMs,
    accounts: new Accounts(store.accounts, keys, nowMs),
    deviceAuthorization: new DeviceAuthorization(store.deviceCodes, sessions, nowMs),
    guide: new Guide(store, parts.computedGuide),
    home: new Home(store, parts.curation, config.name),
    play: new Play(store.catalog, library, signer, nowMs),
  };
}
