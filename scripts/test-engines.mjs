// @ts-check
// `npm run test:engines`: the tests of the old engines in all of them, and every journey in each; what became of them is written into
// docs/engines.md. `-- 63 76` walks the journeys in these engines alone, `-- 63 journeys guide` these journeys alone; other cells stay.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineRows, withResults } from './engines/engine-results.mjs';
import { runMachineTests } from './engines/machine-tests.mjs';
import { v8Rows, withV8Rows } from './engines/v8-results.mjs';
import { walkJourneys } from './engines/walk-journeys.mjs';
import { runPrepared } from './setup/run-built.mjs';

const ENGINES = ['63', '68', '76', '85', '92', '108', '119'];
const words = process.argv.slice(2);
const chosen = ENGINES.filter((id) => words.includes(id));
const journeys = words.filter((word) => /^[a-z-]+$/.test(word));

/**
 * @param {string} root
 * @param {string} document
 * @param {(line: string) => void} say
 */
async function testEngines(root, document, say) {
  const { code, report } = await runMachineTests(root, { report: 'engine-results.json', words: ['--', 'test/engines'], env: { HEARTH_ENGINES: 'all' } });
  const rows = engineRows(report);
  const v8s = v8Rows(report);
  writeFileSync(document, withV8Rows(withResults(readFileSync(document, 'utf8'), rows), v8s));
  for (const { set } of rows.filter((row) => row.boots === 'missing')) say(`missing: the engine of ${set}`);
  for (const { v8 } of v8s.filter((row) => row.evaluates === 'missing')) say(`missing: V8 ${v8}`);
  return code;
}

await runPrepared({ only: ['web', 'tizen', 'webos', 'server'], needsBrowser: true }, async (root, say) => {
  const document = join(root, 'docs/engines.md');
  let code = chosen.length === 0 ? await testEngines(root, document, say) : 0;
  for (const id of chosen.length === 0 ? ENGINES : chosen) {
    code = Math.max(code, await walkJourneys(root, { writer: 'test:engines', columns: ENGINES, column: id, journeys, env: { TV_ENGINE: id }, say }));
  }
  return code;
});
