import type { Api } from './api';
import type { ConsoleMe, ConsoleSecret } from './console-wire';
import { button, el } from './dom';
import type { Child } from './dom';
import { TEXTS } from './texts';

/** What a page gets to work with. */
export interface ConsoleView {
  readonly api: Api;
  readonly me: ConsoleMe;
  /** Whether the signed-in operator may do something. */
  may(right: string): boolean;
  /** Shows the page anew, then says how it went. */
  reload(done?: string): void;
  /** Goes elsewhere, then says how it went. */
  go(path: string, done?: string): void;
  /** Says how something went, aloud too. */
  say(text: string, isBad?: boolean): void;
  /** Does something, says how it went, and shows the page anew; says what is wrong when it fails. */
  run(act: () => Promise<unknown>, done: string): void;
  /** Asks first, then does as {@link run}; what is said may depend on how it went. */
  ask(question: string, verb: string, act: () => Promise<unknown>, done: string | (() => string)): void;
  /** Shows what is readable once, until it is closed. */
  showSecret(secret: ConsoleSecret): void;
}

/** Contents of a page; `every` asks for a fresh one after so many milliseconds while it is shown. */
export interface PageContent {
  readonly title: string;
  readonly children: readonly Child[];
  readonly every?: number;
}

/** Opens a dialog and gives focus back to where it was. */
export function openDialog(title: string, content: readonly Child[], buttons: (close: () => void) => readonly HTMLElement[]): void {
  const before = document.activeElement;
  const dialog = el('dialog', { 'aria-label': title });
  const close = (): void => {
    dialog.close();
  };
  dialog.append(el('div', { class: 'stack' }, el('h2', {}, title), ...content, el('div', { class: 'row' }, ...buttons(close))));
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** A dialog with what is readable once. */
export function secretDialog(secret: ConsoleSecret, done: () => void): void {
  const lines = [`${TEXTS.name}: ${secret.name}`, `${TEXTS.password}: ${secret.password}`];
  if (secret.streamName !== '') lines.push(`${TEXTS.otherPlayers}: ${secret.streamName} / ${secret.streamPassword}`);
  openDialog(TEXTS.secretTitle, [el('p', {}, TEXTS.secretHint), el('div', { class: 'secret' }, ...lines.map((line) => el('span', {}, line)))], (close) => [
    button(TEXTS.secretDone, () => {
      close();
      done();
    }, { class: 'main' }),
  ]);
}
