import { AppError, fail, ok } from '#core/base';
import { ColumnarCatalog, PreviewCatalog, encodeSnapshot } from '#core/catalog';
import { createCatalogModel } from '#model/catalog';
import type { CatalogCore } from '#model/catalog';
import { BrowserClock, openStorage } from '#platforms/common';
import type { LogPort } from '#ports';
import type { Source } from '#sources/source';
import { SOURCE, numberOf, numberedCatalog, numberedSearch } from './numbered-catalog';

/** What the app found in the store after a start. */
export interface Found {
  /** Number of the whole catalogue; -1: none. */
  readonly number: number;
  /** Number the first rows were of. */
  readonly firstNumber: number;
  /** Whether the first rows came from a preview. */
  readonly isPreviewed: boolean;
  /** What is not as it was written; empty: every byte is. */
  readonly faults: readonly string[];
}

const UNSUPPORTED = fail(new AppError('source.unsupported'));
const lines: string[] = [];
const log: LogPort = {
  write(level, message, facts) {
    lines.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`);
  },
};
/** Makes this page's process the largest, so that it can be told from the engine's others. */
const ballast = new Uint8Array(80_000_000).fill(1);
let next = 0;
let model: CatalogCore | null = null;

/** A source whose catalogue is the one with the next number. */
const source: Source = {
  id: SOURCE,
  kind: 'playlist',
  guideMode: 'none',
  sync: null,
  check: () => Promise.resolve(UNSUPPORTED),
  refresh: () =>
    Promise.resolve(ok({ kind: 'changed', snapshot: numberedCatalog(next), mark: `mark ${String(next)}`, searchChunks: numberedSearch(next) })),
  fetchGuide: () => Promise.resolve(UNSUPPORTED),
  loadGuideFiles: () => Promise.resolve(UNSUPPORTED),
  movieDetail: () => Promise.resolve(UNSUPPORTED),
  seriesDetail: () => Promise.resolve(UNSUPPORTED),
  landing: () => Promise.resolve(ok(null)),
  resolve: () => Promise.resolve(UNSUPPORTED),
  dispose: () => undefined,
};

function areSame(left: readonly Uint8Array[] | null, right: readonly Uint8Array[]): boolean {
  return left?.length === right.length && left.every((chunk, index) => {
    const other = right[index];
    return chunk.length === other?.length && chunk.every((byte, at) => byte === other[at]);
  });
}

/** Starts the app's catalogue over this page's store and tells what was there: first rows, then the whole, byte by byte. */
export async function load(): Promise<Found> {
  const { storage, blobs } = await openStorage(window, log, 'soak');
  const made = createCatalogModel({ clock: new BrowserClock(), storage, blobs, log, nameOf: () => 'soak', report: () => undefined, atHand: () => [] });
  model = made;
  made.useSources([source]);
  const hasAny = await made.loadStored();
  const first = made.catalog.peek();
  await made.whole();
  const whole = made.catalog.peek();
  const number = numberOf(whole);
  const faults: string[] = lines.splice(0);
  if (!hasAny) {
    const rest = await blobs.keys('');
    if (rest.some((name) => /\.head$/.test(name))) faults.push(`unread: the store holds ${rest.join(', ')}`);
    return { number: -1, firstNumber: -1, isPreviewed: false, faults };
  }
  const wanted = numberedCatalog(number);
  if (!(whole instanceof ColumnarCatalog)) faults.push('the whole was not read');
  else if (whole.revision !== wanted.revision) faults.push('another revision');
  else if (!areSame(encodeSnapshot(whole), encodeSnapshot(wanted))) faults.push('other bytes');
  if (!areSame(await made.readSearchChunks(SOURCE), numberedSearch(number))) faults.push('another search index');
  return { number, firstNumber: numberOf(first), isPreviewed: first instanceof PreviewCatalog, faults };
}

/** Stores one catalogue after another until the page dies; `done <number>` on the console for each that is confirmed. */
export async function write(from: number): Promise<void> {
  if (model === null || ballast[0] !== 1) throw new Error('load first');
  for (next = from; ; next += 1) {
    await model.refreshNow();
    console.log(lines.length === 0 ? `done ${String(next)}` : `failed ${lines.join('; ')}`);
  }
}
