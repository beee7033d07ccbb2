import { toAppError } from '#core/base';
import type { AppModel } from '#model/app';
import { View } from '#ui/engine';
import type * as Late from './companion';

/** How the opener is made. */
export interface CompanionOpenerProps {
  readonly app: AppModel;
}

/** Draws nothing: shows the way to a phone and questions on their way to one, and lets a paired phone type; its code is loaded when it is asked for. */
export class CompanionOpener extends View<CompanionOpenerProps> {
  protected override build(): void {
    const { phone } = this.props.app;
    if (!phone.isOffered) return;
    this.ui.typing.askPhone = () => {
      phone.isWanted.value = true;
    };
    this.bind(phone.isWanted, (isWanted) => {
      if (!isWanted) return;
      phone.isWanted.value = false;
      this.load((late) => void late.openCompanion(this.ui, this.props.app));
    });
    this.bind(phone.timeAsk, (asked) => {
      if (asked === null) return;
      phone.timeAsk.value = null;
      this.load((late) => late.openTimeAsk(this.ui, this.props.app, asked));
    });
    this.bind(phone.companion, (companion) => {
      if (companion !== null) this.load((late) => this.own(late.linkCompanion(this.ui, companion)));
    });
  }

  private load(use: (late: typeof Late) => void): void {
    import('./companion').then(use).catch((error: unknown) => {
      this.ui.log.write('error', 'the phone part could not be loaded', { reason: toAppError(error).message });
    });
  }
}
