import type { WireSetLetter } from '#core/wire';
import { Arranging } from './arranging';
import { Letters } from './letters';
import { part, partOf, Words } from './page';
import { Trading } from './trading';
import { Typing } from './typing';

const FILE_LIMIT = 32 * 1024 * 1024;
/** A finger that rests on an arrow presses it again so often. */
const REPEAT_MS = 140;
const FIRST_REPEAT_MS = 500;
const REPEATING = new Set(['up', 'down', 'left', 'right']);
const TABS = ['remote', 'arrange', 'send'] as const;

/** Keys of the remote, also held. */
function bindKeys(letters: Letters): void {
  for (const button of Array.from(document.querySelectorAll<HTMLButtonElement>('[data-key]'))) {
    const key = button.dataset['key'] ?? '';
    let timer = 0;
    let isByPointer = false;
    const press = (): void => letters.send({ kind: 'key', key });
    const stop = (): void => window.clearTimeout(timer);
    const repeat = (): void => {
      press();
      timer = window.setTimeout(repeat, REPEAT_MS);
    };
    button.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      isByPointer = true;
      press();
      if (REPEATING.has(key)) timer = window.setTimeout(repeat, FIRST_REPEAT_MS);
    });
    for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const) button.addEventListener(name, stop);
    // A click without a pointer before it comes from a keyboard or a screen reader.
    button.addEventListener('click', () => {
      if (!isByPointer) press();
      isByPointer = false;
    });
  }
}

function bindTabs(onOpen: (tab: string) => void): void {
  for (const tab of TABS) {
    part(`tab-${tab}`).addEventListener('click', () => {
      for (const each of TABS) {
        part(`tab-${each}`).setAttribute('aria-selected', String(each === tab));
        part(each).hidden = each !== tab;
      }
      onOpen(tab);
    });
  }
}

function bindPlaylist(letters: Letters, words: Words): (letter: WireSetLetter) => void {
  const state = part('playlist-state');
  const id = 1;
  part('playlist-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const address = partOf('playlist-address', HTMLInputElement).value.trim();
    const name = partOf('playlist-name', HTMLInputElement).value.trim();
    const file = partOf('playlist-file', HTMLInputElement).files?.[0];
    if (file === undefined && address === '') return;
    state.textContent = words.say('phoneSending');
    if (file === undefined) letters.send({ kind: 'playlist', id, address, name });
    else if (file.size > FILE_LIMIT) state.textContent = words.say('phoneTooLarge');
    else void letters.sendFile(name === '' ? file : new File([file], name)).then((isSent) => {
      if (!isSent) state.textContent = words.say('phoneFailed');
    });
  });
  return (letter) => {
    if (letter.kind !== 'answer' || letter.id !== id) return;
    state.textContent = letter.text !== '' ? letter.text : words.say(letter.isDone ? 'phoneSent' : 'phoneFailed');
  };
}

function bindTime(letters: Letters, words: Words): (letter: WireSetLetter) => void {
  const form = partOf('time', HTMLFormElement);
  const pin = partOf('time-pin', HTMLInputElement);
  const id = 2;
  let request = '';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement)) return;
    part('time-state').textContent = '';
    letters.send({ kind: 'time', id, request, minutes: Number(submitter.value), pin: pin.value });
    pin.value = '';
  });
  return (letter) => {
    if (letter.kind === 'answer' && letter.id === id) part('time-state').textContent = letter.text;
    if (letter.kind !== 'time') return;
    const isNew = letter.request !== null && letter.request !== request;
    request = letter.request ?? '';
    form.hidden = letter.request === null;
    part('time-heading').textContent = words.say('timeHeading', { name: letter.profile });
    part('time-reason').textContent = words.say(letter.reason === 'bedtime' ? 'timeBedtime' : 'timeBudget');
    if (isNew) part('time-heading').focus();
  };
}

function start(): void {
  const words = new Words();
  const status = part('status');
  const listeners: Array<(letter: WireSetLetter) => void> = [];
  const letters = new Letters({
    onLetter(letter) {
      for (const listener of listeners) listener(letter);
    },
    onConnected(isConnected) {
      const text = words.say(isConnected ? 'phoneConnected' : 'phoneLost');
      if (status.textContent !== text) status.textContent = text;
      status.className = isConnected ? '' : 'lost';
    },
    onOver() {
      status.textContent = words.say('phoneOver');
      status.className = 'lost';
      part('paired').hidden = true;
      part('leave').hidden = true;
      part('again').hidden = false;
    },
  });
  const typing = new Typing(letters, words);
  const arranging = new Arranging(letters, words);
  const trading = new Trading(letters, words);
  listeners.push((letter) => {
    if (letter.kind === 'field') typing.show(letter.field);
    if (letter.kind === 'state') arranging.showState(letter.hasLineup);
    arranging.take(letter);
    trading.take(letter);
  });
  bindKeys(letters);
  bindTabs((tab) => {
    if (tab === 'arrange') arranging.open();
  });
  listeners.push(bindPlaylist(letters, words), bindTime(letters, words));
  part('leave').addEventListener('click', () => void letters.leave());
  letters.send({ kind: 'hello' });
  void letters.listen();
}

start();
