/** The remote's keys by the names Samsung registers, with their codes (tv-platforms 3.1). */
export const TIZEN_CODES: Readonly<Record<string, number>> = {
  ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Enter: 13, Back: 10009,
  VolumeUp: 447, VolumeDown: 448, VolumeMute: 449, ChannelUp: 427, ChannelDown: 428, ChannelList: 10073, PreviousChannel: 10190,
  ColorF0Red: 403, ColorF1Green: 404, ColorF2Yellow: 405, ColorF3Blue: 406,
  MediaPlay: 415, MediaPause: 19, MediaPlayPause: 10252, MediaStop: 413, MediaRewind: 412, MediaFastForward: 417, MediaRecord: 416,
  MediaTrackPrevious: 10232, MediaTrackNext: 10233,
  Menu: 10133, Tools: 10135, Info: 457, Guide: 458, Source: 10072, Exit: 10182, Caption: 10221, Search: 10225, 'E-Manual': 10146, '3D': 10199,
  Extra: 10253, PictureSize: 10140, Soccer: 10228, Teletext: 10200, MTS: 10195, Minus: 189,
  '0': 48, '1': 49, '2': 50, '3': 51, '4': 52, '5': 53, '6': 54, '7': 55, '8': 56, '9': 57,
};

/** Keys that every app gets and none may register. */
export const MANDATORY: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown', 'Enter', 'Back']);

/** Short names a tester may use. */
export const TIZEN_NICKNAMES: Readonly<Record<string, string>> = {
  Up: 'ArrowUp', Down: 'ArrowDown', Left: 'ArrowLeft', Right: 'ArrowRight', OK: 'Enter', Red: 'ColorF0Red', Green: 'ColorF1Green', Yellow: 'ColorF2Yellow',
  Blue: 'ColorF3Blue', Play: 'MediaPlay', Pause: 'MediaPause', PlayPause: 'MediaPlayPause', Stop: 'MediaStop', Rewind: 'MediaRewind', Forward: 'MediaFastForward',
};
