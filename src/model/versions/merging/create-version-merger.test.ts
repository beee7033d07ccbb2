import { expect, test } from '@jest/globals';
import type { ItemKey } from '#core/base';
import { createFakeCatalog, fakeChannel, fakeMovie } from '#test/harness/fakes';
import { createVersionMerger } from './create-version-merger';

const movies = [
  fakeMovie('a', { name: 'DE - Kestrel', year: 2021 }), fakeMovie('b', { name: 'Kestrel 4K', year: 0 }), fakeMovie('c', { name: 'Kestrel HD', year: 1999 }),
  fakeMovie('d', { name: 'Harbour', year: 2020 }), fakeMovie('e', { name: '|FR| Harbour (2020)', year: 0 }),
];
const channels = [
  fakeChannel('1', { name: 'DE: Pulse HD', guideKey: 'pulse.de', categories: [0] }), fakeChannel('2', { name: 'UK: Pulse HD', guideKey: 'pulse.uk', categories: [1] }),
  fakeChannel('3', { name: 'DE: Pulse 4K', guideKey: '', categories: [2] }), fakeChannel('4', { name: 'DE: Pulse SD', isAdult: true, categories: [0] }),
  fakeChannel('5', { name: 'DE: Pulse', isRadio: true, categories: [0] }),
];
const reader = createFakeCatalog({ movies, channels, categories: { movie: ['Films'], channel: ['a', 'b', 'c'] } });
const merger = createVersionMerger(() => true);
const keys = (of: ReadonlyArray<{ readonly key: ItemKey }>): readonly ItemKey[] => of.map(({ key }) => key);
const kept = (found: readonly ItemKey[]): string => found.map((key) => key.slice(-1)).join('');

test('the first version of a film stands for the others; a name with two years is two films', () => {
  expect(kept(merger.firstOfEach(reader, keys(movies)))).toBe('abcd');
  expect(kept(merger.firstOfEach(reader, keys(movies.slice(0, 2))))).toBe('a');
  expect(kept(merger.firstOfEach(reader, keys(movies.slice().reverse())))).toBe('ecba');
});

test('channels of two regions stay apart, and radio and adult ones; the setting shows all', () => {
  expect(kept(merger.firstOfEach(reader, keys(channels)))).toBe('1245');
  expect(kept(createVersionMerger(() => false).firstOfEach(reader, keys(channels)))).toBe('12345');
});

test('kinds may be mixed, and keys repeated', () => {
  expect(kept(merger.firstOfEach(reader, [...keys(channels), ...keys(movies.slice(3)), ...keys(channels)]))).toBe('1245d');
});

test('what the catalogue does not have stays', () => {
  const gone = fakeMovie('gone').key;
  expect(merger.firstOfEach(reader, [gone, ...keys(movies.slice(3))])).toEqual([gone, movies[3]?.key]);
});
