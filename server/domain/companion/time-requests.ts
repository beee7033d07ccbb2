import { randomUUID } from 'node:crypto';
import { AppError, fail, MINUTE_MS, ok } from '#core/base';
import type { Result } from '#core/base';
import type { WirePinAnswer, WireTimeAnswer } from '#core/wire';
import type { Log } from '#server/log';
import type { AccountRow, ConsoleStore, SharedMemory } from '#server/store';
import { limitersOf } from '../attempt-limiter';
import type { AttemptLimiter } from '../attempt-limiter';
import type { Pins } from '../pins';
import type { SharedCounts } from '../shared-counts';
import { newUserCode, parseUserCode } from '../user-code';

/** How long a child's question stands. */
export const TIME_REQUEST_LIFE_MS = 15 * MINUTE_MS;
/** Minutes a parent may grant at once. */
export const GRANTS = [10, 20, 60] as const;

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

interface AnsweredRequest extends TimeRequest {
  readonly answer: WireTimeAnswer;
}

/** What time requests need. */
export interface TimeRequestDeps {
  readonly pins: Pins;
  readonly memory: SharedMemory;
  /** Wrong tries of all nodes; `null`: each node counts by itself. */
  readonly counts: SharedCounts | null;
  /** Where what was granted is noted. */
  readonly store: Pick<ConsoleStore, 'note'>;
  readonly log: Log;
  readonly nowMs: () => number;
}

/** What became of a parent's answer. */
export type TimeDecision = WirePinAnswer | { readonly kind: 'over' };

const requestKey = (id: string): string => `time ${id}`;
const codeKey = (code: string): string => `time code ${code}`;
const accountKey = (accountId: string): string => `time of ${accountId}`;

function idsOf(text: string | null): readonly string[] {
  return text === null ? [] : (JSON.parse(text) as readonly string[]);
}

/**
 * "Ten more minutes": a set asks, a parent answers on the phone with the household's PIN, or with the account's password where there is no
 * PIN. Questions are short and in the nodes' shared memory; answers are noted in the operators' log of changes.
 */
export class TimeRequests {
  private readonly asks: AttemptLimiter;
  private readonly wrongByIp: AttemptLimiter;

  constructor(private readonly deps: TimeRequestDeps) {
    const { counts, nowMs } = deps;
    const together = limitersOf('time', nowMs, counts);
    this.asks = together('ask', { attempts: 6, windowMs: 10 * MINUTE_MS });
    this.wrongByIp = together('ip', { attempts: 20, windowMs: 10 * MINUTE_MS });
  }

  /** Asks; an earlier question of the same set is over. `http.rate-limited` for a set that asks again and again. */
  async ask(what: Omit<TimeRequest, 'id' | 'code' | 'untilMs'>): Promise<Result<TimeRequest, AppError>> {
    const key = `${what.accountId} ${what.deviceId}`;
    if (this.asks.isExhausted(key)) return fail(new AppError('http.rate-limited', { message: 'This was asked too often.' }));
    this.asks.count(key);
    for (const open of await this.of(what.accountId)) if (open.deviceId === what.deviceId) await this.drop(open);
    const request: AnsweredRequest = { ...what, id: randomUUID(), code: newUserCode(), untilMs: this.deps.nowMs() + TIME_REQUEST_LIFE_MS, answer: { kind: 'open' } };
    const { memory } = this.deps;
    await memory.put(requestKey(request.id), JSON.stringify(request), TIME_REQUEST_LIFE_MS);
    await memory.put(codeKey(request.code), request.id, TIME_REQUEST_LIFE_MS);
    await this.changeIds(what.accountId, (ids) => [...ids, request.id]);
    return ok(request);
  }

  /** What was answered to a set's own question; waits up to `waitMs` for it. */
  async wait(id: string, accountId: string, waitMs: number): Promise<WireTimeAnswer> {
    const watch = this.deps.memory.watch(requestKey(id));
    try {
      const request = await this.own(id, accountId);
      if (request?.answer.kind !== 'open' || waitMs === 0) return request?.answer ?? { kind: 'over' };
      await watch.wait(waitMs);
      return (await this.own(id, accountId))?.answer ?? { kind: 'over' };
    } finally {
      watch.end();
    }
  }

  /** Takes a set's question back. */
  async withdraw(id: string, accountId: string): Promise<void> {
    const request = await this.own(id, accountId);
    if (request !== null) await this.drop(request);
  }

