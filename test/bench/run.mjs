// @ts-check
// `npm run bench`: builds what changed, then runs the benchmarks. `npm run bench -- --help` lists them.
import { resolve } from 'node:path';
import { ensureTestPrograms } from '../../scripts/setup/find-browser.mjs';
import { ensureInstalled } from '../../scripts/setup/install.mjs';
import { checkNodeVersion } from '../../scripts/setup/node-version.mjs';
import { reportAndFail } from '../../scripts/setup/problem.mjs';

const root = resolve(import.meta.dirname, '../..');
const say = (/** @type {string} */ line) => console.log(line);

try {
  checkNodeVersion();
  process.chdir(root);
  await ensureInstalled(root, say);
  await ensureTestPrograms(root, say);
  const { buildAll } = await import('../../scripts/bundling/build-all.mjs');
  await buildAll(root, { only: null, say });
  const program = resolve(root, 'dist/tools/bench.js');
  const { runBenches } = await import(program);
  process.exitCode = await runBenches(process.argv.slice(2), say);
} catch (error) {
  reportAndFail(error);
}
