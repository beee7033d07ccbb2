import type { SourceId } from '#core/base';
import { createCatalogBuilder, type ColumnarCatalog } from '#core/catalog';
import { buildSearchIndex, decodeSearchIndex, encodeSearchIndex, type SearchHit, type SearchIndex } from '#core/search';
import type { Attempt, Candidate, CandidateJob } from '../candidates/candidate';
import { loadPeer } from '../candidates/load-peer';
import type { Judgement } from '../candidates/truth';
import { quantile } from '../measurement';
import { foldPlainly, queriesFor, readTitles, type Query, type Title } from './title-list';

/** Hits on a first screen; what is not among them was not found. */
const LIMIT = 20;
/** How many names are typed, how many are misspelt, and how many queries go before; libraries get fewer, since some take a tenth of a second each. */
const COUNTS = { typed: 300, errors: 600, warmUp: 200 } as const;
const PEER_COUNTS = { typed: 30, errors: 120, warmUp: 40 } as const;

/** Something that was built for searching. */
interface Searcher {
  /** Names of the best hits. */
  search(query: string): readonly string[];
  /** The same work without the names. */
  run(query: string): unknown;
}

/** Processor time of each query in microseconds. */
function timesOf(queries: readonly string[], warmUp: number, run: (query: string) => unknown): readonly number[] {
  for (const query of queries.slice(-warmUp)) run(query);
  return queries.map((query) => {
    const before = process.cpuUsage();
    run(query);
    const used = process.cpuUsage(before);
    return used.user + used.system;
  });
}

function foundShare(queries: readonly Query[], searcher: Searcher): number {
  return (queries.filter(({ text, wanted }) => searcher.search(text).includes(wanted)).length / queries.length) * 100;
}

function probe(titles: readonly Title[], searcher: Searcher, counts: typeof COUNTS | typeof PEER_COUNTS): Record<string, number> {
  const queries = queriesFor(titles, counts);
  const typed = timesOf(queries.keystrokes, counts.warmUp, searcher.run);
  const misspelt = timesOf(queries.misspelt.map(({ text }) => text), counts.warmUp, searcher.run);
  return {
    typedMedianUs: quantile(typed, 0.5), typedP95Us: quantile(typed, 0.95), typedMaxUs: Math.max(...typed), keystrokes: typed.length,
    misspeltP95Us: quantile(misspelt, 0.95), exactPercent: foundShare(queries.exact, searcher), misspeltPercent: foundShare(queries.misspelt, searcher),
  };
}

/** What a search cannot be wrong about beside what {@link probe} counts. */
export const NOT_JUDGED: Judgement = { expected: 0, right: 0, wrong: {}, missing: 0, extra: 0, examples: [] };

/** The source of {@link catalogOf}. */
export const SOURCE = 'bench' as SourceId;

/** Titles as the catalogue of one source. */
export function catalogOf(titles: readonly Title[]): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: SOURCE });
  titles.forEach(({ kind, name, year }, index) => {
    const nativeId = String(index + 1);
    if (kind === 'channel') builder.addChannel({ nativeId, name });
    else if (kind === 'movie') builder.addMovie({ nativeId, name, year });
    else builder.addSeries({ nativeId, name, year });
  });
  return builder.finish();
}

function nameOf(catalog: ColumnarCatalog, { kind, row }: SearchHit): string {
  const record = kind === 'channel' ? catalog.channel(row) : kind === 'movie' ? catalog.movie(row) : catalog.series(row);
  return record?.name ?? '';
}

/** Storing and loading the index: bytes, and milliseconds of processor time. */
function probeCodec(index: SearchIndex): Record<string, number> {
  const chunks = encodeSearchIndex(index);
  const before = process.cpuUsage();
  const loaded = decodeSearchIndex(chunks, { revision: index.revision });
  const used = process.cpuUsage(before);
  return { storedBytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0), loadMs: loaded.ok ? (used.user + used.system) / 1000 : NaN };
}

function prepareOurs(job: CandidateJob): Attempt {
  const titles = readTitles(job.dataPath);
  const catalog = catalogOf(titles);
  let index: SearchIndex | null = null;
  const built = (): SearchIndex => {
    if (index === null) throw new Error('not built');
    return index;
  };
  return {
    run() { index = buildSearchIndex(catalog); },
    rows: () => titles.length,
    probe() {
      const run = (query: string): readonly SearchHit[] => built().search(query, { limit: LIMIT });
      return { ...probe(titles, { run, search: (query) => run(query).map((hit) => nameOf(catalog, hit)) }, COUNTS), ...probeCodec(built()), dataBytes: built().heldBytes };
    },
    judge: () => NOT_JUDGED,
  };
}

