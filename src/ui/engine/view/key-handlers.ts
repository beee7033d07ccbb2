import type { RemoteKey } from '#ports';

/** A key as handlers see it. One object is used for all presses: read it during the call, do not keep it. */
export interface KeyPress {
  readonly key: RemoteKey;
  /** True from the second event of a held key on. */
  readonly isHeld: boolean;
  readonly heldMs: number;
  /** 0..9 for digit keys, else -1. */
  readonly digit: number;
}

/** Names of keys as they appear in handler names: `_handleUp`, `_captureBack`. */
export type KeyName =
  | 'Up' | 'Down' | 'Left' | 'Right' | 'Ok' | 'OkLong' | 'Back' | 'Exit'
  | 'Play' | 'Pause' | 'PlayPause' | 'Stop' | 'Rewind' | 'Forward' | 'Record' | 'Next' | 'Previous'
  | 'ChannelUp' | 'ChannelDown' | 'ChannelList' | 'LastChannel' | 'Guide' | 'Info' | 'Caption' | 'Menu' | 'Search'
  | 'Red' | 'Green' | 'Yellow' | 'Blue' | 'Digit';

/** Answers whether the key is used up: `true` ends its way, `false` hands it on. */
export type KeyHandler = (press: KeyPress) => boolean;

/** Which handler a key calls. Left and Right are logical: `Left` means towards where reading starts. */
export const KEY_NAMES: Readonly<Record<RemoteKey, KeyName>> = Object.freeze({
  up: 'Up', down: 'Down', left: 'Left', right: 'Right', ok: 'Ok', back: 'Back', exit: 'Exit',
  play: 'Play', pause: 'Pause', playpause: 'PlayPause', stop: 'Stop', rewind: 'Rewind', forward: 'Forward',
  record: 'Record', next: 'Next', previous: 'Previous',
  channelUp: 'ChannelUp', channelDown: 'ChannelDown', channelList: 'ChannelList', lastChannel: 'LastChannel',
  guide: 'Guide', info: 'Info', caption: 'Caption', menu: 'Menu', search: 'Search',
  red: 'Red', green: 'Green', yellow: 'Yellow', blue: 'Blue',
  digit0: 'Digit', digit1: 'Digit', digit2: 'Digit', digit3: 'Digit', digit4: 'Digit',
  digit5: 'Digit', digit6: 'Digit', digit7: 'Digit', digit8: 'Digit', digit9: 'Digit',
});

/** Keys whose held repeats are worth acting on; the rest act once per press. */
export const REPEATING_KEYS: ReadonlySet<RemoteKey> = new Set<RemoteKey>(['up', 'down', 'left', 'right', 'channelUp', 'channelDown', 'rewind', 'forward']);
