import { cardOptions } from '#model/card-options';
import type { OptionsCard } from '#model/card-options';
import type { AppModel } from '#model/app';
import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import type { OptionsPlace } from '../open-options';
import { withChannelGuide } from './channel-options';
import { OptionsPanel } from './options-panel';

/** Opens what can be done with a card above the page. */
export function showOptions(ui: Ui, app: AppModel, card: OptionsCard, where: OptionsPlace): void {
  const content = cardOptions(app, card, where.place ?? 'list', where.row ?? null);
  const opened = ui.overlays.show(
    OptionsPanel,
    { content: card.kind === 'channel' ? withChannelGuide(ui, app, card.key, content) : content, close: () => opened.close() },
    { z: Z.panel, motion: 'panel', takesFocus: true },
  );
}
