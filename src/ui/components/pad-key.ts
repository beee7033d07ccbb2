import { Box, Icon, LightningElement } from '#ui/engine';
import type { FocusLook, IconName, Spoken, Text } from '#ui/engine';
import { CONTROLS, RADIUS } from '#ui/theme';
import type { TypeStyleName } from '#ui/theme';
import { FillControl } from './fill-control';

/** How a key of a pad is made. */
export interface PadKeyProps {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  /** A key of a phone's pad, else one of a remote. */
  readonly isDigit?: boolean;
  /** Drawn instead of the label, which is still spoken. */
  readonly icon?: IconName;
  /** A bar of this colour below the label: keys that are known by their colour. */
  readonly bar?: number;
  onPress(): void;
}

interface PadKeyLook {
  readonly height: number;
  readonly radius: number;
  readonly icon: number;
  readonly style: TypeStyleName;
  readonly focus: FocusLook;
}

const PAD = 12;
const BAR = { h: 6, inset: 28, y: 54 } as const;

function lookOf(height: number, radius: number, icon: number, style: TypeStyleName): PadKeyLook {
  return { height, radius, icon, style, focus: Object.freeze({ scale: 1, radius, hasRing: true, hasLift: false }) };
}

const DIGIT = lookOf(CONTROLS.key.pin[1], CONTROLS.key.pin[2], 34, 'heading');
const REMOTE = lookOf(68, RADIUS.key, 32, 'label');
/** Height of a key of a remote, pixels. */
export const PAD_KEY_HEIGHT = REMOTE.height;

/** A key of a remote or of a phone's pad, on the screen. */
export class PadKey extends FillControl<PadKeyProps> {
  declare private fill: Box;
  declare private label: Text;
  declare private icon: Icon;

  override describe(): Spoken {
    return { role: 'button', name: this.props.label, id: this.props.id };
  }

  override getFocusLook(): FocusLook {
    return this.look.focus;
  }

  private get look(): PadKeyLook {
    return this.props.isDigit === true ? DIGIT : REMOTE;
  }

  protected override build(): void {
    const { label, width, icon, bar, isDigit } = this.props;
    const { borderWidth, color, type } = this.theme;
    const { height, radius, style, icon: iconSize } = this.look;
    this.w = width;
    this.h = height;
    this.canPoint = true;
    this.fill = this.put(new Box(this.stage));
    this.fill.setUp({ radius, border: borderWidth, borderColor: color.line });
    this.fill.setSize(width, height);
    const y = (height - type[style].line) / 2 - (bar === undefined ? 0 : BAR.h);
    const room = width - 2 * PAD;
    // Digits are read from left to right in every language.
    this.label = this.addText({ style, content: icon === undefined ? label : '', align: 'center', boxWidth: room, maxWidth: room, ...(isDigit === true ? { direction: 'ltr' } : {}) }, PAD, y);
    this.icon = this.put(new Icon(this.stage), (width - iconSize) / 2, (height - iconSize) / 2);
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
    this.icon.setUp(this.props.icon ?? '', this.look.icon, isFocused ? color.onFocus : color.text);
  }
}
