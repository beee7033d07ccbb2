// @ts-check
// `npm run soak:storage -- --kills 1000 --seed 1`: stores catalogues in a real browser and kills it again and again.
import { resolve } from 'node:path';
import { ensureTestPrograms } from '../../scripts/setup/find-browser.mjs';
import { checkNodeVersion } from '../../scripts/setup/node-version.mjs';
import { reportAndFail } from '../../scripts/setup/problem.mjs';

const root = resolve(import.meta.dirname, '../..');
const say = (/** @type {string} */ line) => console.log(line);

try {
  checkNodeVersion();
  process.chdir(root);
  await ensureTestPrograms(root, say);
  const { buildAll } = await import('../../scripts/bundling/build-all.mjs');
  await buildAll(root, { only: ['soak'], say: () => undefined });
  const { runSoak } = await import(resolve(root, 'dist/soak/soak.js'));
  process.exitCode = await runSoak(process.argv.slice(2), say);
} catch (error) {
  reportAndFail(error);
}
