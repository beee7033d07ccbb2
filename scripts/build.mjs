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

try {
  checkNodeVersion();
  const { built, kept } = await buildAll(root, {
    only: words.some((word) => word.startsWith('--only')) ? (only ?? '').split(',').filter((name) => name !== '') : null,
    isForced: words.includes('--force'),
    say: (line) => (isQuiet ? undefined : console.log(line)),
  });
  if (!isQuiet) console.log(`${String(built)} bundles built, ${String(kept)} unchanged`);
} catch (error) {
  reportAndFail(error);
}
