import { Box, Icon, View } from '#ui/engine';
import type { Text } from '#ui/engine';
import { ROWS } from '#ui/theme';
import type { CardContent } from './card-content';

/** How a caption is made. */
export interface CardCaptionProps {
  /** Where it must end, pixels. */
  readonly maxWidth: number;
}

const GAP = 14;
const DOT = 5;
const STAR = 22;
const STAR_GAP = 8;

/** The line under the focused card: title and facts with dots between. One per row, bound to the card that has focus. */
export class CardCaption extends View<CardCaptionProps> {
  declare private texts: Text[];
  declare private dots: Box[];
  declare private star: Icon;
  declare private end: number;

  /** Width of what is shown, pixels. */
  get lineWidth(): number {
    return this.end;
  }

  /** Shows the line of a card. `hasTitle`: false where the card itself bears its title. `hint` stands last. */
  show(card: CardContent, hasTitle: boolean, hint = ''): void {
    const parts = (hasTitle ? [card.title] : []).concat(card.facts).filter((part) => part !== '');
    this.end = 0;
    let used = 0;
    this.star.visible = false;
    for (const part of parts) {
      if (!this.putPart(used, part, false)) break;
      used += 1;
    }
    if (card.rating !== '' && this.putPart(used, card.rating, true)) used += 1;
    if (hint !== '' && this.putPart(used, hint, false)) used += 1;
    this.texts.forEach((text, i) => (text.visible = i < used));
    this.dots.forEach((dot, i) => (dot.visible = i < used - 1));
  }

  protected override build(): void {
    this.w = this.props.maxWidth;
    this.h = Math.max(ROWS.captionHeight, this.theme.type.caption.line);
    this.texts = [];
    this.dots = [];
    this.end = 0;
    this.star = this.put(new Icon(this.stage), 0, (this.h - STAR) / 2);
    this.star.setUp('star', STAR, this.theme.color.warning);
    this.star.visible = false;
  }

  /** Puts one part at the end; `false`: there is no room for it. */
  private putPart(index: number, content: string, hasStar: boolean): boolean {
    const { maxWidth } = this.props;
    const dotX = this.end + GAP;
    const start = (index === 0 ? 0 : dotX + DOT + GAP) + (hasStar ? STAR + STAR_GAP : 0);
    const text = (this.texts[index] = this.texts[index] ?? this.addText({ style: 'caption' }));
    text.show(content, index === 0 ? maxWidth : 0);
    text.color = index === 0 || hasStar ? this.theme.color.text : this.theme.color.text2;
    if (start + text.width > maxWidth) return false;
    text.moveTo(start, (this.h - text.lineHeight) / 2);
    if (index > 0) this.dotAt(index - 1).x = Math.round(dotX);
    if (hasStar) {
      this.star.visible = true;
      this.star.x = Math.round(start - STAR - STAR_GAP);
    }
    this.end = start + text.width;
    return true;
  }

  private dotAt(index: number): Box {
    const known = this.dots[index];
    if (known !== undefined) return known;
    const dot = this.put(new Box(this.stage), 0, (this.h - DOT) / 2);
    dot.setUp({ radius: 3, color: this.theme.color.text3 });
    dot.setSize(DOT, DOT);
    this.dots.push(dot);
    return dot;
  }
}
