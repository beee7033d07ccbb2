import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, fail, itemKey, ok } from '#core/base';
import type { ItemKey } from '#core/base';
import type { QoeEvent } from '#core/qoe';
import { signal } from '#core/state';
import { encodeUtf8 } from '#core/text';
import { createCards } from '#model/cards';
import { createFavouritesModel } from '#model/favourites';
import { createTranslator } from '#model/i18n';
import { createProgressModel } from '#model/progress';
import type { ProgressModel } from '#model/progress';
import { createSettingsModel } from '#model/settings';
import type { SettingsModel } from '#model/settings';
import { createSpoilersModel } from '#model/spoilers';
import type { SpoilersModel } from '#model/spoilers';
import { createTimeModel } from '#model/time';
import type { MediaTrack } from '#ports';
import type { RoomBeside } from '#sources/source';
import { createStoredCell } from '#sources/storage';
import {
  createFakeCatalog,
  createFakeGuide,
  createFakeHost,
  fakeChannel,
  fakeEpisode,
  FAKE_SOURCE,
  FakeCatalogModel,
  fakeMovie,
  fakeProgramme,
  fakeSeries,
  fakeSeriesDetail,
  readStrings,
} from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createPlayer } from './create-player';
import type { PlayerModel } from './player-model';

const MIN = 60_000;
const arena = fakeChannel('arena', {
  number: 103,
  name: 'Arena Live HD',
  catchup: { mode: 'platform', days: 7, template: null, correctionMs: 0 },
});
const dead = fakeChannel('dead', { number: 104, name: 'Dead End' });
const film = fakeMovie('kestrel', { name: 'Kestrel' });
const northern = fakeSeries('northern', { name: 'Northern Hour' });
const episodes = [
  fakeEpisode('northern', 2, 4, { name: 'Ice Road' }),
  fakeEpisode('northern', 2, 5, { name: 'Kilometre Nine', durationMs: 49 * MIN }),
] as const;

let host: FakeHost;
let catalog: FakeCatalogModel;
let progress: ProgressModel;
let settings: SettingsModel;
let spoilers: SpoilersModel;
let player: PlayerModel;
let finished: number;
const texts = new Map<string, string>();
const told: QoeEvent[] = [];
const warmed: string[] = [];
let room: RoomBeside;

beforeEach(async () => {
  host = createFakeHost();
  catalog = new FakeCatalogModel();
  finished = 0;
  texts.clear();
  told.length = 0;
  warmed.length = 0;
  room = 'nothing';
  catalog.catalog.value = createFakeCatalog({ channels: [arena, dead], movies: [film], series: [northern] });
  const now = host.clock.nowMs();
  catalog.guide.value = createFakeGuide([
    fakeProgramme('arena', now - 26 * MIN, now + 89 * MIN, { title: 'Halden FC v Real Sorolla', category: 'Football' }),
  ]);
  catalog.seriesDetails.set(northern.key, fakeSeriesDetail(northern.key, [{ number: 2, name: '', episodes }]));
  const cellOf = (id: string) => createStoredCell(host.storage, host.log, id);
  const translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  progress = createProgressModel({ clock: host.clock, log: host.log, cellOf, remote: () => null });
  await progress.openProfile('1');
  settings = createSettingsModel(cellOf('settings'));
  spoilers = createSpoilersModel({ clock: host.clock, translator, cellOf, veilGuide: () => undefined });
  await spoilers.openProfile('1');
  const favourites = createFavouritesModel({ clock: host.clock, log: host.log, cellOf, remote: () => null });
  player = createPlayer({
    ...host,
    catalog,
    favourites,
    progress,
    settings,
    translator,
    time: createTimeModel(host.clock),
    cards: createCards({ translator, progress, nowMs: () => host.clock.nowMs(), spoilers: () => spoilers }),
    spoilers: () => spoilers,
    sourceIds: () => [FAKE_SOURCE],
    profileId: () => '1',
    roomFor: () => room,
    warm: (url) => {
      warmed.push(url);
      return Promise.resolve();
    },
    fetchBytes: (url) => Promise.resolve(texts.has(url) ? ok(encodeUtf8(texts.get(url) ?? '')) : fail(new AppError('http.not-found'))),
    onFinished: () => (finished += 1),
    events: {
      record(event) {
        told.push(event);
      },
    },
  });
});

/** The picture runs for a while, one position each second. */
async function watch(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1000) {
    host.media.player.moveTo(host.media.player.positionMs + Math.min(1000, left));
    await host.clock.advance(Math.min(1000, left));
  }
}

/** Subtitles on the picture. */
const words = (): readonly string[] => player.cues.value.map(({ lines }) => lines.map(({ text }) => text).join('\n'));

