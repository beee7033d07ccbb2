import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, createCancelSource, NEVER_CANCELLED } from '#core/base';
import { createFakeHost, FakeBlobStorage, settle } from '#test/harness/fakes';
import type { BlobStoragePort } from '#ports';
import { SnapshotStore } from '../snapshot-store';
import type { StoredHead } from '../snapshot-store';
import { addSearch, keepOnly, touchSnapshot, writeSnapshot } from './write-snapshot';

/** Every change counts; from the one with `fate.at` on the store is dead (nothing is done, nobody is answered) or failing. */
class FailingBlobs implements BlobStoragePort {
  changes = 0;
  reads = 0;

  constructor(
    private readonly under: FakeBlobStorage,
    private readonly fate: { readonly at: number; readonly how: 'dies' | 'full' | 'fails once' },
  ) {}

  get(name: string): Promise<Uint8Array | null> {
    this.reads += 1;
    return this.fate.how === 'dies' && this.changes >= this.fate.at ? new Promise(() => undefined) : this.under.get(name);
  }

  setMany(entries: ReadonlyArray<readonly [name: string, value: Uint8Array]>): Promise<void> {
    return this.change(() => this.under.setMany(entries), true);
  }

  remove(names: readonly string[]): Promise<void> {
    return this.change(() => this.under.remove(names), false);
  }

  keys(prefix: string): Promise<readonly string[]> {
    return this.fate.how === 'dies' && this.changes >= this.fate.at ? new Promise(() => undefined) : this.under.keys(prefix);
  }

  private change(work: () => Promise<void>, isWrite: boolean): Promise<void> {
    const number = this.changes;
    this.changes += 1;
    if (number < this.fate.at) return work();
    if (this.fate.how === 'dies') return new Promise(() => undefined);
    if (this.fate.how === 'fails once') return number === this.fate.at ? Promise.reject(new AppError('storage.broken')) : work();
    return isWrite ? Promise.reject(new AppError('storage.full')) : work();
  }
}

const { log } = createFakeHost();
const chunksOf = (fill: number, count: number): Uint8Array[] => Array.from({ length: count }, (_unused, index) => new Uint8Array(200_000).fill(fill + index));
let blobs: FakeBlobStorage;

function store(over: BlobStoragePort = blobs): SnapshotStore {
  return new SnapshotStore(over, log, 'cat.');
}

function write(into: SnapshotStore, fill: number, count = 6): Promise<StoredHead | null> {
  const parts = { whole: chunksOf(fill, count), preview: chunksOf(fill + 50, 1), search: chunksOf(fill + 60, fill > 100 ? 2 : 3) };
  return writeSnapshot(into, { name: 'a', head: { revision: `r${String(fill)}`, mark: `m${String(fill)}`, savedAtMs: fill, note: { fill } }, parts }, NEVER_CANCELLED);
}

/** What a fresh start reads: the fill of every part, `null` for a part with a gap, and how many chunks lie about. */
async function found(): Promise<unknown> {
  const fresh = store();
  const head = await fresh.head('a');
  if (head === null) return null;
  const parts = await Promise.all((['whole', 'preview', 'search'] as const).map(async (part) => (await fresh.chunks('a', head, part))?.map((chunk) => chunk[0]) ?? null));
  return { revision: head.revision, mark: head.mark, note: head.note, parts };
}

const OLD = { revision: 'r1', mark: 'm1', note: { fill: 1 }, parts: [[1, 2, 3, 4, 5, 6], [51], [61, 62, 63]] };
const NEW = { revision: 'r101', mark: 'm101', note: { fill: 101 }, parts: [[101, 102, 103, 104], [151], [161, 162]] };

beforeEach(async () => {
  blobs = new FakeBlobStorage();
  await write(store(), 1);
});

describe('a search index that comes later', () => {
  const bare = (into: SnapshotStore, revision: string): Promise<StoredHead | null> =>
    writeSnapshot(into, { name: 'a', head: { revision, mark: 'm', savedAtMs: 1, note: null }, parts: { whole: chunksOf(9, 2) } }, NEVER_CANCELLED);
  const add = (into: SnapshotStore, revision: string, chunks: readonly Uint8Array[]): Promise<void> => addSearch({ store: into, signal: NEVER_CANCELLED }, 'a', { revision, chunks });
  const searchOf = async (): Promise<unknown> => ((await found()) as { parts: unknown[] }).parts[2];

  test('stands beside its own value only, also when a newer one is written meanwhile', async () => {
    await bare(store(), 'r9');
    await add(store(), 'other', chunksOf(70, 2));
    expect(await searchOf()).toBeNull();
    await add(store(), 'r9', chunksOf(70, 2));
    expect([await searchOf(), ((await found()) as { parts: unknown[] }).parts[0]]).toEqual([[70, 71], [9, 10]]);
    await bare(store(), 'r10');
    const shared = store();
    await Promise.all([bare(shared, 'r11'), add(shared, 'r10', chunksOf(80, 4)), touchSnapshot(shared, 'a', 7)]);
    expect([((await found()) as { revision: string }).revision, await searchOf(), blobs.values.size]).toEqual(['r11', null, 3]);
  });

  test.each(['dies', 'full', 'fails once'] as const)('a store that %s at any moment leaves the value whole, with it or without', async (how) => {
    for (let at = 0; at < 4; at += 1) {
      blobs = new FakeBlobStorage();
      await bare(store(), 'r9');
      void add(store(new FailingBlobs(blobs, { at, how })), 'r9', chunksOf(70, 3));
      await settle(60);
      expect(((await found()) as { parts: unknown[] }).parts[0]).toEqual([9, 10]);
      expect([[70, 71, 72], null]).toContainEqual(await searchOf());
      if (how !== 'dies' && (await searchOf()) === null) expect(blobs.values.size).toBe(3);
    }
  });
});

