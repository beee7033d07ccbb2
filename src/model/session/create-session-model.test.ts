import { beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, fail, ok } from '#core/base';
import type { ProfileId, SourceId } from '#core/base';
import { createTranslator } from '#model/i18n';
import type { Translator } from '#model/i18n';
import { HttpClient } from '#sources/http';
import { OauthClient, PlatformApi, PlatformSource } from '#sources/platform';
import type { Source, SourceAccount } from '#sources/source';
import { createFakeHost, FAKE_CAPABILITIES, FakeHttp, FakeSource, FakeStorage, readStrings, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createSessionModel } from './create-session-model';
import type { SessionCore } from './session-core';

const BASE = 'https://hearth.example';
const account = (facts: object = {}) => ({
  id: 'a', name: 'Hearth', status: 'active', expiresAtMs: 0, maxConnections: 2,
  profiles: [{ id: '1', name: 'Ingrid', avatar: 'ember' }, { id: '2', name: 'Mateo', avatar: 'sky', hasPin: true }, { id: '4', name: 'Kids', avatar: 'moss', isKids: true, maxAge: 7 }],
  ...facts,
});
const token = { access_token: 'access-1', token_type: 'Bearer', expires_in: 600, refresh_token: 'refresh-1' };
const device = { device_code: 'd', user_code: 'BCDF-GHJK', verification_uri: `${BASE}/tv`, verification_uri_complete: `${BASE}/tv?user_code=BCDF-GHJK`, expires_in: 900, interval: 5 };
const good: SourceAccount = { name: '', expiresAtMs: 0, isTrial: false, maxConnections: 1, activeConnections: 0 };

let host: FakeHost;
let http: FakeHttp;
let translator: Translator;
let session: SessionCore;
let opened: Array<string | null>;
let ended: number;
let phases: string[];
let sourceLists: Array<readonly string[]>;
let checkResult: ReturnType<typeof ok<SourceAccount>> | ReturnType<typeof fail<AppError>>;

function make(storage: FakeStorage, platformUrl: string | null = BASE): SessionCore {
  host = createFakeHost({ storage });
  const client = new HttpClient(http);
  opened = [];
  sourceLists = [];
  ended = 0;
  phases = [];
  return createSessionModel({
    ...host, translator,
    oauth: platformUrl === null ? null : new OauthClient(client, platformUrl),
    makePlatform: (id, tokens) => new PlatformSource({ id, api: new PlatformApi(client, BASE, tokens), capabilities: FAKE_CAPABILITIES, clock: host.clock }),
    otherWay: () => Promise.resolve(null),
    makeSource(stored): Promise<Source> {
      const source = new FakeSource(stored.config.id, stored.config.kind);
      source.checkResult = checkResult;
      return Promise.resolve(source);
    },
    openProfile(id) {
      opened.push(id);
      return Promise.resolve();
    },
    onSources: (active) => sourceLists.push(active.map((source) => source.id)),
    onPhase: (phase) => phases.push(phase.kind),
    onSessionEnded: () => (ended += 1),
  });
}

