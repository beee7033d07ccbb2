import { randomUUID } from 'node:crypto';
import { AppError, fail, MINUTE_MS, ok, SECOND_MS } from '#core/base';
import type { Result } from '#core/base';
import type { WireOauthError, WireToken } from '#core/wire';
import type { DeviceCodeRow, DeviceCodesStore } from '#server/store';
import { limitersOf } from './attempt-limiter';
import type { AttemptLimiter } from './attempt-limiter';
import type { SharedCounts } from './shared-counts';
import { randomToken } from './server-keys';
import type { NewDevice, Sessions } from './sessions';
import { tokenHash } from './token-hash';
import { newUserCode, parseUserCode } from './user-code';

/** Life of a code: long enough to find the phone, short enough that guessing stays hopeless. */
export const CODE_LIFE_MS = 15 * MINUTE_MS;
const INTERVAL_SEC = 5;
/** What a `slow_down` adds, RFC 8628 section 3.5. */
const SLOW_DOWN_SEC = 5;
/** How much earlier than the interval a poll may arrive: networks do not keep time. */
const POLL_TOLERANCE_MS = SECOND_MS;

/** A code just begun. `deviceCode` is known to the device alone. */
export interface StartedCode {
  readonly deviceCode: string;
  /** Eight letters without separator. */
  readonly userCode: string;
  readonly expiresInSec: number;
  readonly intervalSec: number;
}

/** What a poll is answered with. */
export type PollOutcome = { readonly token: WireToken } | { readonly error: WireOauthError['error'] };

/** The device authorization grant, RFC 8628: a set shows a code, a person confirms it on a phone, the set's poll gets tokens. */
export class DeviceAuthorization {
  private readonly wrongByIp: AttemptLimiter;
  private readonly wrongByAnybody: AttemptLimiter;
  private readonly startsByIp: AttemptLimiter;

  constructor(
    private readonly store: DeviceCodesStore,
    private readonly sessions: Sessions,
    private readonly nowMs: () => number,
    counts: SharedCounts | null = null,
  ) {
    const limiter = limitersOf('code', nowMs, counts);
    this.wrongByIp = limiter('ip', { attempts: 20, windowMs: 10 * MINUTE_MS });
    this.wrongByAnybody = limiter('any', { attempts: 1000, windowMs: 10 * MINUTE_MS });
    this.startsByIp = limiter('start', { attempts: 1000, windowMs: 15 * MINUTE_MS });
  }

  /** Begins a code for a device; `http.rate-limited` when its address began very many. */
  async start(device: NewDevice): Promise<Result<StartedCode, AppError>> {
    if (this.startsByIp.isExhausted(device.ip)) return fail(new AppError('http.rate-limited', { message: 'Too many codes were asked for.' }));
    this.startsByIp.count(device.ip);
    const deviceCode = randomToken();
    const now = this.nowMs();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const userCode = newUserCode();
      const isStored = await this.store.create({
        id: randomUUID(), deviceCodeHash: tokenHash(deviceCode), userCode, clientId: device.clientId, deviceName: device.name, ip: device.ip,
        status: 'pending', accountId: '', intervalSec: INTERVAL_SEC, lastPollMs: 0, createdAtMs: now, expiresAtMs: now + CODE_LIFE_MS,
      });
      if (isStored) return ok({ deviceCode, userCode, expiresInSec: CODE_LIFE_MS / SECOND_MS, intervalSec: INTERVAL_SEC });
    }
    return fail(new AppError('http.server', { message: 'no free code' }));
  }

  /** Answers a device's poll. Tokens are handed out once; afterwards the code is unknown. */
  async poll(deviceCode: string, clientId: string, ip: string): Promise<PollOutcome> {
    const row = await this.store.byDeviceCodeHash(tokenHash(deviceCode));
    if (row === null || row.clientId !== clientId || row.status === 'used') return { error: 'invalid_grant' };
    const now = this.nowMs();
    if (row.expiresAtMs <= now) return { error: 'expired_token' };
    if (row.status === 'denied') return { error: 'access_denied' };
    const isTooSoon = row.lastPollMs > 0 && now - row.lastPollMs < row.intervalSec * SECOND_MS - POLL_TOLERANCE_MS;
    await this.store.recordPoll(row.id, now, isTooSoon ? row.intervalSec + SLOW_DOWN_SEC : row.intervalSec);
    if (isTooSoon) return { error: 'slow_down' };
    if (row.status === 'pending') return { error: 'authorization_pending' };
    if (!(await this.store.redeem(row.id))) return { error: 'invalid_grant' };
    return { token: await this.sessions.start(row.accountId, { clientId, name: row.deviceName, ip }) };
  }

  /**
   * The waiting code a person typed. Fails with `input.invalid` (no such code: counted as a guess), `auth.code-expired`, or
   * `http.rate-limited` after too many wrong ones from this address or from everybody together.
   */
  async find(typed: string, ip: string): Promise<Result<DeviceCodeRow, AppError>> {
    if (this.wrongByIp.isExhausted(ip) || this.wrongByAnybody.isExhausted('')) {
      return fail(new AppError('http.rate-limited', { message: 'Too many wrong codes.' }));
    }
    const userCode = parseUserCode(typed);
    const row = userCode === null ? null : await this.store.byUserCode(userCode);
    if (row?.status !== 'pending') {
      this.wrongByIp.count(ip);
      this.wrongByAnybody.count('');
      return fail(new AppError('input.invalid', { message: 'No set waits for this code.' }));
    }
    if (row.expiresAtMs <= this.nowMs()) return fail(new AppError('auth.code-expired'));
    return ok(row);
  }

  /** Confirms or refuses a waiting code for an account; false when it no longer waits. */
  decide(row: DeviceCodeRow, isApproved: boolean, accountId: string): Promise<boolean> {
    return this.store.decide(row.id, isApproved ? 'approved' : 'denied', isApproved ? accountId : '', this.nowMs());
  }
}
