import { HEARTH_BRAND, resolveAccent } from './brand';
import type { BrandLook } from './brand';
import { withAlpha } from './color';
import type { Argb } from './color';
import { COLORS, FOCUS, LARGE_TEXT, TYPE } from './tokens';

/** Names of the palette. */
export type ColorName = keyof typeof COLORS.dark;

/** Names of the type styles. */
export type TypeStyleName = keyof typeof TYPE;

/** A type style as it is drawn. Pixels. */
export interface TypeStyle {
  readonly size: number;
  readonly line: number;
  readonly weight: 400 | 500 | 600;
  readonly maxLines: number;
}

/** Colours with their opacity, named by what they are for. */
export interface MixedColors {
  /** Fill of a button that stands on art. */
  readonly button: Argb;
  /** Ground of a logo or tick on art. */
  readonly chip: Argb;
  readonly panelOverVideo: Argb;
  readonly cardOverVideo: Argb;
  readonly modalDim: Argb;
  readonly railDim: Argb;
  /** Track of a progress bar on a focus fill. */
  readonly onFocusTrack: Argb;
  /** Track and buffer of the player's bar, hairlines over video. */
  readonly barTrack: Argb;
  readonly barBuffer: Argb;
}

/** What a viewer and an operator have chosen. */
export interface ThemeChoice {
  readonly contrast?: 'dark' | 'high-contrast';
  readonly textSize?: 'normal' | 'large';
  readonly isReducedMotion?: boolean;
  readonly direction?: 'ltr' | 'rtl';
  readonly brand?: BrandLook;
}

/**
 * How everything looks now. Immutable: a change of contrast, text size, motion, direction or brand is a new theme, and
 * the engine builds the screens again with it.
 */
export interface Theme {
  readonly isHighContrast: boolean;
  readonly isLargeText: boolean;
  readonly isReducedMotion: boolean;
  readonly direction: 'ltr' | 'rtl';
  readonly brand: BrandLook;
  readonly color: Readonly<Record<ColorName, Argb>>;
  readonly mixed: MixedColors;
  readonly type: Readonly<Record<TypeStyleName, TypeStyle>>;
  /** What list rows gain in height with large text. */
  readonly rowGain: number;
  /** Stroke of the focus ring. */
  readonly ringWidth: number;
  readonly ringGap: number;
  /** Border of unfocused cards and controls; 0 in the dark theme. */
  readonly borderWidth: number;
  readonly hasLift: boolean;
  /** The LIVE badge turns white beside an accent near red. */
  readonly isLiveBadgeWhite: boolean;
}

/** Styles that keep their size with large text: they are large already. */
const FIXED_STYLES: ReadonlySet<TypeStyleName> = new Set<TypeStyleName>(['display', 'title1', 'code']);

function makeType(isLarge: boolean): Record<TypeStyleName, TypeStyle> {
  const type = {} as Record<TypeStyleName, TypeStyle>;
  for (const name of Object.keys(TYPE) as TypeStyleName[]) {
    const style = TYPE[name];
    const scale = isLarge && !FIXED_STYLES.has(name) ? LARGE_TEXT.scale : 1;
    type[name] = { ...style, size: Math.round(style.size * scale), line: Math.round(style.line * scale) };
  }
  return type;
}

function makeMixed(color: Readonly<Record<ColorName, Argb>>, isHighContrast: boolean): MixedColors {
  // High contrast has no translucent panels.
  const over = (base: Argb, alpha: number): Argb => (isHighContrast ? base : withAlpha(base, alpha));
  return {
    button: isHighContrast ? color.bg : withAlpha(color.surface2, 0.88),
    chip: over(color.bg, 0.82),
    panelOverVideo: over(color.panel, 0.97),
    cardOverVideo: over(color.panel, 0.9),
    modalDim: withAlpha(color.bg, 0.66),
    railDim: withAlpha(color.bg, 0.62),
    onFocusTrack: withAlpha(color.onFocus, 0.22),
    barTrack: withAlpha(color.text, 0.24),
    barBuffer: withAlpha(color.text, 0.22),
  };
}

/** Makes the theme for a choice; what is not said is the dark theme of the product. */
export function createTheme(choice: ThemeChoice = {}): Theme {
  const isHighContrast = choice.contrast === 'high-contrast';
  const isLargeText = choice.textSize === 'large';
  const brand = choice.brand ?? HEARTH_BRAND;
  const used = resolveAccent(brand);
  const palette = isHighContrast ? COLORS.highContrast : COLORS.dark;
  // The operator's accent is ignored in high contrast.
  const color: Record<ColorName, Argb> = isHighContrast ? palette : { ...palette, accent: used.accent, accent2: used.accent2, onAccent: used.onAccent };
  const ring = isHighContrast ? FOCUS.highContrast.ring : FOCUS.card.ring;
  return Object.freeze({
    isHighContrast,
    isLargeText,
    isReducedMotion: choice.isReducedMotion ?? false,
    direction: choice.direction ?? 'ltr',
    brand,
    color,
    mixed: makeMixed(color, isHighContrast),
    type: makeType(isLargeText),
    rowGain: isLargeText ? 24 : 0,
    ringWidth: ring.width,
    ringGap: ring.gap,
    borderWidth: isHighContrast ? FOCUS.highContrast.cardBorderUnfocused.width : 0,
    hasLift: !isHighContrast,
    isLiveBadgeWhite: !isHighContrast && used.isNearLive,
  });
}
