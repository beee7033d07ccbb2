// @ts-check
import { basename } from 'node:path/posix';
import { fileOf } from './paths.mjs';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|config|d))?\.(ts|mjs|js)$/;
const EMPTY_WORDS = ['util', 'utils', 'helper', 'helpers', 'manager', 'misc', 'stuff', 'common-utils'];

/**
 * @param {string} name
 * @returns {string | null}
 */
function emptyWordIn(name) {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().split(/[^a-z0-9]+/);
  return words.find((word) => EMPTY_WORDS.includes(word)) ?? null;
}

/** Files are kebab-case; no file, folder or declaration hides behind a word that says nothing; interfaces have no `I`. */
/** @type {import('eslint').Rule.RuleModule} */
export const names = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      kebab: 'Name the file in kebab-case: {{name}}.',
      empty: '"{{word}}" in {{name}} says nothing: name what it does.',
      prefix: 'Name the interface without an I before it: {{name}}.',
    },
  },
  create(context) {
    const file = fileOf(context);
    /** @param {any} node */
    const checkDeclared = (node) => {
      const name = node.id?.name;
      if (typeof name !== 'string') return;
      const word = emptyWordIn(name);
      if (word !== null) context.report({ node: node.id, messageId: 'empty', data: { word, name } });
    };
    return {
      Program(node) {
        const name = basename(file);
        if (!KEBAB.test(name)) context.report({ node, messageId: 'kebab', data: { name } });
        const word = emptyWordIn(file);
        if (word !== null) context.report({ node, messageId: 'empty', data: { word, name: file } });
      },
      FunctionDeclaration: checkDeclared,
      ClassDeclaration: checkDeclared,
      TSTypeAliasDeclaration: checkDeclared,
      TSInterfaceDeclaration(/** @type {any} */ node) {
        checkDeclared(node);
        if (/^I[A-Z][a-z]/.test(node.id.name)) context.report({ node: node.id, messageId: 'prefix', data: { name: node.id.name } });
      },
    };
  },
};
