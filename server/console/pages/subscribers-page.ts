import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleAccount, ConsoleAccounts, ConsoleSale, ConsoleSecret } from '../console-wire';
import { button, el, panel, tag } from '../dom';
import { form, labelled } from '../form';
import { table } from '../table';
import { TEXTS } from '../texts';
import { countText, dayText } from '../words';

/** A subscriber's state in a word. */
export function statusTag(status: string): HTMLElement {
  return status === 'active' ? tag(TEXTS.active, 'good') : tag(TEXTS.blocked, 'bad');
}

async function addForm(view: ConsoleView): Promise<HTMLElement> {
  const { plans } = await view.api.get<ConsoleSale>('sale');
  const choices = [['', TEXTS.noPlan] as const, ...plans.map((plan) => [plan.id, plan.name] as const)];
  return panel(TEXTS.addSubscriber, form({
    fields: [
      { name: 'name', label: TEXTS.name, isNeeded: true, max: 60 }, { name: 'planId', label: TEXTS.plan, kind: 'choice', choices },
      { name: 'streams', label: TEXTS.streamsAtOnce, kind: 'number', value: '3', hint: TEXTS.streamsHint },
      { name: 'allowsAdult', label: TEXTS.allowsAdult, kind: 'check' },
    ],
    submit: TEXTS.add,
    act: async (filled) => {
      const wish = { name: filled.text('name'), planId: filled.text('planId'), streams: filled.number('streams'), allowsAdult: filled.isOn('allowsAdult') };
      view.showSecret(await view.api.change<ConsoleSecret>('POST', 'accounts', wish));
    },
  }));
}

/** Finding and adding subscribers. */
export async function subscribersPage(view: ConsoleView, query: URLSearchParams): Promise<PageContent> {
  const [find, page] = [query.get('find') ?? '', Number(query.get('page') ?? 0)];
  const found = await view.api.get<ConsoleAccounts>(`accounts?find=${encodeURIComponent(find)}&page=${String(page)}`);
  const search = el('form', { class: 'row', role: 'search' }, labelled({ name: 'find', label: TEXTS.findByName, value: find }), el('button', { type: 'submit' }, TEXTS.find));
  const goTo = (text: string, at: number): void => view.go(`subscribers?find=${encodeURIComponent(text)}&page=${String(at)}`);
  search.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = new FormData(search).get('find');
    goTo(typeof typed === 'string' ? typed : '', 0);
  });
  const rows = table(TEXTS.foundSubscribers(countText(found.total)), [
    { heading: TEXTS.name, cell: (row: ConsoleAccount) => el('a', { href: `#/subscriber/${row.id}` }, row.name) },
    { heading: TEXTS.state, cell: (row: ConsoleAccount) => statusTag(row.status) },
    { heading: TEXTS.since, cell: (row: ConsoleAccount) => dayText(row.createdAtMs) },
    { heading: TEXTS.expires, cell: (row: ConsoleAccount) => (row.expiresAtMs === 0 ? TEXTS.never : dayText(row.expiresAtMs)) },
  ], found.items, TEXTS.nobodyFound);
  const last = Math.max(0, Math.ceil(found.total / found.pageSize) - 1);
  const pages = last === 0 ? null : el('div', { class: 'row' },
    button(TEXTS.before, () => goTo(find, page - 1), { disabled: page <= 0 }), el('span', {}, TEXTS.pageOf(countText(page + 1), countText(last + 1))),
    button(TEXTS.next, () => goTo(find, page + 1), { disabled: page >= last }));
  return { title: TEXTS.subscribers, children: [panel(TEXTS.findSubscriber, search, el('p', { role: 'status' }, TEXTS.foundSubscribers(countText(found.total))), rows, pages), view.may('accounts') ? await addForm(view) : null] };
}
