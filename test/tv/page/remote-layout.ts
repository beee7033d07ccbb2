/** A key as it is drawn; keys the set's remote lacks are left out. */
export interface DrawnKey {
  /** As `RemoteKey` of the ports. */
  readonly key: string;
  readonly text: string;
  readonly look?: string;
}

/** A row of keys. */
export interface KeyRow {
  readonly columns: 3 | 4;
  readonly keys: readonly DrawnKey[];
}

const digit = (number: number): DrawnKey => ({ key: `digit${String(number)}`, text: String(number) });
const NOTHING: DrawnKey = { key: '', text: '' };

/** The remote from its top down. */
export const REMOTE_ROWS: readonly KeyRow[] = [
  { columns: 3, keys: [NOTHING, { key: 'up', text: '▲' }, NOTHING, { key: 'left', text: '◀' }, { key: 'ok', text: 'OK' }, { key: 'right', text: '▶' }, { key: 'back', text: 'Back' }, { key: 'down', text: '▼' }, { key: 'exit', text: 'Exit' }] },
  { columns: 4, keys: [{ key: 'red', text: 'Red', look: 'red' }, { key: 'green', text: 'Green', look: 'green' }, { key: 'yellow', text: 'Yellow', look: 'yellow' }, { key: 'blue', text: 'Blue', look: 'blue' }] },
  { columns: 4, keys: [{ key: 'rewind', text: 'Rew' }, { key: 'play', text: 'Play' }, { key: 'pause', text: 'Pause' }, { key: 'forward', text: 'Fwd' }, { key: 'stop', text: 'Stop' }, { key: 'playpause', text: 'Play/pause' }, { key: 'record', text: 'Rec' }, { key: 'caption', text: 'CC' }] },
  { columns: 4, keys: [{ key: 'channelUp', text: 'CH +' }, { key: 'channelDown', text: 'CH −' }, { key: 'lastChannel', text: 'Last' }, { key: 'channelList', text: 'List' }, { key: 'guide', text: 'Guide' }, { key: 'info', text: 'Info' }, { key: 'menu', text: 'Menu' }, { key: 'search', text: 'Search' }] },
  { columns: 3, keys: [1, 2, 3, 4, 5, 6, 7, 8, 9].map(digit).concat([NOTHING, digit(0), NOTHING]) },
];

/** Keys of a computer's keyboard, by `KeyboardEvent.key`. */
export const KEYBOARD: Readonly<Record<string, string>> = {
  'ArrowUp': 'up', 'ArrowDown': 'down', 'ArrowLeft': 'left', 'ArrowRight': 'right', 'Enter': 'ok', 'Backspace': 'back', 'Escape': 'back',
  'r': 'red', 'g': 'green', 'y': 'yellow', 'b': 'blue', ' ': 'playpause', 'p': 'play', 's': 'stop', ',': 'rewind', '.': 'forward', 'c': 'caption',
  'PageUp': 'channelUp', 'PageDown': 'channelDown', 'l': 'lastChannel', 'h': 'channelList', 'e': 'guide', 'i': 'info', 'm': 'menu', 'f': 'search', 'x': 'exit',
  '0': 'digit0', '1': 'digit1', '2': 'digit2', '3': 'digit3', '4': 'digit4', '5': 'digit5', '6': 'digit6', '7': 'digit7', '8': 'digit8', '9': 'digit9',
};
