import { encodeUtf8 } from '../text';
import type { CatalogData, Row } from '../catalog';
import { NameSpan } from './name-span';
import { VersionScanner } from './version-scanner';

/** What a film or series is named; its versions have the same. */
export interface TitleIdentity {
  /** Equal for all versions. */
  readonly key: string;
  /** Tells titles of one name apart; 0: not said. */
  readonly year: number;
}

/** Reads what films and series are named by their names alone: for lists short enough to need no `VersionIndex`. Two microseconds a title. */
export class TitleNames {
  private readonly scanner = new VersionScanner();
  private span: NameSpan | null = null;
  private heap: CatalogData['store']['heap'] | null = null;

  /** Of a name, and the year told beside it (0: none). */
  ofName(name: string, year: number): TitleIdentity {
    const bytes = encodeUtf8(name);
    return this.read(bytes, 0, bytes.length, year);
  }

  /** Of a row, without making its record. */
  ofRow(data: CatalogData, kind: 'movie' | 'series', row: Row): TitleIdentity {
    const table = data.tables[kind];
    const { heap } = data.store;
    const span = this.span !== null && this.heap === heap ? this.span : new NameSpan(heap);
    [this.span, this.heap] = [span, heap];
    span.open(table.offset[row] ?? 0);
    return this.read(span.bytes, span.start, span.end, table.year[row] ?? 0);
  }

  private read(bytes: Uint8Array, start: number, end: number, year: number): TitleIdentity {
    const { scanner } = this;
    scanner.scan(bytes, start, end, true);
    return { key: `${String(scanner.keyHigh)} ${String(scanner.keyLow)}`, year: year === 0 ? scanner.year : year };
  }
}

/**
 * One item of each title, the first of its versions, in the order of the list. Versions have one name and one year; who does not say the year
 * is of the only one the list has. Items without an identity stay.
 */
export function firstOfTitles<T>(items: readonly T[], identityOf: (item: T) => TitleIdentity | null): readonly T[] {
  const named = items.map((item) => ({ item, identity: identityOf(item) }));
  /** 0: none said; -1: several. */
  const years = new Map<string, number>();
  for (const { identity } of named) {
    if (identity === null) continue;
    const known = years.get(identity.key) ?? 0;
    const isOther = identity.year !== 0 && known !== 0 && known !== identity.year;
    years.set(identity.key, isOther ? -1 : known || identity.year);
  }
  const seen = new Set<string>();
  const kept: T[] = [];
  for (const { item, identity } of named) {
    if (identity !== null) {
      const mark = years.get(identity.key) === -1 ? `${identity.key} ${String(identity.year)}` : identity.key;
      if (seen.has(mark)) continue;
      seen.add(mark);
    }
    kept.push(item);
  }
  return kept.length === items.length ? items : kept;
}
