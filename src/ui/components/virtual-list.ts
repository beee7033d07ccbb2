import { LEAVE, scrollWindow, stepLine } from '#core/focus';
import type { EdgePolicy } from '#core/focus';
import { LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress, Stage } from '#ui/engine';

/** The items of a list, made on demand. A new object means: bind the visible cells again. */
export interface ListItems {
  readonly length: number;
  /** Id of the item at `index`; empty out of range. */
  idAt(index: number): string;
  /** Index of the item, or -1. */
  indexOf(id: string): number;
}

/** A row of a {@link VirtualList}: one of a few that are bound to items again and again. */
export interface ListCell extends AnyView {
  /** Whether the list's cursor is on this cell, with or without focus: it stays marked when focus leaves. */
  setCurrent(isCurrent: boolean): void;
}

/** What a list keeps to bring focus back; fits `NavigationEntry.remember`. `offset`: index of the first row in view. */
export interface ListMemory {
  readonly id: string;
  readonly index: number;
  readonly offset: number;
}

/** What a {@link VirtualList} is made with. Pixels. */
export interface VirtualListProps<Cell extends ListCell> {
  readonly width: number;
  /** Distance from row to row. */
  readonly pitch: number;
  /** Rows that fit whole; the window scrolls when the cursor would leave them. */
  readonly visible: number;
  /** Rows drawn below those: the list peeks out from under its end. Default 0. */
  readonly peek?: number;
  /** Spoken name of the list. */
  readonly name?: string;
  /** What happens at the ends; default `stop`. */
  readonly edge?: EdgePolicy;
  createCell(stage: Stage): Cell;
  bindCell(cell: Cell, index: number): void;
  /** The cursor came to another row. */
  onMove?(index: number): void;
  /** Rows `from` to `to` are in view. */
  onWindow?(from: number, to: number): void;
  /** OK on a row. */
  onPress?(index: number): void;
}

/** One row above and one below what is drawn are bound ahead. */
const SPARE = 2;
/** A held key takes larger steps after these times, milliseconds: two thousand channels are not eleven a second. */
const FASTER_AFTER_MS = 2000;
const FASTEST_AFTER_MS = 4000;
/** Jumps longer than this are not shown as motion: the rows between were never there. */
const LONGEST_SLIDE = 3;

const NO_ITEMS: ListItems = { length: 0, idAt: () => '', indexOf: () => -1 };

function stride(press: KeyPress): number {
  if (press.heldMs >= FASTEST_AFTER_MS) return 3;
  return press.heldMs >= FASTER_AFTER_MS ? 2 : 1;
}

/**
 * A column of rows of any length, drawn by a handful of cells. Up and Down move a cursor, the channel keys page; the
 * cursor holds on to its item by id when the items change. Rows stand in one container that scrolls.
 */
export class VirtualList<Cell extends ListCell> extends View<VirtualListProps<Cell>> {
  declare private column: LightningElement;
  declare private cells: Cell[];
  /** Index of the item each cell shows; -1: none. */
  declare private bound: number[];
  declare private items: ListItems;
  declare private cursor: number;
  declare private cursorId: string;
  declare private first: number;
  declare private current: Cell | null;

  /** Number of items. */
  get length(): number {
    return this.items.length;
  }

  /** Index of the cursor; -1 in an empty list. */
  get index(): number {
    return this.cursor;
  }

  /** Id of the cursor's item; empty in an empty list. */
  get currentId(): string {
    return this.cursorId;
  }

  /** Index of the first row in view. */
  get firstIndex(): number {
    return this.first;
  }

  /** Cells alive; they are never more, however long the list. */
  get cellCount(): number {
    return this.cells.length;
  }

  /**
   * Shows other items, or the same ones changed: the cursor stays with its item, else at its place. `memory`: it goes there
   * instead, for another list in the same place.
   */
  setItems(items: ListItems, memory?: ListMemory): void {
    if (memory !== undefined) {
      this.items = items;
      this.forgetBindings();
      this.recall(memory);
      return;
    }
    const before = this.cursor;
    const known = this.cursorId === '' ? -1 : items.indexOf(this.cursorId);
    this.items = items;
    const next = known !== -1 ? known : Math.min(Math.max(before, 0), items.length - 1);
    this.forgetBindings();
    this.place(next, this.first + (known === -1 || before === -1 ? 0 : next - before), false);
  }

  /** Puts the cursor on an item without motion. `false`: not in the list. */
  focusId(id: string): boolean {
    const index = this.items.indexOf(id);
    if (index === -1) return false;
    this.focusIndex(index);
    return true;
  }

  /** Puts the cursor on a row without motion; out of range: the nearest. */
  focusIndex(index: number): void {
    this.place(Math.max(0, Math.min(index, this.items.length - 1)), this.first, false);
  }

  /** Binds the rows in view again: something they show changed that is not in their items. */
  refresh(): void {
    this.forgetBindings();
    this.bindRows();
  }

  /** What brings the cursor back to where it is. */
  remember(): ListMemory {
    return { id: this.cursorId, index: this.cursor, offset: this.first };
  }

