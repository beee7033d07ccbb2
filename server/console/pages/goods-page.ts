import type { ConsoleView, PageContent } from '../console-view';
import { button, el, panel, tag } from '../dom';
import { form } from '../form';
import type { ConsoleCountry, ConsoleGoods, ConsoleProduct, ConsoleVariant } from '../goods-wire';
import { table } from '../table';
import { TargetPicker } from '../target-picker';
import { TEXTS } from '../texts';
import { amountField, moneyText, readAmount } from '../words';

const WORDS = TEXTS.goods;

type Kind = Pick<ConsoleVariant, 'id' | 'name' | 'priceMinor' | 'stock'>;

function readKinds(typed: string, currency: string): readonly Kind[] {
  const lines = typed.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.map((line) => {
    const parts = /^(\S+)\s+(\S+)\s+(\d{1,6})(?:\s+(.*))?$/.exec(line);
    if (parts === null) throw new Error(WORDS.badKind(line));
    return { id: parts[1] ?? '', priceMinor: readAmount(parts[2] ?? '', currency), stock: Number(parts[3]), name: parts[4] ?? '' };
  });
}

function productForm(view: ConsoleView, product: ConsoleProduct | undefined): HTMLElement {
  const picker = new TargetPicker(view.api, product?.targets ?? [], true);
  const kinds = (product?.variants ?? []).filter((variant) => variant.isSold).map((it) => `${it.id} ${amountField(it.priceMinor, product?.currency ?? 'EUR')} ${String(it.stock)} ${it.name}`.trim());
  return form({
    fields: [
      { name: 'id', label: TEXTS.shortName, value: product?.id ?? '', isNeeded: true, hint: TEXTS.shortNameHint, max: 40 }, { name: 'name', label: TEXTS.name, value: product?.name ?? '', isNeeded: true, max: 100 },
      { name: 'description', label: WORDS.description, value: product?.description ?? '', max: 600, isWide: true }, { name: 'picture', label: TEXTS.picture, value: product?.picture ?? '', hint: TEXTS.pictureHint, max: 500 },
      { name: 'currency', label: TEXTS.currency, value: product?.currency ?? 'EUR', isNeeded: true, max: 3 },
      { name: 'kinds', label: WORDS.kinds, kind: 'long', value: kinds.join('\n'), isNeeded: true, isWide: true, hint: WORDS.kindsHint },
      { name: 'isSold', label: TEXTS.isSold, kind: 'check', isOn: product?.isSold ?? true },
    ],
    extra: [el('h3', {}, WORDS.shownBeside), picker.element],
    submit: TEXTS.save,
    act: async (filled) => {
      const currency = filled.text('currency').trim().toUpperCase();
      await view.api.change('PUT', `products/${encodeURIComponent(filled.text('id').trim())}`, {
        name: filled.text('name').trim(), description: filled.text('description').trim(), picture: filled.text('picture').trim(), currency, isSold: filled.isOn('isSold'),
        targets: picker.targets, variants: readKinds(filled.text('kinds'), currency),
      });
      view.go('goods', TEXTS.saved);
    },
  });
}

function countryForm(view: ConsoleView): HTMLElement {
  return form({
    fields: [
      { name: 'country', label: WORDS.country, isNeeded: true, max: 2 }, { name: 'tax', label: WORDS.tax, value: '0', isNeeded: true, max: 6 },
      { name: 'shipping', label: WORDS.shipping, value: '0', isNeeded: true }, { name: 'currency', label: TEXTS.currency, value: 'EUR', isNeeded: true, max: 3 },
      { name: 'isHome', label: WORDS.home, kind: 'check' },
    ],
    submit: TEXTS.save,
    act: async (filled) => {
      const currency = filled.text('currency').trim().toUpperCase();
      const percent = Number(filled.text('tax').trim().replace(',', '.'));
      await view.api.change('PUT', `countries/${encodeURIComponent(filled.text('country').trim().toUpperCase())}`, {
        taxBasisPoints: Math.round(percent * 100), shippingMinor: readAmount(filled.text('shipping'), currency), currency, isHome: filled.isOn('isHome'),
      });
      view.go('goods', TEXTS.saved);
    },
  });
}

