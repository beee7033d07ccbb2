// @ts-check
/**
 * A Babel plugin that counts which places of a program run: functions, branches, loops, cases, right sides of `&&`, `||` and `??`. The counters are
 * one byte each, at `globalThis.hearthCoverage`; the program runs as a worker that is told their number.
 */

/** Name of the counters inside the instrumented program. */
const COUNTERS = '__hearthCounters';

/** What stands in front of an instrumented program. */
export const COVERAGE_BANNER = `import { workerData as __order } from 'node:worker_threads';
const ${COUNTERS} = (globalThis.hearthCoverage = new Uint8Array(__order.places));`;

/**
 * @param {{ next: number }} places numbers places over all files of one build
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
    return {
      visitor: {
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
