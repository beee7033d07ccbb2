import type { Disposer } from '#core/base';
import type { NoticesModel } from '#model/notices';
import { View } from '#ui/engine';
import { Z } from '#ui/theme';
import { DialogOverlay } from './dialog-overlay';

/** How the opener is made. */
export interface DialogOpenerProps {
  readonly notices: NoticesModel;
}

/** Draws nothing: opens the question of the moment above everything and closes it when it is answered. */
export class DialogOpener extends View<DialogOpenerProps> {
  protected override build(): void {
    const { notices } = this.props;
    let close: Disposer | null = null;
    let shownId = -1;
    this.bind(notices.dialog, (dialog) => {
      if (dialog !== null && dialog.id === shownId) return;
      close?.();
      close = null;
      shownId = dialog?.id ?? -1;
      if (dialog === null) return;
      const props = {
        dialog,
        onAnswer: (buttonId: string): void => {
          // A second press must not answer the next question.
          if (notices.dialog.peek()?.id === dialog.id) notices.answer(buttonId);
        },
      };
      ({ close } = this.ui.overlays.show(DialogOverlay, props, { z: Z.dialog, motion: 'overlay', takesFocus: true }));
    });
    this.own(() => {
      close?.();
      close = null;
      shownId = -1;
    });
  }
}
