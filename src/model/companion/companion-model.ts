import type { AppError, Disposer } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { WirePhoneField } from '#core/wire';
import type { RemoteKey } from '#ports';
import type { PhoneTrade } from './phone-trade';

/** How far a set and a phone have got with each other. */
export type CompanionState =
  /** Nobody asked for a phone. */
  | { readonly kind: 'off' }
  /** A code is on its way. */
  | { readonly kind: 'asking' }
  /** Shown to be paired with; `phone` is the one that is paired already and may be taken over from. */
  | { readonly kind: 'waiting'; readonly code: string; readonly pin: string; readonly shortUrl: string; readonly qrUrl: string; readonly phone: string | null }
  | { readonly kind: 'paired'; readonly phone: string }
  | { readonly kind: 'failed'; readonly error: AppError };

/** What a phone does on the screen; the screen listens. */
export interface CompanionScreen {
  press(key: RemoteKey): void;
  /** The whole text of the field with that id; ignored when the focus has left it. */
  write(fieldId: string, text: string): void;
  /** Enter in that field. */
  done(fieldId: string): void;
}

/** A child's question on the phone. */
export interface CompanionQuestion {
  readonly profileName: string;
  readonly reason: 'budget' | 'bedtime';
  /** Minutes, 0 for no; the PIN has been judged. Answered once. */
  onAnswer(minutes: number): void;
}

/**
 * A phone beside the set: it types into fields, presses keys, sends playlists, arranges channels and answers children. Paired by a code and a
 * PIN that the set shows; what the phone types is neither stored nor logged.
 */
export interface CompanionModel {
  readonly state: ReadonlySignal<CompanionState>;
  /** The paired phone, whatever is shown; `null` without one. */
  readonly phone: ReadonlySignal<string | null>;
  /** Shows a code, the first or a new one. */
  show(): void;
  /** The code is no longer on the screen: without a phone the session ends. */
  hide(): void;
  /** Lets the phone go. */
  end(): void;
  /** Whom keys and texts go to; the newest listener. */
  listen(screen: CompanionScreen): Disposer;
  /** The field that has the focus, told to the phone. */
  showField(field: WirePhoneField | null): void;
  /** Asks on the phone, where one is paired; the disposer takes the question back. */
  ask(question: CompanionQuestion): Disposer;
  /** Hands a file to the phone, or waits for one from it, also from a phone that is paired later; the disposer ends it. The newest one counts. */
  trade(trade: PhoneTrade): Disposer;
  dispose(): void;
}
