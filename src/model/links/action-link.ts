import { parseItemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import type { Action } from '#model/cards';

/** The parameters of a link that does what an action does; `null`: nothing a link leads to. */
export function linkOf(action: Action): Readonly<Record<string, string>> | null {
  switch (action.kind) {
    case 'open-movie':
    case 'open-series':
      return { item: action.key };
    case 'watch-channel':
    case 'watch-movie':
      return { item: action.key, play: '1' };
    case 'watch-episode':
      return { item: action.key, of: action.seriesKey, play: '1' };
    default:
      return null;
  }
}

function keyOf(value: unknown): ItemKey | null {
  return typeof value === 'string' && parseItemKey(value) !== null ? (value as ItemKey) : null;
}

/** What a link asks for; `null`: nothing this app knows. Parameters are outside data. */
export function actionOf(params: Readonly<Record<string, unknown>>): Action | null {
  const key = keyOf(params['item']);
  if (key === null) return null;
  const isPlayed = params['play'] === '1';
  switch (parseItemKey(key)?.kind) {
    case 'channel':
      return { kind: 'watch-channel', key };
    case 'movie':
      return isPlayed ? { kind: 'watch-movie', key, from: 'resume' } : { kind: 'open-movie', key };
    case 'series':
      return { kind: 'open-series', key };
    case 'episode': {
      const seriesKey = keyOf(params['of']);
      return seriesKey !== null && parseItemKey(seriesKey)?.kind === 'series' ? { kind: 'watch-episode', key, seriesKey, from: 'resume' } : null;
    }
    default:
      return null;
  }
}
