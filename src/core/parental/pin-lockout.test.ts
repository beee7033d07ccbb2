import { expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '../base';
import { countPinTry, isPin, NO_FAILURES, pinTriesLeft, pinWaitMs } from './pin-lockout';

test('five tries, then waits that grow and never end', () => {
  let lockout = NO_FAILURES;
  let nowMs = 1e12;
  const waits: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    for (let left = 5; left > 0; left -= 1) {
      expect([pinTriesLeft(lockout), pinWaitMs(lockout, nowMs)]).toEqual([left, 0]);
      lockout = countPinTry(lockout, nowMs);
    }
    const wait = pinWaitMs(lockout, nowMs);
    waits.push(wait / MINUTE_MS);
    expect(pinWaitMs(lockout, nowMs + wait - 1)).toBe(1);
    nowMs += wait;
  }
  expect(waits).toEqual([5, 15, 60, 240, 1440, 1440, 1440]);
});

test('a clock that was set back makes no wait longer than it was meant to be', () => {
  let lockout = NO_FAILURES;
  for (let i = 0; i < 5; i += 1) lockout = countPinTry(lockout, 1e12);
  expect(pinWaitMs(lockout, 1e12 - 100 * HOUR_MS)).toBe(5 * MINUTE_MS);
});

test('four digits are a PIN', () => {
  expect(['0000', '1234', '123', '12345', '12a4', '', '١٢٣٤'].map(isPin)).toEqual([true, true, false, false, false, false, false]);
});
