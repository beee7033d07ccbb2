import { FILL_LOOK, View } from '#ui/engine';
import type { FocusLook, KeyPress } from '#ui/engine';

/** A control that swaps its fill while it has the focus and does one thing on OK. */
export abstract class FillControl<Props extends object> extends View<Props> {
  override getFocusLook(): FocusLook {
    return FILL_LOOK;
  }

  override _handleOk(_press: KeyPress): boolean {
    this.press();
    return true;
  }

  override _focus(): void {
    this.paint();
  }

  override _unfocus(): void {
    this.paint();
  }

  /** OK, or a click. */
  protected abstract press(): void;

  /** Draws it as it is now, with or without the focus. */
  protected abstract paint(): void;
}
