import { describe, expect, test } from '@jest/globals';
import { AppError } from '../base';
import { beginPortalSession, deriveDevice, NO_DEVICE, readProfile, stepPortalSession } from '.';
import type { PortalEvent, PortalMemory, PortalPlan, PortalState } from '.';

const MAC = '00:1A:79:3C:5E:70';
const plan: PortalPlan = { endpoints: ['a/portal.php', 'a/server/load.php', 'a/stalker_portal/server/load.php'], mac: MAC, hasLogin: true };
const memory: PortalMemory = { endpoint: 'a/server/load.php', token: 'T0', device: NO_DEVICE, watchdogMs: 60_000 };

const open: PortalEvent = { type: 'open' };
const greeted = (token = 'T1'): PortalEvent => ({ type: 'greeted', greeting: { token, nonce: '', isTokenInvalid: false } });
const profiled = (js: object = { status: 0 }): PortalEvent => ({ type: 'profiled', profile: readProfile(js) });
const wrong = (code: 'http.not-found' | 'source.html-answer' | 'http.server' = 'http.not-found'): PortalEvent => ({ type: 'no-portal', error: new AppError(code) });
const refused = (token = 'T1'): PortalEvent => ({ type: 'refused', token, message: 'Authorization failed.' });
const signedIn = (isAccepted: boolean): PortalEvent => ({ type: 'signed-in', isAccepted, message: '' });
const served: PortalEvent = { type: 'served' };
const broke: PortalEvent = { type: 'broke', error: new AppError('net.timeout') };
const CONFLICT = { status: 1, msg: 'device conflict - device_id mismatch' };
const BLOCKED = { status: 1, msg: '', block_msg: 'Your STB is blocked.' };

interface Run {
  readonly state: PortalState;
  /** Commands in short: `greet a/portal.php`, `profile`, `profile 2 own` (second step, numbers of its own), `sign-in`, `keep`. */
  readonly commands: readonly string[];
}

function run(events: readonly PortalEvent[], from: PortalMemory | null = null, using = plan): Run {
  let state = beginPortalSession(from);
  const commands: string[] = [];
  for (const event of events) {
    const step = stepPortalSession(using, state, event);
    state = step.state;
    for (const command of step.commands) {
      if (command.type === 'greet') commands.push(`greet ${command.endpoint}${command.token === '' ? '' : ` ${command.token}`}`);
      else if (command.type === 'ask-profile') commands.push(`profile${command.isSecondStep ? ' 2' : ''}${command.device.deviceId === '' ? '' : ' own'}`);
      else commands.push(command.type);
    }
  }
  return { state, commands };
}

const ends = ({ state }: Run): string => (state.kind === 'failed' ? state.error.code : state.kind);

describe('opening', () => {
  test.each<readonly [string, readonly PortalEvent[], readonly string[], string]>([
    ['the first address', [open, greeted(), profiled()], ['greet a/portal.php', 'profile', 'keep'], 'ready'],
    ['the second address', [open, wrong(), greeted(), profiled()], ['greet a/portal.php', 'greet a/server/load.php', 'profile', 'keep'], 'ready'],
    ['nowhere a portal', [open, wrong(), wrong('source.html-answer'), wrong()], ['greet a/portal.php', 'greet a/server/load.php', 'greet a/stalker_portal/server/load.php'], 'source.not-portal'],
    ['a server in trouble counts for more', [open, wrong('http.server'), wrong(), wrong()], ['greet a/portal.php', 'greet a/server/load.php', 'greet a/stalker_portal/server/load.php'], 'http.server'],
    ['a portal that says no counts for most', [open, refused(''), wrong('http.server'), wrong()], ['greet a/portal.php', 'greet a/server/load.php', 'greet a/stalker_portal/server/load.php'], 'source.mac-refused'],
    ['no network', [open, broke], ['greet a/portal.php'], 'net.timeout'],
    ['a simple portal without tokens', [open, greeted(''), profiled([])], ['greet a/portal.php', 'profile', 'keep'], 'ready'],
    ['login asked for', [open, greeted(), profiled({ status: '2' }), signedIn(true), profiled()], ['greet a/portal.php', 'profile', 'sign-in', 'profile 2', 'keep'], 'ready'],
    ['login refused', [open, greeted(), profiled({ status: 2 }), signedIn(false)], ['greet a/portal.php', 'profile', 'sign-in'], 'source.login-refused'],
    ['login accepted, asked for again', [open, greeted(), profiled({ status: 2 }), signedIn(true), profiled({ status: 2 })], ['greet a/portal.php', 'profile', 'sign-in', 'profile 2'], 'source.login-refused'],
    ['blocked', [open, greeted(), profiled(BLOCKED)], ['greet a/portal.php', 'profile'], 'source.disabled'],
    ['a MAC it does not know', [open, greeted(), profiled({ status: 1 })], ['greet a/portal.php', 'profile'], 'source.mac-refused'],
    ['numbers asked for: tried once with its own', [open, greeted(), profiled(CONFLICT), greeted(), profiled()], ['greet a/portal.php', 'profile', 'greet a/portal.php T1', 'profile own', 'keep'], 'ready'],
    ['tied to another device for good', [open, greeted(), profiled(CONFLICT), greeted(), profiled(CONFLICT)], ['greet a/portal.php', 'profile', 'greet a/portal.php T1', 'profile own'], 'source.device-conflict'],
    ['the profile is refused', [open, greeted(), refused()], ['greet a/portal.php', 'profile'], 'source.mac-refused'],
    ['access denied', [open, greeted(), { type: 'denied', message: 'Access denied.' }], ['greet a/portal.php', 'profile'], 'source.disabled'],
  ])('%s', (_name, events, commands, end) => {
    const outcome = run(events);
    expect([outcome.commands, ends(outcome)]).toEqual([commands, end]);
  });

  test('without name and password a portal that asks for them is told apart', () => {
    expect(ends(run([open, greeted(), profiled({ status: 2 })], null, { ...plan, hasLogin: false }))).toBe('source.login-refused');
  });

  test('what the portal says to the subscriber is kept', () => {
    const { state } = run([open, greeted(), profiled(BLOCKED)]);
    expect(state.kind === 'failed' && state.error.facts).toEqual({ message: 'Your STB is blocked.' });
  });
});

