import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';
import { asFields, textsOf } from '#core/wire';
import type { LogPort } from '#ports';
import type { StoredCell } from '#sources/storage';

/** Searches kept per profile. */
const MAX_KEPT = 12;
/** One letter is no search worth keeping. */
const MIN_LENGTH = 2;
/** Longer than any title; what is stored stays small. */
const MAX_LENGTH = 80;

/** What the history is kept with. */
export interface SearchHistoryDeps {
  readonly log: LogPort;
  cellOf(profileId: string): StoredCell;
}

/** What a profile searched for and opened, newest first; stays on this set. */
export class SearchHistory {
  private readonly kept = signal<readonly string[]>([]);
  private readonly deps: SearchHistoryDeps;
  private profileId: string | null = null;
  private cell: StoredCell | null = null;

  constructor(deps: SearchHistoryDeps) {
    this.deps = deps;
  }

  /** Newest first; each once, whatever its case. */
  get queries(): ReadonlySignal<readonly string[]> {
    return this.kept;
  }

  /** Switches to a profile; the same one again costs nothing. Never rejects. */
  async openProfile(profileId: string | null): Promise<void> {
    if (profileId === this.profileId) return;
    this.profileId = profileId;
    this.cell = profileId === null ? null : this.deps.cellOf(profileId);
    this.kept.value = [];
    const fields = this.cell === null ? null : asFields(await this.cell.read());
    // Whatever was searched meanwhile is newer.
    if (fields !== null && this.profileId === profileId) this.kept.value = tidied(this.kept.peek().concat(textsOf(fields, 'queries')));
  }

  /** Puts a query first. */
  note(query: string): void {
    const text = query.trim().slice(0, MAX_LENGTH);
    if (text.length < MIN_LENGTH) return;
    this.kept.value = tidied([text].concat(this.kept.peek()));
    this.store();
  }

  /** Forgets everything, here and in the store. */
  forget(): void {
    this.kept.value = [];
    this.store();
  }

  private store(): void {
    const queries = this.kept.peek();
    const done = queries.length === 0 ? this.cell?.clear() : this.cell?.write(() => ({ queries }));
    done?.catch((error: unknown) => {
      this.deps.log.write('warn', 'search history not stored', { reason: error instanceof Error ? error.message : '' });
    });
  }
}

function tidied(queries: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return queries
    .filter((query) => {
      const key = query.toLowerCase();
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .slice(0, MAX_KEPT);
}
