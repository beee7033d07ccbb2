import { el } from './dom';
import type { Child } from './dom';
import { TEXTS } from './texts';

/** A field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** Default `text`. */
  readonly kind?: 'text' | 'password' | 'number' | 'check' | 'choice' | 'date' | 'datetime-local' | 'long' | 'color';
  readonly value?: string;
  readonly isOn?: boolean;
  readonly choices?: ReadonlyArray<readonly [value: string, label: string]>;
  readonly hint?: string;
  readonly isNeeded?: boolean;
  readonly isWide?: boolean;
  readonly autocomplete?: string;
  readonly max?: number;
}

/** What was typed, by field. */
export class Filled {
  constructor(private readonly data: FormData) {}

  text(name: string): string {
    const value = this.data.get(name);
    return typeof value === 'string' ? value : '';
  }

  /** A whole number; 0 for an empty field. */
  number(name: string): number {
    return Math.max(0, Math.round(Number(this.text(name)) || 0));
  }

  isOn(name: string): boolean {
    return this.data.get(name) !== null;
  }
}

function input(field: Field): HTMLElement {
  const { name, kind = 'text', value = '', isNeeded = false } = field;
  const common = { name, required: isNeeded };
  if (kind === 'choice') {
    return el('select', common, ...(field.choices ?? []).map(([choice, label]) => el('option', { value: choice, selected: choice === value }, label)));
  }
  if (kind === 'long') return el('textarea', { ...common, maxlength: field.max }, value);
  if (kind === 'check') return el('input', { name, type: 'checkbox', checked: field.isOn === true });
  const number = kind === 'number' ? { min: 0, step: 1, inputmode: 'numeric' } : {};
  return el('input', { ...common, type: kind, value, autocomplete: field.autocomplete ?? 'off', maxlength: kind === 'number' ? null : field.max, ...number });
}

/** A label with its field. */
export function labelled(field: Field): HTMLElement {
  const isCheck = field.kind === 'check';
  const wide = field.isWide === true ? 'wide' : '';
  const hint = field.hint === undefined ? null : el('small', {}, field.hint);
  return isCheck ? el('label', { class: `check ${wide}` }, input(field), el('span', {}, field.label)) : el('label', { class: wide }, field.label, input(field), hint);
}

/** What a form does. */
export interface FormWish {
  readonly fields: readonly Field[];
  readonly submit: string;
  /** Further parts between fields and button. */
  readonly extra?: readonly Child[];
  /** Rejects with what is wrong, which is then shown. */
  readonly act: (filled: Filled) => Promise<void>;
}

/** A form that says what went wrong and cannot be sent twice at once. */
export function form(wish: FormWish): HTMLFormElement {
  const problem = el('p', { class: 'notice bad', role: 'alert' });
  const submit = el('button', { type: 'submit', class: 'main' }, wish.submit);
  const made = el('form', { novalidate: false }, el('div', { class: 'fields' }, ...wish.fields.map(labelled)), ...(wish.extra ?? []), problem, el('div', { class: 'row' }, submit));
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    problem.textContent = '';
    submit.disabled = true;
    const done = (): void => {
      submit.disabled = false;
    };
    const act = async (): Promise<void> => wish.act(new Filled(new FormData(made)));
    act().then(done, (error: unknown) => {
      done();
      problem.textContent = error instanceof Error ? error.message : TEXTS.failed;
      submit.focus();
    });
  });
  return made;
}
