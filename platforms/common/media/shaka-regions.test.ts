import { expect, test } from '@jest/globals';
import { chapterRegion, readShakaRegion } from './shaka-regions';

test.each<readonly [string, unknown, object | null]>([
  [
    'a date range of HLS',
    { detail: { schemeIdUri: 'com.example.intro', value: '', id: 'i1', startTime: 1.25, endTime: 61, eventNode: null, values: [{ key: 'ID', data: 'i1' }, { key: 'X-TITLE', data: 'Opening' }] } },
    { scheme: 'com.example.intro', value: '', id: 'i1', title: 'Opening', startMs: 1250, endMs: 61_000 },
  ],
  [
    'an event of DASH',
    { detail: { schemeIdUri: 'urn:example:marker', value: 'chapter', id: '7', startTime: 0, endTime: Infinity, eventNode: { tagName: 'Event', attributes: {}, children: [' The harbour '] } } },
    { scheme: 'urn:example:marker', value: 'chapter', id: '7', title: 'The harbour', startMs: 0, endMs: Infinity },
  ],
  ['an event with data', { detail: { schemeIdUri: 'x', value: '', id: '', startTime: 0, endTime: 1, eventNode: { children: ['{"a":1}'] } } }, { scheme: 'x', value: '', id: '', title: '', startMs: 0, endMs: 1000 }],
  ['one before the start', { detail: { schemeIdUri: 'x', startTime: -4, endTime: 1 } }, null],
  ['something else', null, null],
])('%s', (_, event, region) => {
  expect(readShakaRegion(event)).toEqual(region);
});

test('a chapter', () => {
  expect(chapterRegion({ id: 'c', title: 'One', startTime: 0, endTime: 12.5 })).toEqual({ scheme: 'chapter', value: '', id: 'c', title: 'One', startMs: 0, endMs: 12_500 });
});
