import { describe, expect, test } from '@jest/globals';
import { AppError } from '../base';
import type { ProfileId } from '../base';
import { formatQuery, hostOf, parseAddress, parseQuery } from './addresses';
import { CODE_RETRY_MS, stepDeviceCode } from './device-code-machine';
import type { DeviceCodeEvent, DeviceCodeState, DeviceCodeStep } from './device-code-machine';
import { stepSession } from './session-machine';
import type { SessionEvent, SessionState } from './session-machine';
import { splitLink } from './split-link';

describe('addresses', () => {
  test.each([
    ['http://line.example:8080', 'http://line.example:8080'], ['LINE.example/sub/', 'http://line.example/sub'], ['https://user:pw@h.example', 'https://h.example'],
    ['192.168.1.4:8000', 'http://192.168.1.4:8000'], ['localhost', 'http://localhost'], ['[::1]:80', 'http://[::1]:80'], ['h.example\\x', 'http://h.example/x'],
  ])('%s', (text, expected) => {
    const parsed = parseAddress(text);
    expect(parsed.ok && `${parsed.value.scheme}://${parsed.value.host}${parsed.value.path.replace(/\/$/, '')}`).toBe(expected);
  });

  test.each(['', 'movies', 'http://', 'ftp://h.example', 'http://a b.example', 'http://h.example:99999', 'http://-h.example', 'http://h..example'])('%j is no address', (text) => {
    const parsed = parseAddress(text);
    expect(parsed.ok ? '' : parsed.error.code).toBe('source.bad-address');
  });

  test('queries', () => {
    expect(parseQuery('username=a%20b&password=x%2By%&type=m3u&type=z&&=')).toEqual({ username: 'a b', password: 'x%2By%', type: 'm3u' });
    expect(formatQuery({ username: 'a b', password: 'x&y', n: 4 })).toBe('username=a%20b&password=x%26y&n=4');
    expect([hostOf('http://u:p@h.example:80/x?password=1'), hostOf('nonsense')]).toEqual(['h.example:80', '']);
  });
});

describe('pasted links', () => {
  test.each([
    ['http://h.example:8080/get.php?username=u1&password=p%40ss&type=m3u_plus&output=ts', { kind: 'xtream', address: 'http://h.example:8080', username: 'u1', password: 'p@ss' }],
    ['Your line:\nhttp://h.example/c/player_api.php?username=u&password=p enjoy!', { kind: 'xtream', address: 'http://h.example/c', username: 'u', password: 'p' }],
    ['https://h.example/live/u/p%2B/123.ts', { kind: 'xtream', address: 'https://h.example', username: 'u', password: 'p+' }],
    ['http://h.example?username=u&password=p', { kind: 'xtream', address: 'http://h.example', username: 'u', password: 'p' }],
    ['https://h.example/lists/tv.m3u8', { kind: 'playlist', address: 'https://h.example/lists/tv.m3u8' }],
    ['https://h.example/x?type=m3u', { kind: 'playlist', address: 'https://h.example/x?type=m3u' }],
    ['http://h.example/player_api.php', { kind: 'address', address: 'http://h.example' }],
    ['Portal: http://h.example:8080/c/ MAC 00:1a:79:3c:5e:70', { kind: 'portal', address: 'http://h.example:8080/c/', mac: '00:1A:79:3C:5E:70' }],
    ['h.example/stalker_portal/c', { kind: 'portal', address: 'h.example/stalker_portal/c', mac: '' }],
    ['http://h.example/portal.php', { kind: 'portal', address: 'http://h.example/portal.php', mac: '' }],
    ['h.example:8080', { kind: 'address', address: 'h.example:8080' }],
    ['not a link', { kind: 'address', address: 'not a link' }],
  ])('%s', (text, expected) => {
    expect(splitLink(text)).toEqual(expected);
  });
});

