import type { ConsoleView } from '../console-view';
import type { ConsoleCancelled, ConsoleEvent } from '../event-wire';
import { button, el, panel, tag } from '../dom';
import type { Child } from '../dom';
import { form } from '../form';
import { table } from '../table';
import { TargetPicker } from '../target-picker';
import { TEXTS } from '../texts';
import { amountField, momentField, momentText, moneyText, readAmount, readMoment } from '../words';

const WORDS = TEXTS.events;

function eventForm(view: ConsoleView, event: ConsoleEvent | undefined): HTMLElement {
  const picker = new TargetPicker(view.api, event === undefined ? [] : [event.channel], false, null, { label: WORDS.findChannel, kind: 'channel' });
  return form({
    fields: [
      { name: 'id', label: TEXTS.shortName, value: event?.id ?? '', isNeeded: true, hint: TEXTS.shortNameHint, max: 40 }, { name: 'name', label: TEXTS.name, value: event?.name ?? '', isNeeded: true, max: 100 },
      { name: 'startsAt', label: WORDS.starts, kind: 'datetime-local', value: momentField(event?.startsAtMs ?? 0), isNeeded: true, hint: WORDS.zone },
      { name: 'endsAt', label: WORDS.ends, kind: 'datetime-local', value: momentField(event?.endsAtMs ?? 0), isNeeded: true },
      { name: 'price', label: TEXTS.price, value: event === undefined ? '' : amountField(event.priceMinor, event.currency), isNeeded: true }, { name: 'currency', label: TEXTS.currency, value: event?.currency ?? 'EUR', isNeeded: true, max: 3 },
      { name: 'replayHours', label: WORDS.replay, kind: 'number', value: String(event?.replayHours ?? 24), hint: WORDS.replayHint },
      { name: 'picture', label: TEXTS.picture, value: event?.picture ?? '', max: 2000 }, { name: 'isSold', label: TEXTS.isSold, kind: 'check', isOn: event?.isSold ?? true },
      { name: 'description', label: WORDS.description, kind: 'long', value: event?.description ?? '', isWide: true, max: 1000 },
    ],
    extra: [picker.element],
    submit: TEXTS.save,
    act: async (filled) => {
      const [channel] = picker.targets;
      if (channel === undefined) throw new Error(WORDS.chooseChannel);
      const [startsAtMs, endsAtMs] = [readMoment(filled.text('startsAt')), readMoment(filled.text('endsAt'))];
      if (endsAtMs <= startsAtMs) throw new Error(WORDS.badTimes);
      const currency = filled.text('currency').trim().toUpperCase();
      await view.api.change('PUT', `events/${encodeURIComponent(filled.text('id').trim())}`, {
        channelId: channel.itemId, name: filled.text('name').trim(), description: filled.text('description').trim(), picture: filled.text('picture').trim(), currency, startsAtMs, endsAtMs,
        priceMinor: readAmount(filled.text('price'), currency), replayHours: filled.number('replayHours'), isSold: filled.isOn('isSold'),
      });
      view.go('plans', TEXTS.saved);
    },
  });
}

function stateOf({ isCancelled, isSold, startsAtMs, endsAtMs }: ConsoleEvent): HTMLElement {
  const nowMs = Date.now();
  if (isCancelled) return tag(WORDS.cancelled, 'warn');
  if (nowMs >= endsAtMs) return tag(WORDS.over);
  if (nowMs >= startsAtMs) return tag(WORDS.onNow, 'good');
  return isSold ? tag(WORDS.coming, 'good') : tag(TEXTS.notSold);
}

/** Events: those there are, one to be added or changed, and calling one off, which gives the money back. */
export function eventsPanel(view: ConsoleView, events: readonly ConsoleEvent[], chosen: ConsoleEvent | undefined, editing: (title: string, made: HTMLElement, isChange: boolean) => Child): HTMLElement {
  const cancel = (row: ConsoleEvent): HTMLElement | null => (view.may('refund') ? button(row.isCancelled ? WORDS.again : WORDS.cancel, () => {
    let said = '';
    const act = async (): Promise<void> => {
      said = WORDS.done(await view.api.change<ConsoleCancelled>('POST', `events/${row.id}/cancel`));
    };
    view.ask(WORDS.ask(row.name), WORDS.cancel, act, () => said);
  }, { class: 'small danger', 'aria-label': `${row.isCancelled ? WORDS.again : WORDS.cancel}: ${row.name}` }) : null);
  const acts = (row: ConsoleEvent): HTMLElement => el('div', { class: 'row' }, view.may('sale') && !row.isCancelled ? el('a', { href: `#/plans?event=${encodeURIComponent(row.id)}`, 'aria-label': `${TEXTS.change}: ${row.name}` }, TEXTS.change) : null, cancel(row));
  const rows = table(WORDS.title, [
    { heading: TEXTS.name, cell: (row: ConsoleEvent) => row.name }, { heading: WORDS.channel, cell: (row: ConsoleEvent) => row.channel.name },
    { heading: WORDS.when, cell: (row: ConsoleEvent) => `${momentText(row.startsAtMs)} – ${momentText(row.endsAtMs)}` },
    { heading: TEXTS.price, cell: (row: ConsoleEvent) => moneyText(row.priceMinor, row.currency), isNumber: true }, { heading: TEXTS.state, cell: stateOf }, { heading: '', cell: acts },
  ], events, WORDS.none);
  return panel(WORDS.title, el('p', {}, WORDS.hint), rows, editing(chosen === undefined ? WORDS.add : TEXTS.changeNamed(chosen.name), eventForm(view, chosen), chosen !== undefined));
}
