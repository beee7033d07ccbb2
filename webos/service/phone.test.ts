import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { makeScratchFolder, writeFiles, type ScratchFolder } from '../../scripts/packaging/testing';
import { answerOf, type FakeBus, type FakeCall } from './testing/drive';

interface ServiceModule {
  createHearthService(bus: FakeBus, options: object): () => void;
}
/** What the set shows, and what brings its requests in (src/core/wire). */
interface WireCompanion {
  readonly id: string;
  readonly secret: string;
  readonly code: string;
  readonly pin: string;
  readonly shortUrl: string;
  readonly qrUrl: string;
}
interface WireLetters {
  readonly letters: ReadonlyArray<{ readonly number: number; readonly from: string; readonly body: unknown }>;
}
interface Lan {
  isPrivate(address: string): boolean;
}
const { createHearthService } = jest.requireActual<ServiceModule>('./hearth-service.js');
const { isPrivate } = jest.requireActual<Lan>('./lan.js');
const FakeService = jest.requireActual<new (busId: string, manager: null, options: object) => FakeBus>('./testing/fake-webos-service.js');

/** The set's address in these tests; a phone on the same machine finds it. */
const ADDRESS = '127.0.0.1';
const MINUTE_MS = 60_000;

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

let scratch: ScratchFolder;
let bus: FakeBus;
let close: () => void;
let call: FakeCall;
let doorUrl: string;
let set: WireCompanion;

beforeEach(async () => {
  scratch = makeScratchFolder();
  writeFiles(scratch.path, { 'phone.js': 'built()' });
  bus = new FakeService('com.hearthtv.app.service', null, { noBuiltinMethods: true });
  close = createHearthService(bus, {
    serviceId: 'com.hearthtv.app.service', version: '0.1.0', productName: 'My TV', lanAddress: ADDRESS, phoneScript: join(scratch.path, 'phone.js'),
  });
  call = bus.deliver('companion', { subscribe: true });
  doorUrl = String(Reflect.get(await answerOf(call), 'companionUrl'));
  set = await begin();
});

afterEach(() => {
  jest.restoreAllMocks();
  close();
  scratch.remove();
});

function ask(url: string, options: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string | Buffer } = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(options.body);
  });
}

function ofSet(method: string, path: string, body?: object, secret = set.secret): Promise<Answered> {
  return ask(`${doorUrl}/api/v1/companion/${set.id}${path}`, { method, headers: { 'x-hearth-companion': secret }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function begin(): Promise<WireCompanion> {
  const answer = await ask(`${doorUrl}/api/v1/companion`, { method: 'POST', body: JSON.stringify({ name: 'Kitchen <b>' }) });
  return JSON.parse(answer.text) as WireCompanion;
}

async function heard(after = 0): Promise<readonly unknown[]> {
  return (JSON.parse((await ofSet('GET', `/letters?after=${String(after)}`)).text) as WireLetters).letters.map(({ body }) => body);
}

const page = (): string => set.qrUrl.replace(/\?.*/, '');
const origin = (): string => page().replace(/\/phone$/, '');

function enter(code: string, pin: string, headers: Record<string, string> = {}): Promise<Answered> {
  return ask(page(), { method: 'POST', headers: { origin: origin(), 'user-agent': 'Mozilla (iPhone)', 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams({ code, pin }).toString() });
}

/** Pairs a phone; the headers its own script sends. */
async function pair(): Promise<Record<string, string>> {
  const joined = await enter(set.code, set.pin);
  expect(joined.status).toBe(303);
  return { 'x-hearth-phone': '1', origin: origin(), cookie: String(joined.headers['set-cookie']?.[0]).split(';')[0] ?? '' };
}

const say = (headers: Record<string, string>, ...letters: object[]): Promise<Answered> =>
  ask(`${page()}/letters`, { method: 'POST', headers, body: JSON.stringify({ letters }) });

const wrongPin = (): string => (set.pin === '0000' ? '1111' : '0000');

describe('pairing in the home network', () => {
  test('the address to type is the set’s own; the QR address holds the code and never the PIN; the page is in the phone’s language, without a script', async () => {
    expect(set.shortUrl).toMatch(/^127\.0\.0\.1:\d+\/phone$/);
    expect(set.qrUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/phone\?code=[A-Z]{4}-[A-Z]{4}$/);
    const german = await ask(set.qrUrl, { headers: { 'accept-language': 'xx, de-AT;q=0.9, en;q=0.5' } });
    expect(german.text).toContain('lang="de"');
    expect(german.text).toContain(`value="${set.code}"`);
    expect(german.text).toContain('My TV');
    expect(german.text).not.toContain('{{');
    expect(german.text).not.toContain('<script');
    expect(german.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await ask(`${page()}?code=%22%3E%3Cscript%3E`)).text).not.toContain('<script');
  });

  test('code and PIN pair the phone once; the set is told; the paired page has our one script and an escaped name', async () => {
    const own = await pair();
    expect(await heard()).toEqual([{ kind: 'joined', name: 'iPhone', isTakeover: false }]);
    const remote = await ask(page(), { headers: own });
    expect(remote.text).toContain('Kitchen &lt;b&gt;');
    expect(remote.text).toContain('/phone/script/phone.js');
    expect((await ask(`${origin()}/phone/script/phone.js`)).text).toBe('built()');
    expect((await enter(set.code, set.pin)).status).toBe(401);
  });

  test('five wrong PINs kill the code, also for who knows the right one; a new one works', async () => {
    for (let i = 0; i < 5; i += 1) expect((await enter(set.code, wrongPin())).status).toBe(401);
    expect((await enter(set.code, set.pin)).status).toBe(401);
    expect(await heard()).toEqual([{ kind: 'guessed' }]);
    set = JSON.parse((await ofSet('POST', '/code')).text) as WireCompanion;
    await pair();
  });

  test('an address that guesses is locked out, for ten minutes', async () => {
    for (let i = 0; i < 20; i += 1) await enter('BCDF-GHJK', String(1000 + i));
    expect((await enter(set.code, set.pin)).status).toBe(429);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 10 * MINUTE_MS - 1000);
    await ofSet('POST', '/code').then((renewed) => { set = JSON.parse(renewed.text) as WireCompanion; });
    expect((await enter(set.code, set.pin)).status).toBe(429);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2000);
    await pair();
  });

  test('a code is good for ten minutes', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 10 * MINUTE_MS);
    expect((await enter(set.code, set.pin)).status).toBe(401);
  });
});

