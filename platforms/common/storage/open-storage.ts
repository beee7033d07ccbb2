import type { BlobStoragePort, LogPort, StoragePort } from '#ports';
import { CopiedStorage } from './copied-storage';
import { IdbBlobs } from './idb-blobs';
import { IdbDatabase } from './idb-database';
import { IdbStorage } from './idb-storage';
import { LocalStorage, NoBlobs } from './local-storage';
import { storageError } from './storage-failure';

/** Where a host keeps things. */
export interface HostStorage {
  readonly storage: StoragePort;
  readonly blobs: BlobStoragePort;
}

/** How much later changes are copied: what a set does for a key comes first. */
const COPY_MS = 1000;
/** And so much more where the set is busy all the time. Smaller: a start waits for the copy; larger: what is lost with a database grows. */
const MOST_IDLE_MS = 2000;

/**
 * Opens the best store of this engine: IndexedDB in two databases (settings, and large values that cannot eat them), with a copy of the settings in
 * localStorage, else localStorage alone. Never rejects; a set without any store reads as empty and says `storage.broken` when written.
 */
export async function openStorage(window: Window & typeof globalThis, log: LogPort, prefix = 'hearth'): Promise<HostStorage> {
  try {
    const dependencies = { indexedDB: window.indexedDB, log };
    const copy = new LocalStorage(localStorageOf(window, log), prefix);
    const storage = new CopiedStorage(new IdbStorage(new IdbDatabase(`${prefix}-settings`, dependencies)), copy, (work) => window.setTimeout(() => { whenIdle(window, work); }, COPY_MS));
    const recovered = await storage.recover();
    if (recovered > 0) log.write('warn', 'storage: the engine has lost its databases, settings come from their copy', { recovered });
    return { storage, blobs: new IdbBlobs(new IdbDatabase(`${prefix}-blobs`, dependencies)) };
  } catch (error) {
    log.write('warn', 'storage: no IndexedDB, settings go to localStorage', { ...storageError(error, 'indexed-db').facts });
    return { storage: new LocalStorage(localStorageOf(window, log), prefix), blobs: new NoBlobs() };
  }
}

/** The first touch of localStorage reads all of it from the disk, in the way of the first page. */
function whenIdle(window: Window, work: () => void): void {
  const wait = window.requestIdleCallback as Window['requestIdleCallback'] | undefined;
  if (wait === undefined) work();
  else wait.call(window, work, { timeout: MOST_IDLE_MS });
}

function localStorageOf(window: Window, log: LogPort): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    // Reading the property itself throws where storage is forbidden.
    log.write('error', 'storage: this engine keeps nothing', { ...storageError(error, 'local-storage').facts });
    return null;
  }
}
