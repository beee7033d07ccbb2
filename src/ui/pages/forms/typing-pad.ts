import { Button, Keyboard, KeyHints } from '#ui/components';
import type { KeyboardProps } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import type { Translator } from '#model/i18n';

/** How a pad is made. */
export interface TypingPadProps {
  readonly translator: Translator;
  readonly layout: KeyboardProps['layout'];
  /** Whether the remote has colour keys to speak of. */
  readonly hasColorKeys: boolean;
  onText(text: string): void;
  onDelete(): boolean;
  onMove(delta: 1 | -1): void;
  spokenField(): string;
  /** `Next field` was pressed. */
  onNext(): void;
}

const BEFORE_NEXT = 32;
const NEXT_WIDTH = 300;
const HINTS_INSET = 18;
const BETWEEN = 20;
const BEFORE_HINTS = 8;

/** Keyboard, the button to the next field, and what the colour keys do. */
export class TypingPad extends View<TypingPadProps> {
  declare private keyboard: Keyboard;
  declare private next: Button;
  declare private phone: Button | null;
  /** Which of the buttons below the keys has the focus; `null`: the keys. */
  declare private button: Button | null;

  /** Puts the focus on the keys, where it was. */
  focusKeys(): void {
    this.button = null;
    this.ui.focus.check();
  }

  /** Width of any pad, pixels. */
  static readonly width = Keyboard.width;

  override focusChild(child: AnyView): boolean {
    this.button = child === this.next ? this.next : child === this.phone ? this.phone : null;
    return true;
  }

  override _getFocused(): AnyView {
    return this.button ?? this.keyboard;
  }

  override _handleDown(press: KeyPress): boolean {
    if (!press.isHeld && this.button === null) this.button = this.next;
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    if (this.button === null) return false;
    this.button = null;
    return true;
  }

  override _handleRight(_press: KeyPress): boolean {
    if (this.button !== null && this.phone !== null) this.button = this.phone;
    return this.button !== null;
  }

  override _handleLeft(_press: KeyPress): boolean {
    if (this.button === null || this.button !== this.phone) return false;
    this.button = this.next;
    return true;
  }

  protected override build(): void {
    const { translator, layout, hasColorKeys, onText, onDelete, onMove, spokenField, onNext } = this.props;
    const { t } = translator;
    const words = {
      space: t('keyboard.space'),
      delete: t('keyboard.delete'),
      shift: t('keyboard.shift'),
      symbols: t('keyboard.symbols'),
      letters: t('keyboard.letters'),
      left: t('keyboard.left'),
      right: t('keyboard.right'),
    };
    this.w = TypingPad.width;
    this.button = null;
    this.keyboard = this.add(Keyboard, { layout, words, name: t('keyboard.name'), onText, onDelete, onMove, spokenField });
    const y = this.keyboard.h + BEFORE_NEXT;
    this.next = this.add(Button, { spec: { id: 'next-field', label: t('form.next'), icon: 'enter', onPress: onNext }, minWidth: NEXT_WIDTH }, { y });
    this.h = y + this.next.h;
    const { askPhone } = this.ui.typing;
    this.phone = askPhone === null ? null : this.add(Button, { spec: { id: 'type-on-phone', label: t('companion.type'), icon: 'phone', onPress: askPhone } }, { x: this.next.w + BETWEEN, y });
    if (!hasColorKeys) return;
    const below = this.phone === null ? 0 : this.next.h + BEFORE_HINTS;
    this.h += below;
    const hints = this.add(KeyHints, { width: this.w }, { y: y + HINTS_INSET + below });
    hints.show([
      { key: 'red', label: words.delete },
      { key: 'green', label: words.shift },
      { key: 'yellow', label: words.symbols },
    ]);
  }
}
