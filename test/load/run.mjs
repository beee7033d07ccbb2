// @ts-check
// `npm run load -- --sets 200 --nodes 2 --seconds 30 --database postgres`: many simulated sets against the built platform.
import { resolve } from 'node:path';
import { checkNodeVersion } from '../../scripts/setup/node-version.mjs';
import { reportAndFail } from '../../scripts/setup/problem.mjs';

const root = resolve(import.meta.dirname, '../..');
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

try {
  checkNodeVersion();
  process.chdir(root);
  const { buildAll } = await import('../../scripts/bundling/build-all.mjs');
  await buildAll(root, { only: ['server', 'load'], say: () => undefined });
  const { runLoad } = await import(resolve(root, 'dist/load/load.js'));
  process.exitCode = await runLoad(process.argv.slice(2), say);
} catch (error) {
  reportAndFail(error);
}
