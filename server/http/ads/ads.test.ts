import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '#core/base';
import { DEFAULT_AD_POLICY } from '#server/domain';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import type { AdCampaignRow } from '#server/store';
import { readMarkedAsset, withInterstitials } from '../../media/hls';

const HOUSE: AdCampaignRow = {
  id: 'house', name: 'House & home', isActive: true, fromMs: 0, untilMs: 0, kinds: [], genres: [], planIds: [], countries: [], placements: [], priority: 0, weight: 1,
  perHour: 0, perDay: 0, maxImpressions: 0, skipAfterMs: 5000, offerUrl: 'https://hearth.example/?a=1&b=2', tagUrl: '',
  creatives: [{ asset: 'salt', url: '', durationMs: 12_000 }],
};

let fixture: PlatformFixture;
let adultId = '';
let kidsId = '';

beforeAll(async () => {
  fixture = await openPlatformFixture();
  const { store } = fixture.platform;
  const account = await store.accounts.byName('tester');
  const accountId = account?.id ?? '';
  const profiles = await store.accounts.profiles(accountId);
  adultId = profiles.find((profile) => !profile.isKids)?.id ?? '';
  kidsId = 'little';
  await store.accounts.addProfile({ id: kidsId, accountId, position: 9, name: 'Little', avatar: '', isKids: true, maxAge: 6, pinHash: '', language: '' });
});

afterAll(() => fixture.close());

beforeEach(async () => {
  const { ads } = fixture.platform.store;
  for (const { id } of await ads.campaigns()) await ads.removeCampaign(id);
  await ads.putCampaign(HOUSE);
  await fixture.platform.ads.policies.write({ ...DEFAULT_AD_POLICY, isOn: true, midEveryMs: 30 * MINUTE_MS, perHour: 0 });
});

interface Wish {
  readonly profile?: string;
  readonly headers?: Record<string, string>;
  readonly forms?: string;
}

async function ask({ profile = adultId, headers, forms = 'hls,mp4' }: Wish = {}) {
  const id = await fixture.idOf('movie', 'kestrel');
  const bearer = headers ?? (await fixture.bearer());
  return fixture.app.inject({ url: `/api/v1/ads/breaks?kind=movie&id=${String(id)}&forms=${forms}`, headers: { ...bearer, ...(profile === '' ? {} : { 'x-hearth-profile': profile }) } });
}

/** Paths of the addresses in a document. */
function paths(xml: string, pattern: RegExp): readonly string[] {
  return (xml.match(pattern) ?? []).map((each) => new URL(each.replace(/&amp;/g, '&')).pathname);
}

async function tags(wish?: Wish): Promise<readonly string[]> {
  return paths((await ask(wish)).body, /http:[^<]*\.xml/g);
}

async function pod(path: string): Promise<{ readonly xml: string; readonly told: readonly string[] }> {
  const { body } = await fixture.app.inject(path);
  return { xml: body, told: paths(body, /http:[^<?]*\/ads\/told\/[^<?]*/g) };
}

const tell = async (path: string, event?: string): Promise<number> => (await fixture.app.inject(event === undefined ? path : path.replace(/\w+$/, event))).statusCode;

async function counted(): Promise<Record<string, number>> {
  const sums = await fixture.platform.store.ads.sums(0);
  return Object.fromEntries(sums.map((row) => [row.event, row.count]));
}

