import { Box, Icon, LightningElement } from '#ui/engine';
import type { Spoken, Text, TypingTarget } from '#ui/engine';
import { CONTROLS } from '#ui/theme';
import { FillControl } from './fill-control';

/** How a field is made. */
export interface TextFieldProps {
  readonly id: string;
  readonly width: number;
  /** Stands above the field. */
  readonly label: string;
  /** Shown while it is empty. */
  readonly placeholder?: string;
  /** Passwords: readable while edited, dots otherwise; never spoken. */
  readonly isSecret?: boolean;
  /** Addresses and user names read left to right in every language. */
  readonly isLeftToRight?: boolean;
  /** OK on the field: its owner gives the focus to the keyboard. */
  onPress(): void;
}

/** Who hears what a phone types into a field. */
export interface TypingOwner {
  /** More letters are cut off. */
  readonly longest?: number | undefined;
  onWrite(): void;
  /** Enter. */
  onDone(): void;
}

const LABEL_HEIGHT = 38;
const RADIUS = 16;
const PAD = 26;
const CARET = { w: 3, h: 40, gap: 3 } as const;
const EYE = 32;
const BORDER = 2;
const EDIT_BORDER = 3;

/** A labelled field: what was typed and a caret. Its owner hands it what the keyboard types. */
export class TextField extends FillControl<TextFieldProps> {
  declare private typed: string;
  declare private caretAt: number;
  declare private isEditing: boolean;
  declare private box: Box;
  declare private border: Box;
  declare private editBorder: Box;
  declare private inner: LightningElement;
  declare private label: Text;
  declare private shown: Text;
  declare private caret: LightningElement;
  declare private eye: Icon;

  /** What is in the field. Setting it puts the caret at the end. */
  get value(): string {
    return this.typed;
  }

  set value(value: string) {
    this.typed = value;
    this.caretAt = value.length;
    this.paint();
  }

  /** Whether the field is the one the keyboard types into. */
  setEditing(isEditing: boolean): void {
    this.isEditing = isEditing;
    this.paint();
  }

  /** Types at the caret. */
  insert(text: string): void {
    this.typed = this.typed.slice(0, this.caretAt) + text + this.typed.slice(this.caretAt);
    this.caretAt += text.length;
    this.paint();
  }

  /** Deletes the letter before the caret. `false`: there is none. */
  deleteBack(): boolean {
    if (this.caretAt === 0) return false;
    const end = this.caretAt;
    // A letter beyond the first plane is two units.
    const isPair = end > 1 && /[\ud800-\udbff][\udc00-\udfff]/.test(this.typed.slice(end - 2, end));
    this.caretAt = end - (isPair ? 2 : 1);
    this.typed = this.typed.slice(0, this.caretAt) + this.typed.slice(end);
    this.paint();
    return true;
  }

  /** Moves the caret by letters; stops at the ends. */
  moveCaret(delta: 1 | -1): void {
    this.caretAt = Math.max(0, Math.min(this.typed.length, this.caretAt + delta));
    this.paint();
  }

  /** The field as phones type into it. */
  targetFor(owner: TypingOwner): TypingTarget {
    const { id, label } = this.props;
    const isSecret = this.props.isSecret === true;
    return {
      id, label, isSecret,
      read: () => this.typed,
      write: (text) => {
        this.value = text.slice(0, owner.longest);
        // What a phone types into a password is not shown for the room to read.
        if (isSecret) this.setEditing(false);
        owner.onWrite();
      },
      done: () => {
        owner.onDone();
      },
    };
  }

  override describe(): Spoken {
    const { id, label, isSecret, placeholder } = this.props;
    const value = this.typed === '' ? (placeholder ?? '') : isSecret === true ? dots(this.typed) : this.typed;
    return { role: 'textbox', name: label, value, id };
  }

