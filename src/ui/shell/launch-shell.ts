import type { AppModel } from '#model/app';
import type { Host } from '#ports';
import type { Engine } from '#ui/engine';
import { launchEngine } from '#ui/engine/launch';
import type { BrandLook } from '#ui/theme';
import { attachShell } from './attach-shell';
import { scriptsOf, shellTheme } from './shell-theme';

/**
 * Starts the screens of an app: the engine draws into `layer` (the canvas layer of the page), then pages follow.
 * Resolves when fonts are there and the first page is on the stage. Disposing the engine ends everything.
 */
export async function launchShell(app: AppModel, host: Host, layer: HTMLElement, brand?: BrandLook): Promise<Engine> {
  const engine = await launchEngine({
    host,
    theme: shellTheme(app, brand).peek(),
    scripts: scriptsOf(app.translator.locale.peek()),
    version: app.version,
    mount: layer,
  });
  const detach = attachShell(engine, app, brand);
  return {
    ...engine,
    dispose() {
      detach();
      engine.dispose();
    },
  };
}