/** A library: `build` is measured and makes a function from folded queries to places in the list of titles. */
function library(name: string, load: () => Promise<(folded: readonly string[]) => (query: string) => readonly number[]>): Candidate {
  return {
    name, role: 'peer',
    async prepare(job) {
      const build = await load();
      const titles = readTitles(job.dataPath);
      const folded = titles.map((title) => foldPlainly(title.name));
      let find: (query: string) => readonly number[] = () => [];
      const run = (query: string): readonly number[] => find(foldPlainly(query));
      return {
        run() { find = build(folded); },
        rows: () => titles.length,
        probe: () => probe(titles, { run, search: (query) => run(query).map((place) => titles[place]?.name ?? '') }, PEER_COUNTS),
        judge: () => NOT_JUDGED,
      };
    },
  };
}

interface MiniSearchLike { addAll(documents: readonly object[]): void; search(query: string, options: object): readonly { readonly id: number }[] }
interface FlexSearchLike { add(id: number, text: string): void; search(query: string, options: object): readonly number[] }
interface UFuzzyLike {
  search(haystack: readonly string[], needle: string, outOfOrder: number, infoThreshold: number): readonly [readonly number[] | null, { readonly idx: readonly number[] } | null, readonly number[] | null];
}
interface FuzzysortLike {
  snapshot(targets: readonly object[], options: object): unknown;
  go(query: string, targets: unknown, options: object): readonly { readonly obj: { readonly id: number } }[];
}

/** uFuzzy as its documentation sets it up for all scripts; `intraMode` 1 allows an error in each word. */
function uFuzzy(name: string, intraMode: 0 | 1): Candidate {
  return library(name, async () => {
    const UFuzzy = (await loadPeer('@leeoniya/ufuzzy'))['default'] as new (options: object) => UFuzzyLike;
    return (folded) => {
      const fuzzy = new UFuzzy({
        unicode: true, interSplit: "[^\\p{L}\\d']+", intraSplit: '\\p{Ll}\\p{Lu}', intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}', intraChars: "[\\p{L}\\d']",
        intraContr: "'\\p{L}{1,2}\\b", intraMode,
      });
      return (query) => {
        const [found, info, order] = fuzzy.search(folded, query, 0, 1000);
        if (found === null) return [];
        if (info === null || order === null) return found.slice(0, LIMIT);
        return order.slice(0, LIMIT).map((place) => info.idx[place] ?? -1);
      };
    };
  });
}

/** What searches titles: ours and the libraries, each set up as its documentation advises for searching while one types. */
export const SEARCH_CANDIDATES: readonly Candidate[] = [
  { name: 'ours', role: 'ours', prepare: async (job) => prepareOurs(job) },
  library('minisearch', async () => {
    const MiniSearch = (await loadPeer('minisearch'))['default'] as new (options: object) => MiniSearchLike;
    return (folded) => {
      const index = new MiniSearch({ fields: ['text'] });
      index.addAll(folded.map((text, id) => ({ id, text })));
      const options = { prefix: true, fuzzy: (term: string) => (term.length > 3 ? 0.2 : false), combineWith: 'AND' };
      return (query) => index.search(query, options).slice(0, LIMIT).map(({ id }) => id);
    };
  }),
  library('flexsearch', async () => {
    const { Index } = (await loadPeer('flexsearch')) as unknown as { Index: new (options: object) => FlexSearchLike };
    return (folded) => {
      const index = new Index({ tokenize: 'forward' });
      folded.forEach((text, id) => index.add(id, text));
      return (query) => index.search(query, { limit: LIMIT });
    };
  }),
  uFuzzy('uFuzzy', 0),
  uFuzzy('uFuzzy, one error', 1),
  library('fuzzysort', async () => {
    const loaded = await loadPeer('fuzzysort');
    const fuzzysort = (loaded['default'] ?? loaded) as FuzzysortLike;
    return (folded) => {
      const targets = fuzzysort.snapshot(folded.map((text, id) => ({ id, text })), { key: 'text' });
      return (query) => fuzzysort.go(query, targets, { limit: LIMIT }).map(({ obj }) => obj.id);
    };
  }),
];
