import { FLAG } from '#core/catalog';
import type { CatalogReader, ListedKind, Row } from '#core/catalog';
import type { TitleIdentity, TitleNames } from '#core/versions';
import { keyOf } from './shelves';
import type { TitleShelf } from './shelves';

/** More are not remembered. */
const MOST_KNOWN = 20_000;

interface KnownRows {
  readonly rows: Map<Row, Row>;
  readonly identities: Map<Row, TitleIdentity>;
}

/**
 * What the rows of shelves are in the profile's catalogue. Remembered while that stays: letter after letter finds mostly the same, and looking a key up, or
 * reading a name, costs more than finding the row.
 */
export class ShownRows {
  private readonly known = new Map<TitleShelf, Readonly<Record<ListedKind, KnownRows>>>();
  private count = 0;

  constructor(
    /** What the profile may see. */
    readonly reader: CatalogReader,
    private readonly names: TitleNames,
  ) {}

  /** The row in the profile's catalogue; -1: not to be seen. */
  rowOf(shelf: TitleShelf, kind: ListedKind, row: Row): Row {
    if (this.reader === shelf.catalog) return row;
    const { rows } = this.knownOf(shelf, kind);
    const known = rows.get(row);
    if (known !== undefined) return known;
    const shown = this.reader.rowOf(kind, keyOf(shelf, kind, row));
    rows.set(row, shown);
    this.count += 1;
    return shown;
  }

  /** What a title's versions share: a locked version stands for no open one, one for adults for none that is not, nor the reverse. */
  identityOf(shelf: TitleShelf, kind: 'movie' | 'series', row: Row): TitleIdentity {
    const { identities } = this.knownOf(shelf, kind);
    const known = identities.get(row);
    if (known !== undefined) return known;
    const { data } = shelf.catalog;
    const { key, year } = this.names.ofRow(data, kind, row);
    const isAdult = ((data.tables[kind].flags[row] ?? 0) & FLAG.adult) !== 0;
    const isLocked = this.reader.isLockedRow?.(kind, this.rowOf(shelf, kind, row)) === true;
    const identity = { key: `${key}${isAdult ? ' adult' : ''}${isLocked ? ' locked' : ''}`, year };
    identities.set(row, identity);
    this.count += 1;
    return identity;
  }

  private knownOf(shelf: TitleShelf, kind: ListedKind): KnownRows {
    let known = this.known.get(shelf);
    if (known === undefined || this.count > MOST_KNOWN) {
      this.known.clear();
      this.count = 0;
      const none = (): KnownRows => ({ rows: new Map(), identities: new Map() });
      known = { channel: none(), movie: none(), series: none() };
      this.known.set(shelf, known);
    }
    return known[kind];
  }
}
