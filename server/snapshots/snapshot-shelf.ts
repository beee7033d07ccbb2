import type { Log } from '#server/log';
import type { ObjectStore } from '#server/objects';
import { indexText, isOfUse, parseIndex, withEntry } from './snapshot-index';
import type { IndexEntry, SnapshotIndex } from './snapshot-index';

const PREFIX = 'snapshots/';
const INDEX = `${PREFIX}index.json`;

/**
 * The snapshots all nodes have together, in the store of objects: what one has made the others fetch instead of making it again, so that the
 * same catalogue has one tag everywhere. A store that is away costs nothing but that: every method says so in the log and answers as if nothing were there.
 */
export class SnapshotShelf {
  constructor(private readonly objects: ObjectStore, private readonly log: Log) {}

  /** What is there. */
  async index(): Promise<SnapshotIndex> {
    return this.tried([], async () => {
      const bytes = await this.objects.read(INDEX);
      return bytes === null ? [] : parseIndex(Buffer.from(bytes).toString('utf8'));
    });
  }

  /** The bytes of a file; `null` without it. */
  read(name: string): Promise<Uint8Array | null> {
    return this.tried(null, () => this.objects.read(PREFIX + name));
  }

  /** Keeps a file. */
  async add(name: string, bytes: Uint8Array): Promise<void> {
    await this.tried(undefined, () => this.objects.put(PREFIX + name, bytes));
  }

  /** Notes a snapshot whose file is there as the newest of its kind, and removes what is of no use any more. One node at a time. */
  async note(entry: IndexEntry, searchMaker: string): Promise<void> {
    await this.tried(undefined, async () => {
      const index = withEntry(await this.index(), entry);
      await this.objects.put(INDEX, Buffer.from(indexText(index)));
      for await (const keys of this.objects.list(PREFIX)) {
        await this.objects.remove(keys.filter((key) => key !== INDEX && !isOfUse(key.slice(PREFIX.length), index, searchMaker)));
      }
    });
  }

  private async tried<T>(without: T, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.log.warn({ err: error }, 'the shared snapshots cannot be used');
      return without;
    }
  }
}
