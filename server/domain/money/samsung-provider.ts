import { createHmac } from 'node:crypto';
import { AppError, SECOND_MS } from '#core/base';
import { dueMinor } from '#server/store';
import type { OrderRow } from '#server/store';
import { isSameText } from '../server-keys';
import { minorDigits } from './minor-digits';
import type { BegunPayment, PaymentEvent, PaymentProvider } from './payment-provider';

/** What an operator has from Samsung. */
export interface SamsungAccess {
  /** The app's number at the seller office. */
  readonly appId: string;
  /** The DPI security key. It signs what is asked and what is answered, and never leaves the platform. */
  readonly securityKey: string;
  /** Samsung's sandbox takes no money. */
  readonly isSandbox: boolean;
  /** Names an account to Samsung: the same account the same, and no more than that. */
  readonly customIdOf: (accountId: string) => string;
  /** Samsung's own address; another in tests. */
  readonly origin?: string;
}

/** Samsung's servers, by its sample application. */
const ORIGINS = { production: 'https://checkoutapi.samsungcheckout.com', sandbox: 'https://sbox-checkoutapi.samsungcheckout.com' } as const;
/** Longest wait for Samsung. Somebody looks at a spinner; the set asks again. */
const TIMEOUT_MS = 10 * SECOND_MS;
const SUCCESS = '100000';
/** In questions 2 stands for all kinds; in answers the numbers are those below. */
const ALL_KINDS = '2';
const NON_CONSUMABLE = '2';
/** Pages of purchases read at most; Samsung tells 100 purchases on each. */
const MOST_PAGES = 50;
const ANSWER_LIMIT = 512 * 1024;

type Fields = Readonly<Record<string, unknown>>;

interface Invoice {
  readonly id: string;
  readonly itemId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly isCancelled: boolean;
  readonly isApplied: boolean;
  readonly isConsumable: boolean;
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `3.99` in minor units; -1 for what is no amount of the currency. */
function minorOf(price: string, currency: string): number {
  const parts = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(price);
  if (parts === null || !/^[A-Z]{3}$/.test(currency)) return -1;
  const digits = minorDigits(currency);
  const fraction = (parts[2] ?? '').replace(/0+$/, '');
  return fraction.length > digits ? -1 : Number(`${parts[1] ?? ''}${fraction.padEnd(digits, '0')}`);
}

function invoiceOf(fields: Fields): Invoice {
  const currency = textOf(fields, 'OrderCurrencyID');
  return {
    id: textOf(fields, 'InvoiceID'), itemId: textOf(fields, 'ItemID'), amountMinor: minorOf(textOf(fields, 'Price'), currency), currency,
    isCancelled: textOf(fields, 'CancelStatus') !== 'false', isApplied: textOf(fields, 'AppliedStatus') === 'true', isConsumable: textOf(fields, 'ItemType') !== NON_CONSUMABLE,
  };
}

function unexpected(message: string): AppError {
  return new AppError('http.server', { message });
}

/**
 * Samsung Checkout: the television takes the money, and this asks Samsung's own servers whether it did ("DPI" service). Nothing the set says
 * counts. Questions for lists and their answers are signed with the security key; an invoice is verified before it counts, counts for one
 * order alone, and is applied once that order is in the books. Plans and offers are registered at Samsung under their own short names.
 */
export class SamsungProvider implements PaymentProvider {
  readonly id = 'samsung-checkout';
  readonly isSandbox: boolean;

  constructor(private readonly access: SamsungAccess) {
    this.isSandbox = access.isSandbox;
  }

  begin(order: OrderRow, title: string): Promise<BegunPayment> {
    const { appId, isSandbox, customIdOf } = this.access;
    const digits = minorDigits(order.currency);
    const details = JSON.stringify({
      OrderItemID: order.refId, OrderTitle: title, OrderTotal: (dueMinor(order) / 10 ** digits).toFixed(digits), OrderCurrencyID: order.currency, OrderID: order.id,
      OrderCustomID: customIdOf(order.accountId),
    });
    // Its own number is known once somebody has paid.
    return Promise.resolve({ reference: '', payUrl: '', purchase: { shop: 'samsung-checkout' as const, appId, serverType: isSandbox ? ('DEV' as const) : ('PRD' as const), details } });
  }

  /** Samsung sends none. */
  read(): null {
    return null;
  }

