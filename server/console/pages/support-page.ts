import type { ConsoleView, PageContent } from '../console-view';
import { button, el, panel, tag } from '../dom';
import { form } from '../form';
import type { ConsoleSupport } from '../support-wire';
import { TEXTS } from '../texts';
import { momentText } from '../words';

const WORDS = TEXTS.support;
/** How often the answer of a viewer is looked for, milliseconds. */
const LOOK_EVERY_MS = 3000;

function codeForm(view: ConsoleView): HTMLElement {
  return form({
    fields: [{ name: 'code', label: WORDS.code, isNeeded: true, max: 9 }],
    submit: WORDS.look,
    act: async (filled) => {
      const code = filled.text('code').replace(/\D/g, '');
      await view.api.get<ConsoleSupport>(`support/${code === '' ? '0' : code}`);
      view.go(`support/${code}`);
    },
  });
}

function proposalForm(view: ConsoleView, { code, fixes }: ConsoleSupport): HTMLElement {
  return form({
    fields: [{ name: 'fix', label: WORDS.proposal, kind: 'choice', choices: fixes.map((fix) => [fix, WORDS.fixes[fix] ?? fix] as const) }],
    submit: WORDS.propose,
    act: async (filled) => {
      const fix = filled.text('fix');
      await view.api.change('PUT', `support/${code}`, { fix });
      view.reload(WORDS.proposedDone(WORDS.fixes[fix] ?? fix));
    },
  });
}

function proposed({ fix, answer }: ConsoleSupport): HTMLElement | null {
  if (fix === '') return null;
  const mood = answer === 'done' ? 'good' : answer === '' ? 'warn' : 'bad';
  return el('p', { 'aria-live': 'polite' }, `${WORDS.proposed}: ${WORDS.fixes[fix] ?? fix} `, tag(answer === '' ? WORDS.waits : (WORDS.answers[answer] ?? answer), mood));
}

/** Help from afar: a code, what the set says of itself, and what may be proposed. */
export async function supportPage(view: ConsoleView, code: string): Promise<PageContent> {
  if (code === '') return { title: WORDS.title, children: [panel(WORDS.title, el('p', {}, WORDS.hint), codeForm(view))] };
  const shown = await view.api.get<ConsoleSupport>(`support/${code}`);
  return {
    title: WORDS.title,
    every: LOOK_EVERY_MS,
    children: [
      panel(`${WORDS.set} ${shown.code}`, el('p', {}, `${shown.deviceName}, `, el('a', { href: `#/subscriber/${shown.accountId}` }, shown.accountName), `. ${WORDS.until}: ${momentText(shown.expiresAtMs)}.`),
        proposed(shown), proposalForm(view, shown)),
      panel(WORDS.says, el('pre', {}, shown.diagnostics)),
      button(WORDS.another, () => view.go('support')),
    ],
  };
}
