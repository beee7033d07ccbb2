import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '#core/base';
import type { WirePlay, WireRecordings } from '#core/wire';
import { parseWireRecordings } from '#core/wire';
import { recordingKey } from '#server/domain';
import { FIXTURE_NOW_MS, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import { readRange } from '../send-media';

let fixture: PlatformFixture;
let channelId = '';
/** The programme after the next full hour. */
const SOON_MS = Math.ceil(FIXTURE_NOW_MS / HOUR_MS) * HOUR_MS;

beforeAll(async () => {
  fixture = await openPlatformFixture();
  channelId = String(await fixture.idOf('channel', 'nord-1'));
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.resetClock();
  const { recordings } = fixture.platform.store;
  for (const account of await fixture.platform.store.accounts.all()) {
    for (const rule of await recordings.rules(account.id)) await recordings.dropRule(account.id, rule.id, 0);
    for (const { wish } of await recordings.wishes(account.id)) await recordings.drop(account.id, wish.id);
  }
});

interface Asked {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: object;
  readonly name?: string;
  readonly profile?: string;
}

async function ask(path: string, { method = 'GET', body, name, profile }: Asked = {}) {
  const headers = { ...(await fixture.bearer(name)), ...(profile === undefined ? {} : { 'x-hearth-profile': profile }) };
  return fixture.app.inject({ method, url: `/api/v1${path}`, headers, ...(body === undefined ? {} : { payload: body }) });
}

async function list(asked: Asked = {}): Promise<WireRecordings> {
  const parsed = parseWireRecordings((await ask('/recordings', asked)).json());
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

const record = (startMs: number, isSeries = false, name?: string) =>
  ask('/recordings', { method: 'POST', body: { channelId, startMs, ...(isSeries ? { isSeries } : {}) }, ...(name === undefined ? {} : { name }) });

/** Gets a wish recorded: two segments of ten minutes. */
async function finish(): Promise<string> {
  const { store, objects, nowMs } = fixture.platform;
  fixture.advance(2 * HOUR_MS);
  const job = await store.recordings.claim({ node: 'n', nowMs: nowMs(), lifeMs: MINUTE_MS });
  const id = job?.id ?? '';
  for (const number of [0, 1]) {
    await objects.put(recordingKey(id, `0-${String(number)}.ts`), Buffer.from(`segment ${String(number)}`));
    const segment = { track: 0, number, sequence: number, atMs: SOON_MS + number * 600_000, durationMs: 600_000, object: `0-${String(number)}.ts`, bytes: 9, isBreak: false, map: '', key: '' };
    await store.recordings.addSegment(id, 'n', segment, JSON.stringify({ bandwidth: 1000, codecs: 'avc1', resolution: '640x360', tracks: [{ kind: 'main', name: '', language: '', isDefault: true }] }));
  }
  await store.recordings.finish(id, 'n', { state: 'ready', failure: '', finishedAtMs: nowMs() });
  return id;
}

describe('recordings', () => {
  test('a programme of the guide is recorded once, told with its state, and taken away', async () => {
    const answer = await record(SOON_MS);
    expect(answer.statusCode).toBe(201);
    expect((await record(SOON_MS)).statusCode).toBe(201);
    const { items, isOffered, usedMs } = await list();
    expect([isOffered, usedMs]).toEqual([true, HOUR_MS]);
    expect(items).toMatchObject([{ channelId, startMs: SOON_MS, stopMs: SOON_MS + HOUR_MS, title: expect.stringContaining('Züge'), age: 6, state: 'scheduled', failure: '', ruleId: '' }]);
    fixture.advance(HOUR_MS);
    expect((await list()).items[0]?.state).toBe('recording');
    const id = items[0]?.id ?? '';
    expect(await fixture.platform.recordings.drop('another account', id)).toBe(false);
    expect([(await ask(`/recordings/${id}`, { method: 'DELETE' })).statusCode, (await ask(`/recordings/${id}`, { method: 'DELETE' })).statusCode]).toEqual([204, 404]);
    expect((await list()).items).toEqual([]);
  });

  test('what is over, in no guide, no channel, or of an account that may not watch is refused by name', async () => {
    const code = async (answer: Promise<{ readonly statusCode: number; json(): unknown }>) => {
      const { statusCode, json } = await answer.then((it) => ({ statusCode: it.statusCode, json: it.json() as { error: { code: string } } }));
      return [statusCode, json.error.code];
    };
    expect(await code(record(SOON_MS - 3 * HOUR_MS))).toEqual([400, 'input.invalid']);
    expect(await code(record(SOON_MS + 1))).toEqual([404, 'http.not-found']);
    expect(await code(ask('/recordings', { method: 'POST', body: { channelId: '999999', startMs: SOON_MS } }))).toEqual([404, 'http.not-found']);
    expect(await code(record(SOON_MS, false, 'expired'))).toEqual([403, 'source.expired']);
    expect((await fixture.app.inject({ url: '/api/v1/recordings' })).statusCode).toBe(401);
  });

  test('a profile below the age of the programme neither records nor sees it', async () => {
    const account = await fixture.platform.store.accounts.byName('tester');
    const kid = { id: 'kid', accountId: account?.id ?? '', position: 9, name: 'Kid', avatar: '', isKids: true, maxAge: 3, pinHash: '', language: '' };
    await fixture.platform.store.accounts.addProfile(kid);
    const refused = await ask('/recordings', { method: 'POST', body: { channelId, startMs: SOON_MS }, profile: 'kid' });
    expect([refused.statusCode, refused.json<{ error: { code: string } }>().error.code]).toEqual([403, 'rights.age']);
    await record(SOON_MS);
    expect([(await list({ profile: 'kid' })).items.length, (await list()).items.length]).toEqual([0, 1]);
  });

  test('the quota of hours holds, by the plan where the account has one', async () => {
    for (let hour = 0; hour < 20; hour += 1) expect((await record(SOON_MS + hour * HOUR_MS)).statusCode).toBe(201);
    const full = await record(SOON_MS + 20 * HOUR_MS);
    expect([full.statusCode, full.json<{ error: { code: string } }>().error.code]).toEqual([409, 'recording.quota']);
    const { store } = fixture.platform;
    const account = await store.accounts.byName('tester');
    await store.rights.putPlan({
      id: 'p', name: 'P', priceMinor: 1, currency: 'EUR', periodCount: 1, periodUnit: 'month', trialDays: 0, graceDays: 0, maxStreams: 0, maxDevices: 0, streamPolicy: 'reject', isSold: true, bouquetIds: [],
    });
    await store.rights.putSubscription({ id: 's', accountId: account?.id ?? '', planId: 'p', startedAtMs: 0, trialUntilMs: 0, paidUntilMs: FIXTURE_NOW_MS * 2, graceMs: 0, endedAtMs: 0 });
    expect(await fixture.platform.recordings.terms(account?.id ?? '')).toEqual({ quotaMs: 0, keepMs: 0 });
    expect((await list()).isOffered).toBe(false);
    await store.recordings.putPlan({ planId: 'p', hours: 21, keepDays: 7 });
    expect((await record(SOON_MS + 20 * HOUR_MS)).statusCode).toBe(201);
  });

  test('all of a title: wished for at once and again as the guide grows, until its rule ends', async () => {
    const { platform } = fixture;
    await record(SOON_MS, true);
    const { items, rules } = await list();
    // The fixture's titles name the hour of their day: one a day for fourteen days.
    expect(items.length).toBe(14);
    expect(new Set(items.map((item) => item.title)).size).toBe(1);
    await ask(`/recordings/${items[3]?.id ?? ''}`, { method: 'DELETE' });
    await platform.recordings.follow();
    expect((await list()).items.length).toBe(13);
    expect((await ask(`/recording-rules/${rules[0]?.id ?? ''}`, { method: 'DELETE' })).statusCode).toBe(204);
    expect(await list()).toMatchObject({ items: [], rules: [] });
  });

  test('what is ready plays by a signed address for its own account alone, with ranges, and nothing around it', async () => {
    await record(SOON_MS);
    const jobId = await finish();
    const [item] = (await list()).items;
    expect(item).toMatchObject({ state: 'ready', durationMs: 20 * MINUTE_MS, isPartial: true });
    const body = { forms: ['hls'] };
    const answer = (await ask(`/recordings/${item?.id ?? ''}/play`, { method: 'POST', body })).json<WirePlay>();
    expect([answer.form, answer.isLive, answer.lease?.id.length]).toEqual(['hls', false, expect.any(Number)]);
    const path = new URL(answer.url).pathname;
    const get = (url: string, headers: Record<string, string> = {}) => fixture.app.inject({ url, headers });
    expect((await get(path)).body).toContain('BANDWIDTH=1000,CODECS="avc1",RESOLUTION=640x360\nt0.m3u8');
    const track = (await get(path.replace('index', 't0'))).body;
    expect(track.match(/#EXTINF:600\.000,\no\/0-\d\.ts/g)).toHaveLength(2);
    expect(track.endsWith('#EXT-X-ENDLIST\n')).toBe(true);
    const segment = path.replace('index.m3u8', 'o/0-1.ts');
    expect([(await get(segment)).body, (await get(segment, { range: 'bytes=0-2' })).body, (await get(segment, { range: 'bytes=9-' })).statusCode]).toEqual(['segment 1', 'seg', 416]);
    for (const wrong of [path.replace(jobId, 'another'), path.replace('index.m3u8', 'o/..%2f..%2fsecret.key'), path.replace('index.m3u8', 't4.m3u8'), path.replace(/^\/s\/[^/]+/, '/s/1.2.3')]) {
      expect([403, 404]).toContain((await get(wrong)).statusCode);
    }
    fixture.advance(13 * HOUR_MS);
    expect((await get(path)).statusCode).toBe(403);
    expect((await ask(`/recordings/${item?.id ?? ''}/play`, { method: 'POST', body: { forms: ['dash'] } })).statusCode).toBe(422);
    await ask(`/recordings/${item?.id ?? ''}`, { method: 'DELETE' });
    expect((await ask(`/recordings/${item?.id ?? ''}/play`, { method: 'POST', body })).statusCode).toBe(404);
  });
});

test('ranges of RFC 9110', () => {
  expect(['bytes=0-1', 'bytes=5-', 'bytes=-2', 'bytes=9-', 'bytes=0-1,3-4', undefined].map((text) => readRange(text, 8))).toEqual([
    { start: 0, end: 1 }, { start: 5, end: 7 }, { start: 6, end: 7 }, 'bad', null, null,
  ]);
});
