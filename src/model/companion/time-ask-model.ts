import type { AppError } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** How far a child's question has got. */
export type TimeAskState =
  | { readonly kind: 'asking' }
  /** Where a parent answers: an address with a code, and by name a phone that is paired; either may be missing. */
  | { readonly kind: 'waiting'; readonly page: { readonly code: string; readonly shortUrl: string; readonly qrUrl: string } | null; readonly phone: string | null }
  | { readonly kind: 'granted'; readonly minutes: number }
  | { readonly kind: 'refused' }
  /** Nobody answered in time. */
  | { readonly kind: 'over' }
  | { readonly kind: 'failed'; readonly error: AppError };

/** A question for more time on its way to a parent. */
export interface TimeAskModel {
  readonly state: ReadonlySignal<TimeAskState>;
  readonly reason: 'budget' | 'bedtime';
  /** Takes the question back and ends. */
  close(): void;
}
