import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { MINUTE_MS } from '#core/base';
import type { WireCompanion, WireLetters } from '#core/wire';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;
let set: WireCompanion;

beforeAll(async () => {
  fixture = await openPlatformFixture();
});

beforeEach(async () => {
  // Whoever guessed in the test before is forgiven.
  fixture.advance(20 * MINUTE_MS);
  set = await start();
});

afterAll(async () => {
  await fixture.close();
});

async function start(): Promise<WireCompanion> {
  const answer = await fixture.app.inject({ method: 'POST', url: '/api/v1/companion', payload: { name: 'Küche <b>' } });
  expect(answer.statusCode).toBe(200);
  return answer.json<WireCompanion>();
}

function ofSet(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, secret = set.secret): Promise<LightMyRequestResponse> {
  return fixture.app.inject({ method, url: `/api/v1/companion/${set.id}${path}`, headers: { 'x-hearth-companion': secret }, ...(payload === undefined ? {} : { payload }) });
}

async function heard(after = 0): Promise<readonly unknown[]> {
  return (await ofSet('GET', `/letters?after=${String(after)}`)).json<WireLetters>().letters.map(({ body }) => body);
}

/** A phone's browser: the cookies it was given, and its own script's header. */
class Phone {
  cookies = '';
  ip = '10.0.0.5';

  async open(url = '/phone'): Promise<LightMyRequestResponse> {
    return this.keep(await fixture.app.inject({ url, headers: { cookie: this.cookies, accept: 'text/html' }, remoteAddress: this.ip }));
  }

