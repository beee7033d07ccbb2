// @ts-check
// `npm test`: everything, on a clean clone too. `npm test -- --quick`: what needs neither a browser nor the whole build.
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ensureTestPrograms } from './setup/find-browser.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { readJestRun } from './setup/jest-run.mjs';
import { checkNodeVersion } from './setup/node-version.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { run } from './setup/run.mjs';
import { formatDuration, formatTable } from './setup/step-table.mjs';

/**
 * @typedef {import('./setup/step-table.mjs').StepRow} StepRow
 * @typedef {{ name: string, run: () => Promise<string>, needs?: string }} Step `run` answers with a note, or throws
 */

const root = resolve(import.meta.dirname, '..');
const isQuick = process.argv.includes('--quick');
const resultFolder = join(root, '.cache/test-results');
const say = (/** @type {string} */ line) => console.log(line);

/** @type {StepRow[]} */
const rows = [];
const tests = { passed: 0, failed: 0, skipped: 0 };

/** @param {Step} step */
async function take(step) {
  const isBlocked = step.needs !== undefined && rows.some((row) => row.name === step.needs && row.result !== 'ok');
  if (isBlocked) {
    rows.push({ name: step.name, result: 'not run', ms: 0, note: `needs ${String(step.needs)}` });
    return;
  }
  const startMs = performance.now();
  try {
    const note = await step.run();
    rows.push({ name: step.name, result: 'ok', ms: performance.now() - startMs, note });
    say(`ok      ${step.name} (${formatDuration(performance.now() - startMs)}) ${note}`.trimEnd());
  } catch (error) {
    const isKnown = error instanceof SetupProblem || (error instanceof Error && error.name === 'BuildError');
    rows.push({ name: step.name, result: 'FAILED', ms: performance.now() - startMs, note: '' });
    say(`FAILED  ${step.name}\n${isKnown ? error.message : String(error instanceof Error ? error.stack : error)}`);
  }
}

/**
 * Node with its words; `isAside`: with the processor time that others leave.
 * @param {readonly string[]} words
 * @param {boolean} isAside
 */
function nodeProgram(words, isAside) {
  const [command, ...args] = isAside && process.platform !== 'win32' ? ['nice', '-n', '15', process.execPath, ...words] : [process.execPath, ...words];
  return run(command ?? '', args, { cwd: root, isQuiet: true });
}

/**
 * Runs a check and fails with what it wrote.
 * @param {readonly string[]} words
 */
async function check(words) {
  const { code, output } = await nodeProgram(words, !isQuick);
  if (code !== 0) throw new SetupProblem(output.trim());
  return output;
}

/** @typedef {import('./setup/jest-run.mjs').JestResult} JestResult */

/**
 * One run of Jest: its report for people, and its result.
 * @param {string} name Of the file of results
 * @param {readonly string[]} args
 * @param {boolean} isAside
 */
