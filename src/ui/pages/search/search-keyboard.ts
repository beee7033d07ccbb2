import { ACCENTS, AccentStrip, KeyCap } from '#ui/components';
import { Box, LightningElement, View } from '#ui/engine';
import type { AnyView, IconName, KeyPress } from '#ui/engine';
import { CONTROLS, RADIUS } from '#ui/theme';
import { ALPHABET_COLUMNS, alphabetRows, MORE_VARIANTS, MOST_ROWS } from './alphabets';
import type { Alphabet } from './alphabets';

/** How the keyboard is made. */
export interface SearchKeyboardProps {
  readonly alphabet: Alphabet;
  /** Spoken name of the group. */
  readonly name: string;
  readonly words: { readonly space: string; readonly delete: string; readonly clear: string };
  onText(text: string): void;
  onDelete(): void;
  onClear(): void;
}

const [KEY_W, KEY_H, GAP] = CONTROLS.key.search;
const PITCH_X = KEY_W + GAP;
const PITCH_Y = KEY_H + GAP;
/** Space, delete and clear are as wide as two letters. */
const WIDE = 2 * KEY_W + GAP;

interface Key {
  readonly cap: KeyCap;
  readonly box: Box;
  /** What it types; empty for delete and clear. */
  text: string;
  readonly centre: number;
}

/**
 * Letters in the order of the alphabet, six in a row, digits behind them; space, delete and clear below. Keys stay where they are when
 * the alphabet changes. Never mirrored; what leads beyond an edge is handed on. Held OK on a letter offers its variants.
 */
export class SearchKeyboard extends View<SearchKeyboardProps> {
  declare private letters: readonly Key[];
  declare private functions: readonly Key[];
  declare private shown: Alphabet;
  /** Keys that can be reached, row by row. */
  declare private rows: ReadonlyArray<readonly Key[]>;
  declare private row: number;
  declare private column: number;
  /** Where the viewer is going, so that passing a wide key does not lead astray. */
  declare private goal: number;
  declare private accents: AccentStrip;

  /** Width of the keyboard, pixels. */
  static readonly width = ALPHABET_COLUMNS * PITCH_X - GAP;

  /** Shows another alphabet; the cursor stays at its place where there is a key. */
  setAlphabet(alphabet: Alphabet): void {
    if (alphabet.id !== this.shown.id) this.show(alphabet);
  }

  override describeGroup(): string {
    return this.props.name;
  }

  override focusChild(child: AnyView): boolean {
    if (child === this.accents) return true;
    this.accents.close();
    this.rows.forEach((row, r) => {
      row.forEach((key, c) => {
        if (key.cap === child) this.moveTo(r, c);
      });
    });
    return true;
  }

  override _getFocused(): AnyView {
    return this.accents.isOpen ? this.accents : (this.rows[this.row]?.[this.column]?.cap ?? this);
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

  protected override build(): void {
    const { words, onDelete, onClear, onText } = this.props;
    this.keepsDirection = true;
    this.rtl = false;
    this.w = SearchKeyboard.width;
    this.row = this.column = this.goal = 0;
    const ground = this.put(new LightningElement(this.stage), 0, 0, this.w, 0);
    const letters: Key[] = [];
    for (let place = 0; place < MOST_ROWS * ALPHABET_COLUMNS; place += 1) {
      const key = this.makeKey(ground, (place % ALPHABET_COLUMNS) * PITCH_X, KEY_W, () => onText(this.letters[place]?.text ?? ''));
      this.placeKey(key, Math.floor(place / ALPHABET_COLUMNS));
      letters.push(key);
    }
    this.letters = letters;
    const wide = (place: number, id: string, name: string, look: { readonly icon?: IconName; readonly label?: string }, press: () => void): Key => {
      const key = this.makeKey(ground, place * (WIDE + GAP), WIDE, press);
      key.cap.show({ id, name, label: look.label ?? '', icon: look.icon ?? '', isFunction: true, isOn: false });
      return key;
    };
    this.functions = [
      wide(0, 'key-space', words.space, { icon: 'space' }, () => onText(' ')),
      wide(1, 'key-delete', words.delete, { icon: 'bksp' }, onDelete),
      wide(2, 'key-clear', words.clear, { label: words.clear }, onClear),
    ];
    this.accents = this.add(AccentStrip, { onType: onText });
    this.rows = [];
    this.show(this.props.alphabet);
    this.moveTo(0, this.props.alphabet.isRightToLeft ? ALPHABET_COLUMNS - 1 : 0);
  }

  private makeKey(ground: LightningElement, x: number, width: number, press: () => void): Key {
    const { theme } = this;
    const box = new Box(this.stage);
    box.setUp({ radius: RADIUS.key, border: theme.borderWidth, borderColor: theme.color.line });
    box.setSize(width, KEY_H);
    box.x = x;
    ground.childList.a(box);
    const cap: KeyCap = this.add(KeyCap, { width, height: KEY_H, box, onPress: press, onHold: (): boolean => this.openVariants(cap) }, { x, y: 0 });
    return { cap, box, text: '', centre: x + width / 2 };
  }

  private placeKey({ cap, box }: Key, row: number): void {
    cap.y = box.y = row * PITCH_Y;
  }

  private show(alphabet: Alphabet): void {
    this.shown = alphabet;
    this.accents.close();
    const rows: Key[][] = [];
    const letters = alphabetRows(alphabet);
    this.letters.forEach((key, place) => {
      const row = Math.floor(place / ALPHABET_COLUMNS);
      const text = letters[row]?.[place % ALPHABET_COLUMNS] ?? '';
      key.text = text;
      key.cap.visible = key.box.visible = text !== '';
      if (text === '') return;
      key.cap.show({ id: `key-${text}`, name: text, label: text, icon: '', isFunction: false, isOn: false });
      (rows[row] = rows[row] ?? []).push(key);
    });
    for (const key of this.functions) this.placeKey(key, rows.length);
    rows.push(this.functions.slice());
    this.rows = rows;
    this.h = rows.length * PITCH_Y - GAP;
    this.row = Math.min(this.row, rows.length - 1);
    this.column = Math.min(this.column, (rows[this.row]?.length ?? 1) - 1);
    this.ui.focus.check();
  }

  private openVariants(cap: KeyCap): boolean {
    const letter = this.letters.find((key) => key.cap === cap)?.text ?? '';
    const variants = (ACCENTS[letter] ?? '') + (MORE_VARIANTS[letter] ?? '');
    if (variants === '') return false;
    this.accents.open(Array.from(variants), cap.x, cap.y - PITCH_Y, this.w);
    return true;
  }

  private stepAside(delta: 1 | -1, isHeld: boolean): boolean {
    const next = this.column + delta;
    if (next < 0 || next >= (this.rows[this.row]?.length ?? 0)) return isHeld;
    this.moveTo(this.row, next);
    return true;
  }

  private stepRow(delta: 1 | -1, isHeld: boolean): boolean {
    const next = this.row + delta;
    const row = this.rows[next];
    if (row === undefined) return isHeld;
    let best = 0;
    row.forEach((key, c) => {
      if (Math.abs(key.centre - this.goal) < Math.abs((row[best]?.centre ?? 0) - this.goal)) best = c;
    });
    this.row = next;
    this.column = best;
    this.ui.focus.check();
    return true;
  }

  private moveTo(row: number, column: number): void {
    this.row = row;
    this.column = column;
    this.goal = this.rows[row]?.[column]?.centre ?? 0;
    this.ui.focus.check();
  }
}
