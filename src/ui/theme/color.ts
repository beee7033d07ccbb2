/** A colour as Lightning takes it: 0xAARRGGBB, an unsigned 32-bit number. */
export type Argb = number;

/** Reads `#rgb`, `#rrggbb` or `#rrggbbaa`; `null` when the text is no colour. */
export function parseColor(text: string): Argb | null {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text);
  const hex = match?.[1];
  if (hex === undefined) return null;
  if (hex.length === 3) return parseColor(`#${hex.replace(/./g, (digit) => digit + digit)}`);
  const alpha = hex.length === 8 ? parseInt(hex.slice(6), 16) : 255;
  return alpha * 0x1000000 + parseInt(hex.slice(0, 6), 16);
}

/** The colour as CSS writes it, for textures drawn on a 2D canvas. */
export function cssColor(color: Argb): string {
  const alpha = Math.floor(color / 0x1000000) / 255;
  return `rgba(${String((color >>> 16) & 255)},${String((color >>> 8) & 255)},${String(color & 255)},${alpha.toFixed(3)})`;
}

/** The colour with its opacity set to `alpha`, 0..1. */
export function withAlpha(color: Argb, alpha: number): Argb {
  return Math.round(Math.max(0, Math.min(1, alpha)) * 255) * 0x1000000 + (color % 0x1000000);
}

/** `over` at `alpha` upon `base`, opaque. What a translucent colour looks like on a known ground. */
export function mix(over: Argb, base: Argb, alpha: number): Argb {
  const channel = (shift: number): number => Math.round(((over >>> shift) & 255) * alpha + ((base >>> shift) & 255) * (1 - alpha));
  return 0xff000000 + channel(16) * 0x10000 + channel(8) * 0x100 + channel(0);
}

/** Relative luminance after WCAG 2, 0..1. */
export function luminance(color: Argb): number {
  const channel = (shift: number): number => {
    const part = ((color >>> shift) & 255) / 255;
    return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
}

/** Contrast ratio after WCAG 2, 1..21. */
export function contrast(a: Argb, b: Argb): number {
  const first = luminance(a);
  const second = luminance(b);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** Hue in degrees, saturation and lightness 0..1. */
export interface Hsl {
  readonly hue: number;
  readonly saturation: number;
  readonly lightness: number;
}

/** Takes a colour apart into hue, saturation, lightness. */
export function toHsl(color: Argb): Hsl {
  const red = ((color >>> 16) & 255) / 255;
  const green = ((color >>> 8) & 255) / 255;
  const blue = (color & 255) / 255;
  const max = Math.max(red, green, blue);
  const min = Math.min(red, green, blue);
  const span = max - min;
  const lightness = (max + min) / 2;
  if (span === 0) return { hue: 0, saturation: 0, lightness };
  let hue: number;
  if (max === red) hue = ((green - blue) / span) % 6;
  else if (max === green) hue = (blue - red) / span + 2;
  else hue = (red - green) / span + 4;
  return { hue: (hue * 60 + 360) % 360, saturation: span / (1 - Math.abs(2 * lightness - 1)), lightness };
}

/** Puts an opaque colour together from hue, saturation, lightness. */
export function fromHsl({ hue, saturation, lightness }: Hsl): Argb {
  const channel = (offset: number): number => {
    const k = (offset + hue / 30) % 12;
    const amount = lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(amount * 255);
  };
  return 0xff000000 + channel(0) * 0x10000 + channel(8) * 0x100 + channel(4);
}
