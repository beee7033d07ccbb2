import { Box, LightningElement, View } from '#ui/engine';
import type { AnyView, IconName, KeyPress } from '#ui/engine';
import { KeyCap } from '#ui/components';
import { RADIUS } from '#ui/theme';

/** How a pad is made. */
export interface PinPadProps {
  /** Spoken name of the pad. */
  readonly name: string;
  readonly deleteWord: string;
  readonly doneWord: string;
  /** Spoken name of a digit key: where it is, not what is on it, since others may listen. */
  keyName(row: number, column: number): string;
  onDigit(digit: number): void;
  onDelete(): void;
  onDone(): void;
}

/** From the mock `o2-pin`. */
const KEY = { w: 132, h: 76, pitchX: 148, pitchY: 88 } as const;
const COLUMNS = 3;
const ROWS = 4;
const START = 4;

interface PadKey {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName | '';
  press(): void;
}

/** Twelve keys as on a telephone, never mirrored. Wraps at the side; on the lower rows the side where reading goes is handed on. */
export class PinPad extends View<PinPadProps> {
  declare private caps: KeyCap[];
  declare private cursor: number;

  /** Pixels. */
  static readonly width = (COLUMNS - 1) * KEY.pitchX + KEY.w;
  static readonly height = (ROWS - 1) * KEY.pitchY + KEY.h;
  /** Distance of two rows; what stands beside the pad keeps to it. */
  static readonly pitch = KEY.pitchY;

  /** Puts the focus into the row beside which something else had it. */
  enterRow(row: number): void {
    const column = this.theme.direction === 'rtl' ? 0 : COLUMNS - 1;
    this.moveTo(row * COLUMNS + column);
  }

  /** Row of the focus, from 0. */
  get row(): number {
    return Math.floor(this.cursor / COLUMNS);
  }

  override describeGroup(): string {
    return this.props.name;
  }

  override focusChild(child: AnyView): boolean {
    const at = this.caps.findIndex((cap) => cap === child);
    if (at !== -1) this.cursor = at;
    return at !== -1;
  }

  override _getFocused(): AnyView {
    return this.caps[this.cursor] ?? this;
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.stepAside(-1, press.isHeld);
  }

  override _handleRight(press: KeyPress): boolean {
    return this.stepAside(1, press.isHeld);
  }

  override _handleUp(_press: KeyPress): boolean {
    if (this.row > 0) this.moveTo(this.cursor - COLUMNS);
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    if (this.row < ROWS - 1) this.moveTo(this.cursor + COLUMNS);
    return true;
  }

  protected override build(): void {
    this.keepsDirection = true;
    this.rtl = false;
    this.cursor = START;
    this.w = PinPad.width;
    this.h = PinPad.height;
    const ground = this.put(new LightningElement(this.stage), 0, 0, this.w, this.h);
    this.caps = this.keys().map((key, index) => this.makeKey(key, index, ground));
  }

  private keys(): readonly PadKey[] {
    const { deleteWord, doneWord, onDelete, onDone, onDigit } = this.props;
    const digit = (value: number): PadKey => ({ id: `pin-${String(value)}`, label: String(value), icon: '', press: () => onDigit(value) });
    return [
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(digit),
      { id: 'pin-delete', label: deleteWord, icon: 'bksp', press: onDelete },
      digit(0),
      { id: 'pin-done', label: doneWord, icon: 'check', press: onDone },
    ];
  }

  private makeKey(key: PadKey, index: number, ground: LightningElement): KeyCap {
    const column = index % COLUMNS;
    const row = Math.floor(index / COLUMNS);
    const box = new Box(this.stage);
    box.setUp({ radius: RADIUS.key, border: this.theme.borderWidth, borderColor: this.theme.color.line });
    box.setSize(KEY.w, KEY.h);
    box.x = column * KEY.pitchX;
    box.y = row * KEY.pitchY;
    ground.childList.a(box);
    const cap = this.add(KeyCap, { width: KEY.w, height: KEY.h, box, onPress: () => key.press(), onHold: () => false }, { x: box.x, y: box.y });
    const isDigit = key.icon === '';
    const name = isDigit ? this.props.keyName(row + 1, column + 1) : key.label;
    cap.show({ id: key.id, label: isDigit ? key.label : '', name, icon: key.icon, isFunction: !isDigit, isOn: false });
    return cap;
  }

  private stepAside(delta: 1 | -1, isHeld: boolean): boolean {
    const column = this.cursor % COLUMNS;
    const next = column + delta;
    if (next >= 0 && next < COLUMNS) this.moveTo(this.cursor + delta);
    // Keys are physical here; the buttons stand where reading goes.
    else if (delta === (this.theme.direction === 'rtl' ? -1 : 1) && this.row >= 2) return isHeld;
    else this.moveTo(this.row * COLUMNS + (delta > 0 ? 0 : COLUMNS - 1));
    return true;
  }

  private moveTo(index: number): void {
    this.cursor = index;
    this.ui.focus.check();
  }
}
