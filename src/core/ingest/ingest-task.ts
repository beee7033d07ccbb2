import type { Steps } from '../base';
import type { IngestPart, IngestProgress, IngestResult, PartOutcome, PartReport } from './ingest-contract';
import type { Chunks } from './long-phases';

/** What one kind of job does with its parts. Errors are thrown or handed out as the outcome of a part. */
export interface IngestTask {
  /** Begins a part; the one before has been closed. */
  open(part: IngestPart): void;
  /** Reads on; the piece is not kept. */
  push(piece: Uint8Array): void;
  /** Ends the part. `isBroken`: its file did not come to its end. */
  close(isBroken: boolean): Steps<PartOutcome>;
  /** Ends the job. */
  end(): Steps<TaskResult>;
  readonly rows: TaskRows;
  /** The first rows as a catalogue of their own, once when they are there; `null` otherwise. */
  takePreview?(): Steps<Chunks> | null;
}

/** Rows so far. */
export type TaskRows = Omit<IngestProgress, 'bytes' | 'fraction'>;

/** A result without what the program itself knows. */
export type TaskResult = Omit<IngestResult, 'progress'>;

/** Rows of a job that makes none. */
export const NO_ROWS: TaskRows = { channels: 0, movies: 0, series: 0, episodes: 0 };

/** A result without a catalogue. */
export const NO_RESULT: TaskResult = { catalog: null, isUnchanged: false, revision: '', search: [], header: { name: '', guideUrls: [] } };

/** A report about nothing. */
export const NO_REPORT: PartReport = { bytes: 0, kept: 0, unwanted: 0, skipped: {}, notes: [], isCut: false };

/** The outcome of a part that went well and left nothing but its report. */
export function plainOutcome(report: PartReport): PartOutcome {
  return { problem: null, report, guide: null, search: [] };
}

/** Only the reasons that occurred. */
export function occurred(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const kept: Record<string, number> = {};
  for (const reason of Object.keys(counts)) {
    const count = counts[reason] ?? 0;
    if (count > 0) kept[reason] = count;
  }
  return kept;
}
