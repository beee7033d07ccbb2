import type { WrittenCounts } from './write-catalog';

/** What an import did, for printing. */
export interface ImportReport {
  /** Where it came from, without credentials. */
  readonly from: string;
  readonly counts: WrittenCounts;
  readonly programmes: number;
  /** One line each: what was left out or odd, and how often. */
  readonly remarks: readonly string[];
  readonly elapsedMs: number;
}

/** The report of an import that brought nothing. */
export const NO_COUNTS: WrittenCounts = { channels: 0, movies: 0, series: 0, episodes: 0, categories: 0 };

function amount(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** The lines an operator reads after an import. */
export function reportText(report: ImportReport): string {
  const { counts } = report;
  const parts = [
    counts.channels > 0 ? amount(counts.channels, 'channel', 'channels') : '',
    counts.movies > 0 ? amount(counts.movies, 'film', 'films') : '',
    counts.series > 0 ? `${amount(counts.series, 'series', 'series')} with ${amount(counts.episodes, 'episode', 'episodes')}` : '',
    counts.categories > 0 ? amount(counts.categories, 'category', 'categories') : '',
    report.programmes > 0 ? amount(report.programmes, 'programme', 'programmes') : '',
  ].filter((part) => part !== '');
  const what = parts.length === 0 ? 'nothing' : parts.join(', ');
  const head = `Imported ${what} from ${report.from} in ${(report.elapsedMs / 1000).toFixed(1)} s.`;
  return [head, ...report.remarks.map((remark) => `  ${remark}`)].join('\n');
}
