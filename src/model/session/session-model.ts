import type { AppError, ProfileId, Result, SourceId } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { SourceKind } from '#sources/source';

export type { SourceKind };

/** Where the start has got to. */
export type SessionPhase =
  | { readonly kind: 'starting' }
  /** Nothing to watch from yet. */
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'choosing-profile' }
  | { readonly kind: 'ready'; readonly profileId: ProfileId }
  /** Signed in, but the account cannot be read and nothing of it is stored: say why, offer `retry`. */
  | { readonly kind: 'blocked'; readonly error: AppError };

/** A person in front of the screen, from the platform or of this set. */
export interface ProfileView {
  readonly id: ProfileId;
  readonly name: string;
  /** `ember`, `sky`, `plum`, `moss`, or an absolute address. */
  readonly avatar: string;
  readonly isKids: boolean;
  /** `Up to age 7`, `Next: Northern Hour, S2 E4`, or empty. */
  readonly subtitle: string;
  readonly hasPin: boolean;
  /** Highest age rating it may see; -1: no limit. */
  readonly maxAge: number;
}

/** A configured source as settings and sign-in show it; holds no secret. */
export interface SourceView {
  readonly id: SourceId;
  readonly kind: SourceKind;
  readonly name: string;
  /** Host part of its address. */
  readonly host: string;
  /** Everything of it goes through a proxy; absent: directly. */
  readonly isPrivate?: boolean;
  /** Last failure of its refresh or account check; `null` when all is well. */
  readonly error: AppError | null;
}

/** Sign-in by phone (RFC 8628). */
export type DeviceSignIn =
  | { readonly kind: 'idle' }
  | { readonly kind: 'requesting' }
  | {
      readonly kind: 'waiting';
      /** `XXXX-XXXX`. */
      readonly userCode: string;
      /** Short address to type, without scheme. */
      readonly shortUrl: string;
      /** Address for the QR code, with the code inside. */
      readonly qrUrl: string;
      /** The whole life of the code; with {@link SessionModel.deviceSecondsLeft} it gives the bar. */
      readonly lifetimeMs: number;
    }
  /** The phone said yes; the account is being read. */
  | { readonly kind: 'confirmed' }
  /** A plain message and a way on: `startDeviceSignIn` again. */
  | { readonly kind: 'failed'; readonly error: AppError };

/** What a form is doing: the password form and the own-source forms. */
export type FormState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'done' };

/** Fields of the Xtream form. A whole pasted link in `address` is split by {@link SessionModel.splitLink}. */
export interface XtreamFields {
  readonly address: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
}

/** Fields of the playlist form. */
export interface PlaylistFields {
  readonly address: string;
  readonly name: string;
}

/** Fields of the portal form; name and password only where the portal asks for them. */
export interface PortalFields {
  readonly address: string;
  readonly mac: string;
  readonly username: string;
  readonly password: string;
}

/** What a pasted link turned out to be. */
export type SplitLink =
  | { readonly kind: 'xtream'; readonly address: string; readonly username: string; readonly password: string }
  | { readonly kind: 'playlist'; readonly address: string }
  | { readonly kind: 'portal'; readonly address: string; readonly mac: string }
  | { readonly kind: 'address'; readonly address: string };

/** Who is watching and from where: boot, sign-in, sources, profiles. */
export interface SessionModel {
  readonly phase: ReadonlySignal<SessionPhase>;
  readonly sources: ReadonlySignal<readonly SourceView[]>;
  readonly profiles: ReadonlySignal<readonly ProfileView[]>;
  /** The current profile; `null` before one is chosen. */
  readonly profile: ReadonlySignal<ProfileView | null>;
  /** The profile focus starts on. */
  readonly lastProfileId: ReadonlySignal<ProfileId | null>;
  /** Name of the platform, empty without one. */
  readonly platformName: ReadonlySignal<string>;
  /** Host of the platform for texts such as "sign out from hearth.example"; empty without one. */
  readonly platformHost: ReadonlySignal<string>;
  /** Whether the platform sells anything to whoever watches; not to children. */
  readonly hasShop: ReadonlySignal<boolean>;
  /** Whether sign-in offers the platform's two ways (a platform address is known). */
  readonly hasPlatform: boolean;

  readonly device: ReadonlySignal<DeviceSignIn>;
  /** Whole seconds until the shown code is renewed by itself; 0 while none is shown. */
  readonly deviceSecondsLeft: ReadonlySignal<number>;
  readonly passwordForm: ReadonlySignal<FormState>;
  readonly sourceForm: ReadonlySignal<FormState>;

  /** Reads what is stored and moves on from `starting`. Never rejects. */
  boot(): Promise<void>;
  /** Shows a code and polls; codes renew themselves. Harmless while running. */
  startDeviceSignIn(): void;
  /** Throws the shown code away and asks for another. */
  renewDeviceCode(): void;
  /** Stops polling; called when the page goes. */
  stopDeviceSignIn(): void;
  signInWithPassword(username: string, password: string): Promise<Result<void, AppError>>;
  splitLink(text: string): SplitLink;
  /**
   * Checks the account first, then stores the source. Errors name what is wrong: `source.login-refused`,
   * `source.expired`, `source.disabled`, `source.html-answer`, `source.not-json`, `source.empty`, `source.bad-address`,
   * `http.not-found`, `http.server`, `net.*`.
   */
  addXtream(fields: XtreamFields): Promise<Result<SourceId, AppError>>;
  /** Reads the beginning of the list first. Errors as above and `source.not-playlist`. */
  addPlaylist(fields: PlaylistFields): Promise<Result<SourceId, AppError>>;
  /**
   * Finds the portal and signs in first. Errors: `source.bad-mac`, `source.not-portal`, `source.mac-refused`, `source.device-conflict`,
   * `source.disabled`, `source.login-refused`, `source.bad-address`, `http.*`, `net.*`.
   */
  addPortal(fields: PortalFields): Promise<Result<SourceId, AppError>>;
  /** Sets both forms back to `idle`. */
  resetForms(): void;
  /**
   * Where a picture is fetched from (`null`: not at all): a provider that is asked by a private way is not asked for pictures directly, and
   * while a source goes by the relay, neither is anybody whose source nobody knows. Calls back at once where nothing is private.
   */
  wayToPicture(url: string, done: (address: string | null) => void): void;
  renameSource(id: SourceId, name: string): Promise<void>;
  removeSource(id: SourceId): Promise<void>;
  /** `locked` when the profile asks for a PIN that was not typed (`isUnlocked`); nothing changes then. */
  chooseProfile(id: ProfileId, isUnlocked?: boolean): Promise<'chosen' | 'locked'>;
  /** Back to the profile picker. */
  switchProfile(): void;
  /** Leaves the platform: tokens are revoked here and forgotten; own sources stay. */
  signOut(): Promise<void>;
  /** Tries again from `blocked`. */
  retry(): void;
  /** Ends timers and requests. */
  dispose(): void;
}
