import type { Judgement } from './truth';

/** What a candidate is told to do. Numbers and flags of `options` are the bench's own. */
export interface CandidateJob {
  readonly bench: string;
  readonly candidate: string;
  readonly dataPath: string;
  readonly truthPath: string;
  readonly options: Readonly<Record<string, number>>;
}

/** One run of a candidate, in a process of its own. */
export interface Attempt {
  /** The work that is measured: reads the data and keeps what came of it. */
  run(): void | Promise<void>;
  /** Rows that came of it. */
  rows(): number;
  /** Compares what came of it with the truth; not measured. */
  judge(): Judgement | Promise<Judgement>;
  /** Further numbers about what came of it, by name; after the memory has been measured, before {@link judge}. */
  probe?(): Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>;
}

/** Something that does the work of a bench. */
export interface Candidate {
  readonly name: string;
  /** A `reference` shows what is possible; it is no library to be compared with. */
  readonly role: 'ours' | 'peer' | 'reference';
  /** Loads what is needed; not measured. */
  prepare(job: CandidateJob): Promise<Attempt>;
}

/** What one run cost. Bytes are above what the process held before it. */
export interface Sample {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakBytes: number;
  readonly heldBytes: number;
  readonly rows: number;
  readonly probed: Readonly<Record<string, number>>;
  readonly judgement: Judgement | null;
}
