import { LEAVE, stepGrid } from '#core/focus';
import type { Direction } from '#core/focus';
import { FillControl } from '#ui/components';
import { Box, Icon, View } from '#ui/engine';
import type { AnyView, FocusLook, IconName, KeyPress, Spoken, Text } from '#ui/engine';
import { CONTROLS } from '#ui/theme';

/** A key of the pad: `0` to `9`, `delete` or `open`. */
export interface PadKeySpec {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
}

/** What a {@link NumberPad} is made with. */
export interface NumberPadProps {
  /** Spoken names of the two keys without a digit. */
  readonly deleteLabel: string;
  readonly openLabel: string;
  onDigit(digit: number): void;
  onDelete(): void;
  onOpen(): void;
  /** The viewer moved on the pad. */
  onMove(): void;
}

const [KEY_W, KEY_H, KEY_RADIUS] = CONTROLS.key.pin;
const GAP = 12;
const COLUMNS = 3;
const ICON = 34;
const FIRST_FOCUS = 4;
const LOOK: FocusLook = Object.freeze({ scale: 1, radius: KEY_RADIUS, hasRing: true, hasLift: false });
/** The pad is as wide and high as its keys. */
export const PAD_WIDTH = COLUMNS * KEY_W + (COLUMNS - 1) * GAP;
/** See {@link PAD_WIDTH}. */
export const PAD_HEIGHT = 4 * KEY_H + 3 * GAP;

class PadKey extends FillControl<{ readonly spec: PadKeySpec; onPress(): void }> {
  declare private fill: Box;
  declare private label: Text;
  declare private icon: Icon;

  override describe(): Spoken {
    const { id, label } = this.props.spec;
    return { role: 'button', name: label, id: `key-${id}` };
  }

  override getFocusLook(): FocusLook {
    return LOOK;
  }

  protected override build(): void {
    const { label, icon } = this.props.spec;
    const { borderWidth, color, type } = this.theme;
    this.w = KEY_W;
    this.h = KEY_H;
    this.canPoint = true;
    this.fill = this.put(new Box(this.stage));
    this.fill.setUp({ radius: KEY_RADIUS, border: borderWidth, borderColor: color.line });
    this.fill.setSize(KEY_W, KEY_H);
    const content = icon === undefined ? label : '';
    this.label = this.addText(
      { style: 'heading', content, align: 'center', boxWidth: KEY_W, direction: 'ltr' },
      0,
      (KEY_H - type.heading.line) / 2,
    );
    this.icon = this.put(new Icon(this.stage), (KEY_W - ICON) / 2, (KEY_H - ICON) / 2);
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
    this.icon.setUp(this.props.spec.icon ?? '', ICON, isFocused ? color.onFocus : color.text);
  }
}

/** A phone's pad for remotes without digits. Its keys keep their order in every language; rows wrap. */
export class NumberPad extends View<NumberPadProps> {
  declare private keys: PadKey[];
  declare private cursor: number;

  override _getFocused(): AnyView {
    return this.keys[this.cursor] ?? this;
  }

  override focusChild(child: AnyView): boolean {
    const at = this.keys.findIndex((key) => key === child);
    if (at !== -1) this.cursor = at;
    return at !== -1;
  }

  override _handleUp(press: KeyPress): boolean {
    return this.step('up', press);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.step('down', press);
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.step('start', press);
  }

  override _handleRight(press: KeyPress): boolean {
    return this.step('end', press);
  }

  protected override build(): void {
    const { props } = this;
    this.w = PAD_WIDTH;
    this.h = PAD_HEIGHT;
    this.rtl = false;
    this.keepsDirection = true;
    this.keys = [];
    this.cursor = FIRST_FOCUS;
    for (const digit of [1, 2, 3, 4, 5, 6, 7, 8, 9]) this.addDigit(digit);
    this.addKey({ id: 'delete', label: props.deleteLabel, icon: 'bksp' }, props.onDelete);
    this.addDigit(0);
    this.addKey({ id: 'open', label: props.openLabel, icon: 'check' }, props.onOpen);
  }

  private addDigit(digit: number): void {
    this.addKey({ id: String(digit), label: String(digit) }, () => {
      this.props.onDigit(digit);
    });
  }

  private addKey(spec: PadKeySpec, onPress: () => void): void {
    const index = this.keys.length;
    const column = index % COLUMNS;
    const at = { x: column * (KEY_W + GAP), y: ((index - column) / COLUMNS) * (KEY_H + GAP) };
    this.keys.push(this.add(PadKey, { spec, onPress }, at));
  }

  private step(direction: Direction, press: KeyPress): boolean {
    const edges = { up: 'stop', down: 'stop', start: 'wrap', end: 'wrap' } as const;
    const next = stepGrid(this.cursor, { count: this.keys.length, columns: COLUMNS }, direction, press.isHeld, edges);
    if (next !== LEAVE) this.cursor = next;
    this.props.onMove();
    return true;
  }
}
