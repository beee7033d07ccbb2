import { Icon } from '#ui/engine';
import type { Box, FocusLook, IconName, KeyPress, Spoken, Text } from '#ui/engine';
import { RADIUS } from '#ui/theme';
import type { Argb } from '#ui/theme';
import { FillControl } from './fill-control';

/** What a key shows. */
export interface KeyCapContent {
  readonly id: string;
  /** Written on it; empty beside an icon. */
  readonly label: string;
  /** Spoken name. */
  readonly name: string;
  readonly icon: IconName | '';
  /** Function keys have a brighter ground. */
  readonly isFunction: boolean;
  /** A mode that is on: shift. */
  readonly isOn: boolean;
}

/** How a key is made. */
export interface KeyCapProps {
  readonly width: number;
  readonly height: number;
  /** Its ground, drawn together with all others. */
  readonly box: Box;
  onPress(): void;
  /** OK was held. `false`: there is nothing behind the key. */
  onHold(): boolean;
}

const ICON = 34;
const LOOK: FocusLook = Object.freeze({ scale: 1, radius: RADIUS.key, hasRing: true, hasLift: false });

/** One key. Its ground lies with those of the others below all letters: equal pictures in a row are one draw call. */
export class KeyCap extends FillControl<KeyCapProps> {
  declare private content: KeyCapContent;
  declare private label: Text;
  declare private icon: Icon;

  /** Shows something else. */
  show(content: KeyCapContent): void {
    this.content = content;
    this.label.content = content.label;
    this.paint();
    if (this.hasFocus()) this.ui.focus.refresh();
  }

  override describe(): Spoken {
    return { role: 'button', name: this.content.name, id: this.content.id, ...(this.content.isOn ? { isChecked: true } : {}) };
  }

  override getFocusLook(): FocusLook {
    return LOOK;
  }

  override _handleOkLong(_press: KeyPress): boolean {
    if (!this.props.onHold()) this.press();
    return true;
  }

  protected override build(): void {
    const { width, height } = this.props;
    this.w = width;
    this.h = height;
    this.canPoint = true;
    this.content = { id: '', label: '', name: '', icon: '', isFunction: false, isOn: false };
    this.label = this.addText({ style: 'bodyM', maxWidth: width, align: 'center', direction: 'ltr' }, 0, (height - this.theme.type.bodyM.line) / 2);
    this.icon = this.put(new Icon(this.stage), Math.round((width - ICON) / 2), (height - ICON) / 2);
    // Carets move as they are drawn, in every language.
    this.rtl = false;
  }

  protected override press(): void {
    this.props.onPress();
  }

  protected override paint(): void {
    const { color } = this.theme;
    const { content } = this;
    const isFocused = this.hasFocus();
    const ground: Argb = content.isOn ? color.surface3 : content.isFunction ? color.surface2 : color.surface;
    this.props.box.color = isFocused ? color.focus : ground;
    this.props.box.hasBorder = !isFocused;
    const ink = isFocused ? color.onFocus : color.text;
    this.label.color = ink;
    this.icon.setUp(content.icon, ICON, isFocused || !content.isOn ? ink : color.accent);
  }
}
