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
    expect(frame(() => { for (const name of 'abcdef') work.build(slow(name)); })).toEqual(['a', 'b', 'c']);
    expect(work.waiting).toBe(3);
    expect(frame(() => { work.draw(slow('g')); })).toEqual(['d', 'e']);
    expect([frame(), work.waiting]).toEqual([['f', 'g'], 0]);
  });

  test('frames that take long anyway build for as long again, but not for ever', () => {
    const names = (count: number): readonly string[] => 'abcdefghijklmnopqrstuvwxyz'.slice(0, count).split('');
    frame(() => { for (const name of names(26)) work.build(slow(name)); });
    // The frame before took 24 ms of building and 32 of everything else: half of that is left, less what is new may take.
    clock.tick(32);
    expect(frame()).toEqual(['d', 'e', 'f']);
    clock.tick(1_000);
    expect(frame()).toEqual(['g', 'h', 'i']);
  });

  test('a held key leaves a frame less time, and each frame gets on all the same', () => {
    isHeld = true;
    expect(frame(() => { for (const name of 'abc') work.build(slow(name)); })).toEqual(['a']);
    expect([frame(), work.waiting]).toEqual([['b'], 1]);
  });

  test('the frame that shows a step of a held key does nothing of what was left, every other time', () => {
    isHeld = true;
    expect(frame(() => { for (const name of 'abcd') work.build(slow(name)); })).toEqual(['a']);
    const step = (): readonly string[] => {
      work.answerKey();
      return frame(() => { clock.tick(6); });
    };
    expect([step(), step(), step(), frame()]).toEqual([[], ['b'], [], ['c']]);
  });

  test('what a step of a held key asks for comes with the frames after it', () => {
    isHeld = true;
    work.answerKey();
    expect([frame(() => { for (const name of 'ab') work.build(slow(name)); }), work.isFull]).toEqual([[], true]);
    expect([frame(), work.isFull]).toEqual([['a'], true]);
    expect([frame(), work.isFull, frame(), work.isFull]).toEqual([['b'], true, [], false]);
  });

  test('with a held key a piece that would not fit, going by those before it, is not begun', () => {
    const quick = (name: string) => (): void => {
      clock.tick(0.5);
      done.push(name);
    };
    const ask = (): void => { for (const name of 'xyz') work.build(quick(name)); };
    isHeld = true;
    expect(frame(ask)).toEqual(['x', 'y', 'z']);
    for (let i = 0; i < 20; i += 1) frame(() => { work.build(slow('slow')); });
    while (work.waiting > 0) frame();
    expect([frame(ask), frame(), frame(), frame()]).toEqual([[], ['x'], ['y'], ['z']]);
    isHeld = false;
    clock.tick(500);
    expect(frame(ask)).toEqual(['x', 'y', 'z']);
  });

  test('what the last step of a held key left has no more time, until a while has passed or another key comes', () => {
    const abc = (): void => { for (const name of 'abc') work.build(slow(name)); };
    const held = (): void => {
      isHeld = true;
      frame();
      isHeld = false;
    };
    held();
    expect([frame(abc), frame(), frame()]).toEqual([['a'], ['b'], ['c']]);
    held();
    clock.tick(500);
    expect(frame(abc)).toEqual(['a', 'b', 'c']);
    held();
    work.answerKey();
    expect(frame(abc)).toEqual(['a', 'b']);
  });

  test('what is drawn waits for the drawing, once, and can be dropped', () => {
    const drop = work.draw(slow('old'));
    work.draw(slow('new'));
    drop();
    expect(done).toEqual([]);
    expect(frame()).toEqual(['new']);
  });

  test('what a key builds at once and what its frame goes on with have less time together than a page that opens', () => {
    done = [];
    for (const name of 'abcd') work.build(slow(name));
    work.answerKey();
    // Two have taken 16 ms before the frame: it does one of those that wait, as every frame does.
    expect([...done]).toEqual(['a', 'b']);
    expect([frame(), work.waiting]).toEqual([['c'], 1]);
    expect([frame(), work.waiting]).toEqual([['d'], 0]);
  });

  test('what completes the answer to a key comes a frame later where frames are slow, and before the next key', () => {
    const answer = (): readonly string[] => {
      done = [];
      work.takeKey();
      work.build(slow('move'));
      work.complete(slow('caption'));
      work.answerKey();
      work.begin();
      clock.tick(10);
      work.beginDrawing();
      work.end();
      return [...done];
    };
    // Nothing is known of the frames yet.
    expect(answer()).toEqual(['move', 'caption']);
    expect([answer(), work.waiting]).toEqual([['move'], 0]);
    expect(frame()).toEqual(['caption']);
    answer();
    expect(answer()).toEqual(['caption', 'move']);
    const drop = work.complete(slow('other'));
    drop();
    expect([frame(), frame()]).toEqual([['caption'], []]);
  });
});
