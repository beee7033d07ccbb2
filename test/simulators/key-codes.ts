import type { RemoteKey } from '#ports';
import { TIZEN_CODES } from './tizen/remote-codes';
import { WEBOS_CODES } from './webos/remote-codes';

/** Codes of a remote's keys by what they mean; keys it lacks are missing. */
export type KeyCodes = Readonly<Partial<Record<RemoteKey, number>>>;

const DIGITS: KeyCodes = {
  digit0: 48, digit1: 49, digit2: 50, digit3: 51, digit4: 52, digit5: 53, digit6: 54, digit7: 55, digit8: 56, digit9: 57,
};

function named(codes: Readonly<Record<string, number>>, names: KeyLabels): KeyCodes {
  const found: Partial<Record<RemoteKey, number>> = {};
  for (const [key, name] of Object.entries(names) as Array<[RemoteKey, string]>) {
    const code = codes[name];
    if (code === undefined) throw new Error(`the remote has no key ${name}`);
    found[key] = code;
  }
  return found;
}

/** Names of a remote's keys by what they mean, as `Television.press` takes them; keys it lacks are missing. */
export type KeyLabels = Readonly<Partial<Record<RemoteKey, string>>>;

const DIGIT_LABELS: KeyLabels = {
  digit0: '0', digit1: '1', digit2: '2', digit3: '3', digit4: '4', digit5: '5', digit6: '6', digit7: '7', digit8: '8', digit9: '9',
};

/** What is printed on each remote. */
export const KEY_LABELS: Readonly<Record<'tizen' | 'webos', KeyLabels>> = {
  tizen: {
    ...DIGIT_LABELS,
    up: 'ArrowUp', down: 'ArrowDown', left: 'ArrowLeft', right: 'ArrowRight', ok: 'Enter', back: 'Back', exit: 'Exit',
    play: 'MediaPlay', pause: 'MediaPause', playpause: 'MediaPlayPause', stop: 'MediaStop', rewind: 'MediaRewind', forward: 'MediaFastForward',
    record: 'MediaRecord', next: 'MediaTrackNext', previous: 'MediaTrackPrevious',
    channelUp: 'ChannelUp', channelDown: 'ChannelDown', channelList: 'ChannelList', lastChannel: 'PreviousChannel', guide: 'Guide', info: 'Info',
    caption: 'Caption', menu: 'Menu', search: 'Search', red: 'ColorF0Red', green: 'ColorF1Green', yellow: 'ColorF2Yellow', blue: 'ColorF3Blue',
  },
  webos: {
    ...DIGIT_LABELS,
    up: 'ArrowUp', down: 'ArrowDown', left: 'ArrowLeft', right: 'ArrowRight', ok: 'OK', back: 'Back', exit: 'Exit',
    play: 'Play', pause: 'Pause', stop: 'Stop', rewind: 'Rewind', forward: 'Forward', record: 'Record',
    channelUp: 'ChannelUp', channelDown: 'ChannelDown', info: 'Info', caption: 'Caption', red: 'Red', green: 'Green', yellow: 'Yellow', blue: 'Blue',
  },
};

/** What each remote sends: Samsung's, LG's, and a computer's keyboard. */
export const KEY_CODES: Readonly<Record<'tizen' | 'webos' | 'web', KeyCodes>> = {
  tizen: named(TIZEN_CODES, KEY_LABELS.tizen),
  webos: named(WEBOS_CODES, KEY_LABELS.webos),
  web: {
    ...DIGITS,
    up: 38, down: 40, left: 37, right: 39, ok: 13, back: 27, playpause: 32, rewind: 188, forward: 190, channelUp: 33, channelDown: 34,
    red: 82, green: 71, yellow: 89, blue: 66, guide: 69, info: 73, caption: 67, menu: 77, lastChannel: 76, channelList: 72, search: 83,
  },
};