describe('live', () => {
  test('tunes, names the programme and says how far behind', async () => {
    host.media.liveWindow = { startMs: 0, endMs: 600_000, endWallMs: null };
    player.tune(arena.key);
    expect(player.state.value.kind).toBe('preparing');
    await host.clock.advance(10);
    expect([player.state.value.kind, player.nowPlaying.value?.title, player.channelKey.value]).toEqual([
      'playing',
      'Arena Live HD',
      arena.key,
    ]);
    expect(player.banner.value).toMatchObject({
      title: 'Halden FC v Real Sorolla',
      facts: ['20:15 – 22:10', 'Football'],
      badges: ['HD'],
      startLabel: '20:15',
      endLabel: '22:10',
      elapsed: '26 min in',
      behindText: 'You are 4 s behind live',
      isAtLiveEdge: true,
      canStartOver: true,
      canPause: true,
    });
    expect(player.banner.value?.liveFraction).toBeCloseTo(26 / 115, 3);
    expect(player.banner.value?.lengthMs).toBe(115 * MIN);
  });

  test('a host that cannot be reached is told in plain words within 10 s, with retry and the next channel', async () => {
    host.media.script('/live/dead', 'hang');
    player.tune(dead.key);
    await host.clock.advance(9_500);
    expect(player.problem.value).toMatchObject({
      title: 'Dead End does not answer',
      line: 'Trying again in 2 seconds. Attempt 1 of 5.',
      cause: 'Your network is fine. The channel’s source is not answering.',
      code: 'HRT-2101',
      canRetry: true,
      hasNextChannel: true,
    });
    player.tune(arena.key);
    await host.clock.advance(10);
    expect([player.state.value.kind, player.problem.value]).toEqual(['playing', null]);
  });

  test('what is refused for want of money leads to where it is sold: by itself, else with a plan', async () => {
    const refuse = async (facts: Readonly<Record<string, string>>): Promise<unknown> => {
      catalog.resolve = () => Promise.resolve(fail(new AppError('rights.not-in-plan', { facts })));
      player.tune(dead.key);
      await host.clock.advance(10);
      const { opens, canRetry } = player.problem.value ?? {};
      player.stop();
      return [opens, canRetry];
    };
    expect(await refuse({ plans: 'basic,gold', offers: '' })).toEqual([{ name: 'plans', plan: 'basic' }, true]);
    expect(await refuse({ plans: 'basic', offers: 'day' })).toEqual([{ name: 'checkout', key: dead.key, offer: 'day' }, true]);
    expect(await refuse({})).toEqual([null, false]);
  });

  test('a source that does not even resolve counts just the same', async () => {
    catalog.resolve = () => new Promise(() => undefined);
    player.tune(dead.key);
    await host.clock.advance(9_500);
    expect(player.state.value).toMatchObject({ kind: 'recovering', attempt: 1, of: 5, secondsLeft: 2 });
  });

  test('the ladder counts down 2, 4, 8, 15, 30 s, then gives up and can be asked again', async () => {
    host.media.script('/live/dead', 'media.unreachable');
    player.tune(dead.key);
    const waits: number[] = [];
    for (let i = 0; i < 400 && player.state.value.kind !== 'failed'; i += 1) {
      await host.clock.advance(500);
      const { value } = player.state;
      if (value.kind === 'recovering' && waits[waits.length - 1] !== value.waitSeconds && value.waitSeconds > 0)
        waits.push(value.waitSeconds);
    }
    expect(waits).toEqual([2, 4, 8, 15, 30]);
    expect(player.problem.value?.line).toBe('We tried 5 times. You can try again or choose something else.');
    expect(host.clock.pending).toBe(1);
    host.media.script('/live/dead', 'play');
    player.retry();
    await host.clock.advance(10);
    expect(player.state.value.kind).toBe('playing');
  });

  test('a full line is left alone: who uses it is said, counted down, and the viewer may take over', async () => {
    catalog.resolveError = new AppError('source.connection-limit', { facts: { used: 2, of: 2 } });
    player.tune(arena.key);
    await host.clock.advance(29_000);
    expect(catalog.resolved).toHaveLength(1);
    expect(player.problem.value).toMatchObject({
      title: 'All connections are in use',
      line: 'Looking again in 1 second, in case another screen has ended.',
      cause: '2 of 2 connections are in use on other screens.',
      code: 'HRT-1209',
      canRetry: true,
      isLineFull: true,
    });
    await host.clock.advance(120_000);
    expect([catalog.resolved.length, player.state.value.kind, player.problem.value?.canRetry]).toEqual([3, 'failed', true]);
    expect(catalog.wishes.map((wish) => wish.isAnew === true)).toEqual([false, true, true]);
    catalog.resolveError = null;
    player.retry();
    await host.clock.advance(10);
    expect([player.state.value.kind, catalog.wishes[3]]).toEqual(['playing', {}]);
  });

  test('another form helps, is said, and is remembered for the source', async () => {
    catalog.otherForms = ['ts'];
    host.media.script('live/arena', 'media.unsupported');
    host.media.script('live/arena.ts', 'play');
    player.tune(arena.key);
    await host.clock.advance(500);
    expect(player.problem.value).toMatchObject({ line: 'Trying another form of the stream. Attempt 1 of 1.', ring: -1 });
    await host.clock.advance(1000);
    expect([player.state.value.kind, player.rescued.value]).toEqual(['playing', 'Back again, in another form of the stream.']);
    await watch(40_000);
    player.tune(dead.key);
    await host.clock.advance(10);
    expect([catalog.wishes[catalog.wishes.length - 1], player.rescued.value]).toEqual([{ form: 'ts' }, '']);
  });

  test('sound without the picture that was there is no playing: another form takes over', async () => {
    catalog.otherForms = ['ts'];
    player.tune(arena.key);
    await host.clock.advance(10);
    let shownFrames = 0;
    host.media.player.stats = () => ({ engine: 'fake', shownFrames });
    shownFrames = 50;
    await watch(3000);
    expect(player.state.value.kind).toBe('playing');
    for (let second = 0; second < 6 && player.problem.value === null; second += 1) await watch(1000);
    expect(player.problem.value).toMatchObject({ code: 'HRT-2105', line: 'Trying another form of the stream. Attempt 1 of 1.' });
    await host.clock.advance(1500);
    expect([player.state.value.kind, catalog.wishes[catalog.wishes.length - 1]]).toEqual(['playing', { form: 'ts' }]);
  });

  test('live that is gone goes on in the recording at the second that was lost', async () => {
    player.tune(arena.key);
    await host.clock.advance(10);
    await watch(20 * MIN);
    const lostAt = host.clock.nowMs();
    host.media.script('/live/arena', 'media.refused');
    host.media.player.break('media.refused');
    await host.clock.advance(3000);
    expect([player.state.value.kind, player.nowPlaying.value?.kind, player.rescued.value]).toEqual([
      'playing', 'archive', 'Live is lost. The recording goes on from here.',
    ]);
    const asked = catalog.resolved[catalog.resolved.length - 1];
    expect(asked).toMatchObject({ kind: 'archive' });
    const behindMs = lostAt - (asked?.kind === 'archive' ? asked.startMs : 0);
    expect(behindMs).toBeGreaterThan(0);
    expect(behindMs).toBeLessThanOrEqual(MIN);
    host.media.script('/live/arena', 'play');
    player.goToLive();
    await host.clock.advance(10);
    expect([player.nowPlaying.value?.kind, player.state.value.kind]).toEqual(['live', 'playing']);
  });

  test('a pulled cable: the network is named, and its return plays at once', async () => {
    player.tune(arena.key);
    await host.clock.advance(10);
    host.network.set(false);
    host.media.player.break('net.offline');
    expect(player.problem.value).toMatchObject({
      title: 'We lost the picture',
      cause: 'Your network is not connected. We go on as soon as it is back.',
    });
    host.network.set(true);
    await host.clock.advance(10);
    expect(player.state.value.kind).toBe('playing');
  });

  test('zapping closes the decoder before it opens, and stale words of the old channel are not heard', async () => {
    host.media.script('/live/dead', 'hang');
    player.tune(dead.key);
    await host.clock.advance(10);
    player.tune(arena.key);
    await host.clock.advance(10);
    expect(host.media.players).toHaveLength(1);
    expect(host.media.player.calls.join(' ')).toBe('load stop load play');
  });

  test('the same channel again does nothing', async () => {
    player.tune(arena.key);
    await host.clock.advance(10);
    player.tune(arena.key);
    expect(host.media.player.calls.join(' ')).toBe('load play');
  });

  test('paused for long without a window goes on from the archive, shortly just plays', async () => {
    player.tune(arena.key);
    await host.clock.advance(10);
    player.pause();
    await host.clock.advance(5000);
    player.play();
    expect(player.nowPlaying.value?.kind).toBe('live');
    player.pause();
    const pausedAt = host.clock.nowMs();
    await host.clock.advance(5 * MIN);
    player.play();
    await host.clock.advance(10);
    expect(catalog.resolved[catalog.resolved.length - 1]).toMatchObject({ kind: 'archive', startMs: pausedAt });
  });

  test('start over plays the archive, its end returns to live', async () => {
    player.tune(arena.key);
    await host.clock.advance(10);
    player.startOver();
    await host.clock.advance(10);
    expect(player.nowPlaying.value).toMatchObject({
      kind: 'archive',
      title: 'Halden FC v Real Sorolla',
      subtitle: 'Arena Live HD, 20:15 – 22:10',
    });
    expect(player.banner.value).toMatchObject({ behindText: 'From the recording', isAtLiveEdge: false, viewerFraction: 0 });
    host.media.player.finish();
    await host.clock.advance(10);
    expect([player.nowPlaying.value?.kind, finished]).toEqual(['live', 0]);
  });
});

