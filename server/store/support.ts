/** What became of a proposal on the set. */
export type SupportAnswer = '' | 'done' | 'refused' | 'failed';

/** A set that asks for help, and how far that is. */
export interface SupportCaseRow {
  readonly id: string;
  /** Six digits; nobody else's while the case is open. */
  readonly code: string;
  readonly accountId: string;
  readonly deviceName: string;
  /** What the set tells of itself; holds no address and no secret. */
  readonly diagnostics: string;
  readonly openedAtMs: number;
  readonly expiresAtMs: number;
  /** Operator who looked at it last; empty: nobody yet. */
  readonly seenBy: string;
  /** What an operator proposes; empty: nothing. */
  readonly fix: string;
  /** Counts proposals, so that an answer is to the one that was read. */
  readonly fixNumber: number;
  readonly answer: SupportAnswer;
  readonly answeredAtMs: number;
}

/** Sets that ask for help. Cases that ran out are as if they had never been. */
export interface SupportStore {
  /** False when the code is taken. Drops what ran out, and what else the account's device asks. */
  open(row: SupportCaseRow): Promise<boolean>;
  /** By the code an operator types; notes who looked. */
  see(code: string, operator: string, nowMs: number): Promise<SupportCaseRow | null>;
  byId(id: string, nowMs: number): Promise<SupportCaseRow | null>;
  /** Proposes something in place of what was proposed; false when the case is over. */
  propose(id: string, fix: string, nowMs: number): Promise<boolean>;
  /** Notes the viewer's answer to proposal `fixNumber`; false when there is another by now, or it was answered. */
  answer(id: string, fixNumber: number, answer: SupportAnswer, nowMs: number): Promise<boolean>;
  end(id: string): Promise<void>;
}
