import type { AppError } from '#core/base';
import type { ErrorText } from '#model/notices';
import { ButtonRow, Spinner } from '#ui/components';
import type { ButtonSpec } from '#ui/components';
import { Icon, View } from '#ui/engine';
import type { AnyView, Text } from '#ui/engine';

/** How the panel is made. */
export interface StatusPanelProps {
  readonly width: number;
}

const SIGN = 56;
const TEXT_X = 88;
const TITLE_LINES = 2;
const TEXT_LINES = 5;
const GAP = 16;
const BEFORE_BUTTONS = 40;

/** What became of a try: on its way, or failed with a reason and a way on. */
export class StatusPanel extends View<StatusPanelProps> {
  declare private spinner: Spinner;
  declare private icon: Icon;
  declare private title: Text;
  declare private body: Text;
  declare private small: Text;
  declare private buttons: ButtonRow;

  /** Something is being tried. */
  showWork(title: string, text: string, buttons: readonly ButtonSpec[]): void {
    this.spinner.visible = true;
    this.icon.visible = false;
    this.fill({ title, text, label: '' }, buttons);
  }

  /** It failed: says why and speaks at once. */
  showError(words: ErrorText, error: AppError, buttons: readonly ButtonSpec[]): void {
    this.spinner.visible = false;
    this.icon.visible = true;
    this.fill(words, buttons);
    this.ui.mirror.setFact('form-problem', error.label);
    this.ui.mirror.announce(`${words.title}. ${words.text}`, 'assertive');
  }

  /** Focus goes to a button by its id. */
  focusButton(id: string): void {
    this.buttons.focusButton(id);
  }

  override describeGroup(): string {
    return this.title.content;
  }

  override _getFocused(): AnyView {
    return this.buttons;
  }

  protected override build(): void {
    const { color } = this.theme;
    const { width } = this.props;
    this.w = width;
    this.spinner = this.add(Spinner, { size: SIGN });
    this.icon = this.put(new Icon(this.stage));
    this.icon.setUp('warn', SIGN, color.warning);
    const room = width - TEXT_X;
    this.title = this.addText({ style: 'title3', maxWidth: room, lines: TITLE_LINES });
    this.body = this.addText({ style: 'bodyL', color: color.text2, maxWidth: room, lines: TEXT_LINES });
    this.small = this.addText({ style: 'caption', color: color.text3, direction: 'ltr', boxWidth: room });
    this.buttons = this.add(ButtonRow, { maxWidth: room });
    this.buttons.x = TEXT_X;
  }

  private fill(words: ErrorText, buttons: readonly ButtonSpec[]): void {
    this.title.content = words.title;
    this.body.content = words.text;
    this.small.content = words.label;
    let y = Math.max(0, (SIGN - this.title.lineHeight) / 2);
    this.title.moveTo(TEXT_X, y);
    y += this.title.height + GAP;
    this.body.moveTo(TEXT_X, y);
    y += this.body.height + (this.body.content === '' ? 0 : GAP);
    this.small.moveTo(TEXT_X, y);
    y += this.small.height;
    this.buttons.setButtons(buttons);
    this.buttons.y = Math.round(y + BEFORE_BUTTONS);
    this.h = this.buttons.y + this.buttons.h;
  }
}
