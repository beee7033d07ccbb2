import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import type { ConsoleAds, ConsoleFolder, ConsoleMe, ConsoleSources } from '#server/console';
import { openPlatformFixture } from '#server/fixture';
import type { PlatformFixture } from '#server/fixture';
import type { OperatorRole } from '#server/store';

let fixture: PlatformFixture;
const PASSWORD = 'a-long-enough-password';
const ORDER = 'no-such-order';

beforeAll(async () => {
  fixture = await openPlatformFixture({ payments: 'sandbox' });
  for (const role of ['owner', 'editor', 'support'] as const) await fixture.platform.operators.add(role, PASSWORD, role);
});

afterAll(async () => {
  await fixture.close();
});

afterEach(() => {
  fixture.resetClock();
});

interface Signed {
  readonly cookie: string;
  readonly me: ConsoleMe;
}

function signIn(name: string, password = PASSWORD, ip = '127.0.0.1'): Promise<LightMyRequestResponse> {
  return fixture.app.inject({ method: 'POST', url: '/console/api/sign-in', payload: { name, password }, remoteAddress: ip });
}

async function signed(role: OperatorRole): Promise<Signed> {
  const answer = await signIn(role);
  expect(answer.statusCode).toBe(200);
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  return { cookie, me: answer.json<ConsoleMe>() };
}

function ask(who: Signed | null, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object, headers: Readonly<Record<string, string>> = {}): Promise<LightMyRequestResponse> {
  const own = who === null ? {} : { cookie: who.cookie, 'x-hearth-csrf': who.me.csrf };
  return fixture.app.inject({ method, url: `/console/api/${path}`, headers: { ...own, ...headers }, ...(payload === undefined ? {} : { payload }) });
}

const READS = ['overview', 'accounts', 'live', 'sale', 'find?text=a', 'orders', 'sources', 'viewers', 'operators', 'audit', 'ads', 'goods', 'deliveries', 'recommendations', 'order'];
const CAMPAIGN = {
  name: 'Spring', isActive: true, fromMs: 0, untilMs: 0, kinds: ['movie'], genres: ['Drama'], planIds: [], countries: [], placements: [], priority: 1, weight: 1, perHour: 0, perDay: 2,
  maxImpressions: 3, skipAfterSeconds: 5, offerUrl: '', tagUrl: '', clips: [{ place: 'salt', seconds: 12 }],
};
/** Every change, with a body that its schema accepts. */
const CHANGES: ReadonlyArray<readonly ['POST' | 'PUT' | 'DELETE', string, object | undefined, readonly OperatorRole[]]> = [
  ['POST', 'accounts', { name: 'x', planId: 'none', streams: 1, allowsAdult: false }, ['owner', 'editor']],
  ['PUT', 'accounts/none/status', { status: 'active' }, ['owner', 'editor', 'support']],
  ['POST', 'accounts/none/plan', { planId: 'none' }, ['owner', 'editor']],
  ['POST', 'accounts/none/password', undefined, ['owner', 'editor', 'support']],
  ['DELETE', 'accounts/none/devices/none', undefined, ['owner', 'editor', 'support']],
  ['DELETE', 'live/none', undefined, ['owner', 'editor', 'support']],
  ['POST', `orders/${ORDER}/refund`, undefined, ['owner']],
  ['PUT', 'products/UPPER', { name: 'x', description: '', picture: '', currency: 'EUR', isSold: true, targets: [], variants: [{ id: 'x', name: '', priceMinor: 1, stock: 1 }] }, ['owner', 'editor']],
  ['POST', 'variants/none/stock', { by: 1 }, ['owner', 'editor']],
  ['PUT', 'countries/x', { taxBasisPoints: 0, shippingMinor: 0, currency: 'EUR', isHome: false }, ['owner', 'editor']],
  ['DELETE', 'countries/ZZ', undefined, ['owner', 'editor']],
  ['PUT', 'bouquet-order', { ids: ['none'] }, ['owner', 'editor']],
  ['POST', 'sources/folder', { name: '', folder: '/etc' }, ['owner', 'editor']],
  ['PUT', 'order/nothing', { itemIds: [] }, ['owner', 'editor']],
  ['PUT', 'support/000000', { fix: 'refresh' }, ['owner', 'editor', 'support']],
  ['PUT', 'deliveries/none', { to: 'sent', note: '', isRestocked: false }, ['owner', 'editor']],
  ['PUT', 'bouquets/UPPER', { name: 'x', targets: [] }, ['owner', 'editor']],
  ['PUT', 'offers/o', { target: { kind: 'movie', itemId: 999_999 }, model: 'buy', priceMinor: 1, currency: 'EUR', startWithinDays: 0, windowHours: 0, isSold: true }, ['owner', 'editor']],
  ['PUT', 'events/e', { channelId: 999_999, name: 'x', description: '', picture: '', priceMinor: 1, currency: 'EUR', startsAtMs: 1, endsAtMs: 2, replayHours: 0, isSold: true }, ['owner', 'editor']],
  ['POST', 'events/none/cancel', undefined, ['owner']],
  ['PUT', 'coupons/ab', { kind: 'percent', value: 5, currency: '', planId: '', maxUses: 0, maxPerAccount: 1, untilMs: 0 }, ['owner', 'editor']],
  ['POST', 'sources', { format: 'm3u', name: '', address: '/etc/passwd', user: '', password: '' }, ['owner', 'editor']],
  ['POST', 'sources/none/refresh', undefined, ['owner', 'editor']],
  ['DELETE', 'sources/none', undefined, ['owner', 'editor']],
  ['PUT', 'items/999999', { kind: 'movie', name: 'x', number: 0, picture: '', plot: '', isHidden: false }, ['owner', 'editor']],
  ['PUT', 'viewers/version', { minAppVersion: 'soon' }, ['owner', 'editor']],
  ['PUT', 'viewers/message', { text: ' ', fromMs: 0, untilMs: 0 }, ['owner', 'editor']],
  ['PUT', 'ads/policy', { isOn: false, midEveryMinutes: 1, mostPerBreak: 1, perHour: 0, adFreePlanIds: [] }, ['owner', 'editor']],
  ['PUT', 'ads/campaigns/UPPER', CAMPAIGN, ['owner', 'editor']],
  ['DELETE', 'ads/campaigns/none', undefined, ['owner', 'editor']],
  ['POST', 'operators', { name: '<x>', role: 'owner' }, ['owner']],
  ['PUT', 'operators/none', { isActive: false }, ['owner']],
  ['POST', 'operators/none/password', undefined, ['owner']],
];

