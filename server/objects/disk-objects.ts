import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#core/base';
import { judgedKey, judgedPrefix } from './object-key';
import type { ObjectRange, ObjectStore, StoredObject } from './object-store';

/** Begins the name of a file that is not whole yet. */
const UNFINISHED = '.new-';

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null ? String((error as { code?: unknown }).code) : '';
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error));
}

function broken(cause: unknown): AppError {
  return new AppError(codeOf(cause) === 'ENOSPC' ? 'storage.full' : 'storage.broken', { message: 'the folder of objects cannot be used', cause });
}

/** `null` for what is not there; anything else is a broken store. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return null;
    throw broken(error);
  }
}

/** {@link ObjectStore} as files in a folder. */
export class DiskObjects implements ObjectStore {
  constructor(private readonly folder: string) {}

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.pathOf(key);
    const draft = join(dirname(path), UNFINISHED + randomBytes(6).toString('hex'));
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw broken(error);
    }
  }

  async size(key: string): Promise<number | null> {
    const facts = await orNull(stat(this.pathOf(key)));
    return facts?.isFile() === true ? facts.size : null;
  }

  async open(key: string, range?: ObjectRange): Promise<StoredObject | null> {
    const size = await this.size(key);
    return size === null ? null : { size, body: createReadStream(this.pathOf(key), range) };
  }

  read(key: string): Promise<Uint8Array | null> {
    return orNull(readFile(this.pathOf(key)));
  }

  async *list(prefix: string): AsyncGenerator<readonly string[]> {
    yield* this.below(judgedPrefix(prefix).slice(0, -1));
  }

  async remove(keys: readonly string[]): Promise<void> {
    const folders = new Set<string>();
    for (const key of keys) {
      const path = this.pathOf(key);
      folders.add(dirname(path));
      await orNull(rm(path, { force: true }));
    }
    // Folders that are empty now go as well; one that is not stays.
    for (const folder of folders) await rmdir(folder).catch(() => undefined);
  }

  private async *below(folder: string): AsyncGenerator<readonly string[]> {
    const entries: readonly Dirent[] = (await orNull(readdir(join(this.folder, folder), { withFileTypes: true }))) ?? [];
    const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith(UNFINISHED)).map((entry) => `${folder}/${entry.name}`);
    if (files.length > 0) yield files;
    for (const entry of entries) if (entry.isDirectory()) yield* this.below(`${folder}/${entry.name}`);
  }

  private pathOf(key: string): string {
    return join(this.folder, judgedKey(key));
  }
}
