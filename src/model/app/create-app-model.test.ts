import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SampleApps, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { APP_VERSION } from './app-version';

const apps = new SampleApps();
const { open } = apps;
afterEach(() => {
  apps.end();
});

const route = ({ app }: SampleApp): string => app.navigation.current.value.route.name;
const channel = ({ app }: SampleApp, index: number) => {
  const view = app.live.channels.value.at(index);
  if (view === null) throw new Error('expected a channel');
  return view.key;
};
const card = ({ app }: SampleApp, row: number, index: number) => {
  const found = app.home.rows.value[row]?.cards[index];
  if (found === undefined) throw new Error('expected a card');
  return found;
};

test('the version is that of the package', () => {
  const text = readFileSync(join(__dirname, '../../../package.json'), 'utf8');
  expect(APP_VERSION).toBe((JSON.parse(text) as { version: string }).version);
});

describe('playing and moving about', () => {
  test('Live TV keeps the picture in its preview, any other page stops it', async () => {
    const sample = await open();
    const { app, host } = sample;
    app.navigation.open({ name: 'live' });
    app.live.preview(channel(sample, 2));
    app.player.setRect({ x: 1232, y: 150, width: 592, height: 333 });
    await host.clock.advance(10);
    expect([route(sample), app.player.state.value.kind, host.media.player.rect?.width]).toEqual(['live', 'playing', 592]);
    app.openPlayer();
    expect([route(sample), host.media.player.rect?.width]).toEqual(['player', 1920]);
    app.leavePlayer();
    expect([route(sample), app.player.state.value.kind]).toEqual(['live', 'playing']);
    app.navigation.open({ name: 'movies' });
    expect([route(sample), app.player.nowPlaying.value]).toEqual(['movies', null]);
  });

  test('a channel from Home is remembered, for this start and the next', async () => {
    const sample = await open();
    const { app, host } = sample;
    app.perform({ kind: 'watch-channel', key: channel(sample, 3) });
    await host.clock.advance(10);
    expect([route(sample), app.live.lastKey.value, host.storage.values.get('live-last.ingrid')]).toEqual([
      'player',
      channel(sample, 3),
      JSON.stringify({ key: channel(sample, 3), group: 'all' }),
    ]);
    app.leavePlayer();
    expect([route(sample), app.player.nowPlaying.value]).toEqual(['home', null]);
  });

  test('OK on a card of Continue watching resumes; the end returns to Home with the next episode', async () => {
    const sample = await open();
    const { app, host } = sample;
    await app.settings.set('isAutoplayOn', false);
    host.media.durationMs = 48 * 60_000;
    app.perform(card(sample, 0, 0).action);
    await host.clock.advance(10);
    expect([route(sample), app.player.nowPlaying.value?.subtitle, host.media.player.source?.startMs]).toEqual([
      'player',
      'S2 E4 Ice Road',
      30 * 60_000 - 3000,
    ]);
    host.media.player.finish();
    await host.clock.advance(10);
    await app.home.refresh();
    expect([route(sample), card(sample, 0, 0).subtitle]).toEqual(['home', 'S2 E5 Kilometre Nine']);
    await host.clock.advance(6000);
    expect(
      host.http.requests.some((request) => request.method === 'PUT' && String(request.body).indexOf('"key":"e:northern-2-4"') !== -1),
    ).toBe(true);
  });

  test('after a sign-out a late key on the page that was there opens and plays nothing', async () => {
    const sample = await open();
    const { app } = sample;
    const late = { film: card(sample, 3, 0).action, channel: channel(sample, 2) };
    await app.session.signOut();
    await settle();
    expect(route(sample)).toBe('sign-in');
    app.navigation.open({ name: 'series' });
    app.perform(late.film);
    app.perform({ kind: 'watch-channel', key: late.channel });
    expect([route(sample), app.player.nowPlaying.value]).toEqual(['sign-in', null]);
    app.navigation.open({ name: 'add-source' });
    expect(route(sample)).toBe('add-source');
  });

  test('detail pages open above, Back returns', async () => {
    const sample = await open();
    sample.app.perform(card(sample, 3, 0).action);
    expect(route(sample)).toBe('show');
    sample.app.navigation.back(true);
    expect(route(sample)).toBe('home');
  });

  test('background and foreground', async () => {
    const sample = await open();
    const { app, host } = sample;
    app.perform({ kind: 'watch-movie', key: card(sample, 0, 2).key, from: 'resume' });
    await host.clock.advance(10);
    host.lifecycle.setForeground(false);
    expect(host.media.player.state).toBe('idle');
    await host.clock.advance(3 * 3_600_000);
    const catalogCalls = host.http.count('/catalog');
    host.lifecycle.setForeground(true);
    await host.clock.advance(10);
    expect([app.player.state.value.kind, host.http.count('/catalog') > catalogCalls]).toEqual(['playing', true]);
  });
});

