import type { ReadonlySignal } from '#core/state';

/** When the picture stops by itself. */
export type SleepChoice =
  | { readonly kind: 'off' }
  /** After a while from now. */
  | { readonly kind: 'minutes'; readonly minutes: number }
  /** With the end of the programme, film or episode that plays; if nothing does, of the next one. */
  | { readonly kind: 'programme' };

/** The sleep timer. It ends with its moment, with a key in the last minute, and with the app. */
export interface SleepModel {
  readonly choice: ReadonlySignal<SleepChoice>;
  /** Wall clock of the stop, milliseconds since 1970; 0 while off or not known yet. */
  readonly stopsAtMs: ReadonlySignal<number>;
  /** Whole seconds until the stop, in its last minute; -1 before. Whoever shows it calls {@link keep} with the next key. */
  readonly secondsLeft: ReadonlySignal<number>;
  /** Whether the end of what plays is known; true while nothing plays. */
  readonly canEndWithProgramme: boolean;
  set(choice: SleepChoice): void;
  /** The viewer is awake: the timer is off, and it is said. */
  keep(): void;
  dispose(): void;
}
