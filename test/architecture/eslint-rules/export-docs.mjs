// @ts-check
import { fileOf } from './paths.mjs';
import { isTestFile } from '../layers.mjs';

const DECLARATIONS = /^(Function|Class|Variable)Declaration$|^TS(Interface|TypeAlias|Enum|DeclareFunction)/;

/** Every export says what it promises, in a docstring right before it. Overloads share the first one's. */
/** @type {import('eslint').Rule.RuleModule} */
export const exportDocs = {
  meta: { type: 'suggestion', schema: [], messages: { missing: 'Say what this export promises, in a /** docstring */ right before it.' } },
  create(context) {
    if (isTestFile(fileOf(context))) return {};
    const source = context.sourceCode;
    let earlierOverload = '';
    return {
      ExportNamedDeclaration(node) {
        const declaration = /** @type {any} */ (node.declaration);
        if (declaration === null || declaration === undefined || !DECLARATIONS.test(declaration.type)) return;
        const name = String(declaration.id?.name ?? '');
        const isFurtherOverload = name !== '' && name === earlierOverload && /Function/.test(declaration.type);
        earlierOverload = declaration.type === 'TSDeclareFunction' ? name : '';
        if (isFurtherOverload) return;
        // A word to ESLint may stand between the two.
        const comment = source.getCommentsBefore(node).filter(({ value }) => !/^\s*(?:es|ox)lint-/.test(value)).at(-1);
        if (comment?.type !== 'Block' || !comment.value.startsWith('*')) context.report({ node: declaration.id ?? node, messageId: 'missing' });
      },
    };
  },
};
