import { randomUUID } from 'node:crypto';
import { AppError, fail, HOUR_MS, MINUTE_MS, ok } from '#core/base';
import type { Result } from '#core/base';
import type { Log } from '#server/log';
import type { ConsoleStore, OperatorRole, OperatorRow } from '#server/store';
import { readablePassword } from '../accounts';
import { limitersOf } from '../attempt-limiter';
import type { AttemptLimiter } from '../attempt-limiter';
import type { SharedCounts } from '../shared-counts';
import { hashPassword, isPassword, LONGEST_PASSWORD } from '../passwords';
import { randomToken } from '../server-keys';
import type { ServerKeys } from '../server-keys';
import { tokenHash } from '../token-hash';
import { rightsOf } from './roles';
import type { ConsoleRight } from './roles';

/** A sign-in to the console lasts a working day; what is left open overnight is over in the morning. */
const SESSION_LIFE_MS = 12 * HOUR_MS;
const LOCK_MS = 15 * MINUTE_MS;
const SHORTEST_PASSWORD = 10;
const FIRST_NAME = 'owner';

/** What an operator of a fresh platform signs in with; readable once. */
export interface FirstOperator {
  readonly name: string;
  readonly password: string;
}

/** An operator behind a request. */
export interface SignedInOperator {
  readonly operator: OperatorRow;
  readonly rights: readonly ConsoleRight[];
  /** What every change has to bring along. */
  readonly csrf: string;
}

/** A change as the audit log remembers it. */
export interface AuditNote {
  readonly action: string;
  readonly subject: string;
  readonly detail?: string;
}

/** What operators are built on. */
export interface OperatorsParts {
  /** Counters of all nodes; absent: each counts by itself. */
  readonly counts?: SharedCounts | null;
  readonly store: ConsoleStore;
  readonly keys: ServerKeys;
  readonly log: Log;
  readonly nowMs: () => number;
}

function invalid(message: string): AppError {
  return new AppError('input.invalid', { message });
}

function judgedPassword(password: string): string {
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
    throw invalid(`A password has ${String(SHORTEST_PASSWORD)} to ${String(LONGEST_PASSWORD)} characters.`);
  }
  return password;
}

/** Who signs in to the console, what they may do, and what they did. */
export class Operators {
  private readonly failures: ReadonlyArray<{ readonly limiter: AttemptLimiter; key(name: string, ip: string): string }>;

  constructor(private readonly parts: OperatorsParts) {
    const { counts = null } = parts;
    const limiters = limitersOf('console', parts.nowMs, counts);
    const limiter = (attempts: number): AttemptLimiter => limiters(String(attempts), { attempts, windowMs: LOCK_MS });
    // The limit on a name from anywhere is higher: otherwise a stranger could lock the owner out.
    this.failures = [
      { limiter: limiter(5), key: (name, ip) => `${name}\n${ip}` },
      { limiter: limiter(20), key: (_name, ip) => ip },
      { limiter: limiter(100), key: (name) => name },
    ];
  }

  /** Makes the first owner where nobody may sign in yet; `null` where somebody may. The password is readable here and never again. */
  async ensureFirst(): Promise<FirstOperator | null> {
    if ((await this.parts.store.operators()).length > 0) return null;
    const password = readablePassword(4);
    await this.add(FIRST_NAME, password, 'owner');
    return { name: FIRST_NAME, password };
  }

