import type { Disposer } from '#core/base';
import type { Host } from '#ports';
import { mountUi, startFonts } from '#ui/shell';
import { HEARTH_BRAND } from '#ui/theme';
import type { BrandLook } from '#ui/theme';
import { startApp } from './start-app';

/** What a package says about its operator; empty texts where it says nothing. */
export interface OperatorBrand {
  readonly name: string;
  readonly accent: string;
  readonly accent2: string;
  readonly onAccent: string;
}

/** What the page of a television offers. */
export interface TelevisionParts {
  /** The layer above the video; the canvas goes into it. */
  readonly canvas: HTMLElement;
  /** `null`: the product's own. */
  readonly brand: OperatorBrand | null;
}

/** The look of a package: the product's own drawings stay with the product's own name. */
export function brandLook(brand: OperatorBrand | null): BrandLook {
  if (brand === null) return HEARTH_BRAND;
  const isOwn = brand.name === '' || brand.name.toLowerCase() === HEARTH_BRAND.name;
  return {
    ...HEARTH_BRAND,
    ...(isOwn ? {} : { name: brand.name, homeIcon: 'house' }),
    ...(brand.accent === '' ? {} : { accent: brand.accent, accent2: brand.accent2, onAccent: brand.onAccent }),
  };
}

/** Starts the whole app on a host, in the page of a television or browser; the disposer ends it. */
export function startTelevision(host: Host, parts: TelevisionParts): Promise<Disposer> {
  const fonts = startFonts(host, parts.canvas.ownerDocument);
  return startApp(host, (app) => mountUi(app, host, { canvas: parts.canvas, brand: brandLook(parts.brand), fonts }));
}