async function runJest(name, args, isAside) {
  const resultFile = join(resultFolder, `${name}.json`);
  rmSync(resultFile, { force: true });
  const words = [join(root, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${resultFile}`, '--silent', ...args];
  return readJestRun(resultFile, await nodeProgram(words, isAside));
}

/** Files run again where no more of them failed than this: more is no accident. */
const MOST_AGAIN = 6;

/**
 * The files that failed, one after the other. Browsers, their servers and the other lanes share two processors: what a clock missed there is told from what is
 * broken, which fails again. The first report stands in the output either way.
 * @param {string} project
 * @param {string} name
 * @param {JestResult} first
 */
async function runAgain(project, name, first) {
  const files = first.testResults.filter(({ status }) => status === 'failed').map((file) => file.name);
  if (files.length === 0 || files.length > MOST_AGAIN) return null;
  return { files, ...(await runJest(`${name}-again`, ['--selectProjects', project, '--runInBand', '--runTestsByPath', ...files], false)) };
}

/** @param {JestResult} result */
const failures = (result) => result.numFailedTests + result.numRuntimeErrorTestSuites;

/**
 * @param {string} project
 * @param {readonly string[]} args
 * @param {{ name?: string, isAside?: boolean, hasSecondRun?: boolean }} how `isAside`: takes the processor time that others leave; `hasSecondRun`: files that fail run once more
 * @returns {Step}
 */
function jest(project, args = [], { name = project, isAside = false, hasSecondRun = false } = {}) {
  return {
    name,
    async run() {
      const { code, report, result } = await runJest(name, ['--selectProjects', project, ...args], isAside);
      const again = code !== 0 && hasSecondRun ? await runAgain(project, name, result) : null;
      const isRight = (again ?? { code }).code === 0;
      const failed = again === null ? failures(result) : failures(again.result);
      tests.passed += result.numPassedTests + (again === null ? 0 : failures(result) - failed);
      tests.failed += failed;
      tests.skipped += result.numPendingTests;
      if (!isRight) throw new SetupProblem(again === null ? report : `${report}\n\nAnd once more:\n${again.report}`);
      if (result.numTotalTests === 0) throw new SetupProblem(`no test ran in the project ${project}`);
      if (again !== null) say(`${report}\n\nPassed in a second run: ${again.files.map((file) => relative(root, file)).join(', ')}`);
      return `${String(result.numTotalTests - result.numPendingTests)} tests${again === null ? '' : `, ${String(again.files.length)} files in a second run`}`;
    },
  };
}

/** @type {Step} */
const types = {
  name: 'types',
  async run() {
    const output = await check([join(root, 'scripts/check-types.mjs')]);
    return `${String(output.split('\n').filter((line) => line.startsWith('ok')).length)} runtimes`;
  },
};

/** @type {Step} */
const lint = {
  name: 'lint',
  async run() {
    // What needs types is oxlint's; everything else, our own rules among it, is ESLint's.
    await check([join(root, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '.']);
    await check([join(root, 'node_modules/eslint/bin/eslint.js'), '.']);
    return '';
  },
};

/** @type {Step} */
const build = {
  name: 'build',
  async run() {
    const { buildAll } = await import('./bundling/build-all.mjs');
    const { built, kept } = await buildAll(root, { only: null, say: () => undefined });
    return `${String(built)} built, ${String(kept)} unchanged`;
  },
};

/** @param {readonly Step[]} steps */
async function inOrder(steps) {
  for (const step of steps) await take(step);
}

mkdirSync(resultFolder, { recursive: true });
const startMs = performance.now();
await take({
  name: 'setup',
  async run() {
    checkNodeVersion();
    await ensureInstalled(root, say);
    if (!isQuick) await ensureTestPrograms(root, say);
    return `Node ${process.version}`;
  },
});
if (rows[0]?.result === 'ok') {
  // Lanes for two cores.
  if (isQuick) await Promise.all([inOrder([types, jest('architecture')]), inOrder([jest('unit', ['--maxWorkers=1'])])]);
  else {
    const aside = { isAside: true };
    const built = take(build);
    // Journeys wait for networks that fail and for pictures that play, two files at a time, which leaves clocks some room; beside them the pictures of all screens, in a browser of their
    // own. The third lane watches no clocks and takes what is left: no processor waits while there is work, and nothing is left for the end alone.
    await Promise.all([
      built.then(() => take({ ...jest('machine', ['--maxWorkers=2', '--testPathIgnorePatterns', 'test/visual/'], { hasSecondRun: true }), needs: 'build' })),
      built.then(() => take({ ...jest('machine', ['--runInBand', '--testPathPatterns', 'test/visual/'], { name: 'pictures', hasSecondRun: true }), needs: 'build' })),
      inOrder([lint, jest('architecture', ['--maxWorkers=1'], aside), types, jest('contracts', ['--maxWorkers=2'], { ...aside, hasSecondRun: true }), jest('unit', ['--maxWorkers=2'], aside)]),
    ]);
  }
}
const isGreen = rows.every((row) => row.result === 'ok');
say(`\n${formatTable(rows)}\n\n${isGreen ? 'Everything passed' : 'Something failed'} in ${formatDuration(performance.now() - startMs)}.`);
say(`Tests: ${String(tests.passed)} passed, ${String(tests.failed)} failed${tests.skipped > 0 ? `, ${String(tests.skipped)} skipped` : ''}`);
process.exitCode = isGreen ? 0 : 1;
