import { expect, test } from '@jest/globals';
import { effect } from '#core/state';
import { FakeClock } from '#test/harness/fakes';
import { createTimeModel } from './create-time-model';

test('ticks once a minute, at the full minute', () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 24, 19, 41, 40));
  const time = createTimeModel(clock);
  const seen: string[] = [];
  const stop = effect(() => {
    seen.push(new Date(time.minuteMs.value).toISOString().slice(11, 19));
  });
  clock.tick(19_999);
  expect(seen).toEqual(['19:41:00']);
  clock.tick(1);
  clock.tick(120_000);
  expect(seen).toEqual(['19:41:00', '19:42:00', '19:43:00', '19:44:00']);
  time.dispose();
  expect(clock.pending).toBe(0);
  stop();
});
