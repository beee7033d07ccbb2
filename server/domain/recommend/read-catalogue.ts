import { runSteps } from '#core/base';
import { buildContentSteps, TERM, TermReader } from '#core/recommend';
import type { ContentVectors, TermSource } from '#core/recommend';
import type { CatalogStore, MovieRow, SeriesRow } from '#server/store';

/** Terms of a title that are looked at: a long story says what it is about early. */
const MOST_TERMS = 64;
const MOST_CAST = 6;
const DECADE = 10;

/** The titles that can be recommended, in one row of numbers. */
export interface RecommendCatalogue {
  /** `m:12`, `s:7` by number. */
  readonly items: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  /** Milliseconds; 0 where it is not known, and for series. */
  readonly durations: readonly number[];
  /** Numbers of the titles that were added last, newest first. */
  readonly newest: readonly number[];
  readonly vectors: ContentVectors;
}

/** Terms of many titles one after the other, so that the catalogue is read from the store once. */
class PackedTerms implements TermSource {
  private readonly hashes: Uint32Array[] = [];
  private readonly kinds: Uint8Array[] = [];

  get count(): number {
    return this.hashes.length;
  }

  add(terms: TermReader): void {
    this.hashes.push(terms.hashes.slice(0, terms.count));
    this.kinds.push(terms.kinds.slice(0, terms.count));
  }

  read(title: number, terms: TermReader): void {
    const hashes = this.hashes[title] ?? new Uint32Array(0);
    terms.hashes.set(hashes);
    terms.kinds.set(this.kinds[title] ?? new Uint8Array(0));
    terms.count = hashes.length;
  }
}

function readTerms(row: MovieRow | SeriesRow, terms: TermReader): void {
  terms.clear();
  for (const genre of row.genres) terms.putText(TERM.genre, genre);
  for (const director of row.detail.directors) terms.putText(TERM.person, director);
  for (const { name } of row.detail.cast.slice(0, MOST_CAST)) terms.putText(TERM.person, name);
  for (const category of row.categoryIds) terms.putNumber(TERM.category, category);
  if (row.year > 0) terms.putNumber(TERM.decade, Math.floor(row.year / DECADE));
  for (const [kind, text] of [[TERM.name, row.name], [TERM.word, row.plot]] as const) {
    const bytes = Buffer.from(text, 'utf8');
    terms.putWords(kind, bytes, 0, bytes.length);
  }
}

/** Reads all titles but adult ones and makes their vectors. `breathe` is called between pages. */
export async function readRecommendCatalogue(catalog: CatalogStore, breathe: () => Promise<void>): Promise<RecommendCatalogue> {
  const reader = new TermReader(MOST_TERMS);
  const packed = new PackedTerms();
  const items: string[] = [];
  const durations: number[] = [];
  const added: number[] = [];
  const take = (letter: 'm' | 's', row: MovieRow | SeriesRow): void => {
    readTerms(row, reader);
    packed.add(reader);
    items.push(`${letter}:${String(row.id)}`);
    durations.push('durationMs' in row ? row.durationMs : 0);
    added.push(row.addedMs);
  };
  for await (const page of catalog.movies({ includesAdult: false })) {
    for (const row of page) take('m', row);
    await breathe();
  }
  for await (const page of catalog.series({ includesAdult: false })) {
    for (const row of page) take('s', row);
    await breathe();
  }
  const vectors = runSteps(buildContentSteps(packed, new TermReader(MOST_TERMS)));
  const newest = Array.from(items.keys()).sort((a, b) => (added[b] ?? 0) - (added[a] ?? 0) || a - b);
  return { items, numbers: new Map(items.map((item, number) => [item, number])), durations, newest, vectors };
}
