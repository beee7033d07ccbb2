import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleOrder } from '../console-wire';
import type { ConsoleDelivery } from '../goods-wire';
import { button, el, panel, tag } from '../dom';
import { table } from '../table';
import { TEXTS } from '../texts';
import { momentText, moneyText } from '../words';

function mood(status: string): 'good' | 'bad' | 'warn' | '' {
  if (status === 'paid') return 'good';
  return status === 'failed' ? 'bad' : '';
}

/** Orders with what can be done about them. */
export function ordersTable(view: ConsoleView, orders: readonly ConsoleOrder[]): HTMLElement {
  const act = (row: ConsoleOrder): HTMLElement | null => {
    if (row.payPath !== '') return el('a', { href: row.payPath, target: '_blank', rel: 'noopener', 'aria-label': `${TEXTS.payPage}: ${row.what}, ${row.accountName}` }, TEXTS.payPage);
    if (!view.may('refund') || row.status !== 'paid') return null;
    const amount = moneyText(row.dueMinor, row.currency);
    const refund = (): Promise<unknown> => view.api.change('POST', `orders/${row.id}/refund`);
    return button(TEXTS.refund, () => view.ask(TEXTS.refundAsk(amount, row.accountName), TEXTS.refund, refund, TEXTS.refundDone(amount)), { class: 'small danger', 'aria-label': `${TEXTS.refund}: ${row.what}, ${row.accountName}` });
  };
  return table(TEXTS.orders, [
    { heading: TEXTS.time, cell: (row: ConsoleOrder) => momentText(row.createdAtMs) },
    { heading: TEXTS.subscriber, cell: (row: ConsoleOrder) => el('a', { href: `#/subscriber/${row.accountId}` }, row.accountName) },
    { heading: TEXTS.what, cell: (row: ConsoleOrder) => row.what },
    { heading: TEXTS.amount, cell: (row: ConsoleOrder) => moneyText(row.dueMinor, row.currency), isNumber: true },
    { heading: TEXTS.state, cell: (row: ConsoleOrder) => tag(row.status, mood(row.status)) },
    { heading: TEXTS.through, cell: (row: ConsoleOrder) => (row.isSandbox ? tag(TEXTS.sandbox, 'warn') : row.provider) },
    { heading: '', cell: act },
  ], orders, TEXTS.noOrders);
}

/** Parcels to be packed and sent, with what can be done about them. */
function parcelsTable(view: ConsoleView, parcels: readonly ConsoleDelivery[]): HTMLElement {
  const words = TEXTS.goods;
  const move = (row: ConsoleDelivery, to: 'packed' | 'sent' | 'returned', label: string, more: { readonly note: string; readonly isRestocked: boolean }): void => {
    view.run(() => view.api.change('PUT', `deliveries/${row.orderId}`, { to, ...more }), words.moved(row.what, label));
  };
  const acts = (row: ConsoleDelivery): HTMLElement | null => {
    if (!view.may('accounts') || row.state === 'short') return null;
    const named = (label: string): { readonly class: string; readonly 'aria-label': string } => ({ class: 'small', 'aria-label': `${label}: ${row.what}, ${row.accountName}` });
    if (row.state === 'sent') {
      const restock = el('input', { type: 'checkbox', checked: true });
      return el('div', { class: 'row' }, el('label', { class: 'check' }, restock, el('span', {}, words.restock)), button(words.giveBack, () => move(row, 'returned', words.giveBack, { note: '', isRestocked: restock.checked }), named(words.giveBack)));
    }
    const note = el('input', { type: 'text', maxlength: 120, 'aria-label': `${words.note}: ${row.what}, ${row.accountName}` });
    const send = button(words.send, () => move(row, 'sent', words.send, { note: note.value, isRestocked: false }), named(words.send));
    return el('div', { class: 'row' }, row.state === 'paid' ? button(words.pack, () => move(row, 'packed', words.pack, { note: '', isRestocked: false }), named(words.pack)) : null, note, send);
  };
  return table(words.parcels, [
    { heading: TEXTS.since, cell: (row: ConsoleDelivery) => momentText(row.changedAtMs) },
    { heading: TEXTS.what, cell: (row: ConsoleDelivery) => el('div', {}, ...row.lines.map((line) => el('div', {}, line.quantity > 1 ? `${line.name} × ${String(line.quantity)}` : line.name))) },
    { heading: words.address, cell: (row: ConsoleDelivery) => row.address.join(', ') },
    { heading: TEXTS.state, cell: (row: ConsoleDelivery) => tag(words.states[row.state] ?? row.state, row.state === 'short' ? 'bad' : row.state === 'sent' ? 'good' : 'warn') },
    { heading: '', cell: acts },
  ], parcels, words.noParcels);
}

/** The newest orders of everybody, and parcels. */
export async function ordersPage(view: ConsoleView): Promise<PageContent> {
  const { items } = await view.api.get<{ items: readonly ConsoleOrder[] }>('orders');
  const { items: parcels } = await view.api.get<{ items: readonly ConsoleDelivery[] }>('deliveries');
  // What there is to do comes first; who sells no goods has no parcels.
  const panels = [panel(TEXTS.newestOrders, ordersTable(view, items)), panel(TEXTS.goods.parcels, parcelsTable(view, parcels))];
  return { title: TEXTS.orders, children: parcels.length === 0 ? panels : panels.reverse() };
}
