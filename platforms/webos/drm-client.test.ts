import { beforeEach, describe, expect, it } from '@jest/globals';
import { toAppError } from '#core/base';
import type { AppError } from '#core/base';
import type { MediaDrm } from '#ports';
import { FakeLog } from '#test/harness/fakes';
import { createScriptedBus } from '#test/simulators/testing';
import type { ScriptedBus } from '#test/simulators/testing';
import { DrmClient, initiator, playreadyServer } from './drm-client';
import { LunaBridge } from './luna-bridge';

const SERVER = 'https://licence.test/pr?token=s3cret&user="a"';
const OFFERS: readonly MediaDrm[] = [{ system: 'widevine', url: 'https://licence.test/wv' }, { system: 'playready', url: SERVER }];

let bus: ScriptedBus;
let log: FakeLog;
let luna: LunaBridge;
let client: DrmClient;
let refusals: AppError[];

function make(): DrmClient {
  return new DrmClient({ luna, log, clock: bus.clock, appId: 'com.example.app', onRefused: (error) => { refusals.push(error); } });
}

async function begin(offers = OFFERS): Promise<unknown> {
  const begun = client.begin(offers).catch((error: unknown) => error);
  await bus.clock.advance(20);
  return begun;
}

const methods = (): readonly string[] => bus.calls.map(([method]) => method);

beforeEach(() => {
  bus = createScriptedBus();
  log = new FakeLog();
  luna = new LunaBridge(() => bus.createBridge(), bus.clock, log);
  refusals = [];
  client = make();
});

/** The set's player takes the client, as it does when it is given a stream. */
async function use(): Promise<{ readonly verdict: string; readonly leave: () => void }> {
  const { verdict, leave } = bus.drm.use(client.id);
  return { verdict: await verdict, leave };
}

