// @ts-check
import { fileOf } from './paths.mjs';

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'requestIdleCallback'];

/** In `src`, time and randomness come from ports, so that tests own both. */
/** @type {import('eslint').Rule.RuleModule} */
export const portsOwnTime = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { clock: 'Take the time from ClockPort, not from {{what}}.', timer: 'Schedule with ClockPort, not with {{what}}.', random: 'Take randomness from RandomPort, not from {{what}}.' },
  },
  create(context) {
    const file = fileOf(context);
    if (!file.startsWith('src/') || /\.(test|spec)\.ts$/.test(file)) return {};
    return {
      MemberExpression(node) {
        const what = context.sourceCode.getText(node);
        if (/^(Date\.now|(window\.)?performance\.now)$/.test(what)) context.report({ node, messageId: 'clock', data: { what } });
        if (/^(Math\.random|(window\.)?crypto\.getRandomValues|(window\.)?crypto\.randomUUID)$/.test(what)) context.report({ node, messageId: 'random', data: { what } });
      },
      NewExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
          context.report({ node, messageId: 'clock', data: { what: 'new Date()' } });
        }
      },
      CallExpression(node) {
        const what = context.sourceCode.getText(node.callee).replace(/^window\./, '');
        if (TIMERS.includes(what)) context.report({ node, messageId: 'timer', data: { what } });
      },
    };
  },
};
