import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Key of the sentence shown when no bundle starts. */
const FAILURE_KEY = 'boot.failed';

function failureTexts(root: string): Record<string, string> {
  const folder = join(root, 'static/strings');
  const texts: Record<string, string> = {};
  for (const file of readdirSync(folder).sort()) {
    const strings: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const text = typeof strings === 'object' && strings !== null ? (strings as Record<string, unknown>)[FAILURE_KEY] : undefined;
    if (typeof text !== 'string') throw new Error(`static/strings/${file} has no text for ${FAILURE_KEY}`);
    texts[file.replace(/\.json$/, '')] = text;
  }
  return texts;
}

/** The boot script with its texts: language files cannot be read when no bundle starts. */
export function bootScript(root: string): string {
  const source = readFileSync(join(root, 'scripts/bundling/boot/boot.js'), 'utf8');
  const marked = "var FAILED = { en: '' };";
  if (!source.includes(marked)) throw new Error(`boot.js no longer holds the line: ${marked}`);
  return source.replace(marked, `var FAILED = ${JSON.stringify(failureTexts(root))};`);
}
