import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AppError } from '#core/base';
import { LANGUAGES } from '#model/i18n';
import { createSampleApp, readStrings } from '#test/harness/fakes';
import type { FakeHost, FakeReply } from '#test/harness/fakes';
import { createAppModel } from './create-app-model';
import type { AppCore } from './create-app-model';

const LINE = { address: 'http://line.example:8080', username: 'u', password: 's3cret', name: '' };
const LIST = { address: 'http://list.example/tv.m3u', name: '' };
const user = (facts: object) => ({ user_info: { auth: 1, status: 'Active', exp_date: null, ...facts }, server_info: {} });

let app: AppCore;
let host: FakeHost;

beforeEach(async () => {
  ({ app, host } = await createSampleApp({ stage: 'signed-out' }));
});

/** What somebody does, what answers, and the error it must end in, with its title. */
type Case = readonly [name: string, attempt: 'password' | 'xtream' | 'playlist', reply: FakeReply, code: string, title: string];

const CASES: readonly Case[] = [
  ['wrong password of the platform', 'password', { status: 400, body: { error: 'invalid_grant' } }, 'auth.bad-credentials', 'User name or password not right'],
  ['platform down', 'password', { status: 503, body: 'x' }, 'http.server', 'The server has a problem'],
  ['a page in place of the platform', 'password', { body: '<!doctype html><html>' }, 'source.html-answer', 'A web page answered'],
  ['no network at sign-in', 'password', 'net.offline', 'net.offline', 'No connection'],
  ['wrong password of a line', 'xtream', { body: { user_info: { auth: 0 } } }, 'source.login-refused', 'User name or password not accepted'],
  ['expired line', 'xtream', { body: user({ status: 'Expired' }) }, 'source.expired', 'This line has expired'],
  ['line past its end that still calls itself active', 'xtream', { body: user({ exp_date: '1000' }) }, 'source.expired', 'This line has expired'],
  ['disabled line', 'xtream', { body: user({ status: 'Disabled' }) }, 'source.disabled', 'This line is switched off'],
  ['panel down', 'xtream', { status: 502, body: '<html>' }, 'http.server', 'The server has a problem'],
  ['panel not there', 'xtream', 'net.unreachable', 'net.unreachable', 'Cannot be reached'],
  ['panel silent', 'xtream', 'net.timeout', 'net.timeout', 'No answer in time'],
  ['a page in place of JSON', 'xtream', { body: '<!DOCTYPE html><html><body>Welcome' }, 'source.html-answer', 'A web page answered'],
  ['neither page nor JSON', 'xtream', { body: 'nope' }, 'source.not-json', 'Not an Xtream server'],
  ['404 of a panel', 'xtream', { status: 404, body: '<html>nginx</html>' }, 'http.not-found', 'Nothing at this address'],
  ['all connections in use', 'xtream', { status: 458 }, 'source.connection-limit', 'All connections are in use'],
  ['empty playlist', 'playlist', { body: '#EXTM3U\n' }, 'source.empty', 'Nothing in it'],
  ['404 of a playlist', 'playlist', { status: 404 }, 'http.not-found', 'Nothing at this address'],
  ['a page in place of a playlist', 'playlist', { body: '<html><body>hi</body></html>' }, 'source.html-answer', 'A web page answered'],
  ['something that is no playlist', 'playlist', { body: '{"a":1}' }, 'source.not-playlist', 'Not a playlist'],
  ['playlist server down', 'playlist', { status: 500 }, 'http.server', 'The server has a problem'],
  ['no network for a playlist', 'playlist', 'net.offline', 'net.offline', 'No connection'],
];

async function errorOf(attempt: Case[1], reply: FakeReply): Promise<AppError | null> {
  const { session } = app;
  const route = attempt === 'password' ? '/oauth/token' : attempt === 'xtream' ? 'line.example' : 'list.example';
  host.http.on(route, reply);
  const tried = attempt === 'password' ? session.signInWithPassword('ingrid', 'x') : attempt === 'xtream' ? session.addXtream(LINE) : session.addPlaylist(LIST);
  await host.clock.advance(60_000);
  const answer = await tried;
  return answer.ok ? null : answer.error;
}

describe('each failure has its own code and its own words', () => {
  test.each(CASES)('%s', async (_name, attempt, reply, code, title) => {
    const error = await errorOf(attempt, reply);
    if (error === null) throw new Error('expected a failure');
    expect(error.code).toBe(code);
    const words = app.notices.describe(error);
    expect(words).toEqual({ title, text: app.translator.t(`error.${error.code}.text`), label: error.label });
    expect(words.label).toMatch(/^HRT-\d{4}$/);
    expect(`${words.title} ${words.text}`).not.toContain(error.label);
    expect(app.navigation.current.value.route.name).toBe('sign-in');
  });

  test('no two of them share a title, a text or a label, in any language', async () => {
    const codes = Array.from(new Set(CASES.map(([, , , code]) => code)));
    for (const locale of LANGUAGES) {
      const strings = (await readStrings(locale)) as Readonly<Record<string, string>>;
      for (const part of ['title', 'text']) {
        const texts = codes.map((code) => strings[`error.${code}.${part}`] ?? '');
        expect(texts).not.toContain('');
        expect(new Set(texts).size).toBe(codes.length);
      }
    }
  });
});

describe('accounts of the platform', () => {
  test.each([
    ['expired', 'source.expired', 'This line has expired'], ['suspended', 'auth.account-suspended', 'This account is paused'],
  ])('%s', async (status, code, title) => {
    host.http.on('/api/v1/me', { body: { id: 'a', name: 'ingrid', status, expiresAtMs: 1, maxConnections: 1, profiles: [{ id: '1', name: 'Ingrid' }] } });
    const answer = await app.session.signInWithPassword('ingrid', 'sample');
    expect([answer.ok ? '' : answer.error.code, app.session.phase.value.kind]).toEqual([code, 'signed-out']);
    if (!answer.ok) expect(app.notices.describe(answer.error).title).toBe(title);
  });
});

describe('no network at start', () => {
  test('signed out: the code page says so and heals by itself', async () => {
    host.http.isOnline = false;
    app.session.startDeviceSignIn();
    await host.clock.advance(10);
    const { value } = app.session.device;
    expect(value.kind === 'failed' ? app.notices.describe(value.error) : value).toMatchObject({ title: 'No connection', label: 'HRT-1001' });
    host.http.isOnline = true;
    await host.clock.advance(60_000);
    expect(app.session.device.value.kind).toBe('waiting');
  });

  test('signed in, nothing stored: the start page says so and goes on by itself', async () => {
    await app.session.signInWithPassword('ingrid', 'sample');
    app.dispose();
    for (const key of Array.from(host.storage.values.keys())) if (key.indexOf('account.') === 0) host.storage.values.delete(key);
    host.http.isOnline = false;
    host.network.set(false);
    const again = createAppModel({ host, loadStrings: readStrings });
    await again.prepare();
    await again.boot();
    const phase = again.session.phase.value;
    expect(phase.kind === 'blocked' ? again.notices.describe(phase.error) : phase).toMatchObject({ title: 'No connection', label: 'HRT-1001' });
    host.http.isOnline = true;
    host.network.set(true);
    await host.clock.advance(10);
    expect(again.session.phase.value.kind).not.toBe('blocked');
    again.dispose();
  });
});
