import { dueMinor } from '#server/store';
import { dateText, tableText, wordAt } from './operator-tools';
import type { OperatorCommand, OperatorTools } from './operator-tools';
import { amountText, problem } from './operator-words';

const MOST_ORDERS = 50;
const LEDGER_PAGE = 1000;

async function nameOf(tools: OperatorTools, accountId: string): Promise<string> {
  return (await tools.store.accounts.byId(accountId))?.name ?? accountId;
}

/** Commands about orders and the ledger. */
export const MONEY_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'order list': {
    usage: '',
    async run(words, tools) {
      words.endOfFlags();
      const rows: string[][] = [];
      for (const order of await tools.store.money.newestOrders(MOST_ORDERS)) {
        const name = await nameOf(tools, order.accountId);
        rows.push([order.id, dateText(order.createdAtMs, ''), name, `${order.kind} ${order.refId}`, amountText(dueMinor(order), order.currency), order.status, order.isSandbox ? 'SANDBOX' : order.provider]);
      }
      return rows.length === 0 ? 'There are no orders.' : tableText(rows);
    },
  },
  'order refund': {
    usage: '<order>',
    async run(words, tools) {
      const order = await tools.billing.refund(wordAt(words, 2, 'the number of the order'));
      return `Order ${order.id} is refunded: ${amountText(dueMinor(order), order.currency)} go back, and what it was for is taken back.`;
    },
  },
  ledger: {
    usage: '',
    async run(words, tools) {
      words.endOfFlags();
      const rows: string[][] = [];
      const sums = new Map<string, number>();
      const taken = new Map<string, { readonly currency: string; readonly minor: number }>();
      for (let after = 0; ; ) {
        const page = await tools.store.money.ledger(after, LEDGER_PAGE);
        for (const line of page) {
          after = line.sequence;
          sums.set(line.orderId, (sums.get(line.orderId) ?? 0) + line.amountMinor);
          const label = line.isSandbox ? `${line.currency} (sandbox)` : line.currency;
          const isMoney = line.kind === 'payment' || line.kind === 'refund';
          if (isMoney) taken.set(label, { currency: line.currency, minor: (taken.get(label)?.minor ?? 0) + line.amountMinor });
          rows.push([String(line.sequence), dateText(line.atMs, ''), await nameOf(tools, line.accountId), line.orderId, line.kind, amountText(line.amountMinor, line.currency), line.isSandbox ? 'SANDBOX' : '']);
        }
        if (page.length < LEDGER_PAGE) break;
      }
      const unbalanced = Array.from(sums).filter(([, sum]) => sum !== 0).map(([orderId]) => orderId);
      if (unbalanced.length > 0) throw problem(`the lines of these orders do not add up to nothing: ${unbalanced.join(', ')}`);
      const totals = Array.from(taken, ([label, { currency, minor }]) => `Taken: ${amountText(minor, currency)}${label.endsWith('(sandbox)') ? ' in the sandbox' : ''}`);
      return rows.length === 0 ? 'The ledger is empty.' : `${tableText(rows)}\n\n${totals.join('\n')}`;
    },
  },
};
