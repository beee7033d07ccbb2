/** LG's remote by the names a tester uses (tv-platforms 4.3). */
export const WEBOS_CODES: Readonly<Record<string, number>> = {
  Left: 37, Up: 38, Right: 39, Down: 40, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, OK: 13, Enter: 13, Back: 461, Exit: 1001,
  Red: 403, Green: 404, Yellow: 405, Blue: 406, Play: 415, Pause: 19, Stop: 413, Rewind: 412, Forward: 417, Record: 416,
  ChannelUp: 33, ChannelDown: 34, Info: 457, Caption: 460, Home: 1000, Input: 1002, VolumeUp: 447, VolumeDown: 448, Mute: 449,
  '0': 48, '1': 49, '2': 50, '3': 51, '4': 52, '5': 53, '6': 54, '7': 55, '8': 56, '9': 57,
};

/** Keys the system keeps for itself. */
export const SYSTEM_KEYS: ReadonlySet<number> = new Set([1000, 1002, 447, 448, 449]);
