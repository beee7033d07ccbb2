import { cardOptions } from '#model/card-options';
import type { OptionsCard } from '#model/card-options';
import type { AppModel } from '#model/app';
import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import type { OptionsPlace } from '../open-options';
import { OptionsPanel } from './options-panel';

/** Opens what can be done with a card above the page. */
export function showOptions(ui: Ui, app: AppModel, card: OptionsCard, where: OptionsPlace): void {
  const opened = ui.overlays.show(
    OptionsPanel,
    { content: cardOptions(app, card, where.place ?? 'list', where.row ?? null), close: () => opened.close() },
    { z: Z.panel, motion: 'panel', takesFocus: true },
  );
}
