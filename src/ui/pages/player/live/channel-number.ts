import { FillControl } from '#ui/components';
import { Box } from '#ui/engine';
import type { KeyPress, Spoken, Text } from '#ui/engine';

/** What a {@link ChannelNumber} is made with. */
export interface ChannelNumberProps {
  /** Spoken name. */
  readonly label: string;
  /** OK, short or held. */
  onPress(): void;
}

const PAD_X = 14;
const PAD_Y = 5;

/** The channel's number in the banner. On remotes without digits it takes the focus, and OK opens the pad. */
export class ChannelNumber extends FillControl<ChannelNumberProps> {
  declare private fill: Box;
  declare private number: Text;

  /** Width of the digits, pixels; 0 without a number. */
  get width(): number {
    return this.number.width;
  }

  /** Shows a number; empty shows nothing. */
  show(number: string): void {
    if (this.number.content === number) return;
    this.number.content = number;
    this.w = this.number.width;
    this.fill.setSize(this.number.width + 2 * PAD_X, this.h + 2 * PAD_Y);
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  override describe(): Spoken {
    return { role: 'button', name: this.props.label, value: this.number.content, id: 'number' };
  }

  override _handleOkLong(_press: KeyPress): boolean {
    this.press();
    return true;
  }

  protected override build(): void {
    this.canPoint = true;
    this.h = this.theme.type.meta.line;
    this.w = 0;
    this.fill = this.put(new Box(this.stage), -PAD_X, -PAD_Y);
    this.fill.setUp({ radius: (this.h + 2 * PAD_Y) / 2, color: this.theme.color.focus });
    this.number = this.addText({ style: 'meta', weight: 600, direction: 'ltr' });
    this.paint();
  }

  protected override press(): void {
    this.props.onPress();
  }

  protected override paint(): void {
    const isFocused = this.hasFocus();
    this.fill.visible = isFocused;
    this.number.color = isFocused ? this.theme.color.onFocus : this.theme.color.text;
  }
}
