import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '#core/base';
import type { WireAccess, WireOrder, WireShop } from '#core/wire';
import { FIXTURE_NOW_MS, openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

let fixture: PlatformFixture;
let channelId: number;
let keys = 0;

const STARTS_MS = FIXTURE_NOW_MS + HOUR_MS;

beforeEach(async () => {
  fixture = await openPlatformFixture({ payments: 'sandbox' });
  channelId = await fixture.idOf('channel', 'nord-1');
  await fixture.platform.store.rights.putOffer({
    id: 'final', target: { kind: 'channel', itemId: channelId }, model: 'event', priceMinor: 1490, currency: 'EUR', startWithinMs: 0, windowMs: 0, rightsEndMs: 0, isSold: true,
    event: { name: 'The Final', description: 'All of it.', picture: '', startsAtMs: STARTS_MS, endsAtMs: STARTS_MS + 2 * HOUR_MS, replayMs: DAY_MS, isCancelled: false },
  });
});

afterEach(async () => {
  await fixture.close();
});

interface Answer<T> {
  readonly status: number;
  readonly body: T & { readonly error?: { readonly code: string; readonly opens?: object } };
}

async function ask<T>(method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer<T>> {
  keys += 1;
  const headers = { ...(await fixture.bearer()), 'idempotency-key': `event-key-${String(keys)}` };
  const response = await fixture.app.inject({ url: `/api/v1${url}`, method, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: response.statusCode, body: response.json<Answer<T>['body']>() };
}

/** Has an order paid: by the page that leads to the provider, and the provider's word. */
async function pay({ id }: WireOrder): Promise<string> {
  const { billing, store } = fixture.platform;
  const placed = await store.money.order(id);
  if (placed === null) throw new Error('no order');
  await billing.begin(placed);
  return tell(id);
}

async function tell(id: string): Promise<string> {
  const { billing, sandbox, store } = fixture.platform;
  const row = await store.money.order(id);
  if (row === null || sandbox === null) throw new Error('no order');
  const told = await billing.receive('sandbox', sandbox.webhook('paid', row, row.priceMinor));
  return told.ok ? told.value : told.error.code;
}

const order = async (): Promise<Answer<WireOrder>> => ask<WireOrder>('POST', '/orders', { offerId: 'final' });
const play = async (span: object = {}): Promise<string> => {
  const { status, body } = await ask<object>('POST', '/play', { kind: 'channel', id: String(channelId), forms: [], ...span });
  return status === 200 ? 'plays' : (body.error?.code ?? '');
};

test('an event is sold before it, opens its channel for its time, is watched again for a while, and is not the channel', async () => {
  expect(await play()).toBe('plays');
  const shop = async (): Promise<WireShop> => (await ask<WireShop>('GET', '/shop')).body;
  expect((await shop()).events).toEqual([{
    offerId: 'final', channelId: String(channelId), name: 'The Final', description: 'All of it.', picture: '', startsAtMs: STARTS_MS, endsAtMs: STARTS_MS + 2 * HOUR_MS, replayMs: DAY_MS, isHeld: false,
    price: { amountMinor: 1490, currency: 'EUR' },
  }]);
  expect((await ask<{ items: unknown[] }>('GET', '/shop/titles')).body.items).toEqual([]);
  const access = (await ask<WireAccess>('GET', `/shop/channel/${String(channelId)}`)).body;
  expect([access.isAllowed, access.offers, access.events.map((event) => event.offerId)]).toEqual([true, [], ['final']]);

  fixture.advance(HOUR_MS);
  const refused = await ask<object>('POST', '/play', { kind: 'channel', id: String(channelId), forms: [] });
  expect([refused.status, refused.body.error?.code, refused.body.error?.opens]).toEqual([403, 'rights.rent-first', { planIds: [], offerIds: ['final'] }]);
  const placed = await order();
  expect(placed.body).toMatchObject({ name: 'The Final', kind: 'title', dueMinor: 1490 });
  expect(await pay(placed.body)).toBe('done');
  expect([await play(), (await shop()).events[0]?.isHeld, (await shop()).titles]).toEqual(['plays', true, []]);
  expect(await order()).toMatchObject({ status: 400 });
  fixture.advance(3 * HOUR_MS);
  expect(await play({ atMs: STARTS_MS, durationMs: HOUR_MS })).toBe('plays');
  fixture.advance(DAY_MS);
  expect([await play({ atMs: STARTS_MS, durationMs: HOUR_MS }), await play(), (await shop()).events]).toEqual(['rights.rental-over', 'plays', []]);
});

test('an address that was given before an event ends where it begins', async () => {
  const { body } = await ask<{ expiresAtMs: number }>('POST', '/play', { kind: 'channel', id: String(channelId), forms: [] });
  expect(body.expiresAtMs).toBe(STARTS_MS);
});

test('an event is not sold once it is over, nor recorded by who has not paid for it', async () => {
  const record = async (): Promise<string> => {
    const { status, body } = await ask<object>('POST', '/recordings', { channelId: String(channelId), startMs: Math.floor(STARTS_MS / HOUR_MS) * HOUR_MS });
    return status < 300 ? 'recorded' : (body.error?.code ?? String(status));
  };
  expect(await record()).toBe('rights.rent-first');
  fixture.advance(3 * HOUR_MS);
  expect([(await order()).status, await play({ atMs: STARTS_MS, durationMs: HOUR_MS }), await play()]).toEqual([400, 'rights.no-longer', 'plays']);
});

test('an event that is called off gives all money back, also what comes late, and closes nothing', async () => {
  const [paid, late] = [await order(), await order()];
  expect(await pay(paid.body)).toBe('done');
  const waiting = await fixture.platform.store.money.order(late.body.id);
  if (waiting !== null) await fixture.platform.billing.begin(waiting);
  expect(await fixture.platform.billing.cancelEvent('final')).toEqual({ refunded: 1, failed: 0 });
  expect(await fixture.platform.billing.cancelEvent('final')).toEqual({ refunded: 0, failed: 0 });
  expect(await tell(late.body.id)).toBe('done');
  const statuses = (await Promise.all([paid, late].map(({ body }) => fixture.platform.store.money.order(body.id)))).map((row) => row?.status);
  expect([statuses, (await order()).status]).toEqual([['refunded', 'refunded'], 400]);
  const sums = (await fixture.platform.store.money.ledger(0, 99)).reduce((sum, line) => sum + line.amountMinor, 0);
  expect(sums).toBe(0);
  fixture.advance(HOUR_MS);
  expect(await play()).toBe('plays');
  await expect(fixture.platform.billing.cancelEvent('nothing')).rejects.toMatchObject({ code: 'input.invalid' });
});