  protected override build(): void {
    const { theme } = this;
    const { width } = this.props;
    const [, height] = CONTROLS.field;
    this.typed = '';
    this.caretAt = 0;
    this.isEditing = false;
    this.canPoint = true;
    this.w = width;
    this.h = LABEL_HEIGHT + height;
    this.label = this.addText({ style: 'caption', content: this.props.label, maxWidth: width });
    this.box = this.rounded(0);
    this.border = this.rounded(theme.isHighContrast ? theme.borderWidth : BORDER);
    this.editBorder = this.rounded(EDIT_BORDER);
    this.inner = this.put(new LightningElement(this.stage), PAD, LABEL_HEIGHT, width - 2 * PAD, height);
    this.shown = this.addText({ style: 'body', ...(this.props.isLeftToRight === true ? { direction: 'ltr' as const } : {}) });
    this.drop(this.shown);
    this.inner.childList.a(this.shown);
    this.caret = new LightningElement(this.stage);
    this.caret.rect = true;
    this.caret.w = CARET.w;
    this.caret.h = CARET.h;
    this.caret.y = (height - CARET.h) / 2;
    this.caret.color = theme.color.accent;
    this.inner.childList.a(this.caret);
    this.eye = this.put(new Icon(this.stage), width - PAD - EYE, LABEL_HEIGHT + (height - EYE) / 2);
    this.paint();
  }

  private rounded(border: number): Box {
    const [, height] = CONTROLS.field;
    const box = this.put(new Box(this.stage), 0, LABEL_HEIGHT);
    box.setUp({ radius: RADIUS, ...(border > 0 ? { border, color: 0 } : {}) });
    box.setSize(this.props.width, height);
    return box;
  }

  protected override press(): void {
    this.props.onPress();
  }

  protected override paint(): void {
    this.tint();
    this.write();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  private tint(): void {
    const { color } = this.theme;
    const isFocused = this.hasFocus();
    this.box.color = isFocused ? color.focus : this.isEditing ? color.surface2 : color.surface;
    this.border.borderColor = color.line;
    this.border.hasBorder = !isFocused && !this.isEditing;
    this.editBorder.borderColor = color.text2;
    this.editBorder.hasBorder = !isFocused && this.isEditing;
    this.label.color = isFocused || this.isEditing ? color.text : color.text2;
    const isSecret = this.props.isSecret === true;
    this.eye.setUp(isSecret ? 'eye' : '', EYE, isFocused ? color.onFocus2 : this.isEditing ? color.text : color.text2);
    const ink = this.typed === '' ? (isFocused ? color.onFocus2 : color.text3) : isFocused ? color.onFocus : color.text;
    this.shown.color = ink;
  }

  /** Writes the part of the value around the caret. */
  private write(): void {
    const [, height] = CONTROLS.field;
    const { meter, theme } = this.ui;
    const style = theme.type.body;
    const isHidden = this.props.isSecret === true && !this.isEditing;
    const whole = isHidden ? dots(this.typed) : this.typed;
    const room = this.inner.w - CARET.w - CARET.gap - (this.props.isSecret === true ? EYE + CARET.gap : 0);
    let from = 0;
    while (from < this.caretAt && meter.width(whole.slice(from, this.caretAt), style) > room) from += 1;
    // What is typed into such a field keeps its direction; the words that stand in an empty one follow the language.
    const isPhysical = this.props.isLeftToRight === true && (this.typed !== '' || this.isEditing);
    this.inner.rtl = isPhysical ? false : undefined;
    const start = isPhysical && theme.direction === 'rtl' && this.props.isSecret === true ? EYE + CARET.gap : 0;
    // While empty and edited the caret stands alone.
    this.shown.show(this.typed === '' ? (this.isEditing ? '' : (this.props.placeholder ?? '')) : whole.slice(from), room);
    this.shown.moveTo(start, (height - style.line) / 2);
    this.caret.visible = this.isEditing;
    this.caret.x = start + Math.round(meter.width(whole.slice(from, this.caretAt), style)) + (this.caretAt === 0 ? 0 : CARET.gap);
  }
}

function dots(text: string): string {
  return text.replace(/[\s\S]/g, '•');
}