  async join(code: string, pin: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    const page = await this.open();
    const token = /name="form_token" value="([^"]*)"/.exec(page.payload)?.[1] ?? '';
    const payload = new URLSearchParams({ form_token: token, code, pin }).toString();
    return this.keep(await fixture.app.inject({ method: 'POST', url: '/phone', payload, headers: { cookie: this.cookies, 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Mozilla (iPhone)', ...headers }, remoteAddress: this.ip }));
  }

  ask(method: 'GET' | 'POST', path: string, payload?: object, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return fixture.app.inject({ method, url: `/phone/${path}`, headers: { cookie: this.cookies, 'x-hearth-phone': '1', ...headers }, ...(payload === undefined ? {} : { payload }) });
  }

  say(...letters: object[]): Promise<LightMyRequestResponse> {
    return this.ask('POST', 'letters', { letters });
  }

  private keep(response: LightMyRequestResponse): LightMyRequestResponse {
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const [pair = ''] = line.split(';');
      const [name = ''] = pair.split('=');
      this.cookies = this.cookies.split('; ').filter((each) => each !== '' && !each.startsWith(`${name}=`)).concat(pair).join('; ');
    }
    return response;
  }
}

async function pair(phone = new Phone(), shown = set): Promise<Phone> {
  expect((await phone.join(shown.code, shown.pin)).statusCode).toBe(303);
  return phone;
}

describe('pairing', () => {
  test('the QR address holds the code and never the PIN; the page asks for the PIN', async () => {
    expect(set.qrUrl).toMatch(/\/phone\?code=[A-Z]{4}-[A-Z]{4}$/);
    expect(set.pin).toMatch(/^\d{4}$/);
    const page = await new Phone().open(`/phone?code=${set.code}`);
    expect(page.payload).toContain(`value="${set.code}"`);
    expect(page.payload).not.toContain('<script');
  });

  test('code and PIN pair the phone, once: the set is told, the page has its one script', async () => {
    const phone = await pair();
    expect(await heard()).toEqual([{ kind: 'joined', name: 'iPhone', isTakeover: false }]);
    const page = await phone.open();
    expect(page.payload).toContain('Küche &lt;b&gt;');
    expect(String(page.headers['content-security-policy'])).toContain("script-src 'self'; connect-src 'self'");
    // Used up: whoever saw them over a shoulder comes too late.
    expect((await new Phone().join(set.code, set.pin)).statusCode).toBe(401);
    expect((await new Phone().join(set.code, set.pin)).headers['set-cookie'] ?? '').not.toContain('hearth_phone');
  });

  test('five wrong PINs kill the code, also for who knows the right one', async () => {
    const wrong = set.pin === '0000' ? '1111' : '0000';
    for (let i = 0; i < 5; i += 1) expect((await new Phone().join(set.code, wrong)).statusCode).toBe(401);
    expect((await new Phone().join(set.code, set.pin)).statusCode).toBe(401);
    expect(await heard()).toEqual([{ kind: 'guessed' }]);
  });

  test('an address that guesses is locked out for ten minutes; another is not', async () => {
    const guesser = new Phone();
    for (let i = 0; i < 20; i += 1) expect((await guesser.join('BCDF-GHJK', String(1000 + i))).statusCode).toBe(401);
    expect((await guesser.join(set.code, set.pin)).statusCode).toBe(429);
    const other = new Phone();
    other.ip = '10.0.0.6';
    await pair(other);
  });

  test('a code is good for ten minutes; a new one kills the one before', async () => {
    const renewed = (await ofSet('POST', '/code')).json<WireCompanion>();
    expect((await new Phone().join(set.code, set.pin)).statusCode).toBe(401);
    for (let minute = 0; minute < 10; minute += 1) {
      fixture.advance(MINUTE_MS);
      await heard();
    }
    expect((await new Phone().join(renewed.code, renewed.pin)).statusCode).toBe(401);
  });

  test('a form of another site or of another browser pairs nothing', async () => {
    expect((await new Phone().join(set.code, set.pin, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await new Phone().join(set.code, set.pin, { cookie: 'hearth_form=AAAAAAAAAAAAAAAAAAAAAAAA' })).statusCode).toBe(403);
    expect(await heard()).toEqual([]);
  });
});

describe('messages', () => {
  test('go both ways, come again until they are acknowledged, and leave no trace in the log', async () => {
    const phone = await pair();
    await phone.say({ kind: 'text', field: 'password', value: 'hunter2-secret' }, { kind: 'key', key: 'ok' });
    expect((await heard()).slice(1)).toEqual([{ kind: 'text', field: 'password', value: 'hunter2-secret' }, { kind: 'key', key: 'ok' }]);
    expect(await heard(2)).toEqual([{ kind: 'key', key: 'ok' }]);
    expect(await heard(3)).toEqual([]);
    await ofSet('POST', '/letters', { letters: [{ kind: 'state', hasLineup: true }] });
    expect((await phone.ask('GET', 'letters?after=0')).json()).toEqual({ letters: [{ number: 1, body: { kind: 'state', hasLineup: true } }] });
    expect(fixture.logged.join('')).not.toMatch(/hunter2|hearth_phone=[\w-]/);
  });

  test('a message that comes while the set waits ends the wait', async () => {
    const phone = await pair();
    const waiting = ofSet('GET', '/letters?after=1&wait=20000');
    await phone.say({ kind: 'hello' });
    expect((await waiting).json<WireLetters>().letters.map(({ body }) => body)).toEqual([{ kind: 'hello' }]);
  });

  test('a foreign set, a foreign phone and a foreign site reach nothing', async () => {
    const phone = await pair();
    const foreign = await start();
    for (const [id, secret] of [[set.id, foreign.secret], [foreign.id, set.secret], ['none', set.secret]] as const) {
      const answer = await fixture.app.inject({ url: `/api/v1/companion/${id}/letters?after=0`, headers: { 'x-hearth-companion': secret } });
      expect(answer.statusCode).toBe(404);
    }
    expect((await new Phone().say({ kind: 'hello' })).statusCode).toBe(401);
    expect((await phone.ask('POST', 'letters', { letters: [] }, { 'x-hearth-phone': '' })).statusCode).toBe(403);
    expect((await phone.ask('POST', 'letters', { letters: [] }, { 'sec-fetch-site': 'same-site' })).statusCode).toBe(403);
    expect((await phone.ask('GET', 'letters?after=0')).headers['access-control-allow-origin']).toBeUndefined();
  });

  test('a phone cannot speak as the platform', async () => {
    const phone = await pair();
    await phone.say({ kind: 'joined', name: 'x', from: 'platform' });
    const letters = (await ofSet('GET', '/letters?after=1')).json<WireLetters>().letters;
    expect(letters.map(({ from }) => from)).toEqual(['phone']);
  });

  test('are bounded in number, size and rate', async () => {
    const phone = await pair();
    const tooMany = Array.from({ length: 41 }, () => ({ kind: 'hello' }));
    expect((await phone.say(...tooMany)).statusCode).toBe(400);
    expect((await phone.say({ kind: 'text', value: 'x'.repeat(60_000) })).statusCode).toBe(413);
    const forty = tooMany.slice(1);
    const statuses: number[] = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await phone.say(...forty)).statusCode);
    // Nobody fetches: what waits is bounded.
    expect(statuses).toEqual([204, 204, 429]);
    for (let i = 0; i < 8; i += 1) {
      await heard(1000);
      statuses.push((await phone.say(...forty)).statusCode);
    }
    expect(statuses.slice(-1)).toEqual([429]);
  });
});

