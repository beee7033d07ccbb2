// @ts-check
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../setup/run.mjs';

/**
 * Runs tests of the project `machine` one file after another; answers Jest's exit code, and its report (`--json`) unjudged.
 * @param {string} root
 * @param {{ report: string, words: readonly string[], env: Readonly<Record<string, string>> }} wish `report`: name of its file below `.cache`;
 *   `words`: Jest's further arguments; `env`: what the environment says beside our own
 * @returns {Promise<{ code: number, report: unknown }>}
 */
export async function runMachineTests(root, { report, words, env }) {
  const file = join(root, '.cache', report);
  rmSync(file, { force: true });
  const jest = [join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'machine', '--runInBand', '--json', `--outputFile=${file}`, ...words];
  const { code } = await run(process.execPath, jest, { cwd: root, env: { ...process.env, ...env } });
  return { code, report: JSON.parse(readFileSync(file, 'utf8')) };
}