beforeEach(async () => {
  http = new FakeHttp();
  checkResult = ok(good);
  translator = createTranslator({ clock: createFakeHost().clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  session = make(new FakeStorage());
  http.on('/oauth/device_authorization', { body: device });
  http.on('/api/v1/me', { body: account() });
  http.on('/oauth/revoke', { body: {} });
});

describe('first start', () => {
  test('nothing stored: sign-in', async () => {
    expect(session.phase.value.kind).toBe('starting');
    await session.boot();
    expect([session.phase.value.kind, session.hasPlatform, session.platformHost.value]).toEqual(['signed-out', true, 'hearth.example']);
  });

  test('by phone: code, countdown, confirmed, profile picker, restart', async () => {
    await session.boot();
    http.on('/oauth/token', { status: 400, body: { error: 'authorization_pending' } });
    session.startDeviceSignIn();
    await settle();
    expect(session.device.value).toEqual({ kind: 'waiting', userCode: 'BCDF-GHJK', shortUrl: 'hearth.example/tv', qrUrl: `${BASE}/tv?user_code=BCDF-GHJK`, lifetimeMs: 900_000 });
    await host.clock.advance(28_000);
    expect(session.deviceSecondsLeft.value).toBe(872);
    expect(http.count('/oauth/token')).toBe(5);
    http.on('/oauth/token', { body: token });
    await host.clock.advance(5000);
    expect([session.device.value.kind, session.phase.value.kind]).toEqual(['confirmed', 'choosing-profile']);
    expect(session.profiles.value.map((profile) => [profile.name, profile.subtitle, profile.hasPin])).toEqual([['Ingrid', '', false], ['Mateo', '', true], ['Kids', 'Up to age 7', false]]);
    expect(await session.chooseProfile('2' as ProfileId)).toBe('locked');
    expect(await session.chooseProfile('1' as ProfileId)).toBe('chosen');
    expect([session.phase.value, session.profile.value?.name, opened, phases]).toEqual([{ kind: 'ready', profileId: '1' }, 'Ingrid', ['1'], ['signed-out', 'choosing-profile', 'ready']]);
    session.dispose();
    const again = make(host.storage);
    await again.boot();
    expect([again.phase.value.kind, again.lastProfileId.value, again.profiles.value.length]).toEqual(['choosing-profile', '1', 3]);
  });

  test('an expired code renews itself; stopping ends all timers', async () => {
    await session.boot();
    http.on('/oauth/token', { status: 400, body: { error: 'authorization_pending' } });
    session.startDeviceSignIn();
    await host.clock.advance(901_000);
    expect(http.count('/oauth/device_authorization')).toBe(2);
    session.stopDeviceSignIn();
    await settle();
    expect([session.device.value.kind, host.clock.pending]).toEqual(['idle', 0]);
  });

  test('no network for a code: says so, and heals by itself', async () => {
    await session.boot();
    http.isOnline = false;
    session.startDeviceSignIn();
    await settle();
    expect(session.device.value).toMatchObject({ kind: 'failed', error: { code: 'net.offline' } });
    http.isOnline = true;
    http.on('/oauth/token', { status: 400, body: { error: 'authorization_pending' } });
    await host.clock.advance(11_000);
    expect(session.device.value.kind).toBe('waiting');
  });

  test('a paused account is told on the sign-in page and not kept', async () => {
    await session.boot();
    http.on('/api/v1/me', { body: account({ status: 'suspended' }) });
    http.on('/oauth/token', { body: token });
    session.startDeviceSignIn();
    await host.clock.advance(6000);
    expect(session.device.value).toMatchObject({ kind: 'failed', error: { code: 'auth.account-suspended' } });
    expect(Array.from(host.storage.values.keys())).toEqual([]);
  });
});

describe('password', () => {
  test.each([
    ['wrong', { status: 400, body: { error: 'invalid_grant' } }, 'auth.bad-credentials'], ['down', { status: 502, body: '' }, 'http.server'],
    ['offline', 'net.offline', 'net.offline'], ['a page', { body: '<!doctype html>' }, 'source.html-answer'],
  ] as const)('%s', async (_name, reply, code) => {
    await session.boot();
    http.on('/oauth/token', reply);
    const answer = await session.signInWithPassword('ingrid', 'x');
    expect([answer.ok ? '' : answer.error.code, session.passwordForm.value.kind, session.phase.value.kind]).toEqual([code, 'failed', 'signed-out']);
  });

  test('empty fields are not sent', async () => {
    const answer = await session.signInWithPassword(' ', 'x');
    expect([answer.ok ? '' : answer.error.code, http.requests.length]).toEqual(['input.invalid', 0]);
  });

  test('accepted; one profile goes straight in', async () => {
    await session.boot();
    http.on('/api/v1/me', { body: account({ profiles: [{ id: '1', name: 'Ingrid' }] }) });
    http.on('/oauth/token', { body: token });
    expect((await session.signInWithPassword('ingrid', 'pw')).ok).toBe(true);
    expect([session.phase.value.kind, opened]).toEqual(['ready', ['1']]);
    expect(JSON.stringify(Array.from(host.storage.values.entries()))).not.toContain('"pw"');
  });

  test('the account cannot be read right after: blocked with a way on, kept over a restart', async () => {
    await session.boot();
    http.on('/api/v1/me', 'net.timeout');
    http.on('/oauth/token', { body: token });
    await session.signInWithPassword('ingrid', 'pw');
    expect(session.phase.value).toMatchObject({ kind: 'blocked', error: { code: 'net.timeout' } });
    const again = make(host.storage);
    http.on('/api/v1/me', { body: account() });
    await again.boot();
    expect(again.phase.value.kind).toBe('choosing-profile');
  });
});

describe('signed in', () => {
  const signIn = async (): Promise<FakeStorage> => {
    await session.boot();
    http.on('/oauth/token', { body: token });
    await session.signInWithPassword('ingrid', 'pw');
    return host.storage;
  };

  test('offline at start: the stored profiles, no waiting', async () => {
    const storage = await signIn();
    http.isOnline = false;
    const again = make(storage);
    await again.boot();
    expect(again.phase.value.kind).toBe('choosing-profile');
  });

  test('nothing of the account stored and offline: says why, then goes on', async () => {
    const storage = await signIn();
    for (const key of storage.values.keys()) if (key.indexOf('account.') === 0) storage.values.delete(key);
    http.isOnline = false;
    const again = make(storage);
    await again.boot();
    expect(again.phase.value).toMatchObject({ kind: 'blocked', error: { code: 'net.offline' } });
    http.isOnline = true;
    again.retry();
    await settle();
    expect(again.phase.value.kind).toBe('choosing-profile');
  });

  test('signing out forgets tokens, account and source, and tells the platform', async () => {
    const storage = await signIn();
    await session.chooseProfile('1' as ProfileId);
    await session.signOut();
    await settle();
    expect([session.phase.value.kind, opened]).toEqual(['signed-out', ['1', null]]);
    expect(http.requests[http.requests.length - 1]?.body).toContain('token=access-1');
    expect(Array.from(storage.values.keys()).sort()).toEqual(['profile.last', 'sources.v1']);
    expect(storage.values.get('sources.v1')).toBe('{"sources":[]}');
  });

  test('a sign-in ended by the platform leads to sign-in and is told', async () => {
    await signIn();
    await session.chooseProfile('1' as ProfileId);
    http.on('/oauth/token', { status: 400, body: { error: 'invalid_grant' } });
    http.on('/api/v1/me', { status: 401, body: {} });
    host.clock.tick(600_000);
    await (session.active.value[0] as PlatformSource).account();
    await settle();
    expect([session.phase.value.kind, ended]).toEqual(['signed-out', 1]);
  });

  test.each(Array.from({ length: 7 }, (_unused, index) => index))('killed at write %i of a sign-in: signed out or signed in, never half', async (dieAfter) => {
    const storage = new FakeStorage();
    session = make(storage);
    await session.boot();
    http.on('/oauth/token', { body: token });
    storage.dieAfter = dieAfter;
    void session.signInWithPassword('ingrid', 'pw');
    await settle(200);
    storage.dieAfter = Infinity;
    const again = make(storage);
    await again.boot();
    expect(['signed-out', 'choosing-profile']).toContain(again.phase.value.kind);
    if (again.phase.value.kind === 'choosing-profile') expect(again.profiles.value).toHaveLength(3);
    else expect(Array.from(storage.values.keys()).filter((key) => /^(tokens|source-secret)\./.test(key))).toEqual([]);
  });
});

describe('own sources', () => {
  const fields = { address: 'http://line.example:8080', username: 'u', password: 's3cret', name: 'Living room' };

  test('added after a good check: straight to ready with the local profile', async () => {
    session = make(new FakeStorage(), null);
    await session.boot();
    const added = await session.addXtream(fields);
    expect(added.ok).toBe(true);
    expect(session.sources.value).toMatchObject([{ kind: 'xtream', name: 'Living room', host: 'line.example:8080', error: null }]);
    expect([session.phase.value, opened, session.hasPlatform]).toEqual([{ kind: 'ready', profileId: 'local' }, ['local'], false]);
    expect(sourceLists[sourceLists.length - 1]).toHaveLength(1);
    expect(JSON.stringify(session.sources.value)).not.toContain('s3cret');
    const again = make(host.storage, null);
    await again.boot();
    expect([again.phase.value.kind, again.active.value.length]).toEqual(['ready', 1]);
  });

  test.each([
    'source.login-refused', 'source.expired', 'source.disabled', 'source.html-answer', 'source.not-json', 'source.empty', 'http.not-found', 'http.server', 'net.offline', 'net.timeout', 'source.not-playlist',
  ] as const)('%s keeps nothing and stays on the form', async (code) => {
    await session.boot();
    checkResult = fail(new AppError(code));
    const added = code === 'source.not-playlist' ? await session.addPlaylist({ address: 'http://h.example/a.m3u', name: '' }) : await session.addXtream(fields);
    expect([added.ok ? '' : added.error.code, session.sourceForm.value.kind, session.phase.value.kind, host.storage.values.size]).toEqual([code, 'failed', 'signed-out', 0]);
    session.resetForms();
    expect(session.sourceForm.value.kind).toBe('idle');
  });

  test.each([
    [{ ...fields, address: 'nonsense' }, 'source.bad-address'], [{ ...fields, username: '' }, 'input.invalid'], [{ ...fields, password: ' ' }, 'input.invalid'],
  ])('fields that cannot work are not tried: %#', async (bad, code) => {
    const added = await session.addXtream(bad);
    expect(added.ok ? '' : added.error.code).toBe(code);
  });

  test('a whole pasted link fills what is empty', async () => {
    await session.boot();
    const added = await session.addXtream({ address: 'http://line.example/get.php?username=u1&password=p1&type=m3u_plus', username: '', password: '', name: '' });
    expect(added.ok).toBe(true);
    expect(session.sources.value[0]?.name).toBe('line.example');
    expect(Array.from(host.storage.values.values()).join()).toContain('"username":"u1","password":"p1"');
  });

  test('a portal: MAC and login are secrets, a wrong MAC is not tried', async () => {
    await session.boot();
    const portal = { address: 'http://h.example:8080/c/', mac: '3c5e70', username: '', password: '' };
    expect((await session.addPortal(portal)).ok).toBe(true);
    expect(session.sources.value).toMatchObject([{ kind: 'stalker', name: 'h.example:8080', host: 'h.example:8080' }]);
    expect(host.storage.values.get('sources.v1')).not.toContain('3C');
    expect(Array.from(host.storage.values.values()).join()).toContain('"address":"http://h.example:8080/c/","username":"","password":"","mac":"00:1A:79:3C:5E:70"');
    const again = make(host.storage);
    await again.boot();
    expect(again.active.value.map((source) => source.kind)).toEqual(['stalker']);
    for (const [bad, code] of [[{ mac: 'nonsense' }, 'source.bad-mac'], [{ mac: '' }, 'source.bad-mac'], [{ address: 'nonsense' }, 'source.bad-address']] as const) {
      const added = await session.addPortal({ ...portal, ...bad });
      expect(added.ok ? '' : added.error.code).toBe(code);
    }
    const pasted = await session.addPortal({ ...portal, address: 'http://h.example/c/ MAC 00:1A:79:00:00:01', mac: '' });
    expect(pasted.ok).toBe(true);
  });

  test('several, renamed, removed; the last one gone leads to sign-in', async () => {
    await session.boot();
    const first = await session.addXtream(fields);
    const second = await session.addPlaylist({ address: 'h.example/tv.m3u', name: 'Free' });
    if (!first.ok || !second.ok) throw new Error('expected both');
    await session.renameSource(second.value, 'Free TV');
    expect(session.sources.value.map((source) => source.name)).toEqual(['Living room', 'Free TV']);
    session.reportSource(second.value, new AppError('net.timeout'));
    expect(session.sources.value[1]?.error?.code).toBe('net.timeout');
    await session.removeSource(first.value);
    expect(session.phase.value.kind).toBe('ready');
    await session.removeSource(second.value);
    await settle();
    expect(session.phase.value.kind).toBe('signed-out');
    expect(Array.from(host.storage.values.keys()).filter((key) => key.indexOf('source-secret') === 0)).toEqual([]);
  });

  test('a full set says so and keeps nothing', async () => {
    await session.boot();
    host.storage.isFull = true;
    const added = await session.addXtream(fields);
    expect([added.ok ? '' : added.error.code, session.sources.value.length]).toEqual(['storage.full', 0]);
  });

  test('a second check replaces the first', async () => {
    await session.boot();
    const pending = session.addXtream({ ...fields, name: 'one' });
    const second = session.addXtream({ ...fields, name: 'two' });
    expect((await pending).ok).toBe(false);
    expect((await second).ok).toBe(true);
    expect(session.sources.value.map((source) => source.name)).toEqual(['two']);
  });
});

test('no secret is ever logged', async () => {
  await session.boot();
  http.on('/oauth/token', { body: token });
  await session.signInWithPassword('ingrid', 'pw-secret');
  await session.addXtream({ address: 'http://h.example', username: 'u', password: 'x-secret', name: '' });
  await session.removeSource('none' as SourceId);
  expect(host.log.lines.join('\n')).not.toMatch(/secret|access-1|refresh-1/);
});
