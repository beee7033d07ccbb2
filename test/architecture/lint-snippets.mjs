// @ts-check
// Lints snippets as if they stood at given places: reads `[{ file, code }]` from standard input, writes the names of the rules
// each broke. What needs types is oxlint's, so a place need not exist.
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import config from '../../eslint.config.js';

const root = resolve(import.meta.dirname, '../..');
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  // The two packages describe the same configuration by types of their own.
  overrideConfig: /** @type {import('eslint').Linter.Config[]} */ (config),
});

/** @type {Array<{ file: string, code: string }>} */
const snippets = JSON.parse(await text(process.stdin));
const answers = [];
for (const { file, code } of snippets) {
  const [result] = await eslint.lintText(code, { filePath: resolve(root, file) });
  answers.push((result?.messages ?? []).map((message) => ({ rule: message.ruleId, message: message.message })));
}
process.stdout.write(JSON.stringify(answers));