describe('who may do what', () => {
  test('a stranger gets nothing, and learns nothing from what is wrong with a request', async () => {
    for (const path of READS) expect((await ask(null, 'GET', path)).statusCode).toBe(401);
    for (const [method, path] of CHANGES) expect((await ask(null, method, path, { junk: true })).statusCode).toBe(401);
    const viewer = await fixture.bearer();
    expect((await fixture.app.inject({ url: '/console/api/overview', headers: viewer })).statusCode).toBe(401);
  });

  test.each(['owner', 'editor', 'support'] as const)('%s is let to what the role allows and to nothing else', async (role) => {
    const who = await signed(role);
    for (const [method, path, body, roles] of CHANGES) {
      const { statusCode } = await ask(who, method, path, body);
      // What is allowed fails for its own reason: nothing of this name is there, or what was sent makes no sense.
      expect([method, path, statusCode === 403 || statusCode === 401]).toEqual([method, path, !roles.includes(role)]);
      if (roles.includes(role)) expect([400, 404]).toContain(statusCode);
    }
    for (const path of ['operators', 'audit']) expect((await ask(who, 'GET', path)).statusCode).toBe(role === 'owner' ? 200 : 403);
    expect((await ask(who, 'GET', 'orders')).statusCode).toBe(role === 'support' ? 403 : 200);
    expect((await ask(who, 'GET', 'overview')).json<{ revenue: unknown }>().revenue === null).toBe(role === 'support');
  });

  test('no role can be raised by the one who has it, and a last owner stays', async () => {
    const owner = await signed('owner');
    const { items } = (await ask(owner, 'GET', 'operators')).json<{ items: ReadonlyArray<{ id: string; name: string }> }>();
    const idOf = (name: string): string => items.find((it) => it.name === name)?.id ?? '';
    const support = await signed('support');
    expect((await ask(support, 'PUT', `operators/${idOf('support')}`, { role: 'owner' })).statusCode).toBe(403);
    expect((await ask(owner, 'PUT', `operators/${idOf('owner')}`, { role: 'support' })).statusCode).toBe(400);
    expect(await fixture.platform.store.console.changeOperator(idOf('owner'), { isActive: false })).toBe(false);
    expect((await ask(owner, 'PUT', `operators/${idOf('support')}`, { isActive: false })).statusCode).toBe(204);
    expect((await ask(support, 'GET', 'overview')).statusCode).toBe(401);
    expect((await signIn('support')).statusCode).toBe(401);
    await ask(owner, 'PUT', `operators/${idOf('support')}`, { isActive: true });
  });
});

