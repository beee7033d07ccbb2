import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleFolder, ConsoleImport, ConsoleItem, ConsoleSource, ConsoleSources, ConsoleTarget } from '../console-wire';
import { button, el, panel, tag } from '../dom';
import type { Child } from '../dom';
import { FolderPicker } from '../folder-picker';
import { form, labelled } from '../form';
import { table } from '../table';
import { TEXTS } from '../texts';
import { momentText } from '../words';

const BUSY_REFRESH_MS = 1500;

function sourceActions(view: ConsoleView, source: ConsoleSource): HTMLElement | null {
  if (!view.may('catalogue') || source.from === '' || source.isPart) return null;
  return el('div', { class: 'row' },
    button(TEXTS.refresh, () => view.run(() => view.api.change('POST', `sources/${source.id}/refresh`), TEXTS.refreshBegun(source.id)), { class: 'small', 'aria-label': `${TEXTS.refresh}: ${source.id}` }),
    button(TEXTS.remove, () => view.ask(TEXTS.removeAsk(source.id), TEXTS.remove, () => view.api.change('DELETE', `sources/${source.id}`), TEXTS.removeDone(source.id)), { class: 'small danger', 'aria-label': `${TEXTS.remove}: ${source.id}` }));
}

function report(source: ConsoleSource): HTMLElement {
  const lines = [source.kept, ...source.skipped].filter((line) => line !== '').map((line) => el('div', {}, line));
  return el('div', {}, ...lines, source.failure === '' ? null : tag(source.failure, 'bad'));
}

function importLine(row: ConsoleImport): HTMLElement {
  const mood = row.state === 'done' ? 'good' : row.state === 'failed' ? 'bad' : 'warn';
  return el('div', {}, el('p', {}, `${row.sourceId} `, tag(TEXTS.importStates[row.state], mood)), ...row.lines.map((line) => el('div', { class: 'quiet' }, line)));
}

/** Name and password are asked for where the line has them. */
function onlyForXtream(made: HTMLFormElement): HTMLFormElement {
  const kind = made.querySelector<HTMLSelectElement>('select[name=format]');
  const show = (): void => {
    for (const name of ['user', 'password']) made.querySelector(`input[name=${name}]`)?.closest('label')?.toggleAttribute('hidden', kind?.value !== 'xtream');
  };
  kind?.addEventListener('change', show);
  show();
  return made;
}

function importForm(view: ConsoleView): HTMLElement {
  return panel(TEXTS.importTitle, onlyForXtream(form({
    fields: [
      { name: 'format', label: TEXTS.kind, kind: 'choice', choices: [['m3u', TEXTS.formatM3u], ['xmltv', TEXTS.formatXmltv], ['xtream', TEXTS.formatXtream]] },
      { name: 'name', label: TEXTS.sourceName, hint: TEXTS.sourceNameHint, max: 40 },
      { name: 'address', label: TEXTS.address, isNeeded: true, isWide: true, hint: TEXTS.addressHint, max: 2000 },
      { name: 'user', label: TEXTS.xtreamUser, max: 200 }, { name: 'password', label: TEXTS.password, kind: 'password', autocomplete: 'new-password', max: 200 },
    ],
    submit: TEXTS.importNow,
    act: async (filled) => {
      const wish = { format: filled.text('format'), name: filled.text('name'), address: filled.text('address').trim(), user: filled.text('user'), password: filled.text('password') };
      await view.api.change('POST', 'sources', wish);
      view.reload(TEXTS.importBegun);
    },
  })));
}

/** Films and series that lie on the platform's own machine. */
async function folderForm(view: ConsoleView): Promise<HTMLElement> {
  const roots = await view.api.get<ConsoleFolder>('folders?path=');
  if (roots.folders.length === 0) return panel(TEXTS.folders.title, el('p', {}, TEXTS.folders.none));
  const picker = new FolderPicker(view.api, roots);
  return panel(TEXTS.folders.title, form({
    fields: [{ name: 'name', label: TEXTS.sourceName, hint: TEXTS.sourceNameHint, max: 40 }],
    extra: [picker.element],
    submit: TEXTS.folders.importNow,
    act: async (filled) => {
      await view.api.change('POST', 'sources/folder', { name: filled.text('name'), folder: picker.path });
      view.reload(TEXTS.importBegun);
    },
  }));
}

function editLink(kind: string, itemId: number, name: string): HTMLElement {
  return el('a', { href: `#/catalogue?kind=${kind}&item=${String(itemId)}`, 'aria-label': `${TEXTS.change}: ${name}` }, TEXTS.change);
}

