// @ts-check
/**
 * @typedef {{ name: string, result: 'ok' | 'FAILED' | 'not run', ms: number, note: string }} StepRow
 */

/** @param {number} ms */
export function formatDuration(ms) {
  const seconds = ms / 1000;
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${String(Math.floor(seconds / 60))} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`;
}

/**
 * The closing table: every step, how it ended, how long it took.
 * @param {readonly StepRow[]} rows
 */
export function formatTable(rows) {
  const width = Math.max(...rows.map((row) => row.name.length), 4);
  const lines = rows.map((row) => `  ${row.name.padEnd(width)}  ${row.result.padEnd(7)}  ${formatDuration(row.ms).padStart(10)}  ${row.note}`.trimEnd());
  return [`  ${'step'.padEnd(width)}  result   ${'time'.padStart(10)}`, ...lines].join('\n');
}
