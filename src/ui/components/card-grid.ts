import { LEAVE, recallIndex, stepGrid } from '#core/focus';
import type { Direction, Edges } from '#core/focus';
import { createView, LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { ROWS } from '#ui/theme';
import { Card } from './card';
import { CardCaption } from './card-caption';
import type { CardContent, CardItems } from './card-content';
import { CARD_METRICS } from './card-metrics';
import type { CardMetrics, CardShape } from './card-metrics';
import { CellWindow } from './cell-window';

/** How a grid is made. */
export interface CardGridProps {
  readonly columns: number;
  readonly shape: CardShape;
  /** Room for cards, pixels. */
  readonly width: number;
  /** From the top of the page to the first row at rest: the grid scrolls it away with what stands above. Pixels. */
  readonly restY: number;
  /** Spoken name of the grid. */
  readonly name?: string;
  /** OK on a card. */
  onPress(id: string): void;
  /** OK held on a card; absent: OK acts when pressed, not when let go. */
  onHold?(id: string): void;
  /** Told at once when a card gets the focus; slow work waits for rest. */
  onFocus?(card: CardContent): void;
  /** The grid scrolls to `offset` pixels; `isJump`: without motion. What stands above moves along. */
  onScroll?(offset: number, isJump: boolean): void;
}

/** What brings the grid back as it was; fits `NavigationEntry.remember`. */
export interface CardGridMemory {
  readonly id: string;
  readonly index: number;
  /** Always 0: the scroll follows from the focused row. */
  readonly offset: number;
}

const EDGES: Edges = { up: 'leave', down: 'stop', start: 'leave', end: 'stop' };
const EMPTY: CardItems = { length: 0, at: () => null, indexOf: () => -1 };
/** Rows with cells: the one that has just gone, two in view, the one that peeks. */
const ROWS_BEFORE = 1;
const ROWS_AFTER = 2;
/** From a card's bottom to the next row: room for the caption. */
const ROW_GAP = 74;
/** Rows that stand whole on the screen; the channel keys page by them. */
const PAGE_ROWS = 2;
/** A held key takes larger steps after these times, milliseconds: sixty thousand titles are ten thousand rows. */
const FASTER_AFTER_MS = 2000;
const FASTEST_AFTER_MS = 4000;
/** Jumps over more rows are not shown as motion: the rows between were never there. */
const LONGEST_SLIDE = 3;

function stride(press: KeyPress): number {
  if (press.heldMs >= FASTEST_AFTER_MS) return 3;
  return press.heldMs >= FASTER_AFTER_MS ? 2 : 1;
}

/**
 * Cards in rows and columns, any number of them in two dozen cells. The focused row goes to the top of the screen; the
 * first row rests below what stands above the grid. Up from the first row and Left from the first column are handed on.
 */
export class CardGrid extends View<CardGridProps> {
  declare private layer: LightningElement;
  declare private caption: CardCaption;
  declare private all: Array<Card | undefined>;
  /** Carry the cards of a row each: a row that goes fades as one. */
  declare private lines: Array<LightningElement | undefined>;
  /** The row each line carries; -1: none yet. */
  declare private lineRows: number[];
  declare private cells: CellWindow<Card>;
  declare private items: CardItems;
  declare private metrics: CardMetrics;
  declare private cursor: number;
  /** The row the scroll rests on. */
  declare private topRow: number;

  /** Whether there is nothing to focus. */
  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  /** Id of the card that has, or would have, focus; empty without cards. */
  get focusedId(): string {
    return this.items.at(this.cursor)?.id ?? '';
  }

  /** Whether the first row has the cursor and nothing is scrolled away. */
  get isAtTop(): boolean {
    return this.topRow === 0 && this.cursor < this.props.columns;
  }

  /** Cells alive; they are never more, however long the list. */
  get cellCount(): number {
    return this.all.filter((card) => card !== undefined).length;
  }

  /** What brings the grid back as it is now. */
  get memory(): CardGridMemory {
    return { id: this.focusedId, index: this.cursor, offset: 0 };
  }

  /** Shows these cards; the cursor stays on its card, or goes to what took its place. */
  setItems(items: CardItems): void {
    const memory = { id: this.focusedId, index: this.cursor, first: 0 };
    const isFirst = this.items === EMPTY;
    this.items = items;
    this.cursor = isFirst ? 0 : Math.max(0, recallIndex(memory, items));
    this.reveal('fresh');
  }

  /** Puts the cursor on a card without motion; an unknown id changes nothing. */
  focusId(id: string): void {
    const index = this.items.indexOf(id);
    if (index !== -1) this.focusIndex(index);
  }

  /** Puts the cursor on a place without motion. */
  focusIndex(index: number): void {
    this.cursor = Math.max(0, Math.min(index, this.items.length - 1));
    this.reveal('jump');
  }

  /** Brings back what {@link CardGrid.memory} told; the nearest card when it is gone. */
  recall(memory: CardGridMemory): void {
    this.focusIndex(recallIndex({ id: memory.id, index: memory.index, first: 0 }, this.items));
  }

  override describeGroup(): string {
    return this.props.name ?? '';
  }

  override focusChild(child: AnyView): boolean {
    const index = this.cells.indexOf(child);
    const row = Math.floor(index / this.props.columns);
    // A row that only peeks out would slide away under the pointer.
    if (index === -1 || row < this.topRow || row >= this.topRow + PAGE_ROWS) return false;
    this.cursor = index;
    this.ui.focus.check();
    this.tell();
    return true;
  }

  override _getFocused(): AnyView {
    return this.cells.cellOf(this.cursor) ?? this;
  }

  override _focus(): void {
    this.tell();
  }

  override _unfocus(): void {
    this.ui.rest.cancel(this);
    this.caption.visible = false;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step('up', press);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step('down', press);
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.step('start', press);
  }

  override _handleRight(press: KeyPress): boolean {
    return this.step('end', press);
  }

  override _handleChannelUp(_press: KeyPress): boolean {
    return this.page(-PAGE_ROWS);
  }

  override _handleChannelDown(_press: KeyPress): boolean {
    return this.page(PAGE_ROWS);
  }

  override _handleWheel(delta: 1 | -1): boolean {
    return this.page(delta);
  }

  override _handleOk(_press: KeyPress): boolean {
    const id = this.focusedId;
    if (id !== '') this.props.onPress(id);
    return true;
  }

  protected override build(): void {
    this.metrics = CARD_METRICS[this.props.shape];
    this.items = EMPTY;
    this.cursor = this.topRow = 0;
    this.all = [];
    this.lines = [];
    this.lineRows = [];
    this.w = this.props.width;
    this.h = this.rowPitch * PAGE_ROWS;
    this.layer = this.put(new LightningElement(this.stage), 0, 0, this.w, this.h);
    this.caption = createView(this.stage, CardCaption, { maxWidth: this.props.width });
    this.caption.visible = false;
    this.layer.childList.a(this.caption);
    this.cells = this.makeWindow();
    if (this.props.onHold !== undefined) this._handleOkLong = () => this.hold();
  }

  private get rowPitch(): number {
    const gain = this.theme.type.caption.line - ROWS.captionHeight;
    return this.metrics.h + ROW_GAP + Math.max(0, gain);
  }

  private hold(): boolean {
    const id = this.focusedId;
    if (id !== '') this.props.onHold?.(id);
    return true;
  }

  private step(direction: Direction, press: KeyPress): boolean {
    const { columns } = this.props;
    const grid = { count: this.items.length, columns };
    const isVertical = direction === 'up' || direction === 'down';
    let next = this.cursor;
    for (let steps = isVertical ? stride(press) : 1; steps > 0; steps -= 1) {
      const index = stepGrid(next, grid, direction, press.isHeld, EDGES);
      if (index === LEAVE) return false;
      next = index;
    }
    if (next !== this.cursor) this.moveTo(next);
    return true;
  }

  private page(rows: number): boolean {
    const { columns } = this.props;
    const lastRow = Math.floor((this.items.length - 1) / columns);
    const row = Math.floor(this.cursor / columns);
    const target = Math.max(0, Math.min(row + rows, lastRow));
    const index = Math.min(this.cursor + (target - row) * columns, this.items.length - 1);
    if (index !== this.cursor && index >= 0) this.moveTo(index);
    return true;
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.reveal('move');
  }

  private reveal(how: 'fresh' | 'move' | 'jump'): void {
    const { columns } = this.props;
    const { length } = this.items;
    const row = Math.max(0, Math.floor(this.cursor / columns));
    const isJump = how !== 'move' || Math.abs(row - this.topRow) > LONGEST_SLIDE;
    this.topRow = row;
    const offset = row === 0 ? 0 : this.props.restY + row * this.rowPitch - ROWS.anchorY;
    const { motion, focus } = this.ui;
    if (isJump) motion.set(this.layer, 'y', -offset);
    else motion.to(this.layer, 'y', -offset, 'columnScroll');
    this.props.onScroll?.(offset, isJump);
    const last = Math.min((row + ROWS_AFTER + 1) * columns, length) - 1;
    this.cells.show(Math.max(0, (row - ROWS_BEFORE) * columns), last, how === 'fresh', this.cursor);
    this.showLines(row, isJump);
    focus.refresh(isJump);
    focus.check();
    if (this.hasFocus()) this.tell();
    else this.caption.visible = false;
  }

  /** What went above the focused row would stand under the clock: it is gone when the scroll rests. */
  private showLines(topRow: number, isJump: boolean): void {
    this.lineRows.forEach((row, at) => {
      const line = this.lines[at];
      if (line === undefined || row === -1) return;
      const alpha = row < topRow ? 0 : 1;
      if (isJump || row > topRow) this.ui.motion.set(line, 'alpha', alpha);
      else this.ui.motion.to(line, 'alpha', alpha, 'columnScroll');
    });
    for (const card of this.all) {
      if (card !== undefined) card.urgency = this.urgencyOf(this.cells.indexOf(card));
    }
  }

  private urgencyOf(index: number): 0 | 2 {
    const row = Math.floor(index / this.props.columns);
    return row >= this.topRow && row < this.topRow + PAGE_ROWS ? 0 : 2;
  }

  /** The caption follows when nobody moves; the page is told at once. */
  private tell(): void {
    const card = this.items.at(this.cursor);
    this.caption.visible = false;
    if (card === null) return;
    this.props.onFocus?.(card);
    this.ui.rest.settled(this, () => this.showCaption());
  }

  private showCaption(): void {
    const card = this.items.at(this.cursor);
    if (card === null || !this.hasFocus()) return;
    const { columns, width } = this.props;
    const { metrics, caption } = this;
    const row = Math.floor(this.cursor / columns);
    caption.show(card, true, '');
    const start = (this.cursor - row * columns) * metrics.pitch + metrics.captionShift;
    caption.x = Math.max(0, Math.min(start, width - caption.lineWidth));
    caption.y = row * this.rowPitch + metrics.h + metrics.captionGap;
    caption.visible = true;
  }

  private makeWindow(): CellWindow<Card> {
    const { columns, shape } = this.props;
    return new CellWindow<Card>(this.all, {
      make: (slot) => {
        const card = createView(this.stage, Card, { shape });
        this.lineOf(slot).childList.a(card);
        return card;
      },
      bind: (card, index) => {
        const row = Math.floor(index / columns);
        card.x = (index - row * columns) * this.metrics.pitch;
        card.urgency = this.urgencyOf(index);
        this.putLine(this.all.indexOf(card), row);
        card.show(this.items.at(index), index, this.items.length);
      },
      release: (card) => {
        card.show(null, 0, 0);
      },
      later: (work) => {
        this.ui.frameWork.build(work);
      },
    }, (ROWS_BEFORE + 1 + ROWS_AFTER) * columns);
  }

  /** Puts the line a slot stands in where its row is. */
  private putLine(slot: number, row: number): void {
    const at = Math.floor(slot / this.props.columns);
    if (this.lineRows[at] === row) return;
    this.lineRows[at] = row;
    const line = this.lineOf(slot);
    line.y = row * this.rowPitch;
    this.ui.motion.set(line, 'alpha', row < this.topRow ? 0 : 1);
  }

  /** The line a slot stands in; made when it is first needed. */
  private lineOf(slot: number): LightningElement {
    const at = Math.floor(slot / this.props.columns);
    const known = this.lines[at];
    if (known !== undefined) return known;
    const line = new LightningElement(this.stage);
    line.w = this.w;
    line.h = this.metrics.h;
    // Under the caption, which is the last.
    this.layer.childList.addAt(line, 0);
    this.lines[at] = line;
    return line;
  }
}
