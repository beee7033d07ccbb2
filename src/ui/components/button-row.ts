import { LEAVE, stepLine } from '#core/focus';
import { View } from '#ui/engine';
import type { AnyView, KeyPress } from '#ui/engine';
import { Button } from './button';
import type { ButtonSpec } from './button';
import { CONTROLS } from '#ui/theme';

/** How a row of buttons is made. */
export interface ButtonRowProps {
  /** Where the row must end; the last buttons fold to their icon when it would pass. */
  readonly maxWidth: number;
  /** Spoken name of the group. */
  readonly name?: string;
  /** Default 20. */
  readonly gap?: number;
  /** Height of the buttons; default 72. */
  readonly height?: number;
  /** `center`: in the middle of `maxWidth`. */
  readonly align?: 'start' | 'center';
  /** Told when another button has focus. */
  onFocus?(id: string): void;
}

const GAP = 20;

/**
 * Buttons side by side. Focus belongs to an id and survives {@link ButtonRow.setButtons}; when the button is gone it goes
 * to the one that took its place. Left at the first is handed on, Right at the last ends here.
 */
export class ButtonRow extends View<ButtonRowProps> {
  declare private buttons: Button[];
  declare private cursor: number;

  /** Shows these buttons. */
  setButtons(specs: readonly ButtonSpec[]): void {
    const focusedId = this.focusedId;
    specs.forEach((spec, index) => {
      const known = this.buttons[index];
      if (known !== undefined) known.show(spec);
      else this.buttons.push(this.add(Button, { spec, height: this.h }));
    });
    for (const extra of this.buttons.splice(specs.length)) this.drop(extra);
    const at = specs.findIndex((spec) => spec.id === focusedId);
    this.cursor = at !== -1 ? at : Math.max(0, Math.min(this.cursor, specs.length - 1));
    this.layOut();
    this.ui.focus.refresh();
    this.ui.focus.check();
  }

  /** Moves the row's focus to a button; an unknown id changes nothing. */
  focusButton(id: string): void {
    const at = this.buttons.findIndex((button) => button.shown.id === id);
    if (at !== -1) this.moveTo(at);
  }

  /** Id of the button that has, or would have, focus; empty without buttons. */
  get focusedId(): string {
    return this.buttons[this.cursor]?.shown.id ?? '';
  }

  /** Whether the last button has, or would have, focus. */
  get isAtEnd(): boolean {
    return this.cursor === this.buttons.length - 1;
  }

  /** Whether there is nothing to focus. */
  get isEmpty(): boolean {
    return this.buttons.length === 0;
  }

  /** From the first button's start to the last one's end, pixels. */
  get rowWidth(): number {
    const gap = this.props.gap ?? GAP;
    return this.buttons.reduce((sum, button) => sum + button.w + gap, this.buttons.length === 0 ? 0 : -gap);
  }

  override describeGroup(): string {
    return this.props.name ?? '';
  }

  override focusChild(child: AnyView): boolean {
    const at = this.buttons.findIndex((button) => button === child);
    if (at === -1) return false;
    this.moveTo(at);
    return true;
  }

  override textsResized(): void {
    this.layOut();
    this.ui.focus.refresh();
  }

  override _getFocused(): AnyView {
    return this.buttons[this.cursor] ?? this;
  }

  override _handleLeft(press: KeyPress): boolean {
    return this.step(-1, press.isHeld);
  }

  override _handleRight(_press: KeyPress): boolean {
    // Nothing stands beyond the last button.
    this.step(1, true);
    return true;
  }

  protected override build(): void {
    this.buttons = [];
    this.cursor = 0;
    this.w = this.props.maxWidth;
    this.h = this.props.height ?? CONTROLS.button.h;
  }

  private step(delta: 1 | -1, isHeld: boolean): boolean {
    const next = stepLine(this.cursor, this.buttons.length, delta, isHeld, 'leave');
    if (next === LEAVE) return false;
    this.moveTo(next);
    return true;
  }

  private moveTo(index: number): void {
    if (index === this.cursor) return;
    this.cursor = index;
    this.ui.focus.check();
    this.props.onFocus?.(this.focusedId);
  }

  private layOut(): void {
    const { buttons } = this;
    const gap = this.props.gap ?? GAP;
    for (const button of buttons) button.fold(false);
    for (let i = buttons.length - 1; i >= 0 && this.rowWidth > this.props.maxWidth; i -= 1) buttons[i]?.fold(true);
    let x = this.props.align === 'center' ? Math.round((this.props.maxWidth - this.rowWidth) / 2) : 0;
    buttons.forEach((button, index) => {
      button.x = x;
      button.setPlace(index + 1, buttons.length);
      x += button.w + gap;
    });
  }
}
