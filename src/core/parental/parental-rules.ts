import type { ItemKey, SourceId } from '../base';
import type { ListedKind } from '../catalog';
import { asFields, numberOf, textOf, textsOf } from '../wire';

/** `hide`: what is locked is nowhere. `ask`: it stands in lists without picture and story, and opens with the PIN. */
export type LockStrength = 'hide' | 'ask';

/** What a profile may not see. */
export interface ParentalRules {
  /** Highest age rating; -1: no limit. Below 18 adult rows are locked, whatever `isAdultLocked` says. */
  readonly maxAge: number;
  /** Whether films and series without a rating are locked. Only asked with an age limit. */
  readonly isUnratedLocked: boolean;
  readonly isAdultLocked: boolean;
  readonly strength: LockStrength;
  /** {@link categoryLock} of each locked category. */
  readonly categories: readonly string[];
  /** Locked channels, films and series. */
  readonly keys: readonly ItemKey[];
  /** What settings call the locked items: hidden ones have no name elsewhere. */
  readonly names: Readonly<Record<string, string>>;
}

/** Nothing is locked. */
export const NO_RULES: ParentalRules = { maxAge: -1, isUnratedLocked: false, isAdultLocked: false, strength: 'hide', categories: [], keys: [], names: {} };

/** What a locked category is known by: its place changes with every refresh, its name does not. */
export function categoryLock(kind: ListedKind, sourceId: SourceId, name: string): string {
  return `${kind}:${sourceId}:${name}`;
}

/** Whether rules lock anything at all. */
export function hasLocks(rules: ParentalRules): boolean {
  return rules.maxAge >= 0 || rules.isAdultLocked || rules.categories.length > 0 || rules.keys.length > 0;
}

/**
 * Judges stored rules. What was never stored has none; what is there and cannot be read locks adult rows, so that a torn value opens
 * nothing that was meant to be closed.
 */
export function parseParentalRules(value: unknown): ParentalRules {
  if (value === null || value === undefined) return NO_RULES;
  const fields = asFields(value);
  if (fields === null) return { ...NO_RULES, isAdultLocked: true };
  const named = asFields(fields['names']) ?? {};
  const names: Record<string, string> = {};
  for (const key of Object.keys(named)) names[key] = textOf(named, key);
  return {
    names,
    maxAge: numberOf(fields, 'maxAge', -1),
    isUnratedLocked: fields['isUnratedLocked'] === true,
    isAdultLocked: fields['isAdultLocked'] !== false,
    strength: fields['strength'] === 'ask' ? 'ask' : 'hide',
    categories: textsOf(fields, 'categories'),
    keys: textsOf(fields, 'keys') as readonly ItemKey[],
  };
}