  /** The open question with a code as typed. `input.invalid` (counted) without one, `http.rate-limited` after too many. */
  async find(typed: string, ip: string): Promise<Result<TimeRequest, AppError>> {
    if (this.wrongByIp.isExhausted(ip)) return fail(new AppError('http.rate-limited', { message: 'Too many wrong codes.' }));
    const code = parseUserCode(typed);
    const id = code === null ? null : await this.deps.memory.get(codeKey(code));
    const request = id === null ? null : await this.read(id);
    if (request?.answer.kind === 'open') return ok(request);
    this.wrongByIp.count(ip);
    return fail(new AppError('input.invalid', { message: 'Nobody asks with this code.' }));
  }

  /** Open questions of an account, oldest first. */
  async of(accountId: string): Promise<readonly TimeRequest[]> {
    const ids = idsOf(await this.deps.memory.get(accountKey(accountId)));
    const requests = await Promise.all(ids.map((id) => this.read(id)));
    return requests.flatMap((request) => (request?.answer.kind === 'open' ? [request] : []));
  }

  /** Whether the household has a PIN; without one the account's password stands in. */
  hasPin(accountId: string): Promise<boolean> {
    return this.deps.pins.has(accountId);
  }

  /** A parent answers: `minutes` 0 refuses. The proof is judged and counted like any PIN of the account. */
  async decide(account: AccountRow, id: string, minutes: number, proof: string): Promise<TimeDecision> {
    if (minutes !== 0 && !(GRANTS as readonly number[]).includes(minutes)) throw new AppError('input.invalid', { message: 'So many minutes cannot be granted.' });
    if ((await this.own(id, account.id))?.answer.kind !== 'open') return { kind: 'over' };
    const hasPin = await this.deps.pins.has(account.id);
    const judged = await this.deps.pins.check(account, account.id, { kind: hasPin ? 'pin' : 'password', text: proof });
    if (judged.kind !== 'right') return judged;
    // Somebody else may have answered while the PIN was judged.
    const request = await this.answer(id, minutes > 0 ? { kind: 'granted', minutes } : { kind: 'refused' });
    if (request === null) return { kind: 'over' };
    await this.note(account, request, minutes);
    return judged;
  }

  /** Writes the answer to an open question and wakes the set; `null` when it is answered or over. */
  private async answer(id: string, answer: WireTimeAnswer): Promise<AnsweredRequest | null> {
    const request = await this.deps.memory.change(requestKey(id), TIME_REQUEST_LIFE_MS, (before) => {
      const open = this.openOf(before);
      return open?.answer.kind === 'open' ? { after: JSON.stringify({ ...open, answer }), answer: open } : { after: before, answer: null };
    });
    if (request !== null) await this.deps.memory.tell(requestKey(id));
    return request;
  }

  private async note(account: AccountRow, request: TimeRequest, minutes: number): Promise<void> {
    const action = minutes > 0 ? 'watch-time.grant' : 'watch-time.refuse';
    const detail = `${request.profileName}, ${request.deviceName}${minutes > 0 ? `: ${String(minutes)} min` : ''}`;
    this.deps.log.info({ account: account.id, action, minutes }, 'watch time answered');
    await this.deps.store.note({ atMs: this.deps.nowMs(), operatorId: '', operatorName: 'parent', action, subject: account.name, detail });
  }

  private async own(id: string, accountId: string): Promise<AnsweredRequest | null> {
    const request = await this.read(id);
    return request?.accountId === accountId ? request : null;
  }

  private async read(id: string): Promise<AnsweredRequest | null> {
    return this.openOf(await this.deps.memory.get(requestKey(id)));
  }

  /** What was remembered; an answer is known for as long as the question would have stood. */
  private openOf(text: string | null): AnsweredRequest | null {
    const request = text === null ? null : (JSON.parse(text) as AnsweredRequest);
    return request !== null && request.untilMs > this.deps.nowMs() ? request : null;
  }

  private async drop({ id, code, accountId }: TimeRequest): Promise<void> {
    const { memory } = this.deps;
    await memory.forget(requestKey(id), codeKey(code));
    await this.changeIds(accountId, (ids) => ids.filter((each) => each !== id));
    await memory.tell(requestKey(id));
  }

  private async changeIds(accountId: string, change: (ids: readonly string[]) => readonly string[]): Promise<void> {
    await this.deps.memory.change(accountKey(accountId), TIME_REQUEST_LIFE_MS, (before) => ({ after: JSON.stringify(change(idsOf(before))), answer: null }));
  }
}
