import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AppError, MINUTE_MS, SECOND_MS } from '#core/base';
import { parseWirePlay } from '#core/wire';
import type { WirePlay } from '#core/wire';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;

beforeEach(async () => {
  fixture = await openPlatformFixture();
});

afterEach(async () => {
  await fixture.close();
});

interface Television {
  readonly headers: { authorization: string };
  play(slug?: string): Promise<WirePlay | string>;
}

/** A television that signs in. Answers of `play`: the address, or the code of the refusal. */
async function aSet(name = 'tester'): Promise<Television> {
  // One after the other, so that their order is known.
  fixture.advance(1);
  const headers = await fixture.bearer(name);
  return {
    headers,
    play: async (slug = 'nord-1') => {
      const payload = { kind: 'channel', id: String(await fixture.idOf('channel', slug)), forms: ['hls'] };
      const response = await fixture.app.inject({ url: '/api/v1/play', method: 'POST', headers, payload });
      const parsed = parseWirePlay(response.json());
      return response.statusCode === 200 && parsed.ok ? parsed.value : response.json<{ error: { code: string } }>().error.code;
    },
  };
}

async function plays(set: Television, slug?: string): Promise<WirePlay> {
  const answer = await set.play(slug);
  if (typeof answer === 'string') throw new Error(`refused with ${answer}`);
  return answer;
}

async function call(method: 'GET' | 'POST' | 'DELETE', url: string, set: Television): Promise<{ status: number; code: string; body: unknown }> {
  const response = await fixture.app.inject({ url: `/api/v1${url}`, method, headers: set.headers });
  const body: unknown = response.payload === '' ? null : response.json();
  const code = (body as { error?: { code?: string } } | null)?.error?.code ?? '';
  return { status: response.statusCode, code, body };
}

const isServed = async (play: WirePlay): Promise<boolean> =>
  (await fixture.app.inject({ url: new URL(play.url).pathname })).json<{ isGood: boolean }>().isGood;

const leaseOf = (play: WirePlay): string => play.lease?.id ?? '';

describe('streams at once', () => {
  test('with roll-over the oldest ends: its address stops, its beat and its next start say so once, then it may take over', async () => {
    const [first, second, third, fourth] = [await aSet(), await aSet(), await aSet(), await aSet()];
    const one = await plays(first);
    fixture.advance(SECOND_MS);
    const two = await plays(second);
    await plays(third);
    expect(await isServed(one)).toBe(true);
    await plays(fourth);
    expect([await isServed(one), await isServed(two)]).toEqual([false, true]);
    expect(await call('POST', `/leases/${leaseOf(one)}/beat`, first)).toMatchObject({ status: 403, code: 'media.replaced' });
    expect(await first.play()).toBe('media.replaced');
    expect(await isServed(await plays(first))).toBe(true);
    expect(await isServed(two)).toBe(false);
  });

  test('a set that zaps counts once, and its earlier address goes on', async () => {
    const set = await aSet();
    const first = await plays(set);
    const next = await plays(set, 'pulse');
    expect(leaseOf(next)).toBe(leaseOf(first));
    expect([await isServed(first), await isServed(next)]).toEqual([true, true]);
    expect(await fixture.platform.store.leases.countRunning(fixture.platform.nowMs())).toBe(1);
  });

  test('what is served keeps a place, what is not loses it', async () => {
    const set = await aSet();
    const play = await plays(set);
    const running = async (): Promise<number> => fixture.platform.store.leases.countRunning(fixture.platform.nowMs());
    for (let round = 0; round < 5; round += 1) {
      fixture.advance(30 * SECOND_MS);
      expect(await isServed(play)).toBe(true);
      await fixture.platform.leases.flush();
      expect(await running()).toBe(1);
    }
    fixture.advance(2 * MINUTE_MS);
    await fixture.platform.leases.flush();
    expect(await running()).toBe(0);
  });

  test('a plan that refuses says where the account plays; a place given back is free at once', async () => {
    const { rights, accounts } = fixture.platform.store;
    await rights.putPlan({ id: 'one', name: 'One', priceMinor: 1, currency: 'EUR', periodCount: 1, periodUnit: 'month', trialDays: 0, graceDays: 0, maxStreams: 1, maxDevices: 0, streamPolicy: 'reject', isSold: true, bouquetIds: [] });
    const accountId = (await accounts.byName('tester'))?.id ?? '';
    const now = fixture.platform.nowMs();
    await rights.putSubscription({ id: 's', accountId, planId: 'one', startedAtMs: now, trialUntilMs: now, paidUntilMs: now + 60 * MINUTE_MS, graceMs: 0, endedAtMs: 0 });
    const [first, second] = [await aSet(), await aSet()];
    const play = await plays(first);
    expect(await second.play()).toBe('media.limit');
    const player = await fixture.app.inject({ url: `/live/tester/tester-stream/${String(await fixture.idOf('channel', 'pulse'))}.ts` });
    expect([player.statusCode, player.headers['x-hearth-reason'], player.json<{ error: { message: string } }>().error.message]).toEqual([403, 'connection-limit', 'Already playing: Test set.']);
    expect((await call('DELETE', `/leases/${leaseOf(play)}`, first)).status).toBe(204);
    await plays(second);
  });

  test('trailers are not counted', async () => {
    const set = await aSet();
    const payload = { kind: 'trailer', id: String(await fixture.idOf('movie', 'salt')), forms: [] };
    const response = await fixture.app.inject({ url: '/api/v1/play', method: 'POST', headers: set.headers, payload });
    expect(response.json<WirePlay>().lease).toBeUndefined();
  });

  test('a store that cannot answer lets the stream in', async () => {
    const set = await aSet();
    Object.assign(fixture.platform.store.leases, { start: () => Promise.reject(new AppError('storage.broken')) });
    expect(await plays(set)).not.toHaveProperty('lease');
    expect(fixture.logged.join('')).toContain('let in uncounted');
  });
});

