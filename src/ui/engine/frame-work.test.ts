import { beforeEach, describe, expect, test } from '@jest/globals';
import { FakeClock } from '#test/harness/fakes';
import { FrameWork } from './frame-work';

let clock: FakeClock;
let isHeld: boolean;
let work: FrameWork;
let done: string[];

/** Something that takes 8 ms. */
const slow = (name: string) => (): void => {
  clock.tick(8);
  done.push(name);
};
const frame = (between?: () => void): readonly string[] => {
  done = [];
  work.begin();
  between?.();
  work.beginDrawing();
  work.end();
  return done;
};

beforeEach(() => {
  clock = new FakeClock();
  isHeld = false;
  done = [];
  work = new FrameWork(clock, () => isHeld);
});

describe('the work of frames', () => {
  test('a frame builds while it has time, the rest follows in order, and what is asked for meanwhile comes after it', () => {
    expect(frame(() => { for (const name of 'abcdef') work.build(slow(name)); })).toEqual(['a', 'b', 'c', 'd']);
    expect(work.waiting).toBe(2);
    expect(frame(() => { work.draw(slow('g')); })).toEqual(['e', 'f']);
    expect([frame(), work.waiting]).toEqual([['g'], 0]);
  });

  test('frames that take long anyway build for as long again, but not for ever', () => {
    const names = (count: number): readonly string[] => 'abcdefghijklmnopqrstuvwxyz'.slice(0, count).split('');
    frame(() => { for (const name of names(26)) work.build(slow(name)); });
    // The frame before took 32 ms of building and 32 of everything else: half of that is left, less what is new may take.
    clock.tick(32);
    expect(frame()).toEqual(['e', 'f', 'g']);
    clock.tick(1_000);
    expect(frame()).toEqual(['h', 'i', 'j']);
  });

  test('a held key leaves a frame less time, and each frame gets on all the same', () => {
    isHeld = true;
    expect(frame(() => { for (const name of 'abc') work.build(slow(name)); })).toEqual(['a', 'b']);
    expect([frame(), work.waiting]).toEqual([['c'], 0]);
  });

  test('what is drawn waits for the drawing, once, and can be dropped', () => {
    const drop = work.draw(slow('old'));
    work.draw(slow('new'));
    drop();
    expect(done).toEqual([]);
    expect(frame()).toEqual(['new']);
  });
});
