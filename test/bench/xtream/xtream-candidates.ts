import { readFileSync } from 'node:fs';
import type { SourceId } from '#core/base';
import { createCatalogBuilder, type ColumnarCatalog } from '#core/catalog';
import { addCategories, createXtreamListReader } from '#core/xtream';
import type { Attempt, Candidate, CandidateJob } from '../candidates/candidate';
import { feedFile, openJudge } from '../candidates/feed';
import { loadPeer } from '../candidates/load-peer';
import type { Judgement } from '../candidates/truth';
import { PANEL_FIELDS, panelCategories } from './panel-file';

function judgeCatalog(catalog: ColumnarCatalog, job: CandidateJob): Judgement {
  const judge = openJudge(job.truthPath, PANEL_FIELDS);
  const categories = catalog.categories('movie');
  for (let row = 0; row < catalog.count('movie'); row += 1) {
    const movie = catalog.movie(row);
    if (movie === null) continue;
    const category = movie.categories.map((index) => categories[index]?.name ?? '').join(';');
    judge.row(movie.stream.nativeId, [
      movie.name, movie.poster, movie.stream.container, category, String(movie.year), String(Math.round(movie.rating * 10)), String(movie.addedMs / 1000),
    ]);
  }
  return judge.finish();
}

function prepareOurs(job: CandidateJob): Attempt {
  let catalog: ColumnarCatalog | null = null;
  const categories = panelCategories();
  return {
    run() {
      const builder = createCatalogBuilder({ sourceId: 'bench' as SourceId });
      addCategories(builder, 'movie', categories);
      const reader = createXtreamListReader('movie', builder);
      feedFile(job.dataPath, (chunk) => reader.push(chunk));
      const end = reader.end();
      if (!end.ok) throw end.error;
      catalog = builder.finish();
    },
    rows: () => catalog?.count('movie') ?? 0,
    probe: () => ({ dataBytes: catalog?.heldBytes ?? 0 }),
    judge: () => (catalog === null ? openJudge(job.truthPath, PANEL_FIELDS).finish() : judgeCatalog(catalog, job)),
  };
}

interface JsonFilm {
  readonly name?: string;
  readonly stream_id?: string | number;
  readonly stream_icon?: string;
  readonly rating?: string | number | null;
  readonly added?: string | number;
  readonly category_id?: string;
  readonly container_extension?: string;
}

function judgeObjects(rows: readonly JsonFilm[], job: CandidateJob): Judgement {
  const judge = openJudge(job.truthPath, PANEL_FIELDS);
  const names = new Map(panelCategories().map(({ id, name }) => [id, name]));
  for (const row of rows) {
    const name = row.name ?? '';
    const year = /\(((?:19|20)\d\d)\)/.exec(name)?.[1] ?? '0';
    judge.row(String(row.stream_id), [
      name, row.stream_icon ?? '', row.container_extension ?? '', names.get(row.category_id ?? '') ?? '', year, String(Math.round(Number(row.rating ?? 0) * 10)), String(row.added),
    ]);
  }
  return judge.finish();
}

/** A candidate that makes an object per row. */
function objects(name: string, role: 'peer' | 'reference', load: () => Promise<(path: string) => readonly JsonFilm[]>): Candidate {
  return {
    name, role,
    async prepare(job) {
      const read = await load();
      let rows: readonly JsonFilm[] = [];
      return {
        run() { rows = read(job.dataPath); },
        rows: () => rows.length,
        judge: () => judgeObjects(rows, job),
      };
    },
  };
}

interface StreamParser {
  onValue: (found: { readonly value: unknown }) => void;
  write(chunk: Uint8Array): void;
}

interface ClarinetParser {
  onopenobject: (key?: string) => void;
  onkey: (key: string) => void;
  onvalue: (value: unknown) => void;
  onopenarray: () => void;
  onclosearray: () => void;
  oncloseobject: () => void;
  write(text: string): { close(): void };
  close(): void;
}

/** Objects from clarinet's events; a row is an object right within the list. */
function collectClarinet(parser: ClarinetParser): JsonFilm[] {
  const rows: JsonFilm[] = [];
  let row: Record<string, unknown> | null = null;
  let key = '';
  let depth = 0;
  let list: unknown[] | null = null;
  parser.onopenobject = (first) => {
    depth += 1;
    if (depth === 1) row = {};
    key = first ?? '';
  };
  parser.onkey = (name) => { key = name; };
  parser.onopenarray = () => {
    if (depth !== 1 || row === null) return;
    list = [];
    row[key] = list;
  };
  parser.onclosearray = () => { list = null; };
  parser.onvalue = (value) => {
    if (list !== null) list.push(value);
    else if (depth === 1 && row !== null) row[key] = value;
  };
  parser.oncloseobject = () => {
    depth -= 1;
    if (depth === 0 && row !== null) rows.push(row);
  };
  return rows;
}

/** What reads panels' lists: ours and the libraries; JSON.parse is part of the engine. */
export const XTREAM_CANDIDATES: readonly Candidate[] = [
  { name: 'ours', role: 'ours', prepare: async (job) => prepareOurs(job) },
  objects('JSON.parse', 'reference', async () => (path) => JSON.parse(readFileSync(path, 'utf8')) as readonly JsonFilm[]),
  objects('@streamparser/json', 'peer', async () => {
    const { JSONParser } = (await loadPeer('@streamparser/json')) as { JSONParser: new (options: object) => StreamParser };
    return (path) => {
      const rows: JsonFilm[] = [];
      const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
      parser.onValue = ({ value }) => { rows.push(value as JsonFilm); };
      feedFile(path, (chunk) => parser.write(chunk));
      return rows;
    };
  }),
  objects('clarinet', 'peer', async () => {
    const clarinet = (await loadPeer('clarinet'))['default'] as { parser(): ClarinetParser };
    return (path) => {
      const parser = clarinet.parser();
      const rows = collectClarinet(parser);
      const decoder = new TextDecoder();
      feedFile(path, (chunk) => parser.write(decoder.decode(chunk, { stream: true })));
      parser.close();
      return rows;
    };
  }),
];