describe('what is not to be told ahead', () => {
  test('a match from the archive tells neither its end nor what is left, and ends quietly', async () => {
    await spoilers.change({ isScoreSafe: true });
    const now = host.clock.nowMs();
    catalog.guide.value = createFakeGuide([
      fakeProgramme('arena', now - 120 * MIN, now - 60 * MIN, { title: 'Halden FC v Real Sorolla', category: 'Football' }),
      fakeProgramme('arena', now - 60 * MIN, now - 30 * MIN, { title: 'News', category: 'News' }),
    ]);
    host.media.durationMs = 60 * MIN;
    player.playArchive(arena.key, now - 120 * MIN, now - 60 * MIN);
    await host.clock.advance(10);
    expect([player.isLengthHidden.value, player.durationMs.value, player.endsAtMs.value, player.nowPlaying.value?.subtitle]).toEqual([true, 120 * MIN, 0, 'Arena Live HD, 18:41']);
    expect(player.banner.value).toMatchObject({ startLabel: '18:41', endLabel: '', facts: ['18:41', 'Football'], lengthMs: 120 * MIN });
    expect(player.banner.value?.channel.nextLine).toBe('');
    player.seekTo(59 * MIN);
    expect(player.durationMs.value).toBe(120 * MIN);
    host.media.player.finish();
    await host.clock.advance(10);
    expect([player.nowPlaying.value?.title, finished]).toEqual(['Halden FC v Real Sorolla', 1]);
  });

  test('the same without the wish, or after it was asked for, tells all', async () => {
    const now = host.clock.nowMs();
    host.media.durationMs = 60 * MIN;
    player.playArchive(arena.key, now - 26 * MIN, now + 89 * MIN);
    await host.clock.advance(10);
    expect([player.isLengthHidden.value, player.banner.value?.endLabel]).toEqual([false, '22:10']);
    await spoilers.change({ isScoreSafe: true });
    expect([player.isLengthHidden.value, player.banner.value?.endLabel]).toEqual([true, '']);
    spoilers.showProgramme(arena, now - 26 * MIN);
    expect(player.isLengthHidden.value).toBe(false);
  });

  test('an episode nobody has seen shows no picture of what comes, and the next one none of its own', async () => {
    texts.set('https://cdn.example/t.vtt', 'WEBVTT\n\n00:00.000 --> 00:10.000\na.jpg#xywh=0,0,2,2\n\n00:10.000 --> 00:20.000\na.jpg#xywh=2,0,2,2\n');
    const resolve = catalog.resolve.bind(catalog);
    catalog.resolve = async (target, cancel) => {
      const answer = await resolve(target, cancel);
      return answer.ok ? ok({ ...answer.value, thumbnailsUrl: 'https://cdn.example/t.vtt' }) : answer;
    };
    await spoilers.change({ episodes: 'titles' });
    host.media.durationMs = 48 * MIN;
    const [first] = episodes;
    player.playEpisode(first.key, northern.key, 'start');
    await host.clock.advance(100);
    expect(player.hasThumbnails.value).toBe(true);
    expect([player.thumbnailAt(0)?.x, player.thumbnailAt(15_000)]).toEqual([0, null]);
    expect([player.nowPlaying.value?.subtitle, player.upNext.value?.title, player.upNext.value?.still]).toEqual(['S2 E4', 'S2 E5', '']);
    spoilers.showEpisode(first.key);
    expect([player.thumbnailAt(15_000)?.x, player.nowPlaying.value?.subtitle]).toEqual([2, 'S2 E4 Ice Road']);
  });
});

