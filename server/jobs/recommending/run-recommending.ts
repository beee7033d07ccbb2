import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { learnModel, rankWatched } from '#server/domain';
import type { LearnOutcome } from '#server/domain';
import type { Store } from '#server/store';
import { LEARN_EVERY_MS, RANK_EVERY_MS } from './keep-recommended';

/** What to do: learn the model, or rank what is watched; `isForced`: also when it was done a moment ago. */
export interface RecommendWish {
  readonly work: 'learn' | 'rank';
  readonly isForced: boolean;
}

function textOf(work: RecommendWish['work'], outcome: LearnOutcome): string {
  if (outcome.kind === 'not-due') return `${work}: not due yet, or another process does it`;
  if (outcome.kind === 'lost') return `${work}: another process took over`;
  return `${work}: ${factsText(outcome.facts)}`;
}

/** What a run wrote down of itself, in words. */
export function factsText(facts: Readonly<Record<string, number>>): string {
  return Object.entries(facts).map(([name, count]) => `${name} ${String(count)}`).join(', ');
}

/** Does it at once and answers what came of it, in words. Takes the processor for up to a minute. */
export async function runRecommending(store: Pick<Store, 'analytics' | 'catalog' | 'recommend'>, nowMs: () => number, wish: RecommendWish): Promise<string> {
  const deps = { store, nowMs, node: `${hostname()} ${randomUUID()}` };
  const dueBefore = (everyMs: number): number => (wish.isForced ? nowMs() + 1 : nowMs() - everyMs);
  const outcome = wish.work === 'learn' ? await learnModel(deps, dueBefore(LEARN_EVERY_MS)) : await rankWatched(deps, dueBefore(RANK_EVERY_MS));
  return textOf(wish.work, outcome);
}
