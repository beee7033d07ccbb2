import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS, mulberry32 } from '#core/base';
import { parseWireHome } from '#core/wire';
import type { WireHome } from '#core/wire';
import { profileHashOf, titleItem } from '#server/domain';
import type { Asker } from '#server/domain';
import { FIXTURE_NOW_MS, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import { createLog } from '#server/log';
import type { AccountRow, MovieRow, ProfileRow } from '#server/store';
import { RANK_EVERY_MS, startRecommending } from './keep-recommended';
import { runRecommending } from './run-recommending';

const FILMS = 60;
/** The last ones nobody has watched. */
const WATCHED = 54;
const GENRES = ['Crime', 'Nature', 'Comedy'];
const AGES = [-1, 0, 6, 12, 16, 18];
let fixture: PlatformFixture;
let films: MovieRow[];
let account: AccountRow;
let profile: ProfileRow;

/** Film `index` is of genre `index % 3`; every tenth is adult. */
async function addFilms(): Promise<void> {
  const session = await fixture.platform.store.imports.begin({ id: 'films', kind: 'm3u', name: 'films', fingerprint: '' });
  const detail = { cast: [], directors: [], criticPercent: 0, badges: [], trailerAsset: '', similarKeys: [], seasonNames: {} };
  await session.addMovies(Array.from({ length: FILMS }, (_unused, index) => ({
    externalKey: `f${String(index)}`, name: `Film ${String(index)}`, year: 2020, poster: '', backdrop: '', landscape: '', titleArt: '', tint: '', rating: 5,
    age: AGES[index % AGES.length] ?? -1, isAdult: index % 10 === 9, genres: [GENRES[index % 3] ?? ''], plot: '', addedMs: 0, detail, durationMs: 90 * MINUTE_MS, quality: '',
    media: { asset: '', upstreamUrl: 'http://up.example/x.ts', container: '' }, categoryKeys: [],
  })));
  await session.commit(FIXTURE_NOW_MS);
}

async function watch(who: string, item: string, atMs: number, profileHash = ''): Promise<void> {
  const viewId = `${item}${String(atMs)}`;
  const base = { sessionId: 's', viewId, accountHash: who, profileHash, deviceModel: '', appVersion: '', item, atMs };
  await fixture.platform.store.analytics.append([
    { ...base, eventId: `${viewId}1`, type: 'view_requested', sequence: 0, props: { kind: item.startsWith('c') ? 'live' : 'movie' } },
    { ...base, eventId: `${viewId}2`, type: 'playback_started', sequence: 1, props: { startupMs: 500 } },
    { ...base, eventId: `${viewId}3`, type: 'heartbeat', sequence: 2, props: { playedMs: 80 * MINUTE_MS } },
  ]);
}

const film = (index: number): string => `m:${String(films[index]?.id ?? -1)}`;
const indexOf = (id: string): number => films.findIndex((row) => String(row.id) === id);
const run = (work: 'learn' | 'rank'): Promise<string> => runRecommending(fixture.platform.store, () => fixture.platform.nowMs(), { work, isForced: true });

async function home(): Promise<WireHome> {
  const answer = await fixture.app.inject({ url: '/api/v1/home', headers: { ...(await fixture.bearer()), 'x-hearth-profile': profile.id } });
  const parsed = parseWireHome(JSON.parse(answer.body));
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

async function saw(...indexes: readonly number[]): Promise<void> {
  const rows = indexes.map((index, place) => ({ key: film(index), positionMs: 100, durationMs: 100, updatedAtMs: FIXTURE_NOW_MS - 1 - place, isFinished: true, parentId: '' }));
  await fixture.platform.store.progress.merge(profile.id, rows);
}

const rowOf = (page: WireHome, id: string) => page.rows.find((row) => row.id === id || row.id.startsWith(id));

beforeAll(async () => {
  fixture = await openPlatformFixture();
  await addFilms();
  films = [];
  for await (const page of fixture.platform.store.catalog.movies({ includesAdult: true })) films.push(...page.filter((row) => row.sourceId === 'films'));
  const known = await fixture.platform.store.accounts.byName('tester');
  if (known === null) throw new Error('no tester');
  account = known;
  const [first] = await fixture.platform.store.accounts.profiles(account.id);
  if (first === undefined) throw new Error('no profile');
  profile = { ...first, maxAge: -1 };
  await fixture.platform.store.accounts.changeProfile(profile);
  const random = mulberry32(4);
  for (let person = 0; person < 36; person += 1) {
    for (let play = 0; play < 7; play += 1) {
      const index = (person % 3) + 3 * Math.floor(random() * (WATCHED / 3));
      await watch(`viewer ${String(person)}`, film(index), FIXTURE_NOW_MS - Math.floor(random() * 20 * DAY_MS) - person);
    }
  }
  // A burst on three films, and a channel that is watched at this hour.
  const channel = `c:${String(await fixture.idOf('channel', 'pulse'))}`;
  for (let person = 0; person < 9; person += 1) {
    for (const index of [4, 5, 8]) if (index === 4 || person < 5) await watch(`viewer ${String(person)}`, film(index), FIXTURE_NOW_MS - HOUR_MS - person);
    await watch(`viewer ${String(person)}`, channel, FIXTURE_NOW_MS - DAY_MS - person);
  }
  await watch('viewer 1', film(7), FIXTURE_NOW_MS - 5);
  await run('learn');
  await run('rank');
}, 60_000);

afterAll(async () => {
  await fixture.close();
});

describe('what is learnt', () => {
  test('who has seen films of a kind is shown more of it, and why; nothing finished, nothing twice', async () => {
    await saw(0, 3, 6);
    const page = await home();
    const because = rowOf(page, 'because-');
    expect(because?.title).toBe('Because you watched Film 0');
    const kinds = (because?.items ?? []).map(({ id }) => indexOf(id) % 3);
    expect(kinds.filter((kind) => kind === 0).length).toBeGreaterThan(0.8 * kinds.length);
    expect(because?.items.every((item) => item.why !== undefined && item.of?.id === String(films[0]?.id))).toBe(true);
    const personal = page.rows.filter(({ id }) => id.startsWith('because-') || id === 'for-you').flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(personal).size).toBe(personal.length);
    for (const seen of [0, 3, 6]) expect(personal).not.toContain(String(films[seen]?.id));
  });

  test('a burst of today is trending; one viewer alone is not told of; channels have their hour', async () => {
    const page = await home();
    const now = rowOf(page, 'trending-now');
    expect([now?.items[0]?.id, now?.items[0]?.why]).toEqual([String(films[4]?.id), 'now']);
    expect(now?.items.map(({ id }) => id)).not.toContain(String(films[7]?.id));
    expect(rowOf(page, 'usual')?.items).toEqual([{ kind: 'channel', id: String(await fixture.idOf('channel', 'pulse')), why: 'hour' }]);
  });

  test('a detail page names similar titles of what was learnt', async () => {
    const answer = await fixture.app.inject({ url: `/api/v1/movies/${film(2).slice(2)}`, headers: { ...(await fixture.bearer()), 'x-hearth-profile': profile.id } });
    const { similar } = JSON.parse(answer.body) as { similar: readonly string[] };
    expect(similar.length).toBeGreaterThan(3);
    expect(similar.filter((id) => indexOf(id) % 3 === 2).length).toBeGreaterThan(0.8 * similar.length);
  });

  test('nobody watched yet: what is about the same is near', async () => {
    const near = await fixture.platform.store.recommend.near([film(56)]);
    expect(near.get(film(56))?.every(({ item }) => indexOf(item.slice(2)) % 3 === 2)).toBe(true);
  });
});

describe('what a profile wants', () => {
  const put = async (payload: object): Promise<number> =>
    (await fixture.app.inject({ method: 'PUT', url: `/api/v1/profiles/${profile.id}/learning`, headers: await fixture.bearer(), payload })).statusCode;

  test('off: nothing personal, and its plays are not learnt from; a forgotten title speaks for nothing', async () => {
    await saw(0, 3, 6);
    expect(await put({ isOn: true, forgottenBeforeMs: 0, forgotten: [film(0)] })).toBe(204);
    expect(rowOf(await home(), 'because-')?.title).toBe('Because you watched Film 3');
    expect(await put({ isOn: true, forgottenBeforeMs: FIXTURE_NOW_MS + DAY_MS, forgotten: [] })).toBe(204);
    expect(rowOf(await home(), 'because-m:1')).toBeUndefined();
    expect(await put({ isOn: false, forgottenBeforeMs: 0, forgotten: [] })).toBe(204);
    const page = await home();
    expect(page.rows.filter(({ id }) => id.startsWith('because-') || id === 'for-you')).toEqual([]);
    expect(rowOf(page, 'trending-now')).toBeDefined();
    const before = (await fixture.platform.store.recommend.run('model')).facts;
    await watch('tester', film(1), FIXTURE_NOW_MS - 9, profileHashOf(fixture.platform.keys, account.id, profile.id));
    await run('learn');
    expect((await fixture.platform.store.recommend.run('model')).facts).toEqual(before);
    expect([await put({ isOn: true, forgottenBeforeMs: 0, forgotten: [] }), await put({ isOn: 'no' })]).toEqual([204, 400]);
    await run('learn');
    expect((await fixture.platform.store.recommend.run('model')).facts['plays']).toBe((before['plays'] ?? 0) + 1);
  });
});

test('whatever is sold, ruled and locked: no row puts before a viewer what rights or the profile’s age forbid', async () => {
  const { store, rights } = fixture.platform;
  const random = mulberry32(11);
  const below = (limit: number): number => Math.floor(random() * limit);
  const offered = new Set<string>();
  for (let round = 0; round < 25; round += 1) {
    const maxAge = AGES[below(AGES.length)] ?? -1;
    await store.accounts.changeProfile({ ...profile, maxAge });
    const targets = Array.from({ length: 15 }, () => ({ kind: 'movie' as const, itemId: films[below(FILMS)]?.id ?? 0 }));
    await store.rights.putBouquet({ id: 'b', name: 'b', targets });
    await store.rights.putAvailability({
      id: 'r', target: { kind: 'movie', itemId: films[below(FILMS)]?.id ?? 0 }, effect: 'not', countries: [], fromMs: 0, untilMs: below(2) === 0 ? 0 : FIXTURE_NOW_MS - 1,
    });
    await saw(below(FILMS), below(FILMS));
    const asker: Asker = { account, maxAge, deviceId: '', country: '' };
    const finished = new Set((await store.progress.list(profile.id)).filter((row) => row.isFinished).map((row) => row.key.slice(2)));
    for (const row of (await home()).rows) {
      for (const item of row.items) {
        if (item.why === undefined || item.kind === 'channel') continue;
        offered.add(`${row.id} ${item.id}`);
        const title = await store.catalog.movie(Number(item.id));
        if (title === null) throw new Error(`${item.id} is not in the catalogue`);
        const answer = await rights.judge(asker, titleItem('movie', title), 'play');
        expect([row.id, title.name, answer.isAllowed, title.isAdult, finished.has(item.id)]).toEqual([row.id, title.name, true, false, false]);
      }
      const seed = /^because-m:(\d+)$/.exec(row.id)?.[1];
      const named = seed === undefined ? null : await store.catalog.movie(Number(seed));
      if (named !== null) expect((await rights.judge(asker, titleItem('movie', named), 'play')).isAllowed).toBe(true);
    }
  }
  await store.accounts.changeProfile(profile);
  expect(offered.size).toBeGreaterThan(50);
}, 60_000);

test('the schedule does what is due, goes on after a failure, and leaves alone what another node did', async () => {
  const done: string[] = [];
  let isBroken = true;
  const jobs = { timer: (): void => undefined };
  const original = globalThis.setInterval;
  // The schedule's own minute, without waiting for it.
  globalThis.setInterval = ((body: () => void) => {
    jobs.timer = body;
    return original(() => undefined, 1e6).unref();
  }) as typeof setInterval;
  const stop = startRecommending({
    store: fixture.platform.store, log: createLog('silent'), nowMs: () => FIXTURE_NOW_MS + 2 * RANK_EVERY_MS,
    run: (work) => {
      done.push(work);
      return isBroken ? Promise.reject(new Error('broken')) : Promise.resolve('done');
    },
  });
  globalThis.setInterval = original;
  const settle = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 20); });
  jobs.timer();
  await settle();
  isBroken = false;
  jobs.timer();
  await settle();
  // Six hours have not passed: the model is left alone.
  expect(done).toEqual(['rank', 'rank']);
  stop();
  jobs.timer();
  await settle();
  expect(done).toHaveLength(2);
});
