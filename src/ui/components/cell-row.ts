import { LEAVE, nearestInRow, recallIndex, scrollWindow, stepLine } from '#core/focus';
import { LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { SAFE } from '#ui/theme';
import type { CardCaption } from './card-caption';
import { CellWindow } from './cell-window';
import type { CellBinding } from './cell-window';
import { ROW_ARROW, RowArrow } from './row-arrow';
import type { RowMemory, RowView } from './row-view';

/** What stands in a {@link CellRow}, made on demand. */
export interface CellRowItems<Item extends { readonly id: string }> {
  readonly length: number;
  /** `null` out of range. */
  at(index: number): Item | null;
  /** Index of the item, or -1. */
  indexOf(id: string): number;
}

/** What every {@link CellRow} is made with. */
export interface CellRowProps {
  /** Id of the row, for the memory of the column around it. */
  readonly id: string;
  /** Room for what must be read or pressed, pixels; cells beyond it peek out. */
  readonly width: number;
}

/** Measures of a row. Pixels. */
export interface CellRowSize {
  readonly w: number;
  readonly h: number;
  /** From one cell's start to the next one's. */
  readonly pitch: number;
  /** From a cell's start to what has the focus in it. */
  readonly lead: number;
  /** From the row's top to the cells. */
  readonly top: number;
}

/** Cells behind the last one in view that peek out, or come in while the row moves. */
const AFTER = 2;
/** Cells that have passed to the side lie under the rail: its icons must stay legible. */
export const PASSED_ALPHA = 0.16;
/** From the forward arrow to the screen's edge. */
const ARROW_MARGIN = 12;
const NOTHING: CellRowItems<never> = { length: 0, at: () => null, indexOf: () => -1 };

/**
 * Items of any number side by side: few cells that are bound again, on one strip that moves, and a caption for the one that has focus. Focus
 * belongs to an item's id and survives new items. Left at the first item is handed on. A row that extends this one calls {@link CellRow.beginRow}
 * in `build`, puts its texts, and then its cells with {@link CellRow.putCells}.
 */
export abstract class CellRow<Props extends CellRowProps, Cell extends AnyView, Item extends { readonly id: string }> extends View<Props> implements RowView {
  declare protected heading: Text;
  declare protected caption: CardCaption;
  declare protected strip: LightningElement;
  /** Cells made so far, by slot. */
  declare protected all: Array<Cell | undefined>;
  declare protected items: CellRowItems<Item>;
  declare protected cursor: number;
  declare protected first: number;
  declare protected visibleCount: number;
  declare protected isAwake: boolean;
  declare protected size: CellRowSize;
  declare private cells: CellWindow<Cell>;
  declare private before: number;
  declare private hasBeenFocused: boolean;
  declare private arrows: { readonly back: RowArrow; readonly on: RowArrow } | null;
  /** The arrow the pointer is on: it has the focus until a cell or a key takes it. */
  declare private pointed: AnyView | null;

  /** From the row's top to its end, pixels. */
  abstract get rowHeight(): number;

  /** Id for the memory of the column around it. */
  get rowId(): string {
    return this.props.id;
  }

  /** Whether there is nothing to focus. */
  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  /** Id of the item that has, or would have, focus; empty without items. */
  get focusedId(): string {
    return this.items.at(this.cursor)?.id ?? '';
  }

  /** Middle of the focused cell, from the row's start at rest. Pixels. */
  get focusX(): number {
    return this.slotX(this.cursor) + this.size.w / 2;
  }

  /** Whether a cell of this row ever had the focus: then it is remembered. */
  get isVisited(): boolean {
    return this.hasBeenFocused;
  }

  /** What brings the row back as it is now. */
  get memory(): RowMemory {
    return { id: this.focusedId, index: this.cursor, offset: this.first };
  }

  /** Brings back what {@link CellRow.memory} told; the nearest item when it is gone. */
  recall(memory: RowMemory): void {
    this.hasBeenFocused = true;
    this.first = memory.offset;
    this.cursor = this.placeOf(memory);
    this.reveal('fresh');
  }

  /** Puts the cursor on the item in view whose middle is nearest to `x`, pixels from the row's start. */
  focusNear(x: number): void {
    const { size, visibleCount, first } = this;
    const geometry = { firstCentreX: size.lead + size.w / 2, pitch: size.pitch, first, visible: visibleCount };
    this.moveTo(Math.max(0, nearestInRow(geometry, this.items.length, x)));
  }

  /** Rows far from view are put to sleep: they keep their place and let go of cells and pictures. */
  setAwake(isAwake: boolean): void {
    if (this.isAwake === isAwake) return;
    this.isAwake = isAwake;
    this.strip.visible = isAwake;
    if (isAwake) this.reveal('fresh');
  }

  override describeGroup(): string {
    return this.heading.content;
  }

  override focusChild(child: AnyView): boolean {
    const index = this.cells.indexOf(child);
    if (index === -1) {
      this.pointed = child;
      return true;
    }
    // A cell that only peeks out is reached by the arrows: it would slide away under the pointer.
    const x = this.slotX(index);
    if (x < 0 || x + this.size.w > this.props.width + SAFE.right) return false;
    this.setCursor(index);
    return true;
  }

  override _getFocused(): AnyView {
    return this.pointed ?? this.cells.ensure(this.cursor) ?? this;
  }

  override _focus(): void {
    this.hasBeenFocused = true;
    this.tellFocus();
  }

  override _unfocus(): void {
    this.pointed = null;
    this.hideCaption();
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.step(-1, press.isHeld, 'leave');
  }

  override _handleRight(press: KeyPress): boolean {
    return this.step(1, press.isHeld, 'stop');
  }

  /** Sets how a cell looks at its place, beside what it shows. `isMoving`: with the scroll. */
  protected abstract setLook(cell: Cell, index: number, isMoving: boolean): void;

  /** An item has the focus: told at once. */
  protected abstract focused(item: Item): void;

  /** The focus rests on an item. */
  protected abstract showCaption(item: Item): void;

  /** Sets what a row without items has, and its measures. */
  protected beginRow(size: CellRowSize): void {
    const { width } = this.props;
    this.size = size;
    this.items = NOTHING;
    this.cursor = this.first = 0;
    this.isAwake = true;
    this.hasBeenFocused = false;
    this.all = [];
    this.arrows = null;
    this.pointed = null;
    this.visibleCount = Math.max(1, Math.floor((width - size.lead - size.w) / size.pitch) + 1);
    this.w = width;
    this.h = this.rowHeight;
  }

  /** Puts the strip of cells. `before`: cells bound ahead of the first one in view. */
  protected putCells(before: number, binding: CellBinding<Cell>): void {
    const { top, h } = this.size;
    this.before = before;
    this.strip = this.put(new LightningElement(this.stage), 0, top, this.props.width, h);
    this.cells = new CellWindow(this.all, binding, before + this.visibleCount + AFTER);
    this.bind(this.ui.pointer.isVisible, (isVisible) => {
      this.showArrows(isVisible);
    });
  }

  /** Shows these items; focus stays on its item, or goes to what took its place; to the first if they are the first or `areOther`. */
  protected putItems(items: CellRowItems<Item>, areOther = false): void {
    const { memory } = this;
    const isFirst = this.items === NOTHING;
    this.items = items;
    if (areOther) this.first = 0;
    this.cursor = isFirst || areOther ? 0 : this.placeOf(memory);
    this.reveal('fresh');
  }

  protected moveTo(index: number): void {
    this.setCursor(index);
    this.reveal('move');
  }

  protected reveal(how: 'fresh' | 'move'): void {
    const { items, visibleCount } = this;
    const { motion, focus } = this.ui;
    this.first = scrollWindow(this.cursor, this.first, visibleCount, items.length);
    const x = -this.first * this.size.pitch;
    if (how === 'move') motion.to(this.strip, 'x', x, 'rowScroll');
    else motion.set(this.strip, 'x', x);
    if (!this.isAwake) return;
    // A row without the focus has no hurry.
    const urgent = this.hasFocus() ? this.cursor : -1;
    this.cells.show(Math.max(0, this.first - this.before), Math.min(this.first + visibleCount + AFTER - 1, items.length - 1), how === 'fresh', urgent);
    for (const cell of this.all) {
      const index = this.cells.indexOf(cell);
      if (cell !== undefined && index !== -1) this.setLook(cell, index, how === 'move');
    }
    this.placeArrows();
    focus.refresh();
    focus.check();
    if (how === 'fresh' && this.hasFocus()) this.tellFocus();
  }

  protected hideCaption(): void {
    this.ui.rest.cancel(this.caption);
    this.caption.visible = false;
  }

  /** From the row's start to a cell at rest. */
  protected slotX(index: number): number {
    return (index - this.first) * this.size.pitch + this.size.lead;
  }

  /** Whether a cell is seen when the row rests; the next one peeks out. */
  protected isInView(index: number): boolean {
    return index >= this.first && index <= this.first + this.visibleCount;
  }

  /** How opaque the cell of an item is. */
  protected alphaOf(index: number): number {
    return index < this.first ? PASSED_ALPHA : 1;
  }

  private placeOf({ id, index, offset }: RowMemory): number {
    return Math.max(0, recallIndex({ id, index, first: offset }, this.items));
  }

  private step(delta: 1 | -1, isHeld: boolean, edge: 'leave' | 'stop'): boolean {
    const next = stepLine(this.cursor, this.items.length, delta, isHeld, edge);
    if (next === LEAVE) return false;
    if (next !== this.cursor) this.moveTo(next);
    return true;
  }

  private setCursor(index: number): void {
    const isOther = index !== this.cursor;
    this.cursor = index;
    this.pointed = null;
    this.ui.focus.check();
    if (isOther && this.hasFocus()) this.tellFocus();
  }

  private tellFocus(): void {
    const item = this.items.at(this.cursor);
    this.hideCaption();
    if (item === null) return;
    this.ui.rest.settled(this.caption, () => {
      const rested = this.items.at(this.cursor);
      if (rested !== null && this.hasFocus()) this.showCaption(rested);
    });
    this.focused(item);
  }

  /** Pages by the arrows: the window moves by what is in view, the cursor with it. */
  private page(delta: 1 | -1): void {
    const target = Math.max(0, Math.min(this.first + delta * this.visibleCount, this.items.length - this.visibleCount));
    this.cursor = Math.max(target, Math.min(this.cursor, target + this.visibleCount - 1));
    this.first = target;
    this.reveal('move');
    this.tellFocus();
  }

  private showArrows(isVisible: boolean): void {
    if (this.arrows === null && !isVisible) return;
    this.arrows = this.arrows ?? this.makeArrows();
    if (!isVisible) this.pointed = null;
    this.placeArrows();
  }

  private makeArrows(): { readonly back: RowArrow; readonly on: RowArrow } {
    const y = this.size.top + (this.size.h - ROW_ARROW.h) / 2;
    const arrow = (way: 'back' | 'on', delta: 1 | -1, x: number): RowArrow =>
      this.add(RowArrow, { way, onPress: () => { this.page(delta); } }, { x, y });
    return { back: arrow('back', -1, -ROW_ARROW.w / 2), on: arrow('on', 1, this.props.width + SAFE.right - ROW_ARROW.w - ARROW_MARGIN) };
  }

  private placeArrows(): void {
    if (this.arrows === null) return;
    const isShown = this.isAwake && this.ui.pointer.isVisible.peek();
    this.arrows.back.visible = isShown && this.first > 0;
    this.arrows.on.visible = isShown && this.first + this.visibleCount < this.items.length;
    if (this.pointed !== null && !this.pointed.visible) this.pointed = null;
  }
}
