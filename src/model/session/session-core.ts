import type { AppError, CancelSignal, ProfileId, Result, SourceId } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { BlobStoragePort, ClockPort, DevicePort, LogPort, RandomPort, StoragePort } from '#ports';
import type { Translator } from '#model/i18n';
import type { OauthClient, PlatformApi, PlatformSource, TokenSession } from '#sources/platform';
import type { StoredSource } from '#sources/registry';
import type { ProfileSync, Source } from '#sources/source';
import type { LocalProfile } from './local-profiles';
import type { SessionModel, SessionPhase } from './session-model';

/** What the session needs. */
export interface SessionDeps {
  readonly clock: ClockPort;
  readonly random: RandomPort;
  readonly storage: StoragePort;
  /** Where playlists are kept that came as a file; they go with their source. */
  readonly blobs: BlobStoragePort;
  readonly log: LogPort;
  readonly device: Pick<DevicePort, 'capabilities'>;
  readonly translator: Translator;
  /** The platform's open side; `null` when no platform address is known. */
  readonly oauth: OauthClient | null;
  makePlatform(id: SourceId, tokens: TokenSession): PlatformSource;
  /** Makes an own source. */
  /** Rejects when its code cannot be loaded. */
  makeSource(stored: StoredSource): Promise<Source>;
  /** Another way for a new source that failed its check, if the viewer wants one; `null`: none. */
  otherWay(stored: StoredSource, error: AppError): Promise<StoredSource | null>;
  /** The viewer's lists are opened (`null`: closed) before the phase tells. */
  openProfile(id: ProfileId | null): Promise<void>;
  /** The sources changed; the catalogue follows. */
  onSources(active: readonly Source[]): void;
  /** The phase changed. */
  onPhase(phase: SessionPhase): void;
  /** The platform ended the sign-in. */
  onSessionEnded(): void;
}

/** The session as the rest of the app sees it. */
export interface SessionCore extends SessionModel {
  /** Sources in use, in the viewer's order. */
  readonly active: ReadonlySignal<readonly Source[]>;
  /** The source that knows the viewer, while signed in. */
  profileSync(): ProfileSync | null;
  /** Profiles of this set, used while not signed in to a platform. */
  readonly localProfiles: ReadonlySignal<readonly LocalProfile[]>;
  putLocalProfiles(profiles: readonly LocalProfile[]): Promise<Result<void, AppError>>;
  /** A source with its secrets, as it is stored; `null` when there is none. */
  storedSource(id: SourceId): Promise<StoredSource | null>;
  /** Puts an own source in the place of the one with its id, once its check has passed; errors as with `addXtream`. */
  replaceSource(stored: StoredSource, signal: CancelSignal): Promise<Result<void, AppError>>;
  /** How to ask the platform, while signed in to one. */
  platformApi(): PlatformApi | null;
  /** Whether the account has a household PIN, as it was read last. */
  hasAccountPin(): boolean;
  /** Reads the account again. */
  reloadAccount(): Promise<void>;
  /** Notes the outcome of a source's refresh; `null` when all is well. */
  reportSource(id: SourceId, error: AppError | null): void;
}
