import type { ConsoleTarget } from './console-wire';
import { button, el } from './dom';
import { TEXTS } from './texts';

const WORDS = TEXTS.order;

/** Rows that are brought into an order: by dragging, by buttons, and by Alt with the arrow keys. */
export class SortedList {
  readonly element = el('div', {});
  private rows: readonly ConsoleTarget[];
  private readonly list = el('ol', { class: 'sorted' });
  private readonly said = el('p', { class: 'quiet', 'aria-live': 'polite' });
  private dragged = -1;

  constructor(rows: readonly ConsoleTarget[]) {
    this.rows = rows;
    this.element.append(this.list, this.said);
    this.draw();
  }

  /** In their order. */
  get itemIds(): readonly number[] {
    return this.rows.map((row) => row.itemId);
  }

  /** Puts rows at the end that are not there yet. */
  add(rows: readonly ConsoleTarget[]): void {
    const known = new Set(this.itemIds);
    this.rows = [...this.rows, ...rows.filter((row) => !known.has(row.itemId))];
    this.draw();
  }

  private move(from: number, to: number): void {
    const row = this.rows[from];
    if (row === undefined || to < 0 || to >= this.rows.length || from === to) return;
    const rest = this.rows.filter((_, at) => at !== from);
    this.rows = [...rest.slice(0, to), row, ...rest.slice(to)];
    this.draw();
    this.focus(to);
    this.said.textContent = WORDS.moved(row.name, to + 1, this.rows.length);
  }

  private focus(at: number): void {
    const row = this.list.children[at];
    if (row instanceof HTMLElement) row.focus();
  }

  private draw(): void {
    if (this.rows.length === 0) {
      this.list.replaceChildren();
      this.said.textContent = WORDS.none;
      return;
    }
    this.said.textContent = '';
    this.list.replaceChildren(...this.rows.map((row, at) => this.rowOf(row, at)));
  }

  private rowOf(row: ConsoleTarget, at: number): HTMLElement {
    const act = (label: string, sign: string, run: () => void): HTMLElement => button(sign, run, { class: 'small', 'aria-label': `${label}: ${row.name}` });
    const made = el('li', { tabindex: 0, draggable: 'true', 'aria-label': WORDS.moved(row.name, at + 1, this.rows.length) }, el('span', {}, row.name),
      act(WORDS.up, '↑', () => this.move(at, at - 1)), act(WORDS.down, '↓', () => this.move(at, at + 1)), act(TEXTS.remove, '×', () => {
        this.rows = this.rows.filter((it) => it !== row);
        this.draw();
        this.focus(Math.min(at, this.rows.length - 1));
      }));
    made.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (!event.altKey || step === 0) return;
      event.preventDefault();
      this.move(at, at + step);
    });
    made.addEventListener('dragstart', () => {
      this.dragged = at;
    });
    made.addEventListener('dragover', (event) => {
      event.preventDefault();
    });
    made.addEventListener('drop', (event) => {
      event.preventDefault();
      this.move(this.dragged, at);
    });
    return made;
  }
}
