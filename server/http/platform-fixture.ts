import type { FastifyInstance } from 'fastify';
import { HOUR_MS } from '#core/base';
import type { WireToken } from '#core/wire';
import { readConfig } from '#server/config';
import type { Config } from '#server/config';
import { createPlatform } from '#server/domain';
import type { ComputedGuide, MediaLibrary, Platform } from '#server/domain';
import { sampleCuration, seedSample, seedTestAccounts } from '#server/jobs';
import { createLog } from '#server/log';
import type { SampleCatalog, SampleMovie, SampleSeries } from '#server/sample';
import { openSqliteStore } from '#server/store';
import type { ProgrammeRow } from '#server/store';
import { createHttp } from './create-http';

/** Tuesday, 24 November 2026, 20:41:00 UTC: the fixture's now. */
export const FIXTURE_NOW_MS = Date.UTC(2026, 10, 24, 20, 41);

const LOOK = { color: '#ff7a3d', clips: [], music: '' };

function aMovie(slug: string, name: string, addedMs: number): SampleMovie {
  return {
    slug, name, year: 2025, poster: `posters/${slug}.jpg`, landscape: '', backdrop: `backdrops/${slug}.jpg`, titleArt: '', tint: '#332211',
    rating: 8.1, criticPercent: 91, age: 12, genres: ['Drama'], categories: ['Drama'], plot: `Plot of ${name}.`,
    cast: [{ name: 'Mira Solberg', role: 'Ada', picture: 'cast/1.jpg' }], directors: ['Ana Quiroga'], badges: ['4K', 'HDR'],
    similar: ['kestrel', 'salt', 'bathyal', 'glass'].filter((other) => other !== slug), trailerAsset: slug === 'salt' ? 'salt-trailer' : '',
    trailerDurationMs: 30_000, addedMs, look: LOOK, durationMs: 7_680_000, quality: '4K', asset: slug, isShortFilm: false,
  };
}

function aSeries(): SampleSeries {
  const { durationMs, quality, asset, isShortFilm, ...title } = aMovie('northern', 'Northern Hour', 9000);
  const still = `stills/${String(durationMs)}-${quality}-${asset}-${String(isShortFilm)}.jpg`;
  const episode = (season: number, number: number) => ({
    asset: `northern-s${String(season)}e${String(number)}`, season, number, name: `Part ${String(number)}`, plot: 'It goes on.', still, durationMs: 3_000_000,
  });
  return {
    ...title, similar: [], endYear: 2026,
    seasons: [{ number: 1, name: 'The long night', episodes: [episode(1, 1), episode(1, 2)] }, { number: 2, name: '', episodes: [episode(2, 1)] }],
  };
}

/** A catalogue small enough to reason about: three channels (one radio, one without archive), four films, one series. */
export const FIXTURE_CATALOG: SampleCatalog = {
  categories: { channel: ['News', 'Radio'], movie: ['Drama'], series: ['Drama'] },
  channels: [
    { slug: 'nord-1', number: 101, name: 'Nord 1, "HD"\nnew', logo: 'logos/nord-1.png', category: 'News', isRadio: false, archiveDays: 7, style: 'public', look: LOOK },
    { slug: 'pulse', number: 105, name: 'Pulse 24', logo: '', category: 'News', isRadio: false, archiveDays: 0, style: 'news', look: LOOK },
    { slug: 'waves', number: 201, name: 'Waves', logo: '', category: 'Radio', isRadio: true, archiveDays: 0, style: 'radio', look: LOOK },
  ],
  movies: [aMovie('salt', 'The Salt Road', 4000), aMovie('kestrel', 'Kestrel', 3000), aMovie('bathyal', 'Bathyal', 2000), aMovie('glass', 'Glass Harbour', 1000)],
  series: [aSeries()],
  home: { hero: [{ kind: 'movie', slug: 'salt', badge: 'new-film' }, { kind: 'series', slug: 'northern', badge: '' }], top10: [] },
};

