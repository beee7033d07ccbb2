import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleOrder } from '../console-wire';
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
  const refund = (row: ConsoleOrder): HTMLElement | null => {
    if (!view.may('refund') || row.status !== 'paid') return null;
    const amount = moneyText(row.dueMinor, row.currency);
    const act = (): Promise<unknown> => view.api.change('POST', `orders/${row.id}/refund`);
    return button(TEXTS.refund, () => view.ask(TEXTS.refundAsk(amount, row.accountName), TEXTS.refund, act, TEXTS.refundDone(amount)), { class: 'small danger', 'aria-label': `${TEXTS.refund}: ${row.what}, ${row.accountName}` });
  };
  return table(TEXTS.orders, [
    { heading: TEXTS.time, cell: (row: ConsoleOrder) => momentText(row.createdAtMs) },
    { heading: TEXTS.subscriber, cell: (row: ConsoleOrder) => el('a', { href: `#/subscriber/${row.accountId}` }, row.accountName) },
    { heading: TEXTS.what, cell: (row: ConsoleOrder) => row.what },
    { heading: TEXTS.amount, cell: (row: ConsoleOrder) => moneyText(row.dueMinor, row.currency), isNumber: true },
    { heading: TEXTS.state, cell: (row: ConsoleOrder) => tag(row.status, mood(row.status)) },
    { heading: TEXTS.through, cell: (row: ConsoleOrder) => (row.isSandbox ? tag(TEXTS.sandbox, 'warn') : row.provider) },
    { heading: '', cell: refund },
  ], orders, TEXTS.noOrders);
}

/** The newest orders of everybody. */
export async function ordersPage(view: ConsoleView): Promise<PageContent> {
  const { items } = await view.api.get<{ items: readonly ConsoleOrder[] }>('orders');
  return { title: TEXTS.orders, children: [panel(TEXTS.newestOrders, ordersTable(view, items))] };
}
