import { DAY_MS } from '#core/base';
import type { WireAccount, WireCatalog, WireCategory, WireHome, WireProgress } from '#core/wire';
import type { FakeClock } from './fake-clock';
import type { FakeHttp } from './fake-http';
import { SAMPLE_CHANNEL_CATEGORIES, sampleChannels, sampleGuide } from './sample-channels';
import { sampleMovieDetail, sampleMovies, sampleSeries, sampleSeriesDetail } from './sample-titles';
import type { ArtAddress } from './sample-titles';

/** Address of the sample platform. */
export const SAMPLE_PLATFORM_URL = 'https://hearth.example';

const ACCOUNT: WireAccount = {
  id: 'sample',
  name: 'Hearth',
  status: 'active',
  expiresAtMs: 0,
  maxConnections: 3,
  hasPin: false, hasShop: false,
  profiles: [
    { id: 'ingrid', name: 'Ingrid', avatar: 'ember', isKids: false, maxAge: -1, hasPin: false, language: 'en' },
    { id: 'mateo', name: 'Mateo', avatar: 'sky', isKids: false, maxAge: -1, hasPin: true, language: 'en' },
    { id: 'noor', name: 'Noor', avatar: 'plum', isKids: false, maxAge: -1, hasPin: false, language: 'en' },
    { id: 'kids', name: 'Kids', avatar: 'moss', isKids: true, maxAge: 7, hasPin: false, language: 'en' },
  ],
};

const TITLE_CATEGORIES: readonly WireCategory[] = ['Drama', 'Adventure', 'Thriller', 'Documentary', 'Family'].map((name) => ({
  id: name.toLowerCase(),
  name,
  isAdult: false,
}));

const row = (
  id: string,
  kind: WireHome['rows'][number]['kind'],
  title: string,
  ids: readonly string[] = [],
  series: readonly string[] = [],
): WireHome['rows'][number] => ({
  id,
  kind,
  title,
  items: ids.map((each) => ({ kind: series.indexOf(each) === -1 ? ('movie' as const) : ('series' as const), id: each })),
});

/** As the platform makes them: every title says why, and because of what. */
const because = (title: string, id: string, ids: readonly string[]): WireHome['rows'][number] => ({
  id: `because-m:${id}`, kind: 'poster', title: `Because you watched ${title}`,
  items: ids.map((each, index) => ({ kind: 'movie', id: each, why: index % 2 === 0 ? 'together' : 'alike', of: { kind: 'movie', id } })),
});

const HOME: WireHome = {
  hero: [
    { kind: 'movie', id: 'salt', badge: 'New film', note: 'Only on Hearth' },
    { kind: 'series', id: 'northern', badge: 'New season', note: '' },
    { kind: 'movie', id: 'kestrel', badge: '', note: 'Leaving soon' },
    { kind: 'movie', id: 'quiet', badge: '', note: '' },
    { kind: 'movie', id: 'glass', badge: '', note: '' },
  ],
  rows: [
    row('continue', 'continue', ''),
    row('on-now', 'on-now', ''),
    because('Glass Harbour', 'glass', ['velvet', 'signal', 'silk', 'lamp', 'tess', 'marrow', 'ninth']),
    row(
      'top10',
      'top10',
      'Top 10 this week',
      ['northern', 'kmzero', 'pip', 'orbit', 'glass', 'ember', 'salt', 'verity', 'lions', 'rain'],
      ['northern', 'pip'],
    ),
    row('new', 'poster', 'New on Hearth', ['meridian', 'quiet', 'carto', 'kestrel', 'summers', 'lions', 'after']),
    row('wide', 'landscape', 'For a long evening', ['kestrel', 'glass', 'bathyal', 'lamp']),
    { id: 'usual', kind: 'usual', title: 'Usually at this hour', items: ['arena', 'nord1', 'kino'].map((id) => ({ kind: 'channel', id, why: 'hour' })) },
    { id: 'trending-now', kind: 'poster', title: 'Trending now', items: ['salt', 'rain', 'quiet', 'orbit', 'ember', 'kmzero'].map((id) => ({ kind: 'movie', id, why: 'now' })) },
  ],
};

