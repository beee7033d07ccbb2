import type { GuideReader, ProgrammeRecord } from '../catalog';
import { splitGuideKey } from '../guide';
import { foldWords } from '../text';
import type { Protection } from './protection';
import { maskScores, namesOneOf, tellsResult } from './results';
import { saysSport } from './sport-words';

/** What is asked of a programme to know whether it is sport. */
export type SportFacts = Pick<ProgrammeRecord, 'title' | 'category' | 'categories'>;

/** A match that is watched, or was, without knowing how it ended. */
export interface WatchedMatch {
  readonly startMs: number;
  readonly competitors: ReadonlyArray<readonly string[]>;
}

/** What keeping scores goes by. */
export interface ScoreRules {
  readonly protection: Protection;
  /** Different whenever something else would be kept back. */
  readonly revision: string;
  /** Stands where a text is kept back. */
  readonly words: string;
  readonly watched: readonly WatchedMatch[];
  /** Wall clock, milliseconds. */
  nowMs(): number;
  /** Whether the viewer asked for what is kept back, by {@link programmeId}. */
  isShown(id: string): boolean;
}

/** Names a programme of a guide key. */
export function programmeId(guideKey: string, startMs: number): string {
  return `${guideKey}@${String(startMs)}`;
}

/** How a title is named in {@link Protection.titles}. */
export function titleMark(title: string): string {
  return foldWords(maskScores(title));
}

/**
 * Whether a programme is sport: as its title or its channel (by guide key without its shift, else by its own key) was marked by hand, else as its categories say,
 * else, where a guide gives none, its title. `null`: nothing is known of what runs.
 */
export function isSport({ channels, titles }: Protection, channel: string, programme: SportFacts | null): boolean {
  const byTitle = programme === null || titles.size === 0 ? undefined : titles.get(titleMark(programme.title));
  const byHand = byTitle ?? channels.get(channel);
  if (byHand !== undefined || programme === null) return byHand === true;
  const { category, categories } = programme;
  return category === '' ? saysSport(programme.title) : (categories ?? [category]).some(saysSport);
}

function told(programme: ProgrammeRecord, guideKey: string, rules: ScoreRules): ProgrammeRecord {
  const { title, subtitle, description, startMs } = programme;
  const teams: Array<readonly string[]> = [];
  for (const match of rules.watched) if (startMs > match.startMs) teams.push(...match.competitors);
  const isTeam = namesOneOf(`${title} ${subtitle} ${description}`, teams);
  if (!isTeam && !isSport(rules.protection, splitGuideKey(guideKey).key, programme)) return programme;
  if (rules.isShown(programmeId(guideKey, startMs))) return programme;
  const isHidden = isTeam || startMs <= rules.nowMs() || tellsResult(`${subtitle} ${description}`);
  const masked = maskScores(title);
  const hasText = subtitle !== '' || description !== '';
  if (masked === title && !(isHidden && hasText)) return programme;
  return isHidden && hasText ? { ...programme, title: masked, subtitle: '', description: rules.words, isVeiled: true } : { ...programme, title: masked, isVeiled: true };
}

/**
 * The guide as somebody reads it who does not want to know how a match ended: titles of sport without scores; in place of the texts of what is over or runs, of
 * what speaks of results, and of later programmes about those who meet in a watched match, `rules.words`. Nothing is copied ahead.
 */
export function keepScores(guide: GuideReader, rules: ScoreRules): GuideReader {
  return {
    revision: `${guide.revision}|${rules.revision}`,
    has: (key) => guide.has(key),
    nowNext(key, atMs) {
      const { now, next } = guide.nowNext(key, atMs);
      return { now: now === null ? null : told(now, key, rules), next: next === null ? null : told(next, key, rules) };
    },
    between: (key, fromMs, toMs) => guide.between(key, fromMs, toMs).map((programme) => told(programme, key, rules)),
  };
}
