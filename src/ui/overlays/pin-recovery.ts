import { ButtonRow, Keyboard, TextField } from '#ui/components';
import type { KeyboardProps } from '#ui/components';
import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';

/** How the form is made. */
export interface PinRecoveryProps {
  readonly words: KeyboardProps['words'];
  readonly label: string;
  readonly submitLabel: string;
  readonly cancelLabel: string;
  onSubmit(secret: string): void;
  onCancel(): void;
}

type Area = 'field' | 'keys' | 'buttons';

const FIELD_WIDTH = 640;
const FIELD_HEIGHT = 124;
const KEYS_Y = FIELD_HEIGHT + 16;
const BUTTONS_GAP = 24;

/** The password in place of a forgotten PIN: a field that is never spoken, a keyboard, and two buttons. */
export class PinRecovery extends View<PinRecoveryProps> {
  declare private field: TextField;
  declare private keyboard: Keyboard;
  declare private buttons: ButtonRow;
  declare private area: Area;

  /** Empties the field after a wrong password. */
  clear(): void {
    this.field.value = '';
    this.goTo('keys');
  }

  override focusChild(child: AnyView): boolean {
    this.goTo(child === this.field ? 'field' : child === this.keyboard ? 'keys' : 'buttons');
    return true;
  }

  override _getFocused(): AnyView {
    return this.area === 'field' ? this.field : this.area === 'keys' ? this.keyboard : this.buttons;
  }

  override _handleUp(press: KeyPress): boolean {
    if (!press.isHeld) this.goTo(this.area === 'buttons' ? 'keys' : 'field');
    return true;
  }

  override _handleDown(press: KeyPress): boolean {
    if (!press.isHeld) this.goTo(this.area === 'field' ? 'keys' : 'buttons');
    return true;
  }

  override _handleBack(_press: KeyPress): boolean {
    this.props.onCancel();
    return true;
  }

  protected override build(): void {
    const { words, label, submitLabel, cancelLabel, onSubmit, onCancel } = this.props;
    this.area = 'keys';
    this.w = Keyboard.width;
    this.field = this.add(TextField, { id: 'recovery-secret', label, width: FIELD_WIDTH, isSecret: true, isLeftToRight: true, onPress: () => this.goTo('keys') });
    this.keyboard = this.add(
      Keyboard,
      {
        layout: 'text',
        words,
        onText: (text) => {
          this.field.insert(text);
        },
        onDelete: () => this.field.deleteBack(),
        onMove: (delta) => this.field.moveCaret(delta),
      },
      { y: KEYS_Y },
    );
    const y = KEYS_Y + this.keyboard.h + BUTTONS_GAP;
    this.buttons = this.add(ButtonRow, { maxWidth: Keyboard.width }, { y });
    this.buttons.setButtons([
      { id: 'recover', label: submitLabel, icon: 'check', onPress: () => onSubmit(this.field.value) },
      { id: 'recover-cancel', label: cancelLabel, icon: 'back', onPress: onCancel },
    ]);
    this.h = y + this.buttons.h;
    this.field.setEditing(true);
  }

  private goTo(area: Area): void {
    this.area = area;
    this.field.setEditing(area === 'keys');
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
