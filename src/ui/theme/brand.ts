import { contrast, fromHsl, parseColor, toHsl } from './color';
import type { Argb } from './color';
import { COLORS } from './tokens';

/** What an operator may change about the look (DESIGN 10). Colours as `#rrggbb`. */
export interface BrandLook {
  readonly name: string;
  readonly accent: string;
  readonly accent2: string;
  /** Empty: computed. */
  readonly onAccent: string;
  readonly homeIcon: 'arch' | 'house';
  /** Address of the mark (square) and the word beside it; empty: the built-in mark and `name`. */
  readonly mark: string;
  /** Its width by height. */
  readonly markAspect: number;
}

/** The product's own brand. */
export const HEARTH_BRAND: BrandLook = Object.freeze({ name: 'hearth', accent: '#FF7A3D', accent2: '#FFB25E', onAccent: '#1B0D05', homeIcon: 'arch', mark: '', markAspect: 4 });

/** Accent colours as they are used, after repair. */
export interface UsedAccent {
  readonly accent: Argb;
  readonly accent2: Argb;
  readonly onAccent: Argb;
  /** True when the operator's accent had to be made lighter or darker. */
  readonly isRepaired: boolean;
  /** An accent near the live red turns the LIVE badge white, so that the two are never confused. */
  readonly isNearLive: boolean;
}

/** Contrast an accent must reach on the page and on the highest surface; text on it. */
const MIN_ON_BG = 4.5;
const MIN_ON_SURFACE3 = 3;
const MIN_TEXT = 4.5;
/** Repair steps of lightness. Larger: further from the operator's colour than needed. */
const STEP = 0.02;
const NEAR_LIVE_DEGREES = 18;

function holds(accent: Argb): boolean {
  return contrast(accent, COLORS.dark.bg) >= MIN_ON_BG && contrast(accent, COLORS.dark.surface3) >= MIN_ON_SURFACE3;
}

function repair(accent: Argb): Argb {
  if (holds(accent)) return accent;
  const { hue, saturation, lightness } = toHsl(accent);
  // The page is dark: only lighter can help.
  for (let next = lightness + STEP; next <= 1; next += STEP) {
    const candidate = fromHsl({ hue, saturation, lightness: next });
    if (holds(candidate)) return candidate;
  }
  return COLORS.dark.accent;
}

function textOn(accent: Argb, wanted: Argb | null): Argb {
  if (wanted !== null && contrast(wanted, accent) >= MIN_TEXT) return wanted;
  const dark = COLORS.dark.onAccent;
  const light = COLORS.dark.onLive;
  return contrast(dark, accent) >= contrast(light, accent) ? dark : light;
}

/** The accent an operator gets: theirs when it is legible, else the nearest lighter one that is. */
export function resolveAccent(brand: Pick<BrandLook, 'accent' | 'accent2' | 'onAccent'>): UsedAccent {
  const wanted = parseColor(brand.accent) ?? COLORS.dark.accent;
  const accent = repair(wanted);
  const distance = Math.abs(toHsl(accent).hue - toHsl(COLORS.dark.live).hue);
  return {
    accent,
    accent2: parseColor(brand.accent2) ?? COLORS.dark.accent2,
    onAccent: textOn(accent, parseColor(brand.onAccent)),
    isRepaired: accent !== wanted,
    isNearLive: Math.min(distance, 360 - distance) <= NEAR_LIVE_DEGREES,
  };
}
