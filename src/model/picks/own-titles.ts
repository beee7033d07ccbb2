import type { Steps } from '#core/base';
import { FIELD, FIELD_TYPES, FLAG } from '#core/catalog';
import type { CatalogData, CatalogReader, ColumnarCatalog, Row } from '#core/catalog';
import { buildContentSteps, TERM, TermReader } from '#core/recommend';
import type { ContentVectors, TermSource } from '#core/recommend';
import { PART_SEPARATOR, RecordCursor } from '#core/text';
import type { VersionScanner } from '#core/versions';

/** Kinds titles are recommended of, in the order they are numbered. */
const KINDS = ['movie', 'series'] as const;
type TitleKind = (typeof KINDS)[number];

const DECADE = 10;
/** Of a story so many bytes are read: it says early what it is about. */
const STORY_BYTES = 400;
/** Rows between two pauses while lists are gone through. */
const ROWS_PER_STEP = 2048;

/** One source's titles of a kind, and their numbers. */
interface Part {
  readonly kind: TitleKind;
  readonly data: CatalogData;
  /** Number of its first title. */
  readonly first: number;
  /** Row of that title in the catalogue that shows all sources as one. */
  readonly firstRow: Row;
  readonly cursor: RecordCursor;
  readonly genres: Map<number, readonly string[]>;
  readonly sets: Map<number, readonly string[]>;
}

/** Where a title stands. */
export interface TitlePlace {
  readonly kind: TitleKind;
  readonly row: Row;
}

function partsOf(catalogs: readonly ColumnarCatalog[]): { readonly parts: readonly Part[]; readonly count: number } {
  const parts: Part[] = [];
  let first = 0;
  for (const kind of KINDS) {
    let firstRow = 0;
    for (const { data } of catalogs) {
      const { count } = data.tables[kind];
      parts.push({ kind, data, first, firstRow, cursor: new RecordCursor(data.store, FIELD_TYPES), genres: new Map(), sets: new Map() });
      firstRow += count;
      first += count;
    }
  }
  return { parts, count: first };
}

/** What films and series of a catalogue are about, read from its columns; numbered from 0, films first. Immutable. */
export class OwnTitles {
  private constructor(
    /** The catalogue it was made of; other revisions have other rows. */
    private readonly revision: string,
    readonly vectors: ContentVectors,
    private readonly parts: readonly Part[],
  ) {}

  /** Reads `catalogs`, in the order their rows stand in, in short steps. */
  static *buildSteps(catalogs: readonly ColumnarCatalog[]): Steps<OwnTitles> {
    const { parts, count } = partsOf(catalogs);
    const source: TermSource = {
      count,
      read: (title, terms) => {
        const part = partAt(parts, title);
        if (part !== null) readTerms(part, title - part.first, terms);
      },
    };
    const vectors = yield* buildContentSteps(source, new TermReader());
    return new OwnTitles(catalogs.map((catalog) => catalog.revision).join('+'), vectors, parts);
  }

  /** Whether a catalogue has the rows this was made from. */
  fits(reader: CatalogReader): boolean {
    // What a profile may not see, and other views, are written behind it.
    return reader.revision === this.revision || reader.revision.indexOf(`${this.revision}|`) === 0;
  }

  /** The number of a title by its row in the whole catalogue. */
  numberOf({ kind, row }: TitlePlace): number {
    const part = partOfRow(this.parts, kind, row);
    return part === null ? -1 : part.first + row - part.firstRow;
  }

  placeOf(title: number): TitlePlace | null {
    const part = partAt(this.parts, title);
    return part === null ? null : { kind: part.kind, row: part.firstRow + title - part.first };
  }

  /** A byte for each title that lists show and that is no adult one. */
  *visibleSteps(reader: CatalogReader): Steps<Uint8Array> {
    const visible = new Uint8Array(this.vectors.count);
    for (const kind of KINDS) {
      const rows = reader.rows(kind, 'all');
      for (let i = 0; i < rows.length; i += 1) {
        const row = rows.at(i);
        const part = partOfRow(this.parts, kind, row);
        const own = part === null ? -1 : row - part.firstRow;
        if (part !== null && ((part.data.tables[kind].flags[own] ?? 0) & FLAG.adult) === 0) visible[part.first + own] = 1;
        if (i % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
      }
    }
    return visible;
  }

  /** What several versions of one title share; other titles do not. */
  identityOf(title: number, scanner: VersionScanner): string {
    const part = partAt(this.parts, title);
    if (part === null) return '';
    const table = part.data.tables[part.kind];
    part.cursor.open(table.offset[title - part.first] ?? 0);
    scanner.scan(part.cursor.segment, part.cursor.startOf(FIELD.name), part.cursor.endOf(FIELD.name), true);
    return `${part.kind} ${String(scanner.keyHigh)} ${String(scanner.keyLow)}`;
  }
}

function partAt(parts: readonly Part[], title: number): Part | null {
  for (const part of parts) if (title >= part.first && title < part.first + part.data.tables[part.kind].count) return part;
  return null;
}

function partOfRow(parts: readonly Part[], kind: TitleKind, row: Row): Part | null {
  for (const part of parts) if (part.kind === kind && row >= part.firstRow && row < part.firstRow + part.data.tables[kind].count) return part;
  return null;
}

function genresOf({ cursor, genres }: Part): readonly string[] {
  const number = cursor.number(FIELD.genres);
  let known = genres.get(number);
  if (known === undefined) {
    known = cursor.word(FIELD.genres).split(PART_SEPARATOR);
    genres.set(number, known);
  }
  return known;
}

function categoriesOf({ data, kind, sets }: Part, set: number): readonly string[] {
  if (set <= 0) return [];
  let known = sets.get(set);
  if (known === undefined) {
    const { ends, items } = data.sets[kind];
    known = Array.from(items.subarray(ends[set - 1] ?? 0, ends[set] ?? 0), (category) => data.categories[kind][category]?.name ?? '');
    sets.set(set, known);
  }
  return known;
}

function readTerms(part: Part, own: number, terms: TermReader): void {
  const { cursor, data, kind } = part;
  const table = data.tables[kind];
  cursor.open(table.offset[own] ?? 0);
  if (cursor.has(FIELD.genres)) for (const genre of genresOf(part)) terms.putText(TERM.genre, genre);
  for (const name of categoriesOf(part, table.set[own] ?? 0)) terms.putText(TERM.category, name);
  const year = table.year[own] ?? 0;
  if (year > 0) terms.putNumber(TERM.decade, Math.floor(year / DECADE));
  terms.putWords(TERM.name, cursor.segment, cursor.startOf(FIELD.name), cursor.endOf(FIELD.name));
  const start = cursor.startOf(FIELD.plot);
  if (cursor.has(FIELD.plot)) terms.putWords(TERM.word, cursor.segment, start, Math.min(cursor.endOf(FIELD.plot), start + STORY_BYTES));
}
