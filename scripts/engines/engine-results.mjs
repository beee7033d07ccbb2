// @ts-check

/**
 * What became of one engine: `passed`, `failed`, or `missing` with the reason (it could not be had).
 * @typedef {{ set: string, boots: string, walks: string, plays: string, exceptions: string }} EngineRow
 */

const BEGIN = '<!-- results: written by npm run test:engines -->';
const END = '<!-- end of results -->';
const SUITE = /^the app in the engine of (.+)$/;
/** Titles of the journeys in test/engines/app.spec.ts by the column they fill. */
const COLUMNS = /** @type {const} */ ({
  boots: 'boots, signs in with a code and reaches Home',
  walks: 'walks and draws',
  plays: 'plays a film, pauses, and Back leads Home',
  exceptions: 'threw nothing',
});

/**
 * Rows of a report as Jest writes it (`--json`), in the order of the run. An engine that could not be had is `missing`.
 * @param {unknown} report
 * @returns {EngineRow[]}
 */
export function engineRows(report) {
  /** @type {Map<string, EngineRow>} */
  const rows = new Map();
  const files = /** @type {{ testResults: { assertionResults: { ancestorTitles: string[], title: string, status: string, failureMessages: string[] }[] }[] }} */ (report).testResults;
  for (const { ancestorTitles, title, status, failureMessages } of files.flatMap((file) => file.assertionResults)) {
    const set = SUITE.exec(ancestorTitles[0] ?? '')?.[1];
    if (set === undefined) continue;
    const row = rows.get(set) ?? { set, boots: '', walks: '', plays: '', exceptions: '' };
    rows.set(set, row);
    for (const column of /** @type {(keyof typeof COLUMNS)[]} */ (Object.keys(COLUMNS))) {
      if (COLUMNS[column] !== title) continue;
      const isMissing = failureMessages.some((message) => message.includes('EngineMissing'));
      row[column] = isMissing ? 'missing' : status === 'pending' ? 'no H.264' : status;
    }
  }
  return [...rows.values()];
}

/**
 * The section of docs/engines.md.
 * @param {readonly EngineRow[]} rows
 */
export function renderResults(rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [
    BEGIN,
    line(['engine of', 'starts, signs in', 'walks, draws', 'plays, pauses, Back', 'no exception']),
    line(['---', '---', '---', '---', '---']),
    ...rows.map((row) => line([row.set, row.boots, row.walks, row.plays, row.exceptions])),
    END,
  ].join('\n');
}

/**
 * The document with its section replaced. Throws when it has none.
 * @param {string} text
 * @param {readonly EngineRow[]} rows
 */
export function withResults(text, rows) {
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from === -1 || to < from) throw new Error('docs/engines.md has no section for results');
  return text.slice(0, from) + renderResults(rows) + text.slice(to + END.length);
}

/**
 * The rows a document shows.
 * @param {string} text
 * @returns {EngineRow[]}
 */
export function shownRows(text) {
  const section = text.slice(text.indexOf(BEGIN), text.indexOf(END)).split('\n').slice(3);
  return section.filter((line) => line.startsWith('|')).map((line) => {
    const [set = '', boots = '', walks = '', plays = '', exceptions = ''] = line.slice(2, -2).split(' | ');
    return { set, boots, walks, plays, exceptions };
  });
}
