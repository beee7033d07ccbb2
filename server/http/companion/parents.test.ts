import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { MINUTE_MS } from '#core/base';
import type { WireTimeAnswer, WireTimeRequest } from '#core/wire';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;
let bearer: { authorization: string };
let accountId: string;
let profileId: string;
const PIN = '4711';
const FORM = 'application/x-www-form-urlencoded';

beforeAll(async () => {
  fixture = await openPlatformFixture();
});

beforeEach(async () => {
  // Whoever guessed in the test before is forgiven.
  fixture.advance(20 * MINUTE_MS);
  bearer = await fixture.bearer();
  const account = await fixture.platform.store.accounts.byName('tester');
  accountId = account?.id ?? '';
  profileId = (await fixture.platform.store.accounts.profiles(accountId))[0]?.id ?? '';
  await fixture.platform.pins.set(accountId, PIN);
});

afterAll(async () => {
  await fixture.close();
});

function ask(headers = bearer): Promise<LightMyRequestResponse> {
  return fixture.app.inject({ method: 'POST', url: '/api/v1/time-requests', headers, payload: { profileId, reason: 'bedtime' } });
}

async function asked(): Promise<WireTimeRequest> {
  const answer = await ask();
  expect(answer.statusCode).toBe(200);
  return answer.json<WireTimeRequest>();
}

async function answerTo(id: string, headers = bearer): Promise<WireTimeAnswer> {
  return (await fixture.app.inject({ url: `/api/v1/time-requests/${id}`, headers })).json<WireTimeAnswer>();
}

/** A browser without scripts. */
class Browser {
  cookies: string[] = [];
  page = '';
  status = 0;

  async open(url: string): Promise<this> {
    return this.read(await fixture.app.inject({ url, headers: { cookie: this.cookies.join('; '), accept: 'text/html' } }));
  }

  async send(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<this> {
    const hidden = Array.from(this.page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g), ([, name = '', value = '']) => [name, value] as const);
    const payload = new URLSearchParams([...hidden, ...Object.entries(fields)].map(([name, value]) => [name, value])).toString();
    return this.read(await fixture.app.inject({ method: 'POST', url: path, payload, headers: { cookie: this.cookies.join('; '), 'content-type': FORM, ...headers } }));
  }

  get heading(): string {
    return /<h1>([^<]*)/.exec(this.page)?.[1] ?? '';
  }

  private read(response: LightMyRequestResponse): this {
    for (const line of [response.headers['set-cookie'] ?? []].flat()) this.cookies.push(line.split(';')[0] ?? '');
    this.page = response.payload;
    this.status = response.statusCode;
    return this;
  }
}

