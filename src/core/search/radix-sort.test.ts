import { expect, test } from '@jest/globals';
import { runSteps } from '../base';
import { fillAscending, radixPass, sortTies } from './radix-sort';

/** Numbers that look random and are the same at every run. */
function numbers(count: number, below: number): Uint32Array {
  let state = 7;
  return Uint32Array.from({ length: count }, () => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 8) % below);
}

test('passes from the last digit to the first sort, and thousands of tied items are sorted in short steps', () => {
  const count = 20_000;
  // Three different digits only, so that stretches of thousands are tied.
  const [digits, rest] = [numbers(count, 3), numbers(count, 50)];
  const items = new Uint32Array(count);
  fillAscending(items, 0, count, 0);
  const order = new Uint32Array(count);
  runSteps(radixPass(items, digits, 3, order));
  expect(Array.from(order)).toEqual(Array.from(items).sort((a, b) => (digits[a] ?? 0) - (digits[b] ?? 0) || a - b));
  const compare = (a: number, b: number): number => {
    compared += 1;
    return (rest[a] ?? 0) - (rest[b] ?? 0) || a - b;
  };
  let compared = 0;
  let most = 0;
  const steps = sortTies(order, { isTied: (left, right) => digits[left] === digits[right], compare });
  while (steps.next().done !== true) {
    most = Math.max(most, compared);
    compared = 0;
  }
  expect(Array.from(order)).toEqual(Array.from(items).sort((a, b) => (digits[a] ?? 0) - (digits[b] ?? 0) || (rest[a] ?? 0) - (rest[b] ?? 0) || a - b));
  expect(most).toBeLessThan(8000);
});
