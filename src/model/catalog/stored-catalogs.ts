import { nextTask, runInSlices } from '#core/base';
import type { CancelSignal, SourceId, Steps } from '#core/base';
import { decodePreviewSteps, decodeSnapshotSteps, PreviewCatalog } from '#core/catalog';
import type { CatalogSnapshot, ColumnarCatalog } from '#core/catalog';
import { joinBytes } from '#core/text';
import type { ClockPort } from '#ports';
import type { RefreshReport } from '#sources/source';
import { unpackChunks } from './packed-chunks';
import type { SnapshotStore, StoredHead } from './snapshot-store';
import { parseReport } from './stored-report';

/** Longest slice of what the first page waits for: there is nothing yet that moves, but keys are to be heard. */
const FIRST_SLICE_MS = 10;

/** What a source's stored catalogue gives at once. */
export interface FirstRows {
  readonly head: StoredHead;
  readonly catalog: CatalogSnapshot;
  /** The catalogue itself where it is small; `null`: {@link StoredCatalogs.whole} has it. */
  readonly whole: ColumnarCatalog | null;
  readonly report: RefreshReport | null;
}

/** A preview of its pieces and, where there are any, its pinned rows; throws what decoding tells. */
function* previewSteps(pieces: readonly Uint8Array[], pinned: Uint8Array | null): Steps<PreviewCatalog> {
  const preview = yield* decodePreviewSteps(unpackChunks(joinBytes(pieces)));
  if (!preview.ok) throw preview.error;
  yield;
  const pins = pinned === null ? null : yield* decodePreviewSteps(unpackChunks(pinned));
  yield;
  const catalog = new PreviewCatalog(preview.value, pins?.ok === true ? pins.value : null);
  yield;
  yield* catalog.prepareSteps();
  return catalog;
}

/** Reads stored catalogues: a few rows first, the whole in slices. Nothing here rejects. */
export class StoredCatalogs {
  private readonly store: SnapshotStore;
  private readonly clock: ClockPort;
  private readonly signal: CancelSignal;

  constructor(store: SnapshotStore, clock: ClockPort, signal: CancelSignal) {
    this.store = store;
    this.clock = clock;
    this.signal = signal;
  }

  /** The preview of a large catalogue, a small one whole; `null` when nothing is stored or none of it can be read. */
  async first(id: SourceId): Promise<FirstRows | null> {
    const head = await this.store.head(id);
    if (head === null) return null;
    const report = parseReport(head.note);
    const preview = await this.preview(id, head);
    if (preview !== null) return { head, catalog: preview, whole: null, report };
    const whole = await this.whole(id, head);
    return whole === null ? null : { head, catalog: whole, whole, report };
  }

  /**
   * The whole catalogue; `null` when it is torn, foreign or outdated: the source is then fetched anew. When another window of the app
   * has stored a newer one meanwhile, that one.
   */
  async whole(id: SourceId, head: StoredHead): Promise<ColumnarCatalog | null> {
    const chunks = await this.store.chunks(id, head, 'whole');
    if (chunks === null) {
      const newer = await this.store.head(id);
      return newer === null || newer.generation === head.generation ? null : this.whole(id, newer);
    }
    try {
      const read = await this.inSlices(decodeSnapshotSteps(chunks, { sourceId: id }));
      if (read.ok) return read.value;
      this.store.complain('whole', read.error);
    } catch (error) {
      this.store.complain('whole', error);
    }
    return null;
  }

  private async preview(id: SourceId, head: StoredHead): Promise<PreviewCatalog | null> {
    const [pieces, pinned] = await Promise.all([this.store.chunks(id, head, 'preview'), this.store.single(id, 'pins')]);
    if (pieces === null) return null;
    // The engine unpacks what it read in the task that tells so: a slice beside it would make a long one.
    await nextTask(this.clock);
    try {
      return await runInSlices(this.clock, previewSteps(pieces, pinned), this.signal, FIRST_SLICE_MS);
    } catch (error) {
      this.store.complain('preview', error);
      return null;
    }
  }

  private inSlices<T>(steps: Steps<T>): Promise<T> {
    return runInSlices(this.clock, steps, this.signal);
  }
}
