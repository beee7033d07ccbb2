import { HEARTH_BRAND } from '#ui/theme';
import type { BrandLook } from '#ui/theme';

/** What a package says about its operator; empty texts where it says nothing. */
export interface OperatorBrand {
  readonly name: string;
  readonly accent: string;
  readonly accent2: string;
  readonly onAccent: string;
  /** Address of the logo, and its width by height; empty: the product's mark beside the name. */
  readonly logo: string;
  readonly logoAspect: number;
}

/** The look of a package: the product's own drawings stay with the product's own name. */
export function brandLook(brand: OperatorBrand | null): BrandLook {
  if (brand === null) return HEARTH_BRAND;
  const isOwn = brand.name === '' || brand.name.toLowerCase() === HEARTH_BRAND.name;
  return {
    ...HEARTH_BRAND,
    ...(isOwn ? {} : { name: brand.name, homeIcon: 'house' }),
    ...(isOwn || brand.logo === '' ? {} : { mark: brand.logo, markAspect: brand.logoAspect }),
    ...(brand.accent === '' ? {} : { accent: brand.accent, accent2: brand.accent2, onAccent: brand.onAccent }),
  };
}
