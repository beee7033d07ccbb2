import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AppError } from '#core/base';
import { decodeSnapshotSteps, encodeSnapshotSteps, SNAPSHOT_VERSION } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';
import { DELTA_FORMAT, encodeFrame, encodeSnapshotDeltaSteps, splitFrame, totalBytes } from '#core/delta';
import { buildSearchIndexSteps, encodeSearchIndexSteps, SEARCH_INDEX_VERSION } from '#core/search';
import type { ServedFile, ServedSnapshot, SnapshotLibrary } from '#server/domain';
import type { Log } from '#server/log';
import type { ObjectStore } from '#server/objects';
import type { CatalogStore, Store } from '#server/store';
import { buildCatalog } from './build-catalog';
import { runPaced } from './run-paced';
import { SnapshotFolder } from './snapshot-folder';
import { deltaName, searchName, snapshotName } from './snapshot-index';
import type { IndexEntry, Visibility } from './snapshot-index';
import { SnapshotShelf } from './snapshot-shelf';

/** What the library works with. */
export interface SnapshotLibraryDeps {
  /** Where files are kept; made when the first is written. */
  readonly folder: string;
  readonly catalog: CatalogStore;
  readonly log: Log;
  /** Where nodes have snapshots together, and how one of them makes one while the others wait; absent or `null`: this node has its own. */
  readonly shared?: { readonly objects: ObjectStore; readonly alone: Store['alone'] } | null;
  nowMs(): number;
}

/** Raised when rows are mapped to records differently: snapshots made before are then made anew. */
const MAPPING = 1;
const MAKER = `${String(SNAPSHOT_VERSION)}.${String(DELTA_FORMAT)}.${String(MAPPING)}`;
/** Raised when an index of the same snapshot gets other bytes without a new version, which old televisions could not read. */
const INDEXING = 1;
const SEARCH_MAKER = `${String(SEARCH_INDEX_VERSION)}-${String(INDEXING)}`;
/** A delta longer than this share of the whole is not worth a television's work. */
const MOST_DELTA_SHARE = 1 / 4;
/** Builds begun again because the catalogue was replaced meanwhile. */
const MOST_ATTEMPTS = 5;
/** Pairs remembered as not worth a delta. */
const MOST_REFUSED = 256;

const unpack = promisify(gunzip);
const pack = promisify(gzip);

function visibilityOf(includesAdult: boolean): Visibility {
  return includesAdult ? 'all' : 'general';
}

class Library implements SnapshotLibrary {
  private readonly folder: SnapshotFolder;
  private readonly shelf: SnapshotShelf | null;
  private readonly builds = new Map<Visibility, Promise<ServedSnapshot>>();
  private readonly deltas = new Map<string, Promise<Buffer | null>>();
  private readonly indexes = new Map<string, Promise<number>>();
  private readonly refused = new Set<string>();
  private isClosed = false;
  private isSwept = false;

  constructor(private readonly deps: SnapshotLibraryDeps) {
    this.folder = new SnapshotFolder(deps.folder);
    const { shared = null } = deps;
    this.shelf = shared === null ? null : new SnapshotShelf(shared.objects, deps.log);
  }

  async current(includesAdult: boolean): Promise<ServedSnapshot> {
    const visibility = visibilityOf(includesAdult);
    const found = await this.find(visibility, await this.deps.catalog.titlesRevision());
    return found === null ? this.build(visibility) : this.served(found);
  }

  async delta(baseTag: string, target: ServedSnapshot): Promise<Buffer | null> {
    const pair = `${baseTag}.${target.tag}`;
    if (this.refused.has(pair)) return null;
    const known = (await this.isNamed(baseTag)) ? await this.folder.read(deltaName(baseTag, target.tag)) : null;
    if (known !== null) return known;
    const running = this.deltas.get(pair) ?? this.makeDelta(baseTag, target.tag);
    this.deltas.set(pair, running);
    try {
      return await running;
    } catch (error) {
      // Whoever waits gets the whole instead.
      if (!this.isClosed) this.deps.log.warn({ err: error }, 'no delta between two snapshots');
      return null;
    } finally {
      this.deltas.delete(pair);
    }
  }

  async searchIndex(snapshotTag: string, includesAdult: boolean): Promise<ServedFile | null> {
    const visibility = visibilityOf(includesAdult);
    const entry = await this.ofTag(snapshotTag);
    if (entry?.visibility !== visibility) return null;
    const packedBytes = await this.searchBytes(snapshotTag);
    return { tag: `${snapshotTag}-${SEARCH_MAKER}`, packedBytes, open: () => this.folder.streamSearch(snapshotTag, SEARCH_MAKER) };
  }

