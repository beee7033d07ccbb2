import type { ResultKind, ResultList, ResultView } from '#model/search';
import { CardCaption, CellRow } from '#ui/components';
import type { CellRowProps } from '#ui/components';
import { createView } from '#ui/engine';
import type { KeyPress } from '#ui/engine';
import { CARDS } from '#ui/theme';
import type { ResultCell } from './result-cell';
import { ResultPoster } from './result-poster';
import { ResultTile } from './result-tile';

/** How a row of results is made. */
export interface ResultRowProps extends CellRowProps {
  readonly kind: ResultKind;
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
/** The result that peeks out before those in view. */
const BEFORE = 1;

/**
 * Results of one kind side by side, windowed and pooled. In the line above them stands what they are, and, for the one with the focus,
 * how it is watched: rows keep their places whatever has the focus.
 */
export class ResultRow extends CellRow<ResultRowProps, ResultCell, ResultView> {
  get rowHeight(): number {
    return this.size.top + this.size.h + AFTER;
  }

  override get isVisited(): boolean {
    return super.isVisited && !this.props.isLine;
  }

  /** Shows results under a title; focus stays with its result where it is still there, else begins at the first. */
  show(title: string, results: ResultList, isOther: boolean): void {
    this.heading.content = title;
    this.putItems(results, isOther);
  }

  override _handleOk(_press: KeyPress): boolean {
    const result = this.items.at(this.cursor);
    if (result !== null) this.props.onPress(result);
    return true;
  }

  override _handleOkLong(_press: KeyPress): boolean {
    const result = this.items.at(this.cursor);
    if (result !== null) this.props.onHold(result);
    return true;
  }

  protected override build(): void {
    const { kind, width } = this.props;
    const isTile = kind === 'live' || kind === 'programme';
    const { w, h, pitch } = kind === 'live' ? CARDS.channelResult : kind === 'programme' ? CARDS.programmeResult : CARDS.posterSmall;
    this.beginRow({ w, h, pitch, lead: 0, top: isTile ? HEADER.tile : HEADER.poster });
    this.heading = this.addText({ style: 'caption', weight: 600, color: this.theme.color.text3, maxWidth: width });
    this.caption = this.add(CardCaption, { maxWidth: width });
    this.caption.visible = false;
    this.putCells(BEFORE, {
      make: () => {
        const cell: ResultCell = isTile ? createView(this.stage, ResultTile, { kind }) : createView(this.stage, ResultPoster, {});
        this.strip.childList.a(cell);
        return cell;
      },
      bind: (cell, index) => {
        cell.x = index * pitch;
        cell.show(this.items.at(index), index, this.items.length);
        this.setLook(cell, index);
      },
      later: (work) => {
        this.ui.frameWork.build(work);
      },
      release: (cell) => {
        cell.show(null, 0, 0);
      },
    });
  }

  protected override reveal(how: 'fresh' | 'move'): void {
    super.reveal(how);
    if (this.isAwake) this.props.onShow(this.props.kind, this.first, this.visibleCount + 1);
  }

  protected override setLook(cell: ResultCell, index: number): void {
    cell.setUrgent?.(this.isInView(index));
    this.ui.motion.set(cell, 'alpha', this.alphaOf(index));
  }

  protected override focused(result: ResultView): void {
    this.props.onFocus(result);
  }

  protected override showCaption({ facts, card }: ResultView): void {
    const { caption, heading } = this;
    const content = { id: '', title: '', subtitle: '', facts, rating: card?.rating ?? '', image: '', titleArt: '', logo: '', tint: '', progress: -1, isWatched: false, badge: '', rank: 0, spoken: '' };
    caption.show(content, false);
    const after = heading.content === '' ? 0 : heading.width + INFO_GAP;
    caption.x = Math.min(after, Math.max(0, this.props.width - caption.lineWidth));
    caption.y = (heading.lineHeight - caption.h) / 2;
    caption.visible = true;
    heading.visible = caption.x >= after;
  }

  protected override hideCaption(): void {
    super.hideCaption();
    this.heading.visible = true;
  }
}
