// @ts-check
// `npm run test:engines`: the tests of the old engines, in all of them; what became of each is written into docs/engines.md.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { engineRows, withResults } from './engines/engine-results.mjs';
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
  const report = join(root, '.cache/engine-results.json');
  const jest = [join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'machine', '--runInBand', '--json', `--outputFile=${report}`, '--', 'test/engines'];
  rmSync(report, { force: true });
  const { code } = await run(process.execPath, jest, { cwd: root, env });
  const document = join(root, 'docs/engines.md');
  const rows = engineRows(JSON.parse(readFileSync(report, 'utf8')));
  writeFileSync(document, withResults(readFileSync(document, 'utf8'), rows));
  for (const { set } of rows.filter((row) => row.boots === 'missing')) say(`missing: the engine of ${set}`);
  process.exitCode = code;
} catch (error) {
  reportAndFail(error);
}
