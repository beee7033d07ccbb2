import { Type } from '@sinclair/typebox';
import { AppError } from '#core/base';
import type { ConsoleAccount, ConsoleAccountDetail, ConsoleAccounts, ConsoleOrder, ConsoleSecret, ConsoleStream } from '#server/console';
import { hashPassword, isTitleRightOpen, readablePassword, subscriptionEndMs, subscriptionState } from '#server/domain';
import type { OrderTitles, Platform } from '#server/domain';
import { dueMinor } from '#server/store';
import type { AccountRow, LeaseRow, OrderRow } from '#server/store';
import type { ConsoleRoutes } from './console-routes';
import { AccountNames, ItemNames } from './item-names';

const PAGE_SIZE = 25;
const MOST_STREAMS = 500;
const MOST_ORDERS = 200;
const PlanId = Type.String({ maxLength: 40 });
const NewAccount = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }), planId: PlanId, streams: Type.Integer({ minimum: 0, maximum: 100 }), allowsAdult: Type.Boolean(),
}, { additionalProperties: false });
const Status = Type.Object({ status: Type.Union([Type.Literal('active'), Type.Literal('suspended')]) }, { additionalProperties: false });
const Given = Type.Object({ planId: PlanId }, { additionalProperties: false });

function accountLine({ id, name, status, expiresAtMs, createdAtMs }: AccountRow): ConsoleAccount {
  return { id, name, status, expiresAtMs, createdAtMs };
}

async function streamOf(lease: LeaseRow, accounts: AccountNames, items: ItemNames): Promise<ConsoleStream> {
  const { id, accountId, playerName, startedAtMs } = lease;
  return { id, accountId, accountName: await accounts.of(accountId), playerName, item: await items.of(lease.item), startedAtMs };
}

async function orderOf(order: OrderRow, accounts: AccountNames, titles: OrderTitles): Promise<ConsoleOrder> {
  const { id, accountId, currency, status, provider, isSandbox, createdAtMs, claim } = order;
  const payPath = isSandbox && status === 'open' && claim !== '' ? `/pay/${claim}` : '';
  return { id, accountId, accountName: await accounts.of(accountId), what: await titles.of(order), dueMinor: dueMinor(order), currency, status, provider, isSandbox, createdAtMs, payPath };
}

/** What subscribers are asked and changed about. */
class AccountDesk {
  constructor(private readonly platform: Platform) {}

  async named(id: string): Promise<AccountRow> {
    const account = await this.platform.store.accounts.byId(id);
    if (account === null) throw new AppError('http.not-found', { message: 'There is no such subscriber.' });
    return account;
  }

  async detail(id: string, hasMoney: boolean): Promise<ConsoleAccountDetail> {
    const { store, nowMs } = this.platform;
    const [account, accounts, items, now] = [await this.named(id), new AccountNames(this.platform), new ItemNames(this.platform), nowMs()];
    const orders = hasMoney ? await store.money.orders(id) : null;
    const titles = this.platform.billing.titles();
    return {
      ...accountLine(account),
      maxConnections: account.maxConnections,
      profiles: (await store.accounts.profiles(id)).map((profile) => profile.name),
      devices: (await store.devices.signedIn(id)).map((device) => ({ id: device.id, name: device.name, lastSeenMs: device.lastSeenMs })),
      subscriptions: (await store.rights.subscriptions(id)).map((row) => ({
        id: row.id, planId: row.planId, state: subscriptionState(row, now), untilMs: subscriptionEndMs(row),
      })),
      rentals: await Promise.all((await store.rights.titleRights(id)).map(async (row) => ({
        id: row.id, title: await items.ofTarget(row.target), model: row.model, purchasedAtMs: row.purchasedAtMs, isOpen: isTitleRightOpen(row, now),
      }))),
      streams: await Promise.all((await this.platform.leases.running(id)).map((lease) => streamOf(lease, accounts, items))),
      orders: orders === null ? null : await Promise.all(orders.map((order) => orderOf(order, accounts, titles))),
    };
  }

  async add(wish: { readonly name: string; readonly planId: string; readonly streams: number; readonly allowsAdult: boolean }): Promise<ConsoleSecret> {
    const { accounts, billing, rights } = this.platform;
    const name = wish.name.trim();
    if (name === '') throw new AppError('input.invalid', { message: 'A name is needed.' });
    if (wish.planId !== '' && !(await rights.book()).plans.has(wish.planId)) throw new AppError('input.invalid', { message: 'There is no such plan.' });
    const password = readablePassword(4);
    const profiles = [
      { name, avatar: 'ember', isKids: false, maxAge: -1, language: 'en' }, { name: 'Kids', avatar: 'moss', isKids: true, maxAge: 7, language: 'en' },
    ];
    const made = await accounts.create({ name, password, maxConnections: wish.streams, allowsAdult: wish.allowsAdult, profiles });
    if (wish.planId !== '') await billing.give(made.id, wish.planId);
    return { name, password, streamName: made.stream.username, streamPassword: made.stream.password };
  }

