import { describe, expect, test } from '@jest/globals';
import type { Steps } from '../base';
import { driveProgram } from './drive-program';
import type { IngestHost, IngestProgram } from './ingest-contract';

/** A clock whose turns a test counts; a step of the program moves it. */
class Turns {
  nowMs = 0;
  readonly waiting: Array<() => void> = [];
  /** What else happened between two slices. */
  frames = 0;

  later = (callback: () => void): (() => void) => {
    this.waiting.push(callback);
    return () => {
      this.waiting.splice(this.waiting.indexOf(callback), 1);
    };
  };

  run(): void {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      this.frames += 1;
      next();
    }
  }
}

/** A program whose work is steps of given lengths. */
function programOf(turns: Turns, stepsMs: number[]): (host: IngestHost) => IngestProgram {
  return () => ({
    receive: () => undefined,
    tellProgress: () => undefined,
    *work(): Steps<void> {
      for (let step = stepsMs.shift(); step !== undefined; step = stepsMs.shift()) {
        turns.nowMs += step;
        yield;
      }
    },
  });
}

const drive = (turns: Turns, stepsMs: number[]) =>
  driveProgram(programOf(turns, stepsMs), {
    post: () => undefined, monotonicMs: () => turns.nowMs, later: turns.later, sliceMs: 6, tellEveryMs: 0,
  });

describe('driving in slices', () => {
  test.each([[0.4], [1], [1.7], [2.9], [5.9]])('steps of %d ms: no slice is longer than its limit, all work is done', (stepMs) => {
    const turns = new Turns();
    const steps = new Array<number>(200).fill(stepMs);
    const driven = drive(turns, steps);
    driven.receive({ type: 'hello' });
    turns.run();
    expect(steps).toEqual([]);
    expect(driven.stats.longestSliceMs).toBeLessThanOrEqual(6);
    expect(driven.stats.slices).toBe(turns.frames);
    expect(driven.stats.slices).toBeGreaterThanOrEqual(Math.floor((200 * stepMs) / 6));
  });

  test('a step that comes now and then is expected for a while', () => {
    const turns = new Turns();
    const steps = Array.from({ length: 300 }, (_, index) => (index % 3 === 0 ? 3 : 0.5));
    const driven = drive(turns, steps);
    driven.receive({ type: 'hello' });
    turns.run();
    expect(driven.stats.longestSliceMs).toBeLessThanOrEqual(6);
  });

  test('nothing is done after stop, and only one turn is asked for at a time', () => {
    const turns = new Turns();
    const steps = [5, 5, 5];
    const driven = drive(turns, steps);
    driven.receive({ type: 'hello' });
    driven.receive({ type: 'hello' });
    expect(turns.waiting).toHaveLength(1);
    turns.waiting.shift()?.();
    driven.stop();
    turns.run();
    expect(steps).toEqual([5, 5]);
  });
});
