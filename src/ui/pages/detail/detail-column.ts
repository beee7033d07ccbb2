import { LEAVE, stepRows } from '#core/focus';
import type { NavigationEntry } from '#model/navigation';
import { GRID, ROWS, SAFE } from '#ui/theme';
import { CANVAS_HEIGHT, CANVAS_WIDTH, Gradient, LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';

/** A row of a detail page: buttons, tabs, cards, faces. */
export interface DetailRow {
  readonly id: string;
  readonly view: AnyView;
  /** Where it begins; default: where content does. */
  readonly x?: number;
  /** From the top of the page to the row's title, at rest. Pixels. */
  y: number;
  /** From there to its end, pixels. */
  readonly height: number;
  /** Whether there is something to focus; empty rows are hidden and passed over. */
  isEmpty(): boolean;
  /** Id of the item the row would focus; empty for rows without memory of their own. */
  focusedId(): string;
  focusId(id: string): void;
  /** Middle of the focused item from the row's start, pixels. */
  focusX?(): number;
  /** Puts the row's cursor on the item nearest to `x`. */
  focusNear?(x: number): void;
}

const BOTTOM = CANVAS_HEIGHT - SAFE.bottom;
/** What goes under the clock on its way out is dark there: words on words cannot be read. */
const VEIL = { solid: 104, end: ROWS.anchorY, alpha: 0.98 } as const;

/**
 * Everything on a detail page in one scrolled layer: what stands behind, and rows that Up and Down go through. The page
 * rests at its top as long as the focused row is in view there, and scrolls no further than the row needs.
 */
export class DetailColumn extends View {
  /** What scrolls; pages put pictures and texts in it. */
  declare layer: LightningElement;
  declare private veil: LightningElement;
  declare private rows: readonly DetailRow[];
  declare private cursor: number;
  declare private visited: Set<string>;

  /** Sets the rows, from top to bottom, and puts them on the layer. */
  setRows(rows: readonly DetailRow[]): void {
    this.rows = rows;
    for (const row of rows) {
      row.view.x = row.x ?? GRID.contentX;
      this.layer.childList.a(row.view);
    }
    this.refresh();
  }

  /** Rows have become empty or full, or stand elsewhere: places, focus and scroll follow. */
  refresh(): void {
    for (const row of this.rows) {
      row.view.y = row.y;
      row.view.visible = !row.isEmpty();
    }
    if (this.rows[this.cursor]?.isEmpty() === true) this.cursor = this.nearestFilled();
    this.scroll();
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  /** Id of the row with the focus. */
  get focusedRow(): string {
    return this.rows[this.cursor]?.id ?? '';
  }

  /** Id of the item the focus is on; empty for rows without memory of their own. */
  get focusedId(): string {
    return this.rows[this.cursor]?.focusedId() ?? '';
  }

  /** Moves the focus to a row that has something; else nothing changes. */
  focusRow(id: string): boolean {
    const index = this.rows.findIndex((row) => row.id === id && !row.isEmpty());
    if (index === -1) return false;
    this.moveTo(index);
    return true;
  }

  /** Notes row and items in the back stack's entry. */
  remember(entry: NavigationEntry): void {
    entry.remember('page', { id: this.focusedRow, index: this.cursor, offset: 0 });
    for (const row of this.rows) {
      const id = row.focusedId();
      if (this.visited.has(row.id) && id !== '') entry.remember(row.id, { id, index: 0, offset: 0 });
    }
  }

  /** Brings back what {@link DetailColumn.remember} noted, as far as it is there. Answers whether the row has come back. */
  recall(entry: NavigationEntry): boolean {
    for (const row of this.rows) {
      const item = entry.recall(row.id);
      if (item === null) continue;
      this.visited.add(row.id);
      row.focusId(item.id);
    }
    const page = entry.recall('page');
    return page !== null && this.focusRow(page.id);
  }

  override focusChild(child: AnyView): boolean {
    const index = this.rows.findIndex((row) => row.view === child);
    if (index === -1) return false;
    this.moveTo(index);
    return true;
  }

  override _getFocused(): AnyView {
    return this.rows[this.cursor]?.view ?? this;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step(-1, press.isHeld);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step(1, press.isHeld);
  }

  override _handleChannelUp(press: KeyPress): boolean {
    return this.step(-1, press.isHeld);
  }

  override _handleChannelDown(press: KeyPress): boolean {
    return this.step(1, press.isHeld);
  }

  override _handleWheel(delta: 1 | -1): boolean {
    return this.step(delta, true);
  }

  protected override build(): void {
    this.w = CANVAS_WIDTH;
    this.h = CANVAS_HEIGHT;
    this.rows = [];
    this.cursor = 0;
    this.visited = new Set();
    this.layer = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    this.veil = this.put(this.makeVeil(), 0, 0, CANVAS_WIDTH, VEIL.end);
  }

  private makeVeil(): LightningElement {
    const veil = new LightningElement(this.stage);
    const part = (y: number, h: number, from: number, to: number): void => {
      const gradient = new Gradient(this.stage);
      gradient.y = y;
      gradient.w = CANVAS_WIDTH;
      gradient.h = h;
      gradient.setUp(this.theme.color.scrim, from, to, 'down');
      veil.childList.a(gradient);
    };
    part(0, VEIL.solid, 1, VEIL.alpha);
    part(VEIL.solid, VEIL.end - VEIL.solid, VEIL.alpha, 0);
    veil.alpha = 0;
    return veil;
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    const rows = { count: this.rows.length, lengthOf: (row: number): number => (this.rows[row]?.isEmpty() === false ? 1 : 0) };
    const next = stepRows(this.cursor, rows, delta, isHeld, 'stop');
    if (next === LEAVE) return false;
    this.enter(next);
    return true;
  }

  /** The first time a row is entered the item nearest in x gets the focus, later the one that had it. */
  private enter(index: number): void {
    const from = this.rows[this.cursor];
    const to = this.rows[index];
    if (from !== undefined && to !== undefined && from !== to) {
      this.visited.add(from.id);
      if (!this.visited.has(to.id) && from.focusX !== undefined) to.focusNear?.(from.focusX());
    }
    this.moveTo(index);
  }

  private moveTo(index: number): void {
    this.cursor = index;
    const row = this.rows[index];
    if (row !== undefined) this.visited.add(row.id);
    this.scroll();
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  private scroll(): void {
    const row = this.rows[this.cursor];
    if (row === undefined) return;
    const hidden = row.y + row.height - BOTTOM;
    const offset = hidden <= 0 ? 0 : Math.min(row.y - ROWS.anchorY, hidden);
    this.ui.motion.to(this.layer, 'y', -offset, 'columnScroll');
    this.ui.motion.to(this.veil, 'alpha', offset > 0 ? 1 : 0, 'columnScroll');
  }

  private nearestFilled(): number {
    for (let index = this.cursor; index >= 0; index -= 1) {
      if (this.rows[index]?.isEmpty() === false) return index;
    }
    return Math.max(0, this.rows.findIndex((row) => !row.isEmpty()));
  }
}
