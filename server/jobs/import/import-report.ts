import type { OriginReport } from '#server/store';
import type { WrittenCounts } from './write-catalog';

/** What an import did. */
export interface ImportReport {
  /** Where it came from, without credentials. */
  readonly from: string;
  readonly counts: WrittenCounts;
  readonly programmes: number;
  /** Lines or rows left out or not whole, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** The answer ended before it was complete; what came before is kept. */
  readonly isCut: boolean;
  /** Unpacked. */
  readonly bytes: number;
  /** One line each: what else is worth saying. */
  readonly remarks: readonly string[];
  readonly elapsedMs: number;
}

/** The report of an import that brought nothing. */
export const NO_COUNTS: WrittenCounts = { channels: 0, movies: 0, series: 0, episodes: 0, categories: 0 };

/** Reasons in words; one that is not here is printed as it is. */
const REASONS: Readonly<Record<string, string>> = {
  'free-text': 'lines of free text left out',
  'no-address': 'entries without an address left out',
  'unreadable-address': 'entries whose address cannot be read (kept, cannot be played)',
  'too-long': 'elements longer than 1 MB left out',
  'unknown-directive': 'directives that mean nothing here left out',
  'unreadable-directive': 'directives that cannot be read left out',
  'no-id': 'rows without an id left out',
  'no-episodes': 'series whose episodes could not be read',
  'no-channel': 'programmes without a channel left out',
  'no-start': 'programmes without a start left out',
  'unreadable-time': 'programmes whose start is no time left out',
  doubled: 'programmes given twice left out',
  'doubled-episode': 'episodes that are there twice left out',
  'long-path': 'films whose path is too long for an address left out',
  'large-note': 'notes (.nfo) too large to be read',
  unfinished: 'programmes cut off in the middle left out',
};

function amount(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** What was kept, by kind. */
export function keptOf(report: ImportReport): Readonly<Record<string, number>> {
  const all: Readonly<Record<string, number>> = { ...report.counts, programmes: report.programmes };
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
}

/** What is remembered of an import. */
export function originReport(report: ImportReport): OriginReport {
  const { skipped, isCut, bytes, elapsedMs } = report;
  return { kept: keptOf(report), skipped, isCut, bytes, elapsedMs };
}

/** What was kept in words, such as `2,059 channels, 97 categories`. */
export function keptText(kept: Readonly<Record<string, number>>): string {
  const count = (kind: string): number => kept[kind] ?? 0;
  const parts = [
    count('channels') > 0 ? amount(count('channels'), 'channel', 'channels') : '',
    count('movies') > 0 ? amount(count('movies'), 'film', 'films') : '',
    count('series') > 0 ? `${amount(count('series'), 'series', 'series')} with ${amount(count('episodes'), 'episode', 'episodes')}` : '',
    count('categories') > 0 ? amount(count('categories'), 'category', 'categories') : '',
    count('programmes') > 0 ? amount(count('programmes'), 'programme', 'programmes') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/** What was left out in words, one entry per reason. */
export function skippedTexts(report: Pick<OriginReport, 'skipped' | 'isCut'>): readonly string[] {
  const counted = Object.entries(report.skipped).filter(([, count]) => count > 0);
  const texts = counted.map(([reason, count]) => `${count.toLocaleString('en-US')} ${REASONS[reason] ?? reason}`);
  return report.isCut ? [...texts, 'it ends in the middle; what came before is kept'] : texts;
}

/** The lines an operator reads after an import. */
export function reportText(report: ImportReport): string {
  const head = `Imported ${keptText(keptOf(report))} from ${report.from} in ${(report.elapsedMs / 1000).toFixed(1)} s.`;
  return [head, ...[...skippedTexts(report), ...report.remarks].map((line) => `  ${line}`)].join('\n');
}
