import { randomUUID } from 'node:crypto';
import { AppError, fail, MINUTE_MS, ok } from '#core/base';
import type { Result } from '#core/base';
import type { SupportFix } from '#core/wire';
import type { SupportAnswer, SupportCaseRow, SupportStore } from '#server/store';
import { limitersOf } from '../attempt-limiter';
import type { AttemptLimiter } from '../attempt-limiter';
import type { SharedCounts } from '../shared-counts';
import { randomLetters } from '../server-keys';

/** How long a code is good: a call to a hotline with its music. */
const LIFE_MS = 60 * MINUTE_MS;
const DIGITS = 6;
/** Codes tried until one is free; a million of them. */
const MOST_TRIES = 20;
/** Wrong codes of one operator before it has to wait: a code must not be found by trying. */
const GUESSES = { attempts: 10, windowMs: 10 * MINUTE_MS } as const;
/** Calls of one account before it has to wait. */
const CALLS = { attempts: 10, windowMs: 60 * MINUTE_MS } as const;
const LONGEST = 4000;

/** Takes out what could say who somebody is or where they watch, whatever a set sends. */
export function redact(text: string): string {
  return text.slice(0, LONGEST)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\p{C}/gu, (sign) => (sign === '\n' ? '\n' : ''))
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '…')
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '…')
    .replace(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '…')
    .replace(/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/gi, '…')
    .replace(/\b((?:user|pass|token|key|secret)\w*)\s*[=:]\s*\S+/gi, '$1 …');
}

/** Help from afar: a set shows six digits, an operator who is told them reads what it says of itself and proposes one of the named fixes. */
export class Support {
  private readonly guesses: AttemptLimiter;
  private readonly calls: AttemptLimiter;

  constructor(private readonly store: SupportStore, private readonly nowMs: () => number, counts: SharedCounts | null = null) {
    const limiter = limitersOf('support', nowMs, counts);
    this.guesses = limiter('guess', GUESSES);
    this.calls = limiter('call', CALLS);
  }

  /** Opens a case with a code of its own. Rejects with `http.rate-limited` after too many. */
  async open(accountId: string, deviceName: string, diagnostics: string): Promise<SupportCaseRow> {
    if (this.calls.isExhausted(accountId)) throw new AppError('http.rate-limited', { message: 'Too many calls for help. Wait an hour.' });
    this.calls.count(accountId);
    const openedAtMs = this.nowMs();
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const row: SupportCaseRow = {
        id: randomUUID(), code: randomLetters('0123456789', DIGITS), accountId, deviceName, diagnostics: redact(diagnostics), openedAtMs, expiresAtMs: openedAtMs + LIFE_MS,
        seenBy: '', fix: '', fixNumber: 0, answer: '', answeredAtMs: 0,
      };
      if (await this.store.open(row)) return row;
    }
    throw new AppError('http.server', { message: 'There is no free code.' });
  }

  /** The account's own case; `null` when it is over. */
  async own(accountId: string, id: string): Promise<SupportCaseRow | null> {
    const row = await this.store.byId(id, this.nowMs());
    return row?.accountId === accountId ? row : null;
  }

  /** The case an operator was told the code of. Fails with `http.not-found`, or `http.rate-limited` after too many wrong ones. */
  async see(code: string, operator: string): Promise<Result<SupportCaseRow, AppError>> {
    if (this.guesses.isExhausted(operator)) return fail(new AppError('http.rate-limited', { message: 'Too many wrong codes. Wait ten minutes.' }));
    const row = /^\d{6}$/.test(code) ? await this.store.see(code, operator, this.nowMs()) : null;
    if (row !== null) return ok(row);
    this.guesses.count(operator);
    return fail(new AppError('http.not-found', { message: 'No television shows this code.' }));
  }

  /** Proposes a fix; the viewer decides. Fails with `http.not-found` when the case is over. */
  async propose(code: string, operator: string, fix: SupportFix): Promise<Result<SupportCaseRow, AppError>> {
    const seen = await this.see(code, operator);
    if (!seen.ok) return seen;
    if (!(await this.store.propose(seen.value.id, fix, this.nowMs()))) return fail(new AppError('http.not-found', { message: 'This television no longer asks for help.' }));
    return seen;
  }

  /** Notes what the viewer said and what came of it; false when it is about a proposal that is no more. */
  answer(id: string, fixNumber: number, answer: SupportAnswer): Promise<boolean> {
    return this.store.answer(id, fixNumber, answer, this.nowMs());
  }

  end(id: string): Promise<void> {
    return this.store.end(id);
  }
}
