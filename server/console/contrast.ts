function channel(hex: string, at: number): number {
  const part = parseInt(hex.slice(at, at + 2), 16) / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance of `#RRGGBB`, 0 to 1. */
function luminance(color: string): number {
  return 0.2126 * channel(color, 1) + 0.7152 * channel(color, 3) + 0.0722 * channel(color, 5);
}

/** Contrast of two colours (`#RRGGBB`) by WCAG 2: 1 to 21; 0 when one is no colour. */
export function contrast(one: string, other: string): number {
  if (![one, other].every((color) => /^#[0-9a-f]{6}$/i.test(color))) return 0;
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Which of black and white stands out more from a colour. */
export function readableOn(color: string): string {
  return contrast(color, '#000000') >= contrast(color, '#FFFFFF') ? '#000000' : '#FFFFFF';
}
