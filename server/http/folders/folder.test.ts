import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HOUR_MS } from '#core/base';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import { folderAsset, folderPictureAddress, subtitlesOfFolderFilm } from '#server/folders';
import { runImportWish } from '#server/jobs';

let fixture: PlatformFixture;
let folder: string;

beforeAll(async () => {
  fixture = await openPlatformFixture();
  folder = mkdtempSync(join(tmpdir(), 'hearth-films-'));
  mkdirSync(join(folder, 'hls'));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'film.mkv'), '0123456789');
  writeFileSync(join(folder, 'poster.jpg'), 'picture');
  writeFileSync(join(folder, 'hls/index.m3u8'), '#EXTM3U\npart.ts');
  writeFileSync(join(folder, 'hls/part.ts'), 'part');
  writeFileSync(join(folder, 'hls/notes.nfo'), 'private');
  writeFileSync(join(folder, '.secret.mp4'), 'secret');
  symlinkSync('/etc', join(folder, 'etc'));
  symlinkSync('/etc/hostname', join(folder, 'link.mp4'));
  await fixture.platform.store.origins.put({
    sourceId: 'films', format: 'folder', location: folder, partOf: '', etag: '', lastModified: '', contentMark: '', checkedAtMs: 0, dueAtMs: 0, report: null, failure: null,
  });
});
afterAll(async () => {
  await fixture.close();
  rmSync(folder, { recursive: true });
});

const assetOf = (path: string, sourceId = 'films'): string => folderAsset({ sourceId, path }) ?? '';
const signed = (asset: string, rest: string): string => fixture.platform.signer.sign(`vod/${asset}/${rest}`, fixture.platform.nowMs() + HOUR_MS);
const get = (url: string, headers: Record<string, string> = {}) => fixture.app.inject({ url, headers });

test('films are sent by signed addresses, whole and in parts', async () => {
  const url = signed(assetOf('film.mkv'), 'file.mp4');
  const whole = await get(url);
  expect([whole.statusCode, whole.body, whole.headers['content-type'], whole.headers['accept-ranges']]).toEqual([200, '0123456789', 'video/x-matroska', 'bytes']);
  const part = await get(url, { range: 'bytes=2-4' });
  expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10']);
  expect((await get(url, { range: 'bytes=20-' })).statusCode).toBe(416);
  const head = await fixture.app.inject({ method: 'HEAD', url });
  expect([head.statusCode, head.headers['content-length'], head.body]).toEqual([200, '10', '']);
  const hls = signed(assetOf('hls/index.m3u8'), 'index.m3u8');
  expect([(await get(hls)).body, (await get(hls.replace('index.m3u8', 'part.ts'))).body]).toEqual(['#EXTM3U\npart.ts', 'part']);
});

test('subtitles named after a film come with it, one of each language, as they are; links and those of other films do not', async () => {
  const names = ['film.srt', 'film.de.srt', 'film.de.vtt', 'film.pt-BR.sdh.srt', 'film.en.forced.srt', 'film2.fr.srt', 'film.de.txt'];
  for (const name of names) writeFileSync(join(folder, name), `text of ${name}`);
  symlinkSync('/etc/hostname', join(folder, 'film.it.srt'));
  const found = await subtitlesOfFolderFilm(fixture.platform.store.origins, assetOf('film.mkv'));
  expect(found.map(({ language, label, path }) => [language, label, path])).toEqual([
    ['de', 'Deutsch', 'film.de.vtt'], ['pt-BR', 'Português (Brasil)', 'film.pt-BR.sdh.srt'], ['und', '', 'film.srt'],
  ]);
  expect(await subtitlesOfFolderFilm(fixture.platform.store.origins, assetOf('hls/index.m3u8'))).toEqual([]);
  const german = await get(signed(assetOf('film.mkv'), 'subs/de.vtt'));
  expect([german.statusCode, german.body, german.headers['content-type']]).toEqual([200, 'text of film.de.vtt', 'text/vtt; charset=utf-8']);
  expect((await get(signed(assetOf('film.mkv'), 'subs/und.vtt'))).headers['content-type']).toBe('application/x-subrip');
  for (const language of ['it', 'fr', 'en']) expect((await get(signed(assetOf('film.mkv'), `subs/${language}.vtt`))).statusCode).toBe(404);
  // Signed for the film's token alone.
  expect((await get(signed(assetOf('other.mkv'), 'subs/de.vtt').replace(assetOf('other.mkv'), assetOf('film.mkv')))).statusCode).toBe(403);
});

