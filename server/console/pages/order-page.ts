import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleTarget } from '../console-wire';
import { button, el, panel } from '../dom';
import type { ConsoleListOrder } from '../order-wire';
import { SortedList } from '../sorted-list';
import type { SortedRows } from '../sorted-list';
import { TargetPicker } from '../target-picker';
import { TEXTS } from '../texts';

const WORDS = TEXTS.order;

const TARGETS: SortedRows<ConsoleTarget> = { keyOf: (row) => row.itemId, nameOf: (row) => row.name, none: WORDS.none };

function saving(view: ConsoleView, title: string, path: string, body: () => object): HTMLElement {
  const save = (): void => view.run(() => view.api.change('PUT', path, body()), TEXTS.saved);
  return el('div', { class: 'row' }, button(TEXTS.save, save, { class: 'main', 'aria-label': `${TEXTS.save}: ${title}` }));
}

type Kind = ConsoleTarget['kind'];

function sorting(view: ConsoleView, kind: Kind, rows: readonly ConsoleTarget[], more: readonly HTMLElement[], list: SortedList<ConsoleTarget>): HTMLElement {
  const title = WORDS.first[kind];
  if (!view.may('catalogue')) return panel(title, list.element);
  const label = WORDS.find[kind];
  const picker = new TargetPicker(view.api, [], false, { label, kind, onChoose: (found) => list.add([found]) });
  return panel(title, rows.length === 0 ? null : el('p', {}, WORDS.keys), list.element, ...more, picker.element,
    saving(view, title, `order/${kind}`, () => ({ itemIds: list.rows.map((row) => row.itemId) })));
}

type Bouquet = ConsoleListOrder['bouquets'][number];

function bouquetSorting(view: ConsoleView, { ordering, bouquets }: ConsoleListOrder): HTMLElement {
  const chosen = ordering.flatMap((id) => bouquets.filter((bouquet) => bouquet.id === id));
  const list = new SortedList<Bouquet>(chosen, { keyOf: (row) => row.id, nameOf: (row) => row.name, none: WORDS.noBouquets });
  if (!view.may('catalogue')) return panel(WORDS.bouquets, list.element);
  const adding = bouquets.map((bouquet) => button(WORDS.addBouquet(bouquet.name), () => list.add([bouquet]), { class: 'small' }));
  return panel(WORDS.bouquets, el('p', {}, WORDS.bouquetHint), list.element, el('div', { class: 'row' }, ...adding),
    saving(view, WORDS.bouquets, 'bouquet-order', () => ({ ids: list.rows.map((row) => row.id) })));
}

/** What comes first in everybody's lists. */
export async function orderPage(view: ConsoleView): Promise<PageContent> {
  const order = await view.api.get<ConsoleListOrder>('order');
  const { channel, category, movie, series } = order;
  const channels = new SortedList(channel, TARGETS);
  const fromBouquets = view.may('catalogue') ? order.bouquets.filter((bouquet) => bouquet.channels.length > 0).map((bouquet) => button(WORDS.fromBouquet(bouquet.name), () => channels.add(bouquet.channels), { class: 'small' })) : [];
  return {
    title: WORDS.title,
    children: [
      el('p', {}, WORDS.hint),
      sorting(view, 'channel', channel, [el('div', { class: 'row' }, ...fromBouquets)], channels),
      sorting(view, 'category', category, [], new SortedList(category, TARGETS)),
      sorting(view, 'movie', movie, [], new SortedList(movie, TARGETS)),
      sorting(view, 'series', series, [], new SortedList(series, TARGETS)),
      ...(order.bouquets.length === 0 ? [] : [bouquetSorting(view, order)]),
    ],
  };
}
