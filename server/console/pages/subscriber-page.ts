import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleAccountDetail, ConsoleSale, ConsoleSecret } from '../console-wire';
import { button, el, panel, tag } from '../dom';
import type { Child } from '../dom';
import { form } from '../form';
import { table } from '../table';
import { TEXTS } from '../texts';
import { dayText, momentText } from '../words';
import { ordersTable } from './orders-page';
import { statusTag } from './subscribers-page';

function actions(view: ConsoleView, { id, name, status }: ConsoleAccountDetail): HTMLElement | null {
  if (!view.may('help')) return null;
  const set = (wanted: string) => () => view.api.change('PUT', `accounts/${id}/status`, { status: wanted });
  const block = status === 'active'
    ? button(TEXTS.block, () => view.ask(TEXTS.blockAsk(name), TEXTS.block, set('suspended'), TEXTS.blockDone(name)), { class: 'danger' })
    : button(TEXTS.unblock, () => view.run(set('active'), TEXTS.unblockDone(name)));
  const password = button(TEXTS.newPassword, () => view.ask(TEXTS.newPasswordAsk(name), TEXTS.newPassword, async () => {
    view.showSecret(await view.api.change<ConsoleSecret>('POST', `accounts/${id}/password`));
  }, ''));
  return el('div', { class: 'row' }, password, block);
}

async function givePlan(view: ConsoleView, { id, name }: ConsoleAccountDetail): Promise<Child> {
  if (!view.may('accounts')) return null;
  const { plans } = await view.api.get<ConsoleSale>('sale');
  if (plans.length === 0) return el('p', {}, TEXTS.noPlansYet);
  return form({
    fields: [{ name: 'planId', label: TEXTS.givePlan, kind: 'choice', choices: plans.map((plan) => [plan.id, plan.name] as const), hint: TEXTS.givePlanHint }],
    submit: TEXTS.give,
    act: async (filled) => {
      await view.api.change('POST', `accounts/${id}/plan`, { planId: filled.text('planId') });
      view.reload(TEXTS.giveDone(filled.text('planId'), name));
    },
  });
}

type Detail = ConsoleAccountDetail;

function devicesPanel(view: ConsoleView, { id, devices }: Detail): HTMLElement {
  return panel(TEXTS.devices, table(TEXTS.devices, [
    { heading: TEXTS.name, cell: (row: Detail['devices'][number]) => row.name }, { heading: TEXTS.lastSeen, cell: (row: Detail['devices'][number]) => momentText(row.lastSeenMs) },
    {
      heading: '', cell: (row: Detail['devices'][number]) => (view.may('help') ? button(TEXTS.signDeviceOut, () =>
        view.ask(TEXTS.signDeviceOutAsk(row.name), TEXTS.signDeviceOut, () => view.api.change('DELETE', `accounts/${id}/devices/${row.id}`), TEXTS.signDeviceOutDone(row.name)),
      { class: 'small', 'aria-label': `${TEXTS.signDeviceOut}: ${row.name}` }) : null),
    },
  ], devices, TEXTS.noDevices));
}

function streamsPanel(view: ConsoleView, { streams }: Detail): HTMLElement {
  return panel(TEXTS.playsNow, table(TEXTS.playsNow, [
    { heading: TEXTS.what, cell: (row: Detail['streams'][number]) => row.item }, { heading: TEXTS.device, cell: (row: Detail['streams'][number]) => row.playerName },
    { heading: TEXTS.since, cell: (row: Detail['streams'][number]) => momentText(row.startedAtMs) },
    {
      heading: '', cell: (row: Detail['streams'][number]) => (view.may('help') ? button(TEXTS.stop, () =>
        view.run(() => view.api.change('DELETE', `live/${row.id}`), TEXTS.stopDone(row.playerName)), { class: 'small', 'aria-label': `${TEXTS.stop}: ${row.playerName}` }) : null),
    },
  ], streams, TEXTS.playsNothing));
}

/** One subscriber: what they have, where they watch, and what can be done for them. */
export async function subscriberPage(view: ConsoleView, id: string): Promise<PageContent> {
  const account = await view.api.get<ConsoleAccountDetail>(`accounts/${id}`);
  const plans = table(TEXTS.plans, [
    { heading: TEXTS.plan, cell: (row: Detail['subscriptions'][number]) => row.planId },
    { heading: TEXTS.state, cell: (row: Detail['subscriptions'][number]) => tag(row.state, row.state === 'over' ? '' : 'good') },
    { heading: TEXTS.until, cell: (row: Detail['subscriptions'][number]) => dayText(row.untilMs) },
  ], account.subscriptions, TEXTS.hasNoPlan);
  const rentals = table(TEXTS.purchases, [
    { heading: TEXTS.titleWord, cell: (row: Detail['rentals'][number]) => row.title },
    { heading: TEXTS.kind, cell: (row: Detail['rentals'][number]) => (row.model === 'rent' ? TEXTS.rented : TEXTS.bought) },
    { heading: TEXTS.since, cell: (row: Detail['rentals'][number]) => dayText(row.purchasedAtMs) },
    { heading: TEXTS.state, cell: (row: Detail['rentals'][number]) => (row.isOpen ? tag(TEXTS.open, 'good') : tag(TEXTS.over)) },
  ], account.rentals, TEXTS.noPurchases);
  const facts = el('dl', { class: 'facts' },
    el('dt', {}, TEXTS.state), el('dd', {}, statusTag(account.status)), el('dt', {}, TEXTS.since), el('dd', {}, dayText(account.createdAtMs)),
    el('dt', {}, TEXTS.expires), el('dd', {}, account.expiresAtMs === 0 ? TEXTS.never : dayText(account.expiresAtMs)),
    el('dt', {}, TEXTS.streamsAtOnce), el('dd', {}, account.maxConnections === 0 ? TEXTS.noLimit : String(account.maxConnections)),
    el('dt', {}, TEXTS.profiles), el('dd', {}, account.profiles.join(', ')));
  return {
    title: account.name,
    children: [
      el('p', {}, el('a', { href: '#/subscribers' }, TEXTS.backToSubscribers)), panel(TEXTS.account, facts, actions(view, account)),
      el('div', { class: 'grid' }, streamsPanel(view, account), devicesPanel(view, account), panel(TEXTS.plans, plans, await givePlan(view, account)), panel(TEXTS.purchases, rentals)),
      account.orders === null ? null : panel(TEXTS.orders, ordersTable(view, account.orders)),
    ],
  };
}
