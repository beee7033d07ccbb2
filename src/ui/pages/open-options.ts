import { toAppError } from '#core/base';
import type { AppModel } from '#model/app';
import type { CardPlace, OptionsCard } from '#model/card-options';
import type { Ui } from '#ui/engine';

/** OK was held on a card: loads the panel of options and opens it above the page. A card that is gone opens nothing. */
export async function openOptions(ui: Ui, app: AppModel, card: OptionsCard | null | undefined, place: CardPlace = 'list'): Promise<void> {
  if (card === null || card === undefined) return;
  const entry = app.navigation.current.peek();
  try {
    const { showOptions } = await import('./options');
    // Not over a page that was opened meanwhile.
    if (app.navigation.current.peek() === entry) showOptions(ui, app, card, place);
  } catch (error) {
    ui.log.write('error', 'the options could not be loaded', { reason: toAppError(error).message });
  }
}
