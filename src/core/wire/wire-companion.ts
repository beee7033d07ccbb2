/**
 * What a television, the platform and a paired phone say to each other. The platform hands letters on without reading them; it bounds their
 * number and size, and keeps none.
 */

/** Answer of `POST /api/v1/companion` and of `POST /api/v1/companion/:id/code`: what the set shows to be paired with. */
export interface WireCompanion {
  readonly id: string;
  /** Known to the set alone; goes with its further requests as `x-hearth-companion`. */
  readonly secret: string;
  /** `XXXX-XXXX`. */
  readonly code: string;
  /** Four digits, typed on the phone. */
  readonly pin: string;
  /** A short address to type, without scheme: `hearth.example/phone`. */
  readonly shortUrl: string;
  /** The same with the code inside, for a QR code; the PIN is never in it. */
  readonly qrUrl: string;
  readonly lifetimeMs: number;
}

/** A message with its number, which rises by one. What was not acknowledged with `after` comes again. */
export interface WireLetter {
  readonly number: number;
  readonly from: 'phone' | 'platform';
  readonly body: unknown;
}

/** `GET /api/v1/companion/:id/letters?after=<number>&wait=<ms>`: answered when there is one, at the latest after `wait`. */
export interface WireLetters {
  readonly letters: readonly WireLetter[];
}

/** What the platform itself tells the set. */
export type WirePlatformLetter =
  /** A phone is paired; `isTakeover`: another one was let go for it. */
  | { readonly kind: 'joined'; readonly name: string; readonly isTakeover: boolean }
  /** The phone said good-bye or was silent for too long. */
  | { readonly kind: 'left' }
  /** The PIN was typed wrong too often; the code is dead. */
  | { readonly kind: 'guessed' }
  /** The phone holds a playlist ready: `GET /api/v1/companion/:id/files/:file` within half a minute. `bytes` -1: not known. */
  | { readonly kind: 'file'; readonly file: string; readonly name: string; readonly bytes: number };

/** Changes of the line-up a phone may ask for. */
export type WireLineupEdit =
  | { readonly op: 'hide' | 'show' | 'favourite'; readonly key: string }
  | { readonly op: 'rename'; readonly key: string; readonly name: string }
  | { readonly op: 'move'; readonly key: string; readonly group: string; readonly place: 'top' | 'up' | 'down' | 'bottom' }
  | { readonly op: 'hide-group' | 'show-group'; readonly group: string }
  | { readonly op: 'rename-group'; readonly group: string; readonly name: string }
  | { readonly op: 'undo' };

/** What a phone tells the set. `id` comes back with the answer. */
export type WirePhoneLetter =
  | { readonly kind: 'hello' }
  | { readonly kind: 'key'; readonly key: string }
  /** The whole text of a field as it shall be. */
  | { readonly kind: 'text'; readonly field: string; readonly value: string }
  /** Enter on the phone's keyboard. */
  | { readonly kind: 'done'; readonly field: string }
  | { readonly kind: 'playlist'; readonly id: number; readonly address: string; readonly name: string }
  | { readonly kind: 'groups'; readonly id: number }
  | { readonly kind: 'channels'; readonly id: number; readonly group: string; readonly from: number }
  | { readonly kind: 'edit'; readonly id: number; readonly edit: WireLineupEdit }
  /** `minutes` 0: no. */
  | { readonly kind: 'time'; readonly id: number; readonly request: string; readonly minutes: number; readonly pin: string }
  /** A part of the file on offer, numbered from 0. */
  | { readonly kind: 'part'; readonly part: number }
  /** The phone has the file on offer. */
  | { readonly kind: 'traded' };

/** The text field that has the focus on the set. */
export interface WirePhoneField {
  readonly id: string;
  readonly label: string;
  /** Empty for secrets: what is in them never leaves the set. */
  readonly value: string;
  readonly isSecret: boolean;
}

/** A group of channels as a phone shows it. */
export interface WirePhoneGroup {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly isHidden: boolean;
  /** A provider's group, which can be hidden. */
  readonly canHide: boolean;
}

/** A channel as a phone shows it. */
export interface WirePhoneChannel {
  readonly key: string;
  readonly name: string;
  readonly number: string;
  readonly isHidden: boolean;
  readonly isFavourite: boolean;
}

/** What the set tells a phone. */
export type WireSetLetter =
  | { readonly kind: 'field'; readonly field: WirePhoneField | null }
  /** Whether there are channels to arrange. */
  | { readonly kind: 'state'; readonly hasLineup: boolean }
  | { readonly kind: 'groups'; readonly id: number; readonly groups: readonly WirePhoneGroup[]; readonly canUndo: boolean }
  | { readonly kind: 'channels'; readonly id: number; readonly group: string; readonly from: number; readonly total: number; readonly rows: readonly WirePhoneChannel[] }
  /** `text`: what to say, in the set's language; empty: nothing. */
  | { readonly kind: 'answer'; readonly id: number; readonly isDone: boolean; readonly text: string }
  /** Somebody asks for more time; `null`: nobody any more. */
  | { readonly kind: 'time'; readonly request: string | null; readonly profile: string; readonly reason: 'budget' | 'bedtime' }
  /** A file is on offer, to be asked for part by part; `isWanted`: the set waits for one. Encrypted on the set either way. */
  | { readonly kind: 'trade'; readonly offer: { readonly name: string; readonly bytes: number; readonly parts: number } | null; readonly isWanted: boolean }
  /** Base64url. */
  | { readonly kind: 'part'; readonly part: number; readonly text: string };

/** `POST /api/v1/time-requests`: the profile asks for more time. */
export interface WireTimeAsk {
  readonly profileId: string;
  readonly reason: 'budget' | 'bedtime';
}

/** Its answer: what a parent's phone is shown. */
export interface WireTimeRequest {
  readonly id: string;
  /** `XXXX-XXXX`. */
  readonly code: string;
  readonly shortUrl: string;
  readonly qrUrl: string;
  readonly lifetimeMs: number;
}

/** `GET /api/v1/time-requests/:id?wait=<ms>`. */
export type WireTimeAnswer =
  | { readonly kind: 'open' }
  | { readonly kind: 'granted'; readonly minutes: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'over' };
