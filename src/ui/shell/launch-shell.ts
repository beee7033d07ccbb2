import type { AppModel } from '#model/app';
import type { Host } from '#ports';
import type { Engine, FontSet } from '#ui/engine';
import { launchEngine } from '#ui/engine/launch';
import type { BrandLook } from '#ui/theme';
import { attachShell } from './attach-shell';
import { scriptsOf, shellTheme } from './shell-theme';

/** How the screens of an app look. */
export interface ShellLook {
  /** Default: the product's own. */
  readonly brand?: BrandLook;
  /** Where they are loading already. */
  readonly fonts?: FontSet;
}

/**
 * Starts the screens of an app: the engine draws into `layer` (the canvas layer of the page), then pages follow.
 * Resolves when fonts are there and the first page is on the stage. Disposing the engine ends everything.
 */
export async function launchShell(app: AppModel, host: Host, layer: HTMLElement, { brand, fonts }: ShellLook = {}): Promise<Engine> {
  const engine = await launchEngine({
    host,
    theme: shellTheme(app, brand).peek(),
    scripts: scriptsOf(app.translator.locale.peek()),
    version: app.version,
    mount: layer,
    ...(fonts === undefined ? {} : { fonts }),
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
