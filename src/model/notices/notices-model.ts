import type { AppError } from '#core/base';
import type { ReadonlySignal } from '#core/state';

/** A short message that goes by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
}

/** A button of a dialog. */
export interface DialogButton {
  readonly id: string;
  readonly label: string;
}

/** A question. Focus begins on `safeId`; Back answers with it. */
export interface Dialog {
  readonly id: number;
  readonly title: string;
  /** May be empty. */
  readonly text: string;
  readonly buttons: readonly DialogButton[];
  readonly safeId: string;
}

/** The strip at z 70. */
export interface Banner {
  readonly kind: 'offline' | 'source';
  readonly text: string;
  /** Label of its button; empty without one. */
  readonly actionLabel: string;
}

/** An error as every page words it. */
export interface ErrorText {
  readonly title: string;
  readonly text: string;
  /** Small print: `HRT-2104`. */
  readonly label: string;
}

/** Toasts, questions and the offline banner: one of each at a time. */
export interface NoticesModel {
  readonly toast: ReadonlySignal<Toast | null>;
  readonly dialog: ReadonlySignal<Dialog | null>;
  readonly banner: ReadonlySignal<Banner | null>;
  showToast(text: string): void;
  /** A toast that says what went wrong. */
  showFailure(error: unknown): void;
  /** Asks; resolves with the pressed button's id. A second question waits for the first. */
  ask(question: Omit<Dialog, 'id'>): Promise<string>;
  /** Answers the open question; Back answers its `safeId`. */
  answer(buttonId: string): void;
  /** What the banner's button does: tries the connection again. */
  actOnBanner(): void;
  /** Title, sentence and code of an error in the viewer's language. */
  describe(error: AppError): ErrorText;
  dispose(): void;
}