describe('signing in', () => {
  test('the cookie is out of reach of scripts and other sites, and a change without the page’s token is refused', async () => {
    const answer = await signIn('owner');
    expect(String(answer.headers['set-cookie'])).toMatch(/^hearth_console=[\w-]{43}; Path=\/console; HttpOnly; SameSite=Strict$/);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const who = await signed('owner');
    const other = await signed('owner');
    const change = { minAppVersion: '' };
    expect((await ask(who, 'PUT', 'viewers/version', change, { 'x-hearth-csrf': '' })).statusCode).toBe(403);
    expect((await ask(who, 'PUT', 'viewers/version', change, { 'x-hearth-csrf': other.me.csrf })).statusCode).toBe(403);
    expect((await ask(who, 'PUT', 'viewers/version', change, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await ask(who, 'PUT', 'viewers/version', change)).statusCode).toBe(204);
    expect((await ask(who, 'POST', 'sign-out')).statusCode).toBe(204);
    expect((await ask(who, 'GET', 'me')).statusCode).toBe(401);
    fixture.advance(13 * 3_600_000);
    expect((await ask(other, 'GET', 'me')).statusCode).toBe(401);
  });

  test('guessing is stopped after five, also many at once, and lets others in', async () => {
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, at) => signIn('editor', `guess-number-${String(at)}`, '192.0.2.9')));
    expect(guesses.filter((it) => it.statusCode === 401).length).toBeLessThanOrEqual(5);
    expect((await signIn('editor', PASSWORD, '192.0.2.9')).statusCode).toBe(429);
    expect((await signIn('editor', PASSWORD, '192.0.2.10')).statusCode).toBe(200);
    fixture.advance(16 * 60_000);
    expect((await signIn('editor', PASSWORD, '192.0.2.9')).statusCode).toBe(200);
    expect(fixture.logged.join('')).not.toContain('guess-number');
  });

  test('the first owner is made once', async () => {
    expect(await fixture.platform.operators.ensureFirst()).toBeNull();
  });
});

test('a subscriber is made, blocked, freed, given a password; all of it is noted, no answer or log holds a secret', async () => {
  const owner = await signed('owner');
  expect((await ask(owner, 'PUT', 'plans/basic', {
    name: 'Basic', priceMinor: 999, currency: 'EUR', periodCount: 1, periodUnit: 'month', trialDays: 0, graceDays: 3, maxStreams: 2, maxDevices: 0,
    streamPolicy: 'reject', isSold: true, bouquetIds: [],
  })).statusCode).toBe(204);
  const made = (await ask(owner, 'POST', 'accounts', { name: 'Maria', planId: 'basic', streams: 2, allowsAdult: false })).json<{ password: string }>();
  const { items } = (await ask(owner, 'GET', 'accounts?find=MAR')).json<{ items: ReadonlyArray<{ id: string }> }>();
  const id = items[0]?.id ?? '';
  expect(items).toHaveLength(1);
  expect((await fixture.platform.accounts.signIn('maria', made.password, '127.0.0.1')).ok).toBe(true);
  await fixture.signIn('maria');
  const detail = await ask(owner, 'GET', `accounts/${id}`);
  const seen = detail.json<{ devices: ReadonlyArray<{ id: string }>; subscriptions: unknown }>();
  expect(seen.subscriptions).toMatchObject([{ planId: 'basic', state: 'active' }]);
  expect((await ask(owner, 'PUT', `accounts/${id}/status`, { status: 'suspended' })).statusCode).toBe(204);
  expect((await fixture.platform.store.accounts.byId(id))?.status).toBe('suspended');
  await ask(owner, 'PUT', `accounts/${id}/status`, { status: 'active' });
  expect((await ask(owner, 'DELETE', `accounts/${id}/devices/${seen.devices[0]?.id ?? ''}`)).statusCode).toBe(204);
  expect(await fixture.platform.store.devices.signedIn(id)).toEqual([]);
  const fresh = (await ask(owner, 'POST', `accounts/${id}/password`)).json<{ password: string }>().password;
  expect((await fixture.platform.accounts.signIn('maria', made.password, '127.0.0.1')).ok).toBe(false);
  expect((await fixture.platform.accounts.signIn('maria', fresh, '127.0.0.1')).ok).toBe(true);
  const audit = await ask(owner, 'GET', 'audit');
  const actions = audit.json<{ items: ReadonlyArray<{ action: string; operator: string; subject: string }> }>().items;
  expect(actions.slice(0, 6)).toMatchObject(['account.password', 'account.remove-device', 'account.unblock', 'account.block', 'account.add', 'plan.set'].map((action) => ({ action, operator: 'owner' })));
  const told = [detail, audit, await ask(owner, 'GET', 'accounts'), await ask(owner, 'GET', 'operators')].map((answer) => answer.body).join('');
  for (const secret of [made.password, fresh, PASSWORD, 'argon2', 'Hash', owner.cookie]) expect(told + fixture.logged.join('')).not.toContain(secret);
});

