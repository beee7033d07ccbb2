import { randomInt, randomUUID } from 'node:crypto';
import { AppError, fail, MINUTE_MS, ok, SECOND_MS } from '#core/base';
import type { Result } from '#core/base';
import type { SharedMemory } from '#server/store';
import { AttemptLimiter, limitersOf } from '../attempt-limiter';
import { isSameText, randomToken } from '../server-keys';
import type { SharedCounts } from '../shared-counts';
import { tokenHash } from '../token-hash';
import { newUserCode, parseUserCode } from '../user-code';
import { COMPANION_KEYS, companionRecordOf, CompanionSession } from './companion-session';

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

/** What phones beside sets need. */
export interface CompanionDeps {
  readonly memory: SharedMemory;
  /** Wrong tries of all nodes; `null`: each node counts by itself. */
  readonly counts: SharedCounts | null;
  readonly nowMs: () => number;
}

/**
 * Phones paired with sets: by a code and a PIN that the set shows, each good for one phone. One phone at a time; the last one wins and the set
 * is told. Sessions are short and in the nodes' shared memory alone: nothing that was typed is stored or logged.
 */
export class Companions {
  private readonly wrongByIp: AttemptLimiter;
  private readonly wrongByAnybody: AttemptLimiter;
  private readonly startsByIp: AttemptLimiter;
  private readonly startsByAnybody: AttemptLimiter;
  private readonly letters: AttemptLimiter;
  private readonly files: AttemptLimiter;

  constructor(private readonly deps: CompanionDeps) {
    const { counts, nowMs } = deps;
    const together = limitersOf('companion', nowMs, counts);
    this.wrongByIp = together('ip', { attempts: 20, windowMs: 10 * MINUTE_MS });
    this.wrongByAnybody = together('wrong', { attempts: 1000, windowMs: 10 * MINUTE_MS });
    this.startsByIp = together('start', { attempts: 120, windowMs: 10 * MINUTE_MS });
    // More: a stranger fills memory; fewer: an evening's sets do not fit. On this node: more nodes bear more.
    this.startsByAnybody = new AttemptLimiter({ attempts: 5000, windowMs: 10 * MINUTE_MS }, nowMs);
    // A thumb that is very fast, and a finger held on an arrow.
    this.letters = new AttemptLimiter({ attempts: 300, windowMs: 10 * SECOND_MS }, nowMs);
    this.files = together('file', { attempts: 10, windowMs: 10 * MINUTE_MS });
  }

  /** Begins to wait for a phone; `http.rate-limited` when an address began very many, or there are too many at all. */
  async start(name: string, ip: string): Promise<Result<StartedCompanion, AppError>> {
    if (!this.mayStart(ip)) return fail(new AppError('http.rate-limited', { message: 'Too many codes were asked for.' }));
    const secret = randomToken();
    const id = randomUUID();
    return ok(await this.showCode(await CompanionSession.begin(id, { secretHash: tokenHash(secret), name }, this.deps), secret));
  }

  /** A new code for a session; the one before is dead. */
  async renew(session: CompanionSession, secret: string, ip: string): Promise<Result<StartedCompanion, AppError>> {
    if (!this.mayStart(ip)) return fail(new AppError('http.rate-limited', { message: 'Too many codes were asked for.' }));
    return ok(await this.showCode(session, secret));
  }

  /**
   * Pairs a phone; the word it brings from now on. `input.invalid` for a code or a PIN that is wrong (which of them is not said), counted
   * by session and by address; `http.rate-limited` after too many.
   */
  async join(phone: JoiningPhone): Promise<Result<{ readonly token: string; readonly setName: string }, AppError>> {
    if (this.wrongByIp.isExhausted(phone.ip) || this.wrongByAnybody.isExhausted('')) {
      return fail(new AppError('http.rate-limited', { message: 'Too many wrong codes.' }));
    }
    const code = parseUserCode(phone.code);
    const token = randomToken();
    const session = code === null ? null : await this.withCode(code);
    if (session !== null && code !== null && (await session.join(code, phone.pin, tokenHash(token), phone.name))) return ok({ token, setName: session.name });
    this.wrongByIp.count(phone.ip);
    this.wrongByAnybody.count('');
    return fail(new AppError('input.invalid', { message: 'The code and the PIN do not belong together.' }));
  }

  /** The session of a set that brings its secret. Throws `http.not-found` for anybody else, and when it has ended. */
  async ofSet(id: string, secret: string): Promise<CompanionSession> {
    const session = await this.read(id);
    if (session === null || !isSameText(session.secretHash, tokenHash(secret))) throw new AppError('http.not-found', { message: 'There is no such session.' });
    await session.noteSet();
    return session;
  }

  /** The session a phone is paired with; `null` when it is with none, or no longer. */
  async ofPhone(token: string): Promise<CompanionSession | null> {
    if (token === '') return null;
    const hash = tokenHash(token);
    const id = await this.deps.memory.get(COMPANION_KEYS.phone(hash));
    const session = id === null ? null : await this.read(id);
    return session !== null && (await session.isPhone(hash)) ? session : null;
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

  private mayStart(ip: string): boolean {
    if (this.startsByIp.isExhausted(ip) || this.startsByAnybody.isExhausted('')) return false;
    this.startsByIp.count(ip);
    this.startsByAnybody.count('');
    return true;
  }

  private async showCode(session: CompanionSession, secret: string): Promise<StartedCompanion> {
    let code = newUserCode();
    while ((await this.deps.memory.get(COMPANION_KEYS.code(code))) !== null) code = newUserCode();
    const pin = String(randomInt(10_000)).padStart(4, '0');
    await session.show(code, pin);
    return { id: session.id, secret, code, pin };
  }

  private async withCode(code: string): Promise<CompanionSession | null> {
    const id = await this.deps.memory.get(COMPANION_KEYS.code(code));
    return id === null ? null : this.read(id);
  }

  private async read(id: string): Promise<CompanionSession | null> {
    const text = await this.deps.memory.get(COMPANION_KEYS.session(id));
    return text === null ? null : new CompanionSession(id, companionRecordOf(text), this.deps);
  }
}
