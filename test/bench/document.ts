import { formatValue, verdictOf } from './report';
import type { BenchResult, BenchTable } from './measurement';

const begin = (name: string): string => `<!-- bench:${name} -->`;
const end = (name: string): string => `<!-- /bench:${name} -->`;

/** The section of a run: sizes other than the default have sections of their own. */
export function sectionName(bench: string, size: number | null): string {
  if (size === null) return bench;
  return `${bench}-${size % 1e6 === 0 ? `${String(size / 1e6)}m` : size % 1000 === 0 ? `${String(size / 1000)}k` : String(size)}`;
}

const cell = (text: string): string => text.replace(/\ufeff/g, '').replace(/</g, '&lt;').replace(/\|/g, '\\|');

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const tableText = (table: BenchTable): string => `${table.title}:\n\n${markdownTable(table.head, table.rows)}`;

/** A result as a section of a document: date, kind of machine, method, tables, marks. */
export function toSection(result: BenchResult, date: Date, machine: string): string {
  const marks = result.measurements.map((row) => [row.what, formatValue(row.value, row.unit), verdictOf(row)]);
  return [
    `Measured ${date.toISOString().slice(0, 10)}, ${machine}.${result.method.length > 0 ? ` ${result.method.join(' ')}` : ''}`,
    ...result.tables.map(tableText),
    ...(marks.length > 0 ? [markdownTable(['mark', 'value', 'limit'], marks)] : []),
  ].join('\n\n');
}

/** Puts a section between its markers; a document without them gets them at its end, under a heading. */
export function putSection(document: string, name: string, section: string): string {
  const block = `${begin(name)}\n${section}\n${end(name)}`;
  const from = document.indexOf(begin(name));
  const to = document.indexOf(end(name), from);
  if (from < 0 || to < 0) return `${document.trimEnd()}\n\n## Bench: ${name}\n\n${block}\n`;
  return document.slice(0, from) + block + document.slice(to + end(name).length);
}
