/** Markup that is safe to send: made by {@link html} alone. */
export class Markup {
  constructor(readonly text: string) {}
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeText(value: string): string {
  return value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** What may stand in a template: text (escaped), markup (as it is), lists of markup. */
export type Part = string | number | Markup | readonly Markup[];

function render(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return part.map((entry) => entry.text).join('');
}

/** Template for markup: every inserted text is escaped, for element content and quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, piece, index) => text + render(parts[index - 1] ?? '') + piece));
}

/** No markup. */
export const NOTHING = new Markup('');
