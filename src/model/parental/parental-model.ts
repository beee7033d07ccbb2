import type { AppError, ItemKey, ProfileId, Result } from '#core/base';
import type { ParentalRules, TimeRules } from '#core/parental';
import type { ReadonlySignal } from '#core/state';

/** Whose PIN: the household's opens what is locked and all settings of profiles, a profile's own opens that profile. */
export type PinHolder = 'household' | ProfileId;

/** What became of a PIN. */
export type PinAnswer =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** Nothing is judged for so long. */
  | { readonly kind: 'locked'; readonly waitMs: number }
  /** It could not be judged. */
  | { readonly kind: 'failed'; readonly error: AppError };

/** What stands beside the pad. */
export interface PinSubject {
  /** A name: of a profile, or the word for something locked. */
  readonly name: string;
  /** `Rated 16+`; may be empty. */
  readonly facts: string;
  /** Picture of a profile; empty: a padlock. */
  readonly avatar: string;
}

/** Why a PIN is asked for, in the viewer's language. */
export interface PinRequest {
  readonly holder: PinHolder;
  readonly title: string;
  readonly text: string;
  readonly subject: PinSubject;
}

/** A PIN pad that is open. */
export interface PinPrompt extends PinRequest {
  readonly id: number;
  /** `choose`: a new PIN, typed twice. */
  readonly mode: 'enter' | 'choose';
  /** Tries before a wait, and how long nothing is judged, when the pad opens. */
  readonly triesLeft: number;
  readonly waitMs: number;
  /** Judges a PIN, or keeps a new one. */
  submit(pin: string): Promise<PinAnswer>;
  /** Judges what was typed in place of a forgotten PIN. */
  recover(secret: string): Promise<PinAnswer>;
  /** Closes the pad; told once. */
  finish(outcome: 'right' | 'recovered' | 'cancelled'): void;
}

/** What a viewer says of a profile. */
export interface ProfileFields {
  readonly name: string;
  /** `ember`, `sky`, `plum` or `moss`. */
  readonly avatar: string;
  readonly isKids: boolean;
  /** -1: no limit. */
  readonly maxAge: number;
}

/** PINs, profiles and rules as settings change them. Its code is loaded when it is first needed. */
export interface ParentalControl {
  /** Whether the household has a PIN; read anew after every change. */
  readonly hasHouseholdPin: ReadonlySignal<boolean>;
  /** Whether settings are open: there is no household PIN, or it was typed within the last ten minutes. */
  readonly isOpen: ReadonlySignal<boolean>;
  /** Opens settings, by the household's PIN where there is one; without one those of `profileId` by its own. */
  open(profileId?: ProfileId): Promise<boolean>;
  /** Closes them again. */
  close(): void;
  /** Header of calls to the platform that need the household's PIN, while it holds; empty without. */
  readonly grant: Readonly<Record<string, string>>;
  /** Asks for a PIN; `true` when it was right, or when its holder has none. */
  ask(request: PinRequest): Promise<boolean>;
  /** Judges the household's PIN that was typed elsewhere than on the pad; `right` where there is none. */
  judge(pin: string): Promise<PinAnswer>;
  /** Has a new PIN chosen; `false` when the viewer did not. */
  choosePin(holder: PinHolder): Promise<boolean>;
  /** Takes a PIN away. */
  removePin(holder: PinHolder): Promise<Result<void, AppError>>;
  /** Adds a profile (`null`) or changes one. */
  saveProfile(id: ProfileId | null, fields: ProfileFields): Promise<Result<void, AppError>>;
  /** Removes a profile; the last one stays (`input.invalid`). */
  removeProfile(id: ProfileId): Promise<Result<void, AppError>>;
  /** Changes what is locked for the profile that watches. With a platform the account keeps it; where that fails nothing changes. */
  changeRules(change: Partial<Omit<ParentalRules, 'maxAge'>>): Promise<Result<void, AppError>>;
  /** Keeps limits of the profile that watches with its account; without a platform there is nothing to do. Carries nothing out. */
  keepLimits(limits: { readonly parental?: ParentalRules; readonly time?: TimeRules }): Promise<Result<void, AppError>>;
}

/** What the profile that watches may not see, and the PIN that opens it. */
export interface ParentalModel {
  /** The pad that is open. */
  readonly prompt: ReadonlySignal<PinPrompt | null>;
  /** What is locked for the profile that watches. */
  readonly rules: ReadonlySignal<ParentalRules>;
  /** Whether the PIN has opened everything until the profile changes or the app goes to the background. */
  readonly isUnlocked: ReadonlySignal<boolean>;
  /** Chooses a profile, after its PIN where it has one. */
  enterProfile(id: ProfileId): Promise<void>;
  /** Calls `go`: now, or once the PIN has opened what is shown as locked; never when it does not. */
  whenOpen(key: ItemKey, go: () => void): void;
  /** Asks for the household's PIN, which opens everything locked for this session. */
  unlock(key: ItemKey): Promise<boolean>;
  /** The rest; `null` when its code cannot be loaded. */
  control(): Promise<ParentalControl | null>;
}
