import type { PopularRow } from '#model/search';
import { fixedCardList } from '#model/cards';
import { ButtonRow, CardRow, unlitHearth, UNLIT_SIZE } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { DrawnTexture, LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress, Text } from '#ui/engine';

/** How it is made. */
export interface IdleViewProps {
  readonly width: number;
  /** `Did you mean`. */
  readonly meantLabel: string;
  /** OK on a title. */
  onPress(id: string): void;
  onHold(id: string): void;
  onFocus(tint: string): void;
}

/** What it says. */
export interface IdleContent {
  /** Empty: nothing was typed, and there is nothing to say. */
  readonly title: string;
  readonly text: string;
  /** What might have been meant. */
  readonly corrections: readonly ButtonSpec[];
  readonly popular: PopularRow | null;
}

/** From the mock `s4-no-results`, pixels from the view's top. */
const DRAWING = { y: 38, size: 150 } as const;
const TEXT_X = 190;
const TITLE_Y = 48;
const TEXT_Y = 110;
const MEANT_Y = 224;
const BUTTONS_Y = 266;
const BUTTON = { h: 64, gap: 14 } as const;
/** Where the row of titles begins: below the buttons, below the sentence, or at the top. */
const POPULAR_Y = { buttons: 364, text: 236, top: 8 } as const;

type Part = 'buttons' | 'popular';

/** Beside the keyboard while there is nothing to show for what was typed: says so, what to try instead, and what people watch. */
export class IdleView extends View<IdleViewProps> {
  declare private message: LightningElement;
  declare private title: Text;
  declare private sentence: Text;
  declare private meant: Text;
  declare private buttons: ButtonRow;
  declare private popular: CardRow;
  declare private part: Part;
  /** The corrections shown, in one text. */
  declare private shown: string;

  /** Whether there is nothing to focus. */
  get isEmpty(): boolean {
    return this.buttons.isEmpty && this.popular.isEmpty;
  }

  /** Shows something else. */
  show({ title, text, corrections, popular }: IdleContent): void {
    this.message.visible = title !== '';
    this.title.content = title;
    this.sentence.content = text;
    this.buttons.setButtons(corrections);
    this.buttons.visible = this.meant.visible = corrections.length > 0;
    this.popular.setTitle(popular?.title ?? '');
    this.popular.setItems(fixedCardList(popular?.cards ?? []));
    this.popular.visible = popular !== null && popular.cards.length > 0;
    this.popular.y = POPULAR_Y[corrections.length > 0 ? 'buttons' : title === '' ? 'top' : 'text'];
    const signature = corrections.map(({ label }) => label).join('\n');
    if (signature !== this.shown && !this.hasFocus()) this.part = 'buttons';
    this.shown = signature;
    if (this.buttons.isEmpty) this.part = 'popular';
    else if (this.popular.isEmpty) this.part = 'buttons';
    this.ui.focus.check();
  }

  override describeGroup(): string {
    return [this.title.content, this.sentence.content].filter((part) => part !== '').join('. ');
  }

  override focusChild(child: AnyView): boolean {
    this.part = child === this.buttons ? 'buttons' : 'popular';
    return true;
  }

  override _getFocused(): AnyView {
    return this.part === 'buttons' ? this.buttons : this.popular;
  }

  override _handleUp(press: KeyPress): boolean {
    if (this.part === 'popular' && !this.buttons.isEmpty && !press.isHeld) this.part = 'buttons';
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    if (!this.popular.isEmpty) this.part = 'popular';
    return true;
  }

  protected override build(): void {
    const { width, meantLabel, onPress, onHold, onFocus } = this.props;
    const { color } = this.theme;
    this.w = width;
    this.part = 'popular';
    this.shown = '';
    this.message = this.put(new LightningElement(this.stage), 0, 0, width, MEANT_Y);
    const drawing = new LightningElement(this.stage);
    drawing.texture = new DrawnTexture(this.stage, unlitHearth(this.theme));
    drawing.y = DRAWING.y;
    drawing.w = drawing.h = UNLIT_SIZE;
    drawing.pivotX = drawing.pivotY = 0;
    drawing.scale = DRAWING.size / UNLIT_SIZE;
    this.title = this.addText({ style: 'title2', maxWidth: width - TEXT_X }, TEXT_X, TITLE_Y);
    this.sentence = this.addText({ style: 'body', maxWidth: width - TEXT_X, lines: 2, color: color.text2 }, TEXT_X, TEXT_Y);
    for (const part of [drawing, this.title, this.sentence]) this.message.childList.a(part);
    this.meant = this.addText({ style: 'caption', weight: 600, color: color.text3, content: meantLabel }, 0, MEANT_Y);
    this.buttons = this.add(ButtonRow, { maxWidth: width, name: meantLabel, gap: BUTTON.gap, height: BUTTON.h }, { y: BUTTONS_Y });
    this.popular = this.add(CardRow, { id: 'popular', shape: 'poster', width, onPress, onHold, onFocus: (card) => onFocus(card.tint) });
  }
}
