import { describe, expect, test } from '@jest/globals';
import { enterRow, indexAfterRemoval, LEAVE, nearestInRow, recallIndex, scrollWindow, stepGrid, stepLine, stepRows } from './index';
import type { Direction, Edges, FocusMemory, IndexedIds } from './index';

const EDGES: Edges = { up: 'leave', down: 'stop', start: 'leave', end: 'stop' };

/** Reads a plan: items by rows, the focused one in brackets. Answers the name after the step, or `out`. */
function walk(plan: string, key: Direction, options: { held?: boolean; edges?: Edges } = {}): string {
  const rows = plan.trim().split('\n').map((line) => line.trim().split(/\s+/));
  const columns = Math.max(...rows.map((row) => row.length));
  const names = rows.flat();
  const from = names.findIndex((name) => name.startsWith('['));
  const to = stepGrid(from, { count: names.length, columns }, key, options.held ?? false, options.edges ?? EDGES);
  return to === LEAVE ? 'out' : (names[to] ?? '?').replace(/[[\]]/g, '');
}

describe('a line', () => {
  test.each([
    ['middle, one on', 1, 5, 1, false, 'stop', 2],
    ['end, stop', 4, 5, 1, false, 'stop', 4],
    ['end, leave', 4, 5, 1, false, 'leave', LEAVE],
    ['end, leave, but held', 4, 5, 1, true, 'leave', 4],
    ['start, leave', 0, 5, -1, false, 'leave', LEAVE],
    ['start, wrap', 0, 5, -1, false, 'wrap', 4],
    ['end, wrap', 4, 5, 1, true, 'wrap', 0],
    ['a page stops at the end first', 3, 10, 7, false, 'leave', 9],
    ['a page on the last leaves', 9, 10, 7, false, 'leave', LEAVE],
    ['a page back stops at the first', 3, 10, -7, false, 'leave', 0],
    ['empty', 0, 0, 1, true, 'stop', LEAVE],
  ] as const)('%s', (_name, index, count, delta, isHeld, edge, expected) => {
    expect(stepLine(index, count, delta, isHeld, edge)).toBe(expected);
  });
});

describe('a grid', () => {
  const middle = `
    a  b  c
    d [e] f
    g  h  i`;
  const ragged = `
    a  b  c
    d  e [f]
    g  h`;

  test.each([
    ['up', 'b'],
    ['down', 'h'],
    ['start', 'd'],
    ['end', 'f'],
  ] as const)('from the middle %s', (key, expected) => {
    expect(walk(middle, key)).toBe(expected);
  });

  test('down above a short row goes to its last item', () => {
    expect(walk(ragged, 'down')).toBe('h');
  });

  test('sideways never falls into another row', () => {
    expect(walk('a b c\n[d] e f', 'start')).toBe('out');
    expect(walk('a b [c]\nd e f', 'end')).toBe('c');
    expect(walk('a b c\nd [e]', 'end')).toBe('e');
  });

  test('the top row leaves upwards with a new press only', () => {
    expect(walk('a [b] c\nd e f', 'up')).toBe('out');
    expect(walk('a [b] c\nd e f', 'up', { held: true })).toBe('b');
  });

  test('the left column leaves to the rail with a new press only', () => {
    expect(walk('[a] b\nc d', 'start')).toBe('out');
    expect(walk('[a] b\nc d', 'start', { held: true })).toBe('a');
  });

  test('a keyboard wraps sideways, in its own row', () => {
    const keyboard: Edges = { up: 'leave', down: 'leave', start: 'wrap', end: 'wrap' };
    expect(walk('a b [c]\nd e f', 'end', { edges: keyboard })).toBe('a');
    expect(walk('a b c\nd [e]', 'end', { edges: keyboard })).toBe('d');
    expect(walk('a b c\n[d] e f', 'down', { edges: keyboard })).toBe('out');
  });
});

describe('rows', () => {
  const lengths = [3, 0, 5, 0];
  const lengthOf = (row: number): number => lengths[row] ?? 0;

  test('empty rows are passed over', () => {
    expect(stepRows(0, { count: 4, lengthOf }, 1, false, 'stop')).toBe(2);
    expect(stepRows(2, { count: 4, lengthOf }, -1, false, 'stop')).toBe(0);
  });

  test('behind the last row with items is the edge', () => {
    expect(stepRows(2, { count: 4, lengthOf }, 1, false, 'stop')).toBe(2);
    expect(stepRows(2, { count: 4, lengthOf }, 1, false, 'leave')).toBe(LEAVE);
    expect(stepRows(2, { count: 4, lengthOf }, 1, true, 'leave')).toBe(2);
    expect(stepRows(2, { count: 4, lengthOf }, 1, false, 'wrap')).toBe(0);
  });
});

describe('entering a row', () => {
  const items = (ids: string): IndexedIds => {
    const list = ids.split(' ').filter((id) => id !== '');
    return { length: list.length, indexOf: (id) => list.indexOf(id) };
  };
  // Six posters in view, the third is the first: their middles stand at 332, 604, 876, ...
  const posters = { firstCentreX: 332, pitch: 272, first: 2, visible: 6 };

  test.each([
    ['the left edge', 0, 2],
    ['a landscape card in the middle', 836, 4],
    ['half way between two: the earlier', 468, 2],
    ['far right: the last in view', 1900, 7],
  ])('the first time: nearest in x from %s', (_name, centreX, expected) => {
    expect(nearestInRow(posters, 30, centreX)).toBe(expected);
  });

  test('a short row gives its last', () => {
    expect(nearestInRow({ ...posters, first: 0 }, 2, 1900)).toBe(1);
  });

  test('the second time: its remembered item, by id', () => {
    const memory: FocusMemory = { id: 'c', index: 2, first: 0 };
    expect(enterRow(memory, items('x a b c'), posters, 0)).toBe(3);
  });

  test('the item is gone: the nearest index, then the last, then nothing', () => {
    const memory: FocusMemory = { id: 'gone', index: 2, first: 0 };
    expect(recallIndex(memory, items('a b c d'))).toBe(2);
    expect(recallIndex(memory, items('a'))).toBe(0);
    expect(recallIndex(memory, items(''))).toBe(-1);
    expect(recallIndex(null, items('a b'))).toBe(0);
  });
});

describe('removal', () => {
  test.each([
    ['the next takes its place', 1, 4, 1],
    ['the last: the one before', 3, 3, 2],
    ['the only one: the row above', 0, 0, -1],
  ])('%s', (_name, index, length, expected) => {
    expect(indexAfterRemoval(index, length)).toBe(expected);
  });
});

describe('the window', () => {
  test.each([
    ['inside: rests', 3, 2, 6, 20, 2],
    ['crossing the far edge: by one', 8, 2, 6, 20, 3],
    ['crossing the near edge: by one', 1, 2, 6, 20, 1],
    ['a page: only as far as needed', 15, 0, 6, 20, 10],
    ['never past the end', 19, 12, 6, 20, 14],
    ['fewer items than fit', 2, 0, 6, 3, 0],
  ])('%s', (_name, index, first, visible, count, expected) => {
    expect(scrollWindow(index, first, visible, count)).toBe(expected);
  });
});