describe('sign-in by phone', () => {
  const grant = { deviceCode: 'd1', userCode: 'BCDF-GHJK', shortUrl: 'h/tv', qrUrl: 'h/tv?c', lifetimeMs: 900_000, intervalMs: 5000 };
  type Event = DeviceCodeEvent<string>;
  const polled = (outcome: Extract<Event, { type: 'polled' }>['outcome'], nowMs = 5000, deviceCode = 'd1'): Event => ({ type: 'polled', deviceCode, outcome, nowMs });
  const granted: readonly Event[] = [{ type: 'start' }, { type: 'granted', grant, nowMs: 0 }];
  const run = (events: readonly Event[]) => {
    let state: DeviceCodeState<string> = { kind: 'idle' };
    const commands: string[] = [];
    for (const event of events) {
      const step: DeviceCodeStep<string> = stepDeviceCode(state, event);
      state = step.state;
      commands.push(...step.commands.map((command) => command.type));
    }
    return { state, commands: commands.join(' ') };
  };
  const rows: ReadonlyArray<readonly [name: string, events: readonly Event[], state: object, commands: string]> = [
    ['start asks for a code', [{ type: 'start' }], { kind: 'requesting' }, 'request-code'],
    ['starting twice is harmless', [{ type: 'start' }, { type: 'start' }], { kind: 'requesting' }, 'request-code'],
    ['a code waits its interval', [...granted, { type: 'tick', nowMs: 4999 }], { kind: 'waiting', isPolling: false }, 'request-code'],
    ['then polls once', [...granted, { type: 'tick', nowMs: 5000 }, { type: 'tick', nowMs: 6000 }], { kind: 'waiting', isPolling: true }, 'request-code poll'],
    ['pending keeps the interval', [...granted, { type: 'tick', nowMs: 5000 }, polled({ kind: 'pending' })], { nextPollAtMs: 10_000, isPolling: false }, 'request-code poll'],
    ['slow down adds five seconds for good', [...granted, polled({ kind: 'slow-down' }), polled({ kind: 'pending' }, 20_000)], { intervalMs: 10_000, nextPollAtMs: 30_000 }, 'request-code'],
    ['no answer backs off and keeps the code', [...granted, polled({ kind: 'error', error: new AppError('net.timeout') }), polled({ kind: 'error', error: new AppError('net.timeout') })], { kind: 'waiting', silences: 2, nextPollAtMs: 25_000 }, 'request-code'],
    ['an answer forgives silences', [...granted, polled({ kind: 'error', error: new AppError('net.timeout') }), polled({ kind: 'pending' })], { silences: 0 }, 'request-code'],
    ['expiry by the clock renews', [...granted, { type: 'tick', nowMs: 900_000 }], { kind: 'requesting' }, 'request-code request-code'],
    ['expiry by the server renews', [...granted, polled({ kind: 'expired' })], { kind: 'requesting' }, 'request-code request-code'],
    ['the viewer renews', [...granted, { type: 'renew' }], { kind: 'requesting' }, 'request-code request-code'],
    ['an answer for the old code is not heard', [...granted, polled({ kind: 'token', token: 't' }, 1, 'd0')], { kind: 'waiting' }, 'request-code'],
    ['confirmed', [...granted, polled({ kind: 'token', token: 't' })], { kind: 'confirmed', token: 't' }, 'request-code accept'],
    ['denied waits for the viewer', [...granted, polled({ kind: 'denied' }), { type: 'tick', nowMs: 1e9 }], { kind: 'failed', retryAtMs: -1 }, 'request-code'],
    ['no code for lack of network heals by itself', [{ type: 'start' }, { type: 'refused', error: new AppError('net.offline'), nowMs: 0 }, { type: 'tick', nowMs: CODE_RETRY_MS }], { kind: 'requesting' }, 'request-code request-code'],
    ['no code for a lasting reason does not', [{ type: 'start' }, { type: 'refused', error: new AppError('http.not-found'), nowMs: 0 }, { type: 'tick', nowMs: 1e9 }], { kind: 'failed' }, 'request-code'],
    ['stop', [...granted, { type: 'stop' }, { type: 'tick', nowMs: 1e9 }], { kind: 'idle' }, 'request-code'],
  ];
  test.each(rows)('%s', (_name, events, state, commands) => {
    const result = run(events);
    expect(result.state).toMatchObject(state);
    expect(result.commands).toBe(commands);
  });
});

