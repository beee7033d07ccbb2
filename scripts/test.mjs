// @ts-check
// `npm test`: everything, on a clean clone too. `npm test -- --quick`: what needs neither a browser nor the whole build.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureTestPrograms } from './setup/find-browser.mjs';
import { ensureInstalled } from './setup/install.mjs';
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
 * Runs a program and fails with what it wrote.
 * @param {string} command
 * @param {readonly string[]} args
 */
async function program(command, args) {
  const { code, output } = await run(command, args, { cwd: root, isQuiet: true });
  if (code !== 0) throw new SetupProblem(output.trim());
  return output;
}

/**
 * @param {string} project
 * @param {readonly string[]} args
 * @param {{ name?: string, isAside?: boolean }} how `isAside`: takes the processor time that others leave
 * @returns {Step}
 */
function jest(project, args = [], { name = project, isAside = false } = {}) {
  const resultFile = join(resultFolder, `${name}.json`);
  return {
    name,
    async run() {
      rmSync(resultFile, { force: true });
      const words = [join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', project, '--json', `--outputFile=${resultFile}`, '--silent', ...args];
      const command = isAside && process.platform !== 'win32' ? ['nice', '-n', '15', process.execPath] : [process.execPath];
      const { code, output } = await run(command[0] ?? '', [...command.slice(1), ...words], { cwd: root, isQuiet: true });
      /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTotalTests: number, numRuntimeErrorTestSuites: number }} */
      const result = JSON.parse(readFileSync(resultFile, 'utf8'));
      tests.passed += result.numPassedTests;
      tests.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
      tests.skipped += result.numPendingTests;
      // The JSON went to standard output too: people want the report.
      if (code !== 0) throw new SetupProblem(output.replace(/^\{"numFailedTestSuites".*$/m, '').trim());
      if (result.numTotalTests === 0) throw new SetupProblem(`no test ran in the project ${project}`);
      return `${String(result.numPassedTests)} tests`;
    },
  };
}

/** @type {Step} */
const types = {
  name: 'types',
  async run() {
    const output = await program(process.execPath, [join(root, 'scripts/check-types.mjs')]);
    return `${String(output.split('\n').filter((line) => line.startsWith('ok')).length)} runtimes`;
  },
};

/** @type {Step} */
const lint = {
  name: 'lint',
  async run() {
    await program(process.execPath, ['--max-old-space-size=6144', join(root, 'node_modules/eslint/bin/eslint.js'), '.']);
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
  // Two lanes for two cores; what starts browsers comes after.
  if (isQuick) await Promise.all([inOrder([types, jest('architecture')]), inOrder([jest('unit', ['--maxWorkers=1'])])]);
  else {
    await Promise.all([
      inOrder([lint, jest('architecture', ['--maxWorkers=1']), jest('unit', ['--maxWorkers=1'])]),
      inOrder([build, types, jest('contracts', ['--maxWorkers=1'])]),
    ]);
    // Pictures care for no clock: they are drawn while the journeys wait for networks that fail and for clocks.
    await Promise.all([
      take({ ...jest('machine', ['--runInBand', '--testPathIgnorePatterns', 'test/visual/']), needs: 'build' }),
      take({ ...jest('machine', ['--runInBand', '--testPathPatterns', 'test/visual/'], { name: 'pictures', isAside: true }), needs: 'build' }),
    ]);
  }
}
const isGreen = rows.every((row) => row.result === 'ok');
say(`\n${formatTable(rows)}\n\n${isGreen ? 'Everything passed' : 'Something failed'} in ${formatDuration(performance.now() - startMs)}.`);
say(`Tests: ${String(tests.passed)} passed, ${String(tests.failed)} failed${tests.skipped > 0 ? `, ${String(tests.skipped)} skipped` : ''}`);
process.exitCode = isGreen ? 0 : 1;
