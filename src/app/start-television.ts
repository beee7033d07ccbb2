import type { Disposer } from '#core/base';
import type { Host } from '#ports';
import { mountUi, startFonts } from '#ui/shell';
import { brandLook } from './brand-look';
import type { OperatorBrand } from './brand-look';
import { startApp } from './start-app';

/** What the page of a television offers. */
export interface TelevisionParts {
  /** The layer above the video; the canvas goes into it. */
  readonly canvas: HTMLElement;
  /** `null`: the product's own. */
  readonly brand: OperatorBrand | null;
}

/** Starts the whole app on a host, in the page of a television or browser; the disposer ends it. */
export function startTelevision(host: Host, parts: TelevisionParts): Promise<Disposer> {
  const fonts = startFonts(host, parts.canvas.ownerDocument);
  return startApp(host, (app) => mountUi(app, host, { canvas: parts.canvas, brand: brandLook(parts.brand), fonts }));
}
