import type { ShownOrder } from '#server/domain';
import { dueMinor, isSettled } from '#server/store';
import type { DeliveryState, OrderStatus, PostalAddress } from '#server/store';
import type { ShopTexts } from '#server/texts';
import { alertView, hidden, TICK } from './activate-views';
import { html, NOTHING } from './html';
import type { Markup } from './html';
import { fill } from './page';

/** How a page is written. */
export interface PayWords {
  readonly texts: ShopTexts;
  readonly language: string;
}

const STATES: Readonly<Record<OrderStatus, keyof ShopTexts>> = { open: 'statusOpen', failed: 'statusFailed', paid: 'statusPaid', refunded: 'statusRefunded' };
const DELIVERIES: Readonly<Record<DeliveryState, keyof ShopTexts>> = {
  waiting: 'deliveryWaiting', paid: 'deliveryPaid', packed: 'deliveryPacked', sent: 'deliverySent', returned: 'deliveryReturned', cancelled: 'deliveryCancelled', short: 'deliveryShort',
};

/** An amount as the language writes it. */
export function amountText(minor: number, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function countryName(country: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
}

function addressText({ name, street, postalCode, city, country }: PostalAddress, language: string): string {
  return `${name}, ${street}, ${postalCode} ${city}, ${countryName(country, language)}`;
}

/** The lines of an order, down to what is due. */
function amountsView({ order, name, lines }: ShownOrder, { texts, language }: PayWords): Markup {
  const { currency, priceMinor, discountMinor, creditMinor, shippingMinor, taxMinor, taxCountry } = order;
  const line = (label: string, minor: number): Markup => (minor === 0 ? NOTHING : html`<tr><th scope="row">${label}</th><td>${amountText(minor, currency, language)}</td></tr>`);
  const wares = lines.length === 0 ? [{ name, quantity: 1, priceMinor }] : lines;
  const rows = wares.map((ware) => html`<tr><th scope="row">${ware.quantity > 1 ? `${ware.name} × ${String(ware.quantity)}` : ware.name}</th><td>${amountText(ware.priceMinor, currency, language)}</td></tr>`);
  const tax = taxMinor === 0 ? NOTHING : line(fill(texts.tax, { country: countryName(taxCountry, language) }), taxMinor);
  return html`<table>${rows}${line(texts.discount, -discountMinor)}${line(texts.credit, -creditMinor)}${line(texts.shipping, shippingMinor)}<tr class="total"><th scope="row">${texts.total}</th><td>${amountText(dueMinor(order), currency, language)}</td></tr>${tax}</table>`;
}

/** What can be chosen beside the address. */
export interface AddressChoices {
  readonly countries: readonly string[];
  /** Pieces of one thing at most. */
  readonly most: number;
  /** What can be ordered along with it, with what a piece costs at home. */
  readonly others: ReadonlyArray<{ readonly id: string; readonly name: string; readonly priceMinor: number }>;
  readonly problem: string;
}

/** Where goods go; the fields of somebody who was here before are filled in. */
export function addressView(shown: ShownOrder, words: PayWords, formToken: string, more: AddressChoices): Markup {
  const { texts, language } = words;
  const { order, delivery, lines } = shown;
  const field = (label: string, name: string, value: string, autocomplete: string): Markup => html`<label>${label}<input name="${name}" value="${value}" required maxlength="120" autocomplete="${autocomplete}"></label>`;
  const chosen = (isChosen: boolean): Markup => (isChosen ? html` selected` : NOTHING);
  // None of it takes a thing out, as long as another is left.
  const counts = Array.from({ length: more.most + 1 }, (_, at) => at).slice(lines.length > 1 ? 0 : 1);
  const pieces = lines.map((ware) => html`<label>${lines.length > 1 ? ware.name : texts.pieces}<select name="pieces_${ware.variantId}">${counts.map((count) => html`<option value="${count}"${chosen(count === ware.quantity)}>${count}</option>`)}</select></label>`);
  const others = more.others.map(({ id, name, priceMinor }) => html`<option value="${id}">${name} – ${amountText(priceMinor, order.currency, language)}</option>`);
  const adding = others.length === 0 ? NOTHING : html`<label>${texts.anotherProduct}<select name="another"><option value="">–</option>${others}</select></label><button class="second" name="step" value="add" formnovalidate>${texts.add}</button>`;
  const countries = more.countries.map((country) => html`<option value="${country}"${chosen(country === (delivery?.country || order.taxCountry))}>${countryName(country, language)}</option>`);
  return html`<h1>${texts.addressHeading}</h1>${amountsView(shown, words)}${alertView(more.problem)}<form method="post">${hidden('form_token', formToken)}${pieces}${adding}${field(texts.fullName, 'name', delivery?.name ?? '', 'name')}${field(texts.street, 'street', delivery?.street ?? '', 'street-address')}${field(texts.postalCode, 'postal_code', delivery?.postalCode ?? '', 'postal-code')}${field(texts.city, 'city', delivery?.city ?? '', 'address-level2')}<label>${texts.country}<select name="country" autocomplete="country">${countries}</select></label><button name="step" value="address">${texts.next}</button></form>`;
}

/** What is ordered, a coupon, and the way to the payment. */
export function summaryView(shown: ShownOrder, words: PayWords, formToken: string, problem: string): Markup {
  const { texts, language } = words;
  const { order, delivery } = shown;
  const due = dueMinor(order);
  const coupon = order.closedAtMs > 0 ? NOTHING : html`<form method="post" class="beside">${hidden('form_token', formToken)}<label>${texts.coupon}<input name="coupon" value="${order.couponId}" maxlength="60" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false"></label><button class="second" name="step" value="coupon">${texts.useCoupon}</button></form>`;
  const change = order.closedAtMs > 0 ? NOTHING : html` <a href="?address=1">${texts.changeAddress}</a>`;
  const goes = delivery === null ? NOTHING : html`<p>${fill(texts.goesTo, { address: addressText(delivery, language) })}${change}</p>`;
  const pay = due === 0 ? texts.orderFree : fill(texts.pay, { amount: amountText(due, order.currency, language) });
  const hint = order.isSandbox ? html`<p class="strong">${texts.sandboxNote}</p>` : html`<p>${texts.payHint}</p>`;
  return html`<h1>${shown.name}</h1>${amountsView(shown, words)}${goes}${alertView(problem)}${coupon}<form method="post">${hidden('form_token', formToken)}<button name="step" value="pay">${pay}</button></form>${hint}`;
}

/** The way on to a provider's own page. */
export function goOnView({ texts }: PayWords, payUrl: string): Markup {
  return html`<h1>${texts.goOn}</h1><p>${texts.goOnHint}</p><a class="button" href="${payUrl}">${texts.goOn}</a>`;
}

/** A paid order: what was paid when, and how far goods are. */
export function receiptView(shown: ShownOrder, words: PayWords): Markup {
  const { texts, language } = words;
  const { order, delivery } = shown;
  const heading = order.status === 'refunded' ? texts.refundedHeading : texts.paidHeading;
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(order.paidAtMs);
  const goes = delivery === null ? NOTHING : html`<p>${fill(texts.goesTo, { address: addressText(delivery, language) })} – ${texts[DELIVERIES[delivery.state]]}${delivery.note === '' ? '' : ` (${delivery.note})`}</p>`;
  const note = order.isSandbox ? html`<p class="strong">${texts.sandboxNote}</p>` : NOTHING;
  return html`<div role="status">${order.status === 'refunded' ? NOTHING : TICK}<h1>${heading}</h1><p>${texts.paidHint}</p></div><h2>${texts.receipt}</h2>${amountsView(shown, words)}${goes}<table><tr><th scope="row">${texts.day}</th><td>${day}</td></tr><tr><th scope="row">${texts.number}</th><td>${order.id.slice(0, 8)}</td></tr></table>${note}`;
}

/** Orders of an account, newest first, with the way to their receipts. */
export function historyView(orders: readonly ShownOrder[], { texts, language }: PayWords): Markup {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const items = orders.map(({ order, name, delivery }) => {
    const state = order.status === 'paid' && delivery !== null ? texts[DELIVERIES[delivery.state]] : texts[STATES[order.status]];
    const facts = `${day.format(order.createdAtMs)} · ${amountText(dueMinor(order), order.currency, language)} · ${state}`;
    const isReadable = order.claim !== '' && isSettled(order);
    return html`<li><strong>${name}</strong><br>${facts}${isReadable ? html`<br><a href="/pay/${order.claim}">${texts.receipt}</a>` : NOTHING}</li>`;
  });
  return html`<h1>${texts.orders}</h1>${items.length === 0 ? html`<p>${texts.noOrders}</p>` : html`<ul class="orders">${items}</ul>`}`;
}
