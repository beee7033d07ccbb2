/** Characters that XML names by itself. */
export const XML_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A text with its entities resolved, once; those that are not in `names`, and numbers of no character, stay as they are. */
export function readEntities(text: string, names: Readonly<Record<string, string>> = XML_ENTITIES): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,6});/gi, (whole: string, name: string) => {
    if (name.charAt(0) !== '#') return names[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
