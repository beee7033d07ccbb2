import { ok } from '#core/base';
import type { AppError, Result } from '#core/base';
import { PIN_TRIES } from '#core/parental';
import { parseWirePinAnswer } from '#core/wire';
import type { PlatformApi } from '#sources/platform';
import type { PinAnswer, PinHolder } from '../parental-model';
import type { PinKeeper } from './pin-keeper';

/** What the platform's PINs need. */
export interface PlatformPinsDeps {
  readonly api: PlatformApi;
  /** As the account was read last. */
  hasPin(holder: PinHolder): boolean;
  /** Reads the account again. */
  reload(): Promise<void>;
}

/** PINs that the platform keeps and judges. A right one is answered with a grant, which goes with the changes made after it. */
export class PlatformPins implements PinKeeper {
  private readonly deps: PlatformPinsDeps;
  /** Grants, by what they open. */
  private household = '';
  private profile = '';

  constructor(deps: PlatformPinsDeps) {
    this.deps = deps;
  }

  /** Header of changes that need the PIN. */
  get grant(): Readonly<Record<string, string>> {
    const word = this.household === '' ? this.profile : this.household;
    return word === '' ? {} : { 'x-hearth-grant': word };
  }

  /** Forgets the grant. */
  forget(): void {
    this.household = '';
    this.profile = '';
  }

  has(holder: PinHolder): Promise<boolean> {
    return Promise.resolve(this.deps.hasPin(holder));
  }

  status(): Promise<{ readonly triesLeft: number; readonly waitMs: number }> {
    // The first answer tells; asking ahead would cost a try.
    return Promise.resolve({ triesLeft: PIN_TRIES, waitMs: 0 });
  }

  check(holder: PinHolder, pin: string): Promise<PinAnswer> {
    return this.judge({ ...whose(holder), pin }, holder);
  }

  recover(holder: PinHolder, secret: string): Promise<PinAnswer> {
    // The password is good for all of the account.
    return this.judge({ ...whose(holder), password: secret }, 'household');
  }

  async set(holder: PinHolder, pin: string): Promise<Result<void, AppError>> {
    const answer = await this.deps.api.call({ path: '/pin', method: 'PUT', body: { ...whose(holder), pin }, headers: this.grant });
    if (!answer.ok) return answer;
    // From now on changes need the grant of the new PIN, which was typed a moment ago.
    if (pin !== '') await this.check(holder, pin);
    await this.deps.reload();
    return ok(undefined);
  }

  private async judge(body: object, opens: PinHolder): Promise<PinAnswer> {
    const answer = await this.deps.api.call({ path: '/pin/check', method: 'POST', body });
    const judged = answer.ok ? parseWirePinAnswer(answer.value.value) : answer;
    if (!judged.ok) return { kind: 'failed', error: judged.error };
    if (judged.value.kind !== 'right') return judged.value;
    if (opens === 'household') this.household = judged.value.grant;
    else this.profile = judged.value.grant;
    return { kind: 'right' };
  }
}

function whose(holder: PinHolder): { readonly profileId?: string } {
  return holder === 'household' ? {} : { profileId: holder };
}
