import type { Api } from './api';
import type { ConsoleTarget } from './console-wire';
import { button, el } from './dom';
import { TEXTS } from './texts';

/** What a picker finds. */
export interface Finding {
  readonly label: string;
  /** The one kind that is found; absent: all. */
  readonly kind?: ConsoleTarget['kind'];
}

/** A picker that keeps nothing: what is chosen goes elsewhere. */
export interface HandingOn extends Finding {
  readonly onChoose: (item: ConsoleTarget) => void;
}

/** Finds rows of the catalogue by name and keeps those that were chosen. */
export class TargetPicker {
  readonly element: HTMLElement;
  private chosen: readonly ConsoleTarget[];
  private readonly list = el('ul', { class: 'chips' });
  private readonly found = el('div', { class: 'row', 'aria-live': 'polite' });
  private readonly field = el('input', { type: 'search', autocomplete: 'off' });

  /** With `takesMany` false a choice replaces the one before; with `handing` it is handed on and not kept here. */
  constructor(
    private readonly api: Api, chosen: readonly ConsoleTarget[], private readonly takesMany: boolean, private readonly handing: HandingOn | null = null,
    private readonly finding: Finding = handing ?? { label: TEXTS.findInCatalogue },
  ) {
    this.chosen = chosen;
    this.field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      // Enter looks for rows here; it must not send the form.
      event.preventDefault();
      void this.search();
    });
    const look = button(TEXTS.find, () => void this.search());
    this.element = el('div', { class: 'panel' }, el('div', { class: 'row find' }, el('label', {}, finding.label, this.field), look), this.found, this.list);
    this.draw();
  }

  /** What is chosen. */
  get targets(): ReadonlyArray<Pick<ConsoleTarget, 'kind' | 'itemId'>> {
    return this.chosen.map(({ kind, itemId }) => ({ kind, itemId }));
  }

  private async search(): Promise<void> {
    const { items } = await this.api.get<{ items: readonly ConsoleTarget[] }>(`find?text=${encodeURIComponent(this.field.value)}`);
    const { kind } = this.finding;
    const buttons = items.filter((item) => kind === undefined || item.kind === kind).map((item) => button(TEXTS.choose(item.name, TEXTS.kinds[item.kind]), () => this.choose(item), { class: 'small' }));
    this.found.replaceChildren(...(buttons.length === 0 ? [TEXTS.nothingFound] : buttons));
  }

  private choose(item: ConsoleTarget): void {
    if (this.handing !== null) {
      this.handing.onChoose(item);
      return;
    }
    const isKnown = this.chosen.some((it) => it.kind === item.kind && it.itemId === item.itemId);
    this.chosen = this.takesMany ? (isKnown ? this.chosen : [...this.chosen, item]) : [item];
    this.draw();
    if (this.takesMany) return;
    // The same name twice would leave open whether it is chosen; who came by keyboard goes on from what is.
    this.found.replaceChildren();
    this.list.querySelector('button')?.focus();
  }

  private draw(): void {
    this.list.replaceChildren(...this.chosen.map((item) => el('li', {}, `${item.name} (${TEXTS.kinds[item.kind]})`, button('×', () => {
      this.chosen = this.chosen.filter((it) => it !== item);
      this.draw();
      this.field.focus();
    }, { class: 'small', 'aria-label': TEXTS.takeOut(item.name) }))));
  }
}