test('a payment and its refund are in the revenue; only the owner gives it back', async () => {
  const [owner, editor] = [await signed('owner'), await signed('editor')];
  const { billing, sandbox, store } = fixture.platform;
  const salt = await fixture.idOf('movie', 'salt');
  const offer = { target: { kind: 'movie', itemId: salt }, model: 'rent', priceMinor: 399, currency: 'EUR', startWithinDays: 30, windowHours: 48, isSold: true };
  expect((await ask(editor, 'PUT', 'offers/salt-rent', offer)).statusCode).toBe(204);
  const tester = await store.accounts.byName('tester');
  if (tester === null || sandbox === null) throw new Error('the fixture lacks something');
  const placed = await billing.place(tester, { kind: 'title', refId: 'salt-rent', quantity: 1, coupon: '', country: '', way: 'phone', idempotencyKey: 'one' });
  if (!placed.ok) throw placed.error;
  // Who tries the sandbox has no phone at hand: the page is in the console as long as it waits.
  const orderId = placed.value.order.id;
  const payPath = async (): Promise<string | undefined> => (await ask(owner, 'GET', 'orders')).json<{ items: ReadonlyArray<{ id: string; payPath: string }> }>().items.find(({ id }) => id === orderId)?.payPath;
  expect(await payPath()).toBe(`/pay/${placed.value.order.claim}`);
  await billing.begin(placed.value.order);
  await billing.receive(sandbox.id, sandbox.webhook('paid', (await store.money.order(placed.value.order.id)) ?? placed.value.order, 399));
  expect(await payPath()).toBe('');
  const revenue = async (): Promise<unknown> => (await ask(owner, 'GET', 'overview')).json<{ revenue: unknown }>().revenue;
  expect(await revenue()).toEqual([{ day: 20_781, currency: 'EUR', isSandbox: true, takenMinor: 399, refundedMinor: 0 }]);
  expect((await ask(editor, 'POST', `orders/${placed.value.order.id}/refund`)).statusCode).toBe(403);
  expect((await ask(owner, 'POST', `orders/${placed.value.order.id}/refund`)).statusCode).toBe(204);
  expect(await revenue()).toMatchObject([{ takenMinor: 399, refundedMinor: -399 }]);
});

