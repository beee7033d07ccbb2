import { expect, test } from '@jest/globals';
import { FakeClock, settle } from '#test/harness/fakes';
import { createCancelSource, NEVER_CANCELLED } from './cancel';
import { runInSlices } from './run-in-slices';
import type { Steps } from './steps';

function* work(clock: FakeClock, steps: readonly number[], done: number[]): Steps<string> {
  for (const ms of steps) {
    clock.tick(ms);
    done.push(ms);
    yield;
  }
  return 'all';
}

test('works for some milliseconds, then lets a frame in; a step that would not fit any more waits', async () => {
  const clock = new FakeClock();
  const done: number[] = [];
  const running = runInSlices(clock, work(clock, [1, 1, 1, 1, 1, 1, 1, 4, 4], done), NEVER_CANCELLED);
  await settle();
  // Six of one millisecond; a seventh is expected to take one more.
  expect(done).toEqual([1, 1, 1, 1, 1, 1]);
  await clock.advance(0);
  expect(done.slice(6)).toEqual([1, 4]);
  await clock.advance(0);
  await clock.advance(0);
  expect(await running).toBe('all');
});

test('a step that takes longer than a slice is still done, one at a time', async () => {
  const clock = new FakeClock();
  const done: number[] = [];
  const running = runInSlices(clock, work(clock, [20, 20], done), NEVER_CANCELLED);
  await settle();
  expect(done).toEqual([20]);
  await clock.advance(0);
  expect(done).toEqual([20, 20]);
  await clock.advance(0);
  expect(await running).toBe('all');
});

test('ends when the app does', async () => {
  const clock = new FakeClock();
  const life = createCancelSource();
  const done: number[] = [];
  const running = runInSlices(clock, work(clock, [20, 20, 20], done), life.signal);
  life.cancel();
  const ended = expect(running).rejects.toMatchObject({ code: 'net.cancelled' });
  await clock.advance(0);
  await ended;
  expect(done).toEqual([20]);
});
