import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '#core/base';
import { channelItem, titleItem } from '#server/domain';
import type { Asker, RightsAction, RightsItem } from '#server/domain';
import { FIXTURE_NOW_MS, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import type { PlanRow, RightsTarget } from '#server/store';
import { rounds } from '#test/harness/rounds';

let fixture: PlatformFixture;

/** Proxy and country as a trusted proxy says them. */
const COUNTRY_HEADER = 'x-country';
const PLAN: PlanRow = {
  id: 'basic', name: 'Basic', priceMinor: 999, currency: 'EUR', periodCount: 1, periodUnit: 'month', trialDays: 0, graceDays: 0, maxStreams: 0,
  maxDevices: 0, streamPolicy: 'reject', isSold: true, bouquetIds: [],
};

beforeAll(async () => {
  fixture = await openPlatformFixture({ isProxyTrusted: true, countryHeader: COUNTRY_HEADER });
  const session = await fixture.platform.store.imports.begin({ id: 'adult', kind: 'm3u', name: 'adult', fingerprint: '' });
  const media = { asset: '', upstreamUrl: 'http://up.example/x.ts', container: '' };
  await session.addChannels([{ externalKey: 'x', number: 900, name: 'X', logo: '', guideKey: '', isRadio: false, isAdult: true, archiveDays: 0, media, catchup: null, addedMs: 0, categoryKeys: [] }]);
  await session.commit(FIXTURE_NOW_MS);
});

afterAll(async () => {
  await fixture.close();
});

function seeded(seed: number): (below: number) => number {
  let state = seed * 7919;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Everything the fixture could give out: how it is asked for natively and over Xtream, and what rights call it. */
interface Thing {
  readonly kind: 'channel' | 'movie' | 'episode' | 'trailer';
  readonly id: number;
  readonly xtream: readonly string[];
  readonly detail: string;
  readonly item: RightsItem;
  readonly action: RightsAction;
}

async function everything(): Promise<readonly Thing[]> {
  const { catalog } = fixture.platform.store;
  const things: Thing[] = [];
  const start = String((FIXTURE_NOW_MS - 2 * HOUR_MS) / 1000);
  for await (const page of catalog.channels({ includesAdult: true })) {
    for (const row of page) {
      const archive = row.archiveDays > 0 ? [`/timeshift/USER/60/${start}/${String(row.id)}.ts`, `/live/USER/${String(row.id)}.ts?utc=${start}`] : [];
      things.push({ kind: 'channel', id: row.id, xtream: [`/live/USER/${String(row.id)}.ts`, `/USER/${String(row.id)}.ts`, ...archive], detail: '', item: channelItem(row), action: 'play' });
    }
  }
  for await (const page of catalog.movies({ includesAdult: true })) {
    for (const row of page) {
      const detail = `/api/v1/movies/${String(row.id)}`;
      things.push({ kind: 'movie', id: row.id, xtream: [`/movie/USER/${String(row.id)}.ts`], detail, item: titleItem('movie', row), action: 'play' });
      if (row.detail.trailerAsset !== '') things.push({ kind: 'trailer', id: row.id, xtream: [], detail: '', item: titleItem('movie', row), action: 'preview' });
    }
  }
  for await (const page of catalog.series({ includesAdult: true })) {
    for (const row of page) {
      for (const episode of await catalog.episodes(row.id)) {
        things.push({ kind: 'episode', id: episode.id, xtream: [`/series/USER/${String(episode.id)}.ts`], detail: `/api/v1/series/${String(row.id)}`, item: titleItem('series', row), action: 'play' });
      }
    }
  }
  return things;
}

/** Sells and forbids at random, and makes an account that has some of it. Answers the account's id. */
async function arrange(seed: number, things: readonly Thing[]): Promise<string> {
  const pick = seeded(seed);
  const any = <T>(values: readonly T[]): T => values[pick(values.length)] as T;
  const some = <T>(values: readonly T[]): T[] => values.filter(() => pick(3) === 0);
  const when = (): number => FIXTURE_NOW_MS + (pick(7) - 3) * DAY_MS;
  const { rights } = fixture.platform.store;
  const targets = things.flatMap(({ item }): RightsTarget[] => [{ kind: item.kind, itemId: item.id }, ...item.categoryIds.map((itemId) => ({ kind: 'category' as const, itemId }))]);
  for (const id of ['one', 'two']) await rights.putBouquet({ id, name: id, targets: some(targets) });
  await rights.putPlan({ ...PLAN, bouquetIds: some(['one', 'two', 'none']), maxDevices: pick(3) });
  for (const rule of await rights.availability()) await rights.removeAvailability(rule.id);
  for (const target of some(targets).slice(0, 3)) {
    await rights.putAvailability({ id: `r${String(target.itemId)}`, target, effect: any(['only', 'not']), countries: some(['NZ', 'DE']), fromMs: any([0, when()]), untilMs: any([0, when()]) });
  }
  const offer = { model: 'rent', priceMinor: 399, currency: 'EUR', startWithinMs: 0, windowMs: 0, rightsEndMs: 0 } as const;
  await rights.putOffer({ ...offer, id: 'o', target: any(targets), isSold: pick(3) > 0 });
  const { id } = await fixture.platform.accounts.create({
    name: `seed${String(seed)}`, password: 'unused-password', allowsAdult: pick(2) === 0, expiresAtMs: any([0, 0, 0, when()]), maxConnections: 0,
    status: any(['active', 'active', 'active', 'active', 'suspended']),
    profiles: [{ name: 'Kids', avatar: 'moss', isKids: true, maxAge: 7, language: 'en' }], streamCredential: { username: `seed${String(seed)}`, password: 'stream' },
  });
  const subscription = { accountId: id, planId: 'basic', startedAtMs: FIXTURE_NOW_MS - 9 * DAY_MS, trialUntilMs: 0, graceMs: 0, endedAtMs: 0 };
  if (pick(2) === 0) await rights.putSubscription({ ...subscription, id: `s${String(seed)}`, paidUntilMs: when() });
  if (pick(2) === 0) {
    await rights.addTitleRight({
      id: `t${String(seed)}`, accountId: id, offerId: 'o', target: any(targets), model: any(['rent', 'buy']), purchasedAtMs: FIXTURE_NOW_MS - DAY_MS, startByMs: any([0, when()]),
      windowMs: 0, firstPlayAtMs: 0, expiresAtMs: 0, rightsEndMs: 0, revokedAtMs: 0,
    });
  }
  return id;
}

async function askEverywhere(seed: number, accountId: string, things: readonly Thing[]): Promise<{ wrong: string[]; given: number; refused: number }> {
  const { app, platform } = fixture;
  const account = await platform.store.accounts.byId(accountId);
  if (account === null) throw new Error('the account is gone');
  const country = ['NZ', 'DE', ''][seed % 3] ?? '';
  const [kids] = await platform.store.accounts.profiles(accountId);
  const name = `seed${String(seed)}`;
  const token = (await fixture.signIn(name)).access_token;
  const session = platform.sessions.readAccess(token);
  const outcome = { wrong: [] as string[], given: 0, refused: 0 };
  const check = async (what: string, asker: Asker, thing: Thing, action: RightsAction, status: number): Promise<void> => {
    const answer = await platform.rights.judge(asker, thing.item, action);
    const wasGiven = status === 200 || status === 302;
    if (wasGiven !== answer.isAllowed) outcome.wrong.push(`${what}: ${String(status)} though ${JSON.stringify(answer)}`);
    if (wasGiven) outcome.given += 1;
    else outcome.refused += 1;
  };
  for (const thing of things) {
    for (const profile of ['', kids?.id ?? '']) {
      const asker = { account, maxAge: profile === '' ? -1 : 7, deviceId: session?.deviceId ?? '', country };
      const headers = { authorization: `Bearer ${token}`, [COUNTRY_HEADER]: country, 'x-hearth-profile': profile };
      const play = await app.inject({ url: '/api/v1/play', method: 'POST', headers, payload: { kind: thing.kind, id: String(thing.id), forms: [] } });
      await check(`play ${thing.kind}`, asker, thing, thing.action, play.statusCode);
      if (thing.detail !== '') await check('detail', { ...asker, maxAge: -1 }, thing, 'browse', (await app.inject({ url: thing.detail, headers })).statusCode);
    }
    for (const address of thing.xtream) {
      const answer = await app.inject({ url: address.replace('USER', `${name}/stream`), headers: { [COUNTRY_HEADER]: country } });
      await check(address, { account, maxAge: -1, deviceId: '', country }, thing, thing.action, answer.statusCode);
    }
  }
  return outcome;
}

test('no endpoint gives out what decide refuses, and none refuses what it allows (seeded platforms)', async () => {
  const things = await everything();
  let given = 0;
  let refused = 0;
  for (let seed = 1; seed <= rounds(10, 100); seed += 1) {
    const outcome = await askEverywhere(seed, await arrange(seed, things), things);
    expect({ seed, wrong: outcome.wrong }).toEqual({ seed, wrong: [] });
    given += outcome.given;
    refused += outcome.refused;
  }
  expect(Math.min(given, refused)).toBeGreaterThan(rounds(60, 600));
}, 120_000);

describe('refusals over the wire', () => {
  test('a title for rent is named everywhere, refused with its own code, and its reason stands in a header for players', async () => {
    const id = await fixture.idOf('movie', 'glass');
    const { rights } = fixture.platform.store;
    await rights.putOffer({ id: 'glass', target: { kind: 'movie', itemId: id }, model: 'rent', priceMinor: 1, currency: 'EUR', startWithinMs: 0, windowMs: 0, rightsEndMs: 0, isSold: true });
    for (const rule of await rights.availability()) await rights.removeAvailability(rule.id);
    const headers = await fixture.bearer();
    const play = await fixture.app.inject({ url: '/api/v1/play', method: 'POST', headers, payload: { kind: 'movie', id: String(id), forms: [] } });
    expect([play.statusCode, play.json()]).toEqual([403, { error: { code: 'rights.rent-first', message: 'This has to be rented or bought first.', opens: expect.objectContaining({ offerIds: ['glass'] }) } }]);
    expect((await fixture.app.inject({ url: `/api/v1/movies/${String(id)}`, headers })).statusCode).toBe(200);
    const stream = await fixture.app.inject({ url: `/movie/tester/tester-stream/${String(id)}.ts` });
    expect([stream.statusCode, stream.headers['x-hearth-reason'], stream.headers['location']]).toEqual([403, 'rent-first', undefined]);
  });

  test('the first play starts the clock of a rental, once; its end is the end', async () => {
    const { rights, accounts } = fixture.platform.store;
    const itemId = await fixture.idOf('movie', 'glass');
    const account = await accounts.byName('tester');
    const right = { id: 'g1', accountId: account?.id ?? '', offerId: 'glass', target: { kind: 'movie', itemId }, model: 'rent', purchasedAtMs: FIXTURE_NOW_MS, startByMs: 0, windowMs: 2 * HOUR_MS, firstPlayAtMs: 0, expiresAtMs: 0, rightsEndMs: 0, revokedAtMs: 0 } as const;
    await rights.addTitleRight(right);
    const headers = await fixture.bearer();
    const status = async (): Promise<number> =>
      (await fixture.app.inject({ url: '/api/v1/play', method: 'POST', headers: { ...headers, ...(await fixture.bearer()) }, payload: { kind: 'movie', id: String(itemId), forms: [] } })).statusCode;
    expect(await status()).toBe(200);
    fixture.advance(HOUR_MS);
    expect(await status()).toBe(200);
    expect((await rights.titleRights(right.accountId)).find((it) => it.id === 'g1')).toMatchObject({ firstPlayAtMs: FIXTURE_NOW_MS, expiresAtMs: FIXTURE_NOW_MS + 2 * HOUR_MS });
    fixture.advance(HOUR_MS);
    expect(await status()).toBe(403);
    fixture.resetClock();
  });

  test('without a trusted proxy nobody says where they are', async () => {
    const other = await openPlatformFixture({ countryHeader: COUNTRY_HEADER });
    try {
      const itemId = await other.idOf('channel', 'pulse');
      await other.platform.store.rights.putAvailability({ id: 'nz', target: { kind: 'channel', itemId }, effect: 'only', countries: ['NZ'], fromMs: 0, untilMs: 0 });
      const ask = async (extra: Record<string, string>, remoteAddress: string): Promise<number> => {
        const headers = { ...(await other.bearer()), ...extra };
        return (await other.app.inject({ url: '/api/v1/play', method: 'POST', headers, remoteAddress, payload: { kind: 'channel', id: String(itemId), forms: [] } })).statusCode;
      };
      expect(await ask({ [COUNTRY_HEADER]: 'NZ' }, '198.51.100.1')).toBe(403);
      expect(await ask({ 'x-forwarded-for': '192.0.2.1' }, '198.51.100.1')).toBe(403);
      expect(await ask({}, '192.0.2.1')).toBe(200);
    } finally {
      await other.close();
    }
  });
});
