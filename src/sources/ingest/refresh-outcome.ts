import { AppError, fail, ok } from '#core/base';
import type { Result } from '#core/base';
import type { IngestProgress, IngestResult } from '#core/ingest';
import type { ClockPort } from '#ports';
import type { RefreshOptions, RefreshOutcome, RefreshReport } from '#sources/source';
import { decodeCatalog } from './decode-catalog';
import type { FedPart, IngestListeners } from './ingest-job-handle';

/** Remarks kept with a catalogue; nobody reads more. */
const MAX_NOTES = 200;

/** What a refresh knows beside the program's result. */
export interface RefreshFacts {
  readonly mark: string;
  readonly parts: readonly FedPart[];
  readonly ranIn: 'worker' | 'slices';
  /** When it began, by the monotonic clock. */
  readonly startMs: number;
}

/** What a job of a refresh tells, in the words of {@link RefreshOptions}. */
export function refreshListeners(clock: Pick<ClockPort, 'monotonicMs' | 'after'>, options: RefreshOptions): IngestListeners {
  const { signal, onProgress, onPreview } = options;
  const listeners: IngestListeners = {
    signal,
    onProgress: ({ channels, movies, series, fraction }) => {
      onProgress({ channels, movies, series, fraction });
    },
  };
  if (onPreview === undefined) return listeners;
  return {
    ...listeners,
    onPreview: (chunks) => {
      void decodeCatalog(clock, chunks).then((catalog) => {
        if (catalog.ok && !signal.isCancelled) onPreview(catalog.value);
      });
    },
  };
}

function reportOf(facts: RefreshFacts, progress: IngestProgress, elapsedMs: number): RefreshReport {
  const skipped: Record<string, number> = {};
  for (const { report } of facts.parts) {
    for (const reason of Object.keys(report.skipped)) skipped[reason] = (skipped[reason] ?? 0) + (report.skipped[reason] ?? 0);
  }
  const { bytes, channels, movies, series, episodes } = progress;
  return {
    counts: { channels, movies, series, episodes },
    bytes,
    elapsedMs,
    skipped,
    notes: facts.parts.reduce<RefreshReport['notes']>((all, { report }) => all.concat(report.notes), []).slice(0, MAX_NOTES),
    isCut: facts.parts.some(({ report }) => report.isCut),
    ranIn: facts.ranIn,
  };
}

/** The program's result as a refresh's outcome. The catalogue is laid out in slices. */
export async function changedCatalog(
  clock: Pick<ClockPort, 'monotonicMs' | 'after'>,
  result: IngestResult,
  facts: RefreshFacts,
): Promise<Result<RefreshOutcome, AppError>> {
  if (result.isUnchanged) return ok({ kind: 'unchanged' });
  if (result.catalog === null) return fail(new AppError('internal.bug', { message: 'a refresh without a catalogue' }));
  const snapshot = await decodeCatalog(clock, result.catalog);
  if (!snapshot.ok) return snapshot;
  return ok({
    kind: 'changed',
    snapshot: snapshot.value,
    mark: facts.mark,
    report: reportOf(facts, result.progress, Math.round(clock.monotonicMs() - facts.startMs)),
    snapshotChunks: result.catalog,
    searchChunks: result.search,
  });
}