describe('what is given out', () => {
  test('a film of 128 minutes is opened with one break before it and one each half hour, and none near its end', async () => {
    const answer = await ask();
    expect(answer.headers['content-type']).toContain('xml');
    expect(answer.body.match(/timeOffset="[^"]+"/g)).toEqual(['timeOffset="start"', 'timeOffset="00:30:00.000"', 'timeOffset="01:00:00.000"', 'timeOffset="01:30:00.000"', 'timeOffset="02:00:00.000"']);
  });

  test('nothing for children, without a profile, where it is off, for plans without, and for what no campaign is meant', async () => {
    const statuses: number[] = [];
    for (const profile of [kidsId, '']) statuses.push((await ask({ profile })).statusCode);
    const { store, ads } = fixture.platform;
    for (const change of [{ genres: ['Comedy'] }, { kinds: ['episode'] as const }, { countries: ['NZ'] }, { planIds: ['gold'] }, { untilMs: 5 }, { isActive: false }]) {
      await store.ads.putCampaign({ ...HOUSE, ...change });
      statuses.push((await ask()).statusCode);
    }
    await store.ads.putCampaign(HOUSE);
    await ads.policies.write({ ...DEFAULT_AD_POLICY, isOn: false });
    statuses.push((await ask()).statusCode);
    expect(statuses).toEqual(Array.from({ length: 9 }, () => 204));
    expect((await ask({ headers: {} })).statusCode).toBe(401);
  });

  test('VAST names the clip in the forms the player plays, the skip, and signed addresses without a word about who watches', async () => {
    const [pre = ''] = await tags();
    const { xml } = await pod(pre);
    expect(xml).toContain('<VAST version="4.2"');
    expect(xml).toContain('skipoffset="00:00:05.000"');
    expect(xml).toContain('<Duration>00:00:12.000</Duration>');
    expect(xml).toContain('<AdTitle>House &amp; home</AdTitle>');
    expect(xml).toMatch(/type="application\/vnd\.apple\.mpegurl"[^>]*>http:\/\/[^<]*\/s\/[^<]*\/vod\/salt\/index\.m3u8</);
    expect(xml).toMatch(/type="video\/mp4"[^>]*>http:\/\/[^<]*\/vod\/salt\/file\.mp4</);
    expect(xml).not.toContain('tester');
    const [only = ''] = await tags({ forms: 'mp4' });
    expect((await pod(only)).xml).not.toContain('mpegurl');
  });

  test('a campaign of another ad server is wrapped, so that it is counted here too', async () => {
    await fixture.platform.store.ads.putCampaign({ ...HOUSE, creatives: [], tagUrl: 'https://ads.example/vast?x=[CACHEBUSTING]&y=1' });
    const [pre = ''] = await tags();
    const { xml, told } = await pod(pre);
    expect(xml).toContain('<VASTAdTagURI>https://ads.example/vast?x=[CACHEBUSTING]&amp;y=1</VASTAdTagURI>');
    expect(told.filter((path) => path.endsWith('/impression'))).toHaveLength(1);
  });
});

describe('what is counted', () => {
  test('each event once, nothing without an impression; a break that was seen is never filled again', async () => {
    const [pre = ''] = await tags();
    const { told } = await pod(pre);
    const [path = ''] = told;
    expect(await tell(path, 'complete')).toBe(204);
    expect(await counted()).toEqual({});
    // Asked again before anything was seen: the same advertisement.
    expect((await pod(pre)).told).toEqual(told);
    for (const event of ['impression', 'start', 'impression', 'start', 'firstQuartile', 'complete', 'complete']) expect(await tell(path, event)).toBe(204);
    expect(await counted()).toEqual({ impression: 1, start: 1, firstQuartile: 1, complete: 1 });
    expect((await pod(pre)).xml).not.toContain('<Ad ');
    // A crowd that tells the same at once.
    const [mid = ''] = (await tags()).slice(1);
    const [other = ''] = (await pod(mid)).told;
    await Promise.all(Array.from({ length: 8 }, () => tell(other, 'impression')));
    expect((await counted())['impression']).toBe(2);
  });

  test('forged and foreign signatures are refused, and leave no trace', async () => {
    const [mine = ''] = await tags();
    const [theirs = ''] = await tags({ headers: await fixture.bearer() });
    const [path = '', elsewhere = ''] = [(await pod(mine)).told[0], (await pod(theirs)).told[0]];
    const [id = '', signature = ''] = (path.split('/')[3] ?? '').split('.');
    const [, otherSignature = ''] = (elsewhere.split('/')[3] ?? '').split('.');
    const [session = ''] = (mine.split('/')[2] ?? '').split('.');
    const forged = [
      `/ads/told/${id}.${otherSignature}/impression`, `/ads/told/${id}.${signature.slice(0, -2)}xx/impression`, `/ads/told/${session}.${signature}/impression`,
      // The token of a watching counts nothing, that of an advertisement fills nothing.
      `/ads/told/${mine.split('/')[2] ?? ''}/impression`, `/ads/${id}.${signature}/pre.xml`, mine.replace(/\.[^./]+\//, `.${otherSignature}/`),
    ];
    for (const address of forged) expect([address, await tell(address)]).toEqual([address, 403]);
    expect(await counted()).toEqual({});
    for (const address of [`/ads/told/${id}/impression`, `/ads/${id}/pre.xml`, '/ads/told/a.b/impression']) expect(await tell(address)).toBe(400);
    expect(await tell(path, 'forged')).toBe(404);
    fixture.advance(13 * HOUR_MS);
    expect(await tell(mine)).toBe(404);
    fixture.resetClock();
    expect(fixture.logged.join('')).not.toContain(signature);
  });
});

describe('HLS interstitials', () => {
  test('a player that fills breaks itself gets a marked, signed address and lists of assets with what is to be told', async () => {
    const headers = { ...(await fixture.bearer()), 'x-hearth-profile': adultId };
    const id = await fixture.idOf('movie', 'salt');
    const play = (interstitials: boolean) => fixture.app.inject({ method: 'POST', url: '/api/v1/play', headers, payload: { kind: 'movie', id: String(id), forms: ['hls'], interstitials } });
    expect((await play(false)).json<{ url: string }>().url).not.toContain('salt~');
    const { url } = (await play(true)).json<{ url: string }>();
    const path = new URL(url).pathname;
    expect((await fixture.app.inject(path)).json()).toMatchObject({ isGood: true });
    expect((await fixture.app.inject(path.replace('salt~', 'salt~x'))).json()).toMatchObject({ isGood: false });
    const marked = readMarkedAsset(path.split('/')[4] ?? '');
    expect([marked.asset, marked.breaks.length]).toEqual(['salt', 5]);
    const playlist = withInterstitials('#EXTM3U\n#EXTINF:6.000,\n720/0.ts\n#EXTINF:6.000,\n720/1.ts\n', marked);
    const list = /X-ASSET-LIST="([^"]+)"/.exec(playlist)?.[1] ?? '';
    expect(playlist).toContain('#EXT-X-PROGRAM-DATE-TIME:2000-01-01T00:00:00.000Z\n#EXT-X-DATERANGE:ID="pre",CLASS="com.apple.hls.interstitial",START-DATE="2000-01-01T00:00:00.000Z",CUE="PRE,ONCE"');
    expect(playlist.match(/PROGRAM-DATE-TIME/g)).toHaveLength(1);
    const assets = await fixture.app.inject(new URL(list, url).pathname);
    expect(assets.json()).toMatchObject({ ASSETS: [{ DURATION: 12, 'X-AD-CREATIVE-SIGNALING': { payload: [{ type: 'linear', duration: 12 }] } }], 'SKIP-CONTROL': { OFFSET: 5 } });
    const told = assets.json<{ ASSETS: ReadonlyArray<{ 'X-AD-CREATIVE-SIGNALING': { payload: ReadonlyArray<{ tracking: ReadonlyArray<{ type: string; offset?: number }> }> } }> }>();
    expect(told.ASSETS[0]?.['X-AD-CREATIVE-SIGNALING'].payload[0]?.tracking.map(({ type, offset }) => [type, offset])).toEqual([
      ['impression', 0], ['start', 0], ['firstQuartile', 3], ['midpoint', 6], ['thirdQuartile', 9], ['complete', 12], ['skip', undefined], ['error', undefined],
    ]);
  });

  test('a button that skips what is left of a break comes in its last clip alone, and not where that has none', async () => {
    const { ads } = fixture.platform.store;
    const list = async (): Promise<{ ASSETS: readonly unknown[]; 'SKIP-CONTROL'?: object }> => {
      const [pre = ''] = await tags();
      return (await fixture.app.inject(pre.replace(/xml$/, 'json'))).json();
    };
    await ads.putCampaign({ ...HOUSE, id: 'last', priority: -1, skipAfterMs: 3000 });
    expect(await list()).toMatchObject({ ASSETS: [{}, {}], 'SKIP-CONTROL': { OFFSET: 15 } });
    await ads.putCampaign({ ...HOUSE, id: 'last', priority: -1, skipAfterMs: -1 });
    expect((await list())['SKIP-CONTROL']).toBeUndefined();
  });
});

describe('plans', () => {
  // The account is run by plans from here on: last.
  test('a plan without advertising has none, and one with it does', async () => {
    const { store, ads } = fixture.platform;
    const account = await store.accounts.byName('tester');
    const plan = {
      name: 'Quiet', priceMinor: 1, currency: 'EUR', periodCount: 1, periodUnit: 'month', trialDays: 0, graceDays: 0, maxStreams: 2, maxDevices: 0, streamPolicy: 'reject', isSold: true,
      bouquetIds: [],
    } as const;
    await store.rights.putPlan({ id: 'quiet', ...plan });
    const now = fixture.platform.nowMs();
    await store.rights.putSubscription({ id: 's', accountId: account?.id ?? '', planId: 'quiet', startedAtMs: now - 1, trialUntilMs: now - 1, paidUntilMs: now + HOUR_MS, graceMs: 0, endedAtMs: 0 });
    expect((await ask()).statusCode).toBe(200);
    await ads.policies.write({ ...DEFAULT_AD_POLICY, isOn: true, adFreePlanIds: ['quiet'] });
    expect((await ask()).statusCode).toBe(204);
  });
});