function itemForm(view: ConsoleView, item: ConsoleItem): HTMLElement {
  const isTitle = item.kind === 'movie' || item.kind === 'series';
  const edit = form({
    fields: [
      { name: 'name', label: TEXTS.name, value: item.name, hint: TEXTS.ownSays(item.own.name), max: 200 },
      ...(item.kind === 'channel' ? [{ name: 'number', label: TEXTS.number, kind: 'number', value: item.number === 0 ? '' : String(item.number), hint: TEXTS.ownSays(String(item.own.number)) } as const] : []),
      ...(item.kind === 'category' ? [] : [{ name: 'picture', label: TEXTS.picture, value: item.picture, hint: TEXTS.pictureHint, max: 2000 }]),
      { name: 'isHidden', label: TEXTS.hide, kind: 'check', isOn: item.isHidden },
      ...(isTitle ? [{ name: 'plot', label: TEXTS.plot, kind: 'long', value: item.plot, isWide: true, max: 4000, hint: TEXTS.ownSays(item.own.plot.slice(0, 120)) } as const] : []),
    ],
    submit: TEXTS.save,
    act: async (filled) => {
      await view.api.change('PUT', `items/${String(item.itemId)}`, {
        kind: item.kind, name: filled.text('name'), number: filled.number('number'), picture: filled.text('picture'), plot: filled.text('plot'), isHidden: filled.isOn('isHidden'),
      });
      view.go('catalogue', TEXTS.saved);
    },
  });
  return el('div', {}, el('h2', {}, TEXTS.changeNamed(`${item.own.name} (${TEXTS.kinds[item.kind]})`)), el('p', {}, TEXTS.editHint), edit, button(TEXTS.cancel, () => view.go('catalogue')));
}

/** Finding rows and what was said about them. */
async function editPanel(view: ConsoleView, query: URLSearchParams): Promise<Child> {
  if (!view.may('catalogue')) return null;
  const kind = query.get('kind');
  const chosen = kind === null ? null : await view.api.get<ConsoleItem>(`items/${query.get('item') ?? ''}?kind=${encodeURIComponent(kind)}`);
  const { items } = await view.api.get<{ items: readonly ConsoleItem[] }>('items');
  const found = el('div', { 'aria-live': 'polite' });
  const search = el('form', { class: 'row', role: 'search' }, labelled({ name: 'text', label: TEXTS.findInCatalogue }), el('button', { type: 'submit' }, TEXTS.find));
  search.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = new FormData(search).get('text');
    const look = view.api.get<{ items: readonly ConsoleTarget[] }>(`find?text=${encodeURIComponent(typeof typed === 'string' ? typed : '')}`);
    look.then((answer) => found.replaceChildren(table(TEXTS.findInCatalogue, [
      { heading: TEXTS.name, cell: (row: ConsoleTarget) => row.name }, { heading: TEXTS.kind, cell: (row: ConsoleTarget) => TEXTS.kinds[row.kind] },
      { heading: '', cell: (row: ConsoleTarget) => editLink(row.kind, row.itemId, row.name) },
    ], answer.items, TEXTS.nothingFound)), (error: unknown) => view.say(error instanceof Error ? error.message : TEXTS.failed, true));
  });
  const rows = table(TEXTS.edited, [
    { heading: TEXTS.sourceSays, cell: (row: ConsoleItem) => row.own.name }, { heading: TEXTS.kind, cell: (row: ConsoleItem) => TEXTS.kinds[row.kind] },
    { heading: TEXTS.shownAs, cell: (row: ConsoleItem) => (row.isHidden ? tag(TEXTS.hidden, 'warn') : row.name || row.own.name) },
    { heading: '', cell: (row: ConsoleItem) => editLink(row.kind, row.itemId, row.own.name) },
  ], items, TEXTS.nothingEdited);
  return panel(TEXTS.editTitle, chosen === null ? null : itemForm(view, chosen), search, found, el('h2', {}, TEXTS.edited), rows);
}

/** Where the catalogue comes from. */
export async function cataloguePage(view: ConsoleView, query: URLSearchParams): Promise<PageContent> {
  const { items, imports } = await view.api.get<ConsoleSources>('sources');
  const rows = table(TEXTS.sources, [
    { heading: TEXTS.sourceName, cell: (row: ConsoleSource) => el('div', {}, row.id, row.name === row.id ? null : el('div', { class: 'quiet' }, row.name)) },
    { heading: TEXTS.kind, cell: (row: ConsoleSource) => row.format }, { heading: TEXTS.from, cell: (row: ConsoleSource) => row.from || '–' },
    { heading: TEXTS.report, cell: report }, { heading: TEXTS.checked, cell: (row: ConsoleSource) => momentText(row.checkedAtMs) },
    { heading: TEXTS.nextTime, cell: (row: ConsoleSource) => momentText(row.dueAtMs) }, { heading: '', cell: (row: ConsoleSource) => sourceActions(view, row) },
  ], items, TEXTS.noSources);
  const isBusy = imports.some((it) => it.state === 'waiting' || it.state === 'running');
  return {
    title: TEXTS.catalogue,
    ...(isBusy ? { every: BUSY_REFRESH_MS } : {}),
    children: [
      imports.length === 0 ? null : panel(TEXTS.imports, el('div', { 'aria-live': 'polite' }, ...imports.map(importLine))),
      panel(TEXTS.sources, rows), view.may('catalogue') ? importForm(view) : null, view.may('catalogue') ? await folderForm(view) : null, await editPanel(view, query),
    ],
  };
}
