import { FillControl } from '#ui/components';
import { Box, Icon, LightningElement } from '#ui/engine';
import type { FocusLook, IconName, Spoken, Text } from '#ui/engine';
import { RADIUS } from '#ui/theme';

/** How a key of the screen is made. */
export interface PadKeyProps {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  /** Drawn instead of the label, which is still spoken. */
  readonly icon?: IconName;
  /** A bar of this colour below the label: keys that are known by their colour. */
  readonly bar?: number;
  onPress(): void;
}

/** Height of a key, pixels. */
export const PAD_KEY_HEIGHT = 68;
const PAD = 12;
const ICON = 32;
const BAR = { h: 6, inset: 28, y: 54 } as const;
const LOOK: FocusLook = Object.freeze({ scale: 1, radius: RADIUS.key, hasRing: true, hasLift: false });

/** A key of a remote, on the screen. */
export class PadKey extends FillControl<PadKeyProps> {
  declare private fill: Box;
  declare private label: Text;
  declare private icon: Icon;

  override describe(): Spoken {
    return { role: 'button', name: this.props.label, id: this.props.id };
  }

  override getFocusLook(): FocusLook {
    return LOOK;
  }

  protected override build(): void {
    const { label, width, icon, bar } = this.props;
    const { borderWidth, color, type } = this.theme;
    this.w = width;
    this.h = PAD_KEY_HEIGHT;
    this.canPoint = true;
    this.fill = this.put(new Box(this.stage));
    this.fill.setUp({ radius: RADIUS.key, border: borderWidth, borderColor: color.line });
    this.fill.setSize(width, PAD_KEY_HEIGHT);
    const y = (PAD_KEY_HEIGHT - type.label.line) / 2 - (bar === undefined ? 0 : BAR.h);
    this.label = this.addText({ style: 'label', content: icon === undefined ? label : '', align: 'center', boxWidth: width - 2 * PAD, maxWidth: width - 2 * PAD }, PAD, y);
    this.icon = this.put(new Icon(this.stage), (width - ICON) / 2, (PAD_KEY_HEIGHT - ICON) / 2);
    if (bar !== undefined) {
      const line = this.put(new LightningElement(this.stage), BAR.inset, BAR.y, width - 2 * BAR.inset, BAR.h);
      line.rect = true;
      line.color = bar;
    }
    this.paint();
  }

  protected override press(): void {
    this.props.onPress();
  }

  protected override paint(): void {
    const { color } = this.theme;
    const isFocused = this.hasFocus();
    this.fill.color = isFocused ? color.focus : color.surface2;
    this.fill.hasBorder = !isFocused;
    this.label.color = isFocused ? color.onFocus : color.text;
    this.icon.setUp(this.props.icon ?? '', ICON, isFocused ? color.onFocus : color.text);
  }
}
