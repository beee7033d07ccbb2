// @ts-check
// `npm run test:engines`: the tests of the old engines, in all of them.
import { join, resolve } from 'node:path';
import { ensureTestPrograms } from './setup/find-browser.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { checkNodeVersion } from './setup/node-version.mjs';
import { reportAndFail } from './setup/problem.mjs';
import { run } from './setup/run.mjs';

const root = resolve(import.meta.dirname, '..');
const say = (/** @type {string} */ line) => console.log(line);

try {
  checkNodeVersion();
  await ensureInstalled(root, say);
  await ensureTestPrograms(root, say);
  const { buildAll } = await import('./bundling/build-all.mjs');
  await buildAll(root, { only: null, say });
  const env = { ...process.env, HEARTH_ENGINES: 'all' };
  const { code } = await run(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'machine', '--runInBand', '--', 'test/engines'], { cwd: root, env });
  process.exitCode = code;
} catch (error) {
  reportAndFail(error);
}
