import { expect, test } from '@jest/globals';
import { PageWalk } from '.';
import type { PageFacts } from '.';

const page = (rows: number, totalItems = 0, kept = rows, pageItems = 14): PageFacts => ({ rows, kept, totalItems, pageItems });

/** Walks with answers by page; pages beyond them are empty. */
function walk(answer: (page: number) => PageFacts | null, maxPages = 100): { readonly walk: PageWalk; readonly asked: number } {
  const made = new PageWalk({ maxPages, aheadPages: 4 });
  let asked = 0;
  let taken = 0;
  while (!made.isOver && asked < 500) {
    for (let next = made.next(); next > 0; next = made.next()) asked = next;
    taken += 1;
    made.took(taken <= asked ? answer(taken) : null);
  }
  return { walk: made, asked };
}

const of = (total: number, claimed = total) => (number: number): PageFacts => page(Math.max(0, Math.min(14, total - (number - 1) * 14)), claimed);

test.each<readonly [string, (page: number) => PageFacts | null, number, Partial<PageWalk>]>([
  ['as claimed', of(40), 3, { isBroken: false, missing: 0, isCapped: false, beyondItems: 0 }],
  ['nothing', of(0), 1, { isBroken: false, expectedItems: 0 }],
  ['one short page', of(5), 1, {}],
  ['no count at all', of(40, 0), 6, {}],
  ['too small a count', of(70, 20), 6, {}],
  ['too large a count: two pages without anything end it', of(40, 14_000), 8, {}],
  ['the same page for every number', (number) => page(14, 1400, number === 1 ? 14 : 0), 6, {}],
  ['one page repeated in the middle', (number) => (number === 3 ? page(14, 70, 0) : of(70)(number)), 6, {}],
  ['pages larger than said', (number) => page(Math.max(0, Math.min(50, 120 - (number - 1) * 50)), 120, undefined, 14), 3, {}],
  ['a page that cannot be had', (number) => (number === 2 ? null : of(40)(number)), 3, { missing: 1, isBroken: false }],
  ['the first cannot be had', () => null, 1, { isBroken: true }],
  ['the portal is gone', (number) => (number > 2 ? null : of(1400)(number)), 8, { isBroken: true, missing: 3 }],
])('%s', (_name, answer, asked, facts) => {
  const outcome = walk(answer);
  expect(outcome.asked).toBe(asked);
  expect(outcome.walk).toMatchObject(facts);
});

test('a list longer than is read says so', () => {
  const capped = walk(of(1400), 10);
  expect([capped.asked, capped.walk.isCapped, capped.walk.beyondItems, capped.walk.expectedItems]).toEqual([10, true, 1400 - 140, 140]);
  expect(walk(of(140), 10).walk.isCapped).toBe(false);
});

test('asks ahead, but not far, and nothing before the first page is there', () => {
  const made = new PageWalk({ maxPages: 100, aheadPages: 3 });
  expect([made.next(), made.next()]).toEqual([1, 0]);
  made.took(page(14, 1400));
  expect([made.next(), made.next(), made.next(), made.next()]).toEqual([2, 3, 4, 0]);
  made.took(page(14, 1400));
  expect([made.next(), made.next()]).toEqual([5, 0]);
});
