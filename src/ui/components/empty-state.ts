import { DrawnTexture, Icon, LightningElement, View } from '#ui/engine';
import type { AnyView, IconName, Text } from '#ui/engine';
import { CONTROLS } from '#ui/theme';
import { ButtonRow } from './button-row';
import type { ButtonSpec } from './button';
import { unlitHearth, UNLIT_SIZE } from './unlit-hearth';

/** How an empty state is made. */
export interface EmptyStateProps {
  /** Room it is centred in, pixels. */
  readonly width: number;
}

/** What an empty state says: what belongs here and one way on. */
export interface EmptyContent {
  readonly title: string;
  readonly text: string;
  /** Small print below the sentence, an error's code. */
  readonly label?: string;
  /** Default: the drawing of a hearth nobody has lit. */
  readonly icon?: IconName;
  readonly buttons: readonly ButtonSpec[];
}

const TEXT_WIDTH = 1016;
const TITLE_Y = 240;
const TEXT_GAP = 16;
const BUTTONS_GAP = 36;
const ICON = 120;

/** One drawing, one sentence of what belongs here, one action. Its top is the drawing's. Focus is on its buttons. */
export class EmptyState extends View<EmptyStateProps> {
  declare private drawing: LightningElement;
  declare private icon: Icon;
  declare private heading: Text;
  declare private sentence: Text;
  declare private label: Text;
  declare private buttons: ButtonRow;

  /** Shows what is empty and why. */
  show(content: EmptyContent): void {
    this.drawing.visible = content.icon === undefined;
    this.icon.setUp(content.icon ?? '', ICON, this.theme.color.text3, 1.6);
    this.heading.content = content.title;
    this.sentence.content = content.text;
    this.label.content = content.label ?? '';
    this.buttons.setButtons(content.buttons);
    const left = (this.props.width - TEXT_WIDTH) / 2;
    let y = TITLE_Y + this.heading.height + TEXT_GAP;
    this.sentence.moveTo(left, y);
    y += this.sentence.height;
    if (this.label.content !== '') {
      this.label.moveTo(left, y + TEXT_GAP);
      y += TEXT_GAP + this.label.height;
    }
    this.buttons.y = y + BUTTONS_GAP;
    this.h = this.buttons.y + CONTROLS.button.h;
  }

  override describeGroup(): string {
    return [this.heading.content, this.sentence.content].filter((part) => part !== '').join('. ');
  }

  override _getFocused(): AnyView {
    return this.buttons.isEmpty ? this : this.buttons;
  }

  protected override build(): void {
    const { width } = this.props;
    const { color } = this.theme;
    const left = (width - TEXT_WIDTH) / 2;
    this.w = width;
    this.drawing = this.put(new LightningElement(this.stage), (width - UNLIT_SIZE) / 2, 0, UNLIT_SIZE, UNLIT_SIZE);
    this.drawing.texture = new DrawnTexture(this.stage, unlitHearth(this.theme));
    this.icon = this.put(new Icon(this.stage), (width - ICON) / 2, (UNLIT_SIZE - ICON) / 2);
    this.heading = this.addText({ style: 'title1', maxWidth: width, lines: 2, align: 'center' }, 0, TITLE_Y);
    this.sentence = this.addText({ style: 'bodyL', maxWidth: TEXT_WIDTH, lines: 3, align: 'center', color: color.text2 }, left, 0);
    this.label = this.addText({ style: 'caption', maxWidth: TEXT_WIDTH, align: 'center', color: color.text3 }, left, 0);
    this.buttons = this.add(ButtonRow, { maxWidth: width, gap: 16, align: 'center' });
  }
}
