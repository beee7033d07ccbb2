import { afterEach, describe, expect, test } from '@jest/globals';
import { itemKey } from '#core/base';
import type { Route } from '#model/navigation';
import type { ExpectedTitle } from '#model/player';
import { platformSourceId } from '#sources/registry';
import { createSampleApp, sampleMovieDetail, SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);
const KESTREL = itemKey(SOURCE, 'movie', 'kestrel');
const NORTHERN = itemKey(SOURCE, 'series', 'northern');

let stage: TestStage;
let sample: SampleApp;

async function open(route: Route, before: (made: SampleApp) => void = () => undefined): Promise<void> {
  sample = await createSampleApp();
  before(sample);
  stage = createTestStage({ host: sample.host });
  const { navigation } = sample.app;
  navigation.open(route);
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (made, entry) => createPage(made, sample.app, entry) }, 2);
  stage.frame();
}

async function load(): Promise<void> {
  await sample.host.clock.advance(50);
  stage.settle();
}

const id = (): string => stage.mirror().focus?.id ?? '';
const route = (): string => sample.app.navigation.current.peek().route.name;

afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

describe('a film', () => {
  test('Resume has the focus before the second half is there; the buttons follow what is known', async () => {
    await open({ name: 'movie', key: KESTREL });
    expect(stage.mirror()).toMatchObject({ page: 'movie', pageName: 'Kestrel', focus: { id: 'play', name: 'Resume', count: 4 } });
    await load();
    expect(stage.mirror().focus).toMatchObject({ id: 'play', index: 1, count: 5 });
    const ids = ['from-start', 'trailer', 'my-list'].map(() => {
      stage.press('right');
      return id();
    });
    expect(ids).toEqual(['from-start', 'trailer', 'my-list']);
  });

  test('a film nobody began has no way to begin again', async () => {
    await open({ name: 'movie', key: itemKey(SOURCE, 'movie', 'salt') });
    await load();
    expect(stage.mirror().focus).toMatchObject({ id: 'play', name: 'Play' });
    stage.press('right');
    expect(id()).not.toBe('from-start');
  });

  test('the heart and the yellow key put it into My list and say so', async () => {
    await open({ name: 'movie', key: KESTREL });
    await load();
    stage.press('yellow');
    expect(sample.app.favourites.has(KESTREL)).toBe(true);
    for (const _ of [1, 2, 3]) stage.press('right');
    expect(stage.mirror().focus).toMatchObject({ id: 'my-list', name: 'My list', state: 'in your list' });
    stage.press('ok');
    stage.frame();
    expect(sample.app.favourites.has(KESTREL)).toBe(false);
  });

  test('Down goes through the rows, Back from a similar film returns to it', async () => {
    await open({ name: 'movie', key: KESTREL });
    await load();
    stage.press('down');
    expect(stage.mirror()).toMatchObject({ group: 'Cast and crew', focus: { name: 'Mira Solberg', details: 'Astrid', index: 1, count: 6 } });
    stage.press('right');
    stage.press('down');
    expect(stage.mirror().group).toBe('More like this');
    const card = id();
    stage.press('ok');
    await load();
    expect(route()).toBe('movie');
    expect(id()).toBe('play');
    stage.engine.root.pages.rebuild();
    stage.press('back');
    await load();
    expect(id()).toBe(card);
  });

  test('the play key plays', async () => {
    await open({ name: 'movie', key: KESTREL });
    stage.press('playpause');
    expect(route()).toBe('player');
  });

  test('what Play would start is prepared while it has the focus, and again after coming back', async () => {
    const wishes: Array<ExpectedTitle | null> = [];
    await open({ name: 'movie', key: KESTREL }, ({ app }) => {
      app.player.expectTitle = (title) => wishes.push(title);
    });
    await load();
    const film = { kind: 'watch-movie', key: KESTREL } as const;
    const last = (key: Parameters<TestStage['press']>[0]): ExpectedTitle | null | undefined => {
      stage.press(key);
      return wishes[wishes.length - 1];
    };
    expect(wishes[wishes.length - 1]).toEqual({ ...film, from: 'resume' });
    expect([last('right'), last('right'), last('left'), last('left')]).toEqual([{ ...film, from: 'start' }, null, { ...film, from: 'start' }, { ...film, from: 'resume' }]);
    expect([last('down'), last('up')]).toEqual([null, { ...film, from: 'resume' }]);
    stage.press('ok');
    await load();
    expect([route(), wishes[wishes.length - 1]]).toEqual(['player', null]);
    stage.press('back');
    await load();
    expect([route(), wishes[wishes.length - 1]]).toEqual(['movie', { ...film, from: 'resume' }]);
  });

  test('once it turns out to be for sale nothing is prepared', async () => {
    const wishes: Array<ExpectedTitle | null> = [];
    await open({ name: 'movie', key: itemKey(SOURCE, 'movie', 'velvet') }, ({ app, host }) => {
      host.http.on('/api/v1/movies/', { status: 200, body: { ...sampleMovieDetail('velvet', (file) => file), saleFrom: { amountMinor: 399, currency: 'EUR' } } });
      app.player.expectTitle = (title) => wishes.push(title);
    });
    await load();
    expect([id(), wishes[0]?.kind, wishes[wishes.length - 1]]).toEqual(['buy', 'watch-movie', null]);
  });

  test('a title of the platform is not opened ahead: that would count as watching', async () => {
    await open({ name: 'movie', key: KESTREL }, ({ host }) => (host.media.maxPlayers = 2));
    await load();
    await sample.host.clock.advance(3000);
    expect(sample.host.media.players).toEqual([]);
  });

  test('a title that is gone says so and leads back', async () => {
    await open({ name: 'movie', key: itemKey(SOURCE, 'movie', 'nowhere') });
    await load();
    expect(stage.mirror()).toMatchObject({ group: expect.stringContaining('No longer here'), focus: { id: 'back' } });
    stage.press('ok');
    expect(route()).toBe('home');
  });

  test('without its second half the film can be played, and the next visit tries again', async () => {
    await open({ name: 'movie', key: itemKey(SOURCE, 'movie', 'velvet') }, ({ host }) => host.http.on('/api/v1/movies/', { status: 404, body: {} }));
    await load();
    const asked = sample.host.http.count('/api/v1/movies/velvet');
    expect(stage.mirror().focus).toMatchObject({ id: 'play', count: 3 });
    stage.press('down');
    expect(stage.mirror().group).toBe('More like this');
    stage.press('ok');
    await load();
    stage.press('back');
    await load();
    expect([asked, sample.host.http.count('/api/v1/movies/velvet')]).toEqual([1, 2]);
  });
});

