import { createView } from '#ui/engine';
import type { KeyPress } from '#ui/engine';
import { CARDS, ROWS } from '#ui/theme';
import { Card } from './card';
import { CardCaption } from './card-caption';
import type { CardContent, CardItems } from './card-content';
import { CARD_METRICS } from './card-metrics';
import type { CardMetrics, CardShape } from './card-metrics';
import { CellRow } from './cell-row';
import type { CellRowProps } from './cell-row';
import { RankNumeral } from './rank-numeral';

/** How a row of cards is made. */
export interface CardRowProps extends CellRowProps {
  readonly shape: CardShape;
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

/** One card peeks out before those in view, and one more while the row moves. */
const BEFORE = 2;
/** Cards stand below the title. */
const CARDS_Y = ROWS.headerHeight + ROWS.headerToCards;

/** A titled row of cards of any length, with a caption for the card that has focus. */
export class CardRow extends CellRow<CardRowProps, Card, CardContent> {
  declare private numerals: Array<RankNumeral | undefined>;
  declare private metrics: CardMetrics;
  declare private isDimmed: boolean;

  /** From the title's top to the caption's end, pixels. */
  get rowHeight(): number {
    return CARDS_Y + this.metrics.h + ROWS.captionGap + ROWS.captionHeight;
  }

  /** Sets the title. */
  setTitle(text: string): void {
    this.heading.content = text;
  }

  /** Shows these cards; focus stays on its card, or goes to what took its place. */
  setItems(items: CardItems): void {
    this.putItems(items);
  }

  /** Moves the row's cursor to a card; an unknown id changes nothing. */
  focusId(id: string): void {
    const index = this.items.indexOf(id);
    if (index !== -1) this.moveTo(index);
  }

  /** Dims the cards: what they stand for cannot be reached at the moment. */
  setDimmed(isDimmed: boolean): void {
    this.isDimmed = isDimmed;
    for (const card of this.all) card?.setDimmed(isDimmed);
  }

  override _handleOk(_press: KeyPress): boolean {
    const id = this.focusedId;
    if (id !== '') this.props.onPress(id);
    return true;
  }

  protected override build(): void {
    const { shape, width } = this.props;
    this.metrics = CARD_METRICS[shape];
    const { w, h, pitch, lead } = this.metrics;
    this.isDimmed = false;
    this.numerals = [];
    this.beginRow({ w, h, pitch, lead, top: CARDS_Y });
    // Large text keeps the middle of its line.
    this.heading = this.addText({ style: 'heading', maxWidth: width }, 0, (ROWS.headerHeight - this.theme.type.heading.line) / 2);
    this.putCells(BEFORE, {
      make: (slot) => this.makeCard(slot),
      bind: (card, index) => {
        this.bindCard(card, index);
      },
      release: (card) => {
        card.show(null, 0, 0);
        const numeral = this.numerals[this.all.indexOf(card)];
        if (numeral !== undefined) numeral.visible = false;
      },
      later: (work) => {
        this.ui.frameWork.build(work);
      },
    });
    this.caption = this.add(CardCaption, { maxWidth: width });
    this.caption.visible = false;
    if (this.props.onHold !== undefined) this._handleOkLong = () => this.hold();
  }

  /** Cards beside the window are asked for last. */
  protected override setLook(card: Card, index: number, isMoving: boolean): void {
    card.urgency = this.isInView(index) ? 0 : 2;
    this.ui.motion.fade(card, this.alphaOf(index), isMoving ? 'rowScroll' : null);
  }

  protected override focused(card: CardContent): void {
    this.props.onFocus?.(card);
  }

  protected override showCaption(card: CardContent): void {
    const { h, captionGap, captionShift } = this.metrics;
    this.caption.show(card, this.props.shape !== 'live', this.props.hint ?? '');
    // Near the row's end the line is moved back so that it can be read.
    this.caption.x = Math.max(0, Math.min(Math.max(0, this.slotX(this.cursor) + captionShift), this.props.width - this.caption.lineWidth));
    this.caption.y = CARDS_Y + h + captionGap;
    this.caption.visible = true;
  }

  private hold(): boolean {
    const id = this.focusedId;
    if (id !== '') this.props.onHold?.(id);
    return true;
  }

  private makeCard(slot: number): Card {
    const { liveLabel, shape, hint } = this.props;
    if (shape === 'top10') this.numerals[slot] = this.makeNumeral();
    const card = createView(this.stage, Card, { shape, ...(liveLabel === undefined ? {} : { liveLabel }), ...(hint === undefined ? {} : { hint }) });
    this.strip.childList.a(card);
    if (this.isDimmed) card.setDimmed(true);
    return card;
  }

  private makeNumeral(): RankNumeral {
    const numeral = new RankNumeral(this.stage);
    numeral.y = CARDS.top10.numeral.offsetY;
    this.strip.childList.a(numeral);
    return numeral;
  }

  private bindCard(card: Card, index: number): void {
    const { lead, pitch } = this.metrics;
    const content = this.items.at(index);
    card.x = index * pitch + lead;
    this.setLook(card, index, false);
    card.show(content, index, this.items.length);
    const numeral = this.numerals[this.all.indexOf(card)];
    if (numeral === undefined) return;
    numeral.visible = content !== null;
    numeral.x = index * pitch - 6;
    if (content !== null) numeral.show(content.rank, this.theme);
  }
}
