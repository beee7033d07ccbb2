import { beforeEach, describe, expect, test } from '@jest/globals';
import { itemKey, ok } from '#core/base';
import type { MediaSource } from '#ports';
import type { PlayAnswer, RoomBeside } from '#sources/source';
import { FAKE_SOURCE, FakeClock, FakeLog, FakeMedia } from '#test/harness/fakes';
import { MediaDriver } from './media-driver';
import { ZapAhead } from './zap-ahead';
import type { Expected } from './zap-ahead';

const FILM = itemKey(FAKE_SOURCE, 'movie', 'film');
const OTHER = itemKey(FAKE_SOURCE, 'movie', 'other');
const urlOf = (key: string): string => `https://panel.example/${key}.mp4`;

let clock: FakeClock;
let media: FakeMedia;
let driver: MediaDriver;
let ahead: ZapAhead;
let room: RoomBeside;
let more: Partial<PlayAnswer>;

beforeEach(() => {
  clock = new FakeClock();
  media = new FakeMedia();
  room = 'address';
  more = {};
  const log = new FakeLog();
  driver = new MediaDriver({ media, clock, log, tell: () => undefined });
  ahead = new ZapAhead({
    clock, log, driver, media,
    roomFor: () => room,
    resolve: (next) => Promise.resolve(ok(answer(next.key))),
    warm: () => Promise.resolve(),
  });
});

function answer(key: string): PlayAnswer {
  const source: MediaSource = { url: urlOf(key), form: 'mp4', isLive: false };
  return { media: source, thumbnailsUrl: '', subtitles: [], ...more };
}

/** Rests on Play. */
async function rest(next: Expected & { readonly kind: 'watch-movie' }, ms = 1000): Promise<void> {
  ahead.expectTitle(next);
  await clock.advance(ms);
}

/** The player is asked for a title. */
async function load(key: string): Promise<void> {
  driver.prepare(1, null, () => Promise.resolve(ok(answer(key))));
  await clock.advance(10);
}

const film = { kind: 'watch-movie', key: FILM, from: 'start' } as const;

describe('what may not be opened ahead', () => {
  test.each([
    ['one line', 'address', 2, {}],
    ['one decoder', 'stream', 1, {}],
    ['an account that counts what plays', 'stream', 2, { hold: () => () => undefined }],
  ] as const)('%s: the engine is told where it is, and nothing is loaded', async (_what, given, players, answered) => {
    room = given;
    media.maxPlayers = players;
    more = answered;
    await rest(film, 600);
    expect(media.announced).toBe('');
    await clock.advance(400);
    expect([media.announced, media.players]).toEqual([urlOf(FILM), []]);
  });

  test('an address that counts is not asked for, and so not told', async () => {
    room = 'nothing';
    await rest(film);
    expect(media.announced).toBe('');
  });

  test('it stays told as long as the viewer rests, and goes once they are elsewhere', async () => {
    await rest(film, 60_000);
    expect(media.announced).toBe(urlOf(FILM));
    await rest({ kind: 'watch-movie', key: OTHER, from: 'start' });
    expect(media.announced).toBe(urlOf(OTHER));
    ahead.expectTitle(null);
    await clock.advance(1000);
    expect(media.announced).toBe('');
  });

  test.each([[FILM], [OTHER]])('a load finds it told, and leaves nothing behind (%s)', async (key) => {
    await rest(film);
    let found = '';
    const create = media.create.bind(media);
    media.create = () => {
      found = media.announced;
      return create();
    };
    await load(key);
    expect([found, media.announced, media.player.calls]).toEqual([urlOf(FILM), '', ['load']]);
  });

  test.each([
    ['the app goes out of sight', () => { ahead.drop(); }],
    ['the player ends', () => { driver.dispose(); }],
  ])('%s: it is forgotten', async (_what, leave) => {
    await rest(film);
    leave();
    expect(media.announced).toBe('');
  });
});

test('what waited too long is closed and told instead, so that its line is free', async () => {
  room = 'stream';
  media.maxPlayers = 2;
  await rest(film);
  expect([media.players.map(({ state }) => state), media.announced]).toEqual([['ready'], '']);
  await clock.advance(11_000);
  expect([media.players.map(({ state }) => state), media.announced]).toEqual([['destroyed'], urlOf(FILM)]);
});
