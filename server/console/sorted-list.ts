import { button, el } from './dom';
import { TEXTS } from './texts';

const WORDS = TEXTS.order;

/** How rows of a list are told apart and called. */
export interface SortedRows<Row> {
  readonly keyOf: (row: Row) => string | number;
  readonly nameOf: (row: Row) => string;
  /** Said where there are none. */
  readonly none: string;
}

/** Rows that are brought into an order: by dragging, by buttons, and by Alt with the arrow keys. */
export class SortedList<Row> {
  readonly element = el('div', {});
  private kept: readonly Row[];
  private readonly list = el('ol', { class: 'sorted' });
  private readonly said = el('p', { class: 'quiet', 'aria-live': 'polite' });
  private dragged = -1;

  constructor(rows: readonly Row[], private readonly of: SortedRows<Row>) {
    this.kept = rows;
    this.element.append(this.list, this.said);
    this.draw();
  }

  /** In their order. */
  get rows(): readonly Row[] {
    return this.kept;
  }

  /** Puts rows at the end that are not there yet. */
  add(rows: readonly Row[]): void {
    const known = new Set(this.kept.map(this.of.keyOf));
    this.kept = [...this.kept, ...rows.filter((row) => !known.has(this.of.keyOf(row)))];
    this.draw();
  }

  private move(from: number, to: number): void {
    const row = this.kept[from];
    if (row === undefined || to < 0 || to >= this.kept.length || from === to) return;
    const rest = this.kept.filter((_, at) => at !== from);
    this.kept = [...rest.slice(0, to), row, ...rest.slice(to)];
    this.draw();
    this.focus(to);
    this.said.textContent = WORDS.moved(this.of.nameOf(row), to + 1, this.kept.length);
  }

  private focus(at: number): void {
    const row = this.list.children[at];
    if (row instanceof HTMLElement) row.focus();
  }

  private draw(): void {
    if (this.kept.length === 0) {
      this.list.replaceChildren();
      this.said.textContent = this.of.none;
      return;
    }
    this.said.textContent = '';
    this.list.replaceChildren(...this.kept.map((row, at) => this.rowOf(row, at)));
  }

  private rowOf(row: Row, at: number): HTMLElement {
    const name = this.of.nameOf(row);
    const act = (label: string, sign: string, run: () => void): HTMLElement => button(sign, run, { class: 'small', 'aria-label': `${label}: ${name}` });
    const made = el('li', { tabindex: 0, draggable: 'true', 'aria-label': WORDS.moved(name, at + 1, this.kept.length) }, el('span', {}, name),
      act(WORDS.up, '↑', () => this.move(at, at - 1)), act(WORDS.down, '↓', () => this.move(at, at + 1)), act(TEXTS.remove, '×', () => {
        this.kept = this.kept.filter((it) => it !== row);
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
