import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleBouquet, ConsoleCoupon, ConsoleOffer, ConsolePlan, ConsoleSale, ConsoleTarget } from '../console-wire';
import { button, el, panel, tag } from '../dom';
import { form } from '../form';
import type { Field, Filled } from '../form';
import { SortedList } from '../sorted-list';
import { table } from '../table';
import { TargetPicker } from '../target-picker';
import { TEXTS } from '../texts';
import { eventsPanel } from './events-panel';
import { amountField, dayField, dayText, moneyText, readAmount, readDay } from '../words';

const UNITS = [['month', TEXTS.units.month], ['day', TEXTS.units.day], ['year', TEXTS.units.year]] as const;
const CURRENCY: Field = { name: 'currency', label: TEXTS.currency, value: 'EUR', isNeeded: true, max: 3 };

function shortName(value: string | undefined): Field {
  return { name: 'id', label: TEXTS.shortName, value: value ?? '', isNeeded: true, hint: TEXTS.shortNameHint, max: 40 };
}

function currencyOf(filled: Filled): string {
  return filled.text('currency').trim().toUpperCase();
}

async function stored(view: ConsoleView, path: string, body: unknown): Promise<void> {
  await view.api.change('PUT', path, body);
  view.go('plans', TEXTS.saved);
}

function planForm(view: ConsoleView, plan: ConsolePlan | undefined, bouquets: readonly ConsoleBouquet[]): HTMLElement {
  const boxes: readonly Field[] = bouquets.map((bouquet) => ({
    name: `bouquet ${bouquet.id}`, label: TEXTS.opensBouquet(bouquet.name), kind: 'check' as const, isOn: plan?.bouquetIds.includes(bouquet.id) ?? false,
  }));
  return form({
    fields: [
      shortName(plan?.id), { name: 'name', label: TEXTS.name, value: plan?.name ?? '', isNeeded: true, max: 100 },
      { name: 'price', label: TEXTS.price, value: plan === undefined ? '' : amountField(plan.priceMinor, plan.currency), isNeeded: true },
      { ...CURRENCY, value: plan?.currency ?? 'EUR' }, { name: 'periodCount', label: TEXTS.periodCount, kind: 'number', value: String(plan?.periodCount ?? 1) },
      { name: 'periodUnit', label: TEXTS.periodUnit, kind: 'choice', value: plan?.periodUnit ?? 'month', choices: UNITS },
      { name: 'trialDays', label: TEXTS.trialDays, kind: 'number', value: String(plan?.trialDays ?? 0) },
      { name: 'graceDays', label: TEXTS.graceDays, kind: 'number', value: String(plan?.graceDays ?? 3) },
      { name: 'maxStreams', label: TEXTS.streamsAtOnce, kind: 'number', value: String(plan?.maxStreams ?? 2), hint: TEXTS.streamsHint },
      { name: 'maxDevices', label: TEXTS.maxDevices, kind: 'number', value: String(plan?.maxDevices ?? 0), hint: TEXTS.streamsHint },
      { name: 'streamPolicy', label: TEXTS.policy, kind: 'choice', value: plan?.streamPolicy ?? 'roll-over', choices: [['roll-over', TEXTS.policyRollOver], ['reject', TEXTS.policyReject]] },
      { name: 'isSold', label: TEXTS.isSold, kind: 'check', isOn: plan?.isSold ?? true }, ...boxes,
    ],
    submit: TEXTS.save,
    act: (filled) => {
      const currency = currencyOf(filled);
      return stored(view, `plans/${encodeURIComponent(filled.text('id').trim())}`, {
        name: filled.text('name').trim(), priceMinor: readAmount(filled.text('price'), currency), currency, periodCount: filled.number('periodCount'),
        periodUnit: filled.text('periodUnit'), trialDays: filled.number('trialDays'), graceDays: filled.number('graceDays'), maxStreams: filled.number('maxStreams'),
        maxDevices: filled.number('maxDevices'), streamPolicy: filled.text('streamPolicy'), isSold: filled.isOn('isSold'),
        bouquetIds: bouquets.filter((bouquet) => filled.isOn(`bouquet ${bouquet.id}`)).map((bouquet) => bouquet.id),
      });
    },
  });
}

function bouquetForm(view: ConsoleView, bouquet: ConsoleBouquet | undefined): HTMLElement {
  const held = new SortedList<ConsoleTarget>(bouquet?.targets ?? [], {
    keyOf: ({ kind, itemId }) => `${kind} ${String(itemId)}`, nameOf: ({ kind, name }) => `${name} (${TEXTS.kinds[kind]})`, none: TEXTS.order.nothingInside,
  });
  const picker = new TargetPicker(view.api, [], false, { label: TEXTS.findInCatalogue, onChoose: (found) => held.add([found]) });
  return form({
    fields: [shortName(bouquet?.id), { name: 'name', label: TEXTS.name, value: bouquet?.name ?? '', isNeeded: true, max: 100 }],
    extra: [held.element, el('p', { class: 'quiet' }, TEXTS.order.insideHint), picker.element],
    submit: TEXTS.save,
    act: (filled) => stored(view, `bouquets/${encodeURIComponent(filled.text('id').trim())}`, { name: filled.text('name').trim(), targets: held.rows.map(({ kind, itemId }) => ({ kind, itemId })) }),
  });
}

