// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** @typedef {{ runs: number, seeds: string, places: number, inputs: number, findings: number, day: string, sources: string }} RunRecord */

const BEGIN = '| Target |';

/**
 * A name of what a target tests: changes when one of the files does.
 * @param {readonly string[]} files
 */
export function nameOfSources(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 12);
}

/**
 * The records in the table of a README, by target.
 * @param {string} text
 * @returns {Map<string, RunRecord>}
 */
export function readRecords(text) {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.startsWith(BEGIN));
  const records = new Map();
  for (const line of begin < 0 ? [] : lines.slice(begin + 2)) {
    if (!line.startsWith('|')) break;
    const [, target = '', runs = '', seeds = '', places = '', inputs = '', findings = '', day = '', sources = ''] = line.split('|').map((cell) => cell.trim());
    const number = (/** @type {string} */ cell) => Number(cell.replaceAll(',', ''));
    records.set(target, { runs: number(runs), seeds, places: number(places), inputs: number(inputs), findings: number(findings), day, sources });
  }
  return records;
}

/**
 * What stands in the table after a session: runs of the same sources add up, other sources begin anew.
 * @param {RunRecord | undefined} before
 * @param {Omit<RunRecord, 'seeds'> & { seed: number }} session
 * @returns {RunRecord}
 */
export function addSession(before, { seed, ...session }) {
  const isSame = before?.sources === session.sources;
  const last = isSame ? Number(before.seeds.split('–').pop()) : seed;
  const first = isSame ? Number(before.seeds.split('–')[0]) : seed;
  const seeds = isSame && seed !== last ? `${Math.min(first, seed)}–${Math.max(last, seed)}` : String(seed);
  return { ...session, runs: session.runs + (isSame ? before.runs : 0), findings: session.findings + (isSame ? before.findings : 0), seeds };
}

/**
 * The README with the table of `records`; a table that is there is replaced.
 * @param {string} text
 * @param {ReadonlyMap<string, RunRecord>} records
 */
export function writeRecords(text, records) {
  const lines = text.trimEnd().split('\n');
  const begin = lines.findIndex((line) => line.startsWith(BEGIN));
  const rest = begin < 0 ? [...lines, ''] : lines.slice(0, begin);
  const rows = [...records].map(([target, { runs, seeds, places, inputs, findings, day, sources }]) => `| ${[target, runs.toLocaleString('en-US'), seeds, places, inputs, findings, day, sources].join(' | ')} |`);
  return `${[...rest, `${BEGIN} Runs | Seeds | Places run | Inputs kept | Findings | Last | Sources |`, '|---|---|---|---|---|---|---|---|', ...rows].join('\n')}\n`;
}
