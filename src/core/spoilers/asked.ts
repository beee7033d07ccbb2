import { asFields } from '../wire';
import type { WatchedMatch } from './keep-scores';

/** What a viewer asked to be told, and what was watched without knowing how it ends. */
export interface Asked {
  /** Keys of episodes, and programmes by `programmeId`; the oldest first. */
  readonly shown: ReadonlySet<string>;
  readonly watched: readonly WatchedMatch[];
}

/** Nobody asked for anything. */
export const NOTHING_ASKED: Asked = Object.freeze({ shown: new Set<string>(), watched: [] });

/** Things that were asked for; the oldest give way. */
const MOST_SHOWN = 300;
/** Matches whose results are kept; the oldest give way. */
const MOST_WATCHED = 20;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function readMatch(value: unknown): WatchedMatch | null {
  const fields = asFields(value) ?? {};
  const { startMs, competitors } = fields;
  if (typeof startMs !== 'number' || !Array.isArray(competitors)) return null;
  const named = competitors.map((words: unknown) => (Array.isArray(words) ? words.filter(isText) : [])).filter((words) => words.length > 0);
  return named.length === 0 ? null : { startMs, competitors: named };
}

/** Reads what {@link writeAsked} wrote; what is unknown or broken was not asked for. */
export function readAsked(value: unknown): Asked {
  const { shown, watched } = asFields(value) ?? {};
  return {
    shown: new Set(Array.isArray(shown) ? shown.filter(isText).slice(-MOST_SHOWN) : []),
    watched: Array.isArray(watched) ? watched.map(readMatch).filter((match): match is WatchedMatch => match !== null).slice(-MOST_WATCHED) : [],
  };
}

/** As it is stored, beside the protection. */
export function writeAsked({ shown, watched }: Asked): { readonly shown: readonly string[]; readonly watched: readonly WatchedMatch[] } {
  return { shown: Array.from(shown).slice(-MOST_SHOWN), watched: watched.slice(-MOST_WATCHED) };
}

/** With one more thing that was asked for. */
export function withShown(asked: Asked, id: string): Asked {
  const shown = new Set(asked.shown);
  shown.delete(id);
  return { ...asked, shown: new Set(Array.from(shown.add(id)).slice(-MOST_SHOWN)) };
}

/** With one more match that is watched; the same where it is known. */
export function withWatched(asked: Asked, { startMs, competitors }: WatchedMatch): Asked {
  const isKnown = asked.watched.some((match) => match.startMs === startMs && match.competitors.join() === competitors.join());
  return competitors.length === 0 || isKnown ? asked : { ...asked, watched: asked.watched.concat({ startMs, competitors }).slice(-MOST_WATCHED) };
}
