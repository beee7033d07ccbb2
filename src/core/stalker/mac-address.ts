/** The maker's part of boxes portals are made for; many portals let no other in. */
export const BOX_MAKER = '00:1A:79:';

/** As written in running text: six pairs with colons or hyphens, three fours with dots, or twelve digits. */
const IN_TEXT = /(?:^|[^0-9a-z])([0-9a-f]{2}([:-])[0-9a-f]{2}(?:\2[0-9a-f]{2}){4}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}|[0-9a-f]{12})(?![0-9a-z])/i;

/**
 * A MAC address as a box sends it, `00:1A:79:AB:CD:EF`: letter case, colons, hyphens, dots, blanks or nothing between the pairs do
 * not matter. Six digits alone are the last half of a box of the usual maker ({@link BOX_MAKER}). `null` when it is none.
 */
export function normaliseMac(text: string): string | null {
  const digits = text.replace(/[\s:.\-_]/g, '').toUpperCase();
  const maker = BOX_MAKER.replace(/:/g, '');
  const whole = digits.length === 6 && digits !== maker ? maker + digits : digits;
  if (!/^[0-9A-F]{12}$/.test(whole)) return null;
  return (whole.match(/../g) ?? []).join(':');
}

/** The first MAC address in a text, such as a provider's message; `""` without one. */
export function findMac(text: string): string {
  const match = IN_TEXT.exec(text.replace(/%3A/gi, ':'));
  return match === null ? '' : (normaliseMac(match[1] ?? '') ?? '');
}
