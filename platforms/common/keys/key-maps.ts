import type { RemoteKey } from '#ports';

/** Which remote key a `keyCode` stands for. `key` names are vendor strings or missing, so codes decide everywhere. */
export type KeyMap = ReadonlyMap<number, RemoteKey>;

const DIGITS: ReadonlyArray<readonly [number, RemoteKey]> = [
  [48, 'digit0'], [49, 'digit1'], [50, 'digit2'], [51, 'digit3'], [52, 'digit4'],
  [53, 'digit5'], [54, 'digit6'], [55, 'digit7'], [56, 'digit8'], [57, 'digit9'],
  // A keypad's digits.
  [96, 'digit0'], [97, 'digit1'], [98, 'digit2'], [99, 'digit3'], [100, 'digit4'],
  [101, 'digit5'], [102, 'digit6'], [103, 'digit7'], [104, 'digit8'], [105, 'digit9'],
];

/** What the remotes of both makers and every keyboard share: arrows, OK, digits, colours and transport. */
const SHARED: ReadonlyArray<readonly [number, RemoteKey]> = [
  [37, 'left'], [38, 'up'], [39, 'right'], [40, 'down'], [13, 'ok'],
  ...DIGITS,
  [403, 'red'], [404, 'green'], [405, 'yellow'], [406, 'blue'],
  [415, 'play'], [19, 'pause'], [413, 'stop'], [412, 'rewind'], [417, 'forward'], [416, 'record'],
  [457, 'info'],
];

/** Samsung remotes. Source: Samsung remote control guide; tv-platforms 3.1. */
export const TIZEN_KEYS: KeyMap = new Map<number, RemoteKey>([
  ...SHARED,
  [10009, 'back'], [10182, 'exit'],
  [10252, 'playpause'], [10232, 'previous'], [10233, 'next'],
  [427, 'channelUp'], [428, 'channelDown'], [10073, 'channelList'], [10190, 'lastChannel'],
  [458, 'guide'], [10221, 'caption'], [18, 'menu'], [10133, 'menu'], [10225, 'search'],
]);

/** LG remotes. Source: LG magic remote and back button guides; tv-platforms 4.3. */
export const WEBOS_KEYS: KeyMap = new Map<number, RemoteKey>([
  ...SHARED,
  [461, 'back'], [33, 'channelUp'], [34, 'channelDown'], [460, 'caption'],
  // Sets and their documented remotes differ here; other codes of one maker are harmless on the other.
  [10252, 'playpause'], [179, 'playpause'], [458, 'guide'],
]);

/**
 * A computer's keyboard. Letters stand for what it lacks: R, G, Y, B colours; E guide, I info, C subtitles, M menu,
 * L last channel, H channel list, S search; space play/pause; page up and down channels; Escape or Backspace back.
 */
export const KEYBOARD_KEYS: KeyMap = new Map<number, RemoteKey>([
  ...SHARED,
  [8, 'back'], [27, 'back'],
  [32, 'playpause'], [179, 'playpause'], [178, 'stop'], [177, 'previous'], [176, 'next'],
  [33, 'channelUp'], [34, 'channelDown'],
  [188, 'rewind'], [190, 'forward'],
  [82, 'red'], [71, 'green'], [89, 'yellow'], [66, 'blue'],
  [69, 'guide'], [73, 'info'], [67, 'caption'], [77, 'menu'], [76, 'lastChannel'], [72, 'channelList'], [83, 'search'],
]);