test('what a stream names itself is skipped and listed as well, for as long as it plays', async () => {
  host.media.durationMs = 90 * MIN;
  player.playMovie(film.key, 'start');
  await host.clock.advance(10);
  const named = { value: '', id: '' };
  host.media.player.say('regions', [
    { ...named, scheme: 'com.example.intro', title: '', startMs: 1_000, endMs: 60_000 }, { ...named, scheme: 'chapter', title: 'Harbour', startMs: 0, endMs: Infinity },
  ]);
  host.media.player.moveTo(2_000);
  expect([player.skippable.value, player.chapters.value]).toEqual([{ kind: 'intro', toMs: 60_000 }, [{ startMs: 0, name: 'Harbour' }]]);
  player.tune(arena.key);
  expect([player.skippable.value, player.chapters.value]).toEqual([null, []]);
});

describe('a recording that is over', () => {
  const start = async (): Promise<number> => {
    const now = host.clock.nowMs();
    catalog.guide.value = createFakeGuide([
      fakeProgramme('arena', now - 120 * MIN, now - 60 * MIN, { title: 'First' }),
      fakeProgramme('arena', now - 58 * MIN, now - 30 * MIN, { title: 'Second' }),
      fakeProgramme('arena', now - 30 * MIN, now + 30 * MIN, { title: 'Running' }),
    ]);
    player.playArchive(arena.key, now - 120 * MIN, now - 60 * MIN);
    await host.clock.advance(10);
    return now;
  };
  const end = async (): Promise<void> => {
    host.media.player.finish();
    await host.clock.advance(10);
  };

  test('goes on with what followed on its channel, and then with live', async () => {
    const now = await start();
    await end();
    expect(player.nowPlaying.value).toMatchObject({ kind: 'archive', title: 'Second' });
    await end();
    expect(player.nowPlaying.value).toMatchObject({ kind: 'archive', title: 'Running' });
    expect(catalog.resolved[catalog.resolved.length - 1]).toMatchObject({ kind: 'archive', startMs: now - 30 * MIN });
    await end();
    expect([player.nowPlaying.value?.kind, finished]).toEqual(['live', 0]);
  });

  test('ends there where nothing is to follow by itself', async () => {
    await settings.set('isAutoplayOn', false);
    await start();
    await end();
    expect(finished).toBe(1);
  });
});

describe('films and episodes', () => {
  const point = (key: ItemKey) => progress.get(key)?.positionMs ?? -1;

  test('positions are kept every 10 s, at pause, and on the way out', async () => {
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    await watch(5 * MIN);
    expect(point(film.key)).toBeGreaterThanOrEqual(5 * MIN - 10_000);
    await watch(3000);
    player.pause();
    expect(point(film.key)).toBe(host.media.player.positionMs);
    player.play();
    await watch(4000);
    player.stop();
    expect(point(film.key)).toBe(5 * MIN + 7000);
    expect([player.nowPlaying.value, player.state.value.kind]).toEqual([null, 'idle']);
    player.playMovie(film.key, 'resume');
    await host.clock.advance(10);
    expect(host.media.player.source?.startMs).toBe(5 * MIN + 4000);
  });

  test('the background saves synchronously and frees the decoder; the foreground returns to the second', async () => {
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    await watch(3 * MIN);
    player.suspend();
    expect(point(film.key)).toBe(3 * MIN);
    expect(host.media.player.calls[host.media.player.calls.length - 1]).toBe('stop');
    await host.clock.advance(30 * MIN);
    player.resume();
    await host.clock.advance(10);
    expect([player.state.value.kind, host.media.player.source?.startMs]).toEqual(['playing', 3 * MIN]);
  });

  test('live returns to the edge', async () => {
    host.media.liveWindow = { startMs: 0, endMs: 600_000, endWallMs: null };
    player.tune(arena.key);
    await host.clock.advance(10);
    await watch(5000);
    player.suspend();
    player.resume();
    await host.clock.advance(10);
    expect([player.state.value.kind, host.media.player.source?.startMs]).toEqual(['playing', undefined]);
  });

  test('presses of skip add up; a position of the old place is not believed', async () => {
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    await watch(MIN);
    const { player: decoder } = host.media;
    decoder.seek = (positionMs) => {
      decoder.calls.push(`seek ${String(positionMs)}`);
      return new Promise(() => undefined);
    };
    player.seekBy(10_000);
    decoder.moveTo(MIN + 500);
    player.seekBy(10_000);
    player.seekBy(10_000);
    expect(decoder.calls.filter((call) => call.indexOf('seek') === 0)).toEqual(['seek 70000', 'seek 80000', 'seek 90000']);
    expect(player.positionMs.value).toBe(90_000);
  });

  test('scrubbing: growing steps, play from here, cancel', async () => {
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    player.scrubBy(1, 0);
    player.scrubBy(1, 1500);
    expect(player.scrub.value).toEqual({ targetMs: 40_000, stepMs: 30_000 });
    player.cancelScrub();
    player.scrubBy(-1, 0);
    expect(player.scrub.value?.targetMs).toBe(0);
    player.scrubBy(1, 9000);
    player.commitScrub();
    expect([player.scrub.value, player.positionMs.value]).toEqual([null, 120_000]);
    player.seekToTenth(9);
    expect(player.positionMs.value).toBe(0.9 * 49 * MIN);
  });

  test('a lost film comes back at its second', async () => {
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    await watch(90_000);
    host.media.player.break('media.decode');
    await host.clock.advance(2500);
    expect([player.state.value.kind, host.media.player.source?.startMs]).toEqual(['playing', 90_000]);
  });

  test('the next episode is offered, starts by itself at the end, and can be dismissed', async () => {
    player.playEpisode(episodes[0].key, northern.key, 'start');
    await host.clock.advance(10);
    expect([player.nowPlaying.value?.title, player.nowPlaying.value?.subtitle]).toEqual(['Northern Hour', 'S2 E4 Ice Road']);
    expect(player.upNext.value).toMatchObject({ key: episodes[1].key, title: 'S2 E5 Kilometre Nine', duration: '49 min', secondsLeft: -1 });
    host.media.player.moveTo(49 * MIN - 8000);
    expect(player.upNext.value).toMatchObject({ secondsLeft: 8, passed: 0.6 });
    host.media.player.finish();
    await host.clock.advance(10);
    expect([player.nowPlaying.value?.subtitle, progress.isWatched(episodes[0].key), finished]).toEqual(['S2 E5 Kilometre Nine', true, 0]);
    expect(player.upNext.value).toBeNull();
    host.media.player.finish();
    expect(finished).toBe(1);
    player.playEpisode(episodes[0].key, northern.key, 'start');
    await host.clock.advance(10);
    player.dismissUpNext();
    host.media.player.moveTo(49 * MIN - 8000);
    expect(player.upNext.value?.secondsLeft).toBe(-1);
    host.media.player.finish();
    expect(finished).toBe(2);
  });

  test('the episode before begins from its start; before the first there is none', async () => {
    player.playEpisode(episodes[1].key, northern.key, 'start');
    await host.clock.advance(10);
    player.playPreviousEpisode();
    await host.clock.advance(10);
    expect([player.nowPlaying.value?.subtitle, host.media.player.source?.startMs ?? 0]).toEqual(['S2 E4 Ice Road', 0]);
    player.playPreviousEpisode();
    await host.clock.advance(10);
    expect(player.nowPlaying.value?.subtitle).toBe('S2 E4 Ice Road');
  });

  test('the screen saver is held away only while the picture moves', async () => {
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect(host.device.inhibitions).toBe(1);
    player.pause();
    expect(host.device.inhibitions).toBe(0);
    player.play();
    player.stop();
    expect(host.device.inhibitions).toBe(0);
  });

  test('what is no longer there says so and does not ask in vain', async () => {
    player.playMovie(itemKey(FAKE_SOURCE, 'movie', 'gone'), 'start');
    await host.clock.advance(10);
    expect(player.problem.value).toMatchObject({ title: 'This is no longer there', code: 'HRT-2103' });
  });
});

