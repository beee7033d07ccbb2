import { Box, Icon } from '#ui/engine';
import type { Spoken, Text } from '#ui/engine';
import { FOCUS } from '#ui/theme';
import { FillControl } from './fill-control';

/** A value and whether it is chosen. */
export interface CheckBoxContent {
  readonly id: string;
  readonly label: string;
  /** Short text at the end: how many there are. */
  readonly countText: string;
  readonly isChecked: boolean;
  /** Whether nothing would be left, or it is out of use: quieter. */
  readonly isEmpty: boolean;
  /** Place from 1 of how many. */
  readonly index: number;
  readonly count: number;
}

/** How a box is made. */
export interface CheckBoxProps {
  readonly width: number;
  readonly height: number;
  onPress(): void;
}

/** From the mock, pixels. */
const SIGN = { x: 20, size: 34, radius: 8, border: 3, tick: 24 } as const;
const LABEL_X = 70;
const END = 20;
const GAP = 12;
const RADIUS = 14;
const TICK_STROKE = 3;
const EMPTY_ALPHA = 0.45;

/** A value that can be chosen: a box with a tick, its name, and a short text at the end. */
export class CheckBox extends FillControl<CheckBoxProps> {
  declare private content: CheckBoxContent | null;
  declare private box: Box;
  declare private sign: Box;
  declare private tick: Icon;
  declare private label: Text;
  declare private count: Text;

  /** Shows a value. */
  show(content: CheckBoxContent): void {
    this.content = content;
    this.count.content = content.countText;
    this.count.moveTo(this.w - END - this.count.width, (this.h - this.count.lineHeight) / 2);
    this.label.show(content.label, this.w - LABEL_X - END - this.count.width - GAP);
    this.label.moveTo(LABEL_X, (this.h - this.label.lineHeight) / 2);
    this.paint();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  /** A list's mark of its current row; not drawn here. */
  setCurrent(_isCurrent: boolean): void {
    // Focus alone is drawn.
  }

  override describe(): Spoken | null {
    if (this.content === null) return null;
    const { id, label, countText, isChecked, index, count } = this.content;
    return { role: 'checkbox', name: label, id, details: countText, isChecked, index, count };
  }

  protected override build(): void {
    const { theme } = this;
    this.content = null;
    this.canPoint = true;
    this.w = this.props.width;
    this.h = this.props.height;
    this.box = this.put(new Box(this.stage));
    this.box.setUp({ radius: RADIUS, border: theme.borderWidth, borderColor: theme.color.line });
    this.box.setSize(this.w, this.h);
    this.sign = this.put(new Box(this.stage), SIGN.x, (this.h - SIGN.size) / 2);
    this.sign.setUp({ radius: SIGN.radius, border: theme.isHighContrast ? FOCUS.highContrast.ring.gap : SIGN.border, borderColor: theme.color.text3 });
    this.sign.setSize(SIGN.size, SIGN.size);
    this.tick = this.put(new Icon(this.stage), SIGN.x + (SIGN.size - SIGN.tick) / 2, (this.h - SIGN.tick) / 2);
    this.label = this.addText({ style: 'label' });
    this.count = this.addText({ style: 'caption' });
  }

  protected override press(): void {
    this.props.onPress();
  }

  protected override paint(): void {
    const { color } = this.theme;
    const isFocused = this.hasFocus();
    const isChecked = this.content?.isChecked === true;
    this.box.color = isFocused ? color.focus : color.surface;
    this.box.hasBorder = !isFocused;
    const inside = isFocused ? color.focus : color.surface;
    this.sign.color = isChecked ? (isFocused ? color.onFocus : color.accent) : inside;
    this.sign.hasBorder = !isChecked;
    this.sign.borderColor = isFocused ? color.onFocus2 : color.text3;
    this.tick.setUp(isChecked ? 'check' : '', SIGN.tick, isFocused ? color.focus : color.onAccent, TICK_STROKE);
    this.label.color = isFocused ? color.onFocus : color.text;
    this.count.color = isFocused ? color.onFocus2 : color.text3;
    this.label.alpha = this.content?.isEmpty === true && !isChecked && !isFocused ? EMPTY_ALPHA : 1;
  }
}
