import type { BenchResult, BenchTable, Measurement, Unit } from './measurement';

/** A number as a person reads it. */
export function formatValue(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return 'none';
  if (unit === 'bytes') return value < 10_000 ? `${value.toFixed(0)} B` : `${(value / 1000).toFixed(1)} kB`;
  if (unit === 'count') return value.toLocaleString('en');
  if (unit === 'times') return `${value.toFixed(2)}x`;
  if (unit === 'percent') return `${value.toFixed(value < 10 ? 2 : 1)} %`;
  return `${value.toFixed(value !== 0 && Math.abs(value) < 1 ? 3 : 1)} ${unit === 'us' ? 'µs' : unit}`;
}

/** Whether a measurement keeps within its limits, in a word with the limit; empty without limits. */
export function verdictOf(row: Measurement): string {
  if (row.budget !== undefined) return `${row.value <= row.budget ? 'within' : 'OVER'} ${formatValue(row.budget, row.unit)}`;
  if (row.atMost !== undefined) return `${row.value <= row.atMost ? 'reached' : 'MISSED'}: at most ${formatValue(row.atMost, row.unit)}`;
  if (row.atLeast !== undefined) return `${row.value >= row.atLeast ? 'reached' : 'MISSED'}: at least ${formatValue(row.atLeast, row.unit)}`;
  return '';
}

/** Lines of a report: what, value, limit, and whether it holds. */
export function formatMeasurements(rows: readonly Measurement[]): string[] {
  const width = Math.max(...rows.map((row) => row.what.length), 1);
  return rows.map((row) => {
    const verdict = verdictOf(row);
    return `  ${row.what.padEnd(width)}  ${formatValue(row.value, row.unit).padStart(12)}${verdict === '' ? '' : `   ${verdict}`}`;
  });
}

/** Lines of a table, columns in line: the first and the last to the left, numbers between them to the right. */
export function formatTable(table: BenchTable): string[] {
  const all = [table.head, ...table.rows];
  const widths = table.head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => (column === 0 || column === row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd();
  return [`  ${table.title}`, ...all.map(line)];
}

/** Lines of a whole result. */
export function formatResult(result: BenchResult): string[] {
  return [
    ...result.method.map((line) => `  ${line}`),
    ...result.tables.flatMap((table) => ['', ...formatTable(table)]),
    ...(result.measurements.length > 0 ? ['', ...formatMeasurements(result.measurements)] : []),
  ];
}