describe('tracks, subtitles, thumbnails', () => {
  const tracks = [
    { id: 'a1', kind: 'audio', language: 'en', label: '5.1', isSelected: true },
    { id: 'a2', kind: 'audio', language: 'deu', label: 'Deutsch', isSelected: false },
    { id: 't1', kind: 'text', language: '', label: '', isSelected: false },
  ] as const;

  const marks = [
    { kind: 'intro', startMs: 60_000, endMs: 90_000, title: '' },
    { kind: 'chapter', startMs: 0, endMs: 600_000, title: 'Harbour' },
    { kind: 'chapter', startMs: 600_000, endMs: 49 * 60_000, title: '' },
    { kind: 'credits', startMs: 47 * 60_000, endMs: 49 * 60_000, title: '' },
  ] as const;

  beforeEach(() => {
    host.media.tracks = tracks;
    const resolve = catalog.resolve.bind(catalog);
    catalog.resolve = async (target, cancel) => {
      const answer = await resolve(target, cancel);
      if (!answer.ok) return answer;
      return ok({
        ...answer.value,
        thumbnailsUrl: 'https://m/t.vtt',
        subtitles: [{ language: 'de', label: 'Deutsch', url: 'https://m/de.vtt' }],
        marks,
      });
    };
    texts.set('https://m/t.vtt', 'WEBVTT\n\n00:00.000 --> 00:10.000\ns.jpg#xywh=0,0,10,5');
    texts.set('https://m/de.vtt', 'WEBVTT\n\n00:01.000 --> 00:03.000\nHallo');
  });

  test('choices are named, subtitles are off until chosen, file cues follow the picture', async () => {
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect(player.tracks.value).toEqual({
      audio: [
        { id: 'a1', name: 'English', note: '5.1', isSelected: true, isFile: false },
        { id: 'a2', name: 'German', note: 'Deutsch', isSelected: false, isFile: false },
      ],
      text: [
        { id: 't1', name: 'Track 1', note: '', isSelected: false, isFile: false },
        { id: 'file:0', name: 'German', note: 'Deutsch', isSelected: false, isFile: true },
      ],
      isTextOff: true,
    });
    player.selectText('file:0');
    await host.clock.advance(1000);
    host.media.player.moveTo(1500);
    expect([words(), player.tracks.value.isTextOff]).toEqual([['Hallo'], false]);
    player.setSubtitles({ shiftMs: 2000 });
    expect(words()).toEqual([]);
    await host.clock.advance(1000);
    host.media.player.moveTo(3500);
    expect(words()).toEqual(['Hallo']);
    player.selectText(null);
    expect(player.cues.value).toEqual([]);
    player.selectAudio('a2');
    expect(player.tracks.value.audio[1]?.isSelected).toBe(true);
    expect(player.thumbnailAt(500)).toMatchObject({ url: 'https://m/s.jpg', width: 10 });
  });

  test('what is chosen for a title is there the next time: off stays off, a shift stays, another title is free', async () => {
    await settings.set('subtitleLanguage', 'de');
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect(player.tracks.value.isTextOff).toBe(false);
    player.selectText(null);
    player.setSubtitles({ shiftMs: -500, style: { ...player.subtitles.value.style, size: 'large' } });
    player.playEpisode(episodes[0].key, northern.key, 'start');
    await host.clock.advance(10);
    expect([player.tracks.value.isTextOff, player.subtitles.value.shiftMs, player.subtitles.value.style.size]).toEqual([false, 0, 'large']);
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect([player.tracks.value.isTextOff, player.subtitles.value.shiftMs]).toEqual([true, -500]);
    expect(host.storage.values.get('watching.1')).toContain('"text":"off"');
  });

  test('captions that are found later come back as they were chosen, and only those', async () => {
    const captions = (...labels: readonly string[]): readonly MediaTrack[] => labels.map((label) => ({ id: `cc:${label}`, kind: 'text', language: 'und', label, isSelected: false }));
    const found = (listed: readonly MediaTrack[]): void => {
      host.media.player.tracks = listed;
      host.media.player.say('tracks', listed);
    };
    const chosen = (): string | undefined => player.tracks.value.text.find(({ isSelected }) => isSelected)?.id;
    host.media.tracks = captions('CC1', 'CC3');
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    player.selectText('cc:CC3');
    host.media.tracks = [];
    player.playEpisode(episodes[0].key, northern.key, 'start');
    await host.clock.advance(10);
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect(chosen()).toBeUndefined();
    found(captions('CC1'));
    expect(chosen()).toBeUndefined();
    found(captions('CC1', 'CC3'));
    expect([chosen(), player.tracks.value.isTextOff]).toEqual(['cc:CC3', false]);
    // Turned off, they stay off.
    player.selectText(null);
    found(captions('CC3'));
    expect(player.tracks.value.isTextOff).toBe(true);
  });

  test('speed and shape are kept for a title; live keeps its own speed; what an engine lacks is not offered', async () => {
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    player.setPicture({ rate: 1.5, aspect: 'zoom' });
    player.setPicture({ rate: 3 });
    expect(host.media.player.calls.slice(-2)).toEqual(['rate 1.5', 'aspect zoom']);
    player.playEpisode(episodes[0].key, northern.key, 'start');
    await host.clock.advance(10);
    expect(player.picture.value).toMatchObject({ rate: 1, aspect: 'fit' });
    host.media.aspects = ['fit', 'fill'];
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect(player.picture.value).toEqual({ rates: [0.5, 1, 1.5, 2], rate: 1.5, aspects: ['fit', 'fill'], aspect: 'fit' });
    expect(host.media.player.calls.slice(-2)).toContain('rate 1.5');
    player.tune(arena.key);
    await host.clock.advance(10);
    player.setPicture({ rate: 2 });
    expect(player.picture.value).toMatchObject({ rates: [], rate: 1 });
  });

  test('chapters have names; an opening is skipped to its end, the last credits to the next episode alone', async () => {
    const at = async (ms: number): Promise<void> => {
      await host.clock.advance(300);
      host.media.player.moveTo(ms);
    };
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect(player.chapters.value).toEqual([{ startMs: 0, name: 'Harbour' }, { startMs: 600_000, name: 'Chapter 2' }]);
    expect(player.skippable.value).toBeNull();
    await at(61_000);
    expect(player.skippable.value).toEqual({ kind: 'intro', toMs: 90_000 });
    player.skipOver();
    expect([host.media.player.positionMs, player.skippable.value]).toEqual([90_000, null]);
    await at(48 * 60_000);
    expect(player.skippable.value).toBeNull();
    player.playEpisode(episodes[0].key, northern.key, 'start');
    await host.clock.advance(10);
    await at(48 * 60_000);
    expect(player.skippable.value).toEqual({ kind: 'credits', toMs: -1 });
    player.skipOver();
    await host.clock.advance(10);
    expect(player.nowPlaying.value?.key).toBe(episodes[1].key);
  });

  test('the second track stands beside the first; cues of the stream can be held back', async () => {
    host.media.tracks = [{ id: 't1', kind: 'text', language: 'en', label: '', isSelected: false }];
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    player.selectText('t1');
    player.setSubtitles({ secondId: 'file:0', shiftMs: 1000 });
    await host.clock.advance(10);
    host.media.player.moveTo(1500);
    host.media.player.say('cues', [{ startMs: 1400, endMs: 2400, text: 'Hello' }]);
    expect(words()).toEqual([]);
    await host.clock.advance(1000);
    host.media.player.say('cues', []);
    host.media.player.moveTo(2500);
    expect(player.cues.value.map(({ isSecond, lines }) => [isSecond, lines[0]?.text])).toEqual([[true, 'Hallo'], [false, 'Hello']]);
  });

  test('a file of what the stream has itself is not offered twice', async () => {
    host.media.tracks = [{ id: 't9', kind: 'text', language: 'deu', label: 'Deutsch', isSelected: false }];
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect(player.tracks.value.text.map((track) => track.id)).toEqual(['t9']);
  });

  test('the languages of the settings are applied once', async () => {
    await settings.set('audioLanguage', 'de');
    await settings.set('subtitleLanguage', 'de');
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect(host.media.player.calls).toContain('track audio a2');
    expect(player.tracks.value.text[1]?.isSelected).toBe(true);
  });
});

