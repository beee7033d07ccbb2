import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY_MS } from '#core/base';
import type { WireOrder, WireShop } from '#core/wire';
import { SamsungProvider } from '#server/domain';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';

const KEY = 'dpi security key';
const APP = '3201504001965';

interface Invoice {
  readonly InvoiceID: string;
  readonly ItemID: string;
  readonly ItemType: string;
  readonly Price: string;
  readonly OrderCurrencyID: string;
  CancelStatus: boolean;
  AppliedStatus: boolean;
}

/** Stands in for Samsung's servers: refuses what is not signed as its documents say, and signs what it answers. */
class StandIn {
  readonly asked: string[] = [];
  readonly invoices = new Map<string, Invoice[]>();
  /** What an attacker between could do. */
  tamper: (answer: Record<string, unknown>) => Record<string, unknown> = (answer) => answer;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        const path = (request.url ?? '').replace('/openapi/', '');
        this.asked.push(path);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(this.tamper(this.answer(path, JSON.parse(body) as Record<string, string | number>))));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(path: string, asked: Record<string, string | number>): Record<string, unknown> {
    const { AppID, CustomID, CountryCode } = asked;
    const own = this.invoices.get(String(CustomID)) ?? [];
    const one = own.find((invoice) => invoice.InvoiceID === asked['InvoiceID']);
    const mac = (text: string): string => createHmac('sha256', KEY).update(text).digest('base64');
    if (AppID !== APP || CountryCode !== 'DE') return { CPStatus: '400103', CPResult: 'Unknown' };
    if (path === 'invoice/verify') return one === undefined ? { CPStatus: '400120', CPResult: 'NOT FOUND' } : { CPStatus: '100000', CPResult: 'SUCCESS', AppID, InvoiceID: one.InvoiceID };
    if (path === 'invoice/apply') {
      if (one === undefined || one.AppliedStatus) return { CPStatus: '400132', CPResult: 'ALREADY APPLIED' };
      one.AppliedStatus = true;
      return { CPStatus: '100000', CPResult: 'SUCCESS', AppliedTime: '20261127080000' };
    }
    const wanted = mac(`${AppID}${String(CustomID)}${CountryCode}${String(asked['ItemType'])}${String(asked['PageNumber'])}`);
    if (path !== 'invoice/list' || asked['CheckValue'] !== wanted) return { CPStatus: '400110', CPResult: 'CheckValue' };
    const page = own.slice(Number(asked['PageNumber']) - 1, Number(asked['PageNumber']));
    const CPResult = own.length === 0 ? 'Your Invoice Not Found.' : Number(asked['PageNumber']) < own.length ? 'hasNext:TRUE' : 'EOF';
    return { CPStatus: '100000', CPResult, TotalCount: own.length, InvoiceDetails: page, CheckValue: mac(`100000${CPResult}${String(own.length)}${page.map(({ ItemID }) => ItemID).join('')}`) };
  }
}

let standIn: StandIn;
let fixture: PlatformFixture;
let keys = 0;

beforeEach(async () => {
  standIn = new StandIn();
  const provider = new SamsungProvider({ appId: APP, securityKey: KEY, isSandbox: true, customIdOf: (id) => `custom-${id}`, origin: await standIn.start() });
  fixture = await openPlatformFixture({ payments: 'sandbox' }, provider);
  const target = { kind: 'movie', itemId: await fixture.idOf('movie', 'salt') } as const;
  await fixture.platform.store.rights.putOffer({ id: 'rent', target, model: 'rent', priceMinor: 399, currency: 'EUR', startWithinMs: 30 * DAY_MS, windowMs: 2 * DAY_MS, rightsEndMs: 0, isSold: true });
  await fixture.platform.store.money.putCoupon({ id: 'HALF', kind: 'percent', value: 50, currency: '', planId: '', maxUses: 0, maxPerAccount: 1, untilMs: 0 });
});

afterEach(async () => {
  await fixture.close();
  standIn.stop();
});

