import { beforeEach, describe, expect, it } from '@jest/globals';
import { createScriptedBus } from '../testing/scripted-bus';
import type { ScriptedBus } from '../testing/scripted-bus';

const URI = 'luna://com.webos.service.drm';
const LOAD = { drmType: 'playready', appId: 'com.example.app' };
const MESSAGE = { msgType: 'application/vnd.ms-playready.initiator+xml', drmSystemId: 'urn:dvb:casystemid:19219' };

let bus: ScriptedBus;

/** An initiator as LG's guide shows it. */
function initiator(server: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<PlayReadyInitiator xmlns="http://schemas.microsoft.com/DRM/2007/03/protocols/">\n  <LicenseServerUriOverride>\n    <LA_URL>${server}</LA_URL>\n  </LicenseServerUriOverride>\n</PlayReadyInitiator>`;
}

async function ask(method: string, parameters: object): Promise<Readonly<Record<string, unknown>>> {
  const bridge = bus.createBridge();
  const answered = new Promise<Readonly<Record<string, unknown>>>((resolve) => {
    bridge.onservicecallback = (text) => { resolve(JSON.parse(text) as Readonly<Record<string, unknown>>); };
  });
  bridge.call(`${URI}/${method}`, JSON.stringify(parameters));
  await bus.clock.advance(10);
  return answered;
}

async function load(): Promise<string> {
  return String((await ask('load', LOAD))['clientId']);
}

beforeEach(() => {
  bus = createScriptedBus();
});

describe('LG’s DRM service', () => {
  it('knows PlayReady alone, gives every client an id of eleven letters, and tells which is there', async () => {
    expect(await ask('load', { drmType: 'widevine' })).toMatchObject({ returnValue: false, errorCode: 505 });
    expect(await ask('load', {})).toMatchObject({ errorCode: 504 });
    expect(await ask('isLoaded', { appId: 'com.example.app' })).toMatchObject({ returnValue: true, loadStatus: false });
    const [first, second] = [await load(), await load()];
    expect([first === second, first.length, first.slice(-1)]).toEqual([false, 11, '0']);
    expect(await ask('isLoaded', { appId: 'com.example.app' })).toMatchObject({ loadStatus: true, clientId: first, drmType: 'playready' });
    expect(await ask('unload', { clientId: first })).toEqual({ returnValue: true });
    await ask('unload', { clientId: second });
  });

  it.each(['unload', 'sendDrmMessage', 'getRightsError'])('%s of a client it does not know is refused by a number', async (method) => {
    expect(await ask(method, { clientId: 'NOBODY', msg: initiator('x'), ...MESSAGE })).toMatchObject({ returnValue: false, errorCode: 0 });
    const clientId = await load();
    expect(await ask(method, { clientId: 'NOBODY', msg: initiator('x'), ...MESSAGE })).toMatchObject({ returnValue: false, errorCode: 502 });
    await ask('unload', { clientId });
  });

  it('takes a message that is well formed and of its kind', async () => {
    const clientId = await load();
    const send = async (more: object): Promise<unknown> => (await ask('sendDrmMessage', { clientId, ...MESSAGE, ...more }))['resultCode'];
    expect(await send({ msg: initiator('https://a.test/?x=1&y=2') })).toBe(6);
    expect(await send({ msg: '<PlayReadyInitiator/>' })).toBe(6);
    expect(await send({ msg: initiator('x'), msgType: 'text/xml' })).toBe(3);
    expect(await send({ msg: initiator('x'), drmSystemId: 'urn:dvb:casystemid:19156' })).toBe(5);
    expect(await ask('sendDrmMessage', { clientId, msgType: MESSAGE.msgType })).toMatchObject({ errorCode: 504 });
    expect(await ask('sendDrmMessage', { clientId, ...MESSAGE, msg: initiator('https://a.test/?x=1&amp;y=2') })).toMatchObject({ resultCode: 0, msgId: expect.any(String) });
    expect(await bus.drm.use(clientId).verdict).toBe('opened');
    expect(bus.asked).toEqual(['https://a.test/?x=1&y=2']);
  });

  it('tells errors of licences to everybody who listens, also those of others', async () => {
    const clientId = await load();
    const { msgId } = await ask('sendDrmMessage', { clientId, ...MESSAGE, msg: initiator('https://a.test/') });
    const told: Array<Readonly<Record<string, unknown>>> = [];
    const bridge = bus.createBridge();
    bridge.onservicecallback = (text) => { told.push(JSON.parse(text) as Readonly<Record<string, unknown>>); };
    bridge.call(`${URI}/getRightsError`, JSON.stringify({ clientId, subscribe: true }));
    bus.status = 403;
    expect(await bus.drm.use(clientId).verdict).toBe('refused');
    await bus.clock.advance(200);
    expect(told).toMatchObject([{ subscribed: true }, { errorState: 0, contentId: 'another' }, { errorState: 0, contentId: msgId, rightIssueUrl: 'https://a.test/' }]);
    bridge.cancel();
    await bus.drm.use(clientId).verdict;
    await bus.clock.advance(200);
    expect(told).toHaveLength(3);
  });

  it('a client without a message has no licence, and one that is not there opens nothing', async () => {
    expect(await bus.drm.use(await load()).verdict).toBe('refused');
    expect(await bus.drm.use('NOBODY').verdict).toBe('unknown');
    expect(bus.asked).toEqual([]);
  });

  it('notices a client that is forgotten, before a stream and after it, and one that is taken from a stream', async () => {
    const before = await load();
    await bus.clock.advance(6_000);
    expect(bus.journal.violations).toEqual(['a DRM client was never unloaded']);
    const use = bus.drm.use(before);
    await bus.clock.advance(60_000);
    expect(bus.journal.violations).toHaveLength(1);
    use.leave();
    await bus.clock.advance(6_000);
    expect(bus.journal.violations).toHaveLength(2);
    const again = bus.drm.use(before);
    await ask('unload', { clientId: before });
    again.leave();
    await bus.clock.advance(60_000);
    expect(bus.journal.violations.slice(2)).toEqual(['a DRM client was unloaded while its stream played']);
  });
});
