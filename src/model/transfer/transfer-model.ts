import type { AppError } from '#core/base';
import type { ReadonlySignal } from '#core/state';
import type { ChosenPart } from './bundle';
import type { ImportPreview } from './plan-import';

/** What a viewer wants: a code for another set, what another set left, a file on the phone, or one back from it. */
export type TransferGoal = 'send' | 'receive' | 'save' | 'restore';

/** How far it has got. */
export type TransferState =
  | { readonly kind: 'menu' }
  /** What shall go along is being chosen. `leftBehind`: profiles whose PIN nobody typed. */
  | { readonly kind: 'choosing'; readonly goal: 'send' | 'save'; readonly leftBehind: readonly string[] }
  | { readonly kind: 'working'; readonly goal: TransferGoal }
  /** To be typed on the other set, `XXXX-XXXX-XXXX`. */
  | { readonly kind: 'code'; readonly code: string; readonly expiresAtMs: number }
  /** The phone's turn: it saves the file, or chooses one. */
  | { readonly kind: 'phone'; readonly goal: 'save' | 'restore' }
  /** The phone has the file. */
  | { readonly kind: 'saved' }
  /** A file is here and its words are asked for. `isWrong`: those typed last were not. */
  | { readonly kind: 'locked'; readonly isWrong: boolean }
  /** What would come, and what it would replace. */
  | { readonly kind: 'preview'; readonly preview: ImportPreview }
  | { readonly kind: 'failed'; readonly goal: TransferGoal; readonly error: AppError };

/** The shortest words a file is sealed with. Fewer letters are tried out by who finds the file. */
export const SHORTEST_WORDS = 8;

/**
 * Takes what viewers have from set to set without an account, and onto a phone and back. Encrypted on the set; nothing is changed before
 * {@link TransferModel.accept}, and what was changed can be undone.
 */
export interface TransferModel {
  readonly state: ReadonlySignal<TransferState>;
  /** Parts that go along, or are taken over. */
  readonly parts: ReadonlySignal<readonly ChosenPart[]>;
  /** Whether there is a platform for codes: it keeps what it cannot read. */
  readonly hasCodes: boolean;
  /** Whether a phone can be asked. */
  readonly hasPhone: boolean;
  /** Whether the last import can be undone. */
  readonly canUndo: ReadonlySignal<boolean>;
  /** Begins to send or to save, after the household's PIN; stays in the menu where that is not typed. */
  choose(goal: 'send' | 'save'): Promise<void>;
  /** Takes a part along, or leaves it. In the preview it is worked out anew. */
  toggle(part: ChosenPart): void;
  /** Seals what was chosen and leaves it for another set. */
  send(): Promise<void>;
  /** Has the platform forget what the code leads to, and goes back to the menu. */
  forget(): Promise<void>;
  /** Seals what was chosen with the viewer's words and holds it ready for the phone. */
  save(words: string): Promise<void>;
  /** Waits for a file from the phone, after the household's PIN. */
  restore(): Promise<void>;
  /** Opens the file with the viewer's words. */
  open(words: string): Promise<void>;
  /** Fetches what another set left, by its code as it was typed, after the household's PIN. `input.invalid` for what is no code. */
  receive(typed: string): Promise<void>;
  /** Takes over what the preview shows: the app starts anew. */
  accept(): Promise<void>;
  /** Has everything the last import touched as it was: the app starts anew. */
  undo(): Promise<void>;
  /** Goes back to the menu and lets go of what was sealed, fetched or typed. */
  leave(): void;
  dispose(): void;
}