describe('the box never changes once it is settled', () => {
  test('a conflict later is told, no other numbers are tried', () => {
    const outcome = run([open, greeted(), profiled(CONFLICT)], memory);
    expect([outcome.commands, ends(outcome)]).toEqual([['greet a/server/load.php T0', 'profile'], 'source.device-conflict']);
  });

  test('numbers of its own are kept as they are', () => {
    const own = { ...memory, device: deriveDevice('other') };
    const { state } = run([open, greeted(), profiled()], own);
    expect(state.device).toEqual(own.device);
  });

  test('numbers that did not help are forgotten', () => {
    expect(run([open, greeted(), profiled(CONFLICT), greeted(), profiled(CONFLICT)]).state).toMatchObject({ device: NO_DEVICE, isDeviceSettled: false });
  });
});

describe('while it is open', () => {
  test('an earlier session goes on without asking', () => {
    expect(beginPortalSession(memory)).toMatchObject({ kind: 'ready', token: 'T0', watchdogMs: 60_000 });
    expect(beginPortalSession({ ...memory, token: '' }).kind).toBe('closed');
    expect(beginPortalSession(null).kind).toBe('closed');
  });

  test.each<readonly [string, readonly PortalEvent[], readonly string[], string]>([
    ['its token has run out', [refused('T0')], ['greet a/server/load.php'], 'greeting'],
    ['and is replaced', [refused('T0'), greeted('T2'), profiled(), served], ['greet a/server/load.php', 'profile', 'keep'], 'ready'],
    ['a late refusal of the old one is nothing', [refused('T0'), greeted('T2'), profiled(), refused('T0')], ['greet a/server/load.php', 'profile', 'keep'], 'ready'],
    ['the new one is refused as well', [refused('T0'), greeted('T2'), profiled(), refused('T2')], ['greet a/server/load.php', 'profile', 'keep'], 'source.mac-refused'],
    ['it runs out again later', [refused('T0'), greeted('T2'), profiled(), served, refused('T2')], ['greet a/server/load.php', 'profile', 'keep', 'greet a/server/load.php'], 'greeting'],
    ['blocked meanwhile', [refused('T0'), greeted('T2'), profiled(BLOCKED)], ['greet a/server/load.php', 'profile'], 'source.disabled'],
    ['one thing is denied', [{ type: 'denied', message: '' }], [], 'ready'],
    ['the portal has moved', [open, wrong(), greeted(), profiled()], ['greet a/server/load.php T0', 'greet a/portal.php', 'profile', 'keep'], 'ready'],
  ])('%s', (_name, events, commands, end) => {
    const outcome = run(events, memory);
    expect([outcome.commands, ends(outcome)]).toEqual([commands, end]);
  });

  test('no network while greeting keeps the token for the next try', () => {
    expect(run([open, broke, open], memory).commands).toEqual(['greet a/server/load.php T0', 'greet a/server/load.php T0']);
  });

  test('events that come late change nothing', () => {
    const late: readonly PortalEvent[] = [greeted(), profiled(), signedIn(true), served];
    for (const event of late) expect(stepPortalSession(plan, beginPortalSession(null), event)).toEqual({ state: beginPortalSession(null), commands: [] });
  });
});
