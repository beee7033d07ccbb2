// @ts-check
import { fileOf } from './paths.mjs';

const HANDLER = /^_?(handle|capture)([A-Z]\w*)$/;

/** A key handler answers: its return type is written as `boolean`. Lightning takes any other answer for "handled". */
/** @type {import('eslint').Rule.RuleModule} */
export const keyHandlers = {
  meta: { type: 'problem', schema: [], messages: { type: 'Write the return type boolean: a key handler answers whether it used the key.' } },
  create(context) {
    if (!fileOf(context).startsWith('src/ui/')) return {};
    return {
      MethodDefinition(node) {
        const name = node.key.type === 'Identifier' ? node.key.name : '';
        if (!HANDLER.test(name)) return;
        const type = /** @type {any} */ (node.value).returnType?.typeAnnotation;
        const isBoolean = type?.type === 'TSBooleanKeyword' || (type?.type === 'TSLiteralType' && typeof type.literal.value === 'boolean');
        if (!isBoolean) context.report({ node: node.key, messageId: 'type' });
      },
    };
  },
};