describe('the next channel', () => {
  const loads = (): number => host.media.players.reduce((sum, each) => sum + each.calls.filter((call) => call === 'load').length, 0);

  /** Watches a channel until the next one may be prepared. */
  async function tuneAndExpect(): Promise<void> {
    player.tune(arena.key);
    player.expectNext(dead.key);
    await host.clock.advance(10);
    await watch(2000);
  }

  test('with a spare line and a second decoder it is opened ahead, silent; zapping to it opens nothing more', async () => {
    room = 'stream';
    host.media.maxPlayers = 2;
    await tuneAndExpect();
    const [first, second] = host.media.players;
    expect([loads(), second?.isMuted, second?.state]).toEqual([2, true, 'ready']);
    player.tune(dead.key);
    await host.clock.advance(10);
    expect([loads(), player.state.value.kind, second?.state, second?.isMuted, second?.rect?.width, first?.state]).toEqual([2, 'playing', 'playing', false, 1920, 'destroyed']);
    player.stop();
    await host.clock.advance(10);
    expect(second?.state).toBe('idle');
  });

  test('zapping elsewhere closes what waits before it opens; waiting has an end', async () => {
    room = 'stream';
    host.media.maxPlayers = 2;
    await tuneAndExpect();
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect([host.media.players.map(({ state }) => state), player.nowPlaying.value?.key]).toEqual([['playing', 'destroyed'], film.key]);
    await tuneAndExpect();
    await watch(12_000);
    expect(host.media.players.map(({ state }) => state)).toEqual(['playing', 'destroyed', 'destroyed']);
  });

  test.each([
    ['one line: nothing but its host is got ready', 'address', 2],
    ['one decoder: nothing but its host is got ready', 'stream', 1],
    ['an address that counts is not asked for', 'nothing', 2],
  ] as const)('%s', async (_what, given, players) => {
    room = given;
    host.media.maxPlayers = players;
    const resolve = catalog.resolve.bind(catalog);
    const asked: string[] = [];
    catalog.resolve = async (target, signalOfAsk) => {
      asked.push(target.kind === 'live' ? target.channel.key : '');
      const answer = await resolve(target, signalOfAsk);
      return answer.ok && target.kind === 'live' && target.channel.key === dead.key ? ok({ ...answer.value, media: { ...answer.value.media, url: 'https://other.example/dead' } }) : answer;
    };
    await tuneAndExpect();
    expect([loads(), host.media.players.length]).toEqual([1, 1]);
    expect(warmed).toEqual(given === 'nothing' ? [] : ['https://other.example/dead']);
    expect(asked.indexOf(dead.key) === -1).toBe(given === 'nothing');
    player.tune(dead.key);
    await host.clock.advance(10);
    // One decoder, one line: closed before it is opened.
    expect(host.media.player.calls.slice(-3)).toEqual(['stop', 'load', 'play']);
  });
});

