import { AppError } from '#core/base';
import type { CancelSignal } from '#core/base';
import { encodeUtf8 } from '#core/text';
import { STORE_VERSION } from '../snapshot-store';
import type { SnapshotStore, StoredHead, StoredPart } from '../snapshot-store';

/** Bytes of one transaction: a chunk, or several small ones. More: the copy the engine makes of it holds up a frame. Less: more waits for the flash. */
const BATCH_BYTES = 320 * 1024;

/** What is to be stored. */
export interface SnapshotToWrite {
  readonly name: string;
  readonly head: Omit<StoredHead, 'generation' | 'chunks'>;
  readonly parts: Readonly<Partial<Record<StoredPart, readonly Uint8Array[]>>>;
}

type Entry = readonly [name: string, value: Uint8Array];

function encodeHead(head: StoredHead): Uint8Array {
  return encodeUtf8(JSON.stringify({ version: STORE_VERSION, ...head }));
}

/** Removes what belongs to no stored value of a name: older generations, and what a killed or failed writer left. */
async function sweep(store: SnapshotStore, name: string, head: StoredHead | null): Promise<void> {
  const own = `${store.prefix}${name}.`;
  const kept = head === null ? null : `${own}${String(head.generation)}.`;
  const names = await store.blobs.keys(own);
  const gone = names.filter(
    (blob) => blob !== store.headName(name) && blob !== store.singleName(name, 'pins') && (kept === null || blob.indexOf(kept) !== 0),
  );
  if (gone.length > 0) await store.blobs.remove(gone);
}

function entriesOf(store: SnapshotStore, wish: SnapshotToWrite, generation: number): Entry[] {
  const entries: Entry[] = [];
  for (const part of ['whole', 'preview', 'search'] as const) {
    (wish.parts[part] ?? []).forEach((chunk, index) => entries.push([store.chunkName(wish.name, generation, part, index), chunk]));
  }
  return entries;
}

async function writeInBatches(store: SnapshotStore, entries: readonly Entry[], signal: CancelSignal): Promise<void> {
  let batch: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (batch.length > 0 && bytes + entry[1].length > BATCH_BYTES) {
      if (signal.isCancelled) throw new AppError('net.cancelled');
      await store.blobs.setMany(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += entry[1].length;
  }
  if (batch.length > 0) await store.blobs.setMany(batch);
}

/**
 * Stores a value beside the old one in small transactions, its head last: until that moment the old one stands, from then on the
 * new one. What is not needed any more goes afterwards. A full store, a failure or a cancellation keeps the old one; `null` then.
 * Never rejects. Two windows that write one name at once are not foreseen; their mixture would fail its checksums.
 */
export function writeSnapshot(store: SnapshotStore, wish: SnapshotToWrite, signal: CancelSignal): Promise<StoredHead | null> {
  return store.inTurn(() => write(store, wish, signal));
}

async function write(store: SnapshotStore, wish: SnapshotToWrite, signal: CancelSignal): Promise<StoredHead | null> {
  const { name, parts } = wish;
  const count = (part: StoredPart): number => parts[part]?.length ?? 0;
  const chunks = { whole: count('whole'), preview: count('preview'), search: count('search') };
  try {
    const old = await store.readHead(name);
    const head: StoredHead = { ...wish.head, generation: (old?.generation ?? 0) + 1, chunks };
    // What an earlier writer left may bear the same names, and takes room.
    await sweep(store, name, old);
    await writeInBatches(store, entriesOf(store, wish, head.generation), signal);
    if (signal.isCancelled) throw new AppError('net.cancelled');
    await store.blobs.setMany([[store.headName(name), encodeHead(head)]]);
    await sweepQuietly(store, name);
    return head;
  } catch (error) {
    store.complain('write', error);
    await sweepQuietly(store, name);
    return null;
  }
}

async function sweepQuietly(store: SnapshotStore, name: string): Promise<void> {
  try {
    await sweep(store, name, await store.readHead(name));
  } catch (error) {
    store.complain('sweep', error);
  }
}

/**
 * Puts a search index beside the stored value it is of: its chunks under the value's generation, then the head that counts them. Does
 * nothing when another value stands there by now; a failure leaves the value without. Never rejects.
 */
export function addSearch(
  { store, signal }: { readonly store: SnapshotStore; readonly signal: CancelSignal },
  name: string,
  { revision, chunks }: { readonly revision: string; readonly chunks: readonly Uint8Array[] },
): Promise<void> {
  return store.inTurn(async () => {
    try {
      const head = await store.readHead(name);
      if (head === null || head.revision !== revision || head.chunks.search > 0) return;
      const entries = chunks.map((chunk, index): Entry => [store.chunkName(name, head.generation, 'search', index), chunk]);
      try {
        await writeInBatches(store, entries, signal);
        await store.blobs.setMany([[store.headName(name), encodeHead({ ...head, chunks: { ...head.chunks, search: chunks.length } })]]);
      } catch (error) {
        await store.blobs.remove(entries.map(([blob]) => blob));
        throw error;
      }
    } catch (error) {
      store.complain('search', error);
    }
  });
}

/** Notes that what is stored was confirmed. Never rejects. */
export function touchSnapshot(store: SnapshotStore, name: string, nowMs: number): Promise<void> {
  return store.inTurn(async () => {
    try {
      const head = await store.readHead(name);
      if (head !== null) await store.blobs.setMany([[store.headName(name), encodeHead({ ...head, savedAtMs: nowMs })]]);
    } catch (error) {
      store.complain('touch', error);
    }
  });
}

/** Removes everything stored under other names, and under these what belongs to no stored value. Never rejects. */
export function keepOnly(store: SnapshotStore, kept: readonly string[]): Promise<void> {
  return store.inTurn(() => removeOthers(store, kept));
}

async function removeOthers(store: SnapshotStore, kept: readonly string[]): Promise<void> {
  try {
    const names = await store.blobs.keys(store.prefix);
    const gone = names.filter((blob) => !kept.some((name) => blob.indexOf(`${store.prefix}${name}.`) === 0));
    if (gone.length > 0) await store.blobs.remove(gone);
  } catch (error) {
    store.complain('remove', error);
  }
  for (const name of kept) await sweepQuietly(store, name);
}