describe('a series', () => {
  test('the next episode has the focus', async () => {
    await open({ name: 'show', key: NORTHERN });
    await load();
    expect(stage.mirror()).toMatchObject({ page: 'show', group: 'Episodes', focus: { index: 4, count: 5, name: expect.stringContaining('Ice Road') } });
    const wishes: Array<ExpectedTitle | null> = [];
    sample.app.player.expectTitle = (title) => wishes.push(title);
    stage.press('left');
    stage.press('right');
    stage.press('up');
    expect(wishes.map((wish) => wish?.key ?? null)).toEqual([itemKey(SOURCE, 'episode', 'northern-2-3'), itemKey(SOURCE, 'episode', 'northern-2-4'), null]);
    stage.press('down');
    stage.press('ok');
    expect(route()).toBe('player');
    expect(sample.app.player.nowPlaying.peek()?.title).toContain('Northern Hour');
  });

  test('a viewer who has moved keeps their place when the episodes arrive', async () => {
    await open({ name: 'show', key: NORTHERN });
    stage.press('right');
    await load();
    expect(stage.mirror().group).not.toBe('Episodes');
  });

  test('moving onto a season shows it; its episodes begin at the first', async () => {
    await open({ name: 'show', key: NORTHERN });
    await load();
    stage.press('up');
    expect(stage.mirror()).toMatchObject({ group: 'Seasons', focus: { name: 'Season 2', isSelected: true } });
    stage.press('left');
    stage.frame();
    expect([stage.mirror().focus?.name, sample.app.navigation.isRailOpen.peek()]).toEqual(['Season 1', false]);
    stage.press('down');
    expect(stage.mirror().focus).toMatchObject({ index: 1 });
    expect(stage.mirror().focus?.name).toContain('season 1 episode 1');
  });

  test('the first button names the episode it plays', async () => {
    await open({ name: 'show', key: NORTHERN });
    await load();
    stage.press('up');
    stage.press('up');
    expect(stage.mirror().focus).toMatchObject({ id: 'play', name: 'Resume S2 E4' });
  });
});
