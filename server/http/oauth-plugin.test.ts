import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseWireDeviceAuthorization, parseWireOauthError, parseWireToken } from '#core/wire';
import type { WireDeviceAuthorization, WireToken } from '#core/wire';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#core/base';
import { lanHost } from './lan-host';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
let fixture: PlatformFixture;

beforeEach(async () => {
  fixture = await openPlatformFixture();
});

afterEach(async () => {
  await fixture.close();
});

function post(url: string, fields: Record<string, string>) {
  const payload = new URLSearchParams(fields).toString();
  return fixture.app.inject({ url, method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'tv.example' }, payload });
}

async function begin(): Promise<WireDeviceAuthorization> {
  const response = await post('/oauth/device_authorization', { client_id: 'hearth-tv', device_name: 'Living room\u0000 TV' });
  expect([response.statusCode, response.headers['cache-control']]).toEqual([200, 'no-store']);
  const parsed = parseWireDeviceAuthorization(response.json());
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

async function poll(code: WireDeviceAuthorization, clientId = 'hearth-tv'): Promise<string | WireToken> {
  const response = await post('/oauth/token', { grant_type: DEVICE_GRANT, device_code: code.device_code, client_id: clientId });
  const token = parseWireToken(response.json());
  if (token.ok) return token.value;
  const error = parseWireOauthError(response.json());
  if (!error.ok) throw error.error;
  expect(response.statusCode).toBe(400);
  return error.value.error;
}

async function refresh(token: string): Promise<WireToken | string> {
  const response = await post('/oauth/token', { grant_type: 'refresh_token', refresh_token: token });
  const parsed = parseWireToken(response.json());
  return parsed.ok ? parsed.value : String(response.json<{ error: unknown }>().error);
}

async function decide(code: WireDeviceAuthorization, isApproved: boolean): Promise<boolean> {
  const found = await fixture.platform.deviceAuthorization.find(code.user_code.toLowerCase().replace('-', ' '), '10.0.0.5');
  const account = await fixture.platform.store.accounts.byName('tester');
  if (!found.ok) throw found.error;
  return fixture.platform.deviceAuthorization.decide(found.value, isApproved, account?.id ?? '');
}

async function isAccepted(token: WireToken): Promise<boolean> {
  return (await fixture.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token.access_token}` } })).statusCode === 200;
}

describe('device code', () => {
  test('has the shape of RFC 8628', async () => {
    const code = await begin();
    expect(code.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(code).toMatchObject({
      verification_uri: 'http://tv.example/tv', verification_uri_complete: `http://tv.example/tv?user_code=${code.user_code}`, expires_in: 900, interval: 5,
    });
    expect((await begin()).user_code).not.toBe(code.user_code);
  });

  test('pending, then tokens once a person confirmed; afterwards it is used up', async () => {
    const code = await begin();
    expect(await poll(code)).toBe('authorization_pending');
    fixture.advance(5 * SECOND_MS);
    expect(await poll(code)).toBe('authorization_pending');
    expect(await decide(code, true)).toBe(true);
    fixture.advance(5 * SECOND_MS);
    const token = await poll(code);
    if (typeof token === 'string') throw new Error(token);
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    expect(await isAccepted(token)).toBe(true);
    const account = await fixture.platform.store.accounts.byName('tester');
    expect((await fixture.platform.store.devices.ofAccount(account?.id ?? '')).map((it) => [it.name, it.clientId])).toEqual([['Living room TV', 'hearth-tv']]);
    fixture.advance(5 * SECOND_MS);
    expect(await poll(code)).toBe('invalid_grant');
  });

  test('polling too fast answers slow_down and lengthens the interval for good', async () => {
    const code = await begin();
    expect(await poll(code)).toBe('authorization_pending');
    fixture.advance(2 * SECOND_MS);
    expect(await poll(code)).toBe('slow_down');
    fixture.advance(5 * SECOND_MS);
    expect(await poll(code)).toBe('slow_down');
    fixture.advance(15 * SECOND_MS);
    expect(await poll(code)).toBe('authorization_pending');
    fixture.advance(10 * SECOND_MS);
    expect(await poll(code)).toBe('slow_down');
  });

  test('a poll some moments early is forgiven', async () => {
    const code = await begin();
    await poll(code);
    fixture.advance(4200);
    expect(await poll(code)).toBe('authorization_pending');
  });

  test('refusal and expiry are told apart', async () => {
    const refused = await begin();
    await decide(refused, false);
    expect(await poll(refused)).toBe('access_denied');
    const old = await begin();
    fixture.advance(15 * MINUTE_MS);
    expect(await poll(old)).toBe('expired_token');
    expect(await fixture.platform.deviceAuthorization.find(old.user_code, '10.0.0.6')).toMatchObject({ ok: false, error: { code: 'auth.code-expired' } });
  });

  test('belongs to the client that began it', async () => {
    const code = await begin();
    expect(await poll(code, 'other')).toBe('invalid_grant');
    expect(await poll({ ...code, device_code: 'guess' })).toBe('invalid_grant');
  });

  test('guessing user codes ends soon, for one address and not for others', async () => {
    const code = await begin();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect(await fixture.platform.deviceAuthorization.find('BBBBBBBB', '10.0.0.7')).toMatchObject({ error: { code: 'input.invalid' } });
    }
    expect(await fixture.platform.deviceAuthorization.find(code.user_code, '10.0.0.7')).toMatchObject({ error: { code: 'http.rate-limited' } });
    expect(await fixture.platform.deviceAuthorization.find(code.user_code, '10.0.0.8')).toMatchObject({ ok: true });
    fixture.advance(10 * MINUTE_MS);
    expect(await fixture.platform.deviceAuthorization.find(code.user_code, '10.0.0.7')).toMatchObject({ ok: true });
  });

  test('a set that came to localhost shows an address a phone can open', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:8080' };
    const response = await fixture.app.inject({ url: '/oauth/device_authorization', method: 'POST', headers, payload: 'client_id=tv' });
    expect(response.json<WireDeviceAuthorization>().verification_uri).toBe(`http://${lanHost()}:8080/tv`);
  });

  test('needs a client', async () => {
    const response = await post('/oauth/device_authorization', {});
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([401, 'invalid_client']);
  });
});