test('a film that is played has the subtitles beside it, by signed addresses', async () => {
  const from = mkdtempSync(join(tmpdir(), 'hearth-beside-'));
  try {
    writeFileSync(join(from, 'Lone Film (2019).mp4'), 'film');
    writeFileSync(join(from, 'Lone Film (2019).de.srt'), 'Hallo');
    const { store, nowMs } = fixture.platform;
    const wish = { kind: 'import', format: 'folder', location: from, sourceId: 'beside' } as const;
    await runImportWish(wish, { store, nowMs, pictures: null, progress: () => undefined });
    let id = 0;
    for await (const page of store.catalog.movies({ includesAdult: true })) id = page.find(({ name }) => name === 'Lone Film')?.id ?? id;
    const headers = await fixture.bearer();
    const played = await fixture.app.inject({ method: 'POST', url: '/api/v1/play', headers, payload: { kind: 'movie', id: String(id), forms: ['mp4'] } });
    const { subtitles } = played.json<{ subtitles: ReadonlyArray<{ language: string; label: string; url: string }> }>();
    expect(subtitles.map(({ language, label }) => [language, label])).toEqual([['de', 'Deutsch']]);
    expect((await get(new URL(subtitles[0]?.url ?? '').pathname)).body).toBe('Hallo');
  } finally {
    rmSync(from, { recursive: true });
  }
});

test('nothing else is: no links, no steps up, nothing hidden, no other kind of file, no forged address', async () => {
  const refused = [
    signed(assetOf('link.mp4'), 'file.mp4'), signed(assetOf('etc/hostname'), 'file.mp4'), signed(assetOf('../film.mkv'), 'file.mp4'), signed(assetOf('.secret.mp4'), 'file.mp4'),
    signed(assetOf('/etc/passwd'), 'file.mp4'), signed(assetOf('sub'), 'file.mp4'), signed(assetOf('film.mkv', 'others'), 'file.mp4'), signed(assetOf('film.mkv'), 'poster.jpg'),
    signed(assetOf('hls/index.m3u8'), 'notes.nfo'), signed(assetOf('hls/index.m3u8'), '..%2ffilm.mkv'),
    signed(assetOf('film.mkv'), 'file.mp4').replace(assetOf('film.mkv'), assetOf('hls/part.ts')),
  ];
  const statuses = await Promise.all(refused.map(async (url) => (await get(url)).statusCode));
  expect(statuses.filter((status) => status !== 404 && status !== 403)).toEqual([]);
  fixture.advance(2 * HOUR_MS);
  expect((await get(signed(assetOf('film.mkv'), 'file.mp4').replace(/\/s\/[^.]+/, '/s/1'))).statusCode).toBe(403);
});

test('pictures are public by addresses only the platform can make', async () => {
  const { keys } = fixture.platform;
  const picture = folderPictureAddress(keys, assetOf('poster.jpg'));
  const answer = await get(picture);
  expect([answer.body, answer.headers['content-type']]).toEqual(['picture', 'image/jpeg']);
  expect((await get(picture.slice(0, -2))).statusCode).toBe(404);
  expect((await get(folderPictureAddress(keys, assetOf('film.mkv')))).statusCode).toBe(404);
});

test('a node without the folder shows its pictures from the store of objects, with the same tag, and its films not', async () => {
  const node = await openPlatformFixture({ objectsUrl: 's3://elsewhere' });
  const { store, pictures, keys, nowMs } = node.platform;
  const from = mkdtempSync(join(tmpdir(), 'hearth-brought-'));
  const put = async (): Promise<void> => {
    writeFileSync(join(from, 'film.mkv'), 'film');
    writeFileSync(join(from, 'film-poster.jpg'), 'poster');
    await runImportWish({ kind: 'import', format: 'folder', location: from, sourceId: 'brought' }, { store, nowMs, pictures, progress: () => undefined, pictureAddress: (asset) => folderPictureAddress(keys, asset) });
  };
  const origin = { sourceId: 'brought', format: 'folder' as const, partOf: '', etag: '', lastModified: '', contentMark: '', checkedAtMs: 0, dueAtMs: 0, report: null, failure: null };
  try {
    await put();
    const url = folderPictureAddress(keys, folderAsset({ sourceId: 'brought', path: 'film-poster.jpg' }) ?? '');
    const here = await node.app.inject({ url });
    await store.origins.put({ ...origin, location: join(from, 'gone') });
    const there = await node.app.inject({ url });
    expect([there.statusCode, there.body, there.headers.etag, there.headers['content-type']]).toEqual([200, 'poster', here.headers.etag, 'image/jpeg']);
    const again = await node.app.inject({ url, headers: { 'if-none-match': String(here.headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await node.app.inject({ method: 'HEAD', url })).headers['content-length']).toBe('6');
    const film = folderAsset({ sourceId: 'brought', path: 'film.mkv' }) ?? '';
    expect((await node.app.inject({ url: node.platform.signer.sign(`vod/${film}/file.mp4`, nowMs() + HOUR_MS) })).statusCode).toBe(404);
    // What is no longer in the folder goes from there as well.
    rmSync(join(from, 'film-poster.jpg'));
    await runImportWish({ kind: 'import', format: 'folder', location: from, sourceId: 'brought' }, { store, nowMs, pictures, progress: () => undefined });
    node.advance(HOUR_MS);
    expect((await node.app.inject({ url })).statusCode).toBe(404);
  } finally {
    await node.close();
    rmSync(from, { recursive: true });
  }
});
