// @ts-check
// Builds what changed: `npm run build`, or `npm run build -- --only web,server` for some groups or bundles.
import { resolve } from 'node:path';
import { buildAll } from './bundling/build-all.mjs';
import { checkNodeVersion } from './setup/node-version.mjs';
import { reportAndFail } from './setup/problem.mjs';

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const only = words.find((word) => word.startsWith('--only='))?.slice('--only='.length) ?? words[words.indexOf('--only') + 1];

const isQuiet = words.includes('--quiet');
let isTold = false;

/** @param {string} line */
function say(line) {
  if (!isQuiet) console.log(line);
  // A minute without a word looks like a program that hangs. Not among what the program itself prints.
  else if (!isTold) console.error('Building first what changed; this may take a minute …');
  isTold = true;
}

try {
  checkNodeVersion();
  const { built, kept } = await buildAll(root, {
    only: words.some((word) => word.startsWith('--only')) ? (only ?? '').split(',').filter((name) => name !== '') : null,
    isForced: words.includes('--force'),
    say,
  });
  if (!isQuiet) console.log(`${String(built)} bundles built, ${String(kept)} unchanged`);
} catch (error) {
  reportAndFail(error);
}
