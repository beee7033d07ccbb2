import { toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { AppModel } from '#model/app';
import type { PinPrompt } from '#model/parental';
import { View } from '#ui/engine';
import { Z } from '#ui/theme';

/** How the opener is made. */
export interface PinOpenerProps {
  readonly app: AppModel;
}

/** Draws nothing: opens the PIN pad of the moment above everything, with code that is loaded when it is first needed. */
export class PinOpener extends View<PinOpenerProps> {
  protected override build(): void {
    const { prompt } = this.props.app.parental;
    let close: Disposer | null = null;
    const shut = (): void => {
      close?.();
      close = null;
    };
    this.bind(prompt, (asked) => {
      shut();
      if (asked === null) return;
      void this.open(asked).then((opened) => {
        // Answered while its code was loading.
        if (prompt.peek() === asked && this.attached) close = opened;
        else opened?.();
      });
    });
    this.own(shut);
  }

  private async open(prompt: PinPrompt): Promise<Disposer | null> {
    try {
      const { PinPadOverlay } = await import('./pin-pad-overlay');
      return this.ui.overlays.show(PinPadOverlay, { app: this.props.app, prompt }, { z: Z.dialog, motion: 'overlay', takesFocus: true }).close;
    } catch (error) {
      this.ui.log.write('error', 'the PIN pad could not be loaded', { reason: toAppError(error).message });
      prompt.finish('cancelled');
      return null;
    }
  }
}