test('goods: a product with its stock, a country, a parcel on its way and back; what is recommended is told', async () => {
  const [owner, editor] = [await signed('owner'), await signed('editor')];
  const { billing, store, nowMs } = fixture.platform;
  const salt = await fixture.idOf('movie', 'salt');
  const product = { name: 'Scarf', description: '', picture: '', currency: 'EUR', isSold: true, targets: [{ kind: 'movie', itemId: salt }], variants: [{ id: 'scarf-red', name: 'red', priceMinor: 1000, stock: 2 }] };
  expect((await ask(editor, 'PUT', 'products/scarf', { ...product, targets: [{ kind: 'movie', itemId: 999_999 }] })).statusCode).toBe(400);
  expect((await ask(editor, 'PUT', 'products/scarf', product)).statusCode).toBe(204);
  expect((await ask(editor, 'PUT', 'countries/DE', { taxBasisPoints: 1900, shippingMinor: 500, currency: 'EUR', isHome: true })).statusCode).toBe(204);
  expect((await ask(editor, 'POST', 'variants/scarf-red/stock', { by: 3 })).json()).toEqual({ stock: 5 });
  const tester = await store.accounts.byName('tester');
  if (tester === null) throw new Error('the fixture lacks something');
  const placed = await billing.place(tester, { kind: 'goods', refId: 'scarf-red', quantity: 2, coupon: '', country: 'DE', way: 'phone', idempotencyKey: 'goods-1' });
  if (!placed.ok) throw placed.error;
  expect((await ask(owner, 'GET', 'goods')).json()).toMatchObject({ products: [{ targets: [{ name: 'The Salt Road' }], variants: [{ stock: 5, free: 3 }] }], countries: [{ country: 'DE', isHome: true }] });
  await billing.revise(placed.value.order, { address: { name: 'Ann', street: 'Quay 1', postalCode: '1', city: 'Bremen', country: 'DE' } });
  await store.money.settle({ provider: 'sandbox', eventId: 'goods', orderId: placed.value.order.id, nowMs: nowMs() }, () => ({ id: '', subscriptions: [], titleRight: null }));
  const path = `deliveries/${placed.value.order.id}`;
  expect((await ask(editor, 'GET', 'deliveries')).json()).toMatchObject({ items: [{ what: 'Scarf, red', lines: [{ name: 'Scarf, red', quantity: 2 }], state: 'paid', address: ['Ann', 'Quay 1', '1 Bremen', 'DE'] }] });
  for (const to of ['packed', 'sent', 'returned']) expect((await ask(editor, 'PUT', path, { to, note: 'DE 1', isRestocked: true })).statusCode).toBe(204);
  expect((await ask(editor, 'PUT', path, { to: 'sent', note: '', isRestocked: false })).statusCode).toBe(400);
  expect((await store.goods.product('scarf'))?.variants[0]?.stock).toBe(5);
  expect((await ask(owner, 'GET', 'recommendations')).json()).toMatchObject({ learntAtMs: 0, now: [], lists: [] });
});

test('support: six digits from a set, what it says without secrets, a proposal the viewer decides; codes are not found by trying', async () => {
  const support = await signed('support');
  const api = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, name = 'tester'): Promise<LightMyRequestResponse> =>
    fixture.app.inject({ method, url: `/api/v1/support${url}`, headers: await fixture.bearer(name), ...(payload === undefined ? {} : { payload }) });
  const diagnostics = 'Hearth\nset: tizen 8\nsource 1: http://ann:secret@up.example/x 10.0.0.7 ann@up.example password=hunter2';
  const call = (await api('POST', '', { diagnostics })).json<{ id: string; code: string }>();
  expect(call.code).toMatch(/^\d{6}$/);
  const seen = (await ask(support, 'GET', `support/${call.code}`)).json<{ diagnostics: string; accountName: string; fixes: string[] }>();
  expect(seen).toMatchObject({ accountName: 'tester', diagnostics: expect.stringContaining('set: tizen 8') });
  for (const secret of ['secret', 'up.example', '10.0.0.7', 'hunter2']) expect(JSON.stringify(seen)).not.toContain(secret);
  expect((await ask(support, 'PUT', `support/${call.code}`, { fix: 'format-disk' })).statusCode).toBe(400);
  expect((await ask(support, 'PUT', `support/${call.code}`, { fix: 'large-text' })).statusCode).toBe(204);
  expect((await api('GET', `/${call.id}`)).json()).toMatchObject({ seenBy: 'support', fix: 'large-text', fixNumber: 1 });
  expect((await api('GET', `/${call.id}`, undefined, 'expired')).statusCode).toBe(404);
  expect((await api('POST', `/${call.id}/answer`, { fixNumber: 1, answer: 'done' })).statusCode).toBe(204);
  expect((await api('POST', `/${call.id}/answer`, { fixNumber: 1, answer: 'done' })).statusCode).toBe(404);
  expect((await ask(support, 'GET', `support/${call.code}`)).json()).toMatchObject({ fix: 'large-text', answer: 'done' });
  expect((await api('DELETE', `/${call.id}`)).statusCode).toBe(204);
  const tries = await Promise.all(Array.from({ length: 12 }, () => ask(support, 'GET', `support/${call.code}`)));
  expect([tries.some((it) => it.statusCode === 200), (await ask(support, 'GET', `support/${call.code}`)).statusCode]).toEqual([false, 429]);
});

