import type { LibraryGrid } from '#model/library';
import type { Translator } from '#model/i18n';
import type { Ui } from '#ui/engine';
import { Z } from '#ui/theme';
import { FilterPanel } from './filter-panel';

/** Opens what a grid can be filtered by; `onChange` is told with every choice. */
export function showFilters(ui: Ui, what: { readonly grid: LibraryGrid; readonly translator: Translator; onChange(): void }): void {
  const opened = ui.overlays.show(FilterPanel, { ...what, close: () => opened.close() }, { z: Z.panel, motion: 'panel', takesFocus: true });
}