  async prepare(): Promise<void> {
    if (!this.isSwept) await this.sweep();
    const index = await this.folder.index();
    const asked = (['general', 'all'] as const).filter((it) => it === 'general' || index.some((entry) => entry.visibility === it));
    for (const visibility of asked) {
      const before = index.find((entry) => entry.visibility === visibility);
      const snapshot = await this.current(visibility === 'all');
      if (before !== undefined && before.tag !== snapshot.tag) await this.delta(before.tag, snapshot);
      await this.searchBytes(snapshot.tag);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.allSettled([...this.builds.values(), ...this.deltas.values(), ...this.indexes.values()]);
  }

  private readonly checkOpen = (): void => {
    if (this.isClosed) throw new AppError('net.cancelled', { message: 'the platform stops' });
  };

  private async find(visibility: Visibility, revision: string): Promise<IndexEntry | null> {
    const index = await this.folder.index();
    const entry = index.find((it) => it.visibility === visibility && it.revision === revision && it.maker === MAKER);
    return entry !== undefined && (await this.folder.has(entry)) ? entry : null;
  }

  private served({ tag, packedBytes }: { readonly tag: string; readonly packedBytes: number }): ServedSnapshot {
    return { tag, packedBytes, open: () => this.folder.stream(tag) };
  }

  private build(visibility: Visibility): Promise<ServedSnapshot> {
    const { shared = null } = this.deps;
    const begin = (): Promise<ServedSnapshot> => (shared === null ? this.buildOnce(visibility) : shared.alone('snapshots', () => this.buildOnce(visibility)));
    const running = this.builds.get(visibility) ?? begin().finally(() => this.builds.delete(visibility));
    this.builds.set(visibility, running);
    return running;
  }

  private async buildOnce(visibility: Visibility): Promise<ServedSnapshot> {
    const { catalog, log } = this.deps;
    const startedMs = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      this.checkOpen();
      const revision = await catalog.titlesRevision();
      // A build that waited for its turn may find that its work was done.
      const found = await this.find(visibility, revision);
      if (found !== null) return this.served(found);
      const made = await this.fetchCurrent(visibility, revision);
      if (made !== null) return this.served(made);
      const built = await buildCatalog(catalog, visibility === 'all', await this.newest(visibility), this.checkOpen);
      if ((await catalog.titlesRevision()) !== revision) {
        if (attempt === MOST_ATTEMPTS) throw new AppError('storage.broken', { message: 'the catalogue changes faster than it can be read' });
        continue;
      }
      const chunks = await runPaced(encodeSnapshotSteps(built), this.checkOpen);
      const file = await this.folder.addSnapshot(encodeFrame('whole', chunks));
      await this.noteMade({ visibility, revision, maker: MAKER, ...file });
      const facts = { visibility, bytes: totalBytes(chunks), packedBytes: file.packedBytes, elapsedMs: Math.round(performance.now() - startedMs) };
      log.info(facts, 'snapshot made');
      return this.served(file);
    }
  }

  /** The newest snapshot of a kind, whatever catalogue it was made of; `null` without a readable one. */
  private async newest(visibility: Visibility): Promise<ColumnarCatalog | null> {
    const entry = (await this.folder.index()).find((it) => it.visibility === visibility && it.maker === MAKER);
    if (entry === undefined || !(await this.folder.has(entry))) return null;
    try {
      const decoded = await runPaced(decodeSnapshotSteps(await this.chunks(entry.tag)), this.checkOpen);
      return decoded.ok ? decoded.value : null;
    } catch (error) {
      this.checkOpen();
      this.deps.log.warn({ err: error }, 'the snapshot before cannot be read');
      return null;
    }
  }

  private async isNamed(tag: string): Promise<boolean> {
    return (await this.folder.index()).some((entry) => entry.tag === tag);
  }

  /** A snapshot of which the file is here, or can be fetched from where the nodes have theirs together; `null` for any other tag. */
  private async ofTag(tag: string): Promise<IndexEntry | null> {
    const here = (await this.folder.index()).find((entry) => entry.tag === tag);
    if (here !== undefined && (await this.folder.has(here))) return here;
    const there = (await this.shelf?.index())?.find((entry) => entry.tag === tag);
    return there !== undefined && (await this.fetch(snapshotName(tag))) ? there : null;
  }

