import { View } from '../view/view';
import type { FocusFrame } from '../focus/focus-frame';

/** How an overlay comes and goes. */
export type OverlayMotion = 'panel' | 'overlay' | 'fade' | 'none';

/** Something above the page that may take the focus: panels, dialogs, player controls, banners. */
export abstract class Overlay<Props extends object = object> extends View<Props> {
  /** Made by the focus tracker. */
  declare focusFrame: FocusFrame | undefined;

  /** Ring and shadow are drawn among the overlay's children. */
  get isFocusRoot(): true {
    return true;
  }

  /** Id for the mirror and tests: `dialog`, `options`. */
  abstract get overlayId(): string;

  /** Spoken title; empty: none. */
  overlayTitle(): string {
    return '';
  }

  protected override _construct(): void {
    super._construct();
    this.w = 1920;
    this.h = 1080;
    this.forceZIndexContext = true;
  }
}
