// @ts-check
import { join } from 'node:path';
import { journeyEnds, journeyFiles } from './journey-results.mjs';
import { runMachineTests } from './machine-tests.mjs';

/**
 * Walks journeys under conditions that the environment names, and answers how each ended.
 * @param {string} root
 * @param {readonly string[]} wanted names of journeys; none: all
 * @param {Readonly<Record<string, string>>} conditions `TV_ENGINE`, `TV_CHAOS`, `TV_SEED`
 */
export async function walkJourneys(root, wanted, conditions) {
  const files = journeyFiles(root).filter((file) => wanted.length === 0 || wanted.includes(file.replace('.spec.ts', '')));
  const words = ['--forceExit', '--runTestsByPath', ...files.map((file) => join(root, 'test/e2e', file))];
  const { report } = await runMachineTests(root, { report: 'journey-results.json', words, env: conditions });
  return journeyEnds(report);
}
