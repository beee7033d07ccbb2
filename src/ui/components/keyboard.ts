import type { Disposer } from '#core/base';
import { Box, LightningElement, View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { CONTROLS, RADIUS } from '#ui/theme';
import { AccentStrip } from './accent-strip';
import { KeyCap } from './key-cap';
import { ACCENTS, KEY_COLUMNS, keyRows } from './keyboard-layout';
import type { KeyboardLayout, KeySpec } from './keyboard-layout';

/** Words on keys and for the announcer, in the viewer's language. */
export interface KeyboardWords {
  /** Written on the space key, and spoken. */
  readonly space: string;
  readonly delete: string;
  readonly shift: string;
  readonly symbols: string;
  readonly letters: string;
  readonly left: string;
  readonly right: string;
}

/** How a keyboard is made. */
export interface KeyboardProps {
  readonly layout: KeyboardLayout;
  readonly words: KeyboardWords;
  /** Spoken name of the group. */
  readonly name?: string;
  /** A letter or a part of an address was typed. */
  onText(text: string): void;
  /** One letter is to be deleted. `false`: there is none; Back then leaves the keyboard. */
  onDelete(): boolean;
  /** The caret is to move; without it the two keys do nothing. */
  onMove?(delta: 1 | -1): void;
  /** The whole field, spoken a second after the last letter; empty for secrets. */
  spokenField?(): string;
}

const [KEY_W, KEY_H, GAP_X] = CONTROLS.key.text;
const GAP_Y = 12;
const PITCH = KEY_H + GAP_Y;
/** After the last letter; then the whole field is spoken. */
const SPEAK_FIELD_MS = 1000;

interface Cell {
  readonly cap: KeyCap;
  readonly centre: number;
}

/**
 * Letters, digits and symbols to type with a remote. Wraps at the far side; at the side where reading starts, and above
 * and below, the key is handed on. Digits and colour keys work from any key; Back deletes and, with nothing to delete, is
 * handed on. Never mirrored. Held OK on a letter offers its variants.
 */
export class Keyboard extends View<KeyboardProps> {
  declare private specs: ReadonlyArray<readonly KeySpec[]>;
  declare private cells: Cell[][];
  declare private row: number;
  declare private column: number;
  /** Where the viewer is going, so that passing a wide key does not lead astray. */
  declare private goal: number;
  declare private isSymbols: boolean;
  declare private isShifted: boolean;
  declare private accents: AccentStrip;
  declare private stopSpeaking: Disposer | null;

  /** Width of any keyboard, pixels. */
  static readonly width = Math.ceil(KEY_COLUMNS * KEY_W + (KEY_COLUMNS - 1) * GAP_X);

  /** Puts the focus on a key by its id; an unknown one changes nothing. */
  focusKey(id: string): void {
    this.specs.forEach((row, r) => {
      row.forEach((spec, c) => {
        if (spec.id === id) this.moveTo(r, c);
      });
    });
  }

  override describeGroup(): string {
    return this.props.name ?? '';
  }

  override focusChild(child: AnyView): boolean {
    this.cells.forEach((row, r) => {
      row.forEach((cell, c) => {
        if (cell.cap === child) this.moveTo(r, c);
      });
    });
    if (child !== this.accents) this.accents.close();
    return true;
  }

  override _getFocused(): AnyView {
    return this.accents.isOpen ? this.accents : (this.cells[this.row]?.[this.column]?.cap ?? this);
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.stepAside(-1, press.isHeld);
  }

  override _handleRight(press: KeyPress): boolean {
    return this.stepAside(1, press.isHeld);
  }

  override _handleUp(press: KeyPress): boolean {
    return this.stepRow(-1, press.isHeld);
  }

  override _handleDown(press: KeyPress): boolean {
    return this.stepRow(1, press.isHeld);
  }

  override _handleBack(_press: KeyPress): boolean {
    return this.delete();
  }

  override _handleDigit(press: KeyPress): boolean {
    this.type(String(press.digit));
    return true;
  }

  override _handleRed(_press: KeyPress): boolean {
    this.delete();
    return true;
  }

  override _handleGreen(_press: KeyPress): boolean {
    this.toggleShift();
    return true;
  }

  override _handleYellow(_press: KeyPress): boolean {
    this.toggleSymbols();
    return true;
  }

  protected override build(): void {
    this.keepsDirection = true;
    this.rtl = false;
    this.row = 0;
    this.column = 0;
    this.goal = 0;
    this.isSymbols = false;
    this.isShifted = false;
    this.stopSpeaking = null;
    this.specs = keyRows(this.props.layout, false, false);
    this.w = Keyboard.width;
    this.h = this.specs.length * PITCH - GAP_Y;
    const ground = this.put(new LightningElement(this.stage), 0, 0, this.w, this.h);
    this.cells = this.specs.map((row, r) => this.makeRow(row, r, ground));
    this.accents = this.add(AccentStrip, {
      onType: (letter) => {
        this.type(letter);
      },
    });
    this.show();
    this.own(() => this.stopSpeaking?.());
  }

  private makeRow(row: readonly KeySpec[], r: number, ground: LightningElement): Cell[] {
    const { theme } = this;
    let column = 0;
    return row.map((spec, c) => {
      const x = Math.round(column * (KEY_W + GAP_X));
      const width = Math.round(spec.span * KEY_W + (spec.span - 1) * GAP_X);
      column += spec.span;
      const box = new Box(this.stage);
      box.setUp({ radius: RADIUS.key, border: theme.borderWidth, borderColor: theme.color.line });
      box.setSize(width, KEY_H);
      box.x = x;
      box.y = r * PITCH;
      ground.childList.a(box);
      const cap = this.add(KeyCap, { width, height: KEY_H, box, onPress: () => this.press(r, c), onHold: () => this.openAccents(r, c) }, { x, y: r * PITCH });
      return { cap, centre: x + width / 2 };
    });
  }

  private press(r: number, c: number): void {
    const spec = this.specs[r]?.[c];
    if (spec === undefined) return;
    switch (spec.action) {
      case 'type':
        this.type(spec.text);
        return;
      case 'shift':
        this.toggleShift();
        return;
      case 'symbols':
        this.toggleSymbols();
        return;
      case 'left':
        this.props.onMove?.(-1);
        return;
      case 'right':
        this.props.onMove?.(1);
        return;
      case 'delete':
        this.delete();
    }
  }

  private type(text: string): void {
    this.props.onText(text);
    this.speakLater();
  }

  private delete(): boolean {
    const isDeleted = this.props.onDelete();
    if (isDeleted) this.speakLater();
    return isDeleted;
  }

  private speakLater(): void {
    this.stopSpeaking?.();
    this.stopSpeaking = this.ui.clock.after(SPEAK_FIELD_MS, () => {
      this.ui.mirror.announce(this.props.spokenField?.() ?? '');
    });
  }

  private openAccents(r: number, c: number): boolean {
    const letter = this.specs[r]?.[c]?.text ?? '';
    const variants = ACCENTS[letter.toLowerCase()];
    const cap = this.cells[r]?.[c]?.cap;
    if (variants === undefined || cap === undefined) return false;
    this.accents.open(Array.from(this.isShifted ? variants.toUpperCase() : variants), cap.x, cap.y - PITCH, this.w);
    return true;
  }

  private toggleShift(): void {
    this.isShifted = !this.isShifted;
    this.isSymbols = false;
    this.show();
  }

  private toggleSymbols(): void {
    this.isSymbols = !this.isSymbols;
    this.show();
  }

  private show(): void {
    this.accents.close();
    this.specs = keyRows(this.props.layout, this.isSymbols, this.isShifted);
    this.specs.forEach((row, r) => {
      row.forEach((spec, c) => this.cells[r]?.[c]?.cap.show(this.capOf(spec)));
    });
  }

  private capOf(spec: KeySpec): Parameters<KeyCap['show']>[0] {
    const { words } = this.props;
    const label = spec.caption === 'space' ? words.space : spec.caption === 'symbols' ? '#+=' : spec.caption === 'letters' ? 'abc' : spec.text;
    const name = spec.caption !== undefined ? words[spec.caption] : spec.action === 'type' || spec.action === 'symbols' ? spec.text : words[spec.action];
    const isFunction = spec.action !== 'type' || spec.span > 1;
    // Icons turn round in right-to-left languages; these two point where the caret really goes.
    const isTurned = this.theme.direction === 'rtl' && (spec.icon === 'left' || spec.icon === 'right');
    const icon = isTurned ? (spec.icon === 'left' ? 'right' : 'left') : (spec.icon ?? '');
    return { id: spec.id, label, name, icon, isFunction, isOn: spec.action === 'shift' && this.isShifted };
  }

  private stepAside(delta: 1 | -1, isHeld: boolean): boolean {
    const count = this.cells[this.row]?.length ?? 0;
    const next = this.column + delta;
    // Keys are physical here: the fields stand where reading starts.
    const leavingSide = this.theme.direction === 'rtl' ? 1 : -1;
    if (next >= 0 && next < count) this.moveTo(this.row, next);
    else if (delta === leavingSide) return isHeld;
    else this.moveTo(this.row, delta > 0 ? 0 : count - 1);
    return true;
  }

  private stepRow(delta: 1 | -1, isHeld: boolean): boolean {
    const next = this.row + delta;
    if (next < 0 || next >= this.cells.length) return isHeld;
    this.land(next);
    return true;
  }

  /** Goes to the key of a row that is nearest to where the viewer is going. */
  private land(row: number): void {
    const { goal } = this;
    let best = 0;
    (this.cells[row] ?? []).forEach((cell, c, all) => {
      if (Math.abs(cell.centre - goal) < Math.abs((all[best]?.centre ?? 0) - goal)) best = c;
    });
    this.row = row;
    this.column = best;
    this.ui.focus.check();
  }

  private moveTo(row: number, column: number): void {
    this.row = row;
    this.column = column;
    this.goal = this.cells[row]?.[column]?.centre ?? 0;
    this.ui.focus.check();
  }
}
