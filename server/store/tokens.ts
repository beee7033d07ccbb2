/** One sign-in: every refresh token descending from it belongs to its family. */
export interface TokenFamilyRow {
  readonly id: string;
  readonly accountId: string;
  readonly deviceId: string;
  readonly createdAtMs: number;
  /** 0 while good. */
  readonly revokedAtMs: number;
}

/** A refresh token, by its hash only. */
export interface RefreshTokenRow {
  readonly hash: string;
  readonly familyId: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

/**
 * What became of a presented refresh token. `rotated`: it was current and is replaced. `repeated`: it was replaced less
 * than the grace ago and its replacement was never used, so a further one was issued. `reused`: it was replaced earlier;
 * the family is revoked.
 */
export type RotateOutcome =
  | { readonly kind: 'rotated' | 'repeated'; readonly family: TokenFamilyRow }
  | { readonly kind: 'reused'; readonly family: TokenFamilyRow }
  | { readonly kind: 'unknown' | 'expired' | 'revoked' };

/** Sign-ins and their refresh tokens. */
export interface TokensStore {
  /** Stores the family with its first refresh token. */
  start(family: TokenFamilyRow, first: RefreshTokenRow): Promise<void>;
  family(id: string): Promise<TokenFamilyRow | null>;
  /** The family a refresh token belongs to, whatever became of the token. */
  familyOf(hash: string): Promise<TokenFamilyRow | null>;
  /** Judges `presentedHash` and stores `next` (its `familyId` is set here) in one transaction. */
  rotate(presentedHash: string, next: Omit<RefreshTokenRow, 'familyId'>, graceMs: number): Promise<RotateOutcome>;
  revokeFamily(id: string, nowMs: number): Promise<void>;
  /** Revokes every sign-in of a device of an account. */
  revokeDevice(accountId: string, deviceId: string, nowMs: number): Promise<void>;
  /** Drops refresh tokens that expired before `beforeMs` and families without any left. Answers how many tokens. */
  deleteExpired(beforeMs: number): Promise<number>;
}
