function decodedOr(coded: string, plain: string): string {
  try {
    return decodeURIComponent(coded);
  } catch {
    return plain;
  }
}

/** A text with its percent codes resolved. One with a bare percent sign stands for itself: what was typed is what is meant. */
export function decodePercent(text: string): string {
  return text.indexOf('%') < 0 ? text : decodedOr(text, text);
}

/** {@link decodePercent} for a name or value of a query, where a plus is a space. */
export function decodeQueryValue(text: string): string {
  return decodedOr(text.replace(/\+/g, ' '), text);
}