test('bouquets order what every set and player lists, in their order and that of what is in them', async () => {
  const editor = await signed('editor');
  const [nord, pulse, waves] = await Promise.all(['nord-1', 'pulse', 'waves'].map((slug) => fixture.idOf('channel', slug)));
  const bouquet = (id: string, ...ids: ReadonlyArray<number | undefined>) => ask(editor, 'PUT', `bouquets/${id}`, { name: id, targets: ids.map((itemId) => ({ kind: 'channel', itemId })) });
  const listed = async (): Promise<readonly string[]> => {
    const answer = await fixture.app.inject({ url: '/api/v1/catalog', headers: await fixture.bearer() });
    return answer.json<{ channels: ReadonlyArray<{ name: string }> }>().channels.map(({ name }) => name.slice(0, 5));
  };
  await bouquet('late', waves, nord);
  await bouquet('early', pulse);
  expect(await listed()).toEqual(['Nord ', 'Pulse', 'Waves']);
  const tag = (await fixture.platform.snapshots.current(false)).tag;
  expect((await ask(editor, 'PUT', 'bouquet-order', { ids: ['early', 'late'] })).statusCode).toBe(204);
  expect(await listed()).toEqual(['Pulse', 'Waves', 'Nord ']);
  expect((await fixture.platform.snapshots.current(false)).tag).not.toBe(tag);
  expect((await ask(editor, 'GET', 'order')).json()).toMatchObject({ channel: [], ordering: ['early', 'late'] });
  await bouquet('late', nord, waves);
  expect(await listed()).toEqual(['Pulse', 'Nord ', 'Waves']);
  expect((await ask(editor, 'PUT', 'bouquet-order', { ids: [] })).statusCode).toBe(204);
  expect(await listed()).toEqual(['Nord ', 'Pulse', 'Waves']);
});

test('folders of films are found and imported inside the roots, and nowhere else', async () => {
  const base = mkdtempSync(join(tmpdir(), 'hearth-console-'));
  mkdirSync(join(base, 'films/drama'), { recursive: true });
  writeFileSync(join(base, 'films/drama/Quiet Harbour (2024).mkv'), 'film');
  const node = await openPlatformFixture({ mediaRoots: [join(base, 'films')] });
  const inject = async (method: 'GET' | 'POST', path: string, payload?: object) => node.app.inject({ method, url: `/console/api/${path}`, headers, ...(payload === undefined ? {} : { payload }) });
  await node.platform.operators.add('editor', PASSWORD, 'editor');
  const entered = await node.app.inject({ method: 'POST', url: '/console/api/sign-in', payload: { name: 'editor', password: PASSWORD } });
  const headers = { cookie: String(entered.headers['set-cookie']).split(';')[0] ?? '', 'x-hearth-csrf': entered.json<ConsoleMe>().csrf };
  try {
    const [root] = (await inject('GET', 'folders?path=')).json<ConsoleFolder>().folders;
    expect((await inject('GET', `folders?path=${encodeURIComponent(root?.path ?? '')}`)).json<ConsoleFolder>().folders.map(({ name }) => name)).toEqual(['drama']);
    for (const path of ['/etc', base, `${root?.path ?? ''}/../..`, 'films']) {
      expect((await inject('GET', `folders?path=${encodeURIComponent(path)}`)).statusCode).toBe(404);
      expect((await inject('POST', 'sources/folder', { name: 'x', folder: path })).statusCode).toBe(400);
    }
    expect((await inject('POST', 'sources/folder', { name: 'own', folder: `${root?.path ?? ''}/drama` })).statusCode).toBe(204);
    let state = '';
    for (let tries = 0; tries < 200 && !['done', 'failed'].includes(state); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      state = (await inject('GET', 'sources')).json<ConsoleSources>().imports[0]?.state ?? '';
    }
    expect([state, (await node.platform.store.catalog.idsOf('own', 'movie', ['quiet harbour|2024'])).length]).toEqual(['done', 1]);
  } finally {
    await node.close();
    rmSync(base, { recursive: true });
  }
});

