/**
 * The parameters of a deep link's text: a JSON object as it is, anything else as `target`. Launchers write it plain,
 * URL-encoded, or as JSON inside JSON, so each layer is taken off. Outside data: the app judges every field.
 */
export function parseDeepLink(text: string): Readonly<Record<string, unknown>> {
  const plain = decode(text);
  if (plain === '') return {};
  const value = parseJson(plain);
  if (typeof value === 'string') return value === plain ? { target: plain } : parseDeepLink(value);
  return isRecord(value) ? value : { target: plain };
}

/** Whether a value is a plain object with unknown fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON of a text, or the text itself. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: a bare address or word is a legal link, too.
    return text;
  }
}

function decode(text: string): string {
  const trimmed = text.trim();
  if (!/%[0-9a-f]{2}/i.test(trimmed)) return trimmed;
  try {
    return decodeURIComponent(trimmed);
  } catch {
    // A stray percent sign: it was not encoded.
    return trimmed;
  }
}
