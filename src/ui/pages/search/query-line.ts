import { Box, Icon, isRightToLeft, LightningElement, View } from '#ui/engine';
import type { Text } from '#ui/engine';

/** How the line is made. */
export interface QueryLineProps {
  readonly width: number;
  /** Shown while nothing is typed. */
  readonly placeholder: string;
}

/** From the mock, pixels. */
const HEIGHT = 76;
const ICON = { x: 28, size: 36 } as const;
const TEXT_X = 84;
const PAD = 28;
const WEIGHT = 500;
const CARET = { w: 3, h: 44, gap: 6 } as const;
/** Room between what is typed and the note. */
const NOTE_GAP = 24;

/** What is typed, with the caret behind it; at the far end a note (the search is being made ready). */
export class QueryLine extends View<QueryLineProps> {
  declare private typed: Text;
  declare private caret: LightningElement;
  declare private note: Text;

  /** Shows what is typed, and a note; empty: none. */
  show(query: string, note: string): void {
    const { meter, theme } = this.ui;
    const { width, placeholder } = this.props;
    const style = { ...theme.type.title3, weight: WEIGHT };
    this.note.content = note;
    this.note.moveTo(width - PAD - this.note.width, (HEIGHT - this.note.lineHeight) / 2);
    const room = width - TEXT_X - PAD - CARET.w - CARET.gap - (note === '' ? 0 : this.note.width + NOTE_GAP);
    let from = 0;
    while (from < query.length && meter.width(query.slice(from), style) > room) from += 1;
    const isEmpty = query === '';
    // The next letter comes where the words go on: for words against the screen's direction that is their start.
    const isTurned = !isEmpty && isRightToLeft(query) !== (theme.direction === 'rtl');
    this.typed.show(isEmpty ? placeholder : query.slice(from), room);
    this.typed.color = isEmpty ? theme.color.text3 : theme.color.text;
    const wide = isEmpty ? 0 : Math.round(meter.width(query.slice(from), style)) + CARET.gap;
    const shift = isEmpty || isTurned ? CARET.w + CARET.gap : 0;
    this.typed.moveTo(TEXT_X + shift, (HEIGHT - style.line) / 2);
    this.caret.x = TEXT_X + (isEmpty || isTurned ? 0 : wide);
  }

  protected override build(): void {
    const { color, borderWidth, isHighContrast } = this.theme;
    this.w = this.props.width;
    this.h = HEIGHT;
    const box = this.put(new Box(this.stage));
    box.setUp({ radius: HEIGHT / 2, color: isHighContrast ? color.bg : color.surface, border: borderWidth, borderColor: color.line });
    box.setSize(this.w, HEIGHT);
    this.put(new Icon(this.stage), ICON.x, (HEIGHT - ICON.size) / 2).setUp('search', ICON.size, color.text2);
    this.typed = this.addText({ style: 'title3', weight: WEIGHT }, TEXT_X, 0);
    this.note = this.addText({ style: 'caption', color: color.text3 });
    this.caret = this.put(new LightningElement(this.stage), TEXT_X, (HEIGHT - CARET.h) / 2, CARET.w, CARET.h);
    this.caret.rect = true;
    this.caret.color = color.accent;
  }
}
