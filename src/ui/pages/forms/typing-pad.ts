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

/** Keyboard, the button to the next field, and what the colour keys do. */
export class TypingPad extends View<TypingPadProps> {
  declare private keyboard: Keyboard;
  declare private next: Button;
  declare private isOnNext: boolean;

  /** Puts the focus on the keys, where it was. */
  focusKeys(): void {
    this.isOnNext = false;
    this.ui.focus.check();
  }

  /** Width of any pad, pixels. */
  static readonly width = Keyboard.width;

  override focusChild(child: AnyView): boolean {
    this.isOnNext = child === this.next;
    return true;
  }

  override _getFocused(): AnyView {
    return this.isOnNext ? this.next : this.keyboard;
  }

  override _handleDown(press: KeyPress): boolean {
    if (press.isHeld || this.isOnNext) return true;
    this.isOnNext = true;
    return true;
  }

  override _handleUp(_press: KeyPress): boolean {
    if (!this.isOnNext) return false;
    this.isOnNext = false;
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
    this.isOnNext = false;
    this.keyboard = this.add(Keyboard, { layout, words, name: t('keyboard.name'), onText, onDelete, onMove, spokenField });
    const y = this.keyboard.h + BEFORE_NEXT;
    this.next = this.add(Button, { spec: { id: 'next-field', label: t('form.next'), icon: 'enter', onPress: onNext }, minWidth: NEXT_WIDTH }, { y });
    this.h = y + this.next.h;
    if (!hasColorKeys) return;
    const hints = this.add(KeyHints, { width: this.w }, { y: y + HINTS_INSET });
    hints.show([
      { key: 'red', label: words.delete },
      { key: 'green', label: words.shift },
      { key: 'yellow', label: words.symbols },
    ]);
  }
}