/** Kinds with their stock, which is counted in and out by pieces. */
function stockTable(view: ConsoleView, product: ConsoleProduct): HTMLElement {
  const counter = (variant: ConsoleVariant): HTMLElement | null => {
    if (!view.may('sale')) return null;
    const label = `${WORDS.change}: ${product.name} ${variant.name}`.trim();
    const field = el('input', { type: 'number', value: '1', 'aria-label': label, class: 'small' });
    const count = button(WORDS.changeStock, () => {
      view.run(async () => {
        const { stock } = await view.api.change<{ stock: number }>('POST', `variants/${encodeURIComponent(variant.id)}/stock`, { by: Number(field.value) });
        view.reload(WORDS.stockNow(`${product.name} ${variant.name}`.trim(), stock));
      }, '');
    }, { class: 'small', 'aria-label': `${WORDS.changeStock}: ${product.name} ${variant.name}`.trim() });
    return el('div', { class: 'row' }, field, count);
  };
  return table(product.name, [
    { heading: TEXTS.kind, cell: (row: ConsoleVariant) => row.name || row.id }, { heading: TEXTS.price, cell: (row: ConsoleVariant) => moneyText(row.priceMinor, product.currency), isNumber: true },
    { heading: WORDS.stock, cell: (row: ConsoleVariant) => `${String(row.stock)} (${String(row.free)} ${WORDS.free})`, isNumber: true },
    { heading: TEXTS.state, cell: (row: ConsoleVariant) => (row.isSold && product.isSold ? tag(TEXTS.sold, 'good') : tag(TEXTS.notSold)) }, { heading: '', cell: counter },
  ], product.variants, '');
}

/** What is sent to people, and where to. */
export async function goodsPage(view: ConsoleView, query: URLSearchParams): Promise<PageContent> {
  const { products, countries } = await view.api.get<ConsoleGoods>('goods');
  const mayChange = view.may('sale');
  const wanted = products.find((product) => product.id === query.get('product'));
  const parts = products.map((product) => el('div', { class: 'stack' }, el('h3', {}, product.name), stockTable(view, product),
    mayChange ? el('a', { href: `#/goods?product=${encodeURIComponent(product.id)}`, 'aria-label': `${TEXTS.change}: ${product.name}` }, TEXTS.change) : null));
  const remove = (row: ConsoleCountry): HTMLElement | null => (mayChange ? button(TEXTS.remove, () => {
    view.run(() => view.api.change('DELETE', `countries/${row.country}`), TEXTS.saved);
  }, { class: 'small', 'aria-label': `${TEXTS.remove}: ${row.country}` }) : null);
  const countryRows = table(WORDS.countries, [
    { heading: WORDS.country, cell: (row: ConsoleCountry) => row.country }, { heading: WORDS.tax, cell: (row: ConsoleCountry) => `${String(row.taxBasisPoints / 100)} %`, isNumber: true },
    { heading: WORDS.shipping, cell: (row: ConsoleCountry) => moneyText(row.shippingMinor, row.currency), isNumber: true },
    { heading: '', cell: (row: ConsoleCountry) => (row.isHome ? tag(WORDS.isHome, 'good') : null) }, { heading: '', cell: remove },
  ], countries, WORDS.noCountries);
  const editing = wanted === undefined ? el('details', {}, el('summary', {}, WORDS.add), productForm(view, undefined))
    : el('div', {}, el('h2', {}, TEXTS.changeNamed(wanted.name)), productForm(view, wanted), button(TEXTS.cancel, () => view.go('goods')));
  return {
    title: WORDS.title,
    children: [
      panel(WORDS.products, ...(parts.length === 0 ? [el('p', {}, WORDS.noProducts)] : parts), mayChange ? editing : null),
      panel(WORDS.countries, countryRows, mayChange ? el('details', {}, el('summary', {}, WORDS.addCountry), countryForm(view)) : null),
    ],
  };
}