async function ask(method: 'GET' | 'POST', url: string, payload?: object, name = 'tester'): Promise<{ readonly status: number; readonly body: unknown }> {
  keys += 1;
  const headers = { ...(await fixture.bearer(name)), 'idempotency-key': `key-number-${String(keys)}` };
  const response = await fixture.app.inject({ url: `/api/v1${url}`, method, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: response.statusCode, body: response.json() };
}

const order = async (more: object = {}): Promise<WireOrder> => (await ask('POST', '/orders', { offerId: 'rent', way: 'television', country: 'DE', ...more })).body as WireOrder;
const statusOf = async (placed: WireOrder): Promise<string> => ((await ask('GET', `/orders/${placed.id}`)).body as WireOrder).status;

/** Somebody pays on the set. */
function buy(placed: WireOrder, change: Partial<Invoice> = {}): Invoice {
  const { OrderItemID, OrderTotal, OrderCurrencyID, OrderCustomID } = JSON.parse(placed.purchase?.details ?? '{}') as Record<string, string>;
  const own = standIn.invoices.get(OrderCustomID ?? '') ?? [];
  const invoice = { InvoiceID: `I${String(own.length + 1)}`, ItemID: OrderItemID ?? '', ItemType: '1', Price: OrderTotal ?? '', OrderCurrencyID: OrderCurrencyID ?? '', CancelStatus: false, AppliedStatus: false, ...change };
  standIn.invoices.set(OrderCustomID ?? '', [...own, invoice]);
  return invoice;
}

test('a set pays by its own shop: Samsung is asked, the invoice verified, booked once and applied; the set’s word counts for nothing', async () => {
  expect(((await ask('GET', '/shop')).body as WireShop).televisionShop).toBe('samsung-checkout');
  const placed = await order();
  expect(placed).toMatchObject({ status: 'open', payUrl: '', isSandbox: true, purchase: { shop: 'samsung-checkout', appId: APP, serverType: 'DEV' } });
  expect(JSON.parse(placed.purchase?.details ?? '')).toMatchObject({ OrderItemID: 'rent', OrderTitle: 'The Salt Road', OrderTotal: '3.99', OrderCurrencyID: 'EUR', OrderID: placed.id });
  expect(JSON.stringify(placed)).not.toContain(KEY);
  expect(await statusOf(placed)).toBe('open');
  const invoice = buy(placed);
  expect([await statusOf(placed), await statusOf(placed), invoice.AppliedStatus]).toEqual(['paid', 'paid', true]);
  expect(standIn.asked.filter((path) => path === 'invoice/apply')).toHaveLength(1);
  expect((await fixture.platform.store.money.ledger(0, 9)).map((line) => line.amountMinor)).toEqual([-399, 399]);
});

test('an invoice pays one order alone; cancelled, cheaper and foreign ones pay none', async () => {
  const first = await order();
  buy(first, { CancelStatus: true });
  buy(first, { Price: '0.99' });
  buy(first, { ItemID: 'other' });
  buy(first, { OrderCurrencyID: 'JPY', Price: '399' });
  expect(await statusOf(first)).toBe('open');
  buy(first);
  const second = await order();
  expect([await statusOf(first), await statusOf(second)]).toEqual(['paid', 'open']);
  // Who paid twice has paid both.
  buy(second, { Price: '3.990' });
  expect([await statusOf(second), standIn.asked.includes('invoice/apply')]).toEqual(['paid', true]);
  const sums = await fixture.platform.store.money.ledger(0, 99);
  expect(sums.filter((line) => line.kind === 'payment')).toHaveLength(2);
});

test('answers that are not signed, or changed on the way, are refused; a Samsung that is away changes nothing', async () => {
  const placed = await order();
  const invoice = buy(placed, { Price: '0.01' });
  const cases: ReadonlyArray<(answer: Record<string, unknown>) => Record<string, unknown>> = [
    ({ CheckValue, ...answer }) => ({ ...answer, CheckValue: String(CheckValue).toLowerCase() }),
    (answer) => ({ ...answer, CPResult: 'hasNext:TRUE' }),
    (answer) => ({ ...answer, InvoiceDetails: [...(answer['InvoiceDetails'] as Invoice[]), { ...invoice, Price: '3.99', ItemID: 'rent' }] }),
    () => ({ CPStatus: '100000', CPResult: 'EOF' }),
  ];
  for (const tamper of cases) {
    standIn.tamper = tamper;
    expect(await ask('GET', `/orders/${placed.id}`)).toMatchObject({ body: { error: { code: 'http.server' } } });
  }
  standIn.stop();
  expect(await ask('GET', `/orders/${placed.id}`)).toMatchObject({ body: { error: { code: 'net.unreachable' } } });
  expect(await fixture.platform.store.money.ledger(0, 9)).toEqual([]);
  expect(fixture.logged.join('')).not.toContain(KEY);
});

test('coupons, goods and sets that do not say where they are go by the phone; a refund waits for Samsung’s own', async () => {
  for (const more of [{ coupon: 'HALF' }, { country: undefined }]) expect(await ask('POST', '/orders', { offerId: 'rent', way: 'television', country: 'DE', ...more })).toMatchObject({ status: 400 });
  const placed = await order();
  const invoice = buy(placed);
  expect(await statusOf(placed)).toBe('paid');
  await expect(fixture.platform.billing.refund(placed.id)).rejects.toMatchObject({ code: 'input.invalid' });
  invoice.CancelStatus = true;
  expect((await fixture.platform.billing.refund(placed.id)).status).toBe('refunded');
});
