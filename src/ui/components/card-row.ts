import { LEAVE, nearestInRow, recallIndex, scrollWindow, stepLine } from '#core/focus';
import { createView, LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { CARDS, ROWS, SAFE } from '#ui/theme';
import { Card } from './card';
import { CardCaption } from './card-caption';
import type { CardContent, CardItems } from './card-content';
import { CARD_METRICS } from './card-metrics';
import type { CardMetrics, CardShape } from './card-metrics';
import { CellWindow } from './cell-window';
import { RankNumeral } from './rank-numeral';
import { ROW_ARROW, RowArrow } from './row-arrow';
import type { RowMemory } from './row-view';

/** How a row of cards is made. */
export interface CardRowProps {
  /** Id of the row, for the memory of the column around it. */
  readonly id: string;
  readonly shape: CardShape;
  /** Room for what must be read or pressed, pixels; cards beyond it peek out. */
  readonly width: number;
  /** Word of the badge on a focused live card. */
  readonly liveLabel?: string;
  /** What else the keys do: drawn behind the caption, and spoken. */
  readonly hint?: string;
  /** OK on a card. */
  onPress(id: string): void;
  /** OK held on a card; absent: OK acts when pressed, not when let go. */
  onHold?(id: string): void;
  /** Told at once when a card gets the focus; slow work waits for rest. */
  onFocus?(card: CardContent): void;
}

/** Cells beside those in view: what peeks out on both sides, and one more each while the row moves. */
const SPARE = 4;
/** Cards that have passed to the side lie under the rail: its icons must stay legible. */
export const PASSED_ALPHA = 0.16;
/** From the forward arrow to the screen's edge. */
const ARROW_MARGIN = 12;
const EMPTY: CardItems = { length: 0, at: () => null, indexOf: () => -1 };
/** Cards stand below the title. */
const CARDS_Y = ROWS.headerHeight + ROWS.headerToCards;

/**
 * A titled row of cards of any length: few cells that are bound again, one caption for the card that has focus, and one
 * strip that moves. Focus belongs to a card's id and survives new items. Left at the first card is handed on.
 */
export class CardRow extends View<CardRowProps> {
  declare private heading: Text;
  declare private caption: CardCaption;
  declare private strip: LightningElement;
  declare private cells: CellWindow<Card>;
  declare private all: Card[];
  declare private numerals: RankNumeral[];
  declare private arrows: { readonly back: RowArrow; readonly on: RowArrow } | null;
  /** The arrow the pointer is on: it has the focus until a card or a key takes it. */
  declare private pointed: AnyView | null;
  declare private items: CardItems;
  declare private metrics: CardMetrics;
  declare private cursor: number;
  declare private first: number;
  declare private visibleCount: number;
  declare private isAwake: boolean;
  declare private isDimmed: boolean;
  declare private hasBeenFocused: boolean;

  /** Id for the memory of the column around it. */
  get rowId(): string {
    return this.props.id;
  }

  /** From the title's top to the caption's end, pixels. */
  get rowHeight(): number {
    return CARDS_Y + this.metrics.h + ROWS.captionGap + ROWS.captionHeight;
  }

  /** Whether there is nothing to focus. */
  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  /** Id of the card that has, or would have, focus; empty without cards. */
  get focusedId(): string {
    return this.items.at(this.cursor)?.id ?? '';
  }

  /** Middle of the focused card, from the row's start at rest. Pixels. */
  get focusX(): number {
    return this.slotX(this.cursor) + this.metrics.w / 2;
  }

  /** Whether a card of this row ever had the focus: then it is remembered. */
  get isVisited(): boolean {
    return this.hasBeenFocused;
  }

  /** What brings the row back as it is now. */
  get memory(): RowMemory {
    return { id: this.focusedId, index: this.cursor, offset: this.first };
  }

  /** Sets the title. */
  setTitle(text: string): void {
    this.heading.content = text;
  }

  /** Shows these cards; focus stays on its card, or goes to what took its place. */
  setItems(items: CardItems): void {
    const memory = { id: this.focusedId, index: this.cursor, first: this.first };
    const isFirst = this.items === EMPTY;
    this.items = items;
    this.cursor = isFirst ? 0 : Math.max(0, recallIndex(memory, items));
    this.reveal('fresh');
  }

  /** Moves the row's cursor to a card; an unknown id changes nothing. */
  focusId(id: string): void {
    const index = this.items.indexOf(id);
    if (index !== -1) this.moveTo(index);
  }

  /** Brings back what {@link CardRow.memory} told; the nearest card when it is gone. */
  recall(memory: RowMemory): void {
    this.hasBeenFocused = true;
    this.first = memory.offset;
    this.cursor = Math.max(0, recallIndex({ id: memory.id, index: memory.index, first: memory.offset }, this.items));
    this.reveal('fresh');
  }

  /** Puts the cursor on the card in view whose middle is nearest to `x`, pixels from the row's start. */
  focusNear(x: number): void {
    const { metrics, visibleCount, first } = this;
    const geometry = { firstCentreX: metrics.lead + metrics.w / 2, pitch: metrics.pitch, first, visible: visibleCount };
    this.moveTo(Math.max(0, nearestInRow(geometry, this.items.length, x)));
  }

  /** Dims the cards: what they stand for cannot be reached at the moment. */
  setDimmed(isDimmed: boolean): void {
    this.isDimmed = isDimmed;
    for (const card of this.all) card.setDimmed(isDimmed);
  }

  /** Rows far from view are put to sleep: they keep their place and let go of cards and pictures. */
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
    // A card that only peeks out is reached by the arrows: it would slide away under the pointer.
    const x = this.slotX(index);
    if (x < 0 || x + this.metrics.w > this.props.width + SAFE.right) return false;
    this.setCursor(index);
    return true;
  }

  override _getFocused(): AnyView {
    return this.pointed ?? this.cells.cellOf(this.cursor) ?? this;
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

  override _handleOk(_press: KeyPress): boolean {
    const id = this.focusedId;
    if (id !== '') this.props.onPress(id);
    return true;
  }

  protected override build(): void {
    this.metrics = CARD_METRICS[this.props.shape];
    const { pitch, lead, w } = this.metrics;
    this.items = EMPTY;
    this.cursor = this.first = 0;
    this.isAwake = true;
    this.isDimmed = false;
    this.hasBeenFocused = false;
    this.all = [];
    this.numerals = [];
    this.arrows = null;
    this.pointed = null;
    this.w = this.props.width;
    this.h = this.rowHeight;
    this.visibleCount = Math.max(1, Math.floor((this.props.width - lead - w) / pitch) + 1);
    // Large text keeps the middle of its line.
    this.heading = this.addText({ style: 'heading', maxWidth: this.props.width }, 0, (ROWS.headerHeight - this.theme.type.heading.line) / 2);
    this.strip = this.put(new LightningElement(this.stage), 0, CARDS_Y, this.props.width, this.metrics.h);
    this.cells = new CellWindow<Card>([], { bind: () => undefined, release: () => undefined });
    this.caption = this.add(CardCaption, { maxWidth: this.props.width });
    this.caption.visible = false;
    if (this.props.onHold !== undefined) this._handleOkLong = () => this.hold();
    this.bind(this.ui.pointer.isVisible, (isVisible) => {
      this.showArrows(isVisible);
    });
  }

  /** From the row's start to a card at rest. */
  private slotX(index: number): number {
    return (index - this.first) * this.metrics.pitch + this.metrics.lead;
  }

  private hold(): boolean {
    const id = this.focusedId;
    if (id !== '') this.props.onHold?.(id);
    return true;
  }

  private step(delta: 1 | -1, isHeld: boolean, edge: 'leave' | 'stop'): boolean {
    const next = stepLine(this.cursor, this.items.length, delta, isHeld, edge);
    if (next === LEAVE) return false;
    if (next !== this.cursor) this.moveTo(next);
    return true;
  }

  private moveTo(index: number): void {
    this.setCursor(index);
    this.reveal('move');
  }

  private setCursor(index: number): void {
    const isOther = index !== this.cursor;
    this.cursor = index;
    this.pointed = null;
    this.ui.focus.check();
    if (isOther && this.hasFocus()) this.tellFocus();
  }

  /** Pages by the arrows: the window moves by what is in view, the cursor with it. */
  private page(delta: 1 | -1): void {
    const target = Math.max(0, Math.min(this.first + delta * this.visibleCount, this.items.length - this.visibleCount));
    this.cursor = Math.max(target, Math.min(this.cursor, target + this.visibleCount - 1));
    this.first = target;
    this.reveal('move');
    this.tellFocus();
  }

  private reveal(how: 'fresh' | 'move'): void {
    const { items, visibleCount } = this;
    this.first = scrollWindow(this.cursor, this.first, visibleCount, items.length);
    const { motion, focus } = this.ui;
    const x = -this.first * this.metrics.pitch;
    if (how === 'move') motion.to(this.strip, 'x', x, 'rowScroll');
    else motion.set(this.strip, 'x', x);
    if (!this.isAwake) return;
    this.makeCells();
    this.cells.show(Math.max(0, this.first - 2), Math.min(this.first + visibleCount + 1, items.length - 1), how === 'fresh');
    for (const card of this.all) {
      const index = this.cells.indexOf(card);
      card.urgency = index >= this.first && index <= this.first + visibleCount ? 0 : 2;
      const alpha = index < this.first ? PASSED_ALPHA : 1;
      if (motion.target(card, 'alpha') === alpha) continue;
      if (how === 'move') motion.to(card, 'alpha', alpha, 'rowScroll');
      else motion.set(card, 'alpha', alpha);
    }
    this.placeArrows();
    focus.refresh();
    focus.check();
    if (how === 'fresh' && this.hasFocus()) this.tellFocus();
  }

  private makeNumeral(): RankNumeral {
    const numeral = new RankNumeral(this.stage);
    numeral.y = CARDS.top10.numeral.offsetY;
    this.strip.childList.a(numeral);
    return numeral;
  }

  /** Made when the row is first seen: a page has more rows than a screen. */
  private makeCells(): void {
    const wanted = Math.min(this.items.length, this.visibleCount + SPARE);
    if (this.all.length >= wanted) return;
    const { lead, pitch } = this.metrics;
    const isRanked = this.props.shape === 'top10';
    this.cells.show(0, -1);
    while (this.all.length < wanted) {
      if (isRanked) this.numerals.push(this.makeNumeral());
      const { liveLabel, shape, hint } = this.props;
      const card = createView(this.stage, Card, { shape, ...(liveLabel === undefined ? {} : { liveLabel }), ...(hint === undefined ? {} : { hint }) });
      this.strip.childList.a(card);
      if (this.isDimmed) card.setDimmed(true);
      this.all.push(card);
    }
    this.cells = new CellWindow(this.all, {
      bind: (card, index) => {
        const content = this.items.at(index);
        card.x = index * pitch + lead;
        card.show(content, index, this.items.length);
        const numeral = this.numerals[this.all.indexOf(card)];
        if (numeral === undefined) return;
        numeral.visible = content !== null;
        numeral.x = index * pitch - 6;
        if (content !== null) numeral.show(content.rank, this.theme);
      },
      release: (card) => {
        card.show(null, 0, 0);
        const numeral = this.numerals[this.all.indexOf(card)];
        if (numeral !== undefined) numeral.visible = false;
      },
    });
  }

  private tellFocus(): void {
    const card = this.items.at(this.cursor);
    this.hideCaption();
    if (card === null) return;
    this.ui.rest.settled(this.caption, () => {
      this.showCaption();
    });
    this.props.onFocus?.(card);
  }

  private showCaption(): void {
    const card = this.items.at(this.cursor);
    if (card === null || !this.hasFocus()) return;
    const { h, captionGap, captionShift } = this.metrics;
    this.caption.show(card, this.props.shape !== 'live', this.props.hint ?? '');
    // Near the row's end the line is moved back so that it can be read.
    this.caption.x = Math.max(0, Math.min(Math.max(0, this.slotX(this.cursor) + captionShift), this.props.width - this.caption.lineWidth));
    this.caption.y = CARDS_Y + h + captionGap;
    this.caption.visible = true;
  }

  private hideCaption(): void {
    this.ui.rest.cancel(this.caption);
    this.caption.visible = false;
  }

  private showArrows(isVisible: boolean): void {
    if (this.arrows === null && !isVisible) return;
    this.arrows = this.arrows ?? this.makeArrows();
    if (!isVisible) this.pointed = null;
    this.placeArrows();
  }

  private makeArrows(): { readonly back: RowArrow; readonly on: RowArrow } {
    const y = CARDS_Y + (this.metrics.h - ROW_ARROW.h) / 2;
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
