// @ts-check
import { fileOf } from './paths.mjs';

const VIEW = /(View|Page|Component|Overlay|Application)$/;

/**
 * A Lightning component's constructor applies its template before field initialisers run: an initialised field overwrites what
 * the template set. Views `declare` their fields and set them in `_construct()`.
 */
/** @type {import('eslint').Rule.RuleModule} */
export const viewFields = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      value: 'A field with a value overwrites what the template set: declare it here and set it in _construct().',
      declare: 'Write "declare" before this field: without it the field may overwrite what the template set.',
    },
  },
  create(context) {
    if (!fileOf(context).startsWith('src/ui/')) return {};
    return {
      PropertyDefinition(node) {
        const field = /** @type {any} */ (node);
        const parent = /** @type {any} */ (field.parent?.parent?.superClass);
        const name = parent?.type === 'MemberExpression' ? parent.property.name : (parent?.callee?.name ?? parent?.name);
        if (field.static || typeof name !== 'string' || !VIEW.test(name)) return;
        if (field.value !== null) context.report({ node, messageId: 'value' });
        else if (field.declare !== true) context.report({ node, messageId: 'declare' });
      },
    };
  },
};
