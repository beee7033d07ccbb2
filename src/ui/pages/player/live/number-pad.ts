import { LEAVE, stepGrid } from '#core/focus';
import type { Direction } from '#core/focus';
import { PadKey } from '#ui/components';
import type { PadKeyProps } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { CONTROLS } from '#ui/theme';

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

const [KEY_W, KEY_H] = CONTROLS.key.pin;
const GAP = 12;
const COLUMNS = 3;
const FIRST_FOCUS = 4;
/** The pad is as wide and high as its keys. */
export const PAD_WIDTH = COLUMNS * KEY_W + (COLUMNS - 1) * GAP;
/** See {@link PAD_WIDTH}. */
export const PAD_HEIGHT = 4 * KEY_H + 3 * GAP;

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
    this.addKey({ id: 'key-delete', label: props.deleteLabel, icon: 'bksp', onPress: () => props.onDelete() });
    this.addDigit(0);
    this.addKey({ id: 'key-open', label: props.openLabel, icon: 'check', onPress: () => props.onOpen() });
  }

  private addDigit(digit: number): void {
    this.addKey({ id: `key-${String(digit)}`, label: String(digit), onPress: () => this.props.onDigit(digit) });
  }

  private addKey(key: Omit<PadKeyProps, 'width' | 'isDigit'>): void {
    const index = this.keys.length;
    const column = index % COLUMNS;
    const at = { x: column * (KEY_W + GAP), y: ((index - column) / COLUMNS) * (KEY_H + GAP) };
    this.keys.push(this.add(PadKey, { ...key, width: KEY_W, isDigit: true }, at));
  }

  private step(direction: Direction, press: KeyPress): boolean {
    const edges = { up: 'stop', down: 'stop', start: 'wrap', end: 'wrap' } as const;
    const next = stepGrid(this.cursor, { count: this.keys.length, columns: COLUMNS }, direction, press.isHeld, edges);
    if (next !== LEAVE) this.cursor = next;
    this.props.onMove();
    return true;
  }
}
