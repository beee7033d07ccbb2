import type { Brand } from '../brand-format';
import { escapeXml } from '../packaging';

/** As the app writes; a machine without it draws with what it has. */
const FONT = 'font-family="Commissioner, Inter, system-ui, sans-serif" font-weight="600"';
const TEXT = '#F6F3EE';
/** Width of a letter of the word, of its size: rather too wide, the empty rest is cut off. */
const LETTER = 0.64;

function tile(brand: Brand): string {
  const { accent, accent2, background } = brand.colors;
  const [first = ''] = Array.from(brand.name);
  return `<defs><linearGradient id="a" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${accent2}"/><stop offset="1" stop-color="${accent}"/></linearGradient></defs>
  <rect width="64" height="64" rx="16" fill="url(#a)"/>
  <text x="32" y="46" text-anchor="middle" font-size="40" ${FONT} fill="${background}">${escapeXml(first.toUpperCase())}</text>`;
}

/** A mark to begin with, for who has none yet: the first letter of the name on the accent. */
export function starterMark(brand: Brand): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">\n  ${tile(brand)}\n</svg>\n`;
}

/** A logo to begin with: that mark and the name beside it. */
export function starterLogo(brand: Brand): string {
  const width = Math.round(84 + Array.from(brand.name).length * 42 * LETTER);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 64" width="${width}" height="64">\n  ${tile(brand)}\n  <text x="82" y="47" font-size="42" ${FONT} fill="${TEXT}">${escapeXml(brand.name)}</text>\n</svg>\n`;
}
