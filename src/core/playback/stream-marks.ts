import { foldWords } from '../text';
import type { Mark } from './marks';

/** What a stream says of a stretch of itself, as an engine hands it out. */
export interface NamedStretch {
  /** What kind it is, in the words of whoever wrote the stream: `CLASS` of a date range, `schemeIdUri` of an event; may be empty. */
  readonly scheme: string;
  readonly value: string;
  readonly id: string;
  /** May be empty. */
  readonly title: string;
  readonly startMs: number;
  /** `Infinity`: not known. */
  readonly endMs: number;
}

type Kind = Mark['kind'];

/** Nobody has settled the names; these are met in classes, schemes, values and ids. */
const WORDS: Readonly<Record<string, Kind>> = {
  intro: 'intro', introduction: 'intro', opening: 'intro', openingcredits: 'intro', titlesequence: 'intro', skipintro: 'intro',
  recap: 'recap', skiprecap: 'recap', previously: 'recap', previouslyon: 'recap',
  credits: 'credits', credit: 'credits', endcredits: 'credits', closingcredits: 'credits', outro: 'credits', ending: 'credits', skipcredits: 'credits',
  chapter: 'chapter', chapters: 'chapter', chapterpoint: 'chapter',
};
/** `opening credits` are no credits. */
const BEFORE_CREDITS = /\b(?:opening|intro) credits?\b/;
/** A kind is told by what stands last in an address: hosts and folders mean nothing. */
const LAST_PART = /[^/:#.]+$/;

function kindIn(text: string): Kind | null {
  // `SkipIntro` and `skip_intro` are two words.
  const words = foldWords(text.replace(/([a-z])([A-Z])/g, '$1 $2'));
  if (BEFORE_CREDITS.test(words)) return 'intro';
  for (const word of words.split(' ')) {
    const kind = WORDS[word];
    if (kind !== undefined) return kind;
  }
  return WORDS[words.replace(/ /g, '')] ?? null;
}

function kindOf({ scheme, value, id }: NamedStretch): Kind | null {
  const byScheme = scheme.indexOf('interstitial') === -1 && scheme.indexOf('scte') === -1 ? kindIn(LAST_PART.exec(scheme)?.[0] ?? '') : null;
  return kindIn(value) ?? byScheme ?? (isSilent(scheme) ? kindIn(id) : null);
}

/** Whether a scheme says nothing of its own: then the id may. Others have their own meaning (advertising, splices, programmes). */
function isSilent(scheme: string): boolean {
  return scheme === '' || scheme === 'com.apple.quicktime.HLS' || /(?:^|[.:/])(?:skip|marker|markers|cue|cuepoint|segment|navigation)s?(?:[.:/\d]*)$/i.test(scheme);
}

/**
 * Marks of what a stream says of itself: openings, recaps, credits and chapters, by the names that are usual. A chapter without an end goes on until the next, or
 * to the end; of the others what has no end is left out, and credits reach to the end. `durationMs`: the stream's length; without one there are no marks.
 */
export function marksOfStream(stretches: readonly NamedStretch[], durationMs: number): readonly Mark[] {
  if (!(durationMs > 0) || !Number.isFinite(durationMs)) return [];
  const marks: Mark[] = [];
  const chapters: NamedStretch[] = [];
  for (const stretch of stretches) {
    const kind = kindOf(stretch);
    if (kind === null || stretch.startMs >= durationMs) continue;
    if (kind === 'chapter') chapters.push(stretch);
    else if (Number.isFinite(stretch.endMs) || kind === 'credits') marks.push({ kind, startMs: stretch.startMs, endMs: Math.min(stretch.endMs, durationMs), title: '' });
  }
  chapters.sort((a, b) => a.startMs - b.startMs);
  chapters.forEach(({ startMs, endMs, title }, index) => {
    const nextMs = chapters[index + 1]?.startMs ?? durationMs;
    marks.push({ kind: 'chapter', startMs, endMs: Math.min(endMs > startMs ? endMs : nextMs, nextMs, durationMs), title });
  });
  return marks;
}

/** Marks of a title's source and of its stream together: what the source knows of a kind is better than what the stream says. */
export function joinMarks(known: readonly Mark[], ofStream: readonly Mark[]): readonly Mark[] {
  return known.concat(ofStream.filter(({ kind }) => !known.some((mark) => mark.kind === kind)));
}