describe('the title on whose Play the viewer rests', () => {
  const other = fakeMovie('other', { name: 'Other' });
  const held = fakeMovie('held', { name: 'Held', isLocked: true });
  const states = (): readonly string[] => host.media.players.map(({ state }) => state);

  beforeEach(() => {
    room = 'stream';
    host.media.maxPlayers = 2;
    catalog.catalog.value = createFakeCatalog({ channels: [arena, dead], movies: [film, other, held], series: [northern] });
  });

  /** Rests on what starts a film. */
  async function rest(key: ItemKey, from: 'resume' | 'start' = 'resume', ms = 1000): Promise<void> {
    player.expectTitle({ kind: 'watch-movie', key, from });
    await host.clock.advance(ms);
  }

  test('it is opened silent and waits; Play opens nothing more, and only what was played is told', async () => {
    await rest(film.key, 'resume', 600);
    expect(states()).toEqual([]);
    await host.clock.advance(400);
    const { player: first } = host.media;
    expect([first.calls, first.isMuted, first.rect?.width, first.state, player.state.value.kind, told]).toEqual([['load'], true, 2, 'ready', 'idle', []]);
    player.playMovie(film.key, 'resume');
    // Its page lets go of it on its way out.
    player.expectTitle(null);
    await host.clock.advance(1000);
    expect([states(), first.calls, first.isMuted, first.rect?.width, player.state.value.kind]).toEqual([['playing'], ['load', 'play'], false, 1920, 'playing']);
    expect(told.map(({ type }) => type).slice(0, 2)).toEqual(['view_requested', 'playback_started']);
    player.stop();
    await host.clock.advance(10);
    expect([first.state, told.filter(({ type }) => type === 'view_requested').length]).toEqual(['idle', 1]);
  });

  test('it begins where it was left; from the start another one is opened', async () => {
    await progress.save(film.key, 20 * MIN, 49 * MIN);
    await rest(film.key);
    const startMs = host.media.player.source?.startMs ?? 0;
    expect(startMs).toBeGreaterThan(19 * MIN);
    player.playMovie(film.key, 'resume');
    await host.clock.advance(10);
    expect([states(), player.positionMs.value]).toEqual([['playing'], startMs]);
    player.stop();
    await rest(film.key);
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect([states(), host.media.players[0]?.source?.startMs, player.positionMs.value]).toEqual([['playing', 'destroyed'], undefined, 0]);
  });

  test('an episode goes on where it was left, too', async () => {
    const [episode] = episodes;
    await progress.save(episode.key, 20 * MIN, 49 * MIN, northern.key);
    player.expectTitle({ kind: 'watch-episode', key: episode.key, seriesKey: northern.key, from: 'resume' });
    await host.clock.advance(1000);
    player.playEpisode(episode.key, northern.key, 'resume');
    await host.clock.advance(10);
    expect([states(), host.media.player.calls]).toEqual([['playing'], ['load', 'play']]);
  });

  test('an episode of a series that is for sale is not opened', async () => {
    catalog.seriesDetails.set(northern.key, fakeSeriesDetail(northern.key, [{ number: 2, name: '', episodes }], { plan: { id: 'p', name: 'Cinema' } }));
    player.expectTitle({ kind: 'watch-episode', key: episodes[0].key, seriesKey: northern.key, from: 'resume' });
    await host.clock.advance(2000);
    expect([states(), warmed]).toEqual([[], []]);
  });

  test('away for a moment it stays, away for longer it goes; waiting has an end', async () => {
    await rest(film.key);
    player.expectTitle(null);
    await host.clock.advance(500);
    await rest(film.key);
    expect(states()).toEqual(['ready']);
    player.expectTitle(null);
    await host.clock.advance(1000);
    expect(states()).toEqual(['destroyed']);
    await rest(film.key, 'resume', 5000);
    expect(states()).toEqual(['destroyed', 'ready']);
    await host.clock.advance(6000);
    expect([states(), host.clock.pending]).toEqual([['destroyed', 'destroyed'], 1]);
  });

  test('another title takes its place, one at a time', async () => {
    await rest(film.key);
    await rest(other.key);
    expect([states(), host.media.player.source?.url]).toEqual([['destroyed', 'ready'], expect.stringContaining('other')]);
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect([states(), host.media.player.source?.url]).toEqual([['destroyed', 'destroyed', 'playing'], expect.stringContaining('kestrel')]);
  });

  test.each([
    ['out of sight', () => { player.suspend(); }],
    ['stopped', () => { player.stop(); }],
    ['a channel instead', () => { player.tune(arena.key); }],
    ['its trailer instead', () => { player.playTrailer(film.key); }],
    ['ended', () => { player.dispose(); }],
  ])('%s: what waits goes at once', async (_what, leave) => {
    await rest(film.key);
    leave();
    await host.clock.advance(10);
    expect(states()[0]).toBe('destroyed');
    await rest(film.key, 'resume', 100);
    leave();
    await host.clock.advance(2000);
    expect(host.media.players.filter(({ state }) => state === 'ready')).toEqual([]);
  });

  test('what failed while it waited is opened anew', async () => {
    await rest(film.key);
    host.media.player.break('media.unreachable');
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect([states(), player.state.value.kind]).toEqual([['destroyed', 'playing'], 'playing']);
  });

  test('what the stream named while it waited is known', async () => {
    player.expectTitle({ kind: 'watch-movie', key: film.key, from: 'start' });
    await host.clock.advance(1000);
    host.media.player.say('regions', [{ scheme: '', value: 'chapter', id: '1', title: 'One', startMs: 0, endMs: 10 * MIN }]);
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    expect(player.chapters.value.map(({ name }) => name)).toEqual(['One']);
  });

  test.each([
    ['one line: its host alone', 'address', 2, film.key, 1],
    ['one decoder: its host alone', 'stream', 1, film.key, 1],
    ['an address that counts: nothing', 'nothing', 2, film.key, 0],
    ['locked: nothing', 'stream', 2, held.key, 0],
    ['not there: nothing', 'stream', 2, itemKey(FAKE_SOURCE, 'movie', 'gone'), 0],
  ] as const)('%s', async (_what, given, players, key, warmedHosts) => {
    room = given;
    host.media.maxPlayers = players;
    const asked: string[] = [];
    const resolve = catalog.resolve.bind(catalog);
    catalog.resolve = (target, signalOfAsk) => {
      asked.push(target.kind);
      return resolve(target, signalOfAsk);
    };
    await rest(key);
    expect([states(), warmed.length, asked.length]).toEqual([[], warmedHosts, warmedHosts]);
  });

  test('neither with data saving nor where the account counts what plays', async () => {
    await settings.set('isDataSaverOn', true);
    await rest(film.key);
    expect([states(), warmed]).toEqual([[], []]);
    await settings.set('isDataSaverOn', false);
    const resolve = catalog.resolve.bind(catalog);
    catalog.resolve = async (target, signalOfAsk) => {
      const answer = await resolve(target, signalOfAsk);
      return answer.ok ? ok({ ...answer.value, hold: () => () => undefined }) : answer;
    };
    await rest(other.key);
    expect([states(), warmed.length]).toEqual([[], 1]);
  });
});

