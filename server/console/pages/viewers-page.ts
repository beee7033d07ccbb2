import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleViewers } from '../console-wire';
import { button, el, panel, tag } from '../dom';
import { form } from '../form';
import { TEXTS } from '../texts';
import { dayField, readDay } from '../words';

/** The message to viewers and the oldest app they may have. */
export async function viewersPage(view: ConsoleView): Promise<PageContent> {
  const { minAppVersion, message, isShown } = await view.api.get<ConsoleViewers>('viewers');
  const state = message === null ? tag(TEXTS.noMessage) : isShown ? tag(TEXTS.shownNow, 'good') : tag(TEXTS.notShownNow, 'warn');
  if (!view.may('viewers')) {
    return { title: TEXTS.viewers, children: [panel(TEXTS.message, state, el('p', {}, message?.text ?? '')), panel(TEXTS.minVersion, el('p', {}, minAppVersion))] };
  }
  const messageForm = form({
    fields: [
      { name: 'text', label: TEXTS.messageText, kind: 'long', value: message?.text ?? '', isNeeded: true, isWide: true, max: 300, hint: TEXTS.messageHint },
      { name: 'from', label: TEXTS.fromDay, kind: 'date', value: dayField(message?.fromMs ?? 0), hint: TEXTS.emptyAtOnce },
      { name: 'until', label: TEXTS.untilDay, kind: 'date', value: dayField(message?.untilMs ?? 0), hint: TEXTS.emptyAlways },
    ],
    submit: TEXTS.show,
    act: async (filled) => {
      await view.api.change('PUT', 'viewers/message', { text: filled.text('text'), fromMs: readDay(filled.text('from')), untilMs: readDay(filled.text('until')) });
      view.reload(TEXTS.messageDone);
    },
  });
  const takeBack = message === null ? null : button(TEXTS.takeBack, () => view.run(() => view.api.change('DELETE', 'viewers/message'), TEXTS.takeBackDone), { class: 'danger' });
  const versionForm = form({
    fields: [{ name: 'version', label: TEXTS.minVersion, value: minAppVersion, hint: TEXTS.minVersionHint, max: 20 }],
    submit: TEXTS.save,
    act: async (filled) => {
      await view.api.change('PUT', 'viewers/version', { minAppVersion: filled.text('version') });
      view.reload(TEXTS.minVersionDone);
    },
  });
  return { title: TEXTS.viewers, children: [panel(TEXTS.message, el('div', {}, state), messageForm, takeBack), panel(TEXTS.minVersion, versionForm)] };
}
