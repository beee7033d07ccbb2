import { AppError, fail, ok } from '#core/base';
import { PreviewCatalog } from '#core/catalog';
import type { CatalogReader, ColumnarCatalog, ListedKind } from '#core/catalog';
import { createCatalogModel } from '#model/catalog';
import type { CatalogCore } from '#model/catalog';
import { BrowserClock, openStorage } from '#platforms/common';
import type { BlobStoragePort, LogPort } from '#ports';
import type { Source } from '#sources/source';
import { SOURCE, keysAtHand, largeCatalog } from './large-catalog';

/** Times of one start, milliseconds from the navigation's start. */
export interface WarmStart {
  /** When the store begins to be opened: the page and its script are there. */
  readonly openingMs: number;
  readonly firstRowsMs: number;
  readonly wholeMs: number;
  readonly bytesUntilFirst: number;
  readonly bytesInAll: number;
  readonly titles: number;
  readonly isPreviewed: boolean;
  /** The longest task over 50 ms; 0: there was none. */
  readonly longestTaskMs: number;
}

/** What storing took. */
export interface Stored {
  readonly elapsedMs: number;
  readonly bytes: number;
  readonly heldBytes: number;
  readonly longestTaskMs: number;
}

const UNSUPPORTED = fail(new AppError('source.unsupported'));
/** What a page shows of a list, and a little more. */
const SHOWN = 12;
const log: LogPort = {
  write(level, message, facts) {
    console.log(level, message, JSON.stringify(facts ?? {}));
  },
};
let longestMs = 0;
let prepared: ColumnarCatalog | null = null;

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) longestMs = Math.max(longestMs, entry.duration);
}).observe({ type: 'longtask', buffered: true });

/** Counts what goes through. */
class CountingBlobs implements BlobStoragePort {
  read = 0;
  written = 0;

  constructor(private readonly blobs: BlobStoragePort) {}

  async get(name: string): Promise<Uint8Array | null> {
    const value = await this.blobs.get(name);
    this.read += value?.length ?? 0;
    return value;
  }

  setMany(entries: ReadonlyArray<readonly [name: string, value: Uint8Array]>): Promise<void> {
    for (const [, value] of entries) this.written += value.length;
    return this.blobs.setMany(entries);
  }

  remove(names: readonly string[]): Promise<void> {
    return this.blobs.remove(names);
  }

  keys(prefix: string): Promise<readonly string[]> {
    return this.blobs.keys(prefix);
  }
}

const source: Source = {
  id: SOURCE,
  kind: 'xtream',
  guideMode: 'none',
  sync: null,
  check: () => Promise.resolve(UNSUPPORTED),
  refresh: () =>
    Promise.resolve(prepared === null ? ok({ kind: 'unchanged' } as const) : ok({ kind: 'changed', snapshot: prepared, mark: 'mark' } as const)),
  fetchGuide: () => Promise.resolve(UNSUPPORTED),
  loadGuideFiles: () => Promise.resolve(UNSUPPORTED),
  movieDetail: () => Promise.resolve(UNSUPPORTED),
  seriesDetail: () => Promise.resolve(UNSUPPORTED),
  landing: () => Promise.resolve(ok(null)),
  resolve: () => Promise.resolve(UNSUPPORTED),
  dispose: () => undefined,
};

async function open(): Promise<{ model: CatalogCore; blobs: CountingBlobs }> {
  const { storage, blobs } = await openStorage(window, log, 'bench');
  const counting = new CountingBlobs(blobs);
  const model = createCatalogModel({
    clock: new BrowserClock(), storage, blobs: counting, log, nameOf: () => 'bench', report: () => undefined, atHand: keysAtHand,
  });
  model.useSources([source]);
  return { model, blobs: counting };
}

/**
 * The first rows of a kind as text in the document: its categories with their counts, then its titles. As in the app, words are read in
 * tasks and shown in frames.
 */
async function showRows(reader: CatalogReader, kind: ListedKind): Promise<void> {
  const categories = reader.categories(kind).slice(0, SHOWN).map((category) => `${category.name} (${String(category.count)})`);
  await frame();
  document.body.append(categories.join(', '));
  await turn();
  const rows = reader.rows(kind, 0);
  const names: string[] = [];
  for (let i = 0; i < Math.min(SHOWN, rows.length); i += 1) names.push(reader[kind](rows.at(i))?.name ?? '?');
  await frame();
  document.body.append(names.join(', '));
  await turn();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function frame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });
}

/** Waits until the observer of long tasks has told everything. */
async function settled(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return longestMs;
}

/** Makes the catalogue that {@link store} stores; not measured. */
export function prepare(titles: number): void {
  prepared = largeCatalog(titles);
}

/** Stores the prepared catalogue as a refresh does. */
export async function store(): Promise<Stored> {
  const { model, blobs } = await open();
  const heldBytes = prepared?.heldBytes ?? 0;
  await settled();
  longestMs = 0;
  const startMs = performance.now();
  await model.refreshNow();
  const elapsedMs = performance.now() - startMs;
  return { elapsedMs, bytes: blobs.written, heldBytes, longestTaskMs: await settled() };
}

/** Starts from what is stored: shows first rows, then reads the rest. Waits for a frame and a turn, so that neither the page's script nor its first layout are counted. */
export async function start(): Promise<WarmStart> {
  await frame();
  await turn();
  longestMs = 0;
  performance.mark('opening');
  const openingMs = performance.now();
  const { model, blobs } = await open();
  await model.loadStored();
  const first = model.catalog.peek();
  await showRows(first, 'channel');
  const firstRowsMs = performance.now();
  performance.mark('first-rows');
  const bytesUntilFirst = blobs.read;
  for (const kind of ['movie', 'series'] as const) await showRows(first, kind);
  await model.whole();
  const wholeMs = performance.now();
  const reader = model.catalog.peek();
  const titles = reader.count('channel') + reader.count('movie') + reader.count('series');
  return {
    openingMs, firstRowsMs, wholeMs, bytesUntilFirst, bytesInAll: blobs.read, titles, isPreviewed: first instanceof PreviewCatalog && reader !== first,
    longestTaskMs: await settled(),
  };
}
