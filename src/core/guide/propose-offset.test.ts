import { expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '../base';
import { proposeOffset } from './propose-offset';
import type { ComparedGuides } from './propose-offset';

const DAY = Date.UTC(2026, 10, 27);
const at = (hours: number, title: string) => ({ startMs: DAY + hours * HOUR_MS, title });
const moved = (list: ComparedGuides['guide'], minutes: number): ComparedGuides['guide'] => list.map(({ startMs, title }) => ({ startMs: startMs + minutes * MINUTE_MS, title }));
const evening = [at(18, 'News'), at(19, 'News'), at(19.5, 'The Harbour'), at(20, 'News'), at(20.25, 'Film of the Week'), at(22, 'Late Talk')];

test('a guide an hour too early is found so, whatever is sent every hour, differs by minutes or is spelled in capitals', () => {
  const reference = moved(evening, 62).map(({ startMs, title }) => ({ startMs, title: title.toUpperCase() }));
  expect(proposeOffset([{ guide: evening, reference }])).toEqual({ offsetMin: 60, fits: 6, total: 6 });
  expect(proposeOffset([{ guide: evening, reference: moved(evening, -345) }])).toEqual({ offsetMin: -345, fits: 6, total: 6 });
});

test('a right guide is left alone, and its evidence told', () => {
  expect(proposeOffset([{ guide: evening, reference: evening.concat(at(23, 'Nowhere else')) }])).toEqual({ offsetMin: 0, fits: 6, total: 6 });
});

test('no proposal by chance: too few, or channels that do not agree', () => {
  expect(proposeOffset([{ guide: evening.slice(3, 5), reference: moved(evening.slice(3, 5), 60) }])).toBeNull();
  const other = [at(10, 'A'), at(11, 'B'), at(12, 'C')];
  expect(proposeOffset([{ guide: evening.slice(2, 5), reference: moved(evening.slice(2, 5), 60) }, { guide: other, reference: moved(other, 120) }])).toBeNull();
  expect(proposeOffset([{ guide: other, reference: moved(other, 13 * 60) }])).toBeNull();
  expect(proposeOffset([])).toBeNull();
});