describe('leaving', () => {
  test('the question, staying, leaving with everything saved', async () => {
    const sample = await open();
    const { app, host } = sample;
    app.navigation.back(true);
    app.navigation.back(true);
    expect(app.notices.dialog.value).toMatchObject({ title: 'Leave Hearth?', safeId: 'stay' });
    app.notices.answer('stay');
    await settle();
    expect(host.lifecycle.exits).toBe(0);
    app.askExit();
    app.notices.answer('leave');
    await settle();
    expect(host.lifecycle.exits).toBe(1);
  });
});

describe('starting', () => {
  test('offline after a sign-in: profiles, stored Home, the banner says from when', async () => {
    const sample = await open();
    sample.app.dispose();
    const { host } = sample;
    host.http.isOnline = false;
    host.network.set(false);
    const { createAppModel } = await import('./create-app-model');
    const { readStrings } = await import('#test/harness/fakes');
    host.clock.tick(5 * 60_000);
    const app = createAppModel({ host, loadStrings: readStrings });
    await app.prepare();
    await app.boot();
    expect(app.navigation.current.value.route.name).toBe('profiles');
    const [ingrid] = app.session.profiles.value;
    if (ingrid === undefined) throw new Error('expected a profile');
    await app.session.chooseProfile(ingrid.id);
    await app.refresh();
    expect([app.navigation.current.value.route.name, app.home.state.value, app.notices.banner.value?.text]).toEqual([
      'home',
      'ready',
      'No connection. Showing what was loaded at 20:41.',
    ]);
    expect(app.home.rows.value[0]?.title).toBe('Continue watching');
    app.dispose();
  });

  test('signing out leads to sign-in, the language follows the settings', async () => {
    const sample = await open();
    await sample.app.settings.set('language', 'ar');
    await settle();
    expect([sample.app.translator.direction.value, sample.app.home.rows.value[0]?.title]).toEqual(['rtl', 'متابعة المشاهدة']);
    await sample.app.session.signOut();
    await settle();
    expect([route(sample), sample.app.catalog.catalog.value.count('movie')]).toEqual(['sign-in', 0]);
  });

  test('a first source added while signed out fills the catalogue and enters Home', async () => {
    const sample = await open({ stage: 'signed-out' });
    const { app, host } = sample;
    host.http.on('/list.m3u', { body: '#EXTM3U\n#EXTINF:-1 group-title="News",One\nhttp://h/1.m3u8\n#EXTINF:-1,Two\nhttp://h/2.m3u8' });
    app.navigation.open({ name: 'add-source' });
    expect((await app.session.addPlaylist({ address: 'http://h.example/list.m3u', name: 'Free' })).ok).toBe(true);
    await host.clock.advance(100);
    expect([route(sample), app.catalog.catalog.value.count('channel'), app.live.categories.value.map((each) => each.name)]).toEqual([
      'home',
      2,
      ['Favourites', 'All channels', 'News'],
    ]);
    app.perform({ kind: 'watch-channel', key: channel(sample, 0) });
    await host.clock.advance(10);
    expect([app.player.state.value.kind, host.media.player.source?.url]).toEqual(['playing', 'http://h/1.m3u8']);
  });

  test('the start screen of the settings', async () => {
    const sample = await open({ stage: 'profiles' });
    const { app } = sample;
    await app.settings.set('startScreen', 'live');
    const [ingrid] = app.session.profiles.value;
    if (ingrid === undefined) throw new Error('expected a profile');
    await app.session.chooseProfile(ingrid.id);
    expect([route(sample), app.navigation.depth.value]).toEqual(['live', 2]);
  });
});
