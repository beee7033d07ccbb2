import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PackagingError } from './problem';

/**
 * The package a person means: the named file, or the newest of `dist/packages` with this ending. `root`: the project's folder; `command`: what
 * makes packages, for the message. Throws a {@link PackagingError} when there is none.
 */
export function findPackage(root: string, named: string | undefined, ending: '.wgt' | '.ipk', command: string): string {
  if (named !== undefined) {
    const file = resolve(root, named);
    if (existsSync(file)) return file;
    throw new PackagingError('This file cannot be installed:', [{ field: file, reason: 'does not exist', example: command }]);
  }
  const folder = resolve(root, 'dist/packages');
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)).map((name) => join(folder, name)) : [];
  const [newest] = found.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (newest !== undefined) return newest;
  throw new PackagingError('There is no package to install:', [{ field: folder, reason: `holds no ${ending} file`, example: command }]);
}
