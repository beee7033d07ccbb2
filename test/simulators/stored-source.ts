/** A source as the app keeps it. */
export interface StoredSourceWish {
  readonly kind: 'playlist' | 'xtream';
  readonly address: string;
  readonly username?: string;
  readonly password?: string;
}

/** Id of the source that is put. */
const STORED_SOURCE = 'stored';

/**
 * A script that puts a source where the app keeps its own, before the app looks, as if it had been typed on this set before. For a page
 * whose store is still empty.
 */
export function storedSourceScript({ kind, address, username = '', password = '' }: StoredSourceWish): string {
  const values = {
    'sources.v1': { sources: [{ id: STORED_SOURCE, kind, name: 'Stored', host: '127.0.0.1' }] },
    [`source-secret.${STORED_SOURCE}`]: { address, username, password },
  };
  const puts = Object.entries(values).map(([key, value]) => `store.put(${JSON.stringify(JSON.stringify(value))}, ${JSON.stringify(key)});`);
  // Opened first: the app's own opening waits until all is there.
  return `if (window === top) (function () {
    var opening = indexedDB.open('hearth-settings', 1);
    opening.onupgradeneeded = function () { var store = opening.result.createObjectStore('values'); ${puts.join(' ')} };
    opening.onsuccess = function () { opening.result.close(); };
  })();`;
}
