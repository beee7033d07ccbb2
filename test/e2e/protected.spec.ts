import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { runOperator, startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { MediaServer } from '#test/simulators';
import { openListViewer } from './open-list-viewer';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openFromRail, signInByPhone, START_MS } from './steps';
import type { Viewer } from './viewer';

jest.setTimeout(240_000);

const FILM = /^A Minute of Rain/;

describe('a protected film in the browser', () => {
  let platform: TestPlatform;
  let opened: OpenedViewer;
  let viewer: Viewer;
  let number = '';

  async function play(): Promise<void> {
    await viewer.hears({ page: 'movie', id: /play|resume/ }, START_MS);
    await viewer.press('ok');
  }

  beforeAll(async () => {
    platform = await startPlatform();
    opened = await openViewer('web', platform, SMALL_SCREEN);
    viewer = opened.viewer;
    await signInByPhone(opened, platform);
    number = /^movie +(\d+) +A Minute of Rain/m.exec(await runOperator(platform, 'drm', 'list'))?.[1] ?? '';
    await openFromRail(viewer, 'movies');
    await viewer.hears({ page: 'movies', role: 'listitem' }, START_MS);
  });

  afterAll(async () => {
    await viewer.close();
    await platform.stop();
  });

  test('plays by a licence of the platform', async () => {
    await viewer.go('up', { role: 'tab' }, 4);
    await viewer.go('right', { name: /^Short film/ }, 24);
    await viewer.press('ok');
    await viewer.press('down');
    await viewer.hears({ page: 'movies', role: 'listitem', position: '1 of 3' });
    await viewer.go('right', { name: FILM }, 4);
    await viewer.press('ok');
    await play();
    await viewer.watches(1, START_MS);
    expect(await viewer.page.evaluate('document.querySelector("video").mediaKeys !== null && document.querySelector("video").getVideoPlaybackQuality().totalVideoFrames > 5')).toBe(true);
  });

  test('whose licence holds another key is told so, with the operator’s number for it', async () => {
    await viewer.go('back', { page: 'movie' }, 4);
    await runOperator(platform, 'drm', 'set', '--movie', number, '--systems', 'clearkey', '--keys', `${'0'.repeat(31)}1:${'1'.repeat(32)}`);
    await play();
    const shown = await viewer.hears({ player: 'failed', problem: 'HRT-2114' }, START_MS);
    expect(shown.text).toMatch(/No licence for this/);
  });

  test('which nothing here can open is told so as well', async () => {
    await viewer.go('back', { page: 'movie' }, 4);
    await runOperator(platform, 'drm', 'set', '--movie', number, '--systems', 'playready');
    await play();
    const shown = await viewer.hears({ player: 'failed', problem: 'HRT-2115' }, START_MS);
    expect(shown.text).toMatch(/Protection this set cannot open/);
  });
});

/** A film of a playlist with what its licence is asked by. */
function film(server: string, name: string, system: string, licence: string, path = '/locked.mp4'): string {
  const properties = [`license_type=com.${system}`, `license_key=${server}${licence}`].map((line) => `#KODIPROP:inputstream.adaptive.${line}`);
  return [`#EXTINF:24 group-title="Films",${name}`, '#EXT-X-PLAYLIST-TYPE:VOD', ...properties, `${server}${path}?${encodeURIComponent(name)}`].join('\n');
}

/** What the set noted of its DRM service: clients that came and went. */
async function clients({ page }: Viewer): Promise<readonly string[]> {
  return (await page.evaluate('__television.journal().map(function (entry) { return entry.what; }).filter(function (what) { return /DRM client/.test(what); })')) as readonly string[];
}

/** Opens a film of the page of films, on which the focus is, and plays it. */
async function playFilm(viewer: Viewer, name: string): Promise<void> {
  await viewer.hears({ page: 'movies', role: 'listitem' }, START_MS);
  await viewer.go('right', { name: new RegExp(`^${name}`) }, 4);
  await viewer.press('ok');
  await viewer.hears({ page: 'movie', id: /play|resume/ }, START_MS);
  await viewer.press('ok');
}

/** An LG set that knows a playlist of films, on their page. */
async function openFilms(platform: TestPlatform, server: MediaServer, films: readonly string[], pageScript = ''): Promise<Viewer> {
  const viewer = await openListViewer('webos', { platform, server }, films, pageScript);
  try {
    await openFromRail(viewer, 'movies');
    return viewer;
  } catch (error) {
    await viewer.close();
    throw error;
  }
}

const licencesAsked = ({ requests }: MediaServer): number => requests.filter(({ method, path }) => method === 'POST' && path === '/licence').length;

describe('protected files of a playlist on an LG set', () => {
  let platform: TestPlatform;
  let server: MediaServer;
  let viewer: Viewer;

  beforeAll(async () => {
    platform = await startPlatform();
    server = await MediaServer.open();
    const films = [
      film(server.url, 'Given', 'microsoft.playready', '/licence?token=a&b=%3C'), film(server.url, 'Kept', 'microsoft.playready', '/status/403'), film(server.url, 'Other', 'widevine.alpha', '/licence'),
    ];
    viewer = await openFilms(platform, server, films);
  });

  // Throws where a client was left behind, or a stream was given none.
  afterAll(async () => {
    await viewer.close();
    await server.close();
    await platform.stop();
  });

  test('play by the set’s own service, which is given its client back', async () => {
    await playFilm(viewer, 'Given');
    await viewer.watches(1, START_MS);
    expect(licencesAsked(server)).toBe(1);
    expect(await clients(viewer)).toEqual(['a DRM client is loaded']);
    await viewer.go('back', { page: 'movies' }, 5);
    expect(await clients(viewer)).toEqual(['a DRM client is loaded', 'a DRM client is unloaded']);
  });

  test('whose licence is refused are told so', async () => {
    await playFilm(viewer, 'Kept');
    const shown = await viewer.hears({ player: 'failed', problem: 'HRT-2107' }, START_MS);
    expect(shown.text).toMatch(/Protected content/);
    await viewer.go('back', { page: 'movies' }, 5);
  });

  test('of another system, which the service does not know, are told so, and nothing was asked', async () => {
    const before = (await clients(viewer)).length;
    await playFilm(viewer, 'Other');
    const shown = await viewer.hears({ player: 'failed', problem: 'HRT-2115' }, START_MS);
    expect(shown.text).toMatch(/Protection this set cannot open/);
    expect(await clients(viewer)).toHaveLength(before);
  });

  test('play as HLS, too, on a set whose engine has no EME, as those of 2016 and 2017', async () => {
    const before = licencesAsked(server);
    const films = ['Listed', 'Another', 'Third'].map((name) => film(server.url, name, 'microsoft.playready', '/licence', '/hls/locked.m3u8'));
    const old = await openFilms(platform, server, films, 'delete Navigator.prototype.requestMediaKeySystemAccess;');
    await playFilm(old, 'Listed');
    await old.watches(1, START_MS);
    expect([licencesAsked(server) - before, await clients(old)]).toEqual([1, ['a DRM client is loaded']]);
    await old.close();
  });
});
