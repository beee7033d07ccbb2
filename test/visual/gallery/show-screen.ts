import type { AppModel } from '#model/app';
import type { Host } from '#ports';
import type { Engine } from '#ui/engine';
import { launchShell } from '#ui/shell';

/** Puts the app on the canvas of this document, as a television does. */
export function showScreen(app: AppModel, host: Host): Promise<Engine> {
  // Fonts and images come from the project itself.
  return launchShell(app, { ...host, assetBase: 'static/' }, document.body);
}
