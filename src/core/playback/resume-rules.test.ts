import { expect, test } from '@jest/globals';
import { judgePosition, resumePosition, watchedPart } from './resume-rules';

const MIN = 60_000;

test.each([
  ['a look at a long film', 20_000, 120 * MIN, 'ignored', 0],
  ['half a minute in', 30_000, 120 * MIN, 'resumable', 27_000],
  ['the middle', 60 * MIN, 120 * MIN, 'resumable', 60 * MIN - 3000],
  ['in the credits', 116 * MIN, 120 * MIN, 'finished', 0],
  ['before the credits', 115 * MIN, 120 * MIN, 'resumable', 115 * MIN - 3000],
  ['a clip of a minute, begun', 3_000, MIN, 'resumable', 0],
  ['a clip of a minute, near its end', 57_000, MIN, 'finished', 0],
  ['a clip of a minute, just opened', 2_000, MIN, 'ignored', 0],
  ['unknown duration', 40_000, 0, 'resumable', 37_000],
  ['live', 40_000, Infinity, 'resumable', 37_000],
] as const)('%s', (_name, positionMs, durationMs, verdict, resumesAt) => {
  expect([judgePosition(positionMs, durationMs), resumePosition(positionMs, durationMs)]).toEqual([verdict, resumesAt]);
});

test('bars', () => {
  expect([watchedPart(30, 60), watchedPart(90, 60), watchedPart(5, 0), watchedPart(5, Infinity)]).toEqual([0.5, 1, -1, -1]);
});