function offerForm(view: ConsoleView, offer: ConsoleOffer | undefined): HTMLElement {
  const picker = new TargetPicker(view.api, offer === undefined ? [] : [offer.target], false);
  return form({
    fields: [
      shortName(offer?.id), { name: 'model', label: TEXTS.kind, kind: 'choice', value: offer?.model ?? 'rent', choices: [['rent', TEXTS.rent], ['buy', TEXTS.buy]] },
      { name: 'price', label: TEXTS.price, value: offer === undefined ? '' : amountField(offer.priceMinor, offer.currency), isNeeded: true }, { ...CURRENCY, value: offer?.currency ?? 'EUR' },
      { name: 'startWithinDays', label: TEXTS.startWithin, kind: 'number', value: String(offer?.startWithinDays ?? 30) },
      { name: 'windowHours', label: TEXTS.window, kind: 'number', value: String(offer?.windowHours ?? 48) }, { name: 'isSold', label: TEXTS.isSold, kind: 'check', isOn: offer?.isSold ?? true },
    ],
    extra: [picker.element],
    submit: TEXTS.save,
    act: (filled) => {
      const [target] = picker.targets;
      if (target === undefined) throw new Error(TEXTS.chooseTitle);
      const currency = currencyOf(filled);
      return stored(view, `offers/${encodeURIComponent(filled.text('id').trim())}`, {
        target, model: filled.text('model'), priceMinor: readAmount(filled.text('price'), currency), currency, startWithinDays: filled.number('startWithinDays'),
        windowHours: filled.number('windowHours'), isSold: filled.isOn('isSold'),
      });
    },
  });
}

function couponForm(view: ConsoleView, coupon: ConsoleCoupon | undefined, plans: readonly ConsolePlan[]): HTMLElement {
  const value = coupon === undefined ? '' : coupon.kind === 'percent' ? String(coupon.value) : amountField(coupon.value, coupon.currency);
  return form({
    fields: [
      { name: 'id', label: TEXTS.code, value: coupon?.id ?? '', isNeeded: true, hint: TEXTS.codeHint, max: 40 },
      { name: 'kind', label: TEXTS.kind, kind: 'choice', value: coupon?.kind ?? 'percent', choices: [['percent', TEXTS.percent], ['amount', TEXTS.amountOff]] },
      { name: 'value', label: TEXTS.value, value, isNeeded: true }, { ...CURRENCY, value: coupon?.currency === '' ? 'EUR' : (coupon?.currency ?? 'EUR'), hint: TEXTS.currencyHint },
      { name: 'planId', label: TEXTS.forPlan, kind: 'choice', value: coupon?.planId ?? '', choices: [['', TEXTS.anything], ...plans.map((plan) => [plan.id, plan.name] as const)] },
      { name: 'maxUses', label: TEXTS.maxUses, kind: 'number', value: String(coupon?.maxUses ?? 0), hint: TEXTS.streamsHint },
      { name: 'maxPerAccount', label: TEXTS.maxPerAccount, kind: 'number', value: String(coupon?.maxPerAccount ?? 1), hint: TEXTS.streamsHint },
      { name: 'until', label: TEXTS.untilDay, kind: 'date', value: dayField(coupon?.untilMs ?? 0), hint: TEXTS.emptyAlways },
    ],
    submit: TEXTS.save,
    act: (filled) => {
      const isPercent = filled.text('kind') === 'percent';
      const currency = isPercent ? '' : currencyOf(filled);
      return stored(view, `coupons/${encodeURIComponent(filled.text('id').trim().toUpperCase())}`, {
        kind: filled.text('kind'), value: isPercent ? filled.number('value') : readAmount(filled.text('value'), currency), currency, planId: filled.text('planId'),
        maxUses: filled.number('maxUses'), maxPerAccount: filled.number('maxPerAccount'), untilMs: readDay(filled.text('until')),
      });
    },
  });
}

/** A form to add one, or to change the one that is named in the address. */
function editing(view: ConsoleView, title: string, made: HTMLElement, isChange: boolean): HTMLElement | null {
  if (!view.may('sale')) return null;
  if (!isChange) return el('details', {}, el('summary', {}, title), made);
  return el('div', {}, el('h2', {}, title), made, button(TEXTS.cancel, () => view.go('plans')));
}

