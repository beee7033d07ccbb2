import type { AppError, Result } from '#core/base';
import type { PinAnswer, PinHolder } from '../parental-model';

/** Who knows the PINs and judges them: this set, or the platform. */
export interface PinKeeper {
  has(holder: PinHolder): Promise<boolean>;
  /** Tries before a wait and the wait that runs, as far as is known. */
  status(holder: PinHolder): Promise<{ readonly triesLeft: number; readonly waitMs: number }>;
  check(holder: PinHolder, pin: string): Promise<PinAnswer>;
  /** Judges what only the owner of the account knows. */
  recover(holder: PinHolder, secret: string): Promise<PinAnswer>;
  /** Keeps a PIN, or takes it away with `""`. */
  set(holder: PinHolder, pin: string): Promise<Result<void, AppError>>;
}
