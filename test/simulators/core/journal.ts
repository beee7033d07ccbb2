/** A note of the simulated set: what the app called, what it may not, what happened. */
export interface JournalEntry {
  readonly kind: 'call' | 'violation' | 'event';
  readonly what: string;
  /** Milliseconds since the journal began. */
  readonly atMs: number;
}

/** Begins what the set says on its console of a violation: a page that is loaded anew has a new journal, the console goes on. */
export const VIOLATION_MARK = 'the set punishes: ';

/** Enough for a long journey; older notes make room. Violations are kept apart and never dropped. */
const KEPT_ENTRIES = 2_000;

/**
 * What a simulated set writes down. A violation is something a television would have punished: an illegal call, a key
 * registered twice, speech while the voice is off. End-to-end tests expect none.
 */
export class Journal {
  readonly violations: string[] = [];
  private readonly entries: JournalEntry[] = [];
  private readonly nowMs: () => number;
  private readonly startMs: number;
  private readonly onViolation: (what: string) => void;

  constructor(nowMs: () => number, onViolation: (what: string) => void = () => undefined) {
    this.nowMs = nowMs;
    this.onViolation = onViolation;
    this.startMs = nowMs();
  }

  call(what: string): void {
    this.note('call', what);
  }

  event(what: string): void {
    this.note('event', what);
  }

  violation(what: string): void {
    this.violations.push(what);
    this.note('violation', what);
    this.onViolation(what);
  }

  /** The last notes, oldest first. */
  recent(): readonly JournalEntry[] {
    return this.entries.slice();
  }

  /** Notes of one kind, as texts. */
  texts(kind: JournalEntry['kind']): readonly string[] {
    return this.entries.filter((entry) => entry.kind === kind).map((entry) => entry.what);
  }

  private note(kind: JournalEntry['kind'], what: string): void {
    this.entries.push({ kind, what, atMs: Math.round(this.nowMs() - this.startMs) });
    if (this.entries.length > KEPT_ENTRIES) this.entries.shift();
  }
}
