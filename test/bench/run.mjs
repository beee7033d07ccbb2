// @ts-check
// `npm run bench`: builds what changed, then runs the benchmarks. `npm run bench -- --help` lists them.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureTestPrograms } from '../../scripts/setup/find-browser.mjs';
import { ensureInstalled } from '../../scripts/setup/install.mjs';
import { checkNodeVersion } from '../../scripts/setup/node-version.mjs';
import { reportAndFail } from '../../scripts/setup/problem.mjs';
import { ensurePeers } from './peers/install-peers.mjs';

const root = resolve(import.meta.dirname, '../..');
const words = process.argv.slice(2);
// With --json nothing but the numbers goes to the standard output.
const say = (/** @type {string} */ line) => (words.includes('--json') ? console.error(line) : console.log(line));

try {
  checkNodeVersion();
  process.chdir(root);
  await ensureInstalled(root, say);
  const { buildAll } = await import('../../scripts/bundling/build-all.mjs');
  await buildAll(root, { only: ['bench'], say });
  const { needsOf, runBenches } = await import(pathToFileURL(resolve(root, 'dist/bench/bench.js')).href);
  const needs = needsOf(words);
  if (needs.includes('browser')) await ensureTestPrograms(root, say);
  if (needs.includes('app')) await buildAll(root, { only: null, say });
  if (needs.includes('peers')) await ensurePeers(root, say);
  process.exitCode = await runBenches(words, (/** @type {string} */ line) => console.log(line));
} catch (error) {
  reportAndFail(error);
}
