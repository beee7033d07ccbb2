import { toAppError } from '#core/base';
import type { AppError, Result } from '#core/base';
import { decodeUtf8, encodeUtf8 } from '#core/text';
import { asFields, numberOf, textOf } from '#core/wire';
import type { BlobStoragePort, LogPort } from '#ports';

/** A stored value. */
export interface StoredSnapshot<T> {
  readonly value: T;
  /** The source's mark for "unchanged". */
  readonly mark: string;
  readonly savedAtMs: number;
}

/** How values become chunks and back. */
export interface SnapshotCodec<T> {
  /** What names begin with; ends with a dot. */
  readonly prefix: string;
  encode(value: T): readonly Uint8Array[];
  decode(chunks: readonly Uint8Array[]): Result<T, AppError>;
}

interface Head {
  readonly generation: number;
  readonly count: number;
  readonly mark: string;
  readonly savedAtMs: number;
}

/**
 * Catalogues and guides of sources as chunks in blob storage. A new one is written beside the old one, together with the head that
 * names it, in one transaction; the old chunks go afterwards. A killed process leaves the old or the new, never a mixture.
 */
export class SnapshotStore<T> {
  private readonly blobs: BlobStoragePort;
  private readonly log: LogPort;
  private readonly codec: SnapshotCodec<T>;

  constructor(blobs: BlobStoragePort, log: LogPort, codec: SnapshotCodec<T>) {
    this.blobs = blobs;
    this.log = log;
    this.codec = codec;
  }

  /** What is stored under a name; `null` when there is nothing or it cannot be read. Names hold no dot. */
  async read(name: string): Promise<StoredSnapshot<T> | null> {
    try {
      const head = await this.head(name);
      if (head === null) return null;
      const chunks: Uint8Array[] = [];
      for (let i = 0; i < head.count; i += 1) {
        const chunk = await this.blobs.get(this.chunkName(name, head.generation, i));
        if (chunk === null) return null;
        chunks.push(chunk);
      }
      const decoded = this.codec.decode(chunks);
      if (decoded.ok) return { value: decoded.value, mark: head.mark, savedAtMs: head.savedAtMs };
      this.complain('read', decoded.error);
    } catch (error) {
      this.complain('read', error);
    }
    return null;
  }

  /** Keeps a value; a full store keeps the old one and is logged. `false` when it was not kept. */
  async write(name: string, value: T, mark: string, nowMs: number): Promise<boolean> {
    try {
      const old = await this.head(name);
      const generation = (old?.generation ?? 0) + 1;
      const chunks = this.codec.encode(value);
      const head: Head = { generation, count: chunks.length, mark, savedAtMs: nowMs };
      const entries = chunks.map((chunk, index) => [this.chunkName(name, generation, index), chunk] as const);
      await this.blobs.setMany(entries.concat([[this.headName(name), encodeUtf8(JSON.stringify(head))]]));
      await this.sweep(name, generation);
      return true;
    } catch (error) {
      this.complain('write', error);
      return false;
    }
  }

  /** Notes that what is stored was confirmed. */
  async touch(name: string, nowMs: number): Promise<void> {
    try {
      const head = await this.head(name);
      if (head !== null) await this.blobs.setMany([[this.headName(name), encodeUtf8(JSON.stringify({ ...head, savedAtMs: nowMs }))]]);
    } catch (error) {
      this.complain('touch', error);
    }
  }

  /** Removes everything stored under other names. */
  async keepOnly(kept: readonly string[]): Promise<void> {
    try {
      const { prefix } = this.codec;
      const blobNames = await this.blobs.keys(prefix);
      const gone = blobNames.filter((blob) => !kept.some((name) => blob.indexOf(`${prefix}${name}.`) === 0));
      if (gone.length > 0) await this.blobs.remove(gone);
    } catch (error) {
      this.complain('remove', error);
    }
  }

  private async head(name: string): Promise<Head | null> {
    const bytes = await this.blobs.get(this.headName(name));
    if (bytes === null) return null;
    const fields = asFields(JSON.parse(decodeUtf8(bytes, 0, bytes.length)) as unknown);
    if (fields === null) return null;
    return {
      generation: numberOf(fields, 'generation', 0),
      count: numberOf(fields, 'count', 0),
      mark: textOf(fields, 'mark'),
      savedAtMs: numberOf(fields, 'savedAtMs', 0),
    };
  }

  private async sweep(name: string, generation: number): Promise<void> {
    const own = `${this.codec.prefix}${name}.`;
    const blobNames = await this.blobs.keys(own);
    const old = blobNames.filter((blob) => blob !== this.headName(name) && blob.indexOf(`${own}${String(generation)}.`) !== 0);
    if (old.length > 0) await this.blobs.remove(old);
  }

  private headName(name: string): string {
    return `${this.codec.prefix}${name}.head`;
  }

  private chunkName(name: string, generation: number, index: number): string {
    return `${this.codec.prefix}${name}.${String(generation)}.${String(index)}`;
  }

  private complain(what: string, error: unknown): void {
    this.log.write('warn', 'stored snapshot', { what, prefix: this.codec.prefix, code: toAppError(error, 'storage.broken').code });
  }
}
