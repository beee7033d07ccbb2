// @ts-check
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * How a journey (one file of test/e2e) ended in one engine, or with one seed: `passed`, `failed`, `missing` (the engine could not be had),
 * `no H.264` (nothing decodes it there), `HRT-…` (in chaos it ended with that message), `not here` (its files are missing).
 * @typedef {{ journey: string, end: string }} JourneyEnd
 */

/** What is no journey of a viewer: the operators' console, the program that reads lists, and chaos by itself. */
const OTHERS = ['chaos.spec.ts', 'console.spec.ts', 'ingest.spec.ts'];

/**
 * Files of the journeys, by name.
 * @param {string} root
 */
export function journeyFiles(root) {
  return readdirSync(join(root, 'test/e2e')).filter((file) => file.endsWith('.spec.ts') && !OTHERS.includes(file)).sort();
}

/**
 * How each journey of a report ended, as Jest writes it (`--json`).
 * @param {unknown} report
 * @returns {JourneyEnd[]}
 */
export function journeyEnds(report) {
  const files = /** @type {{ testResults: { name: string, status: string, message: string, assertionResults: { status: string, failureMessages: string[] }[] }[] }} */ (report).testResults;
  return files.map((file) => {
    const wrong = file.assertionResults.filter(({ status }) => status === 'failed').map(({ failureMessages }) => endOf(failureMessages.join('\n')));
    // A hook that fails is nobody's assertion.
    if (wrong.length === 0 && file.status === 'failed') wrong.push(endOf(file.message));
    const isHere = file.assertionResults.some(({ status }) => status !== 'pending');
    const worst = ['failed', 'missing'].find((end) => wrong.includes(end)) ?? wrong.find((end) => end.startsWith('HRT')) ?? wrong[0];
    return { journey: basename(file.name, '.spec.ts'), end: worst ?? (isHere ? 'passed' : 'not here') };
  });
}

/**
 * What a report says of its failures, for whoever looks into them.
 * @param {unknown} report
 */
export function failuresOf(report) {
  const files = /** @type {{ testResults: { message: string, assertionResults: { failureMessages: string[] }[] }[] }} */ (report).testResults;
  const words = files.flatMap(({ message, assertionResults }) => [...assertionResults.flatMap(({ failureMessages }) => failureMessages), message]);
  return words.find((each) => each !== '') ?? '';
}

/** @param {string} message */
function endOf(message) {
  if (message.includes('EngineMissing')) return 'missing';
  if (message.includes('NoPicture')) return 'no H.264';
  return /EndedInWords: (HRT-\d+)/.exec(message)?.[1] ?? 'failed';
}

/** Who writes a table of journeys, and so where it stands in docs/engines.md. @typedef {'test:engines' | 'test:chaos'} Writer */

const END = '<!-- end of journeys -->';

/** @param {Writer} writer */
const beginOf = (writer) => `<!-- journeys: written by npm run ${writer} -->`;

/**
 * The section of a writer: where its table begins and ends. Throws when the document has none.
 * @param {string} text
 * @param {Writer} writer
 */
function sectionOf(text, writer) {
  const from = text.indexOf(beginOf(writer));
  const to = text.indexOf(END, from);
  if (from === -1 || to === -1) throw new Error(`docs/engines.md has no section for journeys of ${writer}`);
  return { from, to };
}

/**
 * A table of journeys by columns (engines, seeds).
 * @param {readonly string[]} columns
 * @param {ReadonlyMap<string, ReadonlyMap<string, string>>} ends by journey, then by column
 */
function renderJourneys(columns, ends) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [
    line(['journey', ...columns]),
    line(['---', ...columns.map(() => '---')]),
    ...[...ends].sort(([a], [b]) => (a < b ? -1 : 1)).map(([journey, row]) => line([journey, ...columns.map((column) => row.get(column) ?? '')])),
  ].join('\n');
}

/**
 * What a document shows: ends by journey, then by column.
 * @param {string} text
 * @param {Writer} writer
 */
export function shownJourneys(text, writer) {
  /** @type {Map<string, Map<string, string>>} */
  const ends = new Map();
  const { from, to } = sectionOf(text, writer);
  const lines = text.slice(from, to).split('\n').filter((line) => line.startsWith('|'));
  const cells = (/** @type {string} */ line) => line.slice(2, -2).split(' | ').map((cell) => cell.trim());
  const columns = lines[0] === undefined ? [] : cells(lines[0]).slice(1);
  for (const line of lines.slice(2)) {
    const [journey = '', ...row] = cells(line);
    ends.set(journey, new Map(columns.map((column, at) => [column, row[at] ?? ''])));
  }
  return ends;
}

/**
 * The document with cells of one column written anew; all others stay. Throws when it has no section for it.
 * @param {string} text
 * @param {Writer} writer
 * @param {readonly string[]} columns all there are, in order; others that are shown vanish
 * @param {string} column
 * @param {readonly JourneyEnd[]} seen
 */
export function withJourneys(text, writer, columns, column, seen) {
  const { from, to } = sectionOf(text, writer);
  const ends = shownJourneys(text, writer);
  for (const { journey, end } of seen) {
    const row = ends.get(journey) ?? new Map();
    ends.set(journey, row.set(column, end));
  }
  return `${text.slice(0, from)}${beginOf(writer)}\n${renderJourneys(columns, ends)}\n${text.slice(to)}`;
}
