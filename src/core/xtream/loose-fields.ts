/** An object from a panel whose fields nobody has judged yet. */
export type LooseFields = Readonly<Record<string, unknown>>;

/** Seconds since 1970 above this are milliseconds. */
const MAX_SECONDS = 100_000_000_000;

/** `value` as an object; PHP's empty array, null and scalars become an empty one. */
export function looseObject(value: unknown): LooseFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as LooseFields) : {};
}

/** `value` as a list: arrays as they are, objects (PHP maps with gaps) as their values, anything else empty. */
export function looseList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** The first of `names` that holds a text or number, as trimmed text; `""` if none does. */
export function looseText(fields: LooseFields, ...names: readonly string[]): string {
  for (const name of names) {
    const value = fields[name];
    const text = typeof value === 'string' ? value.trim() : typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
    if (text !== '') return text;
  }
  return '';
}

/** A number that may be written as text, with a decimal comma, or with something behind it (`7.5/10`). */
export function looseNumber(value: unknown, fallback = 0): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : fallback;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return fallback;
  const match = /^\s*[+-]?\d+(?:[.,]\d+)?/.exec(value);
  return match === null ? fallback : Number(match[0].replace(',', '.'));
}

/** 1, `"1"`, `true`, `"true"`, `"yes"`, `"on"`. */
export function looseFlag(value: unknown): boolean {
  if (typeof value === 'string') return /^(?:1|true|yes|on)$/i.test(value.trim());
  return value === true || value === 1;
}

/** Milliseconds since 1970 from epoch seconds or milliseconds in any type; 0 for nothing usable. */
export function looseEpochMs(value: unknown): number {
  const seconds = looseNumber(value);
  if (!(seconds > 0)) return 0;
  return seconds > MAX_SECONDS ? Math.round(seconds) : Math.round(seconds * 1000);
}

/** A text or a list of texts as a list; a text is split at commas, slashes and pipes. */
export function looseTexts(value: unknown): readonly string[] {
  const parts = typeof value === 'string' ? value.split(/\s*[,/|;]\s*/) : looseList(value);
  return parts.filter((part): part is string => typeof part === 'string').map((part) => part.trim()).filter((part) => part !== '');
}

/** The first address in a list, an address as it is, else `""`. */
export function looseUrl(value: unknown): string {
  if (typeof value === 'string') return /^(?:https?:)?\/\/|^\//i.test(value.trim()) ? value.trim() : '';
  for (const part of looseList(value)) {
    const url: string = typeof part === 'string' ? looseUrl(part) : '';
    if (url !== '') return url;
  }
  return '';
}

/** A running time in milliseconds from `HH:MM:SS`, `MM:SS`, `95 min`, `1h 35m`, or plain minutes; 0 if unreadable. */
export function looseDurationMs(value: unknown): number {
  if (typeof value === 'number') return value > 0 ? Math.round(value * 60_000) : 0;
  if (typeof value !== 'string') return 0;
  const clock = /^\s*(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:\.\d+)?\s*$/.exec(value);
  if (clock !== null) return (Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  const words = /^\s*(?:(\d{1,3})\s*(?:h|hr|hours?|std)\.?\s*)?(?:(\d{1,4})\s*(?:m|min|mins|minutes?)?\.?)?\s*$/i.exec(value);
  return words === null ? 0 : (Number(words[1] ?? 0) * 60 + Number(words[2] ?? 0)) * 60_000;
}

/** The year in a date or a text that begins or ends with one; 0 without. */
export function looseYear(...values: readonly unknown[]): number {
  for (const value of values) {
    const match = /(?:^|\D)(1[89]\d{2}|20\d{2})(?!\d)/.exec(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '');
    if (match !== null) return Number(match[1]);
  }
  return 0;
}
