/** What happens to a recording nobody may look at yet, or can. */
export type RecordingState = 'waiting' | 'ready' | 'failed';

/** A stretch of a channel that is to be recorded, or was. Everybody who wished for it shares it. */
export interface RecordingJobRow {
  readonly id: string;
  /** What makes two wishes one: channel, programme and, where copies are private, the account. */
  readonly shareKey: string;
  readonly channelId: number;
  /** With the margins around the programme. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly state: RecordingState;
  /** Code of an error, when it failed; else empty. */
  readonly failure: string;
  /** What was got together, milliseconds; less than the stretch when parts are missing. */
  readonly recordedMs: number;
  readonly bytes: number;
  /** 0 until it is ready or failed. */
  readonly finishedAtMs: number;
  /** JSON of how its tracks belong together; empty before the first segment. */
  readonly layout: string;
  /** How often somebody began it. */
  readonly attempts: number;
}

/** A piece of a recording, in the order of `number` within its track. */
export interface RecordingSegmentRow {
  readonly track: number;
  readonly number: number;
  /** Its number at the source, by which it is known again after a crash. */
  readonly sequence: number;
  /** Wall clock of its beginning. */
  readonly atMs: number;
  readonly durationMs: number;
  /** Name below the recording's place among the objects. */
  readonly object: string;
  readonly bytes: number;
  /** Whether something is missing before it, or time stamps begin anew. */
  readonly isBreak: boolean;
  /** Name of the part that initialises the decoder; empty for transport streams. */
  readonly map: string;
  /** Attributes of its key, as they stand in the playlist; empty when it is not encrypted. */
  readonly key: string;
}

/** What a viewer wants to have recorded, with everything the guide said of it then. */
export interface RecordingWishRow {
  readonly id: string;
  readonly accountId: string;
  readonly channelId: number;
  readonly channelName: string;
  readonly startMs: number;
  readonly stopMs: number;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly picture: string;
  /** Minimum age, -1 unrated. */
  readonly age: number;
  /** The rule that wished for it; empty: a person did. */
  readonly ruleId: string;
  /** Kept so long after it was finished; 0: for good. */
  readonly keepMs: number;
  readonly createdAtMs: number;
  /** Why it is not recorded at all (`quota`); empty: it is. */
  readonly refusal: string;
}

/** A wish with what became of it; `job` is `null` where it is refused. */
export interface WishedRecording {
  readonly wish: RecordingWishRow;
  readonly job: RecordingJobRow | null;
}

/** Everything of one title on one channel. */
export interface RecordingRuleRow {
  readonly id: string;
  readonly accountId: string;
  readonly channelId: number;
  readonly title: string;
  /** By which titles are compared. */
  readonly titleFolded: string;
  readonly createdAtMs: number;
}

/** How much a plan lets be recorded. */
export interface RecordingPlanRow {
  readonly planId: string;
  /** 0: none. */
  readonly hours: number;
  /** Kept so many days; 0: for good. */
  readonly keepDays: number;
}

/** What a wish asks for. */
export interface RecordingRequest {
  readonly wish: Omit<RecordingWishRow, 'refusal'>;
  readonly job: Pick<RecordingJobRow, 'id' | 'shareKey' | 'channelId' | 'fromMs' | 'toMs'>;
  /** All wishes of the account together may be so long, by their programmes. */
  readonly quotaMs: number;
}

/** What became of a request. `known`: the account had wished for it, or a rule is not to wish again for what was taken away. */
export type RecordingOutcome = 'added' | 'known' | 'quota';

/** Somebody who records: named by a node, let in until a moment. */
export interface RecordingTurn {
  readonly node: string;
  readonly nowMs: number;
  readonly lifeMs: number;
}

/** How a recording ended. */
export type RecordingEnd = Pick<RecordingJobRow, 'failure' | 'finishedAtMs'> & { readonly state: 'ready' | 'failed' };

/**
 * Wishes of viewers, the recordings that come of them, and rules. A recording belongs to one node at a time, which keeps it by saying so; one
 * that dies loses it after a while, and whoever goes on finds what was got so far. What nobody wishes for any more is handed out to be removed.
 */
export interface RecordingsStore {
  /** Adds a wish and, unless somebody else's does already, its recording; in one step with the judging of the quota. A refused wish of a rule is kept to be told. */
  request(request: RecordingRequest): Promise<RecordingOutcome>;
  /** Newest programme first. */
  wishes(accountId: string): Promise<readonly WishedRecording[]>;
  wish(accountId: string, id: string): Promise<WishedRecording | null>;
  /** Takes a wish away; a rule does not wish for it again. False when the account has none of this id. */
  drop(accountId: string, id: string): Promise<boolean>;
  /** How long the programmes of all wishes are together. */
  usedMs(accountId: string): Promise<number>;
  /** Moves a wish that was not begun to another time of the same programme. */
  move(accountId: string, id: string, to: { readonly startMs: number; readonly stopMs: number; readonly job: RecordingRequest['job'] }): Promise<void>;

  /** Of one account, or of all: oldest first. */
  rules(accountId?: string): Promise<readonly RecordingRuleRow[]>;
  /** Adds one; the account's older one for the same channel and title stays instead. */
  addRule(rule: RecordingRuleRow): Promise<void>;
  /** Takes a rule away with its wishes that begin after `nowMs`. False when the account has none of this id. */
  dropRule(accountId: string, id: string, nowMs: number): Promise<boolean>;

  /** Takes the recording that has waited for longest, of those that are due and nobody's; `null` without any. */
  claim(turn: RecordingTurn): Promise<RecordingJobRow | null>;
  /** Keeps one until `untilMs`; false when it is somebody else's by now, or unwanted. */
  keep(jobId: string, node: string, untilMs: number): Promise<boolean>;
  /** Gives one up until `dueAtMs`. */
  postpone(jobId: string, node: string, dueAtMs: number): Promise<void>;
  /** Ends one. False when it is not `node`'s. */
  finish(jobId: string, node: string, end: RecordingEnd): Promise<boolean>;
  /** Adds a segment that is safe among the objects. False when the recording is not `node`'s, and nothing is added. */
  addSegment(jobId: string, node: string, segment: RecordingSegmentRow, layout: string): Promise<boolean>;
  /** By track and number. */
  segments(jobId: string): Promise<readonly RecordingSegmentRow[]>;
  job(jobId: string): Promise<RecordingJobRow | null>;

  /** Accounts with something that was not begun. */
  waitingAccounts(): Promise<readonly string[]>;
  /** Takes wishes away whose time is over; answers how many. */
  expire(nowMs: number): Promise<number>;
  /** A recording nobody wishes for, to be removed by whoever gets it; `null` without any. */
  claimUnwanted(turn: RecordingTurn): Promise<string | null>;
  /** Forgets one whose objects are gone. */
  forget(jobId: string): Promise<void>;

  plans(): Promise<readonly RecordingPlanRow[]>;
  /** Stores or replaces. */
  putPlan(plan: RecordingPlanRow): Promise<void>;
}
