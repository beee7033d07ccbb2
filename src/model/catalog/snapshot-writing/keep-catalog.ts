import { runInSlices } from '#core/base';
import type { CancelSignal, ItemKey } from '#core/base';
import { encodePreviewSteps, encodeSnapshotSteps, makePreviewSteps } from '#core/catalog';
import type { ColumnarCatalog, PreviewWish } from '#core/catalog';
import type { ClockPort } from '#ports';
import type { ChangedCatalog } from '#sources/source';
import { cutPacked, packChunks } from '../packed-chunks';
import type { SnapshotStore } from '../snapshot-store';
import { writeSnapshot } from './write-snapshot';

/** A smaller catalogue is read as fast as a preview of it would be. */
const PREVIEW_FROM_BYTES = 3_000_000;
/** Share of the catalogue's bytes a preview takes: "first rows with under 5 % read", the pinned rows and the head included. */
const PREVIEW_SHARE = 0.03;
/** Rows of each category: what a page of its list or grid shows, and the next. */
const PER_CATEGORY = 24;
/** Most pinned rows: favourites by the thousand would make the first rows late. */
const MAX_PINNED = 400;

/** What the functions here work with. */
export interface KeepDeps {
  readonly clock: ClockPort;
  readonly store: SnapshotStore;
  readonly signal: CancelSignal;
}

async function previewOf(deps: KeepDeps, catalog: ColumnarCatalog, wish: PreviewWish): Promise<Uint8Array> {
  const preview = await runInSlices(deps.clock, makePreviewSteps(catalog, wish), deps.signal);
  return packChunks(await runInSlices(deps.clock, encodePreviewSteps(preview), deps.signal));
}

/** Rows that fit a preview. */
function rowsFor(catalog: ColumnarCatalog): number {
  const { channel, movie, series, episode } = catalog.data.tables;
  return Math.floor((channel.count + movie.count + series.count + episode.count) * PREVIEW_SHARE);
}

/** A catalogue as it is stored, made anew from memory: for sources that fetch the difference to it. `null` when the app ends. Never rejects. */
export async function chunksOf({ clock, store, signal }: KeepDeps, catalog: ColumnarCatalog): Promise<readonly Uint8Array[] | null> {
  try {
    return await runInSlices(clock, encodeSnapshotSteps(catalog), signal);
  } catch (error) {
    store.complain('chunks', error);
    return null;
  }
}

/** Stores a source's catalogue with its preview, search index and report. `false` when it was not kept. Never rejects. */
export async function keepCatalog(deps: KeepDeps, fetched: ChangedCatalog, savedAtMs: number): Promise<boolean> {
  const { clock, store, signal } = deps;
  const { snapshot, mark, report, searchChunks } = fetched;
  const name = snapshot.data.sourceId;
  try {
    const whole = fetched.snapshotChunks ?? (await runInSlices(clock, encodeSnapshotSteps(snapshot), signal));
    const bytes = whole.reduce((sum, chunk) => sum + chunk.length, 0);
    const wish = { pinned: [], perCategory: PER_CATEGORY, limit: rowsFor(snapshot) };
    const preview = bytes < PREVIEW_FROM_BYTES ? [] : cutPacked(await previewOf(deps, snapshot, wish));
    const head = { revision: snapshot.revision, mark, savedAtMs, note: report ?? null };
    return (await writeSnapshot(store, { name, head, parts: { whole, preview, search: searchChunks ?? [] } }, signal)) !== null;
  } catch (error) {
    store.complain('keep', error);
    return false;
  }
}

/** Stores the rows that the next start shows first; only for catalogues that have a preview. Never rejects. */
export async function keepPins(deps: KeepDeps, catalog: ColumnarCatalog, pinned: readonly ItemKey[]): Promise<void> {
  const { store } = deps;
  const name = catalog.data.sourceId;
  try {
    const head = await store.head(name);
    if (head === null || head.chunks.preview === 0 || head.revision !== catalog.revision) return;
    const pins = await previewOf(deps, catalog, { pinned, perCategory: 0, limit: MAX_PINNED });
    await store.blobs.setMany([[store.singleName(name, 'pins'), pins]]);
  } catch (error) {
    store.complain('pins', error);
  }
}
