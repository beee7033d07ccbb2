import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { WirePlay } from '#core/wire';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

const KEY = { keyId: '00112233445566778899aabbccddeeff', key: 'ffeeddccbbaa99887766554433221100' };
const OTHER_KEY = { keyId: '99112233445566778899aabbccddeeff', key: '11111111111111111111111111111111' };
const SECRET = 'operators-own-key-7261';

/** A licence server of the operator: what it was sent, and what it answers. */
let vendor: Server;
let came: Array<{ readonly headers: IncomingHttpHeaders; readonly body: string }>;
let answer: { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };
let fixture: PlatformFixture;
let salt: number;

beforeAll(async () => {
  vendor = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      came.push({ headers: request.headers, body: Buffer.concat(pieces).toString('latin1') });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
  const server = { url: `http://127.0.0.1:${String((vendor.address() as AddressInfo).port)}/licence?tenant=7`, headers: { 'x-operator-key': SECRET } };
  fixture = await openPlatformFixture({ drm: { isClearKeyOn: true, widevine: server, playready: null, networks: ['127.0.0.1'] } });
  salt = await fixture.idOf('movie', 'salt');
  await fixture.platform.drm.vault.put({ kind: 'movie', itemId: salt, systems: ['widevine', 'clearkey', 'playready'] }, [KEY]);
  await fixture.platform.drm.vault.put({ kind: 'movie', itemId: await fixture.idOf('movie', 'glass'), systems: ['clearkey'] }, [OTHER_KEY]);
});

beforeEach(() => {
  came = [];
  answer = { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: 'licence' };
});

afterEach(() => {
  fixture.resetClock();
});

afterAll(async () => {
  await fixture.close();
  await new Promise((resolve) => vendor.close(resolve));
});

interface Signed {
  readonly headers: { readonly authorization: string };
  readonly play: WirePlay;
}

async function play(account = 'tester', id = salt): Promise<Signed> {
  const headers = await fixture.bearer(account);
  const reply = await fixture.app.inject({ method: 'POST', url: '/api/v1/play', headers, payload: { kind: 'movie', id: String(id), forms: ['dash', 'hls'] } });
  expect(reply.statusCode).toBe(200);
  return { headers, play: reply.json() };
}

function addressOf({ play: { drm = [] } }: Signed, system: string): string {
  return new URL(drm.find((offer) => offer.system === system)?.url ?? 'http://none/').pathname;
}

function kidOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

async function ask(url: string, keyIds: readonly string[], headers: Record<string, string> = {}): Promise<{ status: number; body: { keys?: unknown; error?: { code: string } } }> {
  const reply = await fixture.app.inject({
    method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify({ kids: keyIds.map(kidOf), type: 'temporary' }),
  });
  return { status: reply.statusCode, body: reply.json() };
}

function refused(code: string): object {
  return { body: { error: { code } } };
}

describe('ClearKey', () => {
  test('play names the systems that are set up, in order, and the licence holds the key that was asked for', async () => {
    const signed = await play();
    expect(signed.play.drm?.map((offer) => offer.system)).toEqual(['widevine', 'clearkey']);
    expect(await ask(addressOf(signed, 'clearkey'), [KEY.keyId])).toEqual({
      status: 200, body: { keys: [{ kty: 'oct', kid: kidOf(KEY.keyId), k: kidOf(KEY.key) }], type: 'temporary' },
    });
    const plain = await play('tester', await fixture.idOf('movie', 'kestrel'));
    expect(plain.play.drm).toBeUndefined();
  });

  test('another title’s key is not given, neither alone nor among right ones', async () => {
    const url = addressOf(await play(), 'clearkey');
    expect(await ask(url, [OTHER_KEY.keyId])).toMatchObject({ status: 403, ...refused('media.drm-refused') });
    expect(await ask(url, [KEY.keyId, OTHER_KEY.keyId])).toMatchObject({ status: 403, ...refused('media.drm-refused') });
    for (const payload of ['', '{}', '{"kids":[]}', '{"kids":["x"]}', 'not json', JSON.stringify({ kids: Array(40).fill(kidOf(KEY.keyId)) })]) {
      const reply = await fixture.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } });
      expect([payload, reply.statusCode]).toEqual([payload, 400]);
    }
  });

  test('the store holds no key in clear', async () => {
    const rows = await fixture.platform.store.drm.keys('movie', salt);
    expect(rows.map((row) => row.keyId)).toEqual([KEY.keyId]);
    expect(JSON.stringify(rows)).not.toContain(KEY.key);
    expect(JSON.stringify(rows)).not.toContain(kidOf(KEY.key));
  });
});

