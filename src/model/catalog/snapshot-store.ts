import { toAppError } from '#core/base';
import { decodeUtf8 } from '#core/text';
import { asFields, fieldsOfJson, numberOf, textOf } from '#core/wire';
import type { BlobStoragePort, LogPort } from '#ports';

/** Raise it when names or the head change: what an older app stored is then as if it were not there. */
export const STORE_VERSION = 2;

/** Parts of a stored value: the whole, its preview, its search index. */
export type StoredPart = 'whole' | 'preview' | 'search';

/** What is known of a stored value before it is read. */
export interface StoredHead {
  /** Counts the values stored under this name; chunks of different ones never mix. */
  readonly generation: number;
  /** Chunks of each part. */
  readonly chunks: Readonly<Record<StoredPart, number>>;
  readonly revision: string;
  /** The source's mark for "unchanged". */
  readonly mark: string;
  readonly savedAtMs: number;
  /** Plain data kept beside it, unjudged. */
  readonly note: unknown;
}

function parseHead(text: string): StoredHead | null {
  const fields = fieldsOfJson(text);
  const chunks = asFields(fields?.['chunks']);
  if (fields === null || chunks === null || fields['version'] !== STORE_VERSION) return null;
  return {
    generation: numberOf(fields, 'generation', 0),
    chunks: { whole: numberOf(chunks, 'whole', 0), preview: numberOf(chunks, 'preview', 0), search: numberOf(chunks, 'search', 0) },
    revision: textOf(fields, 'revision'),
    mark: textOf(fields, 'mark'),
    savedAtMs: numberOf(fields, 'savedAtMs', 0),
    note: fields['note'],
  };
}

/**
 * Catalogues and guides of sources as chunks in blob storage; this is the reading half, `snapshot-writing` is the other. A new value
 * is written beside the old one, its head last; so a killed process leaves the old or the new, never a mixture.
 */
export class SnapshotStore {
  readonly blobs: BlobStoragePort;
  /** What names begin with; ends with a dot. */
  readonly prefix: string;
  private readonly log: LogPort;
  private last: Promise<unknown> = Promise.resolve();

  constructor(blobs: BlobStoragePort, log: LogPort, prefix: string) {
    this.blobs = blobs;
    this.log = log;
    this.prefix = prefix;
  }

  /** The head under a name; `null` when there is none or it cannot be read. Names hold no dot. Never rejects. */
  async head(name: string): Promise<StoredHead | null> {
    try {
      return await this.readHead(name);
    } catch (error) {
      this.complain('head', error);
      return null;
    }
  }

  /** As {@link head}, but rejects when the store fails: whoever removes must not take that for "none". */
  async readHead(name: string): Promise<StoredHead | null> {
    const bytes = await this.blobs.get(this.headName(name));
    return bytes === null ? null : parseHead(decodeUtf8(bytes, 0, bytes.length));
  }

  /** The chunks of a part, read one after the other; `null` when there are none, one is gone, or the store fails. Never rejects. */
  async chunks(name: string, head: StoredHead, part: StoredPart): Promise<readonly Uint8Array[] | null> {
    const chunks: Uint8Array[] = [];
    try {
      for (let i = 0; i < head.chunks[part]; i += 1) {
        const chunk = await this.blobs.get(this.chunkName(name, head.generation, part, i));
        if (chunk === null) return null;
        chunks.push(chunk);
      }
    } catch (error) {
      this.complain('chunk', error);
      return null;
    }
    return chunks.length === 0 ? null : chunks;
  }

  /** A value without a generation, beside the others; `null` without one. Never rejects. */
  async single(name: string, what: 'pins'): Promise<Uint8Array | null> {
    try {
      return await this.blobs.get(this.singleName(name, what));
    } catch (error) {
      this.complain(what, error);
      return null;
    }
  }

  /** Does work that reads and then writes when all such work before is done: two at once would mix what they write. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  headName(name: string): string {
    return `${this.prefix}${name}.head`;
  }

  singleName(name: string, what: 'pins'): string {
    return `${this.prefix}${name}.${what}`;
  }

  chunkName(name: string, generation: number, part: StoredPart, index: number): string {
    return `${this.prefix}${name}.${String(generation)}.${part}.${String(index)}`;
  }

  complain(what: string, error: unknown): void {
    this.log.write('warn', 'stored snapshot', { what, prefix: this.prefix, code: toAppError(error, 'storage.broken').code });
  }
}
