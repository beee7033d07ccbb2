import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#core/base';
import { extensionOf, FILM_TYPES, isInnerPath, PICTURE_TYPES } from '#server/folders';

/** A file that was found, by its path below the folder, with slashes. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly changedMs: number;
}

/** What a folder holds, in order of paths. */
export interface FoundFiles {
  /** Files of films, and playlists that stand for a folder. */
  readonly films: readonly FoundFile[];
  readonly pictures: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  /** Links, hidden names and what lies too deep, which are not followed. */
  readonly passedOver: number;
  readonly all: readonly FoundFile[];
}

const DEEPEST = 8;
/** More is a mistaken path, not a library. */
const MOST_FILES = 200_000;
/** The playlist of a film in parts, the likeliest name first. */
const PLAYLISTS = ['index.m3u8', 'master.m3u8', 'playlist.m3u8'];

class Walk {
  readonly films: FoundFile[] = [];
  readonly pictures = new Set<string>();
  readonly notes = new Set<string>();
  readonly all: FoundFile[] = [];
  passedOver = 0;

  constructor(private readonly root: string) {}

  async enter(folder: string, depth: number): Promise<void> {
    const entries = (await readdir(join(this.root, folder), { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
    const names = new Set(entries.filter((entry) => entry.isFile()).map((entry) => entry.name));
    const playlist = folder === '' ? undefined : PLAYLISTS.find((name) => names.has(name));
    if (playlist !== undefined) {
      await this.add(`${folder}/${playlist}`, 'film');
      for (const name of names) if (this.kindOf(name) !== 'film') await this.add(`${folder}/${name}`, this.kindOf(name));
      return;
    }
    for (const entry of entries) await this.take(folder === '' ? entry.name : `${folder}/${entry.name}`, entry, depth);
  }

  private async take(path: string, entry: Dirent, depth: number): Promise<void> {
    if (!isInnerPath(path) || (!entry.isFile() && !entry.isDirectory())) this.passedOver += entry.isSymbolicLink() ? 1 : 0;
    else if (entry.isFile()) await this.add(path, this.kindOf(entry.name));
    else if (depth >= DEEPEST) this.passedOver += 1;
    else await this.enter(path, depth + 1);
  }

  private kindOf(name: string): 'film' | 'picture' | 'note' | null {
    const extension = extensionOf(name);
    if (FILM_TYPES[extension] !== undefined) return 'film';
    if (PICTURE_TYPES[extension] !== undefined) return 'picture';
    return extension === 'nfo' ? 'note' : null;
  }

  private async add(path: string, kind: 'film' | 'picture' | 'note' | null): Promise<void> {
    if (kind === null) return;
    const { size, mtimeMs } = await stat(join(this.root, path));
    const file = { path, size, changedMs: Math.floor(mtimeMs) };
    this.all.push(file);
    if (this.all.length > MOST_FILES) throw new AppError('input.invalid', { message: `the folder holds more than ${String(MOST_FILES)} films and pictures` });
    if (kind === 'film') this.films.push(file);
    else (kind === 'picture' ? this.pictures : this.notes).add(path);
  }
}

/** Looks through a folder without following links. Rejects with `input.invalid` for what is no folder that can be read. */
export async function walkFolder(location: string): Promise<FoundFiles> {
  try {
    const walk = new Walk(await realpath(location));
    await walk.enter('', 0);
    return walk;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('input.invalid', { message: `${location} is no folder that can be read`, cause: error });
  }
}
