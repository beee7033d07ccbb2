import { toAppError } from '#core/base';
import type { AppModel } from '#model/app';
import type { LibraryGrid } from '#model/library';
import type { Ui } from '#ui/engine';
import { stillInFront } from '../in-front';

/** Loads the panel of filters and opens it above the page, once it is known what can be filtered by. */
export async function openFilters(ui: Ui, app: AppModel, grid: LibraryGrid, onChange: () => void): Promise<void> {
  const isInFront = stillInFront(ui, app);
  try {
    const [{ showFilters }] = await Promise.all([import('./filter'), grid.prepare()]);
    if (!isInFront()) return;
    if (grid.filterGroups().length === 0) app.notices.showToast(app.translator.t('library.nothing-to-filter'));
    else showFilters(ui, { grid, translator: app.translator, onChange });
  } catch (error) {
    ui.log.write('error', 'the filters could not be loaded', { reason: toAppError(error).message });
  }
}
