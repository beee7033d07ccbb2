import type { Disposer } from '#core/base';
import { isRecord, parseJson } from '#platforms/common';
import type { LogPort, RemoteKey, VoiceCommand, VoiceListener } from '#ports';
import { askNative } from './tizen-natives';
import type { TizenNatives } from './tizen-natives';

/** The calls as pages make them (tv-platforms 3.7; Samsung, VoiceInteraction API): no typings have them. */
interface NativeVoice {
  setCallback(callbacks: object): void;
  listen(): void;
}

const SCENES = { none: 'None', list: 'List', player: 'Player' } as const;
const KEYS_OF_WORDS: Readonly<Record<string, RemoteKey>> = {
  onplay: 'play', onpause: 'pause', onstop: 'stop', onfastforward: 'forward', onrewind: 'rewind', onchangenexttrack: 'next', onchangeprevioustrack: 'previous',
};
const PAGES: Readonly<Record<string, 'home' | 'search' | 'settings'>> = { Home: 'home', Search: 'search', Setting: 'settings' };
/** Fields of what is searched for, the most telling first; the last is the whole sentence. */
const TERM_FIELDS: readonly string[] = ['title', 'cast', 'genre', 'utterance'];
/** Longer is no title. */
const MAX_TERM_LENGTH = 100;

function nativeVoice({ webapis }: TizenNatives): NativeVoice | undefined {
  return Reflect.get(webapis, 'voiceinteraction') as NativeVoice | undefined;
}

function walkOf(word: unknown): VoiceCommand | null {
  switch (word) {
    case 'NAV_UP':
      return { kind: 'press', key: 'up' };
    case 'NAV_DOWN':
    case 'NAV_SHOW_MORE':
      return { kind: 'press', key: 'down' };
    case 'NAV_LEFT':
      return { kind: 'press', key: 'left' };
    case 'NAV_RIGHT':
      return { kind: 'press', key: 'right' };
    case 'NAV_NEXT':
      return { kind: 'walk', delta: 1 };
    case 'NAV_PREVIOUS':
      return { kind: 'walk', delta: -1 };
    default:
      return null;
  }
}

/** What is searched for, of `{search_terms: [{field, keyword}]}` as an object or its JSON; empty: nothing that could be. */
function termOf(said: unknown): string {
  const value = typeof said === 'string' ? parseJson(said) : said;
  const terms: unknown = isRecord(value) ? value['search_terms'] : null;
  if (!Array.isArray(terms)) return typeof value === 'string' ? value.trim().slice(0, MAX_TERM_LENGTH) : '';
  for (const field of TERM_FIELDS) {
    for (const term of terms as readonly unknown[]) {
      if (!isRecord(term) || String(term['field']).toLowerCase() !== field) continue;
      const { keyword } = term;
      if (typeof keyword === 'string' && keyword.trim() !== '') return keyword.trim().slice(0, MAX_TERM_LENGTH);
    }
  }
  return '';
}

/** A number the assistant gave, or `null`. */
function numberOf(said: unknown): number | null {
  const number = Number(said);
  return said === '' || said === null || !Number.isFinite(number) ? null : number;
}

/**
 * Hands the assistant's words to a listener. A word that is not understood or not used is answered with `false`: the set then presses the key that
 * says the same. Ends with the disposer: the assistant has no way to be left, so it is told that nothing is on screen.
 */
export function hearSamsungVoice(natives: TizenNatives, log: LogPort, listener: VoiceListener): Disposer {
  const take = (command: VoiceCommand | null): boolean => command !== null && listener.take(command);
  const timed = (said: unknown, make: (ms: number) => VoiceCommand): boolean => {
    const seconds = numberOf(said);
    return take(seconds === null ? null : make(seconds * 1000));
  };
  const callbacks: Record<string, (said: unknown) => unknown> = {
    onupdatestate: () => SCENES[listener.scene()],
    onnavigation: (word) => take(walkOf(word)),
    onsearch: (said) => {
      const term = termOf(said);
      return take(term === '' ? null : { kind: 'search', term });
    },
    onselection: (said) => {
      const place = numberOf(said);
      return take(place === null ? null : { kind: 'choose', place });
    },
    onskipforward: (said) => timed(said, (byMs) => ({ kind: 'skip', byMs })),
    onskipbackward: (said) => timed(said, (byMs) => ({ kind: 'skip', byMs: -byMs })),
    onsetplayposition: (said) => timed(said, (positionMs) => ({ kind: 'seek', positionMs })),
    onrestart: () => take({ kind: 'restart' }),
    onchangesubtitlemode: (mode) => take({ kind: 'subtitles', isOn: mode === 'MEDIA_FUNCTION_ON' }),
    onchangeappstate: (state) => {
      const page = PAGES[String(state)];
      return take(page === undefined ? null : { kind: 'open', page });
    },
  };
  for (const [word, key] of Object.entries(KEYS_OF_WORDS)) callbacks[word] = () => take({ kind: 'press', key });
  askNative(log, 'the assistant', () => {
    const voice = nativeVoice(natives);
    voice?.setCallback(callbacks);
    voice?.listen();
    return true;
  }, false);
  return () => {
    askNative(log, 'the end of the assistant', () => {
      nativeVoice(natives)?.setCallback({ onupdatestate: () => SCENES.none });
      return true;
    }, false);
  };
}