describe('for the account alone', () => {
  test('lists name streams and devices of the account; others cannot see, keep or stop them', async () => {
    const [mine, kitchen, stranger] = [await aSet(), await aSet(), await aSet('expired')];
    const play = await plays(kitchen);
    const leases = (await call('GET', '/leases', mine)).body as { items: Array<{ id: string; name: string; isThisDevice: boolean }> };
    expect(leases.items).toMatchObject([{ id: leaseOf(play), name: 'Test set', isThisDevice: false }]);
    expect((await call('GET', '/leases', stranger)).body).toEqual({ items: [] });
    const devices = (await call('GET', '/devices', kitchen)).body as { items: Array<{ id: string; isThisDevice: boolean }> };
    expect(devices.items.map((it) => it.isThisDevice)).toEqual([false, true]);
    const kitchenId = devices.items[1]?.id ?? '';
    for (const [method, url] of [['POST', `/leases/${leaseOf(play)}/beat`], ['DELETE', `/leases/${leaseOf(play)}`], ['DELETE', `/devices/${kitchenId}`]] as const) {
      expect(await call(method, url, stranger)).toMatchObject({ status: 404, code: 'http.not-found' });
    }
    expect((await call('POST', `/leases/${leaseOf(play)}/beat`, kitchen)).status).toBe(204);
    expect((await call('DELETE', `/leases/${leaseOf(play)}`, mine)).status).toBe(204);
    expect([await isServed(play), await kitchen.play()]).toEqual([false, 'media.replaced']);
  });

  test('a device that is signed out from elsewhere is out at once, its stream too', async () => {
    const [mine, lost] = [await aSet(), await aSet()];
    const play = await plays(lost);
    const devices = (await call('GET', '/devices', lost)).body as { items: Array<{ id: string; isThisDevice: boolean }> };
    expect((await call('DELETE', `/devices/${devices.items.find((it) => it.isThisDevice)?.id ?? ''}`, mine)).status).toBe(204);
    expect(await call('GET', '/devices', lost)).toMatchObject({ status: 401, code: 'auth.session-ended' });
    expect(await isServed(play)).toBe(false);
  });
});
