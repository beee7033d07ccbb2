import type { Journal } from '../core/journal';

/** Says to the page that is loaded anew that there is no app any more. */
const REMOVED = '__television.removed';
const WORDS = 'The developer session is over: the set has removed the app and all it stored.';

function storeOf(window: Window, name: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return window[name];
  } catch {
    // A page without an origin of its own has no storage.
    return null;
  }
}

/**
 * Removes what an app stored: both stores of texts, its databases, its caches and its cookies. Run in a page without the app, for a database that is
 * open stays.
 */
async function wipe(window: Window & typeof globalThis): Promise<void> {
  storeOf(window, 'localStorage')?.clear();
  storeOf(window, 'sessionStorage')?.clear();
  // The set's own page has no cookies to see; what servers have set is the engine's.
  const cookie = Object.getOwnPropertyDescriptor(window.Document.prototype, 'cookie');
  for (const pair of String(cookie?.get?.call(window.document)).split(/;\s*/)) {
    if (pair !== '') cookie?.set?.call(window.document, `${pair.replace(/=.*$/, '')}=; path=/; max-age=0`);
  }
  const databases = await window.indexedDB.databases();
  await Promise.all(databases.map(({ name = '' }) => new Promise<void>((resolve, reject) => {
    const asked = window.indexedDB.deleteDatabase(name);
    asked.onsuccess = () => { resolve(); };
    asked.onerror = () => { reject(new Error(`the database ${name} stays`)); };
  })));
  // Only pages of a safe origin have caches; the typings promise them to all.
  const caches = window.caches as CacheStorage | undefined;
  for (const name of (await caches?.keys()) ?? []) await caches?.delete(name);
}

/**
 * The end of LG's developer session (W-20), in two pages: the one with the app is left as it stands, so that none of its scripts, threads and open
 * databases is there any more, and the next one is stopped before the app and removes everything.
 */
export class DeveloperSession {
  private readonly window: Window & typeof globalThis;
  private readonly journal: Journal;
  private isGone = false;

  /** Run before any script of the app. */
  constructor(window: Window & typeof globalThis, journal: Journal) {
    this.window = window;
    this.journal = journal;
    const store = storeOf(window, 'sessionStorage');
    if (store?.getItem(REMOVED) === null || store === null) return;
    window.stop();
    wipe(window).then(() => { this.showRemoved(); }, (error: unknown) => { journal.violation(`the app could not be removed: ${String(error)}`); });
  }

  /** Whether the app was removed, and this is what is left. */
  get isOver(): boolean {
    return this.isGone;
  }

  /** Its time is over: the app ends by `exit`, and the page loads anew. Throws where databases cannot be listed or the page has no store. */
  expire(exit: () => void): void {
    const { window, journal } = this;
    const store = storeOf(window, 'sessionStorage');
    if (store === null || typeof window.indexedDB.databases !== 'function') throw new Error('this engine cannot tell what an app has stored');
    journal.event('the developer session is over');
    exit();
    // What the app keeps goes anyway: the mark must have room.
    store.clear();
    store.setItem(REMOVED, 'yes');
    window.location.reload();
  }

  private showRemoved(): void {
    const { document } = this.window;
    this.isGone = true;
    this.journal.event('the app and all it stored are removed');
    // Stopped this early, the page has not even a root; the typings promise one.
    const root = (document.documentElement as HTMLElement | null) ?? document.appendChild(document.createElement('html'));
    root.textContent = WORDS;
  }
}
