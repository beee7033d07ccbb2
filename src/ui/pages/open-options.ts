import { toAppError } from '#core/base';
import type { AppModel } from '#model/app';
import type { CardPlace, OptionsCard, OptionsRow } from '#model/card-options';
import type { Ui } from '#ui/engine';
import { stillInFront } from './in-front';

/** Where a card stands. */
export interface OptionsPlace {
  /** Default `list`. */
  readonly place?: CardPlace;
  /** The row of Home, which can be hidden. */
  readonly row?: OptionsRow;
}

/** OK was held on a card: loads the panel of options and opens it above the page. A card that is gone opens nothing. */
export async function openOptions(ui: Ui, app: AppModel, card: OptionsCard | null | undefined, where: OptionsPlace = {}): Promise<void> {
  if (card === null || card === undefined) return;
  const isInFront = stillInFront(ui, app);
  try {
    const { showOptions } = await import('./options');
    if (isInFront()) showOptions(ui, app, card, where);
  } catch (error) {
    ui.log.write('error', 'the options could not be loaded', { reason: toAppError(error).message });
  }
}
