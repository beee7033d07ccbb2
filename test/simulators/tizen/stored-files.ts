import type { SetMemory } from './set-memory';

/** Virtual roots whose files the app may change; nothing is plugged in, so there is no `removable_…`. */
const WRITABLE: readonly string[] = ['documents', 'downloads', 'images', 'music', 'videos', 'wgt-private', 'wgt-private-tmp'];
/** The package's own files. */
export const PACKAGE_ROOT = 'wgt-package';
/** Gone when the app ends. */
const TEMPORARY = 'wgt-private-tmp';
const NAME = 'files';

/** The root of a virtual path. */
export function rootOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** The folder a virtual path is in; empty for a root. */
export function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

/** A virtual path without what repeats or ends in a slash. */
export function tidy(path: string): string {
  return path.split('/').filter((part) => part !== '').join('/');
}

/**
 * The set's files as this app sees them, by virtual paths (`documents/a/b.txt`) in tidy form. A file is a text with one letter for each
 * byte, a folder `null`. The package's own files are read from where the page was loaded; their names are not known.
 */
export class StoredFiles {
  private readonly memory: SetMemory;
  private readonly readPackaged: (name: string) => string | null;
  private readonly entries = new Map<string, string | null>(WRITABLE.map((root) => [root, null]));

  constructor(memory: SetMemory, readPackaged: (name: string) => string | null) {
    this.memory = memory;
    this.readPackaged = readPackaged;
    for (const [path, bytes] of JSON.parse(memory.read(NAME) ?? '[]') as ReadonlyArray<readonly [string, string | null]>) this.entries.set(path, bytes);
  }

  /** The bytes of a file; `null` for a folder, `undefined` for nothing. */
  get(path: string): string | null | undefined {
    if (path === PACKAGE_ROOT) return null;
    if (rootOf(path) === PACKAGE_ROOT) return this.readPackaged(path.slice(PACKAGE_ROOT.length + 1)) ?? undefined;
    return this.entries.get(path);
  }

  /** Writes a file, or makes a folder by `null`; its own folder must be there. */
  put(path: string, bytes: string | null): void {
    this.entries.set(path, bytes);
    this.keep();
  }

  /** Deletes a file, or a folder with all in it. */
  delete(path: string): void {
    for (const known of Array.from(this.entries.keys())) {
      if (known === path || known.indexOf(`${path}/`) === 0) this.entries.delete(known);
    }
    this.keep();
  }

  /** Makes a folder and those it is in. */
  makeFolders(path: string): void {
    const parts = path.split('/');
    parts.forEach((_part, at) => {
      const folder = parts.slice(0, at + 1).join('/');
      if (!this.entries.has(folder)) this.entries.set(folder, null);
    });
    this.keep();
  }

  /** Names in a folder, in the order of the alphabet. */
  list(path: string): readonly string[] {
    return Array.from(this.entries.keys()).filter((known) => parentOf(known) === path).map((known) => known.slice(path.length + 1)).sort();
  }

  private keep(): void {
    const lasting = Array.from(this.entries).filter(([path]) => path.indexOf('/') > 0 && rootOf(path) !== TEMPORARY);
    this.memory.write(NAME, lasting.length === 0 ? null : JSON.stringify(lasting));
  }
}
