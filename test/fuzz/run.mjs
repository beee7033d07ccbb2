// @ts-check
// `npm run fuzz -- [targets] [--runs n] [--seed n] [--pumps n] [--keep] [--record]`: coverage-guided fuzzing of the parsers.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { checkNodeVersion } from '../../scripts/setup/node-version.mjs';
import { reportAndFail } from '../../scripts/setup/problem.mjs';
import { buildProgram } from './build-program.mjs';
import { addSession, nameOfSources, readRecords, writeRecords } from './record.mjs';

const say = (/** @type {string} */ line) => console.log(line);
const root = resolve(import.meta.dirname, '../..');
const TARGETS = ['m3u', 'm3u-rows', 'xmltv', 'xtream', 'xtream-json', 'stalker', 'unpack', 'snapshot', 'delta', 'search'];
/** A run that takes more processor time than this hangs: the slowest honest one takes some milliseconds. */
const HANG_MS = 20_000;
const busyMs = () => process.cpuUsage().user / 1000;
const MAX_KEPT = 400;
/** Runs of one session; more are several, with one seed after the other. What is kept and recorded is written after each. */
const SESSION_RUNS = 500_000;

/** @param {string[]} words @param {string} name @param {number} fallback */
function numberOption(words, name, fallback) {
  const at = words.indexOf(name);
  return at < 0 ? fallback : Number(words[at + 1]);
}

/** @param {string} target */
const corpusFile = (target) => resolve(root, `test/fuzz/corpus/${target}.json`);

/** @param {string} target @returns {Uint8Array[]} */
function readCorpus(target) {
  try {
    return JSON.parse(readFileSync(corpusFile(target), 'utf8')).map((/** @type {string} */ text) => new Uint8Array(Buffer.from(text, 'base64')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** @param {string} target @param {Uint8Array[]} corpus shortest first: they say the same with less */
function writeCorpus(target, corpus) {
  mkdirSync(dirname(corpusFile(target)), { recursive: true });
  const kept = [...corpus].sort((a, b) => a.length - b.length).slice(0, MAX_KEPT);
  writeFileSync(corpusFile(target), `${JSON.stringify(kept.map((input) => Buffer.from(input).toString('base64')), null, 0).replaceAll('","', '",\n"')}\n`);
}

/** @param {string} folder @param {string} target @param {{ kind: string, message: string, input: Uint8Array, cuts: readonly number[] }} finding */
function report(folder, target, finding) {
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, `${target}-${finding.kind}-${Buffer.from(finding.input).toString('hex').slice(0, 12)}-${finding.input.length}.bin`);
  writeFileSync(file, finding.input);
  say(`  ${finding.kind}: ${finding.message}\n  cuts ${JSON.stringify(finding.cuts)}\n  input kept in ${file.slice(root.length + 1)}`);
}

/**
 * @param {string} program @param {string} target @param {{ runs: number, seed: number, pumps: number, places: number, corpus: Uint8Array[] }} options
 * @returns {Promise<{ runs: number, places: number, corpus: Uint8Array[], findings: number } | null>} `null`: a run hung
 */
async function runSession(program, target, options) {
  const watch = new SharedArrayBuffer(8 + 64 * 1024);
  const numbers = new Int32Array(watch, 0, 2);
  const startMs = performance.now();
  const worker = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: 48 }, workerData: { target, runs: options.runs, seed: options.seed, pumps: options.pumps, corpus: options.corpus, watch, places: options.places } });
  let lastRun = -1;
  let lastChange = busyMs();
  const findings = resolve(root, '.cache/fuzz/findings');
  return new Promise((done, fail) => {
    const watchdog = setInterval(() => {
      const run = Atomics.load(numbers, 0);
      if (run !== lastRun) {
        lastRun = run;
        lastChange = busyMs();
      } else if (busyMs() - lastChange > HANG_MS) {
        clearInterval(watchdog);
        report(findings, target, { kind: 'hang', message: `one run took over ${HANG_MS / 1000} s`, input: new Uint8Array(watch, 8, numbers[1]).slice(), cuts: [] });
        void worker.terminate().then(() => done(null));
      }
    }, 1000);
    worker.on('message', (message) => {
      if (message.kind === 'progress') return;
      clearInterval(watchdog);
      const seconds = (performance.now() - startMs) / 1000;
      say(`${target}, seed ${options.seed}: ${message.runs.toLocaleString('en-US')} runs in ${seconds.toFixed(0)} s (${Math.round(message.runs / seconds).toLocaleString('en-US')}/s), ${message.places} places run, ${message.corpus.length} inputs, ${message.findings.length} findings`);
      for (const finding of message.findings) report(findings, target, finding);
      done({ runs: message.runs, places: message.places, corpus: message.corpus, findings: message.findings.length });
    });
    worker.on('error', (error) => {
      clearInterval(watchdog);
      fail(error);
    });
  });
}

/**
 * @param {string} program @param {string} target @param {{ runs: number, seed: number, pumps: number, keeps: boolean, records: boolean, places: number, sources: string }} options
 * @returns {Promise<boolean>} whether nothing was found
 */
async function runTarget(program, target, options) {
  let corpus = readCorpus(target);
  let isClean = true;
  const readme = resolve(import.meta.dirname, 'README.md');
  for (let [left, seed] = [options.runs, options.seed]; left > 0; left -= SESSION_RUNS, seed += 1) {
    const result = await runSession(program, target, { runs: Math.min(left, SESSION_RUNS), seed, pumps: options.pumps, places: options.places, corpus });
    if (result === null) return false;
    ({ corpus } = result);
    isClean &&= result.findings === 0;
    if (options.keeps) writeCorpus(target, corpus);
    if (!options.records) continue;
    const text = readFileSync(readme, 'utf8');
    const records = readRecords(text);
    const session = { runs: result.runs, seed, places: result.places, inputs: corpus.length, findings: result.findings, day: new Date().toISOString().slice(0, 10), sources: options.sources };
    records.set(target, addSession(records.get(target), session));
    writeFileSync(readme, writeRecords(text, records));
  }
  return isClean;
}

try {
  checkNodeVersion();
  const words = process.argv.slice(2);
  const values = new Set(['--runs', '--seed', '--pumps'].filter((name) => words.includes(name)).map((name) => words[words.indexOf(name) + 1]));
  const names = words.filter((word) => !word.startsWith('--') && !values.has(word));
  const unknown = names.filter((name) => !TARGETS.includes(name));
  if (unknown.length > 0) throw Object.assign(new Error(`No target named ${unknown.join(', ')}; there are ${TARGETS.join(', ')}.`), { name: 'SetupProblem' });
  const program = resolve(root, '.cache/fuzz/program.mjs');
  const { places, sourcesOf } = await buildProgram(root, program);
  const shared = { runs: numberOption(words, '--runs', 1_000_000), seed: numberOption(words, '--seed', 1), pumps: numberOption(words, '--pumps', 300), keeps: words.includes('--keep'), records: words.includes('--record'), places };
  for (const target of names.length > 0 ? names : TARGETS) {
    const sources = nameOfSources(sourcesOf(resolve(import.meta.dirname, `targets/${target === 'xtream-json' ? 'xtream' : target}.ts`)));
    if (!(await runTarget(program, target, { ...shared, sources }))) process.exitCode = 1;
  }
} catch (error) {
  reportAndFail(error);
}
