import { HOUR_MS } from '../base';

/** What a set remembers of advertising: times alone, and titles by their keys. Plain data, stored as it is. */
export interface AdMemory {
  /** When advertisements began, milliseconds since 1970, oldest first. */
  readonly shown: readonly number[];
  /** Breaks that were shown of titles that were watched lately. */
  readonly titles: Readonly<Record<string, { readonly atMs: number; readonly done: readonly string[] }>>;
}

/** Nothing was shown yet. */
export const NO_AD_MEMORY: AdMemory = Object.freeze({ shown: [], titles: {} });

/** Whoever goes on with a title within this time is not shown its breaks again. */
const TITLE_KEEP_MS = 12 * HOUR_MS;
const MOST_TITLES = 40;

/** Breaks of a title that are behind. */
export function doneOf(memory: AdMemory, key: string, nowMs: number): readonly string[] {
  const title = memory.titles[key];
  return title === undefined || nowMs - title.atMs >= TITLE_KEEP_MS || title.atMs > nowMs ? [] : title.done;
}

/** Remembers which breaks of a title are behind, and forgets what is long ago. */
export function rememberDone(memory: AdMemory, key: string, done: readonly string[], nowMs: number): AdMemory {
  const kept = Object.keys(memory.titles).filter((each) => each !== key && doneOf(memory, each, nowMs).length > 0)
    .sort((a, b) => (memory.titles[b]?.atMs ?? 0) - (memory.titles[a]?.atMs ?? 0)).slice(0, MOST_TITLES - 1);
  const titles: Record<string, AdMemory['titles'][string]> = { [key]: { atMs: nowMs, done } };
  for (const each of kept) {
    const title = memory.titles[each];
    if (title !== undefined) titles[each] = title;
  }
  return { ...memory, titles };
}

/** An advertisement begins. */
export function rememberShown(memory: AdMemory, nowMs: number): AdMemory {
  return { ...memory, shown: memory.shown.filter((atMs) => atMs > nowMs - HOUR_MS && atMs <= nowMs).concat(nowMs) };
}

/** How many advertisements may still be shown in this hour. */
export function roomInHour(memory: AdMemory, nowMs: number, most: number): number {
  return Math.max(0, most - memory.shown.filter((atMs) => atMs > nowMs - HOUR_MS && atMs <= nowMs).length);
}