test('sign-in by phone, random words: never silent, never two polls at once', () => {
  let seed = 9;
  const next = (below: number): number => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
  const grant = { deviceCode: 'd', userCode: 'u', shortUrl: 's', qrUrl: 'q', lifetimeMs: 60_000, intervalMs: 5000 };
  let state: DeviceCodeState<string> = { kind: 'idle' };
  const problems: string[] = [];
  let nowMs = 0;
  let polls = 0;
  for (let i = 0; i < 5000; i += 1) {
    nowMs += next(4000);
    const outcomes = [{ kind: 'pending' }, { kind: 'slow-down' }, { kind: 'expired' }, { kind: 'error', error: new AppError('net.timeout') }, { kind: 'denied' }] as const;
    const events: readonly DeviceCodeEvent<string>[] = [
      { type: 'start' }, { type: 'renew' }, { type: 'granted', grant, nowMs }, { type: 'refused', error: new AppError('net.offline'), nowMs }, { type: 'tick', nowMs }, { type: 'tick', nowMs },
      { type: 'polled', deviceCode: 'd', outcome: outcomes[next(5)] ?? { kind: 'pending' }, nowMs },
    ];
    const event = events[next(events.length)] ?? { type: 'start' };
    if (event.type === 'polled' || event.type === 'renew') polls = 0;
    const step: DeviceCodeStep<string> = stepDeviceCode(state, event);
    state = step.state;
    if (state.kind !== 'waiting') polls = 0;
    polls += step.commands.filter((command) => command.type === 'poll').length;
    if (polls > 1) problems.push('two polls at once');
    // Time or the viewer always leads on; a requested code is being asked for.
    const leads = stepDeviceCode(state, { type: 'tick', nowMs: nowMs + 120_000 }).commands.length + stepDeviceCode(state, { type: 'start' }).commands.length;
    if (state.kind !== 'requesting' && leads === 0) problems.push(`${state.kind} leads nowhere`);
  }
  expect(problems).toEqual([]);
});

describe('boot', () => {
  const id = (text: string): ProfileId => text as ProfileId;
  const one = [{ id: id('a'), hasPin: false }];
  const two = [{ id: id('a'), hasPin: false }, { id: id('b'), hasPin: true }];
  const known = (hasSources: boolean, profiles: typeof two, error: AppError | null = null): SessionEvent => ({ type: 'known', hasSources, profiles, error });
  const run = (events: readonly SessionEvent[]) => {
    let state: SessionState = { kind: 'starting' };
    const commands: string[] = [];
    for (const event of events) {
      const step = stepSession(state, event);
      state = step.state;
      commands.push(...step.commands.map((command) => command.type));
    }
    return [state.kind, commands.join(' ')];
  };
  const offline = new AppError('net.offline');
  const rows: ReadonlyArray<readonly [name: string, events: readonly SessionEvent[], kind: SessionState['kind'], commands: string]> = [
    ['nothing stored', [known(false, [])], 'signed-out', ''],
    ['several profiles', [known(true, two)], 'choosing', ''],
    ['one profile goes straight in', [known(true, one)], 'ready', 'open-profile'],
    ['one profile with a PIN does not', [known(true, [{ id: id('b'), hasPin: true }])], 'choosing', ''],
    ['choosing', [known(true, two), { type: 'chosen', profileId: id('a') }], 'ready', 'open-profile'],
    ['a locked profile stays closed', [known(true, two), { type: 'chosen', profileId: id('b') }], 'choosing', ''],
    ['nobody', [known(true, two), { type: 'chosen', profileId: id('z') }], 'choosing', ''],
    ['signed in, but nothing known and no network', [known(true, [], offline)], 'blocked', ''],
    ['try again', [known(true, [], offline), { type: 'retry' }, known(true, one)], 'ready', 'load open-profile'],
    ['an account that cannot be read later changes nothing', [known(true, one), known(true, [], offline)], 'ready', 'open-profile'],
    ['a profile that was removed', [known(true, two), { type: 'chosen', profileId: id('a') }, known(true, [{ id: id('c'), hasPin: true }])], 'choosing', 'open-profile close-profile'],
    ['signing out', [known(true, one), known(false, [])], 'signed-out', 'open-profile close-profile'],
    ['switching', [known(true, two), { type: 'chosen', profileId: id('a') }, { type: 'switch' }, { type: 'chosen', profileId: id('a') }], 'ready', 'open-profile close-profile open-profile'],
  ];
  test.each(rows)('%s', (_name, events, kind, commands) => {
    expect(run(events)).toEqual([kind, commands]);
  });
});