  /** Goes back to a remembered row: the item, else its place. */
  recall(memory: ListMemory): void {
    const known = this.items.indexOf(memory.id);
    const index = known !== -1 ? known : Math.min(Math.max(0, memory.index), this.items.length - 1);
    this.place(index, memory.offset + (known === -1 ? 0 : index - memory.index), false);
  }

  /** Moves the cursor by rows, as a key would. `false`: it stands at the end already and the list is left. */
  move(delta: number, isHeld: boolean): boolean {
    const next = stepLine(this.cursor, this.items.length, delta, isHeld, this.props.edge ?? 'stop');
    if (next === LEAVE) return false;
    if (next !== this.cursor) this.place(next, this.first, true);
    return true;
  }

  override describeGroup(): string {
    return this.props.name ?? '';
  }

  override _getFocused(): AnyView {
    return this.current ?? this;
  }

  override focusChild(child: AnyView): boolean {
    const slot = this.cells.indexOf(child as Cell);
    const index = this.bound[slot] ?? -1;
    // Rows outside the window are not there for the pointer either.
    if (index < this.first || index >= this.first + this.props.visible) return false;
    this.place(index, this.first, true);
    return true;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.move(-stride(press), press.isHeld);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.move(stride(press), press.isHeld);
  }

  override _handleChannelUp(press: KeyPress): boolean {
    return this.move(-this.props.visible, press.isHeld);
  }

  override _handleChannelDown(press: KeyPress): boolean {
    return this.move(this.props.visible, press.isHeld);
  }

  override _handleWheel(delta: 1 | -1): boolean {
    return this.move(delta, false);
  }

  override _handleOk(press: KeyPress): boolean {
    if (this.cursor === -1 || this.props.onPress === undefined) return false;
    if (!press.isHeld) this.props.onPress(this.cursor);
    return true;
  }

  protected override build(): void {
    const { width, pitch, visible, peek = 0 } = this.props;
    this.w = width;
    this.h = pitch * visible;
    this.items = NO_ITEMS;
    this.cursor = -1;
    this.cursorId = '';
    this.first = 0;
    this.current = null;
    this.column = this.put(new LightningElement(this.stage), 0, 0, width, this.h);
    this.cells = [];
    this.bound = [];
    for (let slot = 0; slot < visible + peek + SPARE; slot += 1) {
      const cell = this.props.createCell(this.stage);
      cell.visible = false;
      this.column.childList.a(cell);
      this.cells.push(cell);
      this.bound.push(-1);
    }
  }

  private forgetBindings(): void {
    for (let slot = 0; slot < this.bound.length; slot += 1) this.bound[slot] = -1;
  }

  private place(index: number, wishedFirst: number, isMotion: boolean): void {
    const { visible } = this.props;
    const count = this.items.length;
    const before = this.first;
    const idBefore = this.cursorId;
    this.cursor = count === 0 ? -1 : index;
    this.cursorId = count === 0 ? '' : this.items.idAt(index);
    const wished = Math.max(0, Math.min(wishedFirst, count - visible));
    this.first = count === 0 ? 0 : scrollWindow(index, wished, visible, count);
    const shift = this.first - before;
    const isSliding = isMotion && Math.abs(shift) <= LONGEST_SLIDE;
    this.bindRows();
    this.scroll(isSliding);
    this.markCurrent();
    this.ui.focus.refresh(!isSliding);
    this.ui.focus.check();
    if (this.cursorId !== idBefore) this.props.onMove?.(this.cursor);
  }

  /** Binds cells to the rows around the window that they do not show yet. */
  private bindRows(): void {
    const { pitch, visible, bindCell } = this.props;
    const size = this.cells.length;
    const from = this.first - 1;
    let isNew = false;
    for (let index = from; index < from + size; index += 1) {
      const slot = ((index % size) + size) % size;
      const cell = this.cells[slot];
      if (cell === undefined || this.bound[slot] === index) continue;
      const isThere = index >= 0 && index < this.items.length;
      this.bound[slot] = isThere ? index : -1;
      cell.visible = isThere;
      if (!isThere) continue;
      isNew = true;
      cell.y = index * pitch;
      bindCell(cell, index);
    }
    if (isNew) this.props.onWindow?.(Math.max(0, this.first), Math.min(this.items.length, this.first + visible) - 1);
  }

  private scroll(isSliding: boolean): void {
    const { motion } = this.ui;
    const { pitch, visible, peek = 0 } = this.props;
    const y = -this.first * pitch;
    if (isSliding) motion.to(this.column, 'y', y, 'columnScroll');
    else motion.set(this.column, 'y', y);
    for (let slot = 0; slot < this.cells.length; slot += 1) {
      const cell = this.cells[slot];
      const index = this.bound[slot] ?? -1;
      if (cell === undefined || index === -1) continue;
      const alpha = index >= this.first && index < this.first + visible + peek ? 1 : 0;
      if (motion.target(cell, 'alpha') === alpha) continue;
      if (isSliding) motion.to(cell, 'alpha', alpha, 'columnScroll');
      else motion.set(cell, 'alpha', alpha);
    }
  }

  private markCurrent(): void {
    const slot = this.cursor === -1 ? -1 : this.bound.indexOf(this.cursor);
    const next = this.cells[slot] ?? null;
    if (next === this.current) return;
    this.current?.setCurrent(false);
    this.current = next;
    next?.setCurrent(true);
  }
}