describe('how watching goes is told', () => {
  test('a start, a stall, the next channel: without addresses, each view with an id of its own', async () => {
    player.tune(arena.key);
    await host.clock.advance(10);
    await watch(5000);
    host.media.player.say('buffering', true);
    await host.clock.advance(2000);
    host.media.player.say('buffering', false);
    await watch(3000);
    player.tune(dead.key);
    await host.clock.advance(10);
    expect(told.map(({ type }) => type)).toEqual(['view_requested', 'playback_started', 'bitrate_changed', 'rebuffer_started', 'rebuffer_ended', 'view_end', 'view_requested', 'playback_started']);
    expect(told[5]?.props).toMatchObject({ outcome: 'played', rebuffers: 1, rebufferMs: 2000 });
    expect(told[0]?.props).toEqual({ kind: 'live', item: arena.key });
    expect(new Set(told.map(({ viewId }) => viewId)).size).toBe(2);
    expect(JSON.stringify(told)).not.toContain('://');
  });

  test('a refused film is a start failure with its reason; a seek is no rebuffering', async () => {
    player.playMovie(film.key, 'start');
    await host.clock.advance(10);
    await watch(2000);
    player.seekTo(60_000);
    host.media.player.say('buffering', true);
    await host.clock.advance(1500);
    host.media.player.say('buffering', false);
    await watch(2000);
    player.stop();
    const end = told[told.length - 1];
    expect([end?.type, end?.props['rebuffers'], end?.props['outcome']]).toEqual(['view_end', 0, 'played']);
    expect(end?.props['seekMs']).toBeGreaterThanOrEqual(1500);
    host.media.script('kestrel', 'media.refused');
    player.playMovie(film.key, 'start');
    await host.clock.advance(20_000);
    player.stop();
    expect(told[told.length - 1]?.props).toMatchObject({ outcome: 'start-failure', code: 'media.refused' });
  });
});

test('random use never leaves the player stuck, and the end frees everything', async () => {
  const codes = ['media.unreachable', 'media.refused', 'net.offline', 'media.decode', 'hang', 'play'] as const;
  const { random } = host;
  const online = signal(true);
  for (let i = 0; i < 1500; i += 1) {
    const what = random.below(16);
    if (what === 0) player.tune(random.below(2) === 0 ? arena.key : dead.key);
    else if (what === 1) player.playMovie(film.key, 'resume');
    else if (what === 2) player.playEpisode(episodes[0].key, northern.key, 'resume');
    else if (what === 3) host.media.script('media.test', codes[random.below(codes.length)] ?? 'play');
    else if (what === 4) player.togglePause();
    else if (what === 5) player.seekBy((random.below(5) - 2) * 10_000);
    else if (what === 6) player.retry();
    else if (what === 7) player.suspend();
    else if (what === 8) player.resume();
    else if (what === 9 && random.below(4) === 0) player.stop();
    else if (what === 10) player.startOver();
    else if (what === 11) player.goToLive();
    else if (what === 12 && host.media.players.length > 0) host.media.player.break('media.decode');
    else if (what === 13 && host.media.players.length > 0) host.media.player.finish();
    else if (what === 14) {
      online.value = !online.peek();
      host.network.set(online.peek());
    } else await host.clock.advance(random.below(20_000));
  }
  host.media.script('media.test', 'play');
  host.network.set(true);
  player.resume();
  player.tune(arena.key);
  player.tune(dead.key);
  await host.clock.advance(5000);
  expect(player.state.value.kind).toBe('playing');
  player.dispose();
  await host.clock.advance(5000);
  expect([host.clock.pending, host.device.inhibitions, host.media.player.state]).toEqual([1, 0, 'destroyed']);
});
