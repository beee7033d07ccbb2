import type { AppModel } from '#model/app';
import type { Ui } from '#ui/engine';

/**
 * For what opens above a page once its code has come: whether the viewer still is where they asked for it. They may have gone on to another page, or have
 * pressed twice and look at it already.
 */
export function stillInFront(ui: Ui, app: AppModel): () => boolean {
  const entry = app.navigation.current.peek();
  const { focusRoot } = ui.overlays;
  return () => app.navigation.current.peek() === entry && ui.overlays.focusRoot === focusRoot;
}
