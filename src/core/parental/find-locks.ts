import type { Steps } from '../base';
import { ADULT_ROW } from '../catalog';
import type { CatalogSnapshot, CategoryRecord, ListedKind, Row } from '../catalog';
import { categoryLock } from './parental-rules';
import type { ParentalRules } from './parental-rules';

/** Rows looked at between two pauses: well under a millisecond on a desk computer. */
const STEP_ROWS = 4096;
const ADULT_AGE = 18;

/** Which rows of one kind are locked. */
export class KindLocks {
  /** A byte for each row; `null` while nothing is locked. */
  private bytes: Uint8Array | null = null;
  private readonly lockedCategories = new Set<number>();
  /** Locked rows. */
  count = 0;

  constructor(private readonly rows: number) {}

  /** Whether a row is locked; rows that do not exist are not. */
  has(row: Row): boolean {
    return this.bytes !== null && this.bytes[row] === 1;
  }

  /** Whether a category is locked as such, not only each of its rows. */
  isCategoryLocked(index: number): boolean {
    return this.lockedCategories.has(index);
  }

  /** Locks a row. */
  lock(row: Row): void {
    if (!(row >= 0 && row < this.rows)) return;
    this.bytes ??= new Uint8Array(this.rows);
    if (this.bytes[row] !== 1) this.count += 1;
    this.bytes[row] = 1;
  }

  /** Notes that a category is locked; its rows are locked one by one. */
  lockCategory(index: number): void {
    this.lockedCategories.add(index);
  }
}

function areAdultsLocked(rules: ParentalRules): boolean {
  return rules.isAdultLocked || (rules.maxAge >= 0 && rules.maxAge < ADULT_AGE);
}

function isCategoryLocked(rules: ParentalRules, kind: ListedKind, category: CategoryRecord, named: ReadonlySet<string>): boolean {
  return (category.isAdult && areAdultsLocked(rules)) || named.has(categoryLock(kind, category.sourceId, category.name));
}

function isOver(rules: ParentalRules, kind: ListedKind, age: number): boolean {
  if (age === ADULT_ROW) return areAdultsLocked(rules);
  if (rules.maxAge < 0) return false;
  // Channels have no rating: what they show is for the guide to say.
  return age < 0 ? rules.isUnratedLocked && kind !== 'channel' : age > rules.maxAge;
}

/** Finds the locked rows of a kind: by category, by name, by age. */
export function* findLocksSteps(base: CatalogSnapshot, kind: ListedKind, rules: ParentalRules): Steps<KindLocks> {
  const count = base.count(kind);
  const locks = new KindLocks(count);
  const named = new Set(rules.categories);
  for (const category of base.categories(kind)) {
    if (!isCategoryLocked(rules, kind, category, named)) continue;
    locks.lockCategory(category.index);
    const rows = base.rows(kind, category.index);
    for (let i = 0; i < rows.length; i += 1) {
      locks.lock(rows.at(i));
      if (i % STEP_ROWS === STEP_ROWS - 1) yield;
    }
  }
  for (const key of rules.keys) locks.lock(base.rowOf(kind, key));
  const isAgeAsked = rules.maxAge >= 0 || rules.isAdultLocked;
  for (let row = 0; isAgeAsked && row < count; row += 1) {
    if (isOver(rules, kind, base.minimumAge(kind, row))) locks.lock(row);
    if (row % STEP_ROWS === STEP_ROWS - 1) yield;
  }
  return locks;
}
