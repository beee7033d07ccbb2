import { AppError, MINUTE_MS } from '#core/base';
import { countPinTry, isPin, NO_FAILURES, pinTriesLeft, pinWaitMs } from '#core/parental';
import type { WirePinAnswer } from '#core/wire';
import type { AccountRow, PinsStore } from '#server/store';
import { hashPassword, isPassword } from './passwords';
import type { ServerKeys } from './server-keys';

/** How long a right PIN lets its holder change things. Longer: a television left alone stays open; shorter: a parent is asked twice. */
const GRANT_MS = 10 * MINUTE_MS;
/** Tries by password are counted apart, so that a forgotten PIN cannot be guessed twice as often. */
const PASSWORD = 'password:';

/** A PIN, or the account's password in its place. */
export type PinProof = { readonly kind: 'pin'; readonly text: string } | { readonly kind: 'password'; readonly text: string };

/**
 * PINs of a household (its holder is the account) and of single profiles. Judged with few tries and waits that grow, counted in the
 * store before the PIN is looked at, so that neither a restart nor many requests at once give further tries. A right one is answered
 * with a grant, a signed word that is good for ten minutes.
 */
export class Pins {
  constructor(
    private readonly store: PinsStore,
    private readonly keys: ServerKeys,
    private readonly nowMs: () => number,
  ) {}

  /** Whether a household or profile has a PIN. */
  async has(holderId: string): Promise<boolean> {
    return (await this.store.get(holderId)).pinHash !== '';
  }

  /** Judges a PIN of `holderId`, or the account's password, which is good for any holder of the account. */
  async check(account: AccountRow, holderId: string, proof: PinProof): Promise<WirePinAnswer> {
    const counted = proof.kind === 'pin' ? holderId : PASSWORD + account.id;
    const nowMs = this.nowMs();
    const { row, isCounted } = await this.store.begin(counted, (before) => pinWaitMs(before, nowMs) === 0, (before) => ({ ...before, ...countPinTry(before, nowMs) }));
    if (!isCounted) return { kind: 'locked', waitMs: pinWaitMs(row, nowMs) };
    const tried = countPinTry(row, nowMs);
    if (await this.isRight(account, row.pinHash, proof)) {
      await this.store.put(counted, { ...row, ...NO_FAILURES });
      return { kind: 'right', grant: this.grant(proof.kind === 'pin' ? holderId : account.id) };
    }
    const waitMs = pinWaitMs(tried, nowMs);
    return waitMs > 0 ? { kind: 'locked', waitMs } : { kind: 'wrong', triesLeft: pinTriesLeft(tried) };
  }

  /** Sets a PIN, or takes it away with `""`. Wrong tries are forgotten. Throws `input.invalid` for what is no PIN. */
  async set(holderId: string, pin: string): Promise<void> {
    if (pin !== '' && !isPin(pin)) throw new AppError('input.invalid', { message: 'A PIN has four digits.' });
    await this.store.put(holderId, { pinHash: pin === '' ? '' : await hashPassword(pin), ...NO_FAILURES });
  }

  /**
   * Throws `parental.locked` unless `grant` opens the household's settings; where there is no household PIN, those of `profileId`, if
   * that has one.
   */
  async demand(account: AccountRow, profileId: string | null, grant: string): Promise<void> {
    if (this.isGranted(grant, account.id)) return;
    const isHouseholdLocked = await this.has(account.id);
    const isProfileLocked = profileId !== null && (await this.has(profileId));
    const isOpen = !isHouseholdLocked && (!isProfileLocked || this.isGranted(grant, profileId));
    if (!isOpen) throw new AppError('parental.locked', { message: 'The PIN is needed first.' });
  }

  private async isRight(account: AccountRow, pinHash: string, proof: PinProof): Promise<boolean> {
    if (proof.kind === 'password') return isPassword(account.passwordHash, proof.text);
    return isPassword(pinHash === '' ? null : pinHash, proof.text);
  }

  private grant(holderId: string): string {
    const untilMs = String(this.nowMs() + GRANT_MS);
    return `${untilMs}.${this.keys.sign('pin', `${holderId}\n${untilMs}`)}`;
  }

  private isGranted(grant: string, holderId: string): boolean {
    const [untilMs = '', signature = ''] = grant.split('.');
    return Number(untilMs) > this.nowMs() && this.keys.isSigned('pin', `${holderId}\n${untilMs}`, signature);
  }
}
