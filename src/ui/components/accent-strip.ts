import { LEAVE, stepLine } from '#core/focus';
import { Box, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { CONTROLS, RADIUS } from '#ui/theme';
import { KeyCap } from './key-cap';

/** How a strip of variants is made. */
export interface AccentStripProps {
  /** A variant was chosen; the strip is closed by then. */
  onType(letter: string): void;
}

const [KEY_W, KEY_H, GAP] = CONTROLS.key.text;
const PAD = 10;

/** The variants of a letter, above its key while open. OK types one, every way out closes it. */
export class AccentStrip extends View<AccentStripProps> {
  declare private caps: KeyCap[];
  declare private cursor: number;
  declare private ground: Box | null;

  /** Whether it is shown and has the keyboard's focus. */
  get isOpen(): boolean {
    return this.visible;
  }

  /** Shows variants with the first focused, starting at `x`, `y` of the keyboard that is `limit` wide. */
  open(letters: readonly string[], x: number, y: number, limit: number): void {
    this.clear();
    const width = letters.length * (KEY_W + GAP) - GAP + 2 * PAD;
    this.x = Math.round(Math.max(-PAD, Math.min(x - PAD, limit - width + PAD)));
    this.y = y - PAD;
    this.w = Math.round(width);
    this.h = KEY_H + 2 * PAD;
    this.ground = this.put(new Box(this.stage));
    this.ground.setUp({ radius: RADIUS.key + PAD, color: this.theme.color.surface3, border: this.theme.borderWidth, borderColor: this.theme.color.line });
    this.ground.setSize(this.w, this.h);
    this.caps = letters.map((letter, index) => {
      const at = Math.round(PAD + index * (KEY_W + GAP));
      const box = this.put(new Box(this.stage), at, PAD);
      box.setUp({ radius: RADIUS.key });
      box.setSize(KEY_W, KEY_H);
      const cap = this.add(KeyCap, { width: KEY_W, height: KEY_H, box, onPress: () => this.choose(letter), onHold: () => false }, { x: at, y: PAD });
      cap.show({ id: `key-${letter}`, label: letter, name: letter, icon: '', isFunction: false, isOn: false });
      return cap;
    });
    this.cursor = 0;
    this.visible = true;
    this.ui.focus.check();
  }

  /** Hides it. */
  close(): void {
    if (!this.visible) return;
    this.visible = false;
    this.clear();
    this.ui.focus.check();
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
    return this.step(-1, press.isHeld);
  }

  override _handleRight(press: KeyPress): boolean {
    return this.step(1, press.isHeld);
  }

  override _handleUp(_press: KeyPress): boolean {
    this.close();
    return true;
  }

  override _handleDown(_press: KeyPress): boolean {
    this.close();
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.close();
    return true;
  }

  protected override build(): void {
    this.keepsDirection = true;
    this.rtl = false;
    this.caps = [];
    this.cursor = 0;
    this.ground = null;
    this.visible = false;
    this.zIndex = 1;
  }

  private choose(letter: string): void {
    this.close();
    this.props.onType(letter);
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    const next = stepLine(this.cursor, this.caps.length, delta, isHeld, 'stop');
    if (next !== LEAVE) this.cursor = next;
    return true;
  }

  private clear(): void {
    this.childList.clear();
    this.caps = [];
    this.ground = null;
  }
}
