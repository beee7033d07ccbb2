import { signal } from '#core/state';
import type { ReadonlySignal } from '#core/state';

/** A text field that is typed into from elsewhere, as the form around it offers it. */
export interface TypingTarget {
  readonly id: string;
  readonly label: string;
  /** A password: its text is taken, never given. */
  readonly isSecret: boolean;
  read(): string;
  /** Puts a whole text into the field. */
  write(text: string): void;
  /** Enter. */
  done(): void;
}

/** The one text field of the moment, for phones that type into it. Forms say when they have the focus and when their text changed. */
export class Typing {
  /** A new object whenever field or text changed. */
  readonly target: ReadonlySignal<TypingTarget | null>;
  /** Shows the way to type on a phone; `null` where there is none. */
  askPhone: (() => void) | null = null;
  private readonly current = signal<TypingTarget | null>(null);
  private owner: object | null = null;

  constructor() {
    this.target = this.current;
  }

  /** `owner` has the focus, or its field or text changed. */
  show(owner: object, target: TypingTarget): void {
    this.owner = owner;
    this.current.value = target;
  }

  /** `owner` has lost the focus. */
  hide(owner: object): void {
    if (this.owner !== owner) return;
    this.owner = null;
    this.current.value = null;
  }
}
