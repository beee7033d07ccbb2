/**
 * Writes docs/quirks.md from the quirk records. Loads them as CommonJS through swc, since Node 20 reads no TypeScript.
 * Usage: node platforms/common/quirks/make-quirks.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const folder = dirname(fileURLToPath(import.meta.url));
const loaded = new Map();

function load(file) {
  if (loaded.has(file)) return loaded.get(file);
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const module = { exports: {} };
  loaded.set(file, module.exports);
  const require = (name) => load(`${join(dirname(file), name)}.ts`);
  new Function('exports', 'module', 'require', code)(module.exports, module, require);
  return module.exports;
}

const { QUIRKS } = load(join(folder, 'index.ts'));
const { renderQuirks } = load(join(folder, 'render-quirks.ts'));
const target = join(folder, '../../../docs/quirks.md');
writeFileSync(target, renderQuirks(QUIRKS));
process.stdout.write(`docs/quirks.md: ${QUIRKS.length} quirks\n`);
