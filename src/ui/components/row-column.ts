import { LEAVE, stepRows } from '#core/focus';
import type { RowLengths } from '#core/focus';
import { CANVAS_HEIGHT, LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { ROWS } from '#ui/theme';
import type { RowMemoryStore, RowView } from './row-view';

/** How a column is made. */
export interface RowColumnProps {
  /** Width of the rows, pixels. */
  readonly width: number;
  /** Height of what is in view: rows below it are put to sleep. Pixels from the column's top. */
  readonly height: number;
  /** Where the top of the focused row rests: `ROWS.anchorY` on pages. */
  readonly top: number;
  /** Told when another row gets the focus. */
  onRow?(index: number): void;
}

const PAGE_ROWS = 2;
const PAGE_SLOT = 'rows';

/**
 * Rows under each other, of which the focused one rests at a fixed height. What lies above it fades away, what lies far
 * below sleeps. Up and Down go to a row's remembered item, the first time to the one nearest in x.
 */
export class RowColumn extends View<RowColumnProps> {
  declare private strip: LightningElement;
  declare private rows: readonly RowView[];
  declare private tops: number[];
  declare private cursor: number;
  declare private offset: number;
  declare private lengths: RowLengths;
  declare private top: number;

  /** Index of the row with focus. */
  get rowIndex(): number {
    return this.cursor;
  }

  /** Whether the first row that has something has the focus, or none has anything: there is no way up then. */
  get isAtTop(): boolean {
    const first = this.rows.findIndex((row) => row.isEmpty !== true);
    return first === -1 || first >= this.cursor;
  }

  /** Id of the row with focus; empty without rows. */
  get focusedRowId(): string {
    return this.rows[this.cursor]?.rowId ?? '';
  }

  /**
   * Shows these rows; the same views stay where they are, others are taken out. Focus stays with its row, or goes to the
   * one that took its place.
   */
  setRows(rows: readonly RowView[]): void {
    const before = this.focusedRowId;
    const kept = new Set<RowView>(rows);
    for (const row of this.rows) if (!kept.has(row)) this.strip.childList.remove(row);
    for (const row of rows) if (row.parent !== this.strip) this.strip.childList.a(row);
    this.rows = rows;
    this.lengths = { count: rows.length, lengthOf: (row) => (this.isEmptyAt(row) ? 0 : 1) };
    const same = rows.findIndex((row) => row.rowId === before);
    this.cursor = same === -1 ? Math.max(0, Math.min(this.cursor, rows.length - 1)) : same;
    if (this.isEmptyAt(this.cursor)) this.cursor = Math.max(0, rows.findIndex((row) => row.isEmpty !== true));
    this.measure();
    this.settle('jump');
    this.ui.focus.check();
  }

  /** A row has changed its height or become empty: places and scroll follow. */
  refresh(): void {
    this.measure();
    this.settle('jump');
  }

  /** Changes where the focused row rests: a strip stands above the rows, or is gone. */
  setTop(top: number): void {
    if (top === this.top) return;
    this.top = top;
    this.measure();
    this.settle('move');
  }

  /** Moves focus to a row; an unknown id or an empty row changes nothing. */
  focusRow(id: string): void {
    const index = this.rows.findIndex((row) => row.rowId === id && row.isEmpty !== true);
    if (index !== -1) this.moveTo(index, 'move');
  }

  /** Moves focus to the first row that has something. */
  goToTop(): void {
    const index = this.rows.findIndex((row) => row.isEmpty !== true);
    if (index !== -1) this.moveTo(index, 'move');
  }

  /** Notes the focused row and the place in every visited one. */
  remember(store: RowMemoryStore): void {
    store.remember(PAGE_SLOT, { id: this.focusedRowId, index: this.cursor, offset: this.offset });
    for (const row of this.rows) {
      if (row.memory !== undefined && row.isVisited !== false) store.remember(`row ${row.rowId}`, row.memory);
    }
  }

  /** Brings back what was noted; `false`: nothing was, or the row is gone. */
  recall(store: RowMemoryStore): boolean {
    for (const row of this.rows) {
      const memory = store.recall(`row ${row.rowId}`);
      if (memory !== null) row.recall?.(memory);
    }
    const page = store.recall(PAGE_SLOT);
    if (page === null) return false;
    const index = this.rows.findIndex((row) => row.rowId === page.id && row.isEmpty !== true);
    if (index === -1) return false;
    this.moveTo(index, 'jump');
    return true;
  }

  override focusChild(child: AnyView): boolean {
    const index = this.rows.findIndex((row) => row === child);
    if (index === -1) return false;
    // What can be seen whole is not moved away under the pointer.
    const top = (this.tops[index] ?? 0) - this.offset;
    const isInView = top >= 0 && top + (this.rows[index]?.rowHeight ?? 0) <= this.props.height;
    if (index !== this.cursor) this.moveTo(index, isInView ? 'stay' : 'move');
    return true;
  }

  override _getFocused(): AnyView {
    return this.rows[this.cursor] ?? this;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step(-1, press.isHeld);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step(1, press.isHeld);
  }

  override _handleChannelUp(press: KeyPress): boolean {
    return this.page(-1, press.isHeld);
  }

  override _handleChannelDown(press: KeyPress): boolean {
    return this.page(1, press.isHeld);
  }

  override _handleWheel(delta: 1 | -1): boolean {
    this.step(delta, true);
    return true;
  }

  protected override build(): void {
    this.rows = [];
    this.tops = [];
    this.top = this.props.top;
    this.cursor = 0;
    this.offset = 0;
    this.lengths = { count: 0, lengthOf: (row) => (this.isEmptyAt(row) ? 0 : 1) };
    this.w = this.props.width;
    this.h = this.props.height;
    this.strip = this.put(new LightningElement(this.stage), 0, 0, this.props.width, this.props.height);
  }

  private isEmptyAt(index: number): boolean {
    const row = this.rows[index];
    return row === undefined || row.isEmpty === true;
  }

  private nextRow(delta: 1 | -1, isHeld: boolean): number {
    return stepRows(this.cursor, this.lengths, delta, isHeld, delta < 0 ? 'leave' : 'stop');
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    const next = this.nextRow(delta, isHeld);
    if (next === LEAVE) return false;
    if (next !== this.cursor) this.enter(next);
    return true;
  }

  private page(delta: 1 | -1, isHeld: boolean): boolean {
    for (let i = 0; i < PAGE_ROWS; i += 1) this.step(delta, isHeld || i > 0);
    return true;
  }

  private enter(index: number): void {
    const from = this.rows[this.cursor];
    const to = this.rows[index];
    if (to !== undefined && to.isVisited !== true && from?.focusX !== undefined) to.focusNear?.(from.focusX);
    this.moveTo(index, 'move');
  }

  private moveTo(index: number, how: 'move' | 'jump' | 'stay'): void {
    const isOther = index !== this.cursor;
    this.cursor = index;
    this.settle(how);
    this.ui.focus.check();
    if (isOther) this.props.onRow?.(index);
  }

  private measure(): void {
    this.tops = [];
    let top = this.rows[0]?.rowAnchor ?? this.top;
    for (const row of this.rows) {
      this.tops.push(top);
      row.y = top;
      row.x = 0;
      if (row.isEmpty !== true) top += row.rowHeight + ROWS.gapAfter;
    }
  }

  /** Puts the strip where the focused row rests, and every row to sleep or awake. */
  private settle(how: 'move' | 'jump' | 'stay'): void {
    const { motion, focus } = this.ui;
    const anchor = this.rows[this.cursor]?.rowAnchor ?? this.top;
    const before = this.offset;
    if (how !== 'stay') this.offset = (this.tops[this.cursor] ?? 0) - anchor;
    if (how === 'move') motion.to(this.strip, 'y', -this.offset, 'columnScroll');
    else if (how === 'jump') motion.set(this.strip, 'y', -this.offset);
    const from = Math.min(before, this.offset);
    const to = Math.max(before, this.offset) + CANVAS_HEIGHT;
    this.rows.forEach((row, index) => {
      const top = this.tops[index] ?? 0;
      const isNear = row.isEmpty !== true && top < to && top + row.rowHeight > from;
      row.visible = isNear;
      this.wake(row, isNear, index === this.cursor);
      const isPassed = top < this.offset && index < this.cursor;
      const alpha = isPassed ? 0 : 1;
      if (how === 'jump' || !isNear) motion.set(row, 'alpha', alpha);
      else motion.to(row, 'alpha', alpha, 'columnScroll');
    });
    focus.refresh(how === 'jump');
  }

  /** The row in focus wakes at once, the others when the frame has time for their cards. */
  private wake(row: RowView, isNear: boolean, isCurrent: boolean): void {
    if (!isNear || isCurrent) row.setAwake?.(isNear);
    else {
      this.ui.frameWork.build(() => {
        if (row.visible && row.parent === this.strip) row.setAwake?.(true);
      });
    }
  }
}
