import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { isBelow } from './open-folder-file';

/** Folders told of one at most: more is found by typing. */
const MOST_FOLDERS = 500;

/** A folder an operator may import, and what lies in it. */
export interface MediaFolder {
  /** Absolute, links resolved. */
  readonly path: string;
  /** The folder above it; empty for a root. */
  readonly parent: string;
  /** Folders in it by name, hidden ones and links left out. */
  readonly folders: ReadonlyArray<{ readonly name: string; readonly path: string }>;
}

/** Roots as they really are, without those that are not there. */
async function realRoots(roots: readonly string[]): Promise<readonly string[]> {
  const real = await Promise.all(roots.map((root) => realpath(root).catch(() => '')));
  return real.filter((root) => root !== '');
}

/** The real place of a folder that lies in one of `roots`; `null` for any other: steps up, hidden names, links that lead out, and what is no folder. */
export async function insideRoots(roots: readonly string[], path: string): Promise<string | null> {
  return insideReal(await realRoots(roots), path);
}

async function insideReal(roots: readonly string[], path: string): Promise<string | null> {
  if (!isAbsolute(path) || path.includes('\0') || path.split(sep).includes('..')) return null;
  try {
    const place = await realpath(path);
    const root = roots.find((each) => place === each || isBelow(place, each));
    if (root === undefined || !(await stat(place)).isDirectory()) return null;
    return place.slice(root.length).split(sep).some((part) => part.startsWith('.')) ? null : place;
  } catch {
    // Not there, or not to be read.
    return null;
  }
}

/** A folder in one of `roots` with what lies in it; for an empty path the roots themselves. `null` for what lies elsewhere. */
export async function readMediaFolder(roots: readonly string[], path: string): Promise<MediaFolder | null> {
  const real = await realRoots(roots);
  if (path === '') return { path: '', parent: '', folders: real.map((root) => ({ name: root, path: root })) };
  const place = await insideReal(real, path);
  if (place === null) return null;
  const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name);
  const folders = names.sort((a, b) => (a < b ? -1 : 1)).slice(0, MOST_FOLDERS).map((name) => ({ name, path: join(place, name) }));
  return { path: place, parent: real.includes(place) ? '' : dirname(place), folders };
}