describe('a new value', () => {
  test('replaces the old one with all its parts', async () => {
    expect(await found()).toEqual(OLD);
    expect(await write(store(), 101, 4)).toMatchObject({ generation: 2, chunks: { whole: 4, preview: 1, search: 2 } });
    expect(await found()).toEqual(NEW);
    expect(blobs.values.size).toBe(1 + 7);
  });

  test('whenever the process dies, the next start finds the old or the new, and later nothing is left over', async () => {
    const counting = new FailingBlobs(blobs, { at: Infinity, how: 'dies' });
    await write(store(counting), 101, 4);
    const steps = counting.changes;
    expect(steps).toBeGreaterThan(4);
    const seen = new Set<unknown>();
    for (let at = 0; at <= steps; at += 1) {
      blobs = new FakeBlobStorage();
      await write(store(), 1);
      void write(store(new FailingBlobs(blobs, { at, how: 'dies' })), 101, 4);
      await settle(200);
      const read = await found();
      expect([OLD, NEW]).toContainEqual(read);
      seen.add(JSON.stringify(read));
      await keepOnly(store(), ['a']);
      expect(await found()).toEqual(read);
      expect(blobs.values.size).toBe(1 + (JSON.stringify(read) === JSON.stringify(OLD) ? 10 : 7));
      await write(store(), 101, 4);
      expect(await found()).toEqual(NEW);
    }
    expect(seen.size).toBe(2);
  });

  test('whenever the store is full or fails once, the old one stays whole, or the new one is', async () => {
    for (const how of ['full', 'fails once'] as const) {
      for (let at = 0; at < 7; at += 1) {
        blobs = new FakeBlobStorage();
        await write(store(), 1);
        const head = await write(store(new FailingBlobs(blobs, { at, how })), 101, 4);
        expect(await found()).toEqual(head === null ? OLD : NEW);
        await keepOnly(store(), ['a']);
        expect(blobs.values.size).toBe(1 + (head === null ? 10 : 7));
      }
    }
  });

  test('a cancelled one is not written', async () => {
    const source = createCancelSource();
    source.cancel();
    expect(await writeSnapshot(store(), { name: 'a', head: { revision: '', mark: '', savedAtMs: 0, note: null }, parts: { whole: chunksOf(7, 9) } }, source.signal)).toBeNull();
    expect(await found()).toEqual(OLD);
  });

  test('goes in transactions of a chunk or several small ones', async () => {
    const sizes: number[] = [];
    const original = blobs.setMany.bind(blobs);
    blobs.setMany = (entries) => {
      sizes.push(entries.reduce((sum, [, value]) => sum + value.length, 0));
      return original(entries);
    };
    await write(store(), 101, 12);
    expect(sizes.length).toBeGreaterThan(7);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(320 * 1024);
  });
});

test('a head that cannot be read for a moment costs nothing', async () => {
  const failing = store(blobs);
  const original = blobs.get.bind(blobs);
  blobs.get = () => Promise.reject(new AppError('storage.broken'));
  expect([await failing.head('a'), await write(failing, 101, 4)]).toEqual([null, null]);
  await keepOnly(failing, ['a']);
  blobs.get = original;
  expect(await found()).toEqual(OLD);
});

test('a torn, foreign or older head is as if there were none; the next value takes its place', async () => {
  for (const text of ['{"gene', '[]', '{}', '{"version":1,"generation":1,"count":6,"mark":"m"}', '{"version":2,"generation":1}']) {
    blobs.values.set('cat.a.head', new TextEncoder().encode(text));
    expect(await found()).toBeNull();
    await write(store(), 101, 4);
    expect([await found(), blobs.values.size]).toEqual([NEW, 8]);
  }
});

test('confirming changes the time only; other names are removed', async () => {
  await touchSnapshot(store(), 'a', 77);
  await touchSnapshot(store(), 'none', 77);
  expect([(await store().head('a'))?.savedAtMs, await found()]).toEqual([77, OLD]);
  blobs.values.set('cat.a.pins', new Uint8Array(1));
  blobs.values.set('cat.gone.head', new Uint8Array(1));
  blobs.values.set('cat.gone.1.whole.0', new Uint8Array(1));
  blobs.values.set('cat.ab.pins', new Uint8Array(1));
  await keepOnly(store(), ['a']);
  expect(blobs.values.size).toBe(12);
  await keepOnly(store(), []);
  expect(blobs.values.size).toBe(0);
});
