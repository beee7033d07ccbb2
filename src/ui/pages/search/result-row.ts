import { LEAVE, recallIndex, scrollWindow, stepLine } from '#core/focus';
import type { ResultKind, ResultList, ResultView } from '#model/search';
import { CardCaption, CellWindow, PASSED_ALPHA, ROW_ARROW, RowArrow } from '#ui/components';
import type { RowMemory, RowView } from '#ui/components';
import { createView, LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';
import { CARDS, SAFE } from '#ui/theme';
import type { ResultCell } from './result-cell';
import { ResultPoster } from './result-poster';
import { ResultTile } from './result-tile';

/** How a row of results is made. */
export interface ResultRowProps {
  /** Id of the row, for the memory of the column around it. */
  readonly id: string;
  readonly kind: ResultKind;
  /** Room for what must be read or pressed, pixels; results beyond it peek out. */
  readonly width: number;
  /** One line of a grid: going up and down keeps the column. */
  readonly isLine: boolean;
  onPress(result: ResultView): void;
  /** OK was held. */
  onHold(result: ResultView): void;
  /** Told at once when a result gets the focus; slow work waits for rest. */
  onFocus(result: ResultView): void;
  /** Other results have come into view. */
  onShow(kind: ResultKind, first: number, count: number): void;
}

/** From the mock: the line above the results; posters grow into it. Pixels. */
const HEADER = { tile: 40, poster: 50 } as const;
/** What is added so that rows stand as far apart as there. */
const AFTER = 4;
const INFO_GAP = 28;
/** Cells beside those in view: what peeks out on both sides, and one more each while the row moves. */
const SPARE = 3;
const ARROW_MARGIN = 12;
const EMPTY: ResultList = { length: 0, at: () => null, indexOf: () => -1 };

/**
 * Results of one kind side by side, windowed and pooled. In the line above them stands what they are, and, for the one with the focus,
 * how it is watched: rows keep their places whatever has the focus.
 */
export class ResultRow extends View<ResultRowProps> implements RowView {
  declare private heading: Text;
  declare private info: CardCaption;
  declare private strip: LightningElement;
  declare private all: ResultCell[];
  declare private cells: CellWindow<ResultCell>;
  declare private results: ResultList;
  declare private size: { readonly w: number; readonly h: number; readonly pitch: number };
  declare private header: number;
  declare private cursor: number;
  declare private first: number;
  declare private visibleCount: number;
  declare private isAwake: boolean;
  declare private hasBeenFocused: boolean;
  declare private arrows: { readonly back: RowArrow; readonly on: RowArrow } | null;
  /** The arrow the pointer is on. */
  declare private pointed: AnyView | null;

  get rowId(): string {
    return this.props.id;
  }

  get rowHeight(): number {
    return this.header + this.size.h + AFTER;
  }

  get isEmpty(): boolean {
    return this.results.length === 0;
  }

  get focusX(): number {
    return (this.cursor - this.first) * this.size.pitch + this.size.w / 2;
  }

  get isVisited(): boolean {
    return this.hasBeenFocused && !this.props.isLine;
  }

  get memory(): RowMemory {
    return { id: this.results.at(this.cursor)?.id ?? '', index: this.cursor, offset: this.first };
  }

  /** Shows results under a title; focus stays with its result where it is still there, else begins at the first. */
  show(title: string, results: ResultList, isOther: boolean): void {
    this.heading.content = title;
    const before = this.memory;
    this.results = results;
    if (isOther) this.cursor = this.first = 0;
    else this.cursor = Math.max(0, recallIndex({ id: before.id, index: before.index, first: before.offset }, results));
    this.reveal('fresh');
  }

  recall(memory: RowMemory): void {
    this.hasBeenFocused = true;
    this.first = memory.offset;
    this.cursor = Math.max(0, recallIndex({ id: memory.id, index: memory.index, first: memory.offset }, this.results));
    this.reveal('fresh');
  }

  focusNear(x: number): void {
    const slot = Math.max(0, Math.min(Math.round((x - this.size.w / 2) / this.size.pitch), this.visibleCount - 1));
    this.moveTo(Math.max(0, Math.min(this.first + slot, this.results.length - 1)));
  }

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
    // What only peeks out is reached by the arrows: it would slide away under the pointer.
    const x = (index - this.first) * this.size.pitch;
    if (x < 0 || x + this.size.w > this.props.width + SAFE.right) return false;
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
    this.hideInfo();
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.step(-1, press.isHeld, 'leave');
  }

  override _handleRight(press: KeyPress): boolean {
    return this.step(1, press.isHeld, 'stop');
  }

  override _handleOk(_press: KeyPress): boolean {
    const result = this.results.at(this.cursor);
    if (result !== null) this.props.onPress(result);
    return true;
  }

  override _handleOkLong(_press: KeyPress): boolean {
    const result = this.results.at(this.cursor);
    if (result !== null) this.props.onHold(result);
    return true;
  }

  protected override build(): void {
    const { kind, width } = this.props;
    this.size = kind === 'live' ? CARDS.channelResult : kind === 'programme' ? CARDS.programmeResult : CARDS.posterSmall;
    this.header = kind === 'live' || kind === 'programme' ? HEADER.tile : HEADER.poster;
    this.results = EMPTY;
    this.cursor = this.first = 0;
    this.isAwake = true;
    this.hasBeenFocused = false;
    this.arrows = null;
    this.pointed = null;
    this.all = [];
    this.w = width;
    this.h = this.rowHeight;
    this.visibleCount = Math.max(1, Math.floor((width - this.size.w) / this.size.pitch) + 1);
    const { color } = this.theme;
    this.heading = this.addText({ style: 'caption', weight: 600, color: color.text3, maxWidth: width });
    this.info = this.add(CardCaption, { maxWidth: width });
    this.info.visible = false;
    this.strip = this.put(new LightningElement(this.stage), 0, this.header, width, this.size.h);
    this.cells = new CellWindow<ResultCell>([], { bind: () => undefined, release: () => undefined });
    this.bind(this.ui.pointer.isVisible, (isVisible) => {
      this.showArrows(isVisible);
    });
  }

  private step(delta: 1 | -1, isHeld: boolean, edge: 'leave' | 'stop'): boolean {
    const next = stepLine(this.cursor, this.results.length, delta, isHeld, edge);
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

  private reveal(how: 'fresh' | 'move'): void {
    const { results, visibleCount, size } = this;
    const { motion, focus } = this.ui;
    this.first = scrollWindow(this.cursor, this.first, visibleCount, results.length);
    const x = -this.first * size.pitch;
    if (how === 'move') motion.to(this.strip, 'x', x, 'rowScroll');
    else motion.set(this.strip, 'x', x);
    if (!this.isAwake) return;
    this.makeCells();
    this.cells.show(Math.max(0, this.first - 1), Math.min(this.first + visibleCount + 1, results.length - 1), how === 'fresh');
    for (const cell of this.all) {
      const index = this.cells.indexOf(cell);
      cell.setUrgent?.(index >= this.first && index <= this.first + visibleCount);
      motion.set(cell, 'alpha', index < this.first ? PASSED_ALPHA : 1);
    }
    this.placeArrows();
    focus.refresh();
    focus.check();
    if (how === 'fresh' && this.hasFocus()) this.tellFocus();
    this.props.onShow(this.props.kind, this.first, visibleCount + 1);
  }

  /** Made when the row is first seen, and no more than it has results. */
  private makeCells(): void {
    const wanted = Math.min(this.results.length, this.visibleCount + SPARE);
    if (this.all.length >= wanted) return;
    this.cells.show(0, -1);
    const { kind } = this.props;
    while (this.all.length < wanted) {
      const cell: ResultCell = kind === 'live' || kind === 'programme' ? createView(this.stage, ResultTile, { kind }) : createView(this.stage, ResultPoster, {});
      this.strip.childList.a(cell);
      this.all.push(cell);
    }
    this.cells = new CellWindow(this.all, {
      bind: (cell, index) => {
        cell.x = index * this.size.pitch;
        cell.show(this.results.at(index), index, this.results.length);
      },
      release: (cell) => {
        cell.show(null, 0, 0);
      },
    });
  }

  private tellFocus(): void {
    const result = this.results.at(this.cursor);
    this.hideInfo();
    if (result === null) return;
    this.ui.rest.settled(this.info, () => {
      this.showInfo();
    });
    this.props.onFocus(result);
  }

  private showInfo(): void {
    const result = this.results.at(this.cursor);
    if (result === null || !this.hasFocus()) return;
    const { card } = result;
    const content = { id: '', title: '', subtitle: '', facts: result.facts, rating: card?.rating ?? '', image: '', titleArt: '', logo: '', tint: '', progress: -1, isWatched: false, badge: '', rank: 0, spoken: '' };
    this.info.show(content, false);
    const after = this.heading.content === '' ? 0 : this.heading.width + INFO_GAP;
    this.info.x = Math.min(after, Math.max(0, this.props.width - this.info.lineWidth));
    this.info.y = (this.heading.lineHeight - this.info.h) / 2;
    this.info.visible = true;
    this.heading.visible = this.info.x >= after;
  }

  private hideInfo(): void {
    this.ui.rest.cancel(this.info);
    this.info.visible = false;
    this.heading.visible = true;
  }

  /** Pages by the arrows: the window moves by what is in view, the cursor with it. */
  private page(delta: 1 | -1): void {
    const target = Math.max(0, Math.min(this.first + delta * this.visibleCount, this.results.length - this.visibleCount));
    this.cursor = Math.max(target, Math.min(this.cursor, target + this.visibleCount - 1));
    this.first = target;
    this.reveal('move');
    this.tellFocus();
  }

  private showArrows(isVisible: boolean): void {
    if (this.arrows === null && !isVisible) return;
    if (this.arrows === null) {
      const y = this.header + (this.size.h - ROW_ARROW.h) / 2;
      const arrow = (way: 'back' | 'on', delta: 1 | -1, x: number): RowArrow => this.add(RowArrow, { way, onPress: () => this.page(delta) }, { x, y });
      this.arrows = { back: arrow('back', -1, -ROW_ARROW.w / 2), on: arrow('on', 1, this.props.width + SAFE.right - ROW_ARROW.w - ARROW_MARGIN) };
    }
    if (!isVisible) this.pointed = null;
    this.placeArrows();
  }

  private placeArrows(): void {
    if (this.arrows === null) return;
    const isShown = this.isAwake && this.ui.pointer.isVisible.peek();
    this.arrows.back.visible = isShown && this.first > 0;
    this.arrows.on.visible = isShown && this.first + this.visibleCount < this.results.length;
    if (this.pointed !== null && !this.pointed.visible) this.pointed = null;
  }
}
