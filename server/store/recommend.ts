/** Work of recommending that one node does at a time: learning what is near, and ranking what is watched most. */
export type RecommendWork = 'model' | 'rankings';

/** Why an item is near another: people watched both, or they are about the same things. */
export type NearReason = 'together' | 'alike';

/** An item near another. Items are named `m:12`, `s:7`. */
export interface NearItemRow {
  readonly item: string;
  /** 0 to 1. */
  readonly nearness: number;
  readonly why: NearReason;
}

/** One place of a ranking. */
export interface RankedRow {
  /** `m:12`, `s:7`, `c:3`. */
  readonly item: string;
  readonly score: number;
  /** Different accounts in an hour, added up over the hours that count. */
  readonly viewers: number;
}

/** What came of the last run of a work. */
export interface RecommendRun {
  /** 0: none has ended yet. */
  readonly generation: number;
  readonly finishedAtMs: number;
  /** What it was made of, for people: counts by name. */
  readonly facts: Readonly<Record<string, number>>;
}

/** What a profile wants learnt of it. */
export interface LearningRow {
  /** False: nothing is learnt, and nothing is made of what was. */
  readonly isOn: boolean;
  /** What was watched before is not learnt from; 0: all may be. */
  readonly forgottenBeforeMs: number;
  /** Titles that are not learnt from, as in `WireProgress.key` (`m:12`) or a series (`s:7`). */
  readonly forgotten: readonly string[];
}

/** What of an audience may not be learnt from. */
export interface UnlearntRow {
  readonly profileHash: string;
  readonly isOn: boolean;
  readonly forgottenBeforeMs: number;
  readonly forgotten: readonly string[];
}

/**
 * What is recommended, in generations: a run writes one that nobody reads, and makes it the one that is read in a single step, so that a
 * killed run leaves the old one. A run holds its work's turn by a lease: who does not keep it loses it.
 */
export interface RecommendStore {
  /** Takes a work's turn when nobody holds it and it was last done before `dueBeforeMs`; drops what dead runs left. `null`: not now. */
  claim(work: RecommendWork, terms: { readonly node: string; readonly nowMs: number; readonly lifeMs: number; readonly dueBeforeMs: number }): Promise<number | null>;
  /** Keeps the turn of a generation; false: another has it. */
  keep(work: RecommendWork, generation: number, untilMs: number): Promise<boolean>;
  /** Adds lists to a generation under way. */
  addNear(generation: number, lists: ReadonlyMap<string, readonly NearItemRow[]>): Promise<void>;
  /** Puts a ranking, best first, into a generation under way. */
  addRanking(generation: number, name: string, rows: readonly RankedRow[]): Promise<void>;
  /** Makes a generation the one that is read, gives the turn back and drops the former. False: the turn was lost, nothing changed. */
  publish(work: RecommendWork, generation: number, run: Omit<RecommendRun, 'generation'>): Promise<boolean>;
  /** Gives the turn back and drops what was written. */
  abandon(work: RecommendWork, generation: number): Promise<void>;
  run(work: RecommendWork): Promise<RecommendRun>;
  /** What is near the given items; those without neighbours are left out. */
  near(items: readonly string[]): Promise<ReadonlyMap<string, readonly NearItemRow[]>>;
  /** A ranking's first places. */
  ranking(name: string, most: number): Promise<readonly RankedRow[]>;
  /** What a profile wants; everything on where it never said anything. */
  learning(profileId: string): Promise<LearningRow>;
  /** Keeps what a profile wants, and under which hash its plays are counted. */
  putLearning(profileId: string, profileHash: string, row: LearningRow): Promise<void>;
  /** Every profile that wants less than everything learnt. */
  unlearnt(): Promise<readonly UnlearntRow[]>;
}
