/** Where a recording stands. `scheduled`: its time has not come. */
export type WireRecordingState = 'scheduled' | 'recording' | 'ready' | 'failed';

/** One programme the account has recorded, or will. */
export interface WireRecording {
  readonly id: string;
  readonly channelId: string;
  readonly channelName: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  /** Address of a picture; may be empty. */
  readonly picture: string;
  /** Of the programme, milliseconds since 1970. */
  readonly startMs: number;
  readonly stopMs: number;
  /** Minimum age, -1 unrated. */
  readonly age: number;
  readonly state: WireRecordingState;
  /** Why it failed: a registered code, or `quota`; else empty. */
  readonly failure: string;
  /** Length of what can be played; 0 before. */
  readonly durationMs: number;
  /** Whether parts are missing. */
  readonly isPartial: boolean;
  /** Removed by itself at this moment; 0: not known yet, or never. */
  readonly expiresAtMs: number;
  /** The rule it comes of; empty without. */
  readonly ruleId: string;
}

/** Everything of a title on a channel. */
export interface WireRecordingRule {
  readonly id: string;
  readonly channelId: string;
  readonly title: string;
}

/** `GET /api/v1/recordings`: newest programme first. With `x-hearth-profile` what is above its age limit is left out. */
export interface WireRecordings {
  /** False: this account records nothing; the lists may still hold what it has. */
  readonly isOffered: boolean;
  /** How long all programmes together may be, and how long they are. */
  readonly quotaMs: number;
  readonly usedMs: number;
  readonly items: readonly WireRecording[];
  readonly rules: readonly WireRecordingRule[];
}

/**
 * `POST /api/v1/recordings`: the programme that begins at `startMs` on a channel, as the platform's guide has it; answered like the list.
 * `isSeries`: and everything of its title there that comes.
 */
export interface WireRecordingRequest {
  readonly channelId: string;
  readonly startMs: number;
  readonly isSeries?: boolean;
}
