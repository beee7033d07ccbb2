import { Picture, View } from '#ui/engine';
import type { Text } from '#ui/engine';

/** Where lettering stands. */
export interface TitleBlockProps {
  /** Room of the title art; a title in words stands on the same bottom line and may be wider. */
  readonly artWidth: number;
  readonly artHeight: number;
  readonly textWidth: number;
}

/** Lettering begins this far before the column: its own edge is soft. */
const ART_INSET = 4;

/** The title of a detail page: its art, or words where there is none or it cannot be loaded. */
export class TitleBlock extends View<TitleBlockProps> {
  declare private art: Picture;
  declare private words: Text;

  /** Shows a title. */
  show(title: string, titleArt: string): void {
    this.words.content = title;
    this.words.moveTo(0, this.props.artHeight - this.words.height);
    this.art.url = titleArt;
    if (titleArt === '') this.chooseWords(true);
  }

  protected override build(): void {
    const { artWidth, artHeight, textWidth } = this.props;
    this.w = textWidth;
    this.h = artHeight;
    this.words = this.addText({ style: 'display', maxWidth: textWidth, lines: 2 });
    this.art = this.put(new Picture(this.stage), -ART_INSET, 0);
    this.art.priority = 0;
    this.art.setUp({ w: artWidth, h: artHeight, fit: 'contain', align: 'start' });
    // While the art is under way nothing is drawn: words that turn into art would jump.
    this.art.onResult = (isPresent) => this.chooseWords(isPresent === false);
  }

  private chooseWords(hasWords: boolean): void {
    this.words.alpha = hasWords ? 1 : 0;
  }
}