describe('refresh', () => {
  test('rotates, forgives one lost answer, ends the session on reuse', async () => {
    const first = await fixture.signIn();
    const second = await refresh(first.refresh_token);
    if (typeof second === 'string') throw new Error(second);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    fixture.advance(59 * SECOND_MS);
    const again = await refresh(first.refresh_token);
    if (typeof again === 'string') throw new Error(again);
    const third = await refresh(again.refresh_token);
    if (typeof third === 'string') throw new Error(third);
    expect(await isAccepted(third)).toBe(true);
    expect(await refresh(first.refresh_token)).toBe('invalid_grant');
    expect(await isAccepted(third)).toBe(false);
    expect(await refresh(third.refresh_token)).toBe('invalid_grant');
  });

  test('reuse after the grace ends the session though the new token was never used', async () => {
    const first = await fixture.signIn();
    const second = await refresh(first.refresh_token);
    if (typeof second === 'string') throw new Error(second);
    fixture.advance(61 * SECOND_MS);
    expect(await refresh(first.refresh_token)).toBe('invalid_grant');
    expect(await refresh(second.refresh_token)).toBe('invalid_grant');
  });

  test('a set that comes back within 90 days stays signed in, later it does not', async () => {
    const first = await fixture.signIn();
    fixture.advance(89 * DAY_MS);
    const second = await refresh(first.refresh_token);
    if (typeof second === 'string') throw new Error(second);
    fixture.advance(90 * DAY_MS);
    expect(await refresh(second.refresh_token)).toBe('invalid_grant');
  });
});

describe('signing out', () => {
  test.each(['access_token', 'refresh_token'] as const)('ends the session by its %s, even when that is old', async (kind) => {
    const token = await fixture.signIn();
    fixture.advance(DAY_MS);
    expect((await post('/oauth/revoke', { token: token[kind] })).statusCode).toBe(200);
    expect(await refresh(token.refresh_token)).toBe('invalid_grant');
  });

  test('an unknown token is answered like a good one', async () => {
    expect((await post('/oauth/revoke', { token: 'x' })).statusCode).toBe(200);
    expect((await post('/oauth/revoke', {})).statusCode).toBe(200);
  });
});

describe('password and the rest', () => {
  const signIn = (username: string, password: string) => post('/oauth/token', { grant_type: 'password', username, password, client_id: 'tv', device_name: 'Set' });

  test('a good password signs in, whatever the case of the name', async () => {
    const token = parseWireToken((await signIn('Tester', 'tester-password')).json());
    expect(token.ok && (await isAccepted(token.value))).toBe(true);
  });

  test('a wrong password and an unknown name look the same', async () => {
    const wrong = await signIn('tester', 'nope');
    const unknown = await signIn('nobody', 'nope');
    expect([wrong.statusCode, wrong.json()]).toEqual([400, { error: 'invalid_grant', error_description: 'The name or the password is wrong.' }]);
    expect(unknown.json()).toEqual(wrong.json());
  });

  test('too many wrong ones and even the right one must wait', async () => {
    for (let attempt = 0; attempt < 15; attempt += 1) await signIn('tester', 'nope');
    const limited = await signIn('tester', 'tester-password');
    expect([limited.statusCode, limited.json()]).toMatchObject([429, { error: { code: 'http.rate-limited' } }]);
    fixture.advance(10 * MINUTE_MS);
    expect((await signIn('tester', 'tester-password')).statusCode).toBe(200);
  });

  test.each([
    [{}, 'invalid_request'],
    [{ grant_type: 'client_credentials' }, 'unsupported_grant_type'],
    [{ grant_type: 'password', username: 'x' }, 'invalid_request'],
    [{ grant_type: 'refresh_token' }, 'invalid_request'],
    [{ grant_type: DEVICE_GRANT, device_code: 'x' }, 'invalid_request'],
    [{ grant_type: 'refresh_token', refresh_token: 'x' }, 'invalid_grant'],
  ])('%j is %s', async (fields, error) => {
    const response = await post('/oauth/token', fields);
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([400, error]);
  });

  test('nothing secret is logged', async () => {
    await signIn('tester', 'tester-password');
    await fixture.app.inject({ url: '/player_api.php?username=tester&password=tester-stream' });
    await fixture.app.inject({ url: '/live/tester/tester-stream/1.ts' });
    expect(fixture.logged.join('')).not.toMatch(/tester-password|tester-stream/);
    expect(fixture.logged.join('')).toContain('/live/***/***/1.ts');
  });
});
