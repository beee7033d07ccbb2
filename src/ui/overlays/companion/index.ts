import { toAppError } from '#core/base';
import type { AppModel } from '#model/app';
import type { TimeAskModel } from '#model/companion';
import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { CompanionOverlay } from './companion-overlay';
import { TimeAskOverlay } from './time-ask-overlay';

export { linkCompanion } from './link-companion';

/** Shows how a phone is paired. */
export async function openCompanion(ui: Ui, app: AppModel): Promise<void> {
  try {
    const companion = await app.phone.open();
    const opened = ui.overlays.show(CompanionOverlay, { app, companion, translator: app.translator, close: () => opened.close() }, { z: Z.dialog, motion: 'fade', takesFocus: true });
  } catch (error) {
    ui.log.write('error', 'no phone can be paired', { reason: toAppError(error).message });
    app.notices.showToast(app.translator.t('companion.failed'));
  }
}

/** Shows a question on its way to a parent. */
export function openTimeAsk(ui: Ui, app: AppModel, asked: TimeAskModel): void {
  const opened = ui.overlays.show(TimeAskOverlay, { app, asked, translator: app.translator, close: () => opened.close() }, { z: Z.panel, motion: 'fade', takesFocus: true });
}
