// @ts-check
/**
 * A Babel plugin that counts which places of a program run: functions, branches, loops, cases, right sides of `&&`, `||` and `??`. The counters are
 * one byte each, at `globalThis.hearthCoverage`; the program runs as a worker that is told their number. Typed arrays that objects make when they are
 * made come from `globalThis.hearthMemory`, where the program has set it (`memory-pool.ts`).
 */

/** Name of the counters inside the instrumented program. */
const COUNTERS = '__hearthCounters';

/** Name of what makes typed arrays inside the instrumented program. */
const MEMORY = '__hearthMemory';

/** What stands in front of an instrumented program. */
export const COVERAGE_BANNER = `import { workerData as __order } from 'node:worker_threads';
const ${COUNTERS} = (globalThis.hearthCoverage = new Uint8Array((__order.places + 3) & ~3));
const ${MEMORY} = (place, Type, first) => globalThis.hearthMemory === undefined ? new Type(first) : globalThis.hearthMemory.take(place, Type, first);`;

const TYPED = /^(?:Uint8|Int8|Uint16|Int16|Uint32|Int32|Float32|Float64)Array$/;

/**
 * @param {{ next: number, arrays: number }} places numbers places, and places that make arrays, over all files of one build
 * @returns {(api: { types: typeof import('@babel/core').types }) => import('@babel/core').PluginObj}
 */
export function instrumentPlugin(places) {
  return ({ types }) => {
    const count = () => types.updateExpression('++', types.memberExpression(types.identifier(COUNTERS), types.numericLiteral(places.next++), true));
    /** @param {import('@babel/core').types.Statement | null | undefined} body */
    const counted = (body) => {
      const statements = body === null || body === undefined ? [] : types.isBlockStatement(body) ? body.body : [body];
      return types.blockStatement([types.expressionStatement(count()), ...statements]);
    };
    /** @param {import('@babel/core').types.Expression} value */
    const countedValue = (value) => types.sequenceExpression([count(), value]);
    /** @param {import('@babel/core').NodePath<import('@babel/core').types.NewExpression>} path */
    const isMadeWithObject = (path) => {
      const place = path.findParent((parent) => parent.isFunction() || parent.isClassProperty());
      return place !== null && (place.isClassProperty() || (place.isClassMethod() && place.node.kind === 'constructor'));
    };
    return {
      visitor: {
        NewExpression(path) {
          const { callee } = path.node;
          if (!types.isIdentifier(callee) || !TYPED.test(callee.name) || path.node.arguments.length !== 1 || !isMadeWithObject(path)) return;
          path.replaceWith(types.callExpression(types.identifier(MEMORY), [types.numericLiteral(places.arrays++), callee, ...path.node.arguments]));
        },
        Function(path) {
          const { body } = path.node;
          if (types.isBlockStatement(body)) body.body.unshift(types.expressionStatement(count()));
        },
        IfStatement(path) {
          path.node.consequent = counted(path.node.consequent);
          if (path.node.alternate !== null && path.node.alternate !== undefined && !types.isIfStatement(path.node.alternate)) path.node.alternate = counted(path.node.alternate);
        },
        Loop(path) {
          path.node.body = counted(path.node.body);
        },
        SwitchCase(path) {
          path.node.consequent.unshift(types.expressionStatement(count()));
        },
        ConditionalExpression(path) {
          path.node.consequent = countedValue(path.node.consequent);
          path.node.alternate = countedValue(path.node.alternate);
        },
        LogicalExpression(path) {
          path.node.right = countedValue(path.node.right);
        },
      },
    };
  };
}
