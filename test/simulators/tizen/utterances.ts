/** What a set does with something that is said, before it knows the app. */
export interface Utterance {
  /** The app's handler it goes to. */
  readonly handler: string;
  readonly value: unknown;
  /** The key of the remote the set presses itself when the app does not take it; `null`: nothing. */
  readonly key: string | null;
}

type Reading = (match: RegExpExecArray, isPlayer: boolean) => Utterance;

const word = (handler: string, key: string | null, value?: unknown): Reading => () => ({ handler, value, key });
const number = (handler: string): Reading => ([, digits]) => ({ handler, value: Number(digits), key: null });

/** What somebody may say to a simulated set, as an assistant in English would read it (tv-platforms 3.7). */
const READINGS: ReadonlyArray<readonly [RegExp, Reading]> = [
  [/^search (?:for )?(.+)$/, ([utterance, title]) => ({
    handler: 'onsearch', key: null,
    value: JSON.stringify({ search_version: '1.6.0', search_terms: [{ field: 'utterance', keyword: utterance }, { field: 'title', keyword: title }] }),
  })],
  [/^(up|down|left|right)$/, ([, way = '']) => ({ handler: 'onnavigation', value: `NAV_${way.toUpperCase()}`, key: `Arrow${way.charAt(0).toUpperCase()}${way.slice(1)}` })],
  [/^(next|previous)$/, ([, way = ''], isPlayer) =>
    isPlayer
      ? { handler: `onchange${way}track`, value: undefined, key: way === 'next' ? 'MediaTrackNext' : 'MediaTrackPrevious' }
      : { handler: 'onnavigation', value: `NAV_${way.toUpperCase()}`, key: null }],
  [/^show more$/, word('onnavigation', null, 'NAV_SHOW_MORE')],
  [/^select (?:the )?(\d+)$/, number('onselection')],
  [/^select last$/, word('onselection', null, -1)],
  [/^select(?: this)?$/, word('onselection', 'Enter', 0)],
  [/^play$/, word('onplay', 'MediaPlay')],
  [/^pause$/, word('onpause', 'MediaPause')],
  [/^stop$/, word('onstop', 'MediaStop')],
  [/^fast forward$/, word('onfastforward', 'MediaFastForward')],
  [/^rewind$/, word('onrewind', 'MediaRewind')],
  [/^skip (?:forward )?(\d+)$/, number('onskipforward')],
  [/^skip back (\d+)$/, number('onskipbackward')],
  [/^go to (\d+)$/, number('onsetplayposition')],
  [/^start over$/, word('onrestart', null)],
  [/^subtitles (on|off)$/, ([, mode = '']) => ({ handler: 'onchangesubtitlemode', value: `MEDIA_FUNCTION_${mode.toUpperCase()}`, key: null })],
  [/^go to (home|search|settings)$/, ([, page = '']) => ({ handler: 'onchangeappstate', value: { home: 'Home', search: 'Search' }[page] ?? 'Setting', key: null })],
];

/** Handlers that are asked only while a picture plays, and only while there is something to walk through. */
const IN_SCENE: Readonly<Record<string, 'Player' | 'List'>> = {
  onnavigation: 'List', onselection: 'List',
  onplay: 'Player', onpause: 'Player', onstop: 'Player', onfastforward: 'Player', onrewind: 'Player', onskipforward: 'Player', onskipbackward: 'Player',
  onsetplayposition: 'Player', onrestart: 'Player', onchangenexttrack: 'Player', onchangeprevioustrack: 'Player', onchangesubtitlemode: 'Player',
};

/** Names of the handlers an app may give. */
export const VOICE_HANDLERS: ReadonlySet<string> = new Set([
  ...Object.keys(IN_SCENE), 'onupdatestate', 'onsearch', 'onchangeappstate', 'ontitleselection', 'onrequestcontentcontext', 'onskipad', 'onsearchcollection', 'onexit',
]);

/** Whether a handler is asked while the app says that this is on screen. */
export function isAskedIn(handler: string, scene: string): boolean {
  const wanted = IN_SCENE[handler];
  return wanted === undefined || wanted === scene;
}

/** Reads what was said; `null`: the assistant understands something else. */
export function readUtterance(text: string, isPlayer: boolean): Utterance | null {
  const said = text.trim().toLowerCase();
  for (const [pattern, read] of READINGS) {
    const match = pattern.exec(said);
    if (match !== null) return read(match, isPlayer);
  }
  return null;
}