  async look(order: OrderRow): Promise<readonly PaymentEvent[]> {
    const found: PaymentEvent[] = [];
    for (const invoice of await this.invoices(order)) {
      const isUsedUp = invoice.isApplied && invoice.isConsumable;
      if (invoice.itemId !== order.refId || invoice.id === '' || invoice.isCancelled || isUsedUp || invoice.amountMinor !== dueMinor(order)) continue;
      if (!(await this.isVerified(order, invoice.id))) continue;
      found.push({ id: invoice.id, kind: 'paid', reference: invoice.id, amountMinor: invoice.amountMinor, currency: invoice.currency });
    }
    return found;
  }

  async confirm(order: OrderRow, invoiceId: string): Promise<void> {
    const answer = await this.ask('invoice/apply', { ...this.whose(order), InvoiceID: invoiceId });
    // An invoice that was applied before is refused: it is as it should be.
    const isApplied = textOf(answer, 'CPStatus') === SUCCESS || (await this.invoices(order)).some((invoice) => invoice.id === invoiceId && invoice.isApplied);
    if (!isApplied) throw unexpected('Samsung did not apply an invoice.');
  }

  /** Samsung gives money back itself, when somebody cancels at its seller office: then, and only then, the order may be refunded here. */
  async refund(order: OrderRow): Promise<void> {
    const invoice = (await this.invoices(order)).find((it) => it.id === order.reference);
    if (invoice?.isCancelled === true) return;
    throw new AppError('input.invalid', { message: 'Samsung gives the money back: cancel the invoice at its seller office first, then refund here.' });
  }

  private async isVerified(order: OrderRow, invoiceId: string): Promise<boolean> {
    const answer = await this.ask('invoice/verify', { ...this.whose(order), InvoiceID: invoiceId });
    return textOf(answer, 'CPStatus') === SUCCESS && textOf(answer, 'CPResult') === 'SUCCESS' && textOf(answer, 'AppID') === this.access.appId && textOf(answer, 'InvoiceID') === invoiceId;
  }

  private async invoices(order: OrderRow): Promise<readonly Invoice[]> {
    const whose = this.whose(order);
    const all: Invoice[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const CheckValue = this.mac(`${whose.AppID}${whose.CustomID}${whose.CountryCode}${ALL_KINDS}${String(page)}`);
      const answer = await this.ask('invoice/list', { ...whose, ItemType: ALL_KINDS, PageNumber: page, CheckValue });
      const details: unknown = answer['InvoiceDetails'];
      const rows = Array.isArray(details) ? details.filter(isFields) : [];
      const [status, result] = [textOf(answer, 'CPStatus'), textOf(answer, 'CPResult')];
      const signed = `${status}${result}${textOf(answer, 'TotalCount')}${rows.map((row) => textOf(row, 'ItemID')).join('')}`;
      if (!isSameText(this.mac(signed), textOf(answer, 'CheckValue'))) throw unexpected('An answer is not signed by Samsung.');
      if (status !== SUCCESS) throw unexpected(`Samsung answers ${status.slice(0, 10)}.`);
      all.push(...rows.map(invoiceOf));
      if (result !== 'hasNext:TRUE') break;
    }
    return all;
  }

  private whose(order: OrderRow): { readonly AppID: string; readonly CustomID: string; readonly CountryCode: string } {
    return { AppID: this.access.appId, CustomID: this.access.customIdOf(order.accountId), CountryCode: order.taxCountry };
  }

  private mac(text: string): string {
    return createHmac('sha256', this.access.securityKey).update(text).digest('base64');
  }

  private async ask(path: string, body: Fields): Promise<Fields> {
    const origin = this.access.origin ?? ORIGINS[this.isSandbox ? 'sandbox' : 'production'];
    let text: string;
    try {
      const response = await fetch(`${origin}/openapi/${path}`, {
        method: 'POST', redirect: 'error', headers: { 'content-type': 'application/json;charset=UTF-8', accept: 'application/json' }, body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) throw unexpected(`Samsung answers ${String(response.status)}.`);
      text = await response.text();
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('net.unreachable', { message: 'Samsung cannot be reached.', cause: error });
    }
    try {
      const parsed: unknown = text.length > ANSWER_LIMIT ? null : JSON.parse(text);
      if (isFields(parsed)) return parsed;
    } catch (error) {
      throw new AppError('http.server', { message: 'Samsung answers something else than JSON.', cause: error });
    }
    throw unexpected('Samsung answers something else than a record.');
  }
}
