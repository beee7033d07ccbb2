import { expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '../base';
import { hourOf, noteTime, readSteady, steadinessAt, writeSteady } from './steadiness';

const NOW = Date.UTC(2026, 0, 10, 20, 30);

test('what failed is doubted at its hour, less beside it, hardly in the morning; good times and old age heal', () => {
  const failed = noteTime(null, 20, false, NOW);
  const at = (hour: number, nowMs = NOW): number => Math.round(steadinessAt(failed, hour, nowMs) * 100);
  expect([at(20), at(21), at(19), at(9)]).toEqual([50, 67, 67, 91]);
  expect([at(20, NOW + 14 * DAY_MS), at(20, NOW + 90 * DAY_MS)]).toEqual([67, 99]);
  expect(steadinessAt(noteTime(noteTime(failed, 20, true, NOW), 20, true, NOW), 20, NOW)).toBeCloseTo(0.75);
  expect(steadinessAt(null, 20, NOW)).toBe(1);
  expect(at(23) === at(22) && steadinessAt(noteTime(null, 23, false, NOW), 0, NOW) < 0.7).toBe(true);
});

test('hours are those of the viewer', () => {
  expect([hourOf(NOW, 0), hourOf(NOW, 60), hourOf(NOW, 240), hourOf(-HOUR_MS / 2, 0)]).toEqual([20, 21, 0, 23]);
});

test('kept as a short text; what is no record is none', () => {
  const record = noteTime(noteTime(null, 20, false, NOW), 9, true, NOW);
  expect(writeSteady(record)).toBe('20:0,1;9:1,0');
  expect(readSteady('20:0,1;9:1,0', NOW)).toEqual(record);
  for (const broken of ['', '25:1,1', 'x', '20:-1,2', '20:1']) expect(readSteady(broken, NOW)).toBeNull();
});
