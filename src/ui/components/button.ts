import { Box, Icon } from '#ui/engine';
import type { IconName, Spoken, Text } from '#ui/engine';
import { CONTROLS, LARGE_TEXT } from '#ui/theme';
import type { Argb } from '#ui/theme';
import { FillControl } from './fill-control';

/** A button as its owner describes it. */
export interface ButtonSpec {
  /** Stable: focus memory and tests find the button by it. */
  readonly id: string;
  readonly label: string;
  /** Said instead of the label, where that is too short to be understood: `Back 10 seconds` for `10 s`. */
  readonly spoken?: string;
  readonly icon?: IconName;
  /** Draws the icon after the label: forward is where it points. */
  readonly isIconLast?: boolean;
  /** A round button; the label is only spoken. Needs an icon. */
  readonly isIconOnly?: boolean;
  /** `purchase` has the accent's fill. */
  readonly kind?: 'normal' | 'primary' | 'purchase';
  /** Focusable, but does nothing. */
  readonly isDisabled?: boolean;
  /** Spoken state: `on`, `in your list`. */
  readonly state?: string;
  onPress(): void;
}

/** How a button is made. */
export interface ButtonProps {
  readonly spec: ButtonSpec;
  /** Default 72; 64 in strips and panels. */
  readonly height?: number;
  /** A button with a short label is this wide, the label in the middle. */
  readonly minWidth?: number;
  /** Where the label is cut; default 420, with large text as much more as the text. */
  readonly maxWidth?: number;
}

/** Buttons grow with their text up to here (DESIGN 6). */
const MAX_WIDTH = 420;
/** Room before an icon; text alone has `CONTROLS.button.padX` on both sides. */
const ICON_PAD = 30;
const ICON_STROKE = 2.2;
const DISABLED_ALPHA = 0.45;

/** A pill that swaps its fill while it has focus. `w` is known as soon as it is made. */
export class Button extends FillControl<ButtonProps> {
  declare private spec: ButtonSpec;
  declare private box: Box;
  declare private icon: Icon;
  declare private label: Text;
  declare private isFolded: boolean;
  declare private place: { readonly index: number; readonly count: number } | null;

  /** What it shows now. */
  get shown(): ButtonSpec {
    return this.spec;
  }

  /** Shows another spec: label, icon and state may change while it has focus. */
  show(spec: ButtonSpec): void {
    this.spec = spec;
    this.layOut();
  }

  /** Draws the icon alone, to save room; the label is still spoken. Without an icon nothing changes. */
  fold(isFolded: boolean): void {
    if (this.isFolded === isFolded) return;
    this.isFolded = isFolded;
    this.layOut();
  }

  /** Its place in a row, counted from 1; spoken. */
  setPlace(index: number, count: number): void {
    this.place = { index, count };
  }

  override describe(): Spoken {
    const { spec, place } = this;
    return {
      role: 'button',
      name: spec.spoken ?? spec.label,
      id: spec.id,
      ...(place === null ? {} : place),
      ...(spec.state === undefined ? {} : { state: spec.state }),
      ...(spec.isDisabled === true ? { isDisabled: true } : {}),
    };
  }

  override textsResized(): void {
    this.layOut();
    super.textsResized();
  }

  protected override build(): void {
    const { theme } = this;
    this.spec = this.props.spec;
    this.isFolded = false;
    this.place = null;
    this.canPoint = true;
    this.h = this.props.height ?? CONTROLS.button.h;
    this.box = this.put(new Box(this.stage));
    this.box.setUp({ radius: this.h / 2, border: theme.borderWidth, borderColor: theme.color.line });
    this.icon = this.put(new Icon(this.stage));
    this.label = this.addText({ style: 'label' });
    this.layOut();
  }

  private layOut(): void {
    const { spec, h } = this;
    const { padX, icon, gap, minW } = CONTROLS.button;
    const hasIcon = spec.icon !== undefined;
    const isRound = hasIcon && (spec.isIconOnly === true || this.isFolded);
    const before = hasIcon ? ICON_PAD + icon + gap : padX;
    const limit = this.props.maxWidth ?? MAX_WIDTH * (this.theme.isLargeText ? LARGE_TEXT.scale : 1);
    const room = limit - before - padX;
    this.label.show(isRound ? '' : spec.label, room);
    const content = (hasIcon ? icon + gap : 0) + this.label.width;
    const natural = before + this.label.width + padX;
    const least = this.props.minWidth ?? minW;
    this.w = isRound ? h : Math.ceil(Math.max(least, natural));
    const start = isRound ? (h - icon) / 2 : natural < least ? (this.w - content) / 2 : before - (hasIcon ? icon + gap : 0);
    this.box.setSize(this.w, h);
    const isLast = spec.isIconLast === true && hasIcon && !isRound;
    this.icon.x = isLast ? this.w - ICON_PAD - icon : Math.round(start);
    this.icon.y = (h - icon) / 2;
    this.label.moveTo(isLast ? padX : start + (hasIcon ? icon + gap : 0), (h - this.label.lineHeight) / 2);
    this.paint();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  protected override press(): void {
    if (this.spec.isDisabled !== true) this.spec.onPress();
  }

  protected override paint(): void {
    const { theme, spec } = this;
    const { color } = theme;
    const isFocused = this.hasFocus();
    const isPurchase = spec.kind === 'purchase';
    const ink: Argb = isFocused ? color.onFocus : isPurchase ? color.onAccent : color.text;
    this.box.color = isFocused ? color.focus : isPurchase ? color.accent : theme.mixed.button;
    this.box.hasBorder = !isFocused && !isPurchase;
    this.icon.setUp(spec.icon ?? '', CONTROLS.button.icon, ink, ICON_STROKE);
    this.label.color = ink;
    this.alpha = spec.isDisabled === true && !isFocused ? DISABLED_ALPHA : 1;
  }
}
