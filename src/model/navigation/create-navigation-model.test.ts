import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ItemKey } from '#core/base';
import { FakeLifecycle, FakeRandom } from '#test/harness/fakes';
import { createNavigationModel } from './create-navigation-model';
import { railPlaceOf } from './navigation-model';
import type { NavigationModel, Route } from './navigation-model';

const movie = (id: string): Route => ({ name: 'movie', key: `p:m:${id}` as ItemKey });
let asked = 0;
let lifecycle = new FakeLifecycle();
let navigation: NavigationModel;
const name = (): string => {
  const route = navigation.current.value.route;
  return 'key' in route ? `${route.name} ${route.key}` : route.name;
};

beforeEach(() => {
  asked = 0;
  lifecycle = new FakeLifecycle();
  navigation = createNavigationModel({ lifecycle, askExit: () => (asked += 1) });
  navigation.reset({ name: 'home' });
});

describe('back stack', () => {
  test('keeps repeats: A, B, A, C, then Back walks C, A, B, A', () => {
    for (const id of ['a', 'b', 'a', 'c']) navigation.open(movie(id));
    const walked = [name()];
    for (let i = 0; i < 4; i += 1) {
      expect(navigation.back(true)).toBe('went-back');
      walked.push(name());
    }
    expect(walked).toEqual(['movie p:m:c', 'movie p:m:a', 'movie p:m:b', 'movie p:m:a', 'home']);
  });

  test('each visit has its own memory, and coming back finds it', () => {
    navigation.current.value.remember('row-1', { id: 'x', index: 3, offset: 428 });
    navigation.open(movie('a'));
    expect(navigation.current.value.recall('row-1')).toBeNull();
    navigation.back(true);
    expect(navigation.current.value.recall('row-1')).toEqual({ id: 'x', index: 3, offset: 428 });
    navigation.current.value.forget('row-1');
    expect(navigation.current.value.recall('row-1')).toBeNull();
  });

  test('direction tells the way', () => {
    navigation.open(movie('a'));
    expect(navigation.direction.value).toBe('forward');
    navigation.replace(movie('b'));
    expect([navigation.direction.value, name(), navigation.depth.value]).toEqual(['replace', 'movie p:m:b', 2]);
    navigation.back(true);
    expect(navigation.direction.value).toBe('back');
  });

  test('roots from the rail lie directly on Home', () => {
    navigation.open({ name: 'movies' });
    navigation.open(movie('a'));
    navigation.open({ name: 'live' });
    expect(navigation.depth.value).toBe(2);
    navigation.open({ name: 'home' });
    expect([navigation.depth.value, name()]).toEqual([1, 'home']);
  });

  test('nobody comes back to the page of what played: it has ended', () => {
    navigation.open(movie('a'));
    navigation.open({ name: 'player' });
    navigation.open(movie('b'));
    expect([navigation.depth.value, navigation.back(true), name()]).toEqual([3, 'went-back', 'movie p:m:a']);
  });

  test('a deep link has Home beneath it', () => {
    navigation.openAboveHome(movie('a'));
    expect(navigation.back(true)).toBe('went-back');
    expect(name()).toBe('home');
  });

  test('a very deep stack forgets the middle, not Home', () => {
    for (let i = 0; i < 100; i += 1) navigation.open(movie(String(i)));
    expect(navigation.depth.value).toBe(60);
    for (let i = 0; i < 59; i += 1) navigation.back(true);
    expect(name()).toBe('home');
  });
});

test('on the page of a title Back closes an open rail first', () => {
  navigation.open(movie('a'));
  navigation.openRail();
  expect([navigation.back(true), name(), navigation.isRailOpen.value]).toEqual(['stayed', 'movie p:m:a', false]);
  expect(navigation.back(true)).toBe('went-back');
});

test('the rail stands beside titles where titles of their kind are', () => {
  const routes: readonly Route[] = [movie('a'), { name: 'show', key: 'p:s:a' as ItemKey }, { name: 'live' }, { name: 'player' }];
  expect(routes.map(railPlaceOf)).toEqual(['movies', 'series', 'live', null]);
});

describe('Back from a root', () => {
  test('top of page, rail, Home, rail, exit question', () => {
    navigation.open({ name: 'live' });
    expect(navigation.back(false)).toBe('go-to-top');
    expect(navigation.back(true)).toBe('rail-opened');
    expect(navigation.isRailOpen.value).toBe(true);
    expect(navigation.back(true)).toBe('went-home');
    expect([name(), navigation.isRailOpen.value]).toEqual(['home', false]);
    expect(navigation.back(true)).toBe('rail-opened');
    expect(navigation.back(true)).toBe('exit-asked');
    expect([asked, navigation.isRailOpen.value]).toEqual([1, false]);
  });

  test('the television asks itself where it does', () => {
    lifecycle.hasSystemExitQuestion = true;
    navigation.back(true);
    expect(navigation.back(true)).toBe('left-to-system');
    expect([asked, lifecycle.systemBacks]).toEqual([0, 1]);
  });

  test('sign-in alone asks, the splash waits', () => {
    navigation.reset({ name: 'sign-in' });
    expect(navigation.back(true)).toBe('exit-asked');
    navigation.reset({ name: 'start' });
    expect(navigation.back(true)).toBe('stayed');
  });
});

test('random walks: never empty, and enough Backs always reach the exit question', () => {
  const random = new FakeRandom(7);
  const routes: readonly Route[] = [{ name: 'home' }, { name: 'live' }, { name: 'movies' }, { name: 'settings' }, movie('a'), movie('b'), { name: 'player' }, { name: 'add-source' }];
  for (let run = 0; run < 200; run += 1) {
    for (let i = 0; i < 20; i += 1) {
      const route = routes[random.below(routes.length)] ?? { name: 'home' };
      const what = random.below(5);
      if (what === 0) navigation.replace(route);
      else if (what === 1) navigation.back(random.below(2) === 0);
      else if (what === 2) navigation.openRail();
      else navigation.open(route);
      expect(navigation.depth.value).toBeGreaterThan(0);
    }
    const before = asked;
    for (let i = 0; i < 64 && asked === before; i += 1) navigation.back(true);
    expect(asked).toBe(before + 1);
  }
});
