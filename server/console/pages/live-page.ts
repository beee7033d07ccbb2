import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleStream } from '../console-wire';
import { button, el, panel } from '../dom';
import { table } from '../table';
import { TEXTS } from '../texts';
import { countText, momentText } from '../words';

const REFRESH_MS = 10_000;

/** What plays now. */
export async function livePage(view: ConsoleView): Promise<PageContent> {
  const { items } = await view.api.get<{ items: readonly ConsoleStream[] }>('live');
  const rows = table(TEXTS.liveNow(countText(items.length)), [
    { heading: TEXTS.subscriber, cell: (row: ConsoleStream) => el('a', { href: `#/subscriber/${row.accountId}` }, row.accountName) },
    { heading: TEXTS.what, cell: (row: ConsoleStream) => row.item }, { heading: TEXTS.device, cell: (row: ConsoleStream) => row.playerName },
    { heading: TEXTS.since, cell: (row: ConsoleStream) => momentText(row.startedAtMs) },
    {
      heading: '', cell: (row: ConsoleStream) => (view.may('help') ? button(TEXTS.stop, () =>
        view.ask(TEXTS.stopAsk(row.accountName, row.playerName), TEXTS.stop, () => view.api.change('DELETE', `live/${row.id}`), TEXTS.stopDone(row.playerName)),
      { class: 'small', 'aria-label': `${TEXTS.stop}: ${row.accountName}, ${row.playerName}` }) : null),
    },
  ], items, TEXTS.nobodyWatches);
  return { title: TEXTS.live, every: REFRESH_MS, children: [panel(TEXTS.playsNow, rows)] };
}
