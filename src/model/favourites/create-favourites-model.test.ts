import { beforeEach, expect, test } from '@jest/globals';
import { AppError, fail, itemKey, ok } from '#core/base';
import type { SourceId } from '#core/base';
import type { ProfileSync } from '#sources/source';
import { createStoredCell } from '#sources/storage';
import { FakeClock, FakeLog, FakeStorage, settle } from '#test/harness/fakes';
import { createFavouritesModel } from './create-favourites-model';

const P = 'p1' as SourceId;
const a = itemKey(P, 'channel', 'a');
const b = itemKey(P, 'movie', 'b');
const own = itemKey('x9' as SourceId, 'channel', '1');
let clock: FakeClock;
let storage: FakeStorage;
let platform: readonly string[];
let isReachable: boolean;
let remote: ProfileSync;
const make = () => createFavouritesModel({ clock, log: new FakeLog(), cellOf: (id) => createStoredCell(storage, new FakeLog(), `favourites.${id}`), remote: () => remote });

beforeEach(() => {
  clock = new FakeClock();
  storage = new FakeStorage();
  platform = [];
  isReachable = true;
  const refuse = () => Promise.resolve(fail(new AppError('net.offline')));
  remote = {
    sourceId: P,
    fetchProgress: refuse,
    pushProgress: refuse,
    fetchFavourites: () => (isReachable ? Promise.resolve(ok({ keys: platform })) : refuse()),
    pushFavourites(_profile, keys) {
      if (!isReachable) return refuse();
      platform = keys;
      return Promise.resolve(ok(undefined));
    },
  };
});

test('toggles are stored at once and sent a little later, own sources stay here', async () => {
  const favourites = make();
  await favourites.openProfile('1');
  expect([favourites.toggle(a), favourites.toggle(own), favourites.toggle(b)]).toEqual([true, true, true]);
  await settle();
  expect(storage.values.get('favourites.1')).toContain(own);
  expect(platform).toEqual([]);
  await clock.advance(3000);
  expect(platform).toEqual(['c:a', 'm:b']);
  expect(favourites.toggle(a)).toBe(false);
  expect([favourites.has(a), favourites.has(b)]).toEqual([false, true]);
});

test('offline toggles survive a restart and win over the older list', async () => {
  isReachable = false;
  const favourites = make();
  await favourites.openProfile('1');
  favourites.toggle(a);
  await clock.advance(3000);
  platform = ['m:b'];
  isReachable = true;
  const again = make();
  await again.openProfile('1');
  await again.sync();
  expect(platform).toEqual(['c:a']);
});

test('without changes here the platform list is taken, in its order', async () => {
  const favourites = make();
  await favourites.openProfile('1');
  favourites.toggle(own);
  await clock.advance(3000);
  platform = ['m:b', 'c:a', 'z:?'];
  await favourites.sync();
  expect(favourites.keys.value).toEqual([b, a, own]);
});

test('a toggle during the sending is not lost', async () => {
  const favourites = make();
  await favourites.openProfile('1');
  favourites.toggle(a);
  const sending = favourites.sync();
  favourites.toggle(b);
  await sending;
  await favourites.sync();
  expect(platform).toEqual(['c:a', 'm:b']);
});
