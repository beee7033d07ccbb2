import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { foldWords } from '#core/text';
import { folderAsset, openFolderFile } from '#server/folders';
import type { EpisodeRow, ImportSession, Incoming, MediaRef, MovieRow, SeriesRow, TitleDetail, WithCategories } from '#server/store';
import { contentMark, NOTHING_KNOWN } from '../import-outcome';
import type { ContentFacts, ImportOutcome } from '../import-outcome';
import type { ImportOrder, ImportTools } from '../import-playlist';
import { NO_CONDITIONS } from '../open-bytes';
import type { WrittenCounts } from '../write-catalog';
import { folderOf, picturesOf, stemOf, stillOf } from './find-pictures';
import type { FoundPictures } from './find-pictures';
import { isSeasonFolder, readEpisodeName, readFilmName } from './read-names';
import type { EpisodeName } from './read-names';
import { readNfo } from './read-nfo';
import type { NfoFacts } from './read-nfo';
import { walkFolder } from './walk-folder';
import type { FoundFile, FoundFiles } from './walk-folder';

/** Films or series between two words on how far it is. */
const TOLD_EVERY = 100;
const MOST_NOTE_BYTES = 512 * 1024;
const NOTHING: NfoFacts = readNfo('');
/** Raised when the same folder is read differently: it is then read again although nothing changed in it. */
const READER = 1;

type Movie = WithCategories<Incoming<MovieRow>>;
type Show = WithCategories<Incoming<SeriesRow>>;
type Episode = Incoming<EpisodeRow> & { readonly seriesKey: string };

interface ShowParts {
  readonly name: EpisodeName;
  readonly folder: string;
  readonly episodes: { readonly file: FoundFile; readonly name: EpisodeName }[];
}

function detailOf({ cast, directors }: NfoFacts): TitleDetail {
  return { cast: cast.map((person) => ({ ...person, picture: '' })), directors, criticPercent: 0, badges: [], trailerAsset: '', similarKeys: [], seasonNames: {} };
}

/** One reading of a folder. */
class FolderReading {
  readonly skipped: Record<string, number> = {};
  private readonly filmsIn = new Map<string, number>();

  constructor(private readonly root: string, private readonly sourceId: string, private readonly found: FoundFiles, private readonly tools: ImportTools) {
    for (const { path } of found.films) this.filmsIn.set(folderOf(path), (this.filmsIn.get(folderOf(path)) ?? 0) + 1);
  }

  /** Films and episodes told apart by their names. */
  sorted(): { readonly films: readonly FoundFile[]; readonly shows: ReadonlyMap<string, ShowParts> } {
    const films: FoundFile[] = [];
    const shows = new Map<string, ShowParts>();
    for (const file of this.found.films) {
      const name = readEpisodeName(this.namePath(file.path));
      if (name === null) {
        films.push(file);
        continue;
      }
      const key = `${foldWords(name.show)}|${String(name.showYear)}`;
      const show = shows.get(key) ?? { name, folder: this.showFolder(file.path), episodes: [] };
      shows.set(key, show);
      const isThere = show.episodes.some((each) => each.name.season === name.season && each.name.number === name.number);
      if (isThere) this.skip('doubled-episode');
      else show.episodes.push({ file, name });
    }
    return { films, shows };
  }

  async movie(file: FoundFile, keys: Set<string>): Promise<Movie | null> {
    const media = this.mediaOf(file);
    if (media === null) return null;
    const isAlone = file.path.includes('/') && this.filmsIn.get(folderOf(file.path)) === 1;
    const name = readFilmName(this.namePath(file.path), isAlone);
    const stem = stemOf(this.namePath(file.path));
    const folder = isAlone ? folderOf(file.path) : null;
    const facts = await this.notes([`${stem}.nfo`, ...(folder === null ? [] : [`${folder}movie.nfo`])]);
    const title = facts.title || name.title;
    const year = facts.year || name.year;
    let externalKey = `${foldWords(title)}|${String(year)}`;
    // The same film twice: both stay, told apart by where they are.
    if (keys.has(externalKey)) externalKey = `${externalKey}|${file.path}`;
    keys.add(externalKey);
    return { ...this.titleOf(title, year, facts, picturesOf(this.found.pictures, stem, folder), file.changedMs), externalKey, categoryKeys: facts.genres.slice(0, 3), durationMs: 0, quality: name.quality, media };
  }

  async show(key: string, { name, folder, episodes }: ShowParts): Promise<{ readonly show: Show; readonly episodes: readonly Episode[] } | null> {
    const rows: Episode[] = [];
    for (const each of episodes) {
      const media = this.mediaOf(each.file);
      if (media === null) continue;
      const stem = stemOf(this.namePath(each.file.path));
      const facts = await this.notes([`${stem}.nfo`]);
      const { season, number } = each.name;
      rows.push({
        externalKey: `${key}|${String(season)}|${String(number)}`, seriesKey: key, season, number, name: facts.title || each.name.title, plot: facts.plot,
        still: this.pictureOf(stillOf(this.found.pictures, stem)), durationMs: 0, addedMs: each.file.changedMs, media,
      });
    }
    if (rows.length === 0) return null;
    const facts = await this.notes([`${folder}tvshow.nfo`]);
    const addedMs = Math.max(...rows.map((row) => row.addedMs));
    const title = this.titleOf(facts.title || name.show, facts.year || name.showYear, facts, picturesOf(this.found.pictures, `${folder}show`, folder), addedMs);
    const seasonCount = new Set(rows.map((row) => row.season)).size;
    return { show: { ...title, externalKey: key, categoryKeys: facts.genres.slice(0, 3), seasonCount, endYear: 0 }, episodes: rows };
  }

