import { DAY_MS, HOUR_MS } from '#core/base';
import type { RecordingSettings } from '#server/config';
import type { RecordingsStore, RightsStore } from '#server/store';
import { subscriptionState } from '../rights';

/** How much an account may have recorded, and for how long. */
export interface RecordingTerms {
  /** 0: nothing. */
  readonly quotaMs: number;
  /** Kept so long after it was finished; 0: for good. */
  readonly keepMs: number;
}

/** What terms are made of. */
export interface TermsParts {
  readonly settings: RecordingSettings;
  readonly rights: RightsStore;
  readonly recordings: RecordingsStore;
  readonly nowMs: () => number;
}

/**
 * An account without plans has what the operator lets everybody have; one with plans what the most generous of those that stand allows, and
 * nothing where none of them says anything of recordings.
 */
export async function recordingTerms(parts: TermsParts, accountId: string): Promise<RecordingTerms> {
  const { settings, rights, recordings } = parts;
  const held = await rights.subscriptions(accountId);
  if (held.length === 0) return { quotaMs: settings.hours * HOUR_MS, keepMs: settings.keepDays * DAY_MS };
  const nowMs = parts.nowMs();
  const standing = new Set(held.filter((row) => subscriptionState(row, nowMs) !== 'over').map((row) => row.planId));
  const allowed = (await recordings.plans()).filter((plan) => standing.has(plan.planId) && plan.hours > 0);
  const hours = Math.max(0, ...allowed.map((plan) => plan.hours));
  const days = allowed.some((plan) => plan.keepDays === 0) ? 0 : Math.max(0, ...allowed.map((plan) => plan.keepDays));
  return { quotaMs: hours * HOUR_MS, keepMs: days * DAY_MS };
}
