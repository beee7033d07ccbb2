import { AppError } from '#core/base';
import type { WireAccount } from '#core/wire';

/** Why an account may not watch, or `null`. */
export function accountProblem(account: WireAccount): AppError | null {
  if (account.status === 'expired') return new AppError('source.expired');
  return account.status === 'suspended' ? new AppError('auth.account-suspended') : null;
}
