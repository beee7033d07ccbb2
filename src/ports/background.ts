import type { Disposer } from '#core/base';
import type { IngestProgramFactory } from '#core/ingest';

/** One end of the line to a program that runs elsewhere. Words are plain data (structured clone); they arrive in order. */
export interface BackgroundLink {
  /** Sends a word. The buffers in `transfer` are handed over: empty here afterwards. */
  post(word: unknown, transfer?: readonly ArrayBuffer[]): void;
  onWord(listener: (word: unknown) => void): Disposer;
  /** The program cannot go on: it threw, its memory ran out, it never started. Called once, with a reason for the log. */
  onFailure(listener: (reason: string) => void): Disposer;
  /** Ends the program at once, whatever it does. No word and no failure follows. */
  terminate(): void;
}

/** Runs the program that reads lists and guides, so that reading never blocks the picture. */
export interface BackgroundPort {
  /** Starts the program in a thread of its own; `null` where the engine cannot or may not. Never rejects. */
  start(): Promise<BackgroundLink | null>;
  /** The same program for this thread, where somebody runs it in slices. Rejects with `internal.bug` when it cannot be loaded. */
  load(): Promise<IngestProgramFactory>;
}