test('what plays is listed, counted and can be stopped', async () => {
  const owner = await signed('owner');
  const tester = await fixture.platform.store.accounts.byName('tester');
  if (tester === null) throw new Error('the fixture lacks something');
  const item = `channel:${String(await fixture.idOf('channel', 'pulse'))}`;
  const started = await fixture.platform.leases.start({ account: tester, maxAge: -1, deviceId: '', country: '' }, { key: 'player:x', name: 'Kitchen' }, item);
  const id = started.ok ? (started.value?.id ?? '') : '';
  expect((await ask(owner, 'GET', 'live')).json()).toMatchObject({ items: [{ id, accountName: 'tester', playerName: 'Kitchen', item: 'Pulse 24' }] });
  const day = { sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER };
  expect((await ask(owner, 'GET', 'overview')).json()).toMatchObject({ quality: { views: (await fixture.platform.store.analytics.quality(day)).views, startupP50Ms: -1, failures: [] } });
  expect((await ask(owner, 'GET', 'overview')).json()).toMatchObject({ concurrent: 1, streams: 1, channels: [{ name: 'Pulse 24', plays: 1 }], titles: [] });
  expect((await ask(owner, 'DELETE', `live/${id}`)).statusCode).toBe(204);
  expect((await ask(owner, 'GET', 'live')).json()).toEqual({ items: [] });
  expect(fixture.platform.leases.mayServe(id)).toBe(false);
});

test('message and oldest version reach the apps', async () => {
  const owner = await signed('owner');
  const hello = async (): Promise<unknown> => (await fixture.app.inject('/api/v1/hello')).json();
  const now = fixture.platform.nowMs();
  await ask(owner, 'PUT', 'viewers/version', { minAppVersion: '1.2.0' });
  await ask(owner, 'PUT', 'viewers/message', { text: 'Work on  Sunday', fromMs: now + 1000, untilMs: now + 60_000 });
  expect(await hello()).toMatchObject({ minAppVersion: '1.2.0', message: '' });
  fixture.advance(10_000);
  expect(await hello()).toMatchObject({ message: 'Work on Sunday' });
  fixture.advance(60_000);
  expect(await hello()).toMatchObject({ message: '' });
  await ask(owner, 'DELETE', 'viewers/message');
  await ask(owner, 'PUT', 'viewers/version', { minAppVersion: '' });
  expect(await hello()).toMatchObject({ minAppVersion: '0.1.0', message: '' });
});

test('a row of the catalogue is renamed and hidden for everybody, and as before when that is taken back', async () => {
  const owner = await signed('owner');
  const { store } = fixture.platform;
  const id = await fixture.idOf('channel', 'pulse');
  const names = async (): Promise<readonly string[]> => {
    const seen: string[] = [];
    for await (const page of store.catalog.channels({ includesAdult: true })) seen.push(...page.map((row) => `${String(row.number)} ${row.name}`));
    return seen;
  };
  const before = [await names(), await store.catalog.revision()];
  const set = (change: object): Promise<LightMyRequestResponse> => ask(owner, 'PUT', `items/${String(id)}`, { kind: 'channel', name: '', number: 0, picture: '', plot: '', isHidden: false, ...change });
  expect((await set({ name: 'Puls', number: 7 })).statusCode).toBe(204);
  expect(await names()).toContain('7 Puls');
  expect(await store.catalog.revision()).not.toBe(before[1]);
  expect((await ask(owner, 'GET', `items/${String(id)}?kind=channel`)).json()).toMatchObject({ name: 'Puls', own: { name: 'Pulse 24', number: 105 } });
  expect((await set({ name: 'Puls', isHidden: true })).statusCode).toBe(204);
  expect([(await names()).length, await store.catalog.channel(id)]).toEqual([2, null]);
  expect((await set({ picture: 'javascript:alert(1)' })).statusCode).toBe(400);
  expect((await set({})).statusCode).toBe(204);
  expect([await names(), (await ask(owner, 'GET', 'items')).json()]).toEqual([before[0], { items: [] }]);
});

test('the page runs nothing but its own file', async () => {
  const page = await fixture.app.inject('/console');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(page.headers['x-frame-options']).toBe('DENY');
  expect(page.body).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=/);
});

