import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '#core/base';
import { parseWireAccount, parseWirePinAnswer } from '#core/wire';
import type { WireAccount, WirePinAnswer } from '#core/wire';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;
let headers: Record<string, string>;

beforeEach(async () => {
  fixture = await openPlatformFixture();
  headers = await fixture.bearer();
});
afterEach(() => fixture.close());

async function send(method: 'POST' | 'PUT' | 'DELETE', url: string, payload: object | null, grant = ''): Promise<number> {
  const request = { method, url: `/api/v1${url}`, headers: { ...headers, 'x-hearth-grant': grant } };
  return (await fixture.app.inject(payload === null ? request : { ...request, payload })).statusCode;
}

async function check(payload: object): Promise<WirePinAnswer> {
  const response = await fixture.app.inject({ method: 'POST', url: '/api/v1/pin/check', headers, payload });
  const parsed = parseWirePinAnswer(response.json());
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

async function account(): Promise<WireAccount> {
  const parsed = parseWireAccount((await fixture.app.inject({ url: '/api/v1/me', headers })).json());
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

async function grantOf(payload: object): Promise<string> {
  const answer = await check(payload);
  return answer.kind === 'right' ? answer.grant : '';
}

test('a household PIN is set once freely, and changed only with its grant', async () => {
  expect((await account()).hasPin).toBe(false);
  expect(await send('PUT', '/pin', { pin: '12a4' })).toBe(400);
  expect(await send('PUT', '/pin', { pin: '4711' })).toBe(204);
  expect((await account()).hasPin).toBe(true);
  expect(await send('PUT', '/pin', { pin: '1111' })).toBe(403);
  expect(await send('PUT', '/pin', { pin: '1111' }, '99999999999999.forged')).toBe(403);
  const grant = await grantOf({ pin: '4711' });
  fixture.advance(10 * MINUTE_MS + 1);
  expect(await send('PUT', '/pin', { pin: '1111' }, grant)).toBe(403);
  expect(await send('PUT', '/pin', { pin: '1111' }, await grantOf({ pin: '4711' }))).toBe(204);
  expect(await check({ pin: '4711' })).toEqual({ kind: 'wrong', triesLeft: 4 });
});

test('five wrong tries wait, also the right PIN, also in another process, and each round longer', async () => {
  await send('PUT', '/pin', { pin: '4711' });
  const all = await Promise.all(Array.from({ length: 9 }, (_, i) => check({ pin: `000${String(i)}` })));
  expect(all.filter((answer) => answer.kind === 'wrong').length).toBeLessThanOrEqual(4);
  expect(await check({ pin: '4711' })).toEqual({ kind: 'locked', waitMs: 5 * MINUTE_MS });
  fixture.advance(5 * MINUTE_MS);
  for (let i = 0; i < 4; i += 1) expect((await check({ pin: '0000' })).kind).toBe('wrong');
  expect(await check({ pin: '0000' })).toEqual({ kind: 'locked', waitMs: 15 * MINUTE_MS });
  fixture.advance(HOUR_MS);
  headers = await fixture.bearer();
  expect((await check({ pin: '4711' })).kind).toBe('right');
  expect(await check({ pin: '0000' })).toEqual({ kind: 'wrong', triesLeft: 4 });
});

test("the account's password opens a forgotten PIN, with tries of its own", async () => {
  await send('PUT', '/pin', { pin: '4711' });
  for (let i = 0; i < 5; i += 1) await check({ pin: '0000' });
  expect(await check({ password: 'wrong' })).toEqual({ kind: 'wrong', triesLeft: 4 });
  const grant = await grantOf({ password: 'tester-password' });
  expect(await send('PUT', '/pin', { pin: '2222' }, grant)).toBe(204);
  expect((await check({ pin: '2222' })).kind).toBe('right');
});

test('profiles are added, changed and removed; their own PIN and the household guard them', async () => {
  const kids = { name: 'Lio', avatar: 'moss', isKids: true, maxAge: 6 };
  expect(await send('POST', '/profiles', kids)).toBe(201);
  const lio = (await account()).profiles[4];
  expect(lio).toMatchObject({ ...kids, hasPin: false });
  const path = `/profiles/${lio?.id ?? ''}`;
  expect(await send('PUT', path, { ...kids, name: 'Lio B', maxAge: 12 })).toBe(204);
  expect((await account()).profiles[4]).toMatchObject({ name: 'Lio B', maxAge: 12 });
  expect(await send('PUT', '/pin', { pin: '5555', profileId: lio?.id })).toBe(204);
  expect((await account()).profiles.map((each) => each.hasPin)).toEqual([false, false, false, false, true]);
  expect(await send('DELETE', path, null)).toBe(403);
  // A stranger's profile does not exist, whatever its id.
  expect(await send('DELETE', '/profiles/someone', null)).toBe(404);
  await send('PUT', '/pin', { pin: '4711' });
  expect(await send('POST', '/profiles', kids)).toBe(403);
  const own = await grantOf({ pin: '5555', profileId: lio?.id });
  expect(await send('DELETE', path, null, own)).toBe(403);
  expect(await send('DELETE', path, null, await grantOf({ pin: '4711' }))).toBe(204);
  expect((await account()).profiles.length).toBe(4);
  expect(await send('POST', '/profiles', { ...kids, avatar: 'http://spy.example/a.png' }, await grantOf({ pin: '4711' }))).toBe(400);
});

test('what parents set for a profile is kept with it, and changed with their PIN alone', async () => {
  const lio = (await account()).profiles[1]?.id ?? '';
  const path = `/profiles/${lio}/limits`;
  const read = async (): Promise<unknown> => (await fixture.app.inject({ url: `/api/v1${path}`, headers })).json();
  const time = { minutesPerDay: 60, bedtime: 1200, wakeUp: 360 };
  const parental = { isUnratedLocked: true, isAdultLocked: true, strength: 'hide', categories: ['movie:p1:Horror'], keys: ['p1:movie:7'], names: { 'p1:movie:7': 'Seven' } };
  expect(await read()).toEqual({ parental: null, time: null, changedAtMs: 0 });
  expect(await send('PUT', path, { time })).toBe(204);
  await send('PUT', '/pin', { pin: '4711' });
  expect(await send('PUT', path, { parental })).toBe(403);
  expect(await send('PUT', path, { parental }, await grantOf({ pin: '4711' }))).toBe(204);
  expect(await read()).toMatchObject({ parental, time });
  expect(await send('PUT', path, { time: { ...time, minutesPerDay: 5000 } }, await grantOf({ pin: '4711' }))).toBe(400);
  expect(await send('PUT', '/profiles/someone/limits', { time }, await grantOf({ pin: '4711' }))).toBe(404);
  expect(await send('DELETE', `/profiles/${lio}`, null, await grantOf({ pin: '4711' }))).toBe(204);
  expect((await fixture.app.inject({ url: `/api/v1${path}`, headers })).statusCode).toBe(404);
});

test('neither PIN nor grant nor password are logged', async () => {
  await send('PUT', '/pin', { pin: '4711' });
  const grant = await grantOf({ pin: '4711' });
  await check({ password: 'tester-password' });
  const logged = fixture.logged.join('\n');
  for (const secret of ['4711', grant]) expect(logged).not.toContain(secret);
});
