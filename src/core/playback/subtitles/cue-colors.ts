/** Names that WebVTT, TTML and CSS share. */
const NAMES: Readonly<Record<string, number>> = {
  white: 0xffffff, silver: 0xc0c0c0, gray: 0x808080, grey: 0x808080, black: 0x000000, red: 0xff0000, maroon: 0x800000, yellow: 0xffff00, olive: 0x808000, lime: 0x00ff00,
  green: 0x008000, cyan: 0x00ffff, aqua: 0x00ffff, teal: 0x008080, blue: 0x0000ff, navy: 0x000080, magenta: 0xff00ff, fuchsia: 0xff00ff, purple: 0x800080, orange: 0xffa500,
};

/** A colour as `0xrrggbb` from a name, `#rgb`, `#rrggbb`, `#rrggbbaa` or `rgb(…)`; `null` for anything else. What it lets through is left to the viewer. */
export function colorOf(text: string): number | null {
  const word = text.trim().toLowerCase();
  const named = Object.prototype.hasOwnProperty.call(NAMES, word) ? NAMES[word] : undefined;
  if (named !== undefined) return named;
  const [, hex = ''] = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(word) ?? [];
  if (hex.length === 3) return parseInt(hex.replace(/./g, '$&$&'), 16);
  if (hex !== '') return parseInt(hex.slice(0, 6), 16);
  const parts = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})/.exec(word);
  if (parts === null) return null;
  const [red, green, blue] = parts.slice(1).map((part) => Math.min(255, Number(part)));
  return ((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0);
}

const OPAQUE = 0xff;

/** A colour with what it lets through, as `0xaarrggbb`: `transparent`, `#rrggbbaa` and `rgba(…)` besides; `null` for anything else. */
export function groundOf(text: string): number | null {
  const word = text.trim().toLowerCase();
  if (word === 'transparent') return 0;
  const color = colorOf(word);
  return color === null ? null : alphaOf(word) * 0x1000000 + color;
}

/** TTML counts the fourth number of `rgba(…)` to 255, CSS to 1: what has a point or is no more than 1 is a share. */
function alphaOf(word: string): number {
  const [, hex] = /^#[0-9a-f]{6}([0-9a-f]{2})$/.exec(word) ?? [];
  if (hex !== undefined) return parseInt(hex, 16);
  const [, told = '', percent = ''] = /^rgba\([^)]*,\s*(\d*\.?\d+)(%?)\s*\)$/.exec(word) ?? [];
  if (told === '') return OPAQUE;
  const value = Number(told);
  const share = percent === '%' ? value / 100 : value <= 1 ? value : value / OPAQUE;
  return Math.round(Math.min(1, share) * OPAQUE);
}
