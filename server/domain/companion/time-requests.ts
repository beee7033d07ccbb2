import { randomUUID } from 'node:crypto';
import { AppError, fail, MINUTE_MS, ok } from '#core/base';
import type { Result } from '#core/base';
import type { WirePinAnswer, WireTimeAnswer } from '#core/wire';
import type { Log } from '#server/log';
import type { AccountRow, ConsoleStore } from '#server/store';
import { AttemptLimiter } from '../attempt-limiter';
import type { Pins } from '../pins';
import { newUserCode, parseUserCode } from '../user-code';
import { Waiter } from './waiter';

/** How long a child's question stands. */
export const TIME_REQUEST_LIFE_MS = 15 * MINUTE_MS;
/** Minutes a parent may grant at once. */
export const GRANTS = [10, 20, 60] as const;
/** Questions of all sets at once, on this node. */
const MOST_REQUESTS = 5000;

/** A child asks for more time. */
export interface TimeRequest {
  readonly id: string;
  readonly accountId: string;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly profileName: string;
  readonly reason: 'budget' | 'bedtime';
  /** Eight letters without separator. */
  readonly code: string;
  readonly untilMs: number;
}

interface OpenRequest extends TimeRequest {
  answer: WireTimeAnswer;
  readonly asker: Waiter;
}

/** What time requests need. */
export interface TimeRequestDeps {
  readonly pins: Pins;
  /** Where what was granted is noted. */
  readonly store: Pick<ConsoleStore, 'note'>;
  readonly log: Log;
  readonly nowMs: () => number;
}

/** What became of a parent's answer. */
export type TimeDecision = WirePinAnswer | { readonly kind: 'over' };

/**
 * "Ten more minutes": a set asks, a parent answers on the phone with the household's PIN, or with the account's password where there is no
 * PIN. Questions are in memory and short; answers are noted in the operators' log of changes.
 */
export class TimeRequests {
  private readonly requests = new Map<string, OpenRequest>();
  private readonly asks: AttemptLimiter;
  private readonly wrongByIp: AttemptLimiter;

  constructor(private readonly deps: TimeRequestDeps) {
    this.asks = new AttemptLimiter({ attempts: 6, windowMs: 10 * MINUTE_MS }, deps.nowMs);
    this.wrongByIp = new AttemptLimiter({ attempts: 20, windowMs: 10 * MINUTE_MS }, deps.nowMs);
  }

  /** Asks; an earlier question of the same set is over. `http.rate-limited` for a set that asks again and again. */
  ask(what: Omit<TimeRequest, 'id' | 'code' | 'untilMs'>): Result<TimeRequest, AppError> {
    const key = `${what.accountId} ${what.deviceId}`;
    if (this.asks.isExhausted(key)) return fail(new AppError('http.rate-limited', { message: 'This was asked too often.' }));
    this.asks.count(key);
    this.sweep();
    for (const open of this.requests.values()) if (open.accountId === what.accountId && open.deviceId === what.deviceId) this.drop(open);
    if (this.requests.size >= MOST_REQUESTS) return fail(new AppError('http.rate-limited', { message: 'Too many questions are open.' }));
    const request: OpenRequest = { ...what, id: randomUUID(), code: newUserCode(), untilMs: this.deps.nowMs() + TIME_REQUEST_LIFE_MS, answer: { kind: 'open' }, asker: new Waiter() };
    this.requests.set(request.id, request);
    return ok(request);
  }

  /** What was answered to a set's own question; waits up to `waitMs` for it. */
  async wait(id: string, accountId: string, waitMs: number): Promise<WireTimeAnswer> {
    const request = this.requests.get(id);
    if (request === undefined || request.accountId !== accountId || request.untilMs <= this.deps.nowMs()) return { kind: 'over' };
    request.asker.wake();
    if (request.answer.kind === 'open' && waitMs > 0) await request.asker.wait(waitMs);
    return request.answer;
  }

  /** Takes a set's question back. */
  withdraw(id: string, accountId: string): void {
    const request = this.requests.get(id);
    if (request?.accountId === accountId) this.drop(request);
  }

  /** The open question with a code as typed. `input.invalid` (counted) without one, `http.rate-limited` after too many. */
  find(typed: string, ip: string): Result<TimeRequest, AppError> {
    if (this.wrongByIp.isExhausted(ip)) return fail(new AppError('http.rate-limited', { message: 'Too many wrong codes.' }));
    const code = parseUserCode(typed);
    for (const request of this.requests.values()) if (request.code === code && this.isOpen(request)) return ok(request);
    this.wrongByIp.count(ip);
    return fail(new AppError('input.invalid', { message: 'Nobody asks with this code.' }));
  }

  /** Open questions of an account, oldest first. */
  of(accountId: string): readonly TimeRequest[] {
    return Array.from(this.requests.values()).filter((request) => request.accountId === accountId && this.isOpen(request));
  }

  /** Whether the household has a PIN; without one the account's password stands in. */
  hasPin(accountId: string): Promise<boolean> {
    return this.deps.pins.has(accountId);
  }

  /** A parent answers: `minutes` 0 refuses. The proof is judged and counted like any PIN of the account. */
  async decide(account: AccountRow, id: string, minutes: number, proof: string): Promise<TimeDecision> {
    if (minutes !== 0 && !(GRANTS as readonly number[]).includes(minutes)) throw new AppError('input.invalid', { message: 'So many minutes cannot be granted.' });
    if (this.findOpen(account.id, id) === null) return { kind: 'over' };
    const hasPin = await this.deps.pins.has(account.id);
    const judged = await this.deps.pins.check(account, account.id, { kind: hasPin ? 'pin' : 'password', text: proof });
    if (judged.kind !== 'right') return judged;
    // Somebody else may have answered while the PIN was judged.
    const request = this.findOpen(account.id, id);
    if (request === null) return { kind: 'over' };
    request.answer = minutes > 0 ? { kind: 'granted', minutes } : { kind: 'refused' };
    request.asker.wake();
    await this.note(account, request, minutes);
    return judged;
  }

  /** Answers whoever waits: the platform goes down. */
  close(): void {
    for (const request of this.requests.values()) this.drop(request);
  }

  private async note(account: AccountRow, request: OpenRequest, minutes: number): Promise<void> {
    const action = minutes > 0 ? 'watch-time.grant' : 'watch-time.refuse';
    const detail = `${request.profileName}, ${request.deviceName}${minutes > 0 ? `: ${String(minutes)} min` : ''}`;
    this.deps.log.info({ account: account.id, action, minutes }, 'watch time answered');
    await this.deps.store.note({ atMs: this.deps.nowMs(), operatorId: '', operatorName: 'parent', action, subject: account.name, detail });
  }

  private findOpen(accountId: string, id: string): OpenRequest | null {
    const request = this.requests.get(id);
    return request?.accountId === accountId && this.isOpen(request) ? request : null;
  }

  private isOpen({ untilMs, answer }: OpenRequest): boolean {
    return untilMs > this.deps.nowMs() && answer.kind === 'open';
  }

  private drop(request: OpenRequest): void {
    this.requests.delete(request.id);
    if (request.answer.kind === 'open') request.answer = { kind: 'over' };
    request.asker.wake();
  }

  private sweep(): void {
    const now = this.deps.nowMs();
    for (const request of this.requests.values()) if (request.untilMs <= now) this.drop(request);
  }
}