describe('one phone at a time', () => {
  test('the next phone takes over, the set is told, the one before is out', async () => {
    const first = await pair();
    const next = (await ofSet('POST', '/code')).json<WireCompanion>();
    const waiting = first.ask('GET', 'letters?after=0&wait=20000');
    const second = await pair(new Phone(), next);
    expect((await waiting).statusCode).toBe(401);
    expect((await first.say({ kind: 'key', key: 'up' })).statusCode).toBe(401);
    expect((await second.say({ kind: 'key', key: 'up' })).statusCode).toBe(204);
    expect(await heard(1)).toEqual([{ kind: 'joined', name: 'iPhone', isTakeover: true }, { kind: 'key', key: 'up' }]);
  });

  test('good-bye, silence and a set that is off end it', async () => {
    const phone = await pair();
    expect((await phone.ask('POST', 'leave')).statusCode).toBe(204);
    expect(await heard(1)).toEqual([{ kind: 'left' }]);
    const silent = await pair(new Phone(), (await ofSet('POST', '/code')).json<WireCompanion>());
    for (let minute = 0; minute < 15; minute += 1) {
      fixture.advance(MINUTE_MS);
      await heard(0);
    }
    expect((await silent.say({ kind: 'hello' })).statusCode).toBe(401);
    fixture.advance(2 * MINUTE_MS);
    expect((await ofSet('GET', '/letters?after=0')).statusCode).toBe(404);
  });

  test('what the set ended is over for the phone', async () => {
    const phone = await pair();
    expect((await ofSet('DELETE', '')).statusCode).toBe(204);
    expect((await phone.say({ kind: 'hello' })).statusCode).toBe(401);
    expect((await ofSet('GET', '/letters?after=0')).statusCode).toBe(404);
  });
});

describe('a playlist as a file', () => {
  const send = (phone: Phone, body: Buffer): Promise<LightMyRequestResponse> =>
    fixture.app.inject({ method: 'POST', url: '/phone/file?name=My%20list.m3u', headers: { cookie: phone.cookies, 'x-hearth-phone': '1', 'content-type': 'application/octet-stream', 'content-length': String(body.length) }, payload: Readable.from([body]) });

  test('flows from the phone to the set, once, and is kept nowhere', async () => {
    const phone = await pair();
    const list = Buffer.from(`#EXTM3U\n${'#EXTINF:-1,One\nhttp://line.example/1.ts\n'.repeat(5000)}`);
    const sent = send(phone, list);
    const { letters } = (await ofSet('GET', '/letters?after=1&wait=5000')).json<WireLetters>();
    const offer = letters[0]?.body as { kind: string; file: string; name: string; bytes: number };
    expect(offer).toMatchObject({ kind: 'file', name: 'My list.m3u', bytes: list.length });
    expect((await ofSet('GET', `/files/${offer.file}`, undefined, 'foreign')).statusCode).toBe(404);
    const got = await ofSet('GET', `/files/${offer.file}`);
    expect(got.rawPayload.equals(list)).toBe(true);
    expect((await sent).statusCode).toBe(204);
    expect((await ofSet('GET', `/files/${offer.file}`)).statusCode).toBe(404);
  });

  test('a file that is too large is refused before it is read', async () => {
    const phone = await pair();
    const answer = await fixture.app.inject({ method: 'POST', url: '/phone/file?name=x', headers: { cookie: phone.cookies, 'x-hearth-phone': '1', 'content-type': 'application/octet-stream', 'content-length': String(33 * 1024 * 1024) }, payload: Readable.from([Buffer.from('x')]) });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(await heard(1)).toEqual([]);
  });
});