  private titleOf(name: string, year: number, facts: NfoFacts, pictures: FoundPictures, addedMs: number): Omit<Incoming<MovieRow>, 'externalKey' | 'durationMs' | 'quality' | 'media'> {
    const poster = this.pictureOf(pictures.poster);
    const backdrop = this.pictureOf(pictures.backdrop);
    return {
      name, year, poster, backdrop, landscape: this.pictureOf(pictures.landscape), titleArt: '', tint: '', rating: facts.rating, age: facts.age, isAdult: facts.age >= 18 && facts.genres.some((genre) => /^(?:adult|xxx)$/i.test(genre)),
      genres: facts.genres, plot: facts.plot, addedMs, detail: detailOf(facts),
    };
  }

  /** The film of a folder with a playlist is named after the folder. */
  private namePath(path: string): string {
    return path.endsWith('.m3u8') ? `${path.slice(0, path.lastIndexOf('/'))}.m3u8` : path;
  }

  private showFolder(path: string): string {
    const folder = folderOf(this.namePath(path));
    const name = folder.split('/').slice(-2, -1)[0] ?? '';
    return isSeasonFolder(name) ? folder.slice(0, -name.length - 1) : folder;
  }

  private mediaOf(file: FoundFile): MediaRef | null {
    const asset = folderAsset({ sourceId: this.sourceId, path: file.path });
    if (asset === null) this.skip('long-path');
    return asset === null ? null : { asset, upstreamUrl: '', container: '' };
  }

  private pictureOf(path: string): string {
    const asset = path === '' ? null : folderAsset({ sourceId: this.sourceId, path });
    return asset === null ? '' : (this.tools.pictureAddress?.(asset) ?? '');
  }

  private async notes(paths: readonly string[]): Promise<NfoFacts> {
    const path = paths.find((each) => this.found.notes.has(each));
    const opened = path === undefined ? null : await openFolderFile(this.root, path);
    if (opened === null) return NOTHING;
    try {
      if (opened.size > MOST_NOTE_BYTES) this.skip('large-note');
      return opened.size > MOST_NOTE_BYTES ? NOTHING : readNfo(await opened.handle.readFile('utf8'));
    } finally {
      await opened.handle.close();
    }
  }

  /** Says how far it is. */
  tell(text: string): void {
    this.tools.progress(text);
  }

  private skip(reason: string): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }
}

function markOf({ all }: FoundFiles): string {
  const hash = createHash('sha256');
  for (const { path, size, changedMs } of all) hash.update(`${path}\0${String(size)}\0${String(changedMs)}\n`);
  return contentMark(`folder${String(READER)}.${hash.digest('base64url')}`);
}

async function write(session: ImportSession, reading: FolderReading): Promise<WrittenCounts> {
  const { films, shows } = reading.sorted();
  const keys = new Set<string>();
  const movies: Movie[] = [];
  for (const [at, file] of films.entries()) {
    if (at % TOLD_EVERY === 0) reading.tell(`${String(at)} of ${String(films.length)} films read`);
    const movie = await reading.movie(file, keys);
    if (movie !== null) movies.push(movie);
  }
  const series: Show[] = [];
  const episodes: Episode[] = [];
  for (const [key, parts] of shows) {
    if (series.length % TOLD_EVERY === 0) reading.tell(`${String(series.length)} of ${String(shows.size)} series read`);
    const read = await reading.show(key, parts);
    if (read === null) continue;
    series.push(read.show);
    episodes.push(...read.episodes);
  }
  const categories = [...categoriesOf('movie', movies), ...categoriesOf('series', series)];
  await session.addCategories(categories);
  await session.addMovies(movies);
  await session.addSeries(series);
  await session.addEpisodes(episodes);
  return { channels: 0, movies: movies.length, series: series.length, episodes: episodes.length, categories: categories.length };
}

function categoriesOf(kind: 'movie' | 'series', rows: readonly { readonly categoryKeys: readonly string[] }[]) {
  return Array.from(new Set(rows.flatMap((row) => row.categoryKeys))).sort().map((name) => ({ externalKey: name, kind, name, isAdult: false }));
}

/** Imports an operator's folder of films and series. One in which nothing changed is left as it is. */
export async function importFolder(order: ImportOrder, tools: ImportTools): Promise<ImportOutcome> {
  const startedMs = tools.nowMs();
  const { location, sourceId, known = NOTHING_KNOWN } = order;
  tools.progress('looking through the folder');
  const found = await walkFolder(location);
  const facts: ContentFacts = { ...NO_CONDITIONS, contentMark: markOf(found) };
  if (facts.contentMark === known.contentMark) return { kind: 'unchanged', facts };
  const reading = new FolderReading(location, sourceId, found, tools);
  const session = await tools.store.imports.begin({ id: sourceId, kind: 'folder', name: basename(location) || location, fingerprint: '' });
  let counts: WrittenCounts;
  try {
    await tools.pictures?.bring(sourceId, location, found.all.filter(({ path }) => found.pictures.has(path)));
    counts = await write(session, reading);
  } catch (error) {
    await session.abandon();
    throw error;
  }
  await session.commit(tools.nowMs());
  const remarks = found.passedOver === 0 ? [] : [`${String(found.passedOver)} links and deep folders were not followed`];
  return {
    kind: 'imported', facts,
    report: { from: location, counts, programmes: 0, skipped: reading.skipped, isCut: false, bytes: 0, remarks, elapsedMs: tools.nowMs() - startedMs },
  };
}
