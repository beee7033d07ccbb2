import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './problem';

/** One regular file of a package. */
export interface PackageFile {
  /** Relative path with forward slashes and no leading one, for example `static/fonts/a.woff2`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Every character a packaged path may have. Both televisions stumble over others: Tizen's installer compares
 * percent-decoded names, and webOS's unpacker knows no extended tar headers.
 */
const SAFE_PATH = /^[A-Za-z0-9._@+~-]+(\/[A-Za-z0-9._@+~-]+)*$/;

/** Sorted by code unit: the same order on every machine and in every locale. */
export function sortFiles(files: readonly PackageFile[]): PackageFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/**
 * Every file below `folder`, sorted; a symbolic link is read as the file it points at, since televisions refuse links.
 * Throws what `node:fs` throws when the folder cannot be read.
 */
export function readFolder(folder: string): PackageFile[] {
  const files: PackageFile[] = [];
  const walk = (relative: string): void => {
    for (const name of readdirSync(join(folder, relative))) {
      const path = relative === '' ? name : `${relative}/${name}`;
      const absolute = join(folder, path);
      if (statSync(absolute).isDirectory()) walk(path);
      else files.push({ path, bytes: new Uint8Array(readFileSync(absolute)) });
    }
  };
  walk('');
  return sortFiles(files);
}

/**
 * What is wrong with the names of a package's files: characters a television does not take, hidden files (they are
 * zipped by some tools and signed by none), `..`, and two names that differ only in case.
 */
export function findPathProblems(files: readonly PackageFile[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const { path } of files) {
    if (!SAFE_PATH.test(path) || path.split('/').includes('..')) {
      problems.push({
        field: path,
        reason: 'has a character televisions do not take in a file name (allowed: A-Z a-z 0-9 . _ - + ~ @)',
        example: path.normalize('NFKD').replace(/[^A-Za-z0-9._@+~/-]/g, '') || 'file.png',
      });
    } else if (path.split('/').some((part) => part.startsWith('.'))) {
      problems.push({
        field: path,
        reason: 'is a hidden file; it does not belong into a package',
        example: path.replace(/(^|\/)\.+/g, '$1'),
      });
    }
    const folded = path.toLowerCase();
    const twin = seen.get(folded);
    if (twin !== undefined) {
      problems.push({ field: path, reason: `differs from "${twin}" only in case`, example: folded });
    }
    seen.set(folded, path);
  }
  return problems;
}

/** Size of all files together, in bytes. */
export function totalBytes(files: readonly PackageFile[]): number {
  return files.reduce((sum, file) => sum + file.bytes.length, 0);
}
