import { randomUUID } from 'node:crypto';
import { AppError, fail, MINUTE_MS, ok } from '#core/base';
import type { Result } from '#core/base';
import type { AccountRow, AccountsStore, ProfileRow } from '#server/store';
import { AttemptLimiter } from './attempt-limiter';
import { hashPassword, isPassword } from './passwords';
import { isSameText, randomLetters } from './server-keys';
import type { ServerKeys } from './server-keys';

/** Letters and digits nobody mistakes for each other, typed quickly on a remote. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A new account as an operator states it. */
export interface NewAccount {
  readonly name: string;
  readonly password: string;
  readonly status?: AccountRow['status'];
  readonly expiresAtMs?: number;
  readonly maxConnections?: number;
  readonly allowsAdult?: boolean;
  readonly profiles: ReadonlyArray<Pick<ProfileRow, 'name' | 'avatar' | 'isKids' | 'maxAge' | 'language'>>;
  /** Name and password for third-party players; absent: generated. */
  readonly streamCredential?: StreamCredential;
}

/** What a third-party player signs in with. The password is readable here and never again. */
export interface StreamCredential {
  readonly username: string;
  readonly password: string;
}

/** A random text in groups of four that is easy to read out and to type. */
export function readablePassword(groups: number): string {
  return Array.from({ length: groups }, () => randomLetters(READABLE, 4)).join('-');
}

/** Makes accounts and checks who somebody is. */
export class Accounts {
  private readonly failuresByIp: AttemptLimiter;
  private readonly failuresByName: AttemptLimiter;

  constructor(
    private readonly store: AccountsStore,
    private readonly keys: ServerKeys,
    private readonly nowMs: () => number,
  ) {
    this.failuresByIp = new AttemptLimiter({ attempts: 60, windowMs: 10 * MINUTE_MS }, nowMs);
    this.failuresByName = new AttemptLimiter({ attempts: 15, windowMs: 10 * MINUTE_MS }, nowMs);
  }

  /** Stores the account with its profiles and stream credential; `input.invalid` when the name is taken. */
  async create(account: NewAccount): Promise<{ id: string; stream: StreamCredential }> {
    const accountId = randomUUID();
    const createdAtMs = this.nowMs();
    const generated = { username: `tv${randomLetters('0123456789', 6)}`, password: readablePassword(3) };
    const stream = account.streamCredential ?? generated;
    const row: AccountRow = {
      id: accountId,
      name: account.name,
      passwordHash: await hashPassword(account.password),
      status: account.status ?? 'active',
      expiresAtMs: account.expiresAtMs ?? 0,
      maxConnections: account.maxConnections ?? 3,
      allowsAdult: account.allowsAdult ?? false,
      createdAtMs,
    };
    const profiles = account.profiles.map((profile, position) => ({ ...profile, id: randomUUID(), accountId, position, pinHash: '' }));
    const credential = { username: stream.username, secretHash: this.streamHash(stream), accountId, createdAtMs };
    await this.store.create(row, profiles, [credential]);
    return { id: accountId, stream };
  }

  /**
   * The account a name and password belong to. Fails with `auth.bad-credentials`, or with `http.rate-limited` after too many
   * failures from one address or for one name. Expired and suspended accounts are found too: what they may do is `decide`'s.
   */
  async signIn(name: string, password: string, ip: string): Promise<Result<AccountRow, AppError>> {
    const nameKey = name.trim().toLowerCase().slice(0, 100);
    if (this.failuresByIp.isExhausted(ip) || this.failuresByName.isExhausted(nameKey)) {
      return fail(new AppError('http.rate-limited', { message: 'Too many attempts. Wait ten minutes and try again.' }));
    }
    const account = await this.store.byName(name);
    if (await isPassword(account?.passwordHash ?? null, password)) {
      this.failuresByName.clear(nameKey);
      if (account !== null) return ok(account);
    }
    this.failuresByIp.count(ip);
    this.failuresByName.count(nameKey);
    return fail(new AppError('auth.bad-credentials', { message: 'The name or the password is wrong.' }));
  }

  /**
   * The account a stream credential belongs to, or `null`. Cheap, since players repeat it with every request, and without a
   * limit on failures: a household's one misconfigured player must not lock out the others behind the same address.
   */
  async byStreamCredential(credential: StreamCredential): Promise<AccountRow | null> {
    const row = credential.username === '' ? null : await this.store.streamCredential(credential.username);
    if (row === null || !isSameText(row.secretHash, this.streamHash(credential))) return null;
    return this.store.byId(row.accountId);
  }

  // Generated passwords have 59 bits; keyed with a secret that is not in the database they need no slow hash.
  private streamHash(credential: StreamCredential): string {
    return this.keys.sign('stream', `${credential.username}\n${credential.password}`);
  }
}
