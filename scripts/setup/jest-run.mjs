// @ts-check
import { readFileSync } from 'node:fs';

/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTotalTests: number, numRuntimeErrorTestSuites: number, testResults: readonly { name: string, status: string }[] }} JestResult */

/** @type {JestResult} */
const NO_RESULT = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTotalTests: 0, numRuntimeErrorTestSuites: 1, testResults: [] };

/**
 * What came of a run of Jest that has ended: its report for people, and its result. A run that was killed or crashed left no file of results, or half of one: then it
 * failed, and what it said so far is its report.
 * @param {string} resultFile
 * @param {{ code: number, output: string }} ended
 * @returns {{ code: number, report: string, result: JestResult }}
 */
export function readJestRun(resultFile, { code, output }) {
  // The JSON went to standard output too: people want the report.
  const report = output.replace(/^\{"numFailedTestSuites".*$/m, '').trim();
  try {
    return { code, report, result: JSON.parse(readFileSync(resultFile, 'utf8')) };
  } catch (error) {
    return { code: code || 1, report: `${report}\nJest ended with code ${String(code)} and without results: ${error instanceof Error ? error.message : String(error)}`.trim(), result: NO_RESULT };
  }
}
