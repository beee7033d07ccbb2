import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleTarget } from '../console-wire';
import { button, el, panel } from '../dom';
import type { ConsoleListOrder } from '../order-wire';
import { SortedList } from '../sorted-list';
import { TargetPicker } from '../target-picker';
import { TEXTS } from '../texts';

const WORDS = TEXTS.order;

function sorting(view: ConsoleView, kind: 'channel' | 'category', rows: readonly ConsoleTarget[], more: readonly HTMLElement[], list: SortedList): HTMLElement {
  const title = kind === 'channel' ? WORDS.channels : WORDS.categories;
  if (!view.may('catalogue')) return panel(title, list.element);
  const label = kind === 'channel' ? WORDS.findChannel : WORDS.findCategory;
  const picker = new TargetPicker(view.api, [], false, { label, kind, onChoose: (found) => list.add([found]) });
  const save = button(TEXTS.save, () => view.run(() => view.api.change('PUT', `order/${kind}`, { itemIds: list.itemIds }), TEXTS.saved), { class: 'main', 'aria-label': `${TEXTS.save}: ${title}` });
  return panel(title, rows.length === 0 ? null : el('p', {}, WORDS.keys), list.element, ...more, picker.element, el('div', { class: 'row' }, save));
}

/** What comes first in everybody's lists. */
export async function orderPage(view: ConsoleView): Promise<PageContent> {
  const { channel, category, bouquets } = await view.api.get<ConsoleListOrder>('order');
  const channels = new SortedList(channel);
  const fromBouquets = view.may('catalogue') ? bouquets.map((bouquet) => button(WORDS.fromBouquet(bouquet.name), () => channels.add(bouquet.channels), { class: 'small' })) : [];
  return {
    title: WORDS.title,
    children: [
      el('p', {}, WORDS.hint),
      sorting(view, 'channel', channel, [el('div', { class: 'row' }, ...fromBouquets)], channels),
      sorting(view, 'category', category, [], new SortedList(category)),
    ],
  };
}
