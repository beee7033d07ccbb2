import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import type { OrderRow } from '#server/store';
import { StripeProvider } from './stripe-provider';

const NOW_MS = Date.UTC(2026, 10, 27);
const SECRET = 'whsec_test';
const ORDER: OrderRow = {
  id: 'o-1', accountId: 'a', kind: 'plan', refId: 'family', priceMinor: 1299, discountMinor: 300, creditMinor: 0, creditFromId: '', currency: 'EUR', couponId: '',
  status: 'open', provider: 'stripe', reference: 'cs_1', isSandbox: true, idempotencyKey: 'k', requestMark: '', createdAtMs: NOW_MS, paidAtMs: 0, grantId: '', quantity: 1, shippingMinor: 0, taxMinor: 0, taxCountry: '', claim: '', closedAtMs: 0, lines: [],
};

interface Asked {
  readonly path: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

let server: Server;
let asked: Asked[];
let answers: Array<readonly [number, object]>;
let provider: StripeProvider;

async function read(request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

beforeEach(async () => {
  [asked, answers] = [[], []];
  // What Stripe's library says to, in place of Stripe.
  server = createServer((request, response) => {
    void read(request).then((body) => {
      asked.push({ path: `${request.method ?? ''} ${request.url ?? ''}`, key: String(request.headers['idempotency-key']), fields: Object.fromEntries(new URLSearchParams(body)) });
      const [status, answer] = answers.shift() ?? [500, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  provider = new StripeProvider({
    secretKey: 'sk_test_x', webhookSecret: SECRET, publicUrl: 'https://tv.example', platformName: 'Hearth', api: { host: '127.0.0.1', port, protocol: 'http' },
  });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function webhook(event: object, secret = SECRET, atMs = NOW_MS) {
  const payload = JSON.stringify(event);
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(atMs / 1000) });
  return { headers: { 'stripe-signature': header }, body: Buffer.from(payload) };
}

const session = (type: string, changes: object = {}) => ({
  id: 'evt_1', object: 'event', type, data: { object: { id: 'cs_1', object: 'checkout.session', payment_status: 'paid', amount_total: 999, currency: 'eur', ...changes } },
});

describe('beginning', () => {
  test('asks for what is due, once per order, and says where to pay', async () => {
    answers.push([200, { id: 'cs_1', object: 'checkout.session', url: 'https://checkout.stripe.test/cs_1' }]);
    expect(await provider.begin(ORDER, 'Family')).toEqual({ reference: 'cs_1', payUrl: 'https://checkout.stripe.test/cs_1' });
    expect(asked[0]).toMatchObject({
      path: 'POST /v1/checkout/sessions', key: 'order-o-1',
      fields: {
        mode: 'payment', client_reference_id: 'o-1', 'line_items[0][price_data][unit_amount]': '999', 'line_items[0][price_data][currency]': 'eur',
        'payment_intent_data[metadata][order]': 'o-1', success_url: 'https://tv.example/paid',
      },
    });
  });

  test('a key Stripe does not know, and a Stripe that is not there, are told apart; neither repeats the key', async () => {
    answers.push([401, { error: { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_x' } }]);
    await expect(provider.begin(ORDER, 'Family')).rejects.toMatchObject({ code: 'http.server', message: expect.not.stringContaining('sk_test_x') });
    const nowhere = new StripeProvider({ secretKey: 'sk_test_x', webhookSecret: SECRET, publicUrl: '', platformName: '', api: { host: '127.0.0.1', port: 1, protocol: 'http' } });
    await expect(nowhere.begin(ORDER, 'Family')).rejects.toMatchObject({ code: 'net.unreachable' });
  }, 15_000);

  test('a test key marks everything as sandbox, a live one nothing', () => {
    const live = new StripeProvider({ secretKey: 'sk_live_x', webhookSecret: SECRET, publicUrl: '', platformName: '' });
    expect([provider.isSandbox, live.isSandbox]).toEqual([true, false]);
  });
});

describe('webhooks', () => {
  test.each([
    ['checkout.session.completed', {}, 'paid'],
    ['checkout.session.async_payment_succeeded', {}, 'paid'],
    ['checkout.session.async_payment_failed', { payment_status: 'unpaid' }, 'failed'],
    ['checkout.session.expired', { payment_status: 'unpaid' }, 'failed'],
  ])('%s is %s', (type, changes, kind) => {
    expect(provider.read(webhook(session(type, changes)), NOW_MS)).toEqual({ id: 'evt_1', kind, reference: 'cs_1', amountMinor: 999, currency: 'EUR' });
  });

  test('what a bank has yet to confirm, a part given back and events of other things change nothing', () => {
    const charge = (refunded: boolean) => ({ id: 'evt_2', object: 'event', type: 'charge.refunded', data: { object: { id: 'ch', metadata: { order: 'o-1' }, refunded, amount_refunded: 999, currency: 'eur' } } });
    expect(provider.read(webhook(session('checkout.session.completed', { payment_status: 'unpaid' })), NOW_MS)).toBe('nothing');
    expect(provider.read(webhook(charge(false)), NOW_MS)).toBe('nothing');
    expect(provider.read(webhook({ id: 'evt_3', object: 'event', type: 'customer.created', data: { object: {} } }), NOW_MS)).toBe('nothing');
    expect(provider.read(webhook(charge(true)), NOW_MS)).toMatchObject({ kind: 'refunded', orderId: 'o-1', amountMinor: 999 });
  });

  test('another secret, changed bytes, an old one and none at all are refused', () => {
    const good = webhook(session('checkout.session.completed'));
    expect(provider.read(webhook(session('checkout.session.completed'), 'whsec_other'), NOW_MS)).toBeNull();
    expect(provider.read({ ...good, body: Buffer.from(good.body.toString().replace('999', '1')) }, NOW_MS)).toBeNull();
    expect(provider.read(good, NOW_MS + 6 * 60_000)).toBeNull();
    expect(provider.read({ headers: {}, body: good.body }, NOW_MS)).toBeNull();
  });
});

test('a refund goes to the payment of the order’s page, once', async () => {
  answers.push([200, { id: 'cs_1', object: 'checkout.session', payment_intent: 'pi_1' }], [200, { id: 're_1', object: 'refund' }]);
  await provider.refund(ORDER);
  expect(asked.map(({ path, key }) => [path, key])).toEqual([['GET /v1/checkout/sessions/cs_1', 'undefined'], ['POST /v1/refunds', 'refund-o-1']]);
  expect(asked[1]?.fields).toEqual({ payment_intent: 'pi_1' });
});
