/** A remark about what was left out or is not whole. */
export interface SkippedNote {
  /** Line of a playlist, counted from 1; 0 where there are no lines. */
  readonly line: number;
  /** A reason of the reader: `free-text`, `no-address`, `unreadable-address`, `too-long`, `unreadable`, … */
  readonly reason: string;
}

/** What was read and what was not: "2,059 channels, 3 lines skipped". Plain data: it is stored with the catalogue. */
export interface RefreshReport {
  readonly counts: { readonly channels: number; readonly movies: number; readonly series: number; readonly episodes: number };
  /** Unpacked. */
  readonly bytes: number;
  readonly elapsedMs: number;
  /** Lines or rows left out or not whole, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** The first remarks, in order of the list. */
  readonly notes: readonly SkippedNote[];
  /** The answer ended before it was complete; what came before is kept. */
  readonly isCut: boolean;
  /** Where it was read: in a thread of its own, or in slices between frames. */
  readonly ranIn: 'worker' | 'slices';
}

/** What a guide file held. Plain data: it is stored with the guide. */
export interface GuideReport {
  readonly programmes: number;
  /** Left out on purpose: programmes of other channels and other times. */
  readonly unwanted: number;
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly isCut: boolean;
}

/** All that was left out, of every reason. */
export function skippedCount(report: Pick<RefreshReport, 'skipped'>): number {
  return Object.keys(report.skipped).reduce((sum, reason) => sum + (report.skipped[reason] ?? 0), 0);
}
