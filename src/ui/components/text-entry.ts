import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { ButtonRow } from './button-row';
import { Keyboard } from './keyboard';
import type { KeyboardWords } from './keyboard';
import { TextField } from './text-field';

/** A button below the keys. */
export interface EntryButton {
  readonly id: string;
  readonly label: string;
}

/** How the form is made. */
export interface TextEntryProps {
  readonly words: KeyboardWords;
  /** Spoken name of the keyboard. */
  readonly keyboardName?: string;
  readonly fieldId: string;
  readonly label: string;
  readonly fieldWidth: number;
  /** What stands in the field at first. */
  readonly value?: string;
  /** A password: neither shown nor spoken. */
  readonly isSecret?: boolean;
  /** Nobody but the remote types here: a phone beside the set is not told of the field, since what it types may pass the platform. */
  readonly isPrivate?: boolean;
  /** Addresses and passwords are never mirrored. */
  readonly isLeftToRight?: boolean;
  /** Whether the first letter is a capital. */
  readonly isCapitalized?: boolean;
  /** Letters that fit; default any number. */
  readonly longest?: number;
  readonly submit: EntryButton;
  readonly cancel: EntryButton;
  /** Label of the way to type on a phone; absent: none is offered. */
  readonly phone?: string;
  onSubmit(text: string): void;
  onCancel(): void;
}

type Area = 'field' | 'keys' | 'buttons';

const FIELD_HEIGHT = 124;
const KEYS_Y = FIELD_HEIGHT + 16;
const BUTTONS_GAP = 24;

/** One text: a field, a keyboard below it, and two buttons. Back cancels; submitting nothing goes back to the keys. */
export class TextEntry extends View<TextEntryProps> {
  declare private field: TextField;
  declare private keyboard: Keyboard;
  declare private buttons: ButtonRow;
  declare private area: Area;

  /** Empties the field, and the keys have the focus. */
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

  override _focus(): void {
    this.offer();
  }

  override _unfocus(): void {
    this.ui.typing.hide(this);
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
    const { words, keyboardName, fieldId, label, fieldWidth, value, isSecret, isLeftToRight, submit, cancel, onCancel, phone } = this.props;
    this.area = 'keys';
    this.w = Keyboard.width;
    this.field = this.add(TextField, {
      id: fieldId, label, width: fieldWidth, onPress: () => this.goTo('keys'),
      ...(isSecret === undefined ? {} : { isSecret }), ...(isLeftToRight === undefined ? {} : { isLeftToRight }),
    });
    this.field.value = value ?? '';
    this.keyboard = this.add(
      Keyboard,
      {
        layout: 'text', words,
        ...(keyboardName === undefined ? {} : { name: keyboardName }),
        onText: (text) => this.type(text),
        onDelete: () => {
          const isDeleted = this.field.deleteBack();
          this.offer();
          return isDeleted;
        },
        onMove: (delta) => this.field.moveCaret(delta),
        ...(isSecret === true ? {} : { spokenField: () => this.field.value }),
      },
      { y: KEYS_Y },
    );
    const y = KEYS_Y + this.keyboard.h + BUTTONS_GAP;
    this.buttons = this.add(ButtonRow, { maxWidth: Keyboard.width }, { y });
    const { askPhone } = this.ui.typing;
    this.buttons.setButtons([
      { ...submit, icon: 'check', onPress: () => this.submit() },
      ...(askPhone === null || phone === undefined ? [] : [{ id: 'type-on-phone', label: phone, icon: 'phone' as const, onPress: askPhone }]),
      { ...cancel, icon: 'back', onPress: onCancel },
    ]);
    this.h = y + this.buttons.h;
    this.field.setEditing(true);
  }

  private type(text: string): void {
    const { longest, isCapitalized } = this.props;
    const now = this.field.value;
    if (longest !== undefined && now.length + text.length > longest) return;
    this.field.insert(now === '' && isCapitalized === true ? text.toUpperCase() : text);
    this.offer();
  }

  /** Tells phones of the field while it has the focus. */
  private offer(): void {
    const { longest, isPrivate } = this.props;
    if (!this.hasFocus() || isPrivate === true) return;
    this.ui.typing.show(this, this.field.targetFor({ longest, onWrite: () => this.offer(), onDone: () => this.submit() }));
  }

  private submit(): void {
    const { value } = this.field;
    if (value.trim() === '') this.goTo('keys');
    else this.props.onSubmit(value);
  }

  private goTo(area: Area): void {
    this.area = area;
    this.field.setEditing(area === 'keys');
    this.ui.focus.refresh();
    this.ui.focus.check();
  }
}
