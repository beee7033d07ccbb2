import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFolderAsset } from '#server/folders';
import { openSqliteStore } from '#server/store';
import type { EpisodeRow, MovieRow, SeriesRow, Store } from '#server/store';
import { importAndNote } from '../note-import';
import { importFolder } from './import-folder';
import { readEpisodeName, readFilmName } from './read-names';
import { readNfo } from './read-nfo';

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-folder-'));
  store = await openSqliteStore(':memory:', 0);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, text = 'x'): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  utimesSync(join(folder, path), 1_700_000_000, 1_700_000_000);
}

async function run(): Promise<string> {
  const tools = { store, nowMs: () => 5000, progress: () => undefined, pictureAddress: (asset: string) => `/library/${asset}/signed` };
  return (await importAndNote({ format: 'folder', location: folder, sourceId: 'films', partOf: '' }, importFolder, tools)).kind;
}

async function all(): Promise<{ movies: MovieRow[]; series: SeriesRow[]; episodes: EpisodeRow[] }> {
  const [movies, series, episodes]: [MovieRow[], SeriesRow[], EpisodeRow[]] = [[], [], []];
  for await (const page of store.catalog.movies({ includesAdult: true })) movies.push(...page);
  for await (const page of store.catalog.series({ includesAdult: true })) series.push(...page);
  for (const show of series) episodes.push(...(await store.catalog.episodes(show.id)));
  return { movies, series, episodes };
}

const pathOf = (address: string): string | undefined => readFolderAsset(address.split('/')[2] ?? '')?.path;

test('films and series with their pictures and notes, by their names', async () => {
  put('Kestrel (2019)/kestrel.1080p.mkv');
  put('Kestrel (2019)/poster.jpg');
  put('Kestrel (2019)/fanart.png');
  put('Kestrel (2019)/kestrel.1080p.nfo', '<movie><title>Kestrel &amp; Sons</title><plot>Birds.</plot><rating>7.5</rating><genre>Drama</genre><mpaa>FSK 12</mpaa><actor><name>Mira</name><role>Ada</role></actor></movie>');
  put('The.Salt.Road.2021.2160p.mp4');
  put('The.Salt.Road.2021.2160p.jpg');
  put('Northern Hour (2020)/Season 1/Northern Hour - S01E02 - Ice Road.mkv');
  put('Northern Hour (2020)/Season 1/Northern Hour - S01E02 - Ice Road.jpg');
  put('Northern Hour (2020)/Season 1/Northern Hour 1x01.mkv');
  put('Northern Hour (2020)/poster.jpg');
  put('Northern Hour (2020)/tvshow.nfo', '<tvshow><plot>It is cold.</plot></tvshow>');
  put('Glass (2018)/index.m3u8', '#EXTM3U');
  put('Glass (2018)/part0.ts');
  put('Glass (2018)/poster.jpg');
  put('readme.txt');
  expect(await run()).toBe('imported');
  const { movies, series, episodes } = await all();
  expect(movies.map(({ name, year, quality, media }) => [name, year, quality, readFolderAsset(media.asset)?.path])).toEqual([
    ['Glass', 2018, '', 'Glass (2018)/index.m3u8'], ['Kestrel & Sons', 2019, 'FHD', 'Kestrel (2019)/kestrel.1080p.mkv'], ['The Salt Road', 2021, '4K', 'The.Salt.Road.2021.2160p.mp4'],
  ]);
  expect(movies[1]).toMatchObject({ plot: 'Birds.', rating: 7.5, genres: ['Drama'], age: 12, detail: { cast: [{ name: 'Mira', role: 'Ada' }] } });
  expect([movies[0]?.poster, movies[1]?.poster, movies[1]?.backdrop, movies[2]?.poster].map((address) => pathOf(address ?? ''))).toEqual([
    'Glass (2018)/poster.jpg', 'Kestrel (2019)/poster.jpg', 'Kestrel (2019)/fanart.png', 'The.Salt.Road.2021.2160p.jpg',
  ]);
  expect(series.map(({ name, year, plot, poster }) => [name, year, plot, pathOf(poster)])).toEqual([['Northern Hour', 2020, 'It is cold.', 'Northern Hour (2020)/poster.jpg']]);
  expect(episodes.map(({ season, number, name, still }) => [season, number, name, still !== ''])).toEqual([[1, 1, '', false], [1, 2, 'Ice Road', true]]);
});

test('a second look at the same folder changes nothing; a new file is found and ids stay', async () => {
  put('Kestrel (2019).mp4');
  expect([await run(), await run()]).toEqual(['imported', 'unchanged']);
  const [before] = (await all()).movies;
  put('Kestrel (2019).jpg');
  put('Salt (2020).mp4');
  expect(await run()).toBe('imported');
  const { movies } = await all();
  expect([movies.length, movies[0]?.id, movies[0]?.poster !== '']).toEqual([2, before?.id, true]);
});

test('links, hidden files and folders that are none lead nowhere', async () => {
  put('Kestrel (2019).mp4');
  put('.hidden/Secret (2020).mp4');
  const outside = mkdtempSync(join(tmpdir(), 'hearth-outside-'));
  writeFileSync(join(outside, 'Private (2021).mp4'), 'x');
  symlinkSync(outside, join(folder, 'link'));
  symlinkSync(join(outside, 'Private (2021).mp4'), join(folder, 'Private (2021).mp4'));
  await run();
  expect((await all()).movies.map(({ name }) => name)).toEqual(['Kestrel']);
  rmSync(outside, { recursive: true });
  rmSync(folder, { recursive: true });
  await expect(run()).rejects.toMatchObject({ code: 'input.invalid' });
  expect((await all()).movies).toHaveLength(1);
});

describe('names', () => {
  test.each([
    ['Blade Runner 2049 (2017) 4K.mkv', 'Blade Runner 2049', 2017, '4K'],
    ['2001 A Space Odyssey (1968).mp4', '2001 A Space Odyssey', 1968, ''],
    ['Some.Film.1080p.BluRay.x264.mkv', 'Some Film', 0, 'FHD'],
    ['1917.mkv', '1917', 0, ''],
    ['holiday.mp4', 'holiday', 0, ''],
  ])('%s', (path, title, year, quality) => {
    expect(readFilmName(path, false)).toEqual({ title, year, quality });
  });

  test.each([
    ['Show/Season 02/Show.S02E10.1080p.WEB-DL.mkv', { show: 'Show', showYear: 0, season: 2, number: 10, title: '' }],
    ['Show.S01E01.The.Start.mkv', { show: 'Show', showYear: 0, season: 1, number: 1, title: 'The Start' }],
    ['Show (2012)/s1e1.mkv', { show: 'Show', showYear: 2012, season: 1, number: 1, title: '' }],
    ['Staffel 1/Die Sendung 1x03.ts', { show: 'Die Sendung', showYear: 0, season: 1, number: 3, title: '' }],
    ['Film (2012).mkv', null],
  ])('%s', (path, expected) => {
    expect(readEpisodeName(path)).toEqual(expected);
  });
});

test('notes that are none say nothing', () => {
  expect(readNfo('https://www.imdb.com/title/tt1')).toEqual({ title: '', plot: '', year: 0, rating: 0, genres: [], directors: [], cast: [], age: -1 });
  expect(readNfo('<movie><set><name>S</name><title>Not it</title></set><title><![CDATA[A <b> & c]]></title><mpaa>Rated PG-13</mpaa></movie>')).toMatchObject({ title: 'A <b> & c', age: 13 });
});