/** Hourly programmes on the hour, on the two television channels. */
const FIXTURE_GUIDE: ComputedGuide = {
  keys: new Set(['nord-1', 'pulse']),
  between(keys, fromMs, toMs) {
    const rows: ProgrammeRow[] = [];
    for (const guideKey of keys) {
      for (let startMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS; startMs < toMs; startMs += HOUR_MS) {
        const title = `Züge & <Bahnen> ${String(new Date(startMs).getUTCHours())}`;
        rows.push({ guideKey, startMs, stopMs: startMs + HOUR_MS, title, subtitle: '', description: 'Über "alles"', category: 'Nature', picture: '', age: 6 });
      }
    }
    return rows;
  },
};

const FIXTURE_LIBRARY: MediaLibrary = {
  channelForms: (slug) => (['nord-1', 'pulse', 'waves'].includes(slug) ? ['hls', 'ts'] : []),
  assetForms: (asset) => (asset === 'salt' ? ['hls', 'dash', 'mp4', 'ts'] : ['hls', 'ts']),
  assetSubtitles: (asset) => (asset === 'salt' ? [{ language: 'de', label: 'Deutsch' }] : []),
  hasThumbnails: (asset) => asset === 'salt',
};

/** A running platform for tests of plugins: in memory, with a clock that the test moves. */
export interface PlatformFixture {
  readonly app: FastifyInstance;
  readonly platform: Platform;
  /** Lines the log wrote. */
  readonly logged: string[];
  advance(ms: number): void;
  /** Sets the clock back to {@link FIXTURE_NOW_MS}, for files that share one fixture. */
  resetClock(): void;
  /** Signs an account in by password and answers its tokens. */
  signIn(name?: string): Promise<WireToken>;
  /** Headers of a signed-in request. */
  bearer(name?: string): Promise<{ authorization: string }>;
  /** Id of a fixture row by its slug. */
  idOf(kind: 'channel' | 'movie' | 'series' | 'episode', slug: string): Promise<number>;
  close(): Promise<void>;
}

/** Opens a fixture with the test accounts (`tester`, `expired`, `suspended`). */
export async function openPlatformFixture(changes: Partial<Config> = {}): Promise<PlatformFixture> {
  let nowMs = FIXTURE_NOW_MS;
  const config = readConfig({}, '/nowhere');
  if (!config.ok) throw config.error;
  const logged: string[] = [];
  const store = await openSqliteStore(':memory:', nowMs);
  await seedSample(store, FIXTURE_CATALOG, true, nowMs);
  const platform = createPlatform({
    config: { ...config.value, ...changes },
    version: '0.1.0',
    log: createLog('debug', { write: (line: string) => { logged.push(line); } }),
    store,
    secret: new Uint8Array(32).fill(7),
    library: FIXTURE_LIBRARY,
    computedGuide: FIXTURE_GUIDE,
    curation: sampleCuration(FIXTURE_CATALOG),
    nowMs: () => nowMs,
  });
  await seedTestAccounts({ accounts: platform.accounts, store: store.accounts });
  const app = await createHttp(platform, (scope) => {
    scope.get<{ Params: { token: string; '*': string } }>('/s/:token/*', async (request) => ({
      path: request.params['*'], isGood: platform.signer.verify(request.params.token, request.params['*']),
    }));
  });
  const signIn = async (name = 'tester'): Promise<WireToken> => {
    const account = await store.accounts.byName(name);
    return platform.sessions.start(account?.id ?? '', { clientId: 'test', name: 'Test set', ip: '127.0.0.1' });
  };
  return {
    app,
    platform,
    logged,
    advance: (ms) => {
      nowMs += ms;
    },
    resetClock: () => {
      nowMs = FIXTURE_NOW_MS;
    },
    signIn,
    bearer: async (name) => ({ authorization: `Bearer ${(await signIn(name)).access_token}` }),
    idOf: async (kind, slug) => (await store.catalog.idsOf('sample', kind, [slug]))[0] ?? -1,
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}