describe('who is refused', () => {
  test.each([
    ['another name that points here (DNS rebinding)', { host: 'evil.example' }],
    ['another port', { host: '127.0.0.1:1' }],
  ])('%s', async (_name, headers) => {
    expect((await ask(page(), { headers })).status).toBe(403);
  });

  test('forms and requests of other sites, even with the phone’s cookie; nothing is offered to other origins', async () => {
    expect((await enter(set.code, set.pin, { origin: 'http://evil.example' })).status).toBe(403);
    expect((await enter(set.code, set.pin, { origin: 'null' })).status).toBe(403);
    const own = await pair();
    for (const headers of [{ ...own, origin: 'http://evil.example' }, { ...own, 'sec-fetch-site': 'same-site' }, { cookie: own['cookie'] ?? '' }]) {
      expect((await say(headers, { kind: 'key', key: 'ok' })).status).toBe(403);
    }
    const preflight = await ask(`${page()}/letters`, { method: 'OPTIONS', headers: { origin: 'http://evil.example' } });
    expect(preflight.status).toBe(404);
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('addresses outside the home network', () => {
    const isIn = (address: string): boolean => isPrivate(address);
    expect(['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.178.20', '169.254.3.4', '127.0.0.1', '::1', '::ffff:192.168.0.4', 'fe80::1', 'fd12::3'].every(isIn)).toBe(true);
    expect(['8.8.8.8', '172.32.0.1', '172.15.0.1', '192.169.0.1', '::ffff:1.1.1.1', '2a00::1', '', 'undefined'].some(isIn)).toBe(false);
  });

  test('a connection that sends nothing is closed, and only so many are held', async () => {
    const sockets = await Promise.all(Array.from({ length: 40 }, () => new Promise<boolean>((resolve) => {
      const socket = connect(Number(/:(\d+)/.exec(set.shortUrl)?.[1]), ADDRESS);
      socket.on('error', () => resolve(false));
      socket.on('close', () => resolve(false));
      socket.on('connect', () => setTimeout(() => resolve(!socket.destroyed), 300).unref());
    })));
    expect(sockets.filter(Boolean).length).toBeLessThanOrEqual(32);
  });

  test('the app’s side is for who has its secret', async () => {
    expect((await ofSet('GET', '/letters', undefined, 'x'.repeat(32))).status).toBe(404);
    expect((await ask(doorUrl.replace(/.{4}$/, '0000') + '/api/v1/companion', { method: 'POST' })).status).toBe(404);
  });

  test('a phone that says too much, and letters that are none', async () => {
    const own = await pair();
    expect((await say(own, 'x' as unknown as object)).status).toBe(422);
    expect((await ask(`${page()}/letters`, { method: 'POST', headers: own, body: 'x'.repeat(60_000) }).catch(() => ({ status: 422 }))).status).toBe(422);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await say(own, ...Array.from({ length: 40 }, () => ({ kind: 'key', key: 'up' })))).status);
    expect(statuses.slice(0, 2)).toEqual([204, 204]);
    expect(statuses[11]).toBe(429);
  });
});

