import { beforeEach, expect, test } from '@jest/globals';
import type { ItemKey } from '#core/base';
import { createStoredCell } from '#sources/storage';
import { createFakeHost, fakeMovie, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createTasteModel } from './create-taste-model';
import type { TasteModel } from './taste-model';

const keys = ['a', 'b', 'c'].map((id) => fakeMovie(id).key);
const key = (index: number): ItemKey => keys[index] ?? ('' as ItemKey);
let host: FakeHost;
const make = (): TasteModel => createTasteModel({ clock: host.clock, log: host.log, cellOf: (id) => createStoredCell(host.storage, host.log, `taste.${id}`) });

beforeEach(() => {
  host = createFakeHost();
});

test('what was said is kept per profile, in the order it was said, and can be taken back', async () => {
  const taste = make();
  taste.say(key(0), 'not');
  expect(taste.entries.peek().size).toBe(0);
  await taste.openProfile('1');
  taste.say(key(0), 'not');
  taste.say(key(1), 'more');
  taste.say(key(2), 'not');
  taste.say(key(2), null);
  taste.say(key(0), 'more');
  taste.setRowHidden('top', 'Top', true);
  await settle();
  const next = make();
  await next.openProfile('1');
  expect(Array.from(next.entries.peek(), ([each, entry]) => [each, entry.opinion])).toEqual([[key(1), 'more'], [key(0), 'more']]);
  expect(next.hiddenRows.peek().get('top')).toBe('Top');
  await next.openProfile('2');
  expect([next.opinionOf(key(0)), next.hiddenRows.peek().size]).toEqual([null, 0]);
});

test('the oldest give way; what is torn reads as nothing said', async () => {
  const taste = make();
  await taste.openProfile('1');
  for (let i = 0; i < 2001; i += 1) taste.say(fakeMovie(String(i)).key, 'not');
  expect([taste.entries.peek().size, taste.opinionOf(fakeMovie('0').key), taste.opinionOf(fakeMovie('1').key)]).toEqual([2000, null, 'not']);
  host.storage.values.set('taste.3', '{"titles":[{"key":"nonsense"},5],"rows":7}');
  await taste.openProfile('3');
  expect(taste.entries.peek().size).toBe(0);
});
