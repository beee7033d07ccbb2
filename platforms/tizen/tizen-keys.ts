import { TIZEN_KEYS } from '#platforms/common';
import type { KeyMap } from '#platforms/common';
import type { LogPort, RemoteKey } from '#ports';
import { askNative } from './tizen-natives';
import type { TizenNatives } from './tizen-natives';

/**
 * Names under which Samsung registers keys. Volume and Source stay with the set; Exit, too: store checks that it quits.
 * The six mandatory keys need no registration and refuse it.
 */
const REGISTRABLE: Readonly<Record<string, RemoteKey>> = {
  MediaPlay: 'play', MediaPause: 'pause', MediaPlayPause: 'playpause', MediaStop: 'stop', MediaRewind: 'rewind', MediaFastForward: 'forward',
  MediaRecord: 'record', MediaTrackPrevious: 'previous', MediaTrackNext: 'next',
  ChannelUp: 'channelUp', ChannelDown: 'channelDown', ChannelList: 'channelList', PreviousChannel: 'lastChannel',
  Guide: 'guide', Info: 'info', Caption: 'caption', Menu: 'menu', Search: 'search',
  ColorF0Red: 'red', ColorF1Green: 'green', ColorF2Yellow: 'yellow', ColorF3Blue: 'blue',
  '0': 'digit0', '1': 'digit1', '2': 'digit2', '3': 'digit3', '4': 'digit4', '5': 'digit5', '6': 'digit6', '7': 'digit7', '8': 'digit8', '9': 'digit9',
};

/** What the remote sends after registration. */
export interface TizenKeySet {
  readonly map: KeyMap;
  readonly available: ReadonlySet<RemoteKey>;
}

/**
 * Registers the keys this remote has and the app uses: our list cut down to `getSupportedKeys()`, since one unknown name
 * fails a whole batch. Codes the set tells win over the table.
 */
export function registerTizenKeys(natives: TizenNatives, log: LogPort): TizenKeySet {
  const map = new Map(TIZEN_KEYS);
  const available = new Set<RemoteKey>(['left', 'up', 'right', 'down', 'ok', 'back']);
  const device = natives.tizen.tvinputdevice;
  if (device === undefined) return { map, available };
  const supported = askNative(log, 'the list of keys', () => device.getSupportedKeys(), []);
  const wanted = supported.filter((key) => REGISTRABLE[key.name] !== undefined);
  for (const { name, code } of wanted) {
    const key = REGISTRABLE[name];
    if (key === undefined) continue;
    map.set(code, key);
    available.add(key);
  }
  const names = wanted.map((key) => key.name);
  askNative(log, 'the registration of keys', () => {
    device.registerKeyBatch(
      names,
      () => undefined,
      (error) => {
        log.write('warn', 'tizen: the batch of keys was refused, trying one by one', { name: error.name });
        registerOneByOne(natives, names, log);
      },
    );
    return true;
  }, false);
  return { map, available };
}

function registerOneByOne(natives: TizenNatives, names: readonly string[], log: LogPort): void {
  for (const name of names) {
    askNative(log, `the key ${name}`, () => {
      natives.tizen.tvinputdevice?.registerKey(name);
      return true;
    }, false);
  }
}
