import { randomInt, randomUUID } from 'node:crypto';
import { AppError, fail, MINUTE_MS, ok, SECOND_MS } from '#core/base';
import type { Result } from '#core/base';
import { AttemptLimiter } from '../attempt-limiter';
import { isSameText, randomToken } from '../server-keys';
import { tokenHash } from '../token-hash';
import { newUserCode, parseUserCode } from '../user-code';
import { CompanionSession } from './companion-session';

/** Sets waiting or paired at once, on this node. More: a stranger fills memory; fewer: an evening's sets do not fit. */
const MOST_SESSIONS = 5000;

/** What a set is given to be paired with. */
export interface StartedCompanion {
  readonly id: string;
  readonly secret: string;
  /** Eight letters without separator. */
  readonly code: string;
  readonly pin: string;
}

/** A phone that asks to be paired. */
export interface JoiningPhone {
  readonly code: string;
  readonly pin: string;
  /** What the set calls it: `iPhone`. */
  readonly name: string;
  readonly ip: string;
}

/**
 * Phones paired with sets: by a code and a PIN that the set shows, each good for one phone. One phone at a time; the last one wins and the set
 * is told. Sessions are short and in memory alone: nothing that was typed is stored or logged, and a restart ends them.
 */
export class Companions {
  private readonly sessions = new Map<string, CompanionSession>();
  /** By hash of a phone's word; what it leads to is judged when it is found. */
  private readonly byPhone = new Map<string, CompanionSession>();
  private readonly wrongByIp: AttemptLimiter;
  private readonly wrongByAnybody: AttemptLimiter;
  private readonly startsByIp: AttemptLimiter;
  private readonly letters: AttemptLimiter;
  private readonly files: AttemptLimiter;

  constructor(private readonly nowMs: () => number) {
    this.wrongByIp = new AttemptLimiter({ attempts: 20, windowMs: 10 * MINUTE_MS }, nowMs);
    this.wrongByAnybody = new AttemptLimiter({ attempts: 1000, windowMs: 10 * MINUTE_MS }, nowMs);
    this.startsByIp = new AttemptLimiter({ attempts: 120, windowMs: 10 * MINUTE_MS }, nowMs);
    // A thumb that is very fast, and a finger held on an arrow.
    this.letters = new AttemptLimiter({ attempts: 300, windowMs: 10 * SECOND_MS }, nowMs);
    this.files = new AttemptLimiter({ attempts: 10, windowMs: 10 * MINUTE_MS }, nowMs);
  }

  /** Begins to wait for a phone; `http.rate-limited` when an address began very many, or there are too many at all. */
  start(name: string, ip: string): Result<StartedCompanion, AppError> {
    if (!this.mayStart(ip)) return fail(new AppError('http.rate-limited', { message: 'Too many codes were asked for.' }));
    if (this.sessions.size >= MOST_SESSIONS) this.sweep();
    if (this.sessions.size >= MOST_SESSIONS) return fail(new AppError('http.rate-limited', { message: 'Too many sets are waiting.' }));
    const secret = randomToken();
    const session = new CompanionSession(randomUUID(), tokenHash(secret), name, this.nowMs);
    this.sessions.set(session.id, session);
    return ok(this.showCode(session, secret));
  }

  /** A new code for a session; the one before is dead. */
  renew(session: CompanionSession, secret: string, ip: string): Result<StartedCompanion, AppError> {
    if (!this.mayStart(ip)) return fail(new AppError('http.rate-limited', { message: 'Too many codes were asked for.' }));
    return ok(this.showCode(session, secret));
  }

  /**
   * Pairs a phone; the word it brings from now on. `input.invalid` for a code or a PIN that is wrong (which of them is not said), counted
   * by session and by address; `http.rate-limited` after too many.
   */
  join(phone: JoiningPhone): Result<{ readonly token: string; readonly setName: string }, AppError> {
    if (this.wrongByIp.isExhausted(phone.ip) || this.wrongByAnybody.isExhausted('')) {
      return fail(new AppError('http.rate-limited', { message: 'Too many wrong codes.' }));
    }
    const code = parseUserCode(phone.code);
    const token = randomToken();
    const hash = tokenHash(token);
    const session = code === null ? null : this.withCode(code);
    const before = session?.phoneHash ?? '';
    if (session?.join(phone.pin, hash, phone.name) === true) {
      this.byPhone.delete(before);
      this.byPhone.set(hash, session);
      return ok({ token, setName: session.name });
    }
    this.wrongByIp.count(phone.ip);
    this.wrongByAnybody.count('');
    return fail(new AppError('input.invalid', { message: 'The code and the PIN do not belong together.' }));
  }

  /** The session of a set that brings its secret. Throws `http.not-found` for anybody else, and when it has ended. */
  ofSet(id: string, secret: string): CompanionSession {
    const session = this.sessions.get(id);
    if (session === undefined || !isSameText(session.secretHash, tokenHash(secret)) || this.isGone(session)) {
      throw new AppError('http.not-found', { message: 'There is no such session.' });
    }
    session.noteSet();
    return session;
  }

  /** The session a phone is paired with; `null` when it is with none, or no longer. */
  ofPhone(token: string): CompanionSession | null {
    const hash = tokenHash(token);
    const session = this.byPhone.get(hash);
    // Whatever has run out is let go by asking.
    if (session === undefined || this.isGone(session) || session.phoneHash !== hash) {
      this.byPhone.delete(hash);
      return null;
    }
    session.notePhone();
    return session;
  }

  /** Counts letters of a side; throws `http.rate-limited` when there are too many. */
  countLetters(session: CompanionSession, side: 'set' | 'phone', letters: number): void {
    const key = `${session.id} ${side}`;
    if (this.letters.isExhausted(key)) throw new AppError('http.rate-limited', { message: 'Too many messages.' });
    for (let i = 0; i < letters; i += 1) this.letters.count(key);
  }

  /** Counts a file of a phone; throws `http.rate-limited` when there were too many. */
  countFile(session: CompanionSession): void {
    if (this.files.isExhausted(session.id)) throw new AppError('http.rate-limited', { message: 'Too many files.' });
    this.files.count(session.id);
  }

  /** Ends a session for both. */
  end(session: CompanionSession): void {
    session.end();
    this.forget(session);
  }

  /** Ends all: the platform goes down, and nobody shall wait for it. */
  close(): void {
    for (const session of this.sessions.values()) session.end();
    for (const map of [this.sessions, this.byPhone]) map.clear();
  }

  private mayStart(ip: string): boolean {
    if (this.startsByIp.isExhausted(ip)) return false;
    this.startsByIp.count(ip);
    return true;
  }

  private showCode(session: CompanionSession, secret: string): StartedCompanion {
    let code = newUserCode();
    while (this.withCode(code) !== null) code = newUserCode();
    const pin = String(randomInt(10_000)).padStart(4, '0');
    session.show(code, pin);
    return { id: session.id, secret, code, pin };
  }

  private withCode(code: string): CompanionSession | null {
    for (const session of this.sessions.values()) if (session.code === code) return this.isGone(session) ? null : session;
    return null;
  }

  private isGone(session: CompanionSession): boolean {
    if (!session.isEnded) return false;
    this.forget(session);
    return true;
  }

  private forget(session: CompanionSession): void {
    this.sessions.delete(session.id);
    for (const [hash, each] of this.byPhone) if (each === session) this.byPhone.delete(hash);
  }

  private sweep(): void {
    for (const session of this.sessions.values()) this.isGone(session);
  }
}