test('an address of a source comes in and never goes out', async () => {
  const owner = await signed('owner');
  const wish = { format: 'xtream', name: 'line', address: 'http://127.0.0.1:9/', user: 'someone', password: 'very-secret' };
  expect((await ask(owner, 'POST', 'sources', wish)).statusCode).toBe(204);
  for (let tries = 0; tries < 100; tries += 1) {
    const { imports } = (await ask(owner, 'GET', 'sources')).json<{ imports: ReadonlyArray<{ state: string }> }>();
    if (imports[0]?.state === 'failed') break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const sources = await ask(owner, 'GET', 'sources');
  expect(sources.json()).toMatchObject({ imports: [{ sourceId: 'line', state: 'failed' }] });
  expect(sources.body + (await ask(owner, 'GET', 'audit')).body + fixture.logged.join('')).not.toMatch(/very-secret|someone/);
});

test('a campaign is made, refused where it is not sound, counted, used up and removed; what holds for all is kept', async () => {
  const owner = await signed('owner');
  const { store } = fixture.platform;
  const campaign = async () => (await ask(owner, 'GET', 'ads')).json<ConsoleAds>().campaigns.find(({ id }) => id === 'spring');
  const wrong = [
    { ...CAMPAIGN, clips: [] }, { ...CAMPAIGN, tagUrl: 'https://ads.example/' }, { ...CAMPAIGN, clips: [{ place: 'https://x y', seconds: 9 }] }, { ...CAMPAIGN, countries: ['Norway'] },
    { ...CAMPAIGN, fromMs: 9, untilMs: 5 }, { ...CAMPAIGN, offerUrl: 'javascript:alert(1)' }, { ...CAMPAIGN, weight: 0 }, { ...CAMPAIGN, more: 1 },
  ];
  for (const body of wrong) expect((await ask(owner, 'PUT', 'ads/campaigns/spring', body)).statusCode).toBe(400);
  expect((await ask(owner, 'PUT', 'ads/campaigns/spring', CAMPAIGN)).statusCode).toBe(204);
  expect(await campaign()).toMatchObject({ ...CAMPAIGN, id: 'spring', state: 'running', figures: { impressions: 0 } });
  const candidate = { campaignId: 'spring', creative: 0, perHour: 0, perDay: 0, maxImpressions: 0 };
  const atMs = fixture.platform.nowMs();
  for (const viewId of ['v1', 'v2', 'v3']) {
    await store.ads.issue({ sessionId: viewId, breakId: 'pre', deviceKey: viewId, atMs, candidates: [{ ...candidate, viewId }], most: 1, perHour: 0 });
    for (const event of ['impression', viewId === 'v3' ? 'skip' : 'complete'] as const) await store.ads.count(viewId, event, atMs);
  }
  expect(await campaign()).toMatchObject({ state: 'used-up', figures: { impressions: 3, completed: 2, skipped: 1, failed: 0 } });
  expect((await campaign())?.days.at(-1)).toBe(3);
  const policy = { isOn: true, midEveryMinutes: 15, mostPerBreak: 3, perHour: 6, adFreePlanIds: ['gold'] };
  expect((await ask(owner, 'PUT', 'ads/policy', policy)).statusCode).toBe(204);
  expect((await ask(owner, 'GET', 'ads')).json<ConsoleAds>().policy).toEqual(policy);
  expect((await ask(owner, 'DELETE', 'ads/campaigns/spring')).statusCode).toBe(204);
  expect(await campaign()).toBeUndefined();
});

test('who only edits asks nothing of the platform’s own network through an import; who owns it may', async () => {
  const [owner, editor] = [await signed('owner'), await signed('editor')];
  const at = (address: string) => ({ format: 'm3u', name: 'inner', address, user: '', password: '' });
  for (const address of ['http://127.0.0.1:5432/', 'http://[::1]/list.m3u', 'http://10.0.0.7/', 'http://169.254.169.254/latest/', 'http://localhost/x', 'http://2130706433/']) {
    const refused = await ask(editor, 'POST', 'sources', at(address));
    expect([address, refused.statusCode, refused.body]).toEqual([address, 400, expect.stringContaining('not one of the open internet')]);
  }
  expect((await ask(owner, 'GET', 'sources')).body).not.toContain('inner');
  expect((await ask(editor, 'POST', 'sources', at('http://198.41.0.4:1/'))).statusCode).toBe(204);
  expect((await ask(owner, 'POST', 'sources', { ...at('http://127.0.0.1:8/'), name: 'own' })).statusCode).toBe(204);
});
