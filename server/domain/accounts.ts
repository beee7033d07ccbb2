import { randomUUID } from 'node:crypto';
import { AppError, fail, MINUTE_MS, ok } from '#core/base';
import type { Result } from '#core/base';
import type { AccountRow, AccountsStore, ProfileRow } from '#server/store';
import { limitersOf } from './attempt-limiter';
import type { AttemptLimiter } from './attempt-limiter';
import type { SharedCounts } from './shared-counts';
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
  private readonly failures: ReadonlyArray<{ readonly limiter: AttemptLimiter; key(name: string, ip: string): string }>;

  constructor(
    private readonly store: AccountsStore,
    private readonly keys: ServerKeys,
    private readonly nowMs: () => number,
    counts: SharedCounts | null = null,
  ) {
    const limiters = limitersOf('password', nowMs, counts);
    const limiter = (attempts: number): AttemptLimiter => limiters(String(attempts), { attempts, windowMs: 10 * MINUTE_MS });
    // The limit on a name from anywhere is high: otherwise a stranger could lock a subscriber out.
    this.failures = [
      { limiter: limiter(15), key: (name, ip) => `${name}\n${ip}` },
      { limiter: limiter(60), key: (_name, ip) => ip },
      { limiter: limiter(200), key: (name) => name },
    ];
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
   * failures for one name, from one address, or both. Expired and suspended accounts are found too: what they may do is `decide`'s.
   */
  async signIn(name: string, password: string, ip: string): Promise<Result<AccountRow, AppError>> {
    const folded = name.trim().toLowerCase().slice(0, 100);
    if (this.failures.some(({ limiter, key }) => limiter.isExhausted(key(folded, ip)))) {
      return fail(new AppError('http.rate-limited', { message: 'Too many attempts. Wait ten minutes and try again.' }));
    }
    const account = await this.store.byName(name);
    const isRight = await isPassword(account?.passwordHash ?? null, password);
    if (isRight && account !== null) return ok(account);
    for (const { limiter, key } of this.failures) limiter.count(key(folded, ip));
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