  /** Adds an operator. Rejects with `input.invalid` when the name is taken or something is too short. */
  async add(name: string, password: string, role: OperatorRole): Promise<OperatorRow> {
    const trimmed = name.trim();
    if (!/^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,59}$/u.test(trimmed)) throw invalid('A name has up to 60 letters, digits, spaces, dots and dashes.');
    const passwordHash = await hashPassword(judgedPassword(password));
    const row = { id: randomUUID(), name: trimmed, passwordHash, role, isActive: true, createdAtMs: this.parts.nowMs() };
    await this.parts.store.addOperator(row);
    return row;
  }

  /** Changes an operator and ends their sign-ins. Rejects with `input.invalid` when no active owner would be left. */
  async change(id: string, change: { readonly role?: OperatorRole; readonly isActive?: boolean; readonly password?: string }): Promise<OperatorRow> {
    const { password, ...rest } = change;
    const hashed = password === undefined ? {} : { passwordHash: await hashPassword(judgedPassword(password)) };
    const isChanged = await this.parts.store.changeOperator(id, { ...rest, ...hashed });
    const row = await this.parts.store.operator(id);
    if (row === null) throw new AppError('http.not-found', { message: 'There is no such operator.' });
    if (!isChanged) throw invalid('At least one owner has to stay.');
    return row;
  }

  /**
   * Signs in and answers what the cookie holds. Fails with `auth.bad-credentials`, or `http.rate-limited` after too many failures for
   * one name, from one address, or both. Who was switched off is answered like a wrong password.
   */
  async signIn(name: string, password: string, ip: string): Promise<Result<string, AppError>> {
    const { store, nowMs, log } = this.parts;
    const folded = name.trim().toLowerCase().slice(0, 100);
    if (this.failures.some(({ limiter, key }) => limiter.isExhausted(key(folded, ip)))) {
      log.warn({ ip }, 'a sign-in to the console was refused after too many failures');
      return fail(new AppError('http.rate-limited', { message: 'Too many attempts. Wait fifteen minutes and try again.' }));
    }
    const operator = await store.operatorByName(name);
    // Counted before the slow comparison: a hundred at once must not all be let through.
    for (const { limiter, key } of this.failures) limiter.count(key(folded, ip));
    const isRight = await isPassword(operator?.passwordHash ?? null, password);
    if (!isRight || operator?.isActive !== true) {
      log.warn({ ip }, 'a sign-in to the console failed');
      return fail(new AppError('auth.bad-credentials', { message: 'The name or the password is wrong.' }));
    }
    for (const { limiter, key } of this.failures) limiter.forgive(key(folded, ip));
    const token = randomToken();
    const now = nowMs();
    await store.deleteExpiredSessions(now);
    await store.startSession({ hash: tokenHash(token), operatorId: operator.id, createdAtMs: now, expiresAtMs: now + SESSION_LIFE_MS });
    await this.note(operator, { action: 'operator.sign-in', subject: operator.name, detail: ip });
    return ok(token);
  }

  /** Who a cookie belongs to; `null` when it is over, unknown, or its operator was switched off. */
  async find(token: string): Promise<SignedInOperator | null> {
    const session = token === '' ? null : await this.parts.store.session(tokenHash(token));
    if (session === null || session.expiresAtMs <= this.parts.nowMs()) return null;
    const operator = await this.parts.store.operator(session.operatorId);
    if (operator?.isActive !== true) return null;
    return { operator, rights: rightsOf(operator.role), csrf: this.parts.keys.sign('console', `csrf|${token}`) };
  }

  /** Whether what a change brought along is what {@link find} answered for this cookie. */
  isCsrf(token: string, csrf: string): boolean {
    return token !== '' && this.parts.keys.isSigned('console', `csrf|${token}`, csrf);
  }

  /** Whether this is the operator's own password. */
  isOwnPassword(operator: OperatorRow, password: string): Promise<boolean> {
    return isPassword(operator.passwordHash, password);
  }

  /** Ends a sign-in. */
  async signOut(token: string): Promise<void> {
    await this.parts.store.endSession(tokenHash(token));
  }

  /** Remembers a change. */
  async note(operator: OperatorRow, { action, subject, detail = '' }: AuditNote): Promise<void> {
    const cut = (text: string): string => text.slice(0, 500);
    await this.parts.store.note({
      atMs: this.parts.nowMs(), operatorId: operator.id, operatorName: operator.name, action, subject: cut(subject), detail: cut(detail),
    });
  }
}
