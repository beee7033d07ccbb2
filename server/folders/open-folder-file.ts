import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isInnerPath } from './folder-asset';

/** An open file of an operator's folder; whoever has it closes it. */
export interface OpenedFile {
  readonly handle: FileHandle;
  readonly size: number;
  /** Milliseconds since 1970, whole. */
  readonly changedMs: number;
}

/** Whether a real path lies below a real folder. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * Opens a file below a folder; `null` where there is none, and for whatever leads out of it: steps up, hidden names, and links at any step, since
 * whoever may write into such a folder must not be able to hand out what lies elsewhere.
 */
export async function openFolderFile(root: string, path: string): Promise<OpenedFile | null> {
  if (!isInnerPath(path)) return null;
  let handle: FileHandle | null = null;
  try {
    const home = await realpath(root);
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) if (!(await lstat(join(home, ...parts.slice(0, depth)))).isDirectory()) return null;
    const place = join(home, ...parts);
    if (!(await lstat(place)).isFile()) return null;
    handle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW);
    const facts = await handle.stat();
    const real = await realpath(place);
    if (!facts.isFile() || !isBelow(real, home)) {
      await handle.close();
      return null;
    }
    return { handle, size: facts.size, changedMs: Math.floor(facts.mtimeMs) };
  } catch (error) {
    await handle?.close();
    // Gone, not to be read, or made a link meanwhile: there is nothing to hand out.
    if (typeof error === 'object' && error !== null && 'code' in error) return null;
    throw error;
  }
}
