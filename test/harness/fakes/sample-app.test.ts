import { afterEach, describe, expect, test } from '@jest/globals';
import { settle } from './fake-clock';
import { SampleApps } from './sample-apps';

const apps = new SampleApps();
const { open } = apps;
afterEach(() => {
  apps.end();
});

describe('the sample app shows what the mocks show', () => {
  test('Home', async () => {
    const { app } = await open({ artBase: 'http://art/' });
    expect(app.translator.format.time(app.time.minuteMs.value)).toBe('20:41');
    expect(app.navigation.current.value.route.name).toBe('home');
    expect(app.home.state.value).toBe('ready');
    expect(app.home.hero.value[0]).toMatchObject({
      badge: 'New film', note: 'Only on Hearth', title: 'The Salt Road', titleArt: 'http://art/t-salt.png', facts: ['2025', 'Adventure, drama', '2 h 08 min'], rating: '8.1', badges: ['12+', '4K', 'HDR', '5.1'], hasTrailer: true,
    });
    expect(app.home.rows.value.map((row) => [row.kind, row.title, row.cards.length])).toEqual([
      ['continue', 'Continue watching', 5], ['on-now', 'On now', 10], ['poster', 'Because you watched Glass Harbour', 7], ['top10', 'Top 10 this week', 10],
      ['poster', 'New on Hearth', 7], ['landscape', 'For a long evening', 4], ['on-now', 'Usually at this hour', 3], ['poster', 'Trending now', 6],
    ]);
    const [northern] = app.home.rows.value[0]?.cards ?? [];
    expect(northern).toMatchObject({ title: 'Northern Hour', subtitle: 'S2 E4 Ice Road', facts: ['S2 E4 Ice Road', '18 min left'], spoken: 'Northern Hour, season 2 episode 4, 18 min left', titleArt: 'http://art/t-northern.png', action: { kind: 'watch-episode', from: 'resume' } });
    expect(northern?.progress).toBeCloseTo(0.625, 2);
    expect(app.home.rows.value[0]?.cards.map((card) => Math.round(card.progress * 100))).toEqual([63, 28, 81, 12, 50]);
    expect(app.home.rows.value[3]?.cards[0]).toMatchObject({ rank: 1, facts: ['Series', '2 seasons', '16+'], spoken: 'Number 1. Northern Hour, Series, 2024, 16 plus' });
    expect(app.home.rows.value[1]?.cards.find((card) => card.title === 'Encore: Live from Arena Lys')).toMatchObject({ subtitle: '20:00 – 21:30', facts: ['Beat HD', '49 min left'] });
  });

  test('Live TV', async () => {
    const { app } = await open();
    const list = app.live.channels.value;
    expect(list.length).toBe(42);
    expect(list.at(2)).toMatchObject({ number: '103', name: 'Arena Live', nowTitle: 'Halden FC v Real Sorolla', nowRange: '20:15 – 22:10', nextLine: '22:10 Studio Arena', isFavourite: true, hasArchive: true });
    expect(list.at(2)?.progress).toBeCloseTo(0.226, 2);
    expect(list.at(2)?.spoken).toBe('103, Arena Live. Now Halden FC v Real Sorolla, until 22:10. Next Studio Arena at 22:10. favourite, catch-up available');
    expect(list.at(20)).toMatchObject({ nowTitle: '', progress: -1 });
    const key = list.at(2)?.key;
    if (key === undefined) throw new Error('expected channel 103');
    expect(app.live.details(key)).toMatchObject({ title: 'Halden FC v Real Sorolla', facts: ['20:15 – 22:10', 'Football'], elapsed: '26 min in', left: '1 h 29 min left', canStartOver: true });
    expect(app.live.categories.value.map((category) => [category.name, category.count, category.icon]).slice(0, 4)).toEqual([['Favourites', 2, 'heart'], ['All channels', 42, 'all'], ['Sport', 2, 'sport'], ['News', 1, 'news']]);
  });

  test('detail pages', async () => {
    const { app, host } = await open();
    const rows = app.home.rows.value;
    const kestrel = rows[0]?.cards[2]?.key;
    const northern = rows[3]?.cards[0]?.key;
    if (kestrel === undefined || northern === undefined) throw new Error('expected cards');
    const movie = app.detail.openMovie(kestrel);
    const series = app.detail.openSeries(northern);
    await host.clock.advance(10);
    expect(movie.header.value).toMatchObject({ facts: ['2025', 'Drama', '2 h 04 min'], rating: '8.1', critics: '92 %', badges: ['12+', '4K', 'HDR', '5.1'] });
    expect([movie.resume.value?.left, movie.cast.value.map((person) => person.role).pop(), movie.similar.value[0]?.title]).toEqual(['24 min left', 'Director', 'The Salt Road']);
    expect(series.header.value).toMatchObject({ facts: ['2 seasons', 'Thriller', '2024 – 2025'], rating: '8.7' });
    expect([series.playLabel.value, series.seasonIndex.value]).toEqual(['Resume S2 E4', 1]);
    expect(series.seasons.value[1]?.episodes.map((episode) => [episode.title, episode.facts.join(' · ')])).toEqual([
      ['1. First Dark', '51 min · Watched'], ['2. Tree Line', '47 min · Watched'], ['3. The Ferryman', '53 min · Watched'], ['4. Ice Road', '48 min · 18 min left'], ['5. Kilometre Nine', '49 min'],
    ]);
  });

  test('sign-in and profile picker', async () => {
    const { app, host } = await open({ stage: 'signed-out' });
    expect(app.navigation.current.value.route.name).toBe('sign-in');
    app.session.startDeviceSignIn();
    await host.clock.advance(10);
    expect(app.session.device.value).toMatchObject({ kind: 'waiting', userCode: 'K7PX-4M2R', shortUrl: 'hearth.example/tv' });
    const picker = await open({ stage: 'profiles', locale: 'de' });
    expect([picker.app.navigation.current.value.route.name, picker.app.session.profiles.value.map((profile) => profile.subtitle)]).toEqual(['profiles', ['', '', '', 'Bis 7 Jahre']]);
  });

  test('nothing keeps running after the end', async () => {
    const { app, host } = await open();
    app.live.zap(1);
    await host.clock.advance(1000);
    app.dispose();
    await settle();
    expect(host.clock.pending).toBe(0);
  });
});