describe('letters and files', () => {
  test('what the phone says arrives in order, what the set says too; a wait ends with the first letter', async () => {
    const own = await pair();
    const waiting = ofSet('GET', '/letters?after=1&wait=20000');
    await say(own, { kind: 'text', field: 'a', value: 'x' }, { kind: 'done', field: 'a' });
    expect((JSON.parse((await waiting).text) as WireLetters).letters).toMatchObject([{ number: 2, from: 'phone', body: { kind: 'text' } }, { number: 3, body: { kind: 'done' } }]);
    const hearing = ask(`${page()}/letters?after=0&wait=20000`, { headers: own });
    expect((await ofSet('POST', '/letters', { letters: [{ kind: 'field', field: null }] })).status).toBe(204);
    expect(JSON.parse((await hearing).text)).toEqual({ letters: [{ number: 1, body: { kind: 'field', field: null } }] });
  });

  test('another phone takes over: the first one’s word is void', async () => {
    const first = await pair();
    set = JSON.parse((await ofSet('POST', '/code')).text) as WireCompanion;
    const waiting = ask(`${page()}/letters?after=0&wait=20000`, { headers: first });
    await pair();
    expect((await waiting).status).toBe(401);
    expect(await heard(1)).toEqual([{ kind: 'joined', name: 'iPhone', isTakeover: true }]);
  });

  test('a playlist’s file waits for the set and flows through, once', async () => {
    const own = await pair();
    const bytes = Buffer.alloc(300_000, 'x');
    const sent = ask(`${page()}/file?name=My%20list.m3u`, { method: 'POST', headers: { ...own, 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) }, body: bytes });
    const told = (JSON.parse((await ofSet('GET', '/letters?after=1&wait=10000')).text) as WireLetters).letters[0]?.body as { file: string };
    expect(told).toMatchObject({ kind: 'file', name: 'My list.m3u', bytes: bytes.length });
    expect((await ofSet('GET', `/files/${told.file}`)).text).toHaveLength(bytes.length);
    expect((await sent).status).toBe(204);
    expect((await ofSet('GET', `/files/${told.file}`)).status).toBe(404);
  });

  test('a file that is too large is refused before it is read', async () => {
    const own = await pair();
    const refused = ask(`${page()}/file?name=a`, { method: 'POST', headers: { ...own, 'content-length': String(33 * 1024 * 1024) }, body: 'x' });
    expect((await refused).status).toBe(422);
  });
});

describe('its life', () => {
  const isShut = (): Promise<boolean> => ask(page()).then(() => false, () => true);

  test('the page is there as long as the app’s subscription', async () => {
    expect(bus.activityCount()).toBe(1);
    call.cancel();
    expect(await isShut()).toBe(true);
    expect(bus.activityCount()).toBe(0);
  });

  test('the app’s good-bye ends it and frees the service', async () => {
    await pair();
    expect((await ofSet('DELETE', '')).status).toBe(204);
    expect(await isShut()).toBe(true);
    expect(call.answers[1]).toMatchObject({ ended: true, subscribed: false });
    expect(bus.activityCount()).toBe(0);
  });

  test('a second call takes the first one’s place', async () => {
    const second = bus.deliver('companion', { subscribe: true });
    expect(Reflect.get(await answerOf(second), 'companionUrl')).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(call.answers[1]).toMatchObject({ ended: true });
    expect(bus.activityCount()).toBe(1);
  });

  test('a phone that leaves, or whose two hours are over, is let go', async () => {
    const own = await pair();
    expect((await ask(`${page()}/leave`, { method: 'POST', headers: own })).status).toBe(204);
    expect(await heard(1)).toEqual([{ kind: 'left' }]);
    expect((await say(own, { kind: 'hello' })).status).toBe(401);
  });

  test('a package without the page’s script says that no phone can come', async () => {
    close();
    bus = new FakeService('com.hearthtv.app.service', null, { noBuiltinMethods: true });
    close = createHearthService(bus, { serviceId: 'com.hearthtv.app.service', version: '0.1.0', lanAddress: ADDRESS, phoneScript: join(scratch.path, 'none.js') });
    expect(await answerOf(bus.deliver('companion', { subscribe: true }))).toMatchObject({ returnValue: false, code: 'net.unreachable' });
    expect(bus.activityCount()).toBe(0);
  });
});

test('a set that falls asleep closes the door after two minutes', async () => {
  close();
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
  try {
    bus = new FakeService('com.hearthtv.app.service', null, { noBuiltinMethods: true });
    close = createHearthService(bus, { serviceId: 'com.hearthtv.app.service', version: '0.1.0', lanAddress: ADDRESS, phoneScript: join(scratch.path, 'phone.js') });
    call = bus.deliver('companion', { subscribe: true });
    await answerOf(call);
    jest.advanceTimersByTime(2 * MINUTE_MS - 16_000);
    expect(call.answers).toHaveLength(1);
    jest.advanceTimersByTime(16_000);
    expect(call.answers[1]).toMatchObject({ ended: true });
    expect(bus.activityCount()).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});
