import { Box, Icon } from '#ui/engine';
import { FillControl } from './fill-control';

/** How an arrow is made. */
export interface RowArrowProps {
  readonly way: 'back' | 'on';
  onPress(): void;
}

/** Size of the arrows at a row's ends (DESIGN 5). Pixels. */
export const ROW_ARROW = { w: 72, h: 160, icon: 40 } as const;

/** Pages a row by pointer; shown while the pointer is. */
export class RowArrow extends FillControl<RowArrowProps> {
  declare private box: Box;
  declare private icon: Icon;

  protected override build(): void {
    const { w, h, icon } = ROW_ARROW;
    this.w = w;
    this.h = h;
    this.canPoint = true;
    this.box = this.put(new Box(this.stage));
    this.box.setUp({ radius: w / 2, border: this.theme.borderWidth, borderColor: this.theme.color.line });
    this.box.setSize(w, h);
    this.icon = this.put(new Icon(this.stage), (w - icon) / 2, (h - icon) / 2);
    this.paint();
  }

  protected override press(): void {
    this.props.onPress();
  }

  protected override paint(): void {
    const isFocused = this.hasFocus();
    const { color, mixed } = this.theme;
    this.box.color = isFocused ? color.focus : mixed.button;
    this.icon.setUp(this.props.way === 'back' ? 'left' : 'right', ROW_ARROW.icon, isFocused ? color.onFocus : color.text);
  }
}
