import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AppError } from '#core/base';
import { indexText, isOfUse, parseIndex, searchName, snapshotName, withEntry } from './snapshot-index';
import type { IndexEntry, SnapshotIndex } from './snapshot-index';

/** Level of gzip: 6 packs 200,000 titles in about a second; 9 takes three times as long for one per cent. */
const GZIP_LEVEL = 6;
const INDEX = 'index.json';
const DRAFT = '.draft';
/** A draft older than this belongs to nobody who is still writing. */
const DRAFT_AGE_MS = 3_600_000;

function storageError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code: unknown = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError(code === 'ENOSPC' ? 'storage.full' : 'storage.broken', { message, facts: { native: String(code) }, cause: error });
}

/** Makes what was written to a file survive a power cut. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The snapshots and deltas on the disk. Every method rejects with `storage.broken` or `storage.full`. */
export class SnapshotFolder {
  private isMade = false;
  /** Written and not yet noted: another build must not sweep them away. */
  private readonly unnoted = new Set<string>();
  /** Changes of the index, one after the other: two at once would lose one. */
  private lastChange: Promise<unknown> = Promise.resolve();

  constructor(private readonly folder: string) {}

  /** What is there. */
  async index(): Promise<SnapshotIndex> {
    try {
      return parseIndex(await readFile(this.path(INDEX), 'utf8'));
    } catch {
      return [];
    }
  }

  /** Writes pieces packed, and answers the tag their content gives them and the length of the file. Equal content is one file. */
  async addSnapshot(pieces: Iterable<Uint8Array>): Promise<{ tag: string; packedBytes: number }> {
    const hash = createHash('sha256');
    function* hashed(): Generator<Buffer> {
      for (const piece of pieces) {
        hash.update(piece);
        yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      }
    }
    return this.guarded(async () => {
      const draft = await this.draft();
      await pipeline(Readable.from(hashed()), createGzip({ level: GZIP_LEVEL }), createWriteStream(draft, { mode: 0o600 }));
      await sync(draft);
      const tag = hash.digest('base64url').slice(0, 22);
      const { size } = await stat(draft);
      this.unnoted.add(tag);
      await rename(draft, this.path(snapshotName(tag)));
      return { tag, packedBytes: size };
    });
  }

  /** Notes a snapshot as the newest of its kind of account, and forgets what is too old. */
  async note(entry: IndexEntry): Promise<SnapshotIndex> {
    return this.changing(async () => {
      const index = withEntry(await this.index(), entry);
      await this.keep(INDEX, Buffer.from(indexText(index)));
      this.unnoted.delete(entry.tag);
      return index;
    });
  }

  /** Whether the file of a tag is there and as long as it was. */
  async has(entry: Pick<IndexEntry, 'tag' | 'packedBytes'>): Promise<boolean> {
    try {
      return (await stat(this.path(snapshotName(entry.tag)))).size === entry.packedBytes;
    } catch {
      return false;
    }
  }

  /** The packed bytes of a snapshot; opened when it resolves, so that sweeping does not take them away. */
  async stream(tag: string): Promise<Readable> {
    return this.guarded(async () => {
      const file = await open(this.path(snapshotName(tag)), 'r');
      return createReadStream('', { fd: file, autoClose: true });
    });
  }

  /** The bytes of a file, whole; `null` without it. */
  async read(name: string): Promise<Buffer | null> {
    try {
      return await readFile(this.path(name));
    } catch {
      return null;
    }
  }

  /** Keeps a file that was made elsewhere, or is small: whole or not at all. */
  async add(name: string, bytes: Uint8Array): Promise<void> {
    await this.guarded(() => this.keep(name, bytes));
  }

  /** Length of the packed search index of a tag, as `maker` makes it; -1 without one. */
  async searchBytes(tag: string, maker: string): Promise<number> {
    try {
      return (await stat(this.path(searchName(tag, maker)))).size;
    } catch {
      return -1;
    }
  }

  /** Keeps pieces of a search index packed; answers the length of the file. */
  async addSearch(tag: string, maker: string, pieces: Iterable<Uint8Array>): Promise<number> {
    return this.guarded(async () => {
      const draft = await this.draft();
      await pipeline(Readable.from(pieces), createGzip({ level: GZIP_LEVEL }), createWriteStream(draft, { mode: 0o600 }));
      await sync(draft);
      const { size } = await stat(draft);
      await rename(draft, this.path(searchName(tag, maker)));
      return size;
    });
  }

  /** The packed bytes of a search index, as {@link stream}. */
  async streamSearch(tag: string, maker: string): Promise<Readable> {
    return this.guarded(async () => {
      const file = await open(this.path(searchName(tag, maker)), 'r');
      return createReadStream('', { fd: file, autoClose: true });
    });
  }

  /** Removes what the index does not name, search indexes of other makers than `searchMaker`, deltas to what is not newest, and drafts nobody writes any more. */
  async sweep(nowMs: number, searchMaker: string): Promise<void> {
    await this.changing(async () => {
      const index = await this.index();
      for (const name of await readdir(this.folder)) {
        const isKept = name === INDEX || isOfUse(name, index, searchMaker, this.unnoted) || (name.endsWith(DRAFT) && (await this.isFresh(name, nowMs)));
        if (!isKept) await rm(this.path(name), { force: true });
      }
    });
  }

  private async isFresh(name: string, nowMs: number): Promise<boolean> {
    const pid = Number(name.split('.')[0]);
    if (pid === process.pid) return true;
    try {
      // Signal 0 only asks whether the process is there.
      process.kill(pid, 0);
      return nowMs - (await stat(this.path(name))).mtimeMs < DRAFT_AGE_MS;
    } catch {
      return false;
    }
  }

  private path(name: string): string {
    return join(this.folder, name);
  }

  private async keep(name: string, bytes: Uint8Array): Promise<void> {
    const draft = await this.draft();
    await writeFile(draft, bytes, { mode: 0o600 });
    await sync(draft);
    await rename(draft, this.path(name));
  }

  private async draft(): Promise<string> {
    if (!this.isMade) await mkdir(this.folder, { recursive: true, mode: 0o700 });
    this.isMade = true;
    return this.path(`${String(process.pid)}.${randomUUID()}${DRAFT}`);
  }

  /** As {@link guarded}, when the changes before are done. */
  private changing<T>(work: () => Promise<T>): Promise<T> {
    const change = this.lastChange.then(() => this.guarded(work));
    this.lastChange = change.catch(() => undefined);
    return change;
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storageError(error);
    }
  }
}
