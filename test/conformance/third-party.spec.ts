import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseM3U } from '@iptv/playlist';
import { Xtream } from '@iptv/xtream-api';
import { standardizedSerializer } from '@iptv/xtream-api/standardized';
import playlistParser from 'iptv-playlist-parser';
import { startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';

const { streamUser, streamPassword } = TEST_ACCOUNTS.tester;
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startPlatform();
}, 120_000);
afterAll(() => platform.stop());

const query = (): string => `username=${streamUser}&password=${streamPassword}`;
const textOf = async (path: string): Promise<string> => (await fetch(`${platform.url}${path}`)).text();
const access = () => ({ url: platform.url, username: streamUser, password: streamPassword, preferredFormat: 'm3u8' as const });

describe('the client library of others', () => {
  test('reads the account, every list, a film, a series and both guides as they come', async () => {
    const xtream = new Xtream(access());
    const profile = await xtream.getProfile();
    expect([profile.username, profile.auth, profile.status]).toEqual([streamUser, 1, 'Active']);
    const [channels, movies, shows] = [await xtream.getChannels(), await xtream.getMovies(), await xtream.getShows()];
    for (const list of [channels, movies, shows, await xtream.getChannelCategories(), await xtream.getMovieCategories(), await xtream.getShowCategories()]) {
      expect(list.length).toBeGreaterThan(3);
    }
    const [channel, movie, show] = [channels[0], movies[0], shows[0]];
    if (channel === undefined || movie === undefined || show === undefined) throw new Error('a list is empty');
    expect((await xtream.getMovie({ movieId: movie.stream_id })).movie_data.name).toBe(movie.name);
    const told = await xtream.getShow({ showId: show.series_id });
    expect(Object.values(told.episodes).flat().length).toBeGreaterThan(0);
    const short = await xtream.getShortEPG({ channelId: channel.stream_id, limit: 2 });
    expect(short.epg_listings[0]?.title).not.toBe('');
    expect((await xtream.getFullEPG({ channelId: channel.stream_id })).epg_listings.length).toBeGreaterThan(10);
  });

  test('turns everything into its own standard form, dates and numbers included', async () => {
    const xtream = new Xtream({ ...access(), serializer: standardizedSerializer });
    const [movies, shows] = [await xtream.getMovies(), await xtream.getShows()];
    const movie = await xtream.getMovie({ movieId: movies[0]?.id ?? '' });
    const show = await xtream.getShow({ showId: shows[0]?.id ?? '' });
    const said = JSON.stringify([movies, shows, movie, show, await xtream.getChannels(), await xtream.getProfile(), await xtream.getServerInfo()]);
    expect(said).not.toMatch(/"Invalid Date"|NaN/);
    expect(movie).toMatchObject({ name: movies[0]?.name });
  });

  test('makes stream addresses that lead to media', async () => {
    const xtream = new Xtream(access());
    const [channel] = await xtream.getChannels();
    const url = xtream.generateStreamUrl({ type: 'channel', streamId: channel?.stream_id ?? '', extension: 'm3u8' });
    const answer = await fetch(url ?? '');
    expect([answer.status, (await answer.text()).split('\n')[0]]).toEqual([200, '#EXTM3U']);
  });
});

describe('playlist parsers of others', () => {
  test.each(['m3u', 'm3u_plus'])('read get.php as %s, row for row', async (type) => {
    const text = await textOf(`/get.php?${query()}&type=${type}&output=hls`);
    const rows = text.split('\n').filter((line) => line.startsWith('#EXTINF'));
    const read = playlistParser.parse(text);
    const typed = parseM3U(text);
    expect(rows.length).toBeGreaterThan(20);
    expect([read.items.length, typed.channels.length]).toEqual([rows.length, rows.length]);
    expect(read.items.filter(({ name, url }) => name === '' || !/^http/.test(url))).toEqual([]);
    expect(typed.channels.map(({ url }) => url)).toEqual(read.items.map(({ url }) => url));
    if (type === 'm3u_plus') expect(read.items.filter(({ group }) => group.title === '')).toEqual([]);
  });
});

test('xmltv.php keeps the rules of XMLTV', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-xmltv-'));
  try {
    const file = join(folder, 'guide.xml');
    writeFileSync(file, await textOf(`/xmltv.php?${query()}`));
    const words = ['--noout', '--nonet', '--dtdvalid', join(__dirname, 'xmltv.dtd'), file];
    expect(execFileSync('xmllint', words, { encoding: 'utf8', stdio: 'pipe' })).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
