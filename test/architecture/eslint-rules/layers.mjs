// @ts-check
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { layerOf, layerProblem, packageProblem, resolveAlias, unitOf } from '../layers.mjs';
import { fileOf, ROOT } from './paths.mjs';

/**
 * The file a relative import leads to; a name without such a file is taken as a file beside it.
 * @param {string} file
 * @param {string} specifier
 */
function resolveRelative(file, specifier) {
  const path = normalize(join(dirname(file), specifier));
  if (/\.(ts|mjs|js|json)$/.test(path)) return path;
  return existsSync(join(ROOT, `${path}.ts`)) || !existsSync(join(ROOT, path, 'index.ts')) ? `${path}.ts` : `${path}/index.ts`;
}

/** Imports follow the table of layers, and enter another folder through its index. */
/** @type {import('eslint').Rule.RuleModule} */
export const layers = {
  meta: { type: 'problem', schema: [], messages: { layer: '{{reason}}.', index: 'Enter {{unit}} through its index: {{target}} is private to it.' } },
  create(context) {
    const file = fileOf(context);
    /** @param {import('estree').Node} node @param {unknown} specifier */
    const check = (node, specifier) => {
      if (typeof specifier !== 'string') return;
      const alias = specifier.startsWith('#') ? resolveAlias(specifier) : null;
      const target = specifier.startsWith('.') ? resolveRelative(file, specifier) : alias;
      const reason = target === null ? packageProblem(file, specifier) : layerProblem(file, target);
      if (reason !== null) context.report({ node, messageId: 'layer', data: { reason } });
      // Programs in plain JavaScript cannot enter through a TypeScript index.
      else if (target !== null && layerOf(file) !== null && !file.endsWith('.mjs') && unitOf(target) !== unitOf(file) && !/\/index\.ts$|\.json$/.test(target)) {
        context.report({ node, messageId: 'index', data: { unit: unitOf(target), target } });
      }
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.type === 'Literal' ? node.source.value : null),
      TSImportType: (/** @type {any} */ node) => check(node, node.source?.value ?? node.argument?.literal?.value),
    };
  },
};
