import { createHash } from 'node:crypto';

/** Lower-case hexadecimal SHA-256. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Facts of a written package, in the order they are shown. */
export interface PackageReport {
  readonly title: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Further rows: label and text. */
  readonly rows: readonly (readonly [string, string])[];
  /** What a person does next, one step a line. */
  readonly nextSteps: readonly string[];
}

/** The report as text: title, aligned facts with size and SHA-256, then the numbered next steps. */
export function formatReport(report: PackageReport): string {
  const rows: (readonly [string, string])[] = [
    ['file', report.file],
    ['size', `${report.bytes.length.toLocaleString('en-GB')} bytes`],
    ['sha-256', sha256Hex(report.bytes)],
    ...report.rows,
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return [
    report.title,
    ...rows.map(([label, text]) => `  ${label.padEnd(width)}${text}`),
    'Next:',
    ...report.nextSteps.map((step, index) => `  ${index + 1}. ${step}`),
  ].join('\n');
}
