import { LEAVE, scrollWindow, stepLine } from '#core/focus';
import type { EdgePolicy } from '#core/focus';
import { LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress, Stage } from '#ui/engine';
import { CellWindow } from './cell-window';

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
  /** Those made so far. */
  declare private all: Array<Cell | undefined>;
  declare private cells: CellWindow<Cell>;
  declare private items: ListItems;
  declare private cursor: number;
  declare private cursorId: string;
  declare private first: number;
  declare private current: Cell | null;
  /** Rows that are bound now appear with the scroll. */
  declare private isPlacing: boolean;

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
    return this.all.filter((cell) => cell !== undefined).length;
  }

  /**
   * Shows other items, or the same ones changed: the cursor stays with its item, else at its place. `memory`: it goes there
   * instead, for another list in the same place.
   */
  setItems(items: ListItems, memory?: ListMemory): void {
    this.items = items;
    if (memory !== undefined) {
      this.goTo(memory, true);
      return;
    }
    const before = this.cursor;
    const known = this.cursorId === '' ? -1 : items.indexOf(this.cursorId);
    const next = known !== -1 ? known : Math.min(Math.max(before, 0), items.length - 1);
    this.place(next, this.first + (known === -1 || before === -1 ? 0 : next - before), 'fresh');
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
    this.place(Math.max(0, Math.min(index, this.items.length - 1)), this.first, 'jump');
  }

  /** Binds the rows in view again: something they show changed that is not in their items. */
  refresh(): void {
    this.bindRows(true);
  }

  /** What brings the cursor back to where it is. */
  remember(): ListMemory {
    return { id: this.cursorId, index: this.cursor, offset: this.first };
  }

  /** Goes back to a remembered row: the item, else its place. */
  recall(memory: ListMemory): void {
    this.goTo(memory, false);
  }

  /** Moves the cursor by rows, as a key would. `false`: it stands at the end already and the list is left. */
  move(delta: number, isHeld: boolean): boolean {
    const next = stepLine(this.cursor, this.items.length, delta, isHeld, this.props.edge ?? 'stop');
    if (next === LEAVE) return false;
    if (next !== this.cursor) this.place(next, this.first, 'move');
    return true;
  }

  override describeGroup(): string {
    return this.props.name ?? '';
  }

  override _getFocused(): AnyView {
    return this.current ?? this;
  }

  override focusChild(child: AnyView): boolean {
    const index = this.cells.indexOf(child);
    // Rows outside the window are not there for the pointer either.
    if (index < this.first || index >= this.first + this.props.visible) return false;
    this.place(index, this.first, 'move');
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
    this.isPlacing = false;
    this.all = [];
    this.cells = new CellWindow<Cell>(this.all, {
      make: () => {
        const cell = this.props.createCell(this.stage);
        this.column.childList.a(cell);
        return cell;
      },
      bind: (cell, index) => {
        cell.visible = true;
        cell.y = index * pitch;
        this.props.bindCell(cell, index);
        if (!this.isPlacing) this.fade(cell, index, false);
      },
      release: (cell) => {
        cell.visible = false;
      },
      later: (work) => {
        this.ui.frameWork.build(work);
      },
    }, visible + peek + SPARE);
  }

  private goTo(memory: ListMemory, isFresh: boolean): void {
    const known = this.items.indexOf(memory.id);
    const index = known !== -1 ? known : Math.min(Math.max(0, memory.index), this.items.length - 1);
    this.place(index, memory.offset + (known === -1 ? 0 : index - memory.index), isFresh ? 'fresh' : 'jump');
  }

  /** `fresh`: the items are others, so that all rows are bound again. */
  private place(index: number, wishedFirst: number, how: 'move' | 'jump' | 'fresh'): void {
    const { visible } = this.props;
    const count = this.items.length;
    const before = this.first;
    const idBefore = this.cursorId;
    this.cursor = count === 0 ? -1 : index;
    this.cursorId = count === 0 ? '' : this.items.idAt(index);
    const wished = Math.max(0, Math.min(wishedFirst, count - visible));
    this.first = count === 0 ? 0 : scrollWindow(index, wished, visible, count);
    const shift = this.first - before;
    const isSliding = how === 'move' && Math.abs(shift) <= LONGEST_SLIDE;
    this.isPlacing = true;
    this.bindRows(how === 'fresh');
    this.scroll(isSliding);
    this.isPlacing = false;
    this.markCurrent();
    this.ui.focus.refresh(!isSliding);
    this.ui.focus.check();
    if (this.cursorId !== idBefore) this.props.onMove?.(this.cursor);
  }

  /**
   * Binds cells to the rows around the window that they do not show yet: the cursor's row at once, the others now or, where the frame has no
   * time left, in the next ones.
   */
  private bindRows(isFresh: boolean): void {
    const { visible, peek = 0 } = this.props;
    const { length } = this.items;
    const from = Math.max(0, this.first - 1);
    const to = Math.min(length - 1, this.first + visible + peek);
    let isNew = isFresh && from <= to;
    for (let index = from; index <= to; index += 1) isNew = isNew || this.cells.cellOf(index) === null;
    this.cells.show(from, to, isFresh, this.cursor);
    if (isNew) this.props.onWindow?.(Math.max(0, this.first), Math.min(length, this.first + visible) - 1);
  }

  private scroll(isSliding: boolean): void {
    const { motion } = this.ui;
    const y = -this.first * this.props.pitch;
    if (isSliding) motion.to(this.column, 'y', y, 'columnScroll');
    else motion.set(this.column, 'y', y);
    for (const cell of this.all) {
      const index = this.cells.indexOf(cell);
      if (cell !== undefined && index !== -1) this.fade(cell, index, isSliding);
    }
  }

  /** Rows outside the window cannot be seen. */
  private fade(cell: Cell, index: number, isSliding: boolean): void {
    const { visible, peek = 0 } = this.props;
    const alpha = index >= this.first && index < this.first + visible + peek ? 1 : 0;
    this.ui.motion.fade(cell, alpha, isSliding ? 'columnScroll' : null);
  }

  private markCurrent(): void {
    const next = this.cells.cellOf(this.cursor);
    if (next === this.current) return;
    this.current?.setCurrent(false);
    this.current = next;
    next?.setCurrent(true);
  }
}