/** What is sold. */
export async function plansPage(view: ConsoleView, query: URLSearchParams): Promise<PageContent> {
  const { plans, bouquets, offers, events, coupons } = await view.api.get<ConsoleSale>('sale');
  const find = <Row extends { readonly id: string }>(kind: string, rows: readonly Row[]): Row | undefined => rows.find((row) => row.id === query.get(kind));
  const edit = (kind: string) => (row: { readonly id: string }): HTMLElement | null => (view.may('sale') ? el('a', { href: `#/plans?${kind}=${encodeURIComponent(row.id)}`, 'aria-label': `${TEXTS.change}: ${row.id}` }, TEXTS.change) : null);
  const sold = (row: { readonly isSold: boolean }): HTMLElement => (row.isSold ? tag(TEXTS.sold, 'good') : tag(TEXTS.notSold));
  const [plan, bouquet, offer, coupon] = [find('plan', plans), find('bouquet', bouquets), find('offer', offers), find('coupon', coupons)];
  const planRows = table(TEXTS.plans, [
    { heading: TEXTS.name, cell: (row: ConsolePlan) => row.name }, { heading: TEXTS.shortName, cell: (row: ConsolePlan) => row.id },
    { heading: TEXTS.price, cell: (row: ConsolePlan) => TEXTS.pricePer(moneyText(row.priceMinor, row.currency), row.periodCount, TEXTS.units[row.periodUnit]), isNumber: true },
    { heading: TEXTS.streamsAtOnce, cell: (row: ConsolePlan) => (row.maxStreams === 0 ? TEXTS.noLimit : String(row.maxStreams)), isNumber: true },
    { heading: TEXTS.bouquets, cell: (row: ConsolePlan) => row.bouquetIds.join(', ') }, { heading: TEXTS.state, cell: sold }, { heading: '', cell: edit('plan') },
  ], plans, TEXTS.noPlansYet);
  const bouquetRows = table(TEXTS.bouquets, [
    { heading: TEXTS.name, cell: (row: ConsoleBouquet) => row.name }, { heading: TEXTS.shortName, cell: (row: ConsoleBouquet) => row.id },
    { heading: TEXTS.holds, cell: (row: ConsoleBouquet) => row.targets.map((target) => target.name).join(', ') }, { heading: '', cell: edit('bouquet') },
  ], bouquets, TEXTS.noBouquets);
  const offerRows = table(TEXTS.offers, [
    { heading: TEXTS.titleWord, cell: (row: ConsoleOffer) => row.target.name }, { heading: TEXTS.kind, cell: (row: ConsoleOffer) => (row.model === 'rent' ? TEXTS.rent : TEXTS.buy) },
    { heading: TEXTS.price, cell: (row: ConsoleOffer) => moneyText(row.priceMinor, row.currency), isNumber: true }, { heading: TEXTS.state, cell: sold }, { heading: '', cell: edit('offer') },
  ], offers, TEXTS.noOffers);
  const couponRows = table(TEXTS.coupons, [
    { heading: TEXTS.code, cell: (row: ConsoleCoupon) => row.id },
    { heading: TEXTS.value, cell: (row: ConsoleCoupon) => (row.kind === 'percent' ? `${String(row.value)} %` : moneyText(row.value, row.currency)), isNumber: true },
    { heading: TEXTS.forPlan, cell: (row: ConsoleCoupon) => row.planId || TEXTS.anything }, { heading: TEXTS.until, cell: (row: ConsoleCoupon) => dayText(row.untilMs) }, { heading: '', cell: edit('coupon') },
  ], coupons, TEXTS.noCoupons);
  return {
    title: TEXTS.plansTitle,
    children: [
      panel(TEXTS.plans, planRows, editing(view, plan === undefined ? TEXTS.addPlan : TEXTS.changeNamed(plan.id), planForm(view, plan, bouquets), plan !== undefined)),
      panel(TEXTS.bouquets, el('p', {}, TEXTS.bouquetHint), bouquetRows, editing(view, bouquet === undefined ? TEXTS.addBouquet : TEXTS.changeNamed(bouquet.id), bouquetForm(view, bouquet), bouquet !== undefined)),
      panel(TEXTS.offers, offerRows, editing(view, offer === undefined ? TEXTS.addOffer : TEXTS.changeNamed(offer.id), offerForm(view, offer), offer !== undefined)),
      eventsPanel(view, events, find('event', events), (title, made, isChange) => editing(view, title, made, isChange)),
      panel(TEXTS.coupons, couponRows, editing(view, coupon === undefined ? TEXTS.addCoupon : TEXTS.changeNamed(coupon.id), couponForm(view, coupon, plans), coupon !== undefined)),
    ],
  };
}
