import { AppError, fail } from '#core/base';

/** A failure with `input.invalid`, or another code, and its reason. */
export function refused(message: string, code: 'input.invalid' | 'shop.coupon' | 'shop.sold-out' = 'input.invalid'): { readonly ok: false; readonly error: AppError } {
  return fail(new AppError(code, { message }));
}
