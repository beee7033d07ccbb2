// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failuresOf, journeyEnds, journeyFiles, withJourneys } from './journey-results.mjs';
import { runMachineTests } from './machine-tests.mjs';

/** Of what went wrong; more fills the screen and says no more. */
const MOST_WORDS = 2_000;

/**
 * Walks journeys one after the other under conditions that the environment names, and writes how each ended into its column of
 * docs/engines.md at once: who is stopped keeps what was walked. Answers Jest's way of saying whether all ended well.
 * @param {string} root
 * @param {{ writer: import('./journey-results.mjs').Writer, columns: readonly string[], column: string, journeys: readonly string[], env: Readonly<Record<string, string>>, say: (line: string) => void }} wish
 *   `journeys`: their names, none: all; `env`: `TV_ENGINE`, `TV_CHAOS`, `TV_SEED`
 * @returns {Promise<0 | 1>}
 */
export async function walkJourneys(root, { writer, columns, column, journeys, env, say }) {
  const document = join(root, 'docs/engines.md');
  /** @type {0 | 1} */
  let code = 0;
  for (const file of journeyFiles(root).filter((each) => journeys.length === 0 || journeys.includes(each.replace('.spec.ts', '')))) {
    const words = ['--forceExit', '--runTestsByPath', join(root, 'test/e2e', file)];
    const { report } = await runMachineTests(root, { report: `journey-results-${column.replace(/\W/g, '')}.json`, words, env });
    const ends = journeyEnds(report);
    writeFileSync(document, withJourneys(readFileSync(document, 'utf8'), writer, columns, column, ends));
    for (const { journey, end } of ends) {
      say(`${end}: ${journey} (${column})`);
      if (end !== 'missing' && end !== 'failed') continue;
      say(failuresOf(report).slice(0, MOST_WORDS));
      code = 1;
    }
  }
  return code;
}
