/** `GET support/:code`: a set that asks for help. */
export interface ConsoleSupport {
  readonly code: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly deviceName: string;
  /** Lines; no address and no secret. */
  readonly diagnostics: string;
  readonly openedAtMs: number;
  readonly expiresAtMs: number;
  /** What was proposed; empty: nothing. */
  readonly fix: string;
  /** Empty: not answered. */
  readonly answer: string;
  /** What may be proposed. */
  readonly fixes: readonly string[];
}