describe('a client of the DRM service', () => {
  it('is loaded, listens, and names the licence server before the player may begin; ended, it is taken back and nothing is left', async () => {
    expect(await begin()).toBeUndefined();
    expect(methods()).toEqual(['load', 'getRightsError', 'sendDrmMessage']);
    expect(bus.calls[0]?.[1]).toEqual({ drmType: 'playready', appId: 'com.example.app' });
    const player = await use();
    expect([player.verdict, bus.asked]).toEqual(['opened', [SERVER]]);
    await bus.clock.advance(1_000);
    player.leave();
    const ended = client.end();
    expect(methods()).toContain('unload');
    expect(client.end()).toBe(ended);
    await bus.clock.advance(60_000);
    await ended;
    // Another app's error of rights came meanwhile.
    expect([refusals, bus.journal.violations, luna.openCount, methods().length]).toEqual([[], [], 0, 4]);
  });

  it('says what the service says of the licence, also to a player that failed before it', async () => {
    await begin();
    bus.status = 403;
    const player = await use();
    expect(player.verdict).toBe('refused');
    const explained = client.explain(toAppError(null, 'media.decode'));
    await bus.clock.advance(500);
    expect([(await explained).code, refusals.map(({ code }) => code)]).toEqual(['media.drm', ['media.drm']]);
    player.leave();
    void client.end();
    await bus.clock.advance(60_000);
    expect(bus.journal.violations).toEqual([]);
  });

  it('lets the player’s own reason stand where the service says nothing within a second, and at once where protection cannot be it', async () => {
    await begin();
    const [undecoded, dead] = [toAppError(null, 'media.decode'), toAppError(null, 'media.unreachable')];
    expect(await client.explain(dead)).toBe(dead);
    const explained = client.explain(undecoded);
    await bus.clock.advance(1_100);
    expect(await explained).toBe(undecoded);
    // One that waits when the session ends goes on.
    const waiting = client.explain(undecoded);
    void client.end();
    expect(await waiting).toBe(undecoded);
    await bus.clock.advance(100);
  });

  it.each([[0, 'media.drm'], [1, 'media.drm-refused'], [7, 'media.drm']] as const)('an error of rights while it plays, state %d, is %s', async (errorState, code) => {
    await begin();
    let tell: (answer: object) => void = () => undefined;
    const other = new DrmClient({
      log, clock: bus.clock, appId: '', onRefused: (error) => { refusals.push(error); },
      luna: {
        request: (uri) => Promise.resolve(/load/.test(uri) ? { clientId: 'A' } : { resultCode: 0, msgId: '9' }),
        subscribe: (_uri, _parameters, onAnswer) => {
          tell = onAnswer as (answer: object) => void;
          return () => undefined;
        },
      },
    });
    await other.begin(OFFERS);
    tell({ returnValue: true, subscribed: true });
    tell({ errorState, contentId: '8' });
    expect(refusals).toEqual([]);
    tell({ errorState, contentId: '9', rightIssueUrl: SERVER });
    expect(refusals).toMatchObject([{ code }]);
    void other.end();
    tell({ errorState, contentId: '9' });
    expect(refusals).toHaveLength(1);
  });

  it.each([
    ['load', { returnValue: false, errorCode: 505 }, 'media.drm-unsupported'], ['load', { returnValue: false, errorCode: 501 }, 'media.drm-unsupported'],
    ['load', { returnValue: false, errorCode: -1, errorText: 'Service does not exist' }, 'media.drm-unsupported'], ['load', { returnValue: false, errorCode: 599 }, 'media.drm'],
    ['load', {}, 'media.drm'], ['load', undefined, 'media.drm'],
    ['sendDrmMessage', { returnValue: false, errorCode: 502 }, 'media.drm'], ['sendDrmMessage', { resultCode: 1 }, 'media.drm'], ['sendDrmMessage', {}, 'media.drm'],
    ['sendDrmMessage', { resultCode: 5 }, 'media.drm-unsupported'], ['sendDrmMessage', undefined, 'media.drm'],
  ] as const)('%s that is answered with %j is %s, no secret is told, and a client that was there is taken back', async (method, answer, code) => {
    bus.answers[method] = () => answer;
    const begun = client.begin(OFFERS).catch((error: unknown) => error);
    // An answer that never comes is waited for in vain.
    await bus.clock.advance(answer === undefined ? 11_000 : 50);
    const error = await begun;
    expect(error).toMatchObject({ code });
    void client.end();
    await bus.clock.advance(60_000);
    expect(methods().filter((name) => name === 'unload')).toHaveLength(method === 'load' ? 0 : 1);
    expect([answer === undefined ? [] : bus.journal.violations, luna.openCount]).toEqual([[], 0]);
    expect(JSON.stringify([log.lines, (error as AppError).facts, String((error as AppError).cause)])).not.toMatch(/s3cret|licence\.test/);
  });

  it('ended before it is there, it is taken back when it comes', async () => {
    const begun = client.begin(OFFERS).catch((error: unknown) => error);
    void client.end();
    expect(methods()).toEqual(['load']);
    await bus.clock.advance(60_000);
    expect(await begun).toMatchObject({ code: 'net.cancelled' });
    expect([methods(), bus.journal.violations, luna.openCount]).toEqual([['load', 'unload'], [], 0]);
  });

  it('ended while its message is on the way, it is taken back at once', async () => {
    const begun = client.begin(OFFERS).catch((error: unknown) => error);
    await bus.clock.advance(4);
    void client.end();
    expect(methods()).toEqual(['load', 'getRightsError', 'sendDrmMessage', 'unload']);
    await bus.clock.advance(60_000);
    expect([(await begun as AppError).code, bus.journal.violations, luna.openCount]).toEqual(['net.cancelled', [], 0]);
  });

  it('a client that cannot be taken back is told in the log, and the end is an end', async () => {
    await begin();
    bus.answers['unload'] = () => ({ returnValue: false, errorCode: 500 });
    const ended = client.end();
    await bus.clock.advance(20);
    await ended;
    expect(log.lines).toEqual([expect.stringMatching(/^warn drm: a client was not taken back/)]);
  });
});

describe('what the service can be asked for', () => {
  it('is PlayReady, without headers but those that every client sends', () => {
    const playready = (headers?: MediaDrm['headers']): MediaDrm => ({ system: 'playready', url: SERVER, ...(headers === undefined ? {} : { headers }) });
    expect(playreadyServer(OFFERS)).toBe(SERVER);
    expect(playreadyServer([playready({ authorization: 'x' }), playready({ 'Content-Type': 'text/xml', soapaction: 'y' })])).toBe(SERVER);
    for (const offers of [[], [OFFERS[0]], [playready({ authorization: 'x' })], [{ system: 'clearkey', url: '', keys: { aa: 'bb' } }]]) {
      expect(() => playreadyServer(offers as readonly MediaDrm[])).toThrow(expect.objectContaining({ code: 'media.drm-unsupported' }));
    }
  });

  it('a list that names no server leaves it to the stream’s own', async () => {
    expect(await begin([{ system: 'playready', url: '' }])).toBeUndefined();
    expect(bus.calls[2]?.[1]['msg']).toContain('<LA_URL></LA_URL>');
    void client.end();
    await bus.clock.advance(100);
  });

  it('an address is text of the message, whatever is in it', () => {
    expect(initiator('https://a.test/?x=1&y=<b>\'"')).toContain('<LA_URL>https://a.test/?x=1&amp;y=&lt;b&gt;&apos;&quot;</LA_URL>');
  });
});