  /** What another node has made of this catalogue; of an earlier one the newest is fetched, since the next is numbered like it. */
  private async fetchCurrent(visibility: Visibility, revision: string): Promise<IndexEntry | null> {
    const entry = (await this.shelf?.index())?.find((it) => it.visibility === visibility && it.maker === MAKER);
    if (entry === undefined) return null;
    if (!(await this.folder.has(entry)) && !(await this.fetch(snapshotName(entry.tag)))) return null;
    await this.folder.note(entry);
    if (entry.revision !== revision) return null;
    await this.sweep();
    return entry;
  }

  /** Fetches a file from where the nodes have theirs together; false where it is not. */
  private async fetch(name: string): Promise<boolean> {
    const bytes = (await this.shelf?.read(name)) ?? null;
    if (bytes !== null) await this.folder.add(name, bytes);
    return bytes !== null;
  }

  /** Gives the other nodes a file that was made here. */
  private async share(name: string): Promise<void> {
    const bytes = this.shelf === null ? null : await this.folder.read(name);
    if (bytes !== null) await this.shelf?.add(name, bytes);
  }

  private async noteMade(entry: IndexEntry): Promise<void> {
    await this.share(snapshotName(entry.tag));
    await this.shelf?.note(entry, SEARCH_MAKER);
    await this.folder.note(entry);
    await this.sweep();
  }

  private async chunks(tag: string): Promise<readonly Uint8Array[]> {
    const bytes = await this.folder.read(snapshotName(tag));
    if (bytes === null) throw new AppError('storage.broken', { message: 'the file of a snapshot is gone' });
    const frame = splitFrame(await unpack(bytes));
    if (!frame.ok) throw frame.error;
    return frame.value.chunks;
  }

  private async makeDelta(baseTag: string, targetTag: string): Promise<Buffer | null> {
    if ((await this.ofTag(baseTag)) === null) return this.refuse(baseTag, targetTag);
    const name = deltaName(baseTag, targetTag);
    if (await this.fetch(name)) return this.folder.read(name);
    const base = await this.chunks(baseTag);
    const target = await this.chunks(targetTag);
    const mostBytes = Math.floor(totalBytes(target) * MOST_DELTA_SHARE);
    const delta = await runPaced(encodeSnapshotDeltaSteps(base, target, { mostBytes }), this.checkOpen);
    if (delta === null) return this.refuse(baseTag, targetTag);
    const packed = await pack(Buffer.concat(encodeFrame('delta', delta)), { level: 9 });
    await this.folder.add(name, packed);
    await this.share(name);
    return packed;
  }

  /** Remembers that there is nothing between two. */
  private refuse(baseTag: string, targetTag: string): null {
    if (this.refused.size >= MOST_REFUSED) this.refused.clear();
    this.refused.add(`${baseTag}.${targetTag}`);
    return null;
  }

  /** Length of the packed search index of a snapshot that is there; made by one for all who ask. */
  private async searchBytes(tag: string): Promise<number> {
    const known = await this.folder.searchBytes(tag, SEARCH_MAKER);
    if (known !== -1) return known;
    const running = this.indexes.get(tag) ?? this.makeIndex(tag).finally(() => this.indexes.delete(tag));
    this.indexes.set(tag, running);
    return running;
  }

  private async makeIndex(tag: string): Promise<number> {
    const name = searchName(tag, SEARCH_MAKER);
    if (await this.fetch(name)) return this.folder.searchBytes(tag, SEARCH_MAKER);
    const startedMs = performance.now();
    const decoded = await runPaced(decodeSnapshotSteps(await this.chunks(tag)), this.checkOpen);
    if (!decoded.ok) throw decoded.error;
    const index = await runPaced(buildSearchIndexSteps(decoded.value), this.checkOpen);
    const chunks = await runPaced(encodeSearchIndexSteps(index), this.checkOpen);
    const packedBytes = await this.folder.addSearch(tag, SEARCH_MAKER, encodeFrame('whole', chunks));
    await this.share(name);
    this.deps.log.info({ titles: index.titleCount, bytes: totalBytes(chunks), packedBytes, elapsedMs: Math.round(performance.now() - startedMs) }, 'search index made');
    return packedBytes;
  }

  private async sweep(): Promise<void> {
    this.isSwept = true;
    try {
      await this.folder.sweep(this.deps.nowMs(), SEARCH_MAKER);
    } catch (error) {
      // Nothing to sweep before the first snapshot; else the next build tries again.
      this.deps.log.debug({ err: error }, 'snapshots not swept');
    }
  }
}

/** Opens the snapshots in a folder. Starts nothing and writes nothing before somebody asks. */
export function openSnapshotLibrary(deps: SnapshotLibraryDeps): SnapshotLibrary {
  return new Library(deps);
}