  /** Ends what the account plays, or what one player of it does. */
  async endStreams(accountId: string, playerKey: string | null): Promise<void> {
    const { leases } = this.platform;
    for (const lease of await leases.running(accountId)) {
      if (playerKey === null || lease.playerKey === playerKey) await leases.end(accountId, lease.id, 'owner');
    }
  }
}

/** `accounts`: subscribers with their devices, plans and streams; `live`: what plays now. */
export function accountRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { store, nowMs } = platform;
  const desk = new AccountDesk(platform);

  routes.read('accounts', 'look', async ({ query }): Promise<ConsoleAccounts> => {
    const page = Math.max(0, Math.trunc(Number(query['page'] ?? 0)) || 0);
    const { rows, total } = await store.console.findAccounts((query['find'] ?? '').slice(0, 100), page * PAGE_SIZE, PAGE_SIZE);
    return { items: rows.map(accountLine), total, pageSize: PAGE_SIZE };
  });

  routes.read('accounts/:id', 'look', ({ id, who }) => desk.detail(id, who.rights.includes('money')));

  routes.read('live', 'look', async (): Promise<{ items: readonly ConsoleStream[] }> => {
    const [accounts, items] = [new AccountNames(platform), new ItemNames(platform)];
    const leases = await store.leases.newest(nowMs(), MOST_STREAMS);
    return { items: await Promise.all(leases.map((lease) => streamOf(lease, accounts, items))) };
  });

  routes.change('POST', 'accounts', 'accounts', NewAccount, async ({ body }) => {
    const answer = await desk.add(body);
    return { answer, note: { action: 'account.add', subject: answer.name, detail: body.planId } };
  });

  routes.change('PUT', 'accounts/:id/status', 'help', Status, async ({ id, body }) => {
    const account = await desk.named(id);
    await store.accounts.setStatus(id, body.status, account.expiresAtMs);
    if (body.status === 'suspended') await desk.endStreams(id, null);
    return { note: { action: body.status === 'suspended' ? 'account.block' : 'account.unblock', subject: account.name } };
  });

  routes.change('POST', 'accounts/:id/plan', 'accounts', Given, async ({ id, body }) => {
    const account = await desk.named(id);
    await platform.billing.give(id, body.planId);
    return { note: { action: 'account.give', subject: account.name, detail: body.planId } };
  });

  routes.change('POST', 'accounts/:id/password', 'help', null, async ({ id }) => {
    const account = await desk.named(id);
    const password = readablePassword(4);
    await store.console.setAccountPassword(id, await hashPassword(password));
    const answer: ConsoleSecret = { name: account.name, password, streamName: '', streamPassword: '' };
    return { answer, note: { action: 'account.password', subject: account.name } };
  });

  routes.change('DELETE', 'accounts/:id/devices/:part', 'help', null, async ({ id, part }) => {
    const account = await desk.named(id);
    const device = await store.devices.byId(part);
    if (device?.accountId !== id) throw new AppError('http.not-found', { message: 'This subscriber has no such device.' });
    await platform.sessions.endDevice(id, device.id);
    await desk.endStreams(id, `device:${device.id}`);
    return { note: { action: 'account.remove-device', subject: account.name, detail: device.name } };
  });

  routes.change('DELETE', 'live/:id', 'help', null, async ({ id }) => {
    const lease = await store.leases.byId(id);
    if (lease === null) throw new AppError('http.not-found', { message: 'There is no such stream.' });
    await platform.leases.end(lease.accountId, id, 'owner');
    return { note: { action: 'stream.stop', subject: await new AccountNames(platform).of(lease.accountId), detail: lease.playerName } };
  });

  routes.read('orders', 'money', async (): Promise<{ items: readonly ConsoleOrder[] }> => {
    const [accounts, titles] = [new AccountNames(platform), platform.billing.titles()];
    return { items: await Promise.all((await store.money.newestOrders(MOST_ORDERS)).map((order) => orderOf(order, accounts, titles))) };
  });

  routes.change('POST', 'orders/:id/refund', 'refund', null, async ({ id }) => {
    const order = await platform.billing.refund(id);
    return { note: { action: 'order.refund', subject: order.id, detail: `${String(dueMinor(order))} ${order.currency}` } };
  });
}
