// @ts-check

/**
 * What became of one package in one old V8: `passed`, `failed`, or `missing` (that Node could not be had).
 * @typedef {{ v8: string, scripts: string, evaluates: string, starts: string, finds: string, reads: string }} V8Row
 */

const BEGIN = '<!-- old V8s: written by npm run test:engines -->';
const END = '<!-- end of old V8s -->';
const SUITE = /^the (\w+) package \((\w+)\) in V8 (.+)$/;
/** How titles in test/engines/old-v8.spec.ts begin, by the column they fill. */
const COLUMNS = /** @type {const} */ ({
  evaluates: 'evaluates every script without an exception',
  starts: 'starts the app up to the canvas',
  finds: 'finds what it names, brought by the engine or the polyfills',
  reads: 'reads a list as today’s Node does',
});

/**
 * Rows of a report as Jest writes it (`--json`), in the order of the run.
 * @param {unknown} report
 * @returns {V8Row[]}
 */
export function v8Rows(report) {
  /** @type {Map<string, V8Row>} */
  const rows = new Map();
  const files = /** @type {{ testResults: { assertionResults: { ancestorTitles: string[], title: string, status: string }[] }[] }} */ (report).testResults;
  for (const { ancestorTitles, title, status } of files.flatMap((file) => file.assertionResults)) {
    const suite = ancestorTitles[0] ?? '';
    const [, app, bundle, v8] = SUITE.exec(suite) ?? [];
    if (v8 === undefined) continue;
    const row = rows.get(suite) ?? { v8, scripts: `${app === 'webos' ? 'webOS' : 'Tizen'}, ${bundle ?? ''}`, evaluates: '', starts: '', finds: '', reads: '' };
    rows.set(suite, row);
    for (const column of /** @type {(keyof typeof COLUMNS)[]} */ (Object.keys(COLUMNS))) {
      if (title.startsWith(COLUMNS[column])) row[column] = title.includes('missing') ? 'missing' : status;
    }
  }
  return [...rows.values()];
}

/**
 * The document with its section of old V8s replaced. Throws when it has none.
 * @param {string} text
 * @param {readonly V8Row[]} rows
 */
export function withV8Rows(text, rows) {
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from === -1 || to < from) throw new Error('docs/engines.md has no section for old V8s');
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const table = [
    line(['V8', 'scripts', 'each evaluates', 'app starts up to the canvas', 'polyfills', 'program reads a list']),
    line(['---', '---', '---', '---', '---', '---']),
    ...rows.map((row) => line([row.v8, row.scripts, row.evaluates, row.starts, row.finds, row.reads])),
  ];
  return `${text.slice(0, from)}${[BEGIN, ...table].join('\n')}\n${text.slice(to)}`;
}

/**
 * The rows a document shows.
 * @param {string} text
 * @returns {V8Row[]}
 */
export function shownV8Rows(text) {
  const section = text.slice(text.indexOf(BEGIN), text.indexOf(END)).split('\n').slice(3);
  return section.filter((line) => line.startsWith('|')).map((line) => {
    const [v8 = '', scripts = '', evaluates = '', starts = '', finds = '', reads = ''] = line.slice(2, -2).split(' | ');
    return { v8, scripts, evaluates, starts, finds, reads };
  });
}
