import { SLICE_MS } from '#core/base';
import { driveProgram } from '#core/ingest';
import type { DrivenProgram, DriveStats, IngestAnswer, IngestProgramFactory, IngestRequest } from '#core/ingest';
import type { BackgroundLink, ClockPort } from '#ports';

/** A program on this thread, with the same line as one in a thread of its own. */
export interface SliceLink extends BackgroundLink {
  readonly stats: DriveStats;
}

/**
 * Runs the program on this thread, in slices. Answers arrive in a turn of their own, so that what a receiver does with them does not
 * add to a slice. Nothing is copied: whoever posts bytes must not write to them.
 */
export function createSliceLink(create: IngestProgramFactory, clock: Pick<ClockPort, 'monotonicMs' | 'after'>): SliceLink {
  const listeners = new Set<(word: unknown) => void>();
  const answers: IngestAnswer[] = [];
  let isOver = false;
  const deliver = (): void => {
    for (const answer of answers.splice(0, answers.length)) listeners.forEach((listener) => { listener(answer); });
  };
  const driven: DrivenProgram = driveProgram(create, {
    monotonicMs: () => clock.monotonicMs(),
    later: (callback) => clock.after(0, callback),
    sliceMs: SLICE_MS,
    tellEveryMs: 0,
    post: (answer) => {
      if (answers.push(answer) > 1) return;
      clock.after(0, () => {
        if (!isOver) deliver();
      });
    },
  });
  return {
    get stats() {
      return driven.stats;
    },
    post: (word) => {
      driven.receive(word as IngestRequest);
    },
    onWord(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    // A program on this thread cannot be lost without the thread.
    onFailure: () => () => undefined,
    terminate() {
      isOver = true;
      driven.stop();
      listeners.clear();
    },
  };
}