describe('with the code of the set', () => {
  test('the right PIN grants; the set hears it while it waits; it is noted', async () => {
    const request = await asked();
    const waiting = fixture.app.inject({ url: `/api/v1/time-requests/${request.id}?wait=20000`, headers: bearer });
    const parent = await new Browser().open(`/parents?code=${request.code}`);
    expect(parent.page).not.toContain('<script');
    expect(parent.heading).toMatch(/asks for more time$/);
    await parent.send('/parents/answer', { proof: PIN, minutes: '20' });
    expect(parent.heading).toBe('20 more minutes');
    expect((await waiting).json()).toEqual({ kind: 'granted', minutes: 20 });
    const [line] = await fixture.platform.store.console.audit(0, 1);
    expect(line).toMatchObject({ operatorName: 'parent', action: 'watch-time.grant', subject: 'tester' });
    expect(fixture.logged.join('')).not.toContain(PIN);
  });

  test('no is an answer too, and nobody answers twice', async () => {
    const request = await asked();
    const parent = await new Browser().open(`/parents?code=${request.code}`);
    const before = parent.page;
    await parent.send('/parents/answer', { proof: PIN, minutes: '0' });
    expect([parent.heading, await answerTo(request.id)]).toEqual(['Refused', { kind: 'refused' }]);
    parent.page = before;
    await parent.send('/parents/answer', { proof: PIN, minutes: '60' });
    expect([parent.status, await answerTo(request.id)]).toEqual([410, { kind: 'refused' }]);
  });

  test('wrong PINs are counted as on the set, and then nothing is judged', async () => {
    const request = await asked();
    const parent = await new Browser().open(`/parents?code=${request.code}`);
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await parent.send('/parents/answer', { proof: '0000', minutes: '60' })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429]);
    expect((await parent.send('/parents/answer', { proof: PIN, minutes: '60' })).status).toBe(429);
    expect(await answerTo(request.id)).toEqual({ kind: 'open' });
  });

  test('without a PIN the password of the account is asked for', async () => {
    await fixture.platform.pins.set(accountId, '');
    const request = await asked();
    const parent = await new Browser().open(`/parents?code=${request.code}`);
    expect(parent.page).toContain('Password of the account');
    expect((await parent.send('/parents/answer', { proof: '', minutes: '10' })).status).toBe(401);
    await parent.send('/parents/answer', { proof: 'tester-password', minutes: '10' });
    expect(await answerTo(request.id)).toEqual({ kind: 'granted', minutes: 10 });
  });

  test('a guessed code, an old one, other amounts and other sites open nothing', async () => {
    const request = await asked();
    const parent = await new Browser().open(`/parents?code=${request.code}`);
    await parent.send('/parents/answer', { proof: PIN, minutes: '600' });
    expect(parent.status).toBe(400);
    await parent.open(`/parents?code=${request.code}`);
    await parent.send('/parents/answer', { proof: PIN, minutes: '10' }, { 'sec-fetch-site': 'cross-site' });
    expect([parent.status, await answerTo(request.id)]).toEqual([403, { kind: 'open' }]);
    for (let i = 0; i < 20; i += 1) expect((await new Browser().open('/parents?code=BCDF-GHJK')).status).toBe(404);
    expect((await new Browser().open(`/parents?code=${request.code}`)).status).toBe(429);
    fixture.advance(16 * MINUTE_MS);
    expect([(await new Browser().open(`/parents?code=${request.code}`)).status, await answerTo(request.id, await fixture.bearer())]).toEqual([404, { kind: 'over' }]);
  });
});

describe('from anywhere', () => {
  test('a signed-in parent sees the question and answers it; a new password ends the sign-in', async () => {
    const parent = await new Browser().open('/parents');
    await parent.send('/parents/sign-in', { name: 'tester', password: 'wrong' });
    expect(parent.status).toBe(401);
    await parent.send('/parents/sign-in', { name: 'tester', password: 'tester-password' });
    await parent.open('/parents');
    expect(parent.page).toContain('Nobody asks for time now');
    const request = await asked();
    await parent.open('/parents');
    await parent.send('/parents/answer', { proof: PIN, minutes: '60' });
    expect(await answerTo(request.id)).toEqual({ kind: 'granted', minutes: 60 });
    const before = (await fixture.platform.store.accounts.byId(accountId))?.passwordHash ?? '';
    await fixture.platform.store.console.setAccountPassword(accountId, 'other-hash');
    expect((await parent.open('/parents')).page).toContain('name="password"');
    await fixture.platform.store.console.setAccountPassword(accountId, before);
  });

  test('another account neither reads nor answers nor withdraws it', async () => {
    const request = await asked();
    const other = await fixture.platform.accounts.create({ name: 'other', password: 'other-password', profiles: [{ name: 'O', avatar: 'sky', isKids: false, maxAge: -1, language: '' }] });
    await fixture.platform.pins.set(other.id, '1234');
    const foreign = await fixture.bearer('other');
    expect(await answerTo(request.id, foreign)).toEqual({ kind: 'over' });
    await fixture.app.inject({ method: 'DELETE', url: `/api/v1/time-requests/${request.id}`, headers: foreign });
    const parent = await new Browser().open('/parents');
    await parent.send('/parents/sign-in', { name: 'other', password: 'other-password' });
    await parent.open('/parents');
    await parent.send('/parents/answer', { id: request.id, proof: '1234', minutes: '60' });
    expect([parent.status, await answerTo(request.id)]).toEqual([410, { kind: 'open' }]);
    expect((await fixture.app.inject({ method: 'POST', url: '/api/v1/time-requests', headers: foreign, payload: { profileId, reason: 'budget' } })).statusCode).toBe(404);
  });

  test('a child that asks again and again is not heard', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 7; i += 1) statuses.push((await ask()).statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });
});
