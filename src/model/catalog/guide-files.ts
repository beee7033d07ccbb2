import { HOUR_MS, runInSlices } from '#core/base';
import type { CancelSignal, SourceId } from '#core/base';
import type { CatalogReader } from '#core/catalog';
import { decodeGuideSteps } from '#core/guide';
import type { ColumnarGuide } from '#core/guide';
import type { ClockPort, LogPort } from '#ports';
import type { Source } from '#sources/source';
import { loadWriting } from './load-writing';
import type { SnapshotStore, StoredHead } from './snapshot-store';

/** A guide file younger than this is not read again by a refresh. */
const GUIDE_FILE_AGE_MS = 6 * HOUR_MS;
/** Stored guides of at most so many chunks (of 256 KB) are read before the first page is shown. */
const SMALL_CHUNKS = 6;
/** Guide files of one source. */
const MAX_FILES = 3;

/** What guide files need. */
export interface GuideFilesDeps {
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly store: SnapshotStore;
  readonly signal: CancelSignal;
  /** Called when guides came or went. */
  changed(): void;
}

/** The guide files of a source in its order; `null` where one could not be read. */
interface Files {
  readonly guides: ReadonlyArray<ColumnarGuide | null>;
  readonly marks: readonly string[];
  readonly readAtMs: number;
}

/** Names under which the guide files of a source are stored. */
export function guideNames(id: SourceId): readonly string[] {
  return Array.from({ length: MAX_FILES }, (_, index) => `${id}-${String(index)}`);
}

/** Whether a file describes one of these channels, whose programmes were not kept since nobody wanted them. */
function lacksAny(guides: readonly ColumnarGuide[], ids: readonly string[]): boolean {
  const unseen = ids.filter((id) => !guides.some((guide) => guide.has(id)));
  if (unseen.length === 0) return false;
  const described = new Set<string>();
  const asked = new Set<string>();
  for (const guide of guides) {
    for (const { id } of guide.channels()) described.add(id);
    for (const { guideKey } of guide.matches()) asked.add(guideKey);
  }
  return unseen.some((id) => described.has(id) && !asked.has(id));
}

/** Guides that come as files: read from storage at the start, fetched anew when they are old. */
export class GuideFiles {
  private readonly deps: GuideFilesDeps;
  private readonly files = new Map<SourceId, Files>();

  constructor(deps: GuideFilesDeps) {
    this.deps = deps;
  }

  /** The guides of a source, the most trusted first. */
  of(id: SourceId): readonly ColumnarGuide[] {
    return (this.files.get(id)?.guides ?? []).filter((guide): guide is ColumnarGuide => guide !== null);
  }

  /** Drops a source's guides from memory. */
  forget(id: SourceId): void {
    this.files.delete(id);
  }

  /** Stored indexes over the programmes of {@link of}, in the same order; `null` where there is none. */
  async searchChunks(id: SourceId): Promise<ReadonlyArray<readonly Uint8Array[] | null>> {
    const { store } = this.deps;
    const found: Array<readonly Uint8Array[] | null> = [];
    for (const [index, guide] of (this.files.get(id)?.guides ?? []).entries()) {
      const name = guideNames(id)[index] ?? '';
      const head = guide === null ? null : await store.head(name);
      if (guide !== null) found.push(head === null || head.revision !== guide.revision ? null : await store.chunks(name, head, 'search'));
    }
    return found;
  }

  /** Reads stored guides: small ones only, so that they are there with the first page, or all that are missing. */
  async loadStored(sources: readonly Source[], only: 'small' | 'all'): Promise<void> {
    for (const { id } of sources) {
      if (this.files.has(id)) continue;
      const heads = await Promise.all(guideNames(id).map((name) => this.deps.store.head(name)));
      const readAtMs = heads.reduce((latest, head) => Math.max(latest, head?.savedAtMs ?? 0), 0);
      const chunks = heads.reduce((sum, head) => sum + (head?.chunks.whole ?? 0), 0);
      if (readAtMs === 0 || (only === 'small' && chunks > SMALL_CHUNKS)) continue;
      const guides: Array<ColumnarGuide | null> = [];
      for (const [index, head] of heads.entries()) guides.push(head === null ? null : await this.read(guideNames(id)[index] ?? '', head));
      // One that cannot be read any more is asked for again.
      const marks = heads.map((head, index) => (guides[index] === null ? '' : (head?.mark ?? '')));
      if (!this.files.has(id)) this.files.set(id, { guides, marks, readAtMs });
      this.deps.changed();
    }
  }

  /** Fetches the guide files that are old or missing, for the channels of their source's catalogue and those of `extraIds`, and stores them; not while the catalogue is not whole. */
  async refresh(source: Source, catalog: CatalogReader | null, extraIds: readonly string[]): Promise<void> {
    if (source.guideMode !== 'file' || catalog === null) return;
    const { clock, log, signal, store } = this.deps;
    const nowMs = clock.nowMs();
    const known = this.files.get(source.id);
    const isLacking = lacksAny(this.of(source.id), extraIds);
    if (known !== undefined && nowMs - known.readAtMs < GUIDE_FILE_AGE_MS && !isLacking) return;
    const answer = await source.loadGuideFiles({ catalog, signal, knownMarks: isLacking ? [] : (known?.marks ?? []), extraIds });
    if (signal.isCancelled) return;
    if (!answer.ok) {
      log.write('info', 'guide file not read', { source: source.id, code: answer.error.code });
      return;
    }
    const files = answer.value.slice(0, MAX_FILES);
    const guides = files.map((file, index) => (file.kind === 'changed' ? file.guide : (known?.guides[index] ?? null)));
    this.files.set(source.id, { guides, marks: files.map((file) => file.mark), readAtMs: nowMs });
    this.deps.changed();
    const writing = await loadWriting(store);
    for (const [index, file] of files.entries()) {
      const name = guideNames(source.id)[index] ?? '';
      if (file.kind === 'changed') await writing?.keepGuide({ clock, store, signal }, name, file, nowMs);
      else await writing?.touchSnapshot(store, name, nowMs);
    }
  }

  private async read(name: string, head: StoredHead): Promise<ColumnarGuide | null> {
    const { clock, signal, store } = this.deps;
    const chunks = await store.chunks(name, head, 'whole');
    if (chunks === null) return null;
    try {
      const guide = await runInSlices(clock, decodeGuideSteps(chunks), signal);
      if (guide.ok) return guide.value;
      store.complain('guide', guide.error);
    } catch (error) {
      store.complain('guide', error);
    }
    return null;
  }
}