const MIN = 60_000;
/** Watched so far, newest first: the Continue watching row of the mock. */
function sampleProgress(nowMs: number): readonly WireProgress[] {
  const point = (key: string, minutes: number, of: number, age: number, parentId = ''): WireProgress => ({
    key,
    positionMs: minutes * MIN,
    durationMs: of * MIN,
    updatedAtMs: nowMs - age * MIN,
    isFinished: minutes === of,
    parentId,
  });
  return [
    point('e:northern-2-4', 30, 48, 60, 'northern'),
    point('m:glass', 31.4, 112, 120),
    point('m:kestrel', 100, 124, 180),
    point('m:bathyal', 11.8, 98, 240),
    point('m:lamp', 58, 116, 300),
    ...['2-1', '2-2', '2-3', '1-1', '1-2', '1-3'].map((id, index) => point(`e:northern-${id}`, 50, 50, 1000 + index, 'northern')),
  ];
}

/** Puts the sample platform behind a fake http: everything the app asks for, at once and always the same. */
export function scriptSamplePlatform(http: FakeHttp, clock: FakeClock, art: ArtAddress): void {
  const nowMs = clock.nowMs();
  const offsetMs = clock.utcOffsetMin() * MIN;
  const midnightMs = Math.floor((nowMs + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
  const catalog: WireCatalog = {
    revision: 'sample',
    categories: { channel: SAMPLE_CHANNEL_CATEGORIES, movie: TITLE_CATEGORIES, series: TITLE_CATEGORIES },
    channels: sampleChannels(art),
    movies: sampleMovies(art),
    series: sampleSeries(art),
  };
  const idOf = (url: string): string => decodeURIComponent(/\/([^/?]+)(?:\?.*)?$/.exec(url)?.[1] ?? '');
  http.on('/api/v1/hello', {
    body: {
      product: 'hearth',
      name: 'Hearth',
      version: '0.1.0',
      minAppVersion: '0.1.0',
      timeMs: nowMs,
      activationUrl: 'hearth.example/tv',
    },
  });
  http.on('/api/v1/me', { body: ACCOUNT });
  http.on('/api/v1/catalog', (request) =>
    request.headers?.['if-none-match'] === '"sample"' ? { status: 304 } : { body: catalog, headers: { etag: '"sample"' } },
  );
  http.on('/api/v1/guide', { body: sampleGuide(midnightMs, nowMs, art) });
  http.on('/api/v1/home', { body: HOME });
  http.on('/api/v1/movies/', (request) => ({ body: sampleMovieDetail(idOf(request.url), art) }));
  http.on('/api/v1/series/', (request) => ({ body: sampleSeriesDetail(idOf(request.url), art) }));
  let limits = { parental: null, time: null, changedAtMs: 0 };
  http.on('/limits', (request) => {
    if (request.method !== 'PUT') return { body: limits };
    limits = { ...limits, ...(JSON.parse(String(request.body)) as object), changedAtMs: nowMs };
    return { status: 204 };
  });
  http.on('/progress', (request) => (request.method === 'PUT' ? { status: 204 } : { body: { items: sampleProgress(nowMs) } }));
  http.on('/favourites', (request) =>
    request.method === 'PUT' ? { status: 204 } : { body: { keys: ['c:arena', 'c:terra', 's:northern', 'm:velvet', 'm:signal', 'm:silk'] } },
  );
  http.on('/api/v1/play', (request) => {
    const { kind, id } = JSON.parse(String(request.body)) as { kind: string; id: string };
    const isLive = kind === 'channel' && String(request.body).indexOf('atMs') === -1;
    return {
      body: {
        url: `/s/${kind}/${id}.m3u8`,
        form: 'hls',
        isLive,
        expiresAtMs: nowMs + DAY_MS,
        thumbnails: '',
        subtitles: [{ language: 'en', label: 'English', url: '/s/en.vtt' }],
      },
    };
  });
  scriptSignIn(http);
}

/** Sign-in by password works at once; a code is shown and stays unconfirmed. */
function scriptSignIn(http: FakeHttp): void {
  http.on('/oauth/device_authorization', {
    body: {
      device_code: 'sample',
      user_code: 'K7PX-4M2R',
      verification_uri: 'https://hearth.example/tv',
      verification_uri_complete: 'https://hearth.example/tv?user_code=K7PX-4M2R',
      expires_in: 1200,
      interval: 5,
    },
  });
  http.on('/oauth/token', (request) =>
    String(request.body).indexOf('device_code') === -1
      ? { body: { access_token: 'sample-access', token_type: 'Bearer', expires_in: 600, refresh_token: 'sample-refresh' } }
      : { status: 400, body: { error: 'authorization_pending', error_description: '' } },
  );
  http.on('/oauth/revoke', { body: {} });
}
