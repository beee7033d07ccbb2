import { TruthWriter } from '../candidates/truth';
import { dataFile, type DataFile, type DataWriter } from '../data/data-file';
import { PanelRows, type PanelRow } from './panel-rows';

/** What is compared of each row, beside its id. */
export const PANEL_FIELDS = ['name', 'picture', 'container', 'category', 'year', 'rating', 'added'] as const;

/** Changes with what is written. */
const VERSION = 1;
const SEED = 4711;

/** The categories every made panel answers with. */
export function panelCategories(): readonly { readonly id: string; readonly name: string }[] {
  return new PanelRows(SEED).categories;
}

function putRow(truth: TruthWriter, row: PanelRow): void {
  truth.row(row.id, [row.name, row.picture, row.container, row.category, String(row.year), String(row.rating), String(row.addedSec)]);
}

/** Writes an answer of so many rows that is valid JSON, and returns the truth about it. */
export function writePanel(out: DataWriter, count: number): Uint8Array {
  const truth = new TruthWriter(PANEL_FIELDS.length);
  const rows = new PanelRows(SEED);
  out.text('[');
  for (let i = 0; i < count; i += 1) {
    const row = rows.next();
    out.text(i === 0 ? row.json : `,${row.json}`);
    putRow(truth, row);
  }
  out.text(']');
  return truth.finish();
}

/** What panels do to JSON, by what it is: each makes one row's text from a good one. */
const ODDITIES: readonly ((json: string, row: PanelRow) => string)[] = [
  // A raw tab and a raw line break in a text nobody reads.
  (json) => json.replace('"direct_source":""', '"direct_source":"a\tb\nc"'),
  // A warning of PHP between two rows.
  (json) => `\n<br />\n<b>Warning</b>:  Undefined index: x in <b>api.php</b> on line <b>12</b><br />\n${json}`,
  // A comma too many, a comma too few.
  (json) => json.replace(',"custom_sid"', ',,"custom_sid"'),
  // The same name twice: the last one counts.
  (json) => json.replace('{"num"', '{"container_extension":"xxx","num"'),
  // A key without its value's quotes.
  (json) => json.replace(/"added":"(\d+)"/, '"added":$1'),
  // A list in place of a text, a container within the row.
  (json) => json.replace('"direct_source":""', '"direct_source":{"a":[1,{"b":"}"}]}'),
];

/** Writes an answer as broken panels give it: warnings before and within, stray signs, cut off in the middle of a row. */
export function writeOddPanel(out: DataWriter, count: number): Uint8Array {
  const truth = new TruthWriter(PANEL_FIELDS.length);
  const rows = new PanelRows(SEED);
  out.text('\ufeff<br />\n<b>Notice</b>:  Trying to access array offset [0] in <b>player_api.php</b> on line <b>99</b><br />\n[');
  for (let i = 0; i < count; i += 1) {
    const row = rows.next();
    const odd = ODDITIES[i % (ODDITIES.length * 2)];
    out.text((i === 0 ? '' : ',') + (odd === undefined ? row.json : odd(row.json, row)));
    putRow(truth, row);
  }
  out.text(`,${rows.next().json.slice(0, 60)}`);
  return truth.finish();
}

/** An answer of so many rows. */
export function panelFile(rows: number): DataFile {
  return dataFile(`panel-v${String(VERSION)}-${String(rows)}.json`, (out) => writePanel(out, rows));
}

/** A broken answer of so many rows. */
export function oddPanelFile(rows: number): DataFile {
  return dataFile(`odd-panel-v${String(VERSION)}-${String(rows)}.json`, (out) => writeOddPanel(out, rows));
}
