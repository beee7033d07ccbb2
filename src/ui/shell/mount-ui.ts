import type { Disposer } from '#core/base';
import type { AppModel } from '#model/app';
import type { Host } from '#ports';
import { launchShell } from './launch-shell';
import type { ShellLook } from './launch-shell';

/** What the page of a television offers to the screens. */
export interface UiParts extends ShellLook {
  /** The layer above the video; the canvas goes into it. */
  readonly canvas: HTMLElement;
}

/** Builds the screens over the models in the page of a television or browser; what it resolves with takes them down. */
export async function mountUi(app: AppModel, host: Host, parts: UiParts): Promise<Disposer> {
  const engine = await launchShell(app, host, parts.canvas, parts);
  return () => {
    engine.dispose();
  };
}