describe('whom licences are refused', () => {
  test('an address changed, made up or run out', async () => {
    const url = addressOf(await play(), 'clearkey');
    const at = url.lastIndexOf('/') - 5;
    const changed = `${url.slice(0, at)}${url.charAt(at) === 'A' ? 'B' : 'A'}${url.slice(at + 1)}`;
    expect(await ask(changed, [KEY.keyId])).toMatchObject({ status: 403, ...refused('http.forbidden') });
    expect(await ask(`/drm/${'A'.repeat(200)}/clearkey`, [KEY.keyId])).toMatchObject({ status: 403, ...refused('http.forbidden') });
    fixture.advance(13 * 3_600_000);
    expect(await ask(url, [KEY.keyId])).toMatchObject({ status: 403, ...refused('http.forbidden') });
  });

  test('after the stream ended: the address is played again in vain', async () => {
    const signed = await play();
    const url = addressOf(signed, 'clearkey');
    expect((await ask(url, [KEY.keyId])).status).toBe(200);
    await fixture.app.inject({ method: 'DELETE', url: `/api/v1/leases/${encodeURIComponent(signed.play.lease?.id ?? '')}`, headers: signed.headers });
    expect(await ask(url, [KEY.keyId])).toMatchObject({ status: 403, ...refused('media.replaced') });
  });

  test('another account, which brings its own token', async () => {
    const url = addressOf(await play(), 'clearkey');
    const stranger = await fixture.bearer('expired');
    expect(await ask(url, [KEY.keyId], stranger)).toMatchObject({ status: 403, ...refused('http.forbidden') });
    expect((await ask(url, [KEY.keyId], { authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  test('who was signed out, and whose rights ended since', async () => {
    const signedOut = await play();
    const token = signedOut.headers.authorization.slice(7);
    await fixture.app.inject({ method: 'POST', url: '/oauth/revoke', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: `token=${token}` });
    expect(await ask(addressOf(signedOut, 'clearkey'), [KEY.keyId])).toMatchObject({ status: 401, ...refused('auth.session-ended') });

    const url = addressOf(await play(), 'clearkey');
    const { rights } = fixture.platform.store;
    await rights.putAvailability({ id: 'nowhere', target: { kind: 'movie', itemId: salt }, effect: 'only', countries: ['FR'], fromMs: 0, untilMs: 0 });
    expect(await ask(url, [KEY.keyId])).toMatchObject({ status: 403, ...refused('rights.country') });
    await rights.removeAvailability('nowhere');
    expect((await ask(url, [KEY.keyId])).status).toBe(200);
  });

  test('a system the title does not have, or that nobody set up', async () => {
    const url = addressOf(await play(), 'clearkey');
    expect(await ask(url.replace(/clearkey$/, 'playready'), [KEY.keyId])).toMatchObject({ status: 422, ...refused('media.drm-unsupported') });
    expect((await ask(url.replace(/clearkey$/, 'fairplay'), [KEY.keyId])).status).toBe(400);
  });
});

describe('an operator’s licence server', () => {
  const challenge = Buffer.from([8, 1, 0xff, 0, 0x0d]);

  async function challengeWidevine(url: string) {
    return fixture.app.inject({ method: 'POST', url, payload: challenge, headers: { 'content-type': 'application/octet-stream', 'x-operator-key': 'mine', cookie: 'a=b' } });
  }

  test('gets the challenge untouched with the operator’s headers and none of the viewer’s, and its answer comes back', async () => {
    const reply = await challengeWidevine(addressOf(await play(), 'widevine'));
    expect([reply.statusCode, reply.body, reply.headers['cache-control']]).toEqual([200, 'licence', 'no-store']);
    expect(came).toHaveLength(1);
    expect(came[0]).toMatchObject({ body: challenge.toString('latin1'), headers: { 'x-operator-key': SECRET, 'content-type': 'application/octet-stream' } });
    expect(came[0]?.headers['cookie']).toBeUndefined();
  });

  test.each([[403, 'media.drm-refused', 403], [500, 'media.drm', 502], [302, 'media.drm', 502]])('its %d is %s', async (status, code, told) => {
    const url = addressOf(await play(), 'widevine');
    answer = { status, headers: { location: 'http://169.254.169.254/latest/meta-data' }, body: 'why' };
    const reply = await challengeWidevine(url);
    expect([reply.statusCode, reply.json<{ error: { code: string } }>().error.code]).toEqual([told, code]);
    expect(reply.body).not.toContain('why');
  });

  test('a page it answers is no page here, and too much is cut off', async () => {
    const url = addressOf(await play(), 'widevine');
    answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<script>1</script>' };
    expect((await challengeWidevine(url)).headers['content-type']).toBe('application/octet-stream');
    answer = { status: 200, body: 'x'.repeat(300_000) };
    expect((await challengeWidevine(url)).statusCode).toBe(502);
  });

  test('nothing of it reaches the log: no key, no address of a licence, no secret', async () => {
    const url = addressOf(await play(), 'widevine');
    answer = { status: 500, body: '' };
    await challengeWidevine(url);
    await ask(addressOf(await play(), 'clearkey'), [KEY.keyId]);
    const log = fixture.logged.join('\n');
    expect(log).toContain('/drm/***/widevine');
    for (const secret of [SECRET, url.split('/')[2] ?? '', KEY.key, kidOf(KEY.key), 'tenant=7']) expect([secret, log.includes(secret)]).toEqual([secret, false]);
  });
});

test('without an opened network a licence server at home is not asked', async () => {
  const closed = await openPlatformFixture({ drm: { isClearKeyOn: false, widevine: { url: `http://127.0.0.1:${String((vendor.address() as AddressInfo).port)}/`, headers: {} }, playready: null, networks: [] } });
  try {
    const itemId = await closed.idOf('movie', 'salt');
    await closed.platform.drm.vault.put({ kind: 'movie', itemId, systems: ['clearkey', 'widevine'] }, [KEY]);
    const payload = { kind: 'movie', id: String(itemId), forms: ['hls'] };
    const { drm = [] } = (await closed.app.inject({ method: 'POST', url: '/api/v1/play', headers: await closed.bearer(), payload })).json<WirePlay>();
    expect(drm.map((offer) => offer.system)).toEqual(['widevine']);
    const reply = await closed.app.inject({ method: 'POST', url: new URL(drm[0]?.url ?? '').pathname, payload: 'x', headers: { 'content-type': 'text/xml' } });
    expect(reply.statusCode).toBe(502);
    expect(came).toEqual([]);
  } finally {
    await closed.close();
  }
});
