import { expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '#core/base';
import { archiveDays, momentsOf, typedMoment } from './moments';

/** Berlin: on 25 October 2026 at 01:00 UTC the clock goes back from three to two. */
const CHANGE = Date.UTC(2026, 9, 25, 1);
const zone = { utcOffsetMin: (atMs: number) => (atMs < CHANGE ? 120 : 60) };
const NOW = Date.UTC(2026, 9, 26, 9, 10);
const local = (atMs: number): string => new Date(atMs + zone.utcOffsetMin(atMs) * MINUTE_MS).toISOString().slice(5, 16);

test('days are local ones, today first, as far as the archive reaches, also where the clocks change', () => {
  const days = archiveDays(zone, NOW, 2);
  expect(days.map(({ fromMs, toMs }) => [local(fromMs), local(toMs)])).toEqual([['10-26T00:00', '10-26T10:08'], ['10-25T00:00', '10-25T23:59'], ['10-24T11:10', '10-24T23:59']]);
  expect(days.map(({ noonMs }) => local(noonMs).slice(0, 5))).toEqual(['10-26', '10-25', '10-24']);
  expect(days.slice(0, 2).map((day) => momentsOf(day).length)).toEqual([41, 100]);
  expect(archiveDays(zone, NOW, 0)).toEqual([]);
});

test('four digits are a time of that day; what is none or not in the archive is nothing', () => {
  const [today, yesterday] = archiveDays(zone, NOW, 2);
  if (today === undefined || yesterday === undefined) throw new Error('no days');
  const typed = (digits: string, day = yesterday): string | null => {
    const atMs = typedMoment(zone, day, digits);
    return atMs === null ? null : local(atMs);
  };
  expect([typed('2017'), typed('0030'), typed('0500')]).toEqual(['10-25T20:17', '10-25T00:30', '10-25T05:00']);
  expect([typed('2460'), typed('2400'), typed('12'), typed('1100', today), typed('1008', today)]).toEqual([null, null, null, null, '10-26T10:08']);
  // What a stream keeps by itself begins yesterday.
  expect(typed('2300', { noonMs: NOW, fromMs: NOW - 12 * HOUR_MS, toMs: NOW })).toBe('10-25T23:00');
  expect(momentsOf({ noonMs: 0, fromMs: HOUR_MS + 1, toMs: HOUR_MS + 2 })).toEqual([HOUR_MS + 1]);
});
